import { readDockerfile } from '../../checklist/parsers/dockerfile-source';
import { RepositoryFiles } from '../../checklist/repository-files';
import { END_OF_LIFE_LABEL, endOfLifeNote } from '../../model/end-of-life';
import { isDay } from '../../options/days';
import { Note } from '../folder/note';
import { Report } from './report';

/** Notes on images whose line of Spark has ended or ends soon, by the label of their Dockerfiles. */
export function endOfLifeNotes({ images }: Report, files: RepositoryFiles, now: Date): Note[] {
  const today = now.toISOString().slice(0, 10);
  const dockerfiles = [...new Set(images.flatMap(({ image }) => image ?? []))];
  return dockerfiles.flatMap((file) => labelsOf(files, file).flatMap(({ pairs, startLine }) => {
    const date = new Map(pairs).get(END_OF_LIFE_LABEL);
    const message = date === undefined || !isDay(date) ? undefined : endOfLifeNote('the line of Spark in this image', date, today);
    return message === undefined ? [] : [{ file, line: startLine, message: `${message} Set sparkVersion to a newer line` }];
  }));
}

function labelsOf(files: RepositoryFiles, file: string) {
  const stages = files.parsed(file, readDockerfile)?.stages ?? [];
  return stages.flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'LABEL'));
}
