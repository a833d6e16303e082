import { Alert } from './vale';

/** What a rule finds, and what stays as it is. */
export interface Exception {
  readonly rule: string;
  /** Name of the document. */
  readonly document: RegExp;
  /** The line that is found, or a part of it. */
  readonly text: RegExp;
  readonly reason: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'SentenceLength',
    document: /^docs\/checklist\.md$/,
    text: /^- (?:How to fix it|Demanded by)/,
    reason: 'a list of options or of demands in one line, which the record of the check gives',
  },
  { rule: 'SentenceLength', document: /^golden\/Dockerfile$/, text: /libnss-wrapper/, reason: 'a list of packages, one a line of the Dockerfile' },
  { rule: 'SentenceLength', document: /^golden\/SECURITY\.md$/, text: /^Lines of the Dockerfile:/, reason: 'a list of lines, one line so that few lines change' },
  { rule: 'Fillers', document: /^docs\/checklist\.md$/, text: /Easy setup|easy to read/, reason: 'words of the guide and of a standard' },
  { rule: 'Terms', document: /^docs\/checklist\.md$/, text: /Set filesystem and volumes/, reason: 'words of a standard' },
  { rule: 'Conditions', document: /^docs\/checklist\.md$/, text: /overwritten where needed|where one is needed/, reason: 'words of a standard' },
  { rule: 'Terms', document: /^docs\/checklist\.md$|workflow-provenance/, text: /--repo /, reason: 'an option of gh' },
  { rule: 'Terms', document: /settings\.sh$|configuration\.md$/, text: /k8s/, reason: 'the scheme of an address' },
  { rule: 'Terms', document: /resources\.sh$|render\/readme\/running\.ts$/, text: /hostname/, reason: 'a key of Compose, and an option of Docker' },
];

/** Whether an exception covers what was found in a line. */
export function covers(exception: Exception, alert: Alert, line: string): boolean {
  return exception.rule === alert.rule && exception.document.test(alert.document) && exception.text.test(line);
}
