import { Section } from '../../markdown/blocks';
import { Inline, joined, link, strong } from '../../markdown/inline';
import { leftOut } from '../dockerfile/packages';
import { searched } from '../left-out-places';
import { RUNNING_PAGE } from '../pages';
import { prose } from '../prose';
import { bullets, code, md, section } from '../readme/readme-blocks';
import { EvidenceIndex } from './evidence-index';
import { SecurityFacts } from './security-facts';

const text = prose('security/security');

/** Files that no mode needs: what the Dockerfile leaves out, and how to keep it. */
export function leftOutFiles({ image, files }: SecurityFacts, evidence: EvidenceIndex): Section {
  const groups = leftOut(image).map((group) => ({ group, missing: searched(group, files).missing }));
  const found = groups.filter(({ missing }) => missing.length === 0);
  const kept = image.keepFiles.length > 0 ? md` The option ${code('keepFiles')} keeps ${joined(image.keepFiles.map(code), ', ')}.` : '';
  if (groups.length === 0) return section(TITLE, md`Nothing: the option ${code('keepFiles')} keeps all files.`);
  return section(TITLE,
    text('left-out', {
      GROUPS: found.length === 0 ? 'none' : joined(found.map(({ group }) => code(group.name)), ', '),
      PATHS: evidence.has(RUNNING_PAGE) ? md` ${link(RUNNING_PAGE, `${RUNNING_PAGE}#what-was-left-out`)} lists their paths.` : '',
      KEPT: kept,
    }),
    bullets(groups.filter(({ missing }) => missing.length > 0).map(({ group, missing }) => md`${code(group.name)}: ${notFound(missing)}`)),
    md`To keep a group, name it in the rc file, for example ${code(`keepFiles: ['${groups[0].group.name}'],`)}`,
  );
}

const TITLE = 'Left out of the image';

function notFound(missing: readonly string[]): Inline {
  return md`${strong('No')}: the Dockerfile does not leave out ${joined(missing.map(code), ', ')}.`;
}
