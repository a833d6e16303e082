import { Evidence, fail, Finding, notApplicable, pass, unknown } from '../../check';
import { DockerInstruction } from '../../parsers/dockerfile-source';
import { isShell, plainWords } from '../../parsers/plain-words';
import { ShellCommand, shellCommands } from '../../parsers/shell-commands';
import { copiedPath, dockerfileCheck, DockerfileSubject, onDockerfile } from './subject';

const CHECKSUM = /^sha(?:256|384|512)sum$/;

/** What an instruction downloads, itself or by a script of the repository, and whether it verifies that. */
function downloadFindings(subject: DockerfileSubject, instruction: DockerInstruction): Finding[] {
  if (instruction.keyword === 'ADD' && instruction.words.some((w) => /^https?:/.test(w))) {
    return [instruction.flags.has('checksum') ? pass('ADD names the checksum.', [subject.at(instruction)]) : fail('ADD downloads what nobody verifies.', [subject.at(instruction)])];
  }
  const own = verdict(instruction.commands, (c) => subject.at(c));
  const scripts = instruction.commands.flatMap((c) => scriptOf(subject, instruction, c) ?? []);
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

/** The verdict on a script of the repository that was copied and is run here. */
function scriptOf(subject: DockerfileSubject, instruction: DockerInstruction, command: ShellCommand): Finding | undefined {
  const words = plainWords(command.words);
  const path = isShell(words[0]) ? words.slice(1).find((w) => !w.startsWith('-')) : words[0];
  if (path === undefined || !path.includes('/')) return undefined;
  const stage = subject.source.stages.find((s) => s.instructions.includes(instruction));
  const copy = stage?.instructions.find((i) => ['COPY', 'ADD'].includes(i.keyword) && !i.flags.has('from') && copiedTo(i, path) !== undefined);
  if (!copy) return undefined;
  const file = copiedPath(subject.files, copiedTo(copy, path) ?? '');
  const text = subject.files.text(file);
  if (text === undefined) return unknown(`${path} may download something: the script is not among the files.`, [subject.at(command)]);
  const found = verdict(subject.files.parsed(file, readScript) ?? [], (c) => subject.files.evidence(file, c.startLine, c.endLine));
  return found && { ...found, evidence: [subject.at(command), ...found.evidence, subject.at(copy)] };
}

function readScript(text: string): ShellCommand[] {
  return shellCommands(text);
}

/** Path in the repository of what is at a path of the image after a COPY. */
function copiedTo(copy: DockerInstruction, path: string): string | undefined {
  const sources = copy.words.slice(0, -1).map((w) => w.replace(/^\.?\//, ''));
  const target = copy.words[copy.words.length - 1] ?? '';
  if (target === path) return sources[0];
  const name = path.split('/').pop();
  const direct = sources.find((s) => s.split('/').pop() === name && `${target.replace(/\/$/, '')}/${name}` === path);
  if (direct !== undefined) return direct;
  return path.startsWith(`${target.replace(/\/$/, '')}/`) && sources.length === 1 ? `${sources[0].replace(/\/$/, '')}/${path.slice(target.replace(/\/$/, '').length + 1)}` : undefined;
}

export const dockerfileVerifiedDownload = dockerfileCheck({
  id: 'dockerfile-verified-download',
  title: 'What is downloaded while the image is built is verified',
  level: 'essential',
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
