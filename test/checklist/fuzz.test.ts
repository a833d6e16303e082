import fc from 'fast-check';
import { CHECKS } from '../../src/checklist/checklist';
import { imageSources } from '../../src/checklist/image-source';
import { RepositoryFiles } from '../../src/checklist/repository-files';
import { goldenFiles } from './golden-files';

jest.setTimeout(3 * 60_000);

const PATHS = [
  'Dockerfile', 'b/Dockerfile', '.dockerignore', 'docker-compose.yml', 'docker-compose.override.yml', '.github/workflows/a.yml', '.github/workflows/b.yml', '.github/actions/x/action.yml',
  '.gitlab-ci.yml',
  '.github/dependabot.yml', 'k8s.yaml', 'entrypoint.sh', 'build_and_test.sh', 'README.md', 'SECURITY.md', '.env.example', '.gitignore', 'requirements.txt',
];

/** Pieces of which texts are made that look like something. */
const PIECES = [
  'FROM ubuntu:22.04 AS b\n', 'FROM ', 'RUN ', 'COPY --from=b --chown=1 a /a\n', 'COPY entrypoint.sh /opt/\n', 'ENV A=b C="d $A"\n', 'ARG X\n', 'USER 1001\n', 'ENTRYPOINT ["/opt/entrypoint.sh"]\n', 'ENTRYPOINT [', 'ONBUILD RUN x\n', '# escape=`\n', 'HEALTHCHECK CMD x\n', 'EXPOSE $X 80/tcp\n',
  '<<EOF\n', 'EOF\n', '<<-"E"', '\\\n', '\r\n', '\n', ' ', '\t', '#', '$(', ')', '`', '"', "'", '${', '}', '${A:-${B', '((', '[[', ']]', ';;', 'case x in', 'esac', '&&', '||', '>', '2>&1', 'exec "$@"', 'set -eux; ',
  'apt-get update && apt-get install -y x', 'chmod 777 /a', 'mkdir -p /opt/{a,b}', 'useradd -u 1 x', 'curl -O https://x', 'sha256sum -c',
  'services:\n  a:\n    image: x\n', '    extends: a\n', '    extends: {file: docker-compose.yml, service: a}\n', 'include: [docker-compose.yml]\n', '    environment:\n      - A\n      - SPARK_MODE=master\n', '    ports: [80, "a:b:c"]\n', '    volumes: [":", "/:/:shared"]\n', '&x', '*x', '<<: *x\n', '!reset null', '- ', ': ', '{', '[', '---\n', '|\n  x\n', '? ',
  'on: [push]\n', 'on:\n  workflow_call:\n', 'jobs:\n  a:\n    uses: ./.github/workflows/a.yml\n', '    needs: [a]\n', '    steps:\n      - uses: ./.github/actions/x\n', '      - run: docker push x\n', '    if: ${{ !(', 'runs:\n  steps:\n    - uses: ./.github/actions/x\n', 'kind: Pod\napiVersion: v1\nspec:\n  containers: [', 'updates: [',
  'a:\n  script:\n    - bash entrypoint.sh a "$B"\n', '  rules:\n    - if: $CI_COMMIT_TAG =~ /^v(/ || $A == null && $B\n', '  extends: [a, .b]\n', 'a() {\n  a "$@"\n}\n', '"$1"\n', '  image: $A\n', '  stage: [x]\n', 'workflow: {rules: [{when: never}]}\n', '  if [[ ${A:-} != b ]]; then\n    return\n  fi\n',
  '# A\n', '## Ports\n', '```bash\n', '```\n', '<!--', '-->', '| a | b |\n| --- |\n', '[a](b)', '![a](', '](', '[Dockerfile](Dockerfile#L9-L1)', '.env*\n', '!**/[a-', '\\', '..', '/', 'pyspark==3.5.6\n', '==', '--hash=sha256:', '\u0000', '\ufeff', '😀', '\u202e', 'é',
];

const text = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
);

/** Every check finds something that can be shown, whatever the files hold. */
function judge(files: RepositoryFiles): void {
  for (const view of [files, ...imageSources(files).map((image) => files.forImage(image))]) {
    for (const check of CHECKS) {
      const { status, message, evidence, search } = check.run(view);
      if (status === 'pass' && evidence.length === 0 && search === undefined) throw new Error(`${check.id} passes without evidence`);
      if (!message.endsWith('.') || /undefined|\[object|NaN/.test(message)) throw new Error(`${check.id} says "${message}"`);
      for (const { file, startLine, endLine } of evidence) {
        const lines = (view.text(file) ?? '').split(/\r?\n/).length;
        if (view.text(file) === undefined || startLine < 1 || endLine < startLine || startLine > lines) throw new Error(`${check.id} shows ${file}:${startLine}-${endLine} of ${lines} lines`);
      }
    }
  }
}

interface Change {
  readonly path: string;
  readonly from: number;
  readonly length: number;
  readonly to: number;
  readonly piece: string;
}

/** Changes of these files. */
function changes(paths: readonly string[]): fc.Arbitrary<Change> {
  return fc.record({ path: fc.constantFrom(...paths), from: fc.nat(), length: fc.nat({ max: 400 }), to: fc.nat(), piece: fc.constantFrom('', ...PIECES) });
}

/** The same files, one of them with a part cut out, and a piece put in elsewhere. */
function changed(golden: RepositoryFiles, { path, from, length, to, piece }: Change): RepositoryFiles {
  const whole = golden.text(path) ?? '';
  const start = from % whole.length;
  const rest = whole.slice(0, start) + whole.slice(start + length);
  const place = to % (rest.length + 1);
  return golden.with(path, rest.slice(0, place) + piece + rest.slice(place));
}

test('texts that look like something', () => {
  const repository = fc.dictionary(fc.constantFrom(...PATHS), text, { minKeys: 1, maxKeys: 6 });
  fc.assert(fc.property(repository, (files) => judge(new RepositoryFiles(files))), { numRuns: 300, seed: 20261124 });
});

test('good files with a part cut out, doubled or moved', () => {
  const golden = goldenFiles('default');
  const change = changes(PATHS.filter((path) => golden.text(path) !== undefined));
  fc.assert(fc.property(change, (c) => judge(changed(golden, c))), { numRuns: 120, seed: 20261124 });
});

test('a pipeline of GitLab CI alone, with a part cut out, doubled or moved', () => {
  const everything = goldenFiles('everything');
  const paths = everything.paths.filter((path) => !path.startsWith('.github/workflows/'));
  const golden = new RepositoryFiles(Object.fromEntries(paths.map((path) => [path, everything.text(path) ?? ''])));
  const change = changes(['.gitlab-ci.yml', '.gitlab/pipeline.sh']);
  fc.assert(fc.property(change, (c) => judge(changed(golden, c))), { numRuns: 60, seed: 20261126 });
});

test('hostile sizes end soon', () => {
  const before = process.cpuUsage().user;
  const long = 20_000;
  for (const [path, huge] of Object.entries({
    'Dockerfile': `FROM ubuntu:22.04\nRUN ${'a && '.repeat(long)}b\nENV ${'A="'.repeat(200)}\n${'LABEL a=b\n'.repeat(2000)}`,
    'entrypoint.sh': `#!/bin/sh\n${'$('.repeat(3000)}${'case x in a) '.repeat(500)}`,
    'docker-compose.yml': `services:\n${'  a: &a {image: x}\n'.repeat(2000)}`,
    '.dockerignore': `${'*'.repeat(60)}a\n${'**/'.repeat(30)}b\n`,
    'README.md': `${'['.repeat(3000)}\n${'`'.repeat(3000)}\n${'<!--'.repeat(2000)}\n${'| '.repeat(3000)}`,
    'requirements.txt': `${'a==1 \\\n'.repeat(5000)}`,
    '.gitlab-ci.yml': `a:\n  script:\n    - bash entrypoint.sh f0\n${Array.from({ length: 300 }, (_, i) => `j${i}:\n  extends: [${Array.from({ length: 3 }, (__, k) => `j${(i + k + 1) % 300}`).join(', ')}]\n  script: [bash entrypoint.sh f${i % 20}]\n`).join('')}`,
    '.github/workflows/a.yml': `on: push\njobs:\n${Array.from({ length: 300 }, (_, i) => `  j${i}:\n    needs: [${Array.from({ length: 5 }, (__, k) => `j${Math.max(0, i - k - 1)}`).join(', ')}]\n    steps:\n      - run: docker push x\n`).join('')}`,
  })) {
    const golden = goldenFiles('default');
    judge(golden.with(path, huge));
  }
  const functions = Array.from({ length: 20 }, (_, i) => `f${i}() {\n${Array.from({ length: 20 }, (__, k) => `  f${k} "$@" a\n`).join('')}}\n`).join('');
  judge(goldenFiles('everything').with('.gitlab/pipeline.sh', `${functions}"$1"\n`).with('.gitlab-ci.yml', Array.from({ length: 300 }, (_, i) => `j${i}: {script: [bash .gitlab/pipeline.sh f${i % 20}]}\n`).join('')));
  expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(30);
});
