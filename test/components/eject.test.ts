import { parse } from 'yaml';
import { repositoryWith, synthesize } from './synthesis';

/** Everything that `npx projen eject` leaves behind. */
function ejected(options: object): { [file: string]: string } {
  process.env.PROJEN_EJECTING = 'true';
  try {
    return synthesize(repositoryWith(options));
  } finally {
    delete process.env.PROJEN_EJECTING;
  }
}

const files = ejected({ renovate: true, gitlab: {}, governance: { scorecard: true } });

test('no workflow of an ejected repository runs projen, or what came with it', () => {
  const workflows = Object.keys(files).filter((file) => /^\.github\/(?:workflows|scripts)\/|^\.gitlab/.test(file));
  expect(workflows).toEqual(expect.arrayContaining(['.github/workflows/docker-build.yml', '.github/workflows/scorecard.yml', '.gitlab-ci.yml']));
  for (const file of workflows) expect(`${file}: ${/^.*\b(?:npx|npm ci|spark-image check)\b.*$/m.exec(files[file])?.[0]}`).toBe(`${file}: undefined`);
});

test('its tasks run what it has, and its README tells only of them', () => {
  const tasks = Object.keys(JSON.parse(files['.projen/tasks.json']).tasks);
  expect(tasks).toEqual(expect.arrayContaining(['build', 'example', 'publish']));
  expect(tasks).not.toEqual(expect.arrayContaining(['check']));
  expect(files['README.md']).not.toMatch(/## Changing this repository|upgrade\.yml|drift\.yml|UPGRADE_TOKEN/);
});

test('Dependabot looks after everything: nothing is generated any more that a merge could contradict', () => {
  const { updates } = parse(files['.github/dependabot.yml']);
  expect(updates.map((update: { 'package-ecosystem': string }) => update['package-ecosystem'])).toEqual(['npm', 'github-actions', 'docker', 'pip']);
  expect(JSON.stringify(updates)).not.toContain('ignore');
  expect(JSON.parse(files['renovate.json'])).not.toHaveProperty('packageRules.0.enabled');
});
