import { findCheck, runChecks } from '../../src/checklist/checklist';
import { imageSources } from '../../src/checklist/image-source';
import { RepositoryFiles } from '../../src/checklist/repository-files';

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
  ['what only goes with one', ['Dockerfile.dockerignore', 'Dockerfile.template', 'Dockerfile.j2', 'Dockerfile.md', 'MyDockerfile', 'node_modules/a/Dockerfile'], []],
])('Dockerfiles of a repository: %s', (_, paths, expected) => {
  expect(imageSources(new RepositoryFiles(Object.fromEntries(paths.map((p) => [p, 'FROM a:1\n'])))).map((i) => i.dockerfile)).toEqual(expected);
});

test('the build takes place where the most of what is copied can be found', () => {
  expect(imageSources(new RepositoryFiles(MONOREPO))).toEqual([
    { dockerfile: 'images/a/Dockerfile', context: 'images/a' },
    { dockerfile: 'images/b/Dockerfile', context: '' },
  ]);
});

test('each image is judged by its own files, then by those above', () => {
  const files = new RepositoryFiles(MONOREPO);
  const [a, b] = imageSources(files).map((image) => files.forImage(image));
  expect([statusOf(a, 'dockerfile-non-root-user'), statusOf(b, 'dockerfile-non-root-user')]).toEqual(['pass images/a/Dockerfile', 'fail images/b/Dockerfile']);
  expect([statusOf(a, 'entrypoint-strict'), statusOf(b, 'entrypoint-strict')]).toEqual(['pass images/a/entrypoint.sh images/a/Dockerfile images/a/Dockerfile', 'fail shared/run.sh']);
  expect([statusOf(a, 'readme-security'), statusOf(b, 'readme-security')]).toEqual(['pass images/a/README.md', 'fail']);
  expect([statusOf(a, 'dockerignore-documentation'), statusOf(b, 'dockerignore-documentation')]).toEqual(['fail', 'pass images/b/Dockerfile.dockerignore images/b/Dockerfile.dockerignore']);
  expect(statusOf(files, 'dockerfile-non-root-user')).toBe('pass images/a/Dockerfile');
  expect(a.with('images/a/Dockerfile', 'FROM ubuntu:22.04\n').image?.dockerfile).toBe('images/a/Dockerfile');
});

test('an unknown Dockerfile is answered with those there are', () => {
  expect(() => new RepositoryFiles(MONOREPO).forImage('c/Dockerfile')).toThrow('Name one of: images/a/Dockerfile, images/b/Dockerfile.');
  expect(() => new RepositoryFiles({}).forImage('Dockerfile')).toThrow('The repository has none.');
});
