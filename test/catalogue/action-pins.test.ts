import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { PAGE_PINS } from '../../projenrc/site-workflow';
import { ACTION_PINS } from '../../src/catalogue/action-pins';
import { repositoryWith, synthesize } from '../components/synthesis';

const OWN_WORKFLOWS = path.join(__dirname, '..', '..', '.github', 'workflows');

/** Every `uses:` of some workflows, without actions of the repository itself. */
function usesOf(texts: readonly string[]): string[] {
  return texts.flatMap((text) => [...text.matchAll(/^\s*(?:- )?uses: ["']?([^\s"']+)/gm)].map((match) => match[1])).filter((use) => !use.startsWith('./'));
}

describe('the pins of actions', () => {
  test('each action stands once, with the full SHA of a commit and the version of its tag', () => {
    expect(new Set(ACTION_PINS.map((pin) => pin.action)).size).toBe(ACTION_PINS.length);
    for (const pin of ACTION_PINS) {
      expect(pin.action).toMatch(/^[\w-]+\/[\w-]+(?:\/[\w-]+)*$/);
      expect(pin.version).toMatch(/^v\d+\.\d+\.\d+$/);
      expect(pin.sha).toMatch(/^[0-9a-f]{40}$/);
    }
  });

  test('no two actions of different repositories have the same commit', () => {
    const repositories = new Map(ACTION_PINS.map((pin) => [pin.sha, pin.action.split('/').slice(0, 2).join('/')]));
    for (const pin of ACTION_PINS) expect(repositories.get(pin.sha)).toBe(pin.action.split('/').slice(0, 2).join('/'));
  });

  test('trivy-action is none of the releases whose tags were moved', () => {
    const [, minor] = ACTION_PINS.find((pin) => pin.action === 'aquasecurity/trivy-action')?.version.split('.') ?? [];
    expect(Number(minor)).toBeGreaterThanOrEqual(35);
  });

  const pinned = ACTION_PINS.map((pin) => `${pin.action}@${pin.sha}`);

  test('every action of a generated workflow is pinned by them', () => {
    const files = synthesize(repositoryWith());
    const uses = usesOf(Object.entries(files).filter(([file]) => file.startsWith('.github/workflows/')).map(([, text]) => text));
    expect(uses.length).toBeGreaterThan(10);
    expect(uses.filter((use) => !pinned.includes(use))).toEqual([]);
  });

  test('and so is every action of this repository’s own workflows', () => {
    const uses = usesOf(readdirSync(OWN_WORKFLOWS).map((file) => readFileSync(path.join(OWN_WORKFLOWS, file), 'utf8')));
    expect(uses.length).toBeGreaterThan(3);
    const pages = Object.entries(PAGE_PINS).map(([action, sha]) => `${action}@${sha}`);
    expect(uses.filter((use) => ![...pinned, ...pages].includes(use))).toEqual([]);
  });
});
