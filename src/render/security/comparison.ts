import { Section } from '../../markdown/blocks';
import { prose } from '../prose';
import { grid, md, section } from '../readme/readme-blocks';
import { EvidenceIndex } from './evidence-index';
import { measurements } from './measurements';
import { SecurityFacts } from './security-facts';

const text = prose('security/security');

/** What an image without the measures has, the check that shows that this one has not, and what it has instead. */
const PROPERTIES: ReadonlyArray<{ readonly aspect: string; readonly before: string; readonly check: string; readonly after: string }> = [
  { aspect: 'Stages', before: 'one: build tools stay', check: 'dockerfile-multi-stage', after: 'builder and runtime' },
  { aspect: 'User', before: 'root', check: 'dockerfile-numeric-user', after: 'a service user, by number' },
  { aspect: 'Java', before: 'JDK with compiler', check: 'dockerfile-jre-not-jdk', after: 'runtime only' },
  { aspect: 'Packages', before: 'recommended ones too', check: 'dockerfile-no-install-recommends', after: 'only those named' },
  { aspect: 'Package lists', before: 'in a layer', check: 'dockerfile-apt-lists-removed', after: 'removed in the layer that made them' },
  { aspect: 'Download tools', before: 'in the image', check: 'dockerfile-no-download-tools', after: 'in the builder alone' },
  { aspect: 'Downloads', before: 'as they come', check: 'dockerfile-verified-download', after: 'signature or checksum demanded' },
  { aspect: 'Ownership', before: 'chown after the copy: every file twice', check: 'dockerfile-no-second-copy', after: 'set by the copy' },
  {
    aspect: 'Build context',
    before: 'the whole repository',
    check: 'dockerignore-version-control',
    after: 'without what the build does not need',
  },
  { aspect: 'Health', before: 'not checked', check: 'dockerfile-healthcheck', after: 'checked' },
  { aspect: 'Root file system', before: 'writable', check: 'compose-read-only', after: 'read-only' },
  { aspect: 'Capabilities', before: "Docker's default set", check: 'compose-cap-drop', after: 'none' },
];

/** Before and after: properties, and what was measured. */
export function comparison(facts: SecurityFacts, evidence: EvidenceIndex): Section {
  return section('Before and after',
    text('before-and-after'),
    grid(['Property', 'Before', 'After'], PROPERTIES.map(({ aspect, before, check, after }) => {
      const result = evidence.result(check);
      return [aspect, before, result.status === 'pass' ? after : md`not shown: ${result.message}`];
    })),
    measurements(facts, evidence),
  );
}
