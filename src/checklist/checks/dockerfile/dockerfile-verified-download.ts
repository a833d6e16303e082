import { Evidence, fail, Finding, notApplicable, pass, unknown } from '../../check';
import { CalledScript } from '../../image-files';
import { DockerInstruction } from '../../parsers/dockerfile-source';
import { plainWords } from '../../parsers/plain-words';
import { ShellCommand } from '../../parsers/shell-commands';
import { dockerfileCheck, DockerfileSubject, imageFiles, onDockerfile } from './subject';

const CHECKSUM = /^sha(?:256|384|512)sum$/;

/** What an instruction downloads, itself or by a script of the repository, and whether it verifies that. */
function downloadFindings(subject: DockerfileSubject, instruction: DockerInstruction): Finding[] {
  if (instruction.keyword === 'ADD' && instruction.words.some((w) => /^https?:/.test(w))) {
    return [instruction.flags.has('checksum') ? pass('ADD names the checksum.', [subject.at(instruction)]) : fail('ADD downloads what nobody verifies.', [subject.at(instruction)])];
  }
  const own = verdict(instruction.commands, (c) => subject.at(c));
  const scripts = imageFiles(subject).scripts(instruction).flatMap((script) => scriptFinding(subject, script) ?? []);
  return [...(own ? [own] : []), ...scripts];
}

function verdict(commands: readonly ShellCommand[], at: (command: ShellCommand) => Evidence): Finding | undefined {
  const downloads = commands.filter((c) => /^(?:wget|curl|aria2c)$/.test(plainWords(c.words)[0] ?? '') && c.words.length > 1 && !c.words.includes('--version'));
  if (downloads.length === 0) return undefined;
  const isVerifying = (c: ShellCommand): boolean => {
    const [program] = plainWords(c.words);
    if (isPassedOver(commands, c) || isTooEarly(commands, c, downloads)) return false;
    if (program === 'openssl' && /^(?:dgst|sha(?:256|384|512))$/.test(c.words[1] ?? '')) return comparesLater(commands.filter((other) => other.startLine >= c.startLine));
    if (CHECKSUM.test(program ?? '') || program === 'shasum') return c.words.some((w) => /^-\w*c$|^--check(?:=|$)/.test(w)) || comparesLater(commands.filter((other) => other.startLine >= c.startLine));
    return (program === 'gpg' || program === 'gpgv') && (program === 'gpgv' || c.words.includes('--verify'));
  };
  const verifying = commands.filter(isVerifying);
  if (verifying.length === 0) return fail('A download is not verified.', downloads.map(at));
  return pass('Downloads are verified by signature or checksum.', [...downloads, ...verifying].map(at));
}

/** Whether the failure of a command has no consequence: `|| true`. */
function isPassedOver(commands: readonly ShellCommand[], command: ShellCommand): boolean {
  const next = commands[commands.indexOf(command) + 1];
  return command.ends === '||' && /^(?:true|:|echo|printf)$/.test(next?.words[0] ?? '');
}

/** Whether a command runs in one row with the downloads, and before the first of them: `verify && download`. */
function isTooEarly(commands: readonly ShellCommand[], command: ShellCommand, downloads: readonly ShellCommand[]): boolean {
  const at = commands.indexOf(command);
  const first = commands.indexOf(downloads[0]);
  return at < first && commands.slice(at, first).every((c) => c.ends === '&&');
}

/** A checksum that is only computed proves nothing: something must compare it. */
function comparesLater(commands: readonly ShellCommand[]): boolean {
  return commands.some((c) => ['[', '[[', 'test'].includes(c.words[0] ?? '') && c.words.some((w) => ['=', '==', '!='].includes(w)));
}

/** The verdict on a script of the repository that a command runs. */
function scriptFinding({ source, files, at }: DockerfileSubject, { command, name, file }: CalledScript): Finding | undefined {
  if ('missing' in file) return unknown(`${name} may download something: the script is not among the files.`, [at(command)]);
  const found = verdict(imageFiles({ source, files }).commands(file), (c) => files.evidence(file.path, c.startLine, c.endLine));
  return found && { ...found, evidence: [at(command), ...found.evidence, ...file.by.map(at)] };
}

export const dockerfileVerifiedDownload = dockerfileCheck({
  id: 'dockerfile-verified-download',
  title: 'What is downloaded while the image is built is verified',
  section: 'Supply chain',
  references: ['CIS Docker 4.11', 'Docker Official Images: security', 'Docker Official Images: repeatability', 'OWASP Docker D08', 'NIST SP 800-190 4.1.5'],
  why: 'A mirror or a connection that was tampered with cannot bring its own program into the image.',
  fix: 'Check the signature by the full fingerprint of the key, or a SHA-256 or SHA-512 that stands in the Dockerfile.',
  rcFix: 'In the rc file: sparkSha512 or sparkSigningKey for Spark, sha512 for each of extraJars, and a check of the sum in the text '
    + 'that project.dockerfile.addInstructions(…) added.',
  verify: 'A build with another checksum (--build-arg SPARK_SHA512=…) fails.',
  run: onDockerfile((subject) => {
    const findings = subject.source.stages.flatMap((stage) => stage.instructions).flatMap((i) => downloadFindings(subject, i));
    if (findings.length === 0) return notApplicable('Nothing is downloaded but by the package manager.');
    const worst = findings.find((f) => f.status === 'fail') ?? findings.find((f) => f.status === 'unknown');
    return worst ?? pass(findings[0].message, findings.flatMap((f) => f.evidence));
  }),
});
