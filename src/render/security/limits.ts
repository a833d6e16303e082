import { Section } from '../../markdown/blocks';
import { SparkImage } from '../../model/spark-image';
import { bullets, code, md, section } from '../readme/readme-blocks';
import { EvidenceIndex } from './evidence-index';
import { SecurityFacts } from './security-facts';

/** What the image does not protect against. */
export function limits({ image }: SecurityFacts, evidence: EvidenceIndex): Section {
  return section('What this does not protect',
    bullets([
      md`Whoever reaches port ${image.portNumber('master')} of a cluster without a secret can run code in it. ${evidence.holds('entrypoint-security-settings') ? md`Set ${code('SPARK_RPC_AUTHENTICATION_SECRET_FILE')}, and keep` : 'Keep'} the ports off public networks.`,
      md`The secret is one for the whole cluster: it keeps strangers out, and does not separate users from each other.`,
      md`The web UIs ask for no password. Put a proxy that does in front of them.`,
      ...profileLimits(image),
      md`Jobs run with the rights of the container's user: a job can read and change what other jobs left on shared volumes.`,
      md`The checks behind this page read files. They do not see what a base image, a package or a registry really holds: scanning and signatures do.`,
    ]),
  );
}

function profileLimits(image: SparkImage) {
  return image.profile === 'hardened' ? [] : [md`The profile ${code(image.profile)} leaves the buttons of the web UIs on that end applications.`];
}
