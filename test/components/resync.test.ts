import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { PROJEN_MARKER } from 'projen/lib/common';
import { JsonFile } from 'projen/lib/json';
import { Project } from 'projen/lib/project';
import { TextFile } from 'projen/lib/textfile';
import { runChecks } from '../../src/checklist/checklist';
import { RepositoryFiles } from '../../src/checklist/repository-files';
import { ManagedFile } from '../../src/components/managed-file';
import { withoutMarker } from '../../src/components/released-files';
import { Resync } from '../../src/components/resync';
import { SparkImageProject } from '../../src/spark-image-project';
import { REPOSITORIES } from '../integ/repositories';
import { plainProject, repositoryWith, synthesize, temporaryDirectory, textsIn } from './synthesis';

const everything = REPOSITORIES.everything;

/** Paths of every file that can be handed over. */
function handable(project: SparkImageProject): string[] {
  return project.files.filter((file) => file instanceof ManagedFile).map((file) => file.path);
}

/** Writes over a file, read-only or not. */
function edit(outdir: string, file: string, change: (text: string) => string): string {
  const place = path.join(outdir, file);
  const text = change(readFileSync(place, 'utf8'));
  chmodSync(place, 0o644);
  writeFileSync(place, text);
  return text;
}

/** The files of a repository, and what was said while they were written. */
interface Outcome {
  readonly files: { readonly [file: string]: string };
  readonly said: string;
}

/** Takes down what a project says. */
function listen(project: Project): string[] {
  const said: string[] = [];
  for (const level of ['info', 'warn'] as const) jest.spyOn(project.logger, level).mockImplementation((...words: unknown[]) => void said.push(words.join(' ')));
  return said;
}

/** Brings a repository back in sync, and gives what was said: a warning or an information a line. */
function resynchronized(outdir: string, options: object = {}, change: (project: SparkImageProject) => void = () => undefined): Outcome {
  const project = repositoryWith({ outdir, ...options });
  change(project);
  const said = listen(project);
  const files = synthesize(project);
  project.components.find((component) => component instanceof Resync)?.postSynthesize();
  return { files, said: said.join('\n') };
}

/** A repository as it was generated, without the copies that its making left. */
function generated(options: object = {}): string {
  const { outdir } = repositoryWith(options);
  synthesize(repositoryWith({ ...options, outdir }));
  return outdir;
}

function copies(outdir: string): string[] {
  return readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('.orig')).sort();
}

describe('a file that is handed over', () => {
  const files = handable(repositoryWith(everything));
  const managed = generated(everything);
  const first = textsIn(managed);
  const handed = resynchronized(managed, { ...everything, unmanagedFiles: files.filter((file) => file !== 'SECURITY.md') });

  const anew = synthesize(repositoryWith({ ...everything, unmanagedFiles: files }));

  test.each(files)('%s loses its marker and nothing else, and is what would be written anew', (file) => {
    expect(first[file]).toContain(PROJEN_MARKER);
    if (file === 'SECURITY.md') return;
    expect(handed.files[file]).toBe(withoutMarker(first[file]));
    expect(handed.files[file]).not.toContain(PROJEN_MARKER);
    // These say which of the other files are generated.
    if (!['README.md', '.github/dependabot.yml', 'renovate.json'].includes(file)) expect(handed.files[file]).toBe(anew[file]);
    const kept = handed.files[file].split('\n');
    expect(first[file].split('\n').filter((line) => !/^#?$/.test(line) && !kept.includes(line))).toEqual([expect.stringContaining(PROJEN_MARKER)]);
  });

  test('is cited by the lines that it has now', () => {
    const finding = runChecks(new RepositoryFiles(handed.files)).find(({ check }) => check.id === 'security-line-references');
    expect(finding?.status).toBe('pass');
    expect(handed.files['SECURITY.md']).not.toBe(first['SECURITY.md']);
  });

  test('is as it was after the next resync, also without the list of generated files', () => {
    edit(managed, 'Dockerfile', (text) => `${text}# mine\n`);
    edit(managed, 'entrypoint.sh', () => `# ${PROJEN_MARKER}, says my own text\n`);
    rmSync(path.join(managed, '.projen', 'files.json'));
    const { files: after } = resynchronized(managed, { ...everything, unmanagedFiles: files.filter((file) => file !== 'SECURITY.md') });
    expect(after.Dockerfile).toMatch(/# mine\n$/);
    expect(after['entrypoint.sh']).not.toBe(handed.files['entrypoint.sh']);
    expect(copies(managed)).toEqual([]);
  });

  test('takes what a person edited before with it', () => {
    const outdir = generated();
    edit(outdir, 'Dockerfile', (text) => text.replace(/\n/g, '\r\n'));
    const { files: after } = resynchronized(outdir, { unmanagedFiles: ['Dockerfile'] });
    expect(after.Dockerfile).toMatch(/^[^~]+\r\n$/);
    expect(copies(outdir)).toEqual([]);
  });

  test('is kept beside the new one when it is taken back', () => {
    const outdir = generated({ unmanagedFiles: ['Dockerfile'] });
    edit(outdir, 'Dockerfile', () => 'FROM scratch\n');
    const { files: after, said } = resynchronized(outdir);
    expect(after['Dockerfile.orig']).toBe('FROM scratch\n');
    expect(said).toContain('Dockerfile may have been edited by hand and was replaced. What stood there was kept as Dockerfile.orig.');
  });
});

describe('what a person wrote', () => {
  let outdir: string;
  beforeEach(() => {
    outdir = generated({ dependabot: true, pythonRequirements: ['numpy==1.26.4'] });
  });
  const options = { dependabot: true, pythonRequirements: ['numpy==1.26.4'] };

  test('is kept beside the file that takes its place, and said; what is merely out of date is not', () => {
    const mine = edit(outdir, 'Dockerfile', (text) => `${text}# mine\n`);
    const { files, said } = resynchronized(outdir, { ...options, compose: { workers: 3 } });
    expect(files['Dockerfile.orig']).toBe(mine);
    expect(copies(outdir)).toEqual(['Dockerfile.orig']);
    expect(said).toContain('Dockerfile was edited by hand and was replaced. What stood there was kept as Dockerfile.orig.');
    expect(said).toMatch(/^Changed: .*Dockerfile.*docker-compose\.yml/m);
    expect(files['.gitignore']).toMatch(/^\*\.orig$/m);
  });

  test('is kept where the file is not generated any more', () => {
    const mine = edit(outdir, 'docker/requirements.txt', (text) => `${text}# mine\n`);
    const { files, said } = resynchronized(outdir);
    expect(files['docker/requirements.txt']).toBeUndefined();
    expect(files['docker/requirements.txt.orig']).toBe(mine);
    expect(said).toContain('docker/requirements.txt was edited by hand and was removed.');
    expect(said).toContain('Removed: docker/requirements.txt.');
  });

  test('stays where projen’s list is lost in a merge, and what is not generated any more goes', () => {
    for (const list of [undefined, '<<<<<<< ours\n', '{}']) {
      writeFileSync(path.join(outdir, 'own.yml'), `# ${PROJEN_MARKER}. A copy that I made mine\n`);
      const place = path.join(outdir, '.projen', 'files.json');
      unlinkSync(place);
      if (list !== undefined) writeFileSync(place, list);
      const { files } = resynchronized(outdir);
      expect(files['own.yml']).toContain('A copy that I made mine');
      expect(files['docker/requirements.txt']).toBeUndefined();
      expect(copies(outdir).filter((file) => !file.startsWith('.projen'))).toEqual([]);
      resynchronized(outdir, options);
    }
  });

  test('is kept without a record as well, and only where it differs', () => {
    edit(outdir, 'README.md', (text) => `${text}mine\n`);
    unlinkSync(path.join(outdir, '.projen', 'spark-image.json'));
    expect(resynchronized(outdir, options).said).toContain('README.md may have been edited by hand');
    expect(copies(outdir)).toEqual(['README.md.orig']);
  });

  test('is named in few lines, however much it is', () => {
    for (const file of handable(repositoryWith(options))) edit(outdir, file, (text) => `${text}mine\n`);
    const { said } = resynchronized(outdir, options);
    expect(said).toMatch(/^\d\d more files were kept in the same way, as NAME\.orig\.$/m);
    expect(said.match(/was kept as/g)).toHaveLength(8);
  });

  test('in package.json counts only if it is not there afterwards', () => {
    edit(outdir, 'package.json', (text) => JSON.stringify({ ...JSON.parse(text), devDependencies: { projen: '1.0.0' } }));
    resynchronized(outdir, options);
    expect(copies(outdir)).toEqual([]);
    edit(outdir, 'package.json', (text) => JSON.stringify({ ...JSON.parse(text), scripts: { mine: 'true' } }));
    resynchronized(outdir, options);
    expect(copies(outdir)).toEqual(['package.json.orig']);
  });

  test('behind a link stays where it is', () => {
    const other = path.join(temporaryDirectory(), 'mine');
    writeFileSync(other, 'mine\n');
    unlinkSync(path.join(outdir, 'Dockerfile'));
    symlinkSync(other, path.join(outdir, 'Dockerfile'));
    resynchronized(outdir, options);
    expect([readFileSync(other, 'utf8'), existsSync(path.join(outdir, 'Dockerfile.orig'))]).toEqual(['mine\n', false]);
  });
});

describe('a resync says', () => {
  test('that nothing changed', () => {
    expect(resynchronized(generated()).said).toContain('Every managed file was in sync: nothing changed.');
  });

  test('what changed, in a line that stays short', () => {
    const { said } = resynchronized(generated(), { sparkVersion: '4.1.2', javaVersion: '17' });
    expect(said).toMatch(/^Changed: (?:[^,]+, ){7}[^,]+ and \d+ more\.$/m);
    expect(said).not.toContain('.projen/');
  });

  test('which checks fail since then, and no other', () => {
    const { said } = resynchronized(generated(), {}, (project) => project.compose.overrideService('spark-worker', { cap_drop: undefined }));
    expect(said).toMatch(/Checks that fail now and did not before:\n {2}compose-[^\n]+\n"npx spark-image explain ID"/);
    expect(resynchronized(generated(), { compose: { workers: 2 } }).said).not.toContain('Checks that fail');
  });
});

describe('a creation in a folder with files', () => {
  const created = (files: { readonly [file: string]: string }): Outcome => {
    const project = plainProject();
    for (const name of ['Dockerfile', 'README.md']) new TextFile(project, name, { lines: ['ours'] });
    new JsonFile(project, 'package.json', { obj: { name: 'mine', devDependencies: { 'projen': '*', 'spark-image-project': '*' } } });
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(project.outdir, file), text);
    const said = listen(project);
    new Resync(project, true);
    return { files: synthesize(project), said: said.join('\n') };
  };

  test('keeps whatever was kept before', () => {
    const { files, said } = created({ 'README.md': 'mine\n', 'README.md.orig': 'older\n' });
    expect([files['README.md.orig'], files['README.md.orig.2']]).toEqual(['older\n', 'mine\n']);
    expect(said).toContain('What stood in this folder was kept: see README.md.orig.2.');
  });

  test('keeps scripts and dependencies of a package.json, and says how they come back', () => {
    const mine = JSON.stringify({ name: 'mine', scripts: { lint: 'true' }, dependencies: { left: '1.0.0' } });
    const { files, said } = created({ 'package.json': mine });
    expect(files['package.json.orig']).toBe(mine);
    expect(said).toContain("project.setScript('name', 'command')");
  });

  test('leaves the package.json that npm made for the creation without a copy', () => {
    const { files } = created({ 'package.json': JSON.stringify({ devDependencies: { 'spark-image-project': 'file:x.tgz', 'projen': '1.0.0' } }) });
    expect(files['package.json.orig']).toBeUndefined();
  });

  test('names adopt where a Dockerfile stood', () => {
    expect(created({ Dockerfile: 'FROM scratch\n' }).said).toContain('"npx spark-image adopt" reads your Dockerfile');
    expect(created({ 'README.md': 'mine\n' }).said).not.toContain('adopt');
  });
});
