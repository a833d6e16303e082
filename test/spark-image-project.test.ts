import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { PROJEN_MARKER } from 'projen/lib/common';
import { NodePackageManager } from 'projen/lib/javascript/node-package';
import { NodeProject } from 'projen/lib/javascript/node-project';
import { Project } from 'projen/lib/project';
import { parse } from 'yaml';
import { InvalidOptions } from '../src/options/option-problems';
import { SparkImageProject } from '../src/spark-image-project';
import { repositoryWith, synthesize, temporaryDirectory, textsIn } from './components/synthesis';
import { instructionsOf } from './dockerfile/read-dockerfile';
import { imageOptions, repositoryOptions } from './model/valid-options';

const MANAGED = [
  '.dockerignore', '.env.example', '.github/dependabot.yml', '.github/workflows/docker-build.yml', '.github/workflows/drift.yml',
  '.github/workflows/pyspark-compatibility.yml', '.github/workflows/upgrade.yml', 'Dockerfile', 'README.md', 'SECURITY.md', 'build_and_test.sh',
  'docker-compose.host.yml', 'docker-compose.yml', 'docker/fetch-spark.sh', 'entrypoint.sh', 'requirements.txt',
];

/** The files of a second synthesis in the directory of the first, with other options. */
function resynthesized(outdir: string, options: object = {}): { [file: string]: string } {
  return synthesize(repositoryWith({ outdir, ...options }));
}

describe('a repository', () => {
  const files = synthesize(repositoryWith());

  test('has every file that the guide lists, and says of each that it is generated', () => {
    expect(Object.keys(files)).toEqual(expect.arrayContaining([...MANAGED, 'LICENSE', 'package.json', '.gitignore', '.gitattributes', 'spark-apps/example_job.py']));
    for (const file of MANAGED) expect(files[file].split('\n').slice(0, 2).join('\n')).toContain(PROJEN_MARKER);
  });

  test('depends on what runs projen, and on nothing else; it is no npm package', () => {
    const { devDependencies, dependencies, main, private: isPrivate } = JSON.parse(files['package.json']);
    expect(Object.keys(devDependencies).sort()).toEqual(['constructs', 'jiti', 'projen', 'spark-image-project']);
    expect([dependencies, main, isPrivate]).toEqual([undefined, undefined, true]);
  });

  test('keeps secrets out of git', () => {
    expect(files['.gitignore'].split('\n')).toEqual(expect.arrayContaining(['.env', 'secrets/']));
  });

  test('every image that it builds, and every option that moves one, says the same everywhere', () => {
    const changed = synthesize(repositoryWith({ ports: { masterUi: 8090 }, sparkVersion: '3.5.8', compose: { workers: 3 }, imageName: 'acme/other' }));
    expect(changed.Dockerfile).toContain('SPARK_MASTER_WEBUI_PORT="8090"');
    expect(changed['docker-compose.yml']).toContain('${SPARK_MASTER_WEBUI_PORT:-8090}');
    expect(changed['.env.example']).toContain('#SPARK_MASTER_WEBUI_PORT=8090');
    expect(changed['README.md']).toContain('8090');
    expect(changed['README.md']).not.toMatch(/\b8080\b/);
    for (const file of ['Dockerfile', 'README.md', '.github/workflows/pyspark-compatibility.yml']) {
      expect(changed[file]).toMatch(/3\\?\.5\.8/);
      expect(changed[file]).not.toMatch(/3\\?\.5\.3/);
    }
    expect(changed['docker-compose.yml']).toContain('ghcr.io/acme/other');
    expect(changed['.env.example']).toContain('#SPARK_WORKERS=3');
  });

  test.each([
    ['buildWorkflow', '.github/workflows/docker-build.yml'], ['compatibilityWorkflow', '.github/workflows/pyspark-compatibility.yml'],
    ['driftWorkflow', '.github/workflows/drift.yml'], ['upgradeWorkflow', '.github/workflows/upgrade.yml'], ['dependabot', '.github/dependabot.yml'],
  ])('%s: false leaves %s out, and takes it away when it was there', (option, file) => {
    const { outdir } = repositoryWith();
    expect(Object.keys(resynthesized(outdir))).toContain(file);
    const after = resynthesized(outdir, { [option]: false });
    expect(Object.keys(after)).not.toContain(file);
    expect(after['README.md']).not.toContain(`workflows/${path.basename(file)}/badge.svg`);
  });
});

describe('synthesis', () => {
  test('twice gives the same bytes, in the same directory and in another', () => {
    fc.assert(fc.property(imageOptions, repositoryOptions, (image, repository) => {
      const options = { ...image, ...repository };
      const first = repositoryWith(options);
      const files = synthesize(first);
      expect(resynthesized(first.outdir, options)).toEqual(files);
      expect(synthesize(repositoryWith(options))).toEqual(files);
    }), { numRuns: 15 });
  });

  test('any valid options give a Dockerfile, YAML and JSON that can be read', () => {
    fc.assert(fc.property(imageOptions, repositoryOptions, (image, repository) => {
      for (const [file, text] of Object.entries(synthesize(repositoryWith({ ...image, ...repository })))) {
        if (/\.ya?ml$/.test(file)) expect(parse(text, { merge: true })).toEqual(expect.anything());
        if (/\.json$/.test(file)) expect(JSON.parse(text)).toEqual(expect.anything());
        if (file === 'Dockerfile') expect(instructionsOf(text).filter((i) => i.keyword === 'FROM')).toHaveLength(2);
      }
    }), { numRuns: 15 });
  });

  test('brings a changed and a deleted file back, and leaves the user’s alone', () => {
    const first = repositoryWith();
    const files = synthesize(first);
    writeFileSync(path.join(first.outdir, 'own.txt'), 'mine');
    writeFileSync(path.join(first.outdir, 'spark-apps', 'example_job.py'), 'print(1)\n');
    for (const file of ['Dockerfile', 'docker-compose.yml']) writeFileSync(path.join(first.outdir, file), 'changed');
    expect(resynthesized(first.outdir)).toEqual({ ...files, 'own.txt': 'mine', 'spark-apps/example_job.py': 'print(1)\n', 'Dockerfile.orig': 'changed', 'docker-compose.yml.orig': 'changed' });
  });

  test('warns of what is behind', () => {
    const repository = repositoryWith();
    const warn = jest.spyOn(repository.logger, 'warn').mockImplementation(() => undefined);
    synthesize(repository);
    expect(warn.mock.calls.flat().join('\n')).toContain("has known weaknesses: CVE-2025-54920, CVE-2025-55039. Set sparkVersion: '3.5.9'.");
  });

  test('managed files are read-only', () => {
    const repository = repositoryWith();
    synthesize(repository);
    for (const file of MANAGED) expect(statSync(path.join(repository.outdir, file)).mode.toString(8)).toMatch(/[45]{3}$/);
  });
});

describe('wrong options', () => {
  test.each([
    [{ sparkVersion: 4 }, 'sparkVersion = 4'],
    [{ compose: { workers: 0 } }, 'compose.workers = 0'],
    [{ compose: { workers: 20 }, ports: { workerUi: 65530 } }, "compose.workers = 20: each worker's web UI takes a port from ports.workerUi = 65530 on, and the highest is 65535. At most 6,"],
    [{ name: '../x' }, 'name = "../x"'],
    [{ description: 'a\nb' }, 'description = "a\\nb"'],
  ])('%j: nothing is written', (options, shown) => {
    const outdir = temporaryDirectory();
    expect(() => repositoryWith({ outdir, ...options })).toThrow(InvalidOptions);
    expect(() => repositoryWith({ outdir, ...options })).toThrow(shown);
    expect(readdirSync(outdir)).toEqual([]);
  });

  test('those of the image, of the repository and of the project are reported together', () => {
    const wrong = { uid: 0, license: 'X', outdir: 5, devDeps: [7], projenrcJs: 'yes' };
    expect(() => repositoryWith(wrong)).toThrow(/^5 options are wrong.*outdir = 5: it is number.*devDeps\[0\] = 7.*projenrcJs = "yes".*uid = 0.*license = "X"/s);
  });

  test.each([
    [{ sparkversion: '3.5.8' }, 'sparkversion = "3.5.8": there is no option of that name. Did you mean sparkVersion?'],
    [{ baseimage: 'ubuntu:22.04' }, 'baseimage = "ubuntu:22.04": there is no option of that name. Did you mean baseImage?'],
    [{ extraJar: [] }, 'extraJar = []: there is no option of that name. Did you mean extraJars?'],
    [{ workers: 3 }, 'workers = 3: there is no option of that name. One of name, description, spark'],
    [{ github: false }, 'github = false: there is no option of that name. One of'],
    [{ readmeSections: [{ section: 'Quick start', text: 'x', markdown: 'y' }] }, 'readmeSections[0].text = "x": readmeSections[0] has no member of that name. One of section,'],
    [{ volumes: [{ path: '/data', description: 'Data', declare: false }] }, 'volumes[0].declare = false: volumes[0] has no member of that name. Did you mean declared? One of path, description, declared'],
    [{ extraJars: [{ url: 'https://example.com/a.jar', sha256: 'x', sha512: 'a'.repeat(128) }] }, 'extraJars[0].sha256 = "x": extraJars[0] has no member of that name. One of coordinates, url, sha512'],
  ])('%j is no option, and what it would be is said', (options, shown) => {
    expect(() => repositoryWith(options)).toThrow(InvalidOptions);
    expect(() => repositoryWith(options)).toThrow(shown);
  });

  test('an option of a subclass is its own, and goes through', () => {
    class AcmeSpark extends SparkImageProject {}
    const acme: SparkImageProject = Reflect.construct(AcmeSpark, [{ name: 'demo', owner: 'acme', outdir: temporaryDirectory(), costCentre: 42 }]);
    expect(acme.image.name).toBe('demo');
  });

  test.each(['x', {}, null])('devDeps of %p is no list', (devDeps) => {
    expect(() => repositoryWith({ devDeps })).toThrow(/devDeps = .*not a list\. Give a list/);
  });

  test.each([undefined, null, 'demo'])('a project made from %p is told that it needs options', (options) => {
    expect(() => Reflect.construct(SparkImageProject, [options])).toThrow("Give at least a name: { name: 'spark-3.5' }");
  });

  test('nothing is changed in a repository that is there already', () => {
    const repository = repositoryWith();
    const files = synthesize(repository);
    expect(() => repositoryWith({ outdir: repository.outdir, uid: 0 })).toThrow('uid = 0');
    expect(textsIn(repository.outdir)).toEqual(files);
  });
});

describe('what is found only when everything is known', () => {
  test.each([
    [{ unmanagedFiles: ['Dockerfil'] }, /unmanagedFiles\[0\] = "Dockerfil": no such file is generated here\. One of .*Dockerfile/],
    [{ readmeSections: [{ section: 'Quick stat', markdown: 'x' }] }, /readmeSections\[0\]\.section = "Quick stat": "demo" has no section of that name\. One of .*"Quick start"/],
    [{ securitySections: [{ section: 'Nowhere', before: true, markdown: 'x' }] }, /securitySections\[0\]\.section = "Nowhere": "[^"]+" has no section of that name/],
    [{ readmeSections: [{ section: 'Quick start', file: 'docs/missing.md' }] }, /readmeSections\[0\]\.file = "docs\/missing\.md": the repository has no such file\. Write it, or give the text by markdown/],
    [
      { unmanagedFiles: ['SECURTY.md'], readmeSections: [{ section: 'One', markdown: 'x' }, { section: 'Two', file: 'no.md' }], securitySections: [{ section: 'Three', markdown: 'x' }] },
      /^5 options are wrong; nothing was written\.\n.*unmanagedFiles\[0\].*\n.*readmeSections\[0\]\.section.*\n.*readmeSections\[1\]\.section.*\n.*readmeSections\[1\]\.file.*\n.*securitySections\[0\]\.section/,
    ],
  ])('%j is refused before anything is written', (options, message) => {
    const project = repositoryWith(options);
    expect(() => project.synth()).toThrow(message);
    expect(readdirSync(project.outdir)).toEqual([]);
  });
});

describe('files that are handed over to the user', () => {
  test('are written once, without a marker, writable; then the user’s edit survives', () => {
    const { outdir } = repositoryWith();
    const options = { unmanagedFiles: ['Dockerfile', 'README.md'] };
    const first = resynthesized(outdir, options);
    expect(first.Dockerfile).not.toContain(PROJEN_MARKER);
    expect(instructionsOf(first.Dockerfile).length).toBeGreaterThan(10);
    expect(statSync(path.join(outdir, 'Dockerfile')).mode.toString(8)).toBe('100644');

    writeFileSync(path.join(outdir, 'Dockerfile'), 'FROM scratch\n');
    const second = resynthesized(outdir, options);
    expect(second.Dockerfile).toBe('FROM scratch\n');
    expect(second['README.md']).toBe(first['README.md']);
  });

  test('keep what was in them when they were still managed', () => {
    const { outdir } = repositoryWith();
    const managed = resynthesized(outdir);
    const released = resynthesized(outdir, { unmanagedFiles: ['docker-compose.yml'] });
    expect(parse(released['docker-compose.yml'], { merge: true })).toEqual(parse(managed['docker-compose.yml'], { merge: true }));
  });

  test('give their own text to what cites them', () => {
    const { outdir } = repositoryWith();
    writeFileSync(path.join(outdir, 'Dockerfile'), 'FROM scratch\n');
    expect(repositoryWith({ outdir, unmanagedFiles: ['Dockerfile'] }).dockerfile.text).toBe('FROM scratch\n');
    expect(repositoryWith({ outdir }).dockerfile.text).not.toBe('FROM scratch\n');
  });
});

describe('the rc file', () => {
  test('is TypeScript by default, run without a type check', () => {
    const { tasks } = JSON.parse(synthesize(repositoryWith())['.projen/tasks.json']);
    expect(JSON.stringify(tasks.default.steps)).toMatch(/jiti.*\.projenrc\.ts/);
  });

  test('is JavaScript on request, run by Node itself, and every file says so', () => {
    const files = synthesize(repositoryWith({ projenrcJs: true }));
    const { tasks } = JSON.parse(files['.projen/tasks.json']);
    expect(JSON.stringify(tasks.default.steps)).not.toContain('jiti');
    expect(JSON.stringify(tasks.default.steps)).toContain('.projenrc.js');
    expect(Object.keys(JSON.parse(files['package.json']).devDependencies)).not.toContain('jiti');
    expect(files.Dockerfile.split('\n')[0]).toContain('.projenrc.js');
    for (const file of MANAGED) expect(files[file]).not.toContain('.projenrc.ts');
  });

  test.each([[{}, / \.projenrc\.ts'$/], [{ projenrcJs: true }, / --allowJs --checkJs \.projenrc\.js'$/]])('of %j has its types checked by a task', (options, ending) => {
    const { tasks } = JSON.parse(synthesize(repositoryWith(options))['.projen/tasks.json']);
    expect(tasks.typecheck.steps).toEqual([{ exec: expect.stringMatching(ending) }]);
  });
});

describe('a repository inside another project', () => {
  test('is written into its own directory', () => {
    const parent = new Project({ name: 'parent', outdir: temporaryDirectory() });
    const child = repositoryWith({ parent, outdir: 'images/spark' });
    const files = synthesize(parent);
    expect(child.outdir).toBe(path.join(parent.outdir, 'images', 'spark'));
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['images/spark/Dockerfile', 'images/spark/docker-compose.yml', 'images/spark/README.md']));
    expect(existsSync(path.join(parent.outdir, 'Dockerfile'))).toBe(false);
  });

  test('leaves out what only the root of a repository has, and names the rc file of the root', () => {
    const parent = new NodeProject({ name: 'parent', outdir: temporaryDirectory(), defaultReleaseBranch: 'main', packageManager: NodePackageManager.NPM, projenrcJs: true });
    repositoryWith({ parent, outdir: 'images/spark' });
    const files = synthesize(parent);
    expect(Object.keys(files).filter((file) => file.startsWith('images/spark/.github/'))).toEqual([]);
    expect(files['images/spark/README.md']).toContain('`spark-apps/` and `../../.projenrc.js` are yours.');
    expect(files['images/spark/SECURITY.md']).not.toMatch(/\| A workflow builds the image \| Yes/);
    expect(JSON.parse(files['images/spark/.projen/tasks.json']).tasks.default.steps).toEqual([expect.objectContaining({ exec: 'npx projen default', cwd: '../..' })]);
  });

  test('has a workflow where it is asked for', () => {
    const parent = new Project({ name: 'parent', outdir: temporaryDirectory() });
    repositoryWith({ parent, outdir: 'spark', buildWorkflow: true });
    expect(Object.keys(synthesize(parent)).filter((file) => file.startsWith('spark/.github/workflows/'))).toEqual(['spark/.github/workflows/docker-build.yml']);
  });

  test('keeps the user’s files there as well', () => {
    const parent = new Project({ name: 'parent', outdir: temporaryDirectory() });
    const options = { parent, outdir: 'spark', unmanagedFiles: ['Dockerfile'] };
    repositoryWith(options);
    synthesize(parent);
    writeFileSync(path.join(parent.outdir, 'spark', 'Dockerfile'), 'FROM scratch\n');
    const again = new Project({ name: 'parent', outdir: parent.outdir });
    repositoryWith({ ...options, parent: again });
    expect(synthesize(again)['spark/Dockerfile']).toBe('FROM scratch\n');
  });
});

describe('ejecting', () => {
  test('leaves valid files, writable, without a marker', () => {
    const managed = synthesize(repositoryWith());
    process.env.PROJEN_EJECTING = 'true';
    try {
      const repository = repositoryWith();
      const ejected = synthesize(repository);
      const runProjen = ['.github/workflows/drift.yml', '.github/workflows/upgrade.yml'];
      expect(Object.keys(ejected).filter((file) => runProjen.includes(file))).toEqual([]);
      for (const file of MANAGED.filter((name) => !runProjen.includes(name))) {
        expect([file, ejected[file].includes(PROJEN_MARKER)]).toEqual([file, false]);
        expect([file, statSync(path.join(repository.outdir, file)).mode.toString(8)]).toEqual([file, expect.stringMatching(/^100[67]/)]);
      }
      expect(instructionsOf(ejected.Dockerfile).map((i) => i.body)).toEqual(instructionsOf(managed.Dockerfile).map((i) => i.body));
      expect(parse(ejected['docker-compose.yml'], { merge: true })).toEqual(parse(managed['docker-compose.yml'], { merge: true }));
      expect(readFileSync(path.join(repository.outdir, 'entrypoint.sh'), 'utf8').startsWith('#!')).toBe(true);
    } finally {
      delete process.env.PROJEN_EJECTING;
    }
  });
});
