import { Section } from '../../markdown/blocks';
import { SparkImage } from '../../model/spark-image';
import { prose } from '../prose';
import { bullets, code, md, section } from '../readme/readme-blocks';
import { EvidenceIndex } from './evidence-index';
import { SecurityFacts } from './security-facts';

const text = prose('security/limits');

/** What the image does not protect against. */
export function limits({ image }: SecurityFacts, evidence: EvidenceIndex): Section {
  return section('What this does not protect',
    bullets([
      text('reachable-port', {
        MASTER_PORT: image.portNumber('master'),
        SECRET: evidence.holds('entrypoint-security-settings') ? md`Set ${code('SPARK_RPC_AUTHENTICATION_SECRET_FILE')}, and keep` : 'Keep',
      }),
      text('one-secret'),
      md`The web UIs ask for no password. Put a proxy with authentication in front of them.`,
      ...profileLimits(image),
      text('jobs-rights'),
      text('checks-read-files'),
    ]),
  );
}

function profileLimits(image: SparkImage) {
  return image.profile === 'hardened'
    ? []
    : [md`The profile ${code(image.profile)} keeps the buttons of the web UIs that end applications.`];
}
