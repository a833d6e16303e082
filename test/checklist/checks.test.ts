import { CHECKS, runChecks } from '../../src/checklist/checklist';
import { RepositoryFiles } from '../../src/checklist/repository-files';
import { BASE_CASES } from './cases/base-cases';
import { BUILD_CASES } from './cases/build-cases';
import { BUILDER_CASES } from './cases/builder-cases';
import { CaseKind } from './cases/check-case';
import { COMPOSE_CASES } from './cases/compose-cases';
import { DOCKERFILE_CASES } from './cases/dockerfile-cases';
import { IMAGE_CASES } from './cases/dockerfile-image-cases';
import { DOCUMENT_CASES } from './cases/document-cases';
import { GITLAB_CASES } from './cases/gitlab-cases';
import { KUBERNETES_CASES } from './cases/kubernetes-cases';
import { OPERATION_CASES } from './cases/operation-cases';
import { REUSE_CASES } from './cases/reuse-cases';
import { SCRIPT_CASES } from './cases/script-cases';
import { COMPOSE_TEMPTATIONS } from './cases/temptations/compose-temptations';
import { DOCKERFILE_TEMPTATIONS } from './cases/temptations/dockerfile-temptations';
import { DOCUMENT_TEMPTATIONS } from './cases/temptations/document-temptations';
import { IMAGE_TEMPTATIONS } from './cases/temptations/image-temptations';
import { KUBERNETES_TEMPTATIONS } from './cases/temptations/kubernetes-temptations';
import { REPOSITORY_TEMPTATIONS } from './cases/temptations/repository-temptations';
import { SCRIPT_TEMPTATIONS } from './cases/temptations/script-temptations';
import { OTHER_WORKFLOW_TEMPTATIONS, WORKFLOW_TEMPTATIONS } from './cases/temptations/workflow-temptations';
import { WORKFLOW_CASES } from './cases/workflow-cases';
import { findCheck } from './find-check';

const CASES = [
  ...DOCKERFILE_CASES, ...BASE_CASES, ...IMAGE_CASES, ...BUILD_CASES, ...BUILDER_CASES, ...SCRIPT_CASES, ...COMPOSE_CASES,
  ...OPERATION_CASES, ...KUBERNETES_CASES, ...WORKFLOW_CASES, ...GITLAB_CASES, ...REUSE_CASES, ...DOCUMENT_CASES,
  ...DOCKERFILE_TEMPTATIONS, ...IMAGE_TEMPTATIONS, ...SCRIPT_TEMPTATIONS, ...COMPOSE_TEMPTATIONS, ...KUBERNETES_TEMPTATIONS,
  ...WORKFLOW_TEMPTATIONS, ...OTHER_WORKFLOW_TEMPTATIONS, ...REPOSITORY_TEMPTATIONS, ...DOCUMENT_TEMPTATIONS,
];

const KINDS: readonly CaseKind[] = ['pass', 'fail', 'looks right', 'looks wrong'];

describe.each([...new Set(CASES.map((c) => c.id))])('%s', (id) => {
  test.each(CASES.filter((c) => c.id === id).map((c) => [c.status, c.what, c] as const))('%s: %s', (status, _, { files, evidence }) => {
    const [result] = runChecks(new RepositoryFiles(files), [findCheck(id)]);
    expect([result.status, result.message]).toEqual([status, expect.stringMatching(/\.$/)]);
    const lines = result.evidence.map((e) => `${e.file}:${e.startLine}${e.endLine === e.startLine ? '' : `-${e.endLine}`}`);
    const places = [...lines, ...(result.search?.files ?? [])];
    if (evidence !== undefined) expect(places).toContain(evidence);
    for (const { file, startLine, endLine, excerpt } of result.evidence) {
      const shown = files[file].split(/\r?\n/).slice(startLine - 1, endLine);
      expect([file, excerpt]).toEqual([file, shown.map((line) => (line.length > 160 ? `${line.slice(0, 159)}…` : line)).join('\n')]);
    }
  });
});

test.each(KINDS)('every check has a case of the kind "%s"', (kind) => {
  const shown = new Set(CASES.filter((c) => c.kind === kind).map((c) => c.id));
  expect(CHECKS.map((c) => c.id).filter((id) => !shown.has(id))).toEqual([]);
});

test('no two cases of a check have the same name', () => {
  const names = CASES.map((c) => `${c.id}: ${c.status}: ${c.what}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
