import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { RepositoryFiles } from '../../checklist/repository-files';
import { keep } from '../../components/originals';
import type { SparkImageProject } from '../../spark-image-project';
import type { SparkImageProjectOptions } from '../../spark-image-project-options';
import { Proposal } from './proposal';
import { rcText } from './rc-text';

/* eslint-disable @typescript-eslint/no-require-imports -- projen is loaded by this command alone */

/** What a proposal would make of a repository. */
export interface Outcome {
  /** Files that are new. */
  readonly added: readonly string[];
  /** Files that stand there with another text, and how many lines are taken away and put in. */
  readonly replaced: readonly string[];
  /** Files that stay as they are. */
  readonly untouched: readonly string[];
  /** The files as they would be. */
  readonly files: RepositoryFiles;
}

/**
 * Generates what a proposal gives, in a directory of its own, and hands it over; it is gone afterwards.
 *
 * @param files the files of the repository as they are
 * @param proposal its options
 * @param use what to do with the outcome, and with the directory that holds the generated files
 */
export function withOutcome<T>(files: RepositoryFiles, proposal: Proposal, use: (outcome: Outcome, generated: string) => T): T {
  const directory = mkdtempSync(path.join(tmpdir(), 'spark-image-adopt-'));
  try {
    synthesize(directory, proposal);
    writeFileSync(path.join(directory, '.projenrc.ts'), rcText(proposal));
    return use(outcomeOf(files, directory), directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function synthesize(outdir: string, proposal: Proposal): void {
  const { SparkImageProject: Project } = require('../../spark-image-project') as {
    SparkImageProject: new (options: SparkImageProjectOptions) => SparkImageProject;
  };
  const before = process.env.PROJEN_DISABLE_POST;
  process.env.PROJEN_DISABLE_POST = 'true';
  try {
    const project: SparkImageProject = new Project({ ...proposal.toObject(), outdir } as SparkImageProjectOptions);
    for (const { option, value } of proposal.variables) project.dockerfile.addEnv(option, String(value));
    project.synth();
  } finally {
    if (before === undefined) delete process.env.PROJEN_DISABLE_POST;
    else process.env.PROJEN_DISABLE_POST = before;
  }
}

function outcomeOf(files: RepositoryFiles, directory: string): Outcome {
  const generated = new Map(filesBelow(directory).map((file) => [file, readFileSync(path.join(directory, file), 'utf8')]));
  const texts = new Map(files.paths.flatMap((file) => {
    const text = files.text(file);
    return text === undefined ? [] : [[file, text] as const];
  }));
  const names = [...generated.keys()].sort();
  return {
    added: names.filter((file) => !files.paths.includes(file)),
    replaced: names.filter((file) => files.paths.includes(file) && files.text(file) !== generated.get(file)),
    untouched: files.paths.filter((file) => !generated.has(file)),
    files: new RepositoryFiles(new Map([...texts, ...generated])),
  };
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(path.join(directory, file)).isFile())
    .map((file) => file.split(path.sep).join('/'));
}

/**
 * Writes an outcome into a repository. What stood there before is kept as NAME.orig first.
 *
 * @returns paths of the copies
 */
export function writeOutcome(root: string, outcome: Outcome, generated: string): string[] {
  // Everything is kept before anything is written.
  const kept = outcome.replaced.map((file) => keep(root, file));
  for (const file of [...outcome.added, ...outcome.replaced]) {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    if (existsSync(target)) rmSync(target);
    copyFileSync(path.join(generated, file), target);
  }
  return kept;
}
