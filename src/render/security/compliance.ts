import { ItemResult } from '../../checklist/checklist';
import { Section } from '../../markdown/blocks';
import { Inline, joined, strong } from '../../markdown/inline';
import { prose } from '../prose';
import { grid, md, section } from '../readme/readme-blocks';
import { EvidenceIndex, statusWord } from './evidence-index';

const text = prose('security/security');

/** Every item of the summary checklist: whether it is met, and where that can be seen. */
export function compliance(items: readonly ItemResult[], evidence: EvidenceIndex): Section {
  const met = items.filter((item) => item.status === 'pass').length;
  const applicable = items.filter((item) => item.status !== 'not-applicable').length;
  return section('Compliance',
    text('met-items', { MET_ITEMS: strong(`${met} of ${applicable}`) }),
    grid(['No.', 'Item', 'Met', 'Where'], items.map((judged) => [
      String(judged.item.number), judged.item.title, strong(statusWord(judged.status)), evidenceOf(judged, evidence),
    ])),
    text('written-anew'),
  );
}

/** The files that uphold an item; for one that is not met, the lines that break it. */
function evidenceOf({ status, results }: ItemResult, evidence: EvidenceIndex): Inline {
  const deciding = results.filter((result) => result.status === status);
  if (status === 'pass') return evidence.filesOf(deciding) ?? md``;
  return joined(deciding.map((result) => {
    const links = evidence.links(result.evidence);
    return links === undefined ? md`${result.message}` : md`${result.message} (${links})`;
  }), ' ');
}
