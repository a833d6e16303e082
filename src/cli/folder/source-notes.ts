import { readDockerfile } from '../../checklist/parsers/dockerfile-source';
import { readYaml } from '../../checklist/parsers/yaml-source';
import { RepositoryFiles } from '../../checklist/repository-files';
import { KEYWORDS } from '../../dockerfile/keywords';
import { Note } from './note';

const READ_AS_YAML = /^(?:\.github\/(?:workflows\/[^/]+|dependabot)|(?:.*\/)?(?:docker-)?compose(?:[.-][\w.-]+)?)\.ya?ml$/;

/** Lines of the files that checks read, but that no program could: one note for each file, with its line. */
export function sourceNotes(files: RepositoryFiles, dockerfiles: readonly string[]): Note[] {
  return [
    ...dockerfiles.flatMap((file) => dockerfileNotes(files, file)),
    ...files.matching(READ_AS_YAML).flatMap((file) => yamlNotes(files, file)),
  ];
}

function yamlNotes(files: RepositoryFiles, file: string): Note[] {
  const source = files.parsed(file, readYaml);
  return source?.problem === undefined ? [] : [{ file, line: source.problemLine ?? 1, message: `is no valid YAML: ${source.problem}` }];
}

function dockerfileNotes(files: RepositoryFiles, file: string): Note[] {
  const lines = files.parsed(file, readDockerfile)?.lines;
  if (!lines) return [];
  const unknown = lines.find((line) => !KEYWORDS.includes(line.keyword));
  if (unknown) {
    return [{
      file,
      line: unknown.startLine,
      message: `${JSON.stringify(unknown.keyword.slice(0, 40))} is no instruction of a Dockerfile`,
    }];
  }
  const first = lines.find((line) => line.keyword !== 'ARG');
  if (!first) return [{ file, line: 1, message: 'has no FROM: it builds no image' }];
  return first.keyword === 'FROM'
    ? []
    : [{ file, line: first.startLine, message: `begins with ${first.keyword}, but nothing except ARG may stand before FROM` }];
}
