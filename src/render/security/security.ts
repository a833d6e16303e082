import { Check, Result } from '../../checklist/check';
import { CHECKS, judgeItems, runChecks } from '../../checklist/checklist';
import { RepositoryFiles } from '../../checklist/repository-files';
import { contents, paragraph } from '../../markdown/blocks';
import { link } from '../../markdown/inline';
import { MarkdownDocument, renderMarkdown } from '../../markdown/markdown-document';
import { withOwnTexts } from '../own-texts';
import { prose } from '../prose';
import { code, md } from '../readme/readme-blocks';
import { comparison } from './comparison';
import { compliance } from './compliance';
import { EvidenceIndex } from './evidence-index';
import { improvements } from './improvements';
import { limits } from './limits';
import { maintenance } from './maintenance';
import { replacedJars } from './replaced-jars';
import { knownAdvisories, reporting, supportedVersions } from './reporting';
import { scanning } from './scanning';
import { SecurityFacts } from './security-facts';
import { signing } from './signing';
import { verification } from './verification';

const text = prose('security/security');

export type { SecurityFacts } from './security-facts';
export { verificationSteps, type VerificationStep } from './verification';

/** Where the document stands. */
export const SECURITY_FILE = 'SECURITY.md';

/**
 * SECURITY.md of a generated repository: what is said about the files is what the checklist found in them.
 *
 * The checklist demands this document too. So it is written twice: once to be judged, and once with the verdict, which
 * changes nothing that is judged.
 *
 * @throws InvalidOptions for texts of the user's own whose section or file there is not
 */
export function renderSecurity(facts: SecurityFacts): string {
  const results = runChecks(facts.files);
  const files = facts.files.with(SECURITY_FILE, textOf(facts, results, facts.files));
  const judged = new Map(runChecks(files, CHECKS.filter(isAboutThis)).map((result) => [result.check.id, result]));
  return textOf(facts, results.map((result) => judged.get(result.check.id) ?? result), files);
}

/** Whether a check reads this document. */
function isAboutThis(check: Check): boolean {
  return check.id.startsWith('security-');
}

function textOf(facts: SecurityFacts, results: readonly Result[], files: RepositoryFiles): string {
  const evidence = new EvidenceIndex(results, files, SECURITY_FILE, facts.tasks);
  const { image } = facts;
  const document: MarkdownDocument = {
    title: 'Security',
    marker: facts.marker,
    blocks: [
      paragraph(text('purpose', {
        REFERENCE: code(image.reference),
        README: evidence.has('README.md') ? md` ${link('README.md', 'README.md')} says how to use the image.` : '',
      })),
      contents(1),
      reporting(facts),
      supportedVersions(facts, evidence),
      knownAdvisories(facts),
      ...replacedJars(facts, evidence),
      improvements(facts, evidence),
      compliance(judgeItems(results), evidence),
      comparison(facts, evidence),
      verification(facts, evidence),
      scanning(facts, evidence),
      signing(facts, evidence),
      maintenance(facts, evidence),
      limits(facts, evidence),
    ],
  };
  return renderMarkdown(withOwnTexts(document, facts.ownTexts ?? []));
}
