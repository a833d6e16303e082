import { Section, shell } from '../../markdown/blocks';
import { link } from '../../markdown/inline';
import { localTag } from '../local-image';
import { prose } from '../prose';
import { bullets, code, grid, md, section } from '../readme/readme-blocks';
import { EvidenceIndex } from './evidence-index';
import { actionsOf } from './pinned-actions';
import { hostOf, SecurityFacts } from './security-facts';

const text = prose('security/maintenance');

/** How the image stays free of known weaknesses. */
export function maintenance(facts: SecurityFacts, evidence: EvidenceIndex): Section {
  return section(
    'Updates and maintenance',
    rebuilding(facts, evidence),
    monitoring(facts),
    automation(facts, evidence),
    pinnedActions(facts, evidence),
  );
}

function rebuilding({ image }: SecurityFacts, evidence: EvidenceIndex): Section {
  return section('Rebuild regularly',
    text('packages-unpinned'),
    shell(`docker build --no-cache --pull --tag ${localTag(image)} .`),
    text('new-tag', { COMPOSE: evidence.has('docker-compose.yml') ? md`: ${code('docker compose up --detach --wait')}` : '' }),
  );
}

function monitoring({ image }: SecurityFacts): Section {
  const pages = [
    [image._family.title, image._family.securityUrl],
    ['Apache Spark', 'https://spark.apache.org/security.html'],
    ['Java (OpenJDK)', 'https://openjdk.org/groups/vulnerability/advisories/'],
    ['Python', 'https://www.python.org/dev/security/'],
    ['Docker Engine', 'https://docs.docker.com/engine/release-notes/'],
  ];
  return section('Security advisories to watch',
    grid(['Part', 'Advisories'], pages.map(([part, address]) => [part, link(address.replace(/^https:\/\//, ''), address)])),
    text('java-fixes'),
  );
}

function automation(facts: SecurityFacts, evidence: EvidenceIndex): Section {
  const { scheduleRemark } = hostOf(facts);
  return section('Automation',
    bullets(evidence.sentences([
      ['workflow-schedule', 'The pipeline rebuilds the image on a schedule'],
      ['workflow-actions-pinned', 'Actions are pinned by the full SHA of a commit, which nobody can move'],
      ['dependabot', 'Pull requests propose newer actions and base images'],
    ])),
    evidence.result('workflow-schedule').status === 'fail'
      ? undefined
      : md`Treat a failed scheduled build as a security problem: while it fails, nothing is patched.${scheduleRemark === undefined
        ? ''
        : ` ${scheduleRemark}`}`,
  );
}

/** Third-party code that the workflows run, as their texts name it. */
function pinnedActions({ files, tasks }: SecurityFacts, evidence: EvidenceIndex): Section | undefined {
  const actions = actionsOf(files);
  if (actions.length === 0) return undefined;
  return section('Pinned actions',
    text('third-party'),
    tasks !== undefined && evidence.hasTask('pins') && evidence.holds('workflow-actions-pinned')
      ? shell('npx projen pins')
      : grid(['Action', 'Version', 'Commit'], actions.map((a) => [code(a.action), a.version ?? 'not said', code(a.reference)])),
  );
}
