import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Project } from 'projen/lib/project';
import { SparkImage } from '../../src/model/spark-image';
import { SparkImageOptions } from '../../src/model/spark-image-options';
import { SparkImageProject } from '../../src/spark-image-project';

const directories: string[] = [];

afterAll(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** An empty directory that is removed when the tests of the file have ended. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'project-temp-dir-'));
  directories.push(directory);
  return directory;
}

/** A project of projen with nothing in it that we wrote: what every component must be content with. */
export function plainProject(): Project {
  return new Project({ name: 'plain', outdir: temporaryDirectory() });
}

/** An image with these options. */
export function imageWith(options: Partial<SparkImageOptions> = {}): SparkImage {
  return new SparkImage({ name: 'demo', owner: 'acme', ...options });
}

/** A whole repository, in its own directory unless one is given; options as JavaScript hands them over. */
export function repositoryWith(options: object = {}): SparkImageProject {
  return Reflect.construct(SparkImageProject, [{ name: 'demo', owner: 'acme', outdir: temporaryDirectory(), ...options }]);
}

/** Writes a project's files without installing anything, and reads them all: text by path. */
export function synthesize(project: Project): { [file: string]: string } {
  const before = process.env.PROJEN_DISABLE_POST;
  process.env.PROJEN_DISABLE_POST = 'true';
  try {
    project.synth();
  } finally {
    if (before === undefined) delete process.env.PROJEN_DISABLE_POST;
    else process.env.PROJEN_DISABLE_POST = before;
  }
  return textsIn(project.outdir);
}

/** Every file below a directory: text by path. */
export function textsIn(directory: string): { [file: string]: string } {
  if (!existsSync(directory)) return {};
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(path.join(directory, file)).isFile());
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(path.join(directory, file), 'utf8')]));
}
