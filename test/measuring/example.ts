import { Measurements } from '../../src/model/measurements';

const AFTER = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0 };
const BEFORE = { ...AFTER, critical: 2, high: 30, medium: 4, low: 5, unknown: 1 };

/** A record as the script writes it, of the image with all defaults. */
export const EXAMPLE: Measurements & { readonly version: 1 } = {
  version: 1,
  date: '2026-11-24',
  docker: '20.10.24+dfsg1',
  platform: 'linux/amd64',
  spark: '3.5.3',
  java: '11.0.25',
  base: { name: 'ubuntu:22.04', digest: `sha256:${'a'.repeat(64)}` },
  scanner: { name: 'trivy', version: '0.70.0' },
  starts: 3,
  before: { bytes: 2_500_000_000, packages: 412, setuidFiles: 9, users: [0], secondsToReady: 3.21, secondsToStop: 0.5, findings: BEFORE },
  after: { bytes: 612_345_678, packages: 120, setuidFiles: 0, users: [1001], secondsToReady: 1.1, secondsToStop: 0.31, findings: AFTER },
};

/** The example with one member replaced, by its path; undefined takes it away. */
export function exampleWith(path: string, value: unknown): string {
  const changed = structuredClone(EXAMPLE) as object;
  const names = path.split('.');
  const holder = names.slice(0, -1).reduce<object>((object, name) => Reflect.get(object, name), changed);
  Object.defineProperty(holder, names[names.length - 1], { value, enumerable: true, configurable: true, writable: true });
  return `${JSON.stringify(changed, null, 2)}\n`;
}
