import { Section, shell } from '../../markdown/blocks';
import { link } from '../../markdown/inline';
import { localTag } from '../local-image';
import { bullets, code, grid, md, section } from '../readme/readme-blocks';
import { EvidenceIndex } from './evidence-index';
import { actionsOf } from './pinned-actions';
import { hostOf, SecurityFacts } from './security-facts';

/** How the image stays free of known weaknesses. */
export function maintenance(facts: SecurityFacts, evidence: EvidenceIndex): Section {
  return section('Updates and maintenance', rebuilding(facts, evidence), monitoring(facts), automation(facts, evidence), pinnedActions(facts));
}

function rebuilding({ image }: SecurityFacts, evidence: EvidenceIndex): Section {
  return section('Rebuild regularly',
    md`Packages of the distribution are not pinned by themselves, so that a rebuild brings their fixes. A build from the cache brings nothing: fetch the base image anew, and run every step.`,
    shell(`docker build --no-cache --pull --tag ${localTag(image)} .`),
    md`Then scan, test, publish under a new tag, and restart the containers${evidence.has('docker-compose.yml') ? md`: ${code('docker compose up --detach --wait')}` : ''}. A newer Spark, Java or base image is one option (${code('sparkVersion')}, ${code('javaVersion')}, ${code('baseImage')}) and ${code('npx projen')}.`,
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
    md`OpenJDK publishes fixes four times a year, in January, April, July and October; the distribution's packages follow.`,
  );
}

function automation(facts: SecurityFacts, evidence: EvidenceIndex): Section {
  const { scheduleRemark } = hostOf(facts);
  return section('Automation',
    bullets(evidence.sentences([
      ['workflow-schedule', 'The image is built anew on a schedule'],
      ['workflow-actions-pinned', 'Actions are pinned by the full SHA of a commit, which nobody can move'],
      ['dependabot', 'Newer actions and base images are proposed by themselves'],
    ])),
    evidence.result('workflow-schedule').status === 'fail' ? undefined : md`A failed scheduled build is a security matter: nothing is patched while it fails.${scheduleRemark === undefined ? '' : ` ${scheduleRemark}`}`,
  );
}

/** Third-party code that the workflows run, as their texts name it. */
function pinnedActions({ files }: SecurityFacts): Section | undefined {
  const actions = actionsOf(files);
  if (actions.length === 0) return undefined;
  return section('Pinned actions',
    md`Third-party code that the workflows run. To check a pin: ${code("git ls-remote --tags https://github.com/OWNER/NAME 'vX.Y.Z^{}' 'vX.Y.Z'")} prints the commit that the tag names.`,
    grid(['Action', 'Version', 'Commit'], actions.map((a) => [code(a.action), a.version ?? 'not said', code(a.reference)])),
  );
}
