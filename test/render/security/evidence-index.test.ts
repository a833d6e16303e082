import { Evidence, Result, Status } from '../../../src/checklist/check';
import { RepositoryFiles } from '../../../src/checklist/repository-files';
import { EvidenceIndex } from '../../../src/render/security/evidence-index';

const README = '# Title\n\n```bash\n# no heading\n```\n\n## Quick start\n\ntext\n\n## Quick start\n\nagain\n';

function result(id: string, status: Status, evidence: readonly Evidence[], message = 'what was found'): Result {
  const check = { id, title: id, section: 'Section', level: 'essential' as const, references: [], why: 'why', fix: 'fix', verify: 'verify', run: () => ({ status, evidence, message }) };
  return { check, status, evidence, message };
}

function lines(file: string, startLine: number, endLine = startLine): Evidence {
  return { file, startLine, endLine, excerpt: '' };
}

function index(...results: readonly Result[]): EvidenceIndex {
  return new EvidenceIndex(results, new RepositoryFiles({ 'README.md': README, 'SECURITY.md': '# Security\n\n## Image signing\n' }), 'SECURITY.md');
}

function links(...evidence: readonly Evidence[]): string | undefined {
  return index().links(evidence)?.source;
}

test('lines are links to lines', () => {
  expect(links(lines('Dockerfile', 7))).toBe('[Dockerfile:7](Dockerfile#L7)');
  expect(links(lines('Dockerfile', 12, 20))).toBe('[Dockerfile:12-20](Dockerfile#L12-L20)');
  expect(links(lines('.github/workflows/docker-build.yml', 3))).toBe('[.github/workflows/docker-build.yml:3](.github/workflows/docker-build.yml#L3)');
});

test('lines that overlap or touch are one place, others are not', () => {
  expect(links(lines('Dockerfile', 3, 5), lines('Dockerfile', 6), lines('Dockerfile', 4))).toBe('[Dockerfile:3-6](Dockerfile#L3-L6)');
  expect(links(lines('Dockerfile', 3), lines('Dockerfile', 5))).toBe('[Dockerfile:3](Dockerfile#L3), [Dockerfile:5](Dockerfile#L5)');
  expect(links(lines('Dockerfile', 3), lines('other', 4))).toContain('other:4');
});

test('what is too much is counted', () => {
  expect(links(...[1, 3, 5, 7, 9].map((line) => lines('Dockerfile', line)))).toMatch(/Dockerfile#L5\), 2 more$/);
});

test('documents are cited by heading, this one without its name', () => {
  expect(links(lines('README.md', 9))).toBe('[README.md: Quick start](README.md#quick-start)');
  expect(links(lines('README.md', 13))).toBe('[README.md: Quick start](README.md#quick-start-1)');
  expect(links(lines('README.md', 4))).toBe('[README.md: Title](README.md#title)');
  expect(links(lines('SECURITY.md', 3))).toBe('[SECURITY.md: Image signing](#image-signing)');
});

test('names of files are data', () => {
  expect(links(lines('a](https://evil) b#x?.yml', 1))).toBe('[a\\](https&#58;//evil) b#x?.yml:1](a%5D%28https%3A//evil%29%20b%23x%3F.yml#L1)');
});

test('a claim is made only where the check passed', () => {
  const evidence = [lines('Dockerfile', 7)];
  const claims = index(result('good', 'pass', evidence), result('bad', 'fail', evidence), result('open', 'unknown', []));
  expect(claims.sentence('good', 'It holds').source).toBe('It holds ([Dockerfile](Dockerfile)).');
  expect(claims.sentence('bad', 'It holds').source).toBe('**No**: what was found ([Dockerfile:7](Dockerfile#L7))');
  expect(claims.sentence('open', 'It holds').source).toBe('**Not shown by the files**: what was found');
  expect(() => claims.sentence('missing', 'It holds')).toThrow('"missing"');
});

test('what was found is data', () => {
  expect(index(result('bad', 'fail', [], '<b>[x](y)|')).sentence('bad', 'It holds').cell).toContain('&lt;b&gt;\\[x\\](y)\\|');
});
