import { codeBlock, Section, shell } from '../../markdown/blocks';
import { link } from '../../markdown/inline';
import { GITHUB, Publisher, PUBLISHERS, repositoryUrl, signerPattern } from '../../model/publisher';
import { localTag } from '../local-image';
import { PUBLISHING_PAGE } from '../pages';
import { prose } from '../prose';
import { bullets, code, md, section } from '../readme/readme-blocks';
import { EvidenceIndex } from './evidence-index';
import { publisher, SecurityFacts, signedBy } from './security-facts';

const text = prose('security/signing');

/** How images are signed and signatures verified. */
export function signing(facts: SecurityFacts, evidence: EvidenceIndex): Section {
  return section('Image signing',
    text('what-it-says'),
    publishedImage(facts, evidence),
    cosignKeys(facts, evidence),
    contentTrust(facts),
    production(facts, keylessSigner(facts, evidence)),
  );
}

function publishedImage(facts: SecurityFacts, evidence: EvidenceIndex): Section {
  const signer = keylessSigner(facts, evidence);
  if (evidence.publishing.length === 0) return section('Cosign: verify the published image', text('no-publisher'));
  return section('Cosign: verify the published image',
    bullets(evidence.sentences([
      ['workflow-sign', 'The pipeline signs the image by its digest'],
      ['workflow-sbom', 'It publishes a bill of materials with the image'],
      ['workflow-provenance', 'It attests which commit and which workflow built the image'],
      ['workflow-verify', 'It verifies what it published'],
    ])),
    ...(signer ? keylessVerification(facts, signer) : []),
    ...otherPlaces(facts, evidence),
    signer?.attests ? slsaLevel(facts, signer, evidence) : undefined,
    ...(signer?.attests && attestsByGitHub(evidence) ? [
      md`Public repositories also have an attestation:`,
      shell(
        `gh attestation verify "oci://${facts.image.reference}@$DIGEST" --repo ${facts.image.owner}/${facts.image.name} \\`,
        `  --signer-workflow ${facts.image.owner}/${facts.image.name}/${signedBy(facts, signer)}`,
      ),
    ] : []),
    ...(evidence.holds('workflow-sbom') ? [
      md`To look for a package in the bill of materials:`,
      shell(`docker buildx imagetools inspect ${facts.image.reference}:latest --format '{{json .SBOM}}'`),
    ] : []),
  );
}

/** Every further registry that the workflow copies the index to has the same digest, and where it signs, a signature. */
function otherPlaces({ image, publish }: SecurityFacts, evidence: EvidenceIndex) {
  const steps = evidence.steps(...GITHUB.files);
  const names = publish.registries.map(({ address, imageName }) => ({ address, name: `${address}/${imageName ?? image.imageName}` }));
  const copied = names.filter(({ address }) => steps.some((step) => step.node.get('env', 'COPIES')?.text?.includes(address)));
  const signed = copied.length > 0 &&
    copied.every(({ address }) =>
      steps.some((step) => /cosign sign/.test(step.run ?? '') && step.node.get('env', 'IMAGES')?.text?.includes(address)));
  if (copied.length === 0) return [];
  return [
    md`Every further registry has the same digest${signed ? ', and a signature beside it' : ''}:`,
    bullets(copied.map(({ name }) => md`${code(name)}`)),
  ];
}

/** What the provenance is worth. */
function slsaLevel(facts: SecurityFacts, signer: Publisher, evidence: EvidenceIndex) {
  if (!evidence.holds('workflow-provenance')) return undefined;
  if (facts.publish.slsaLevel === 2) return text('slsa-level-2');
  if (!evidence.holds('workflow-isolated-build')) return undefined;
  return text('slsa-level-3', { SIGNER_WORKFLOW: code(signedBy(facts, signer)) });
}

function keylessVerification(facts: SecurityFacts, signer: Publisher) {
  const { reference } = facts.image;
  const { pipeline, issuer } = signer;
  return [
    text('keyless', { PIPELINE: pipeline, DEFAULT_BRANCH: code(facts.defaultBranch) }),
    shell(
      `DIGEST=$(docker buildx imagetools inspect ${reference}:latest --format '{{.Manifest.Digest}}')`,
      'cosign verify \\',
      `  --certificate-identity-regexp ${quoted(identityOf(facts, signer))} \\`,
      `  --certificate-oidc-issuer ${issuer} \\`,
      `  "${reference}@$DIGEST"`,
    ),
    signer.selfManaged
      ? text('gitlab-project', { PROJECT: code(repositoryUrl(facts.image, signer)), GITLAB_ADDRESS: code(issuer) })
      : undefined,
  ];
}

/** What signs without a key of its own, with the identity that is demanded. */
function keylessSigner(facts: SecurityFacts, evidence: EvidenceIndex): Publisher | undefined {
  if (!evidence.holds('workflow-sign') || publisher(facts) === undefined) return undefined;
  const shown = evidence.result('workflow-sign').evidence.filter(({ excerpt }) => !/--key\b|COSIGN_PRIVATE_KEY/.test(excerpt));
  return PUBLISHERS.find((by) => shown.some(({ file }) => file === signedBy(facts, by)));
}

/** Regular expression of the identity that is signed with. */
export function identityOf(facts: SecurityFacts, signer: Publisher): string {
  return signerPattern(signer, facts.image, signedBy(facts, signer), facts.defaultBranch);
}

function attestsByGitHub(evidence: EvidenceIndex): boolean {
  return evidence.holds('workflow-provenance')
    && evidence.result('workflow-provenance').evidence.some(({ excerpt }) => /actions\/attest/.test(excerpt));
}

function cosignKeys({ image }: SecurityFacts, evidence: EvidenceIndex): Section {
  return section('Cosign: sign with your own key',
    text('with-a-key'),
    shell(
      '# once: keep cosign.key secret, give cosign.pub to everyone who verifies',
      'cosign generate-key-pair',
      '# push, then sign what the registry received',
      'REFERENCE=registry.example.com/spark',
      `docker tag ${localTag(image)} "$REFERENCE:1.0.0"`,
      'docker push "$REFERENCE:1.0.0"',
      'DIGEST=$(docker image inspect --format \'{{index .RepoDigests 0}}\' "$REFERENCE:1.0.0" | cut -d @ -f 2)',
      'cosign sign --key cosign.key "$REFERENCE@$DIGEST"',
      '# on every machine that runs it',
      'cosign verify --key cosign.pub "$REFERENCE@$DIGEST"',
    ),
    evidence.hasTask('publish')
      ? md`${code('npx projen publish')} does all of it, with the bill of materials${evidence.has(PUBLISHING_PAGE)
        ? md`: see ${link(PUBLISHING_PAGE, `${PUBLISHING_PAGE}#publish-by-hand`)}`
        : ''}.`
      : undefined,
    text('without-public-log'),
  );
}

function contentTrust({ image }: SecurityFacts): Section {
  return section('Docker Content Trust',
    text('content-trust'),
    shell(
      'export DOCKER_CONTENT_TRUST=1',
      'export DOCKER_CONTENT_TRUST_SERVER=https://notary.example.com',
      '# once: a key of yours, and the right to sign for this repository',
      'docker trust key generate release',
      'docker trust signer add --key release.pub release registry.example.com/spark',
      '# pushing signs',
      `docker tag ${localTag(image)} registry.example.com/spark:1.0.0`,
      'docker push registry.example.com/spark:1.0.0',
      'docker trust inspect --pretty registry.example.com/spark:1.0.0',
      '# with DOCKER_CONTENT_TRUST=1, pulling refuses what is not signed',
      'docker pull registry.example.com/spark:1.0.0',
    ),
  );
}

function production(facts: SecurityFacts, signer: Publisher | undefined): Section {
  const { image } = facts;
  const policy = [
    'apiVersion: policy.sigstore.dev/v1beta1',
    'kind: ClusterImagePolicy',
    'metadata:',
    '  name: spark-image-is-signed',
    'spec:',
    '  images:',
    `    - glob: ${JSON.stringify(`${image.reference}**`)}`,
    '  authorities:',
    ...(signer ? keylessAuthority(facts, signer) : KEY_AUTHORITY),
  ];
  return section('Make signatures mandatory in production',
    bullets([
      md`Run images by digest, ${code(`${image.reference}@sha256:…`)}, never by a tag alone.`,
      text('admission'),
      text('docker-hosts'),
      text('rotate-keys'),
    ]),
    codeBlock('yaml', policy),
  );
}

function keylessAuthority(facts: SecurityFacts, signer: Publisher): string[] {
  return [
    '    - keyless:',
    '        url: https://fulcio.sigstore.dev',
    '        identities:',
    `          - issuer: ${signer.issuer}`,
    `            subjectRegExp: '${identityOf(facts, signer).replace(/'/g, "''")}'`,
  ];
}

const KEY_AUTHORITY: readonly string[] = [
  '    - key:',
  '        data: |',
  '          -----BEGIN PUBLIC KEY-----',
  '          what stands in cosign.pub',
  '          -----END PUBLIC KEY-----',
];

/** One word of a shell. */
function quoted(word: string): string {
  return `'${word.replace(/'/g, "'\\''")}'`;
}
