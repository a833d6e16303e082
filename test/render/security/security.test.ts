import { CHECKS, runChecks } from '../../../src/checklist/checklist';
import { RepositoryFiles } from '../../../src/checklist/repository-files';
import { HeadingSlugs } from '../../../src/markdown/slug';
import { PUBLISH } from '../../../src/model/publishing';
import { SCAN } from '../../../src/model/scan';
import { SparkImage } from '../../../src/model/spark-image';
import { renderSecurity } from '../../../src/render/security/security';
import { SecurityFacts } from '../../../src/render/security/security-facts';
import { markdownRemarks } from '../../markdown/markdown-lint';
import { generatedFiles } from './generated-files';

const image = new SparkImage({ name: 'spark-3.5', owner: 'nexus-mdg' });
const texts = generatedFiles({ name: 'spark-3.5', owner: 'nexus-mdg' });

function security(changed: { readonly [path: string]: string | undefined } = {}, facts: Partial<SecurityFacts> = {}): string {
  const kept = Object.entries({ ...texts, ...changed }).flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const]));
  const files = new RepositoryFiles(Object.fromEntries(kept));
  return renderSecurity({ image, files, defaultBranch: 'main', scan: SCAN.whenAbsent, publish: PUBLISH.whenAbsent, ...facts });
}

/** The row of an item in the compliance table. */
function row(document: string, item: string): string {
  return document.split('\n').find((line) => /^\| \d+ \|/.test(line) && line.includes(item)) ?? '';
}

/** The line that begins so. */
function lineOf(document: string, beginning: string): string {
  return document.split('\n').find((line) => line.startsWith(beginning)) ?? '';
}

function without(path: string, pattern: RegExp): { [path: string]: string } {
  const changed = texts[path].replace(pattern, '');
  if (changed === texts[path]) throw new Error(`${pattern} is not in ${path}`);
  return { [path]: changed };
}

function headings(document: string): string[] {
  const slugs = new HeadingSlugs();
  return [...document.replace(/^```[^]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, title]) => slugs.next(title));
}

const whole = security();

test('every item of the checklist is met by a generated repository, with evidence', () => {
  const rows = whole.split('\n').filter((line) => /^\| \d+ \|/.test(line));
  expect(rows).toHaveLength(21);
  for (const line of rows) expect(line).toMatch(/\| \*\*Yes\*\* \| .*\]\(.+\)/);
});

test('references are the lines that say it', () => {
  const line = texts.Dockerfile.split('\n').findIndex((text) => text.startsWith('USER ')) + 1;
  expect(lineOf(whole, 'Lines of the Dockerfile:')).toContain(`USER [Dockerfile:${line}](Dockerfile#L${line})`);
});

test('lines move with what the user adds above them', () => {
  const added = security({ Dockerfile: `# one\n# two\n${texts.Dockerfile}` });
  const line = texts.Dockerfile.split('\n').findIndex((text) => text.startsWith('USER ')) + 3;
  expect(lineOf(added, 'Lines of the Dockerfile:')).toContain(`USER [Dockerfile:${line}](Dockerfile#L${line})`);
});

test('a package more moves one line of the page: that with the lines of the Dockerfile', () => {
  const more = security({ Dockerfile: texts.Dockerfile.replace('        python3 \\\n', '        python3 \\\n        python3-numpy \\\n') }).split('\n');
  const changed = whole.split('\n').filter((line, index) => line !== more[index]);
  expect(more).toHaveLength(whole.split('\n').length);
  expect(changed.map((line) => line.slice(0, 24))).toEqual(['Lines of the Dockerfile:']);
});

test.each([
  ['Non-root user', 'Dockerfile', /^USER .*$/m],
  ['.dockerignore file', '.dockerignore', /^\.git$/m],
  ['Exposed ports', 'Dockerfile', /^EXPOSE .*$/m],
  ['Minimal runtime dependencies', 'Dockerfile', /(?<=AS runtime[^]*)--no-install-recommends/],
])('"%s" turns to No when the line is gone', (item, path, pattern) => {
  expect(row(whole, item)).toContain('**Yes**');
  expect(row(security(without(path, pattern)), item)).toContain('**No**');
});

test('a rule that the user broke is shown with its line', () => {
  const broken = security({ Dockerfile: texts.Dockerfile.replace(/^USER .*$/m, 'USER root') });
  const line = texts.Dockerfile.split('\n').findIndex((text) => text.startsWith('USER ')) + 1;
  expect(row(broken, 'Non-root user')).toMatch(new RegExp(`\\*\\*No\\*\\*.*Dockerfile#L${line}\\)`));
});

test('without a workflow nothing is said about its signatures', () => {
  const paths = Object.keys(texts).filter((path) => path.startsWith('.github/workflows/'));
  const alone = security(Object.fromEntries(paths.map((path) => [path, undefined])));
  expect(whole).toContain('--certificate-identity-regexp');
  expect(alone).not.toContain('--certificate-identity-regexp');
  expect(alone).not.toContain('keyless:');
  expect(alone).not.toContain('Pinned actions');
  expect(row(alone, 'CI/CD pipeline')).toContain('**No**');
});

test('a signature by a key of the workflow is not verified by its identity', () => {
  const path = '.github/workflows/docker-build.yml';
  const keyed = security({ [path]: texts[path].replace('cosign sign --yes', 'cosign sign --key env://KEY --yes') });
  expect(keyed).toContain('The pipeline signs the image by its digest ([');
  expect(keyed).not.toContain('--certificate-identity-regexp');
  expect(keyed).toContain('BEGIN PUBLIC KEY');
});

test('what another workflow signs is not verified by the identity of this one', () => {
  const path = '.github/workflows/docker-build.yml';
  const moved = security({ [path]: undefined, '.github/workflows/release.yml': texts[path] });
  expect(moved).toContain('The pipeline signs the image by its digest ([.github/workflows/release.yml]');
  expect(moved).not.toContain('--certificate-identity-regexp');
});

test('documents are judged among the items, not among the measures of the image', () => {
  expect(lineOf(whole, '| Container hardening')).toContain('| Yes |');
  expect(lineOf(whole, '| Comprehensive security guide')).toBe('');
  expect(lineOf(whole, '| README structure')).toBe('');
});

test('nothing is measured that was not', () => {
  expect(whole).toMatch(/Nothing was measured yet: (?:[^,]+, ){6}[^,]+\.\n/);
});

test('all that the guide asks for is there', () => {
  for (const text of [
    'trivy image', 'grype ', 'DOCKER_CONTENT_TRUST=1', 'cosign generate-key-pair', 'cosign sign --key', 'cosign verify --key', 'docker build --no-cache --pull',
    'https://ubuntu.com/security/notices', 'https://spark.apache.org/security.html', 'https://openjdk.org/groups/vulnerability/advisories/',
  ]) expect(whole).toContain(text);
});

test('advisories of the chosen release are listed, with what to do', () => {
  expect(whole).toMatch(/CVE-2025-54920.*`3\.5\.7`.*trusted applications/);
  expect(security({}, { image: new SparkImage({ name: 'spark', sparkVersion: '3.5.8' }) })).not.toContain('CVE-2025-54920');
});

test('advisories that are accepted stand with their reason and last day, as long as they affect the release', () => {
  const acceptedAdvisories = [{ id: 'CVE-2025-54920', reason: 'event logs come from trusted jobs alone', expires: '2027-03-31' }];
  const accepted = '| `CVE-2025-54920` | 2027-03-31 | event logs come from trusted jobs alone |';
  expect(security({}, { image: new SparkImage({ name: 'spark', acceptedAdvisories }) })).toContain(accepted);
  expect(security({}, { image: new SparkImage({ name: 'spark', sparkVersion: '3.5.9', acceptedAdvisories }) })).not.toContain('Accepted advisories');
  expect(whole).not.toContain('Accepted advisories');
});

test('a contact takes the place of private reporting', () => {
  expect(whole).toContain('https://github.com/nexus-mdg/spark-3.5/security/advisories/new');
  const own = security({}, { contact: 'security@example.com' });
  expect(own).toContain('(mailto:security@example.com)');
  expect(own).not.toContain('security/advisories/new');
});

test('own sections stand where they are put; an unknown section is an error that names the known', () => {
  const own = security({}, { ownTexts: [{ option: 'securitySections[0]', section: 'Trivy', before: true, markdown: 'Ours first.' }] });
  expect(own).toMatch(/Ours first\.\n\n### Trivy/);
  expect(() => security({}, { ownTexts: [{ option: 'securitySections[0]', section: 'Nowhere', before: true, markdown: '' }] })).toThrow(/securitySections\[0\]\.section = "Nowhere": .*"Vulnerability scanning"/);
});

test('the verdict on the document itself is that on its final text', () => {
  const files = new RepositoryFiles({ ...texts, 'SECURITY.md': whole });
  const open = runChecks(files, CHECKS.filter((check) => check.id.startsWith('security-'))).filter((result) => result.status !== 'pass');
  expect(open.map((result) => [result.check.id, result.message])).toEqual([]);
  for (const [, fragment] of whole.matchAll(/\]\(#([^)]+)\)/g)) expect(headings(whole)).toContain(fragment);
});

test('the same files give the same bytes', () => {
  expect(security()).toBe(whole);
});

test('markdownlint has no remark, whatever is broken', () => {
  expect(markdownRemarks(whole, security({ Dockerfile: 'FROM ubuntu' }), security({ 'Dockerfile': undefined, 'README.md': undefined }))).toEqual([]);
});

test('what files say is data', () => {
  const hostile = '](https://evil) | <img src=x> `x`';
  const broken = security({ Dockerfile: texts.Dockerfile.replace(/^USER .*$/m, `USER ${hostile}`) });
  expect(broken).not.toContain('<img src=x>');
  expect(broken).not.toContain('](https://evil)');
  expect(row(broken, 'Non-root user').match(/(?<!\\)\|/g)).toHaveLength(5);
});
