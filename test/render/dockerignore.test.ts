import { renderDockerfile } from '../../src/dockerfile/dockerfile';
import { SparkImage } from '../../src/model/spark-image';
import { dockerfileOf } from '../../src/render/dockerfile/dockerfile';
import { IGNORE_GROUPS, renderDockerignore } from '../../src/render/dockerignore';
import { bodiesOf, instructionsOf } from '../dockerfile/read-dockerfile';

/** Whether a path is kept out of the build context, by Docker's rules: https://docs.docker.com/build/concepts/context/#syntax */
function isIgnored(text: string, path: string): boolean {
  const patterns = text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  return patterns.reduce((ignored, line) => {
    const pattern = line.replace(/^!/, '').replace(/^\/|\/$/g, '');
    return expressionOf(pattern).test(path) ? !line.startsWith('!') : ignored;
  }, false);
}

/** `**` is any number of directories, `*` anything but a slash; what matches a directory matches everything in it. */
function expressionOf(pattern: string): RegExp {
  const source = pattern.split('**/').map((part) => part.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]')).join('(?:.*/)?');
  return new RegExp(`^${source}(?:/.*)?$`);
}

const text = renderDockerignore(IGNORE_GROUPS, 'the marker');

describe('.dockerignore', () => {
  test.each([
    '.git/config', '.gitignore', '.gitattributes', '.github/workflows/docker-build.yml',
    'README.md', 'SECURITY.md', 'LICENSE',
    '.env', '.env.example', '.env.production',
    'venv/bin/python', '.venv/x', 'env/x', 'ENV/x', '__pycache__/a.pyc', 'docker/__pycache__/a.pyc', 'a.pyc', 'docker/a.pyc',
    '.vscode/settings.json', '.idea/x.xml', 'a.swp', 'docker/.entrypoint.sh.swp',
    '.DS_Store', 'docker/.DS_Store', 'Thumbs.db',
    'spark-apps/job.py', 'metastore_db/x', 'spark-warehouse/x', 'derby.log',
    'secrets/token', 'tls.key', 'certs/server.pem', 'keystore.jks', 'x.p12',
    'node_modules/projen/package.json', '.projen/tasks.json', '.projenrc.ts', '.projenrc.js', 'package.json', 'package-lock.json',
    'Dockerfile', '.dockerignore', 'docker-compose.yml', 'docker-compose.host.yml', 'build_and_test.sh', 'requirements.txt',
  ])('keeps %s out', (path) => {
    expect(isIgnored(text, path)).toBe(true);
  });

  test('keeps nothing out that the Dockerfile copies', () => {
    const image = new SparkImage({ name: 'demo', pythonRequirements: ['a==1'], extraJars: [{ coordinates: 'g:a:1', sha512: '0'.repeat(128) }] });
    const copies = bodiesOf(instructionsOf(renderDockerfile(dockerfileOf(image))), 'COPY').filter((copy) => !copy.startsWith('--from='));
    const sources = copies.flatMap((copy) => copy.split(' ').filter((word) => !word.startsWith('--')).slice(0, -1));

    expect(sources).toEqual(expect.arrayContaining(['entrypoint.sh', 'spark-image', 'docker/fetch-spark.sh', 'docker/extra-jars.txt', 'docker/requirements.txt']));
    for (const source of sources) expect([source, isIgnored(text, source)]).toEqual([source, false]);
    expect(isIgnored(text, 'spark-image/healthcheck.py')).toBe(false);
  });

  test('says what each group is, and who wrote it', () => {
    expect(text.startsWith('# the marker\n\n# Version control\n.git\n')).toBe(true);
    expect(text.endsWith('\n')).toBe(true);
    for (const group of IGNORE_GROUPS) expect(text).toContain(`\n# ${group.title}\n${group.patterns.join('\n')}\n`);
  });

  test('without a marker it begins with the first group', () => {
    expect(renderDockerignore([{ title: 'A', patterns: ['a', '!b'] }])).toBe('# A\na\n!b\n');
  });

  test('no pattern stands in it twice', () => {
    const patterns = IGNORE_GROUPS.flatMap((group) => group.patterns);
    expect(new Set(patterns).size).toBe(patterns.length);
  });
});
