import { statSync } from 'node:fs';
import * as path from 'node:path';
import { RepositoryFiles } from '../../checklist/repository-files';
import { CommandFailure } from '../exit-status';
import { codeOf, walkFolder } from './folder-walk';
import { LazyTexts } from './lazy-texts';
import { Note } from './note';
import { readText } from './read-text';

/** A folder or a single Dockerfile, as it is judged. */
export interface FolderFiles {
  readonly files: RepositoryFiles;
  /** Folder that their paths start from; undefined for files that are on no disk. */
  readonly root?: string;
  /** The Dockerfile, where one alone was given. */
  readonly alone?: string;
  /** What could not be read, so far: files are read when a check asks for them. */
  notes(): readonly Note[];
}

/**
 * Reads a repository, any folder, or a Dockerfile alone. Nothing in it is run, and no link is followed out of it.
 *
 * @throws CommandFailure when there is no such path, or when a single file is no text
 */
export function readFolder(given: string, directory: string): FolderFiles {
  const place = path.resolve(directory, given);
  let isDirectory: boolean;
  try {
    isDirectory = statSync(place).isDirectory();
  } catch (error) {
    const reason = codeOf(error);
    throw new CommandFailure(
      `${given}: ${reason === 'ENOENT' ? 'there is no such file or folder' : `it cannot be read (${reason})`}. Name a repository, a ` +
        'folder or a Dockerfile.',
    );
  }
  return isDirectory ? wholeFolder(place) : dockerfileAlone(given, place);
}

function wholeFolder(root: string): FolderFiles {
  const { paths, notes } = walkFolder(root);
  const unread: Note[] = [];
  const texts = new LazyTexts(paths, (file) => {
    const { text, reason } = readText(path.join(root, file));
    if (reason !== undefined) unread.push({ file, message: `${reason}; it was left out` });
    return text;
  });
  return { files: new RepositoryFiles(texts), root, notes: () => [...notes, ...unread] };
}

function dockerfileAlone(given: string, place: string): FolderFiles {
  const { text, reason } = readText(place);
  if (text === undefined) throw new CommandFailure(`${given} ${reason}. Name a repository, a folder or a Dockerfile.`);
  const name = path.basename(place);
  return { files: new RepositoryFiles({ [name]: text }), root: path.dirname(place), alone: name, notes: () => [] };
}
