import { runChecks } from '../../src/checklist/checklist';
import { imageSources } from '../../src/checklist/image-source';
import { RepositoryFiles } from '../../src/checklist/repository-files';
import { findCheck } from './find-check';

const MONOREPO = {
  'images/a/Dockerfile': 'FROM ubuntu:22.04\nCOPY entrypoint.sh /opt/\nUSER 1001\nENTRYPOINT ["/opt/entrypoint.sh"]\n',
  'images/a/entrypoint.sh': '#!/bin/sh\nset -e\nexec "$@"\n',
  'images/a/README.md': '# a\n\n## Security\n\nText.\n',
  'images/b/Dockerfile': 'FROM ubuntu:22.04\nCOPY shared/run.sh /opt/\nENTRYPOINT ["/opt/run.sh"]\n',
  'shared/run.sh': '#!/bin/sh\nexec "$@"\n',
  '.dockerignore': '.git*\n',
  'images/b/Dockerfile.dockerignore': '*.md\nLICENSE\n',
  'README.md': '# all\n',
};

function statusOf(files: RepositoryFiles, id: string): string {
  const [result] = runChecks(files, [findCheck(id)]);
  return `${result.status} ${result.evidence.map((e) => e.file).join(' ')}`.trim();
}

test.each<[string, string[], string[]]>([
  ['the one at the top first', ['a/Dockerfile', 'Dockerfile'], ['Dockerfile', 'a/Dockerfile']],
  ['every way to name one', ['b.Dockerfile', 'Dockerfile.dev', 'x/Containerfile', 'y.dockerfile'], ['Dockerfile.dev', 'b.Dockerfile', 'y.dockerfile', 'x/Containerfile']],
  ['what only goes with one', ['Dockerfile.dockerignore', 'Dockerfile.template', 'Dockerfile.j2', 'Dockerfile.orig', 'Dockerfile.orig.2', 'Dockerfile.md', 'MyDockerfile', 'node_modules/a/Dockerfile'], []],
])('Dockerfiles of a repository: %s', (_, paths, expected) => {
  expect(imageSources(new RepositoryFiles(Object.fromEntries(paths.map((p) => [p, 'FROM a:1\n'])))).map((i) => i.dockerfile)).toEqual(expected);
});

test('the build takes place where the most of what is copied can be found', () => {
  expect(imageSources(new RepositoryFiles(MONOREPO))).toEqual([
    { dockerfile: 'images/a/Dockerfile', context: 'images/a' },
    { dockerfile: 'images/b/Dockerfile', context: '' },
  ]);
});

test('the build takes place where the scripts are that it starts, if the whole context is copied', () => {
  const files = { 'shell/Dockerfile': 'FROM openjdk:11\nCOPY . /src/\nWORKDIR /src\nRUN chmod +x ./mvnw && \\\n  ./mvnw package\n', 'mvnw': '#!/bin/sh\n', 'shell/pom.xml': '' };
  expect(imageSources(new RepositoryFiles(files))).toEqual([{ dockerfile: 'shell/Dockerfile', context: '' }]);
});

const STAGES = 'FROM ubuntu:22.04 AS builder\nRUN true\nFROM ubuntu:22.04 AS runtime\nCOPY --from=builder /a /a\nUSER 1001\nFROM runtime AS debug\nUSER root\nRUN apt-get install -y curl\n';
const build = (inputs: string, on = 'push'): string => `on: ${on}\njobs:\n  a:\n    strategy: {matrix: {stage: [runtime, debug]}}\n    steps:\n      - uses: docker/build-push-action@v6\n        with: {${inputs}}\n`;
const compose = (...builds: string[]): string => `services:\n${builds.map((b, index) => `  s${index}:\n    build: ${b}\n`).join('')}`;

test.each<[string, { [path: string]: string }, Array<string | undefined>]>([
  ['nothing says what is built', {}, [undefined]],
  ['a compose file', { 'docker-compose.yml': compose('{context: ., target: runtime}') }, ['runtime']],
  ['a default of a variable, by number', { 'docker-compose.yml': compose('{context: ., target: "${STAGE:-1}"}') }, ['1']],
  ['services of two stages', { 'deploy/compose.yml': compose('{context: .., target: Runtime}', '..') }, ['Runtime', undefined]],
  ['another Dockerfile', { 'docker-compose.yml': compose('{context: x, target: runtime}', '{context: ., dockerfile: x/Dockerfile, target: builder}') }, [undefined]],
  ['the last stage by its name', { 'docker-compose.yml': compose('{context: ., target: debug}') }, [undefined]],
  ['a stage that is not there', { 'docker-compose.yml': compose('{context: ., target: prod}') }, [undefined]],
  ['a workflow counts before a compose file', { '.github/workflows/a.yml': build('target: runtime'), 'docker-compose.yml': compose('{context: ., target: builder}') }, ['runtime']],
  ['a workflow without one too', { '.github/workflows/a.yml': build('context: .'), 'docker-compose.yml': compose('{context: ., target: builder}') }, [undefined]],
  ['a matrix', { '.github/workflows/a.yml': build('target: "${{ matrix.stage }}"') }, ['runtime', undefined]],
  ['an expression that nobody knows', { '.github/workflows/a.yml': build('target: "${{ inputs.stage }}"') }, [undefined]],
  ['a command of a workflow', { '.github/workflows/a.yml': 'on: push\njobs:\n  a:\n    steps:\n      - run: docker buildx build --target=runtime -f Dockerfile .\n' }, ['runtime']],
  ['a script', { 'build.sh': '#!/bin/sh\n# docker build --target builder .\ndocker build --target runtime -t x .\n' }, ['runtime']],
  ['a script without one, and a compose file', { 'build.sh': '#!/bin/sh\ndocker build -t x .\n', 'docker-compose.yml': compose('{context: ., target: builder}') }, [undefined]],
])('the stage that is built: %s', (_, files, targets) => {
  expect(imageSources(new RepositoryFiles({ Dockerfile: STAGES, ...files })).map((image) => image.target)).toEqual(targets);
});

test('the stage that is built is the image, and what follows is not part of it', () => {
  const files = new RepositoryFiles({ 'Dockerfile': STAGES, 'docker-compose.yml': compose('{context: ., target: runtime}') });
  const last = new RepositoryFiles({ Dockerfile: STAGES });
  expect(['dockerfile-non-root-user', 'dockerfile-multi-stage', 'dockerfile-no-download-tools'].map((id) => [statusOf(files, id).split(' ')[0], statusOf(last, id).split(' ')[0]])).toEqual([
    ['pass', 'fail'], ['pass', 'pass'], ['pass', 'fail'],
  ]);
  expect(statusOf(new RepositoryFiles({ 'Dockerfile': STAGES, 'docker-compose.yml': compose('{context: ., target: builder}') }), 'dockerfile-multi-stage')).toBe('fail Dockerfile');
});

test('each image is judged by its own files, then by those above', () => {
  const files = new RepositoryFiles(MONOREPO);
  const [a, b] = imageSources(files).map((image) => files.forImage(image));
  expect([statusOf(a, 'dockerfile-non-root-user'), statusOf(b, 'dockerfile-non-root-user')]).toEqual(['pass images/a/Dockerfile', 'fail images/b/Dockerfile']);
  expect([statusOf(a, 'entrypoint-strict'), statusOf(b, 'entrypoint-strict')]).toEqual(['pass images/a/entrypoint.sh images/a/Dockerfile images/a/Dockerfile', 'fail shared/run.sh']);
  expect([statusOf(a, 'readme-security'), statusOf(b, 'readme-security')]).toEqual(['pass images/a/README.md', 'fail']);
  expect([statusOf(a, 'dockerignore-documentation'), statusOf(b, 'dockerignore-documentation')]).toEqual(['not-applicable', 'pass images/b/Dockerfile.dockerignore images/b/Dockerfile.dockerignore']);
  expect(statusOf(files, 'dockerfile-non-root-user')).toBe('pass images/a/Dockerfile');
  expect(a.with('images/a/Dockerfile', 'FROM ubuntu:22.04\n').image?.dockerfile).toBe('images/a/Dockerfile');
});

test('an unknown Dockerfile is answered with those there are', () => {
  expect(() => new RepositoryFiles(MONOREPO).forImage('c/Dockerfile')).toThrow('Name one of: images/a/Dockerfile, images/b/Dockerfile.');
  expect(() => new RepositoryFiles({}).forImage('Dockerfile')).toThrow('The repository has none.');
});
