import { CHECKS, findCheck, runChecks } from '../../src/checklist/checklist';
import { RepositoryFiles } from '../../src/checklist/repository-files';
import { BUILD_CASES } from './cases/build-cases';
import { COMPOSE_CASES } from './cases/compose-cases';
import { DOCKERFILE_CASES } from './cases/dockerfile-cases';
import { IMAGE_CASES } from './cases/dockerfile-image-cases';
import { DOCUMENT_CASES } from './cases/document-cases';
import { KUBERNETES_CASES } from './cases/kubernetes-cases';
import { OPERATION_CASES } from './cases/operation-cases';
import { REUSE_CASES } from './cases/reuse-cases';
import { SCRIPT_CASES } from './cases/script-cases';
import { WORKFLOW_CASES } from './cases/workflow-cases';

const CASES = [
  ...DOCKERFILE_CASES, ...IMAGE_CASES, ...BUILD_CASES, ...SCRIPT_CASES, ...COMPOSE_CASES, ...OPERATION_CASES, ...KUBERNETES_CASES,
  ...WORKFLOW_CASES, ...REUSE_CASES, ...DOCUMENT_CASES,
];

describe.each([...new Set(CASES.map((c) => c.id))])('%s', (id) => {
  test.each(CASES.filter((c) => c.id === id).map((c) => [c.status, c.what, c] as const))('%s: %s', (status, _, { files, evidence }) => {
    const [result] = runChecks(new RepositoryFiles(files), [findCheck(id)]);
    expect([result.status, result.message]).toEqual([status, expect.stringMatching(/\.$/)]);
    const places = result.evidence.map((e) => `${e.file}:${e.startLine}${e.endLine === e.startLine ? '' : `-${e.endLine}`}`);
    if (evidence !== undefined) expect(places).toContain(evidence);
    for (const { file, startLine, endLine, excerpt } of result.evidence) {
      const lines = files[file].split(/\r?\n/).slice(startLine - 1, endLine);
      expect([file, excerpt]).toEqual([file, lines.map((line) => (line.length > 160 ? `${line.slice(0, 159)}…` : line)).join('\n')]);
    }
  });
});

test('every check has a case that passes and one that fails', () => {
  const lacking = CHECKS.flatMap(({ id }) => (['pass', 'fail'] as const).filter((status) => !CASES.some((c) => c.id === id && c.status === status)).map((status) => `${id}: ${status}`));
  expect(lacking).toEqual([]);
});
