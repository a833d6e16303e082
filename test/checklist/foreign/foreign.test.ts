import { Status } from '../../../src/checklist/check';
import { runChecks } from '../../../src/checklist/checklist';
import { RepositoryFiles } from '../../../src/checklist/repository-files';
import { findCheck } from '../find-check';
import { IMAGES } from './images';
import { SERVICES } from './services';

const CATALOGUE = [...IMAGES, ...SERVICES];

test('the catalogue has at least 60 repositories, each of its own kind', () => {
  expect(CATALOGUE.length).toBeGreaterThanOrEqual(60);
  expect(new Set(CATALOGUE.map((r) => r.what)).size).toBe(CATALOGUE.length);
});

test.each(CATALOGUE.map((repository) => [repository.what, repository] as const))('%s', (_, { files, image, verdicts }) => {
  const all = new RepositoryFiles(files);
  const found = new Map(runChecks(image === undefined ? all : all.forImage(image)).map((r) => [r.check.id, r]));
  const expected = Object.entries(verdicts).flatMap(([status, ids]) => ids.split(' ').map((id) => [findCheck(id).id, status as Status] as const));
  const wrong = expected.filter(([id, status]) => found.get(id)?.status !== status);
  expect(wrong.map(([id, status]) => `${id}: ${found.get(id)?.status} in place of ${status}: ${found.get(id)?.message}`)).toEqual([]);
});
