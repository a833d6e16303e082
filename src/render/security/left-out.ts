import { codeBlock, Section } from '../../markdown/blocks';
import { Inline, joined, link, strong } from '../../markdown/inline';
import { leftOut } from '../dockerfile';
import { searched } from '../left-out-places';
import { prose } from '../prose';
import { code, grid, md, section } from '../readme/readme-blocks';
import { EvidenceIndex } from './evidence-index';
import { SecurityFacts } from './security-facts';

const text = prose('security/security');

/** Files that no mode needs, with the lines of the Dockerfile that leave them out, and how to keep them. */
export function leftOutFiles({ image, files }: SecurityFacts, evidence: EvidenceIndex): Section {
  const groups = leftOut(image);
  const readme = link('README.md', 'README.md#what-was-left-out');
  const kept = image.keepFiles.length > 0 ? md` Kept, since the option ${code('keepFiles')} names them: ${joined(image.keepFiles.map(code), ', ')}.` : '';
  return section('Left out of the image',
    groups.length === 0
      ? md`Nothing: the option ${code('keepFiles')} keeps everything.`
      : text('left-out', { PATHS: evidence.has('README.md') ? md`; their paths stand in ${readme}` : '', KEPT: kept }),
    grid(['Name', 'What', 'Left out', 'Evidence'], groups.map((group) => {
      const { places, missing } = searched(group, files);
      return [code(group.name), group.description, missing.length === 0 ? md`Yes` : notFound(missing), evidence.links(places) ?? ''];
    })),
    ...(groups.length === 0 ? [] : [
      md`To keep some of them, name them in the rc file, and run ${code('npx projen')}:`,
      codeBlock('ts', `keepFiles: ['${groups[0].name}'],`),
    ]),
  );
}

function notFound(missing: readonly string[]): Inline {
  return md`${strong('No')}: the Dockerfile does not leave out ${joined(missing.map(code), ', ')}.`;
}
