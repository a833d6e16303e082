import { Evidence, fail, Finding, notApplicable, pass, unknown } from '../../check';
import { DockerInstruction, DockerStage } from '../../parsers/dockerfile-source';
import { Download, downloadsOf, isReading } from '../../parsers/downloads';
import { inlineScript } from '../../parsers/plain-words';
import { ShellCommand } from '../../parsers/shell-commands';
import { filledCommands } from '../../parsers/shell-variables';
import { namesKeys, pinsCommit, Verification, verificationsOf } from '../../parsers/verifications';
import { dockerfileCheck, DockerfileSubject, imageFiles, onDockerfile } from './subject';

/** Commands that run in one shell: those of a RUN, or of a script that it starts. */
interface Script {
  readonly commands: readonly ShellCommand[];
  readonly isFile: boolean;
  readonly errexit: boolean;
  at(command: ShellCommand): readonly Evidence[];
}

interface Fetched extends Download {
  readonly evidence: readonly Evidence[];
  readonly script?: Script;
  /** Verifications before it are not of it. */
  readonly after: number;
  readonly reading: boolean;
}

type Verified = Verification & { readonly script: Script; readonly order: number };

/** Checksums, signatures and keys, which come with what they verify. */
const COMPANION = /(?:\.(?:sha\d*|sha\d+sums?|md5|asc|sig|sign|sigstore|minisig|pem|crt|pub|checksums?|digests?)(?:\.txt)?|(?:^|[/_.-])(?:sha\d*sums?\d*|checksums?|keys|digests?)(?:[._-][\w.-]*)?)$/i;

/** What a stage fetches and how it verifies that, itself or by scripts of the repository. */
class StageDownloads {
  readonly fetched: Fetched[] = [];
  readonly missing: Finding[] = [];
  private readonly verified: Verified[] = [];
  private readonly commands: ShellCommand[] = [];
  private order = 0;

  constructor(private readonly subject: DockerfileSubject, stage: DockerStage) {
    let errexit = false;
    for (const instruction of stage.instructions) {
      if (instruction.keyword === 'SHELL') errexit = instruction.words.some((word) => /^-\w*e/.test(word));
      if (instruction.keyword === 'ADD') this.add(instruction);
      if (instruction.keyword === 'RUN') this.run(instruction, errexit);
    }
  }

  private add(instruction: DockerInstruction): void {
    const target = instruction.words[instruction.words.length - 1] ?? '';
    for (const address of instruction.words.slice(0, -1).filter((word) => /^(?:https?:|git@)/.test(word))) {
      const file = (target.endsWith('/') ? address : target).split('/').pop() ?? '';
      const pinned = instruction.flags.has('checksum') || /#[0-9a-f]{40}$/.test(address);
      this.fetched.push({
        address,
        file,
        pinned,
        fault: 'ADD downloads what nobody verifies.',
        evidence: [this.subject.at(instruction)],
        after: this.order,
        reading: false,
      });
    }
  }

  private run(instruction: DockerInstruction, shellExits: boolean): void {
    const { subject } = this;
    const asked = instruction.commands.some(({ words }) => words.slice(0, inlineScript(words) ?? 0).some((word) => /^-\w*e/.test(word)));
    const errexit = (shellExits && !instruction.json) || asked;
    this.read({ commands: instruction.commands, isFile: false, errexit, at: (command) => [subject.at(command)] });
    for (const { command, name, file } of imageFiles(subject).scripts(instruction)) {
      if ('missing' in file) {
        this.missing.push(unknown(`${name} may download something: the script is not among the files.`, [subject.at(command)]));
        continue;
      }
      const commands = filledCommands(imageFiles(subject).commands(file), instruction.variables ?? new Map<string, string>());
      const exits = /^#!.*\s-\w*e/.test(file.text) || command.words.slice(1).some((word) => /^-\w*e/.test(word));
      const by = [command, ...file.by].map(subject.at);
      const at = (c: ShellCommand): readonly Evidence[] =>
        [by[0], subject.files.evidence(file.path, c.startLine, c.endLine), ...by.slice(1)];
      this.read({ commands, isFile: true, errexit: exits, at });
    }
  }

  private read(script: Script): void {
    const verifications = verificationsOf(script.commands, script.errexit);
    for (const command of script.commands) {
      this.order += 1;
      const verification = verifications.find((v) => v.command === command);
      if (verification) this.verified.push({ ...verification, script, order: this.order });
      for (const download of downloadsOf(command)) {
        const reading = isReading(command, script.commands, download.address);
        const pinned = download.pinned || pinsCommit(script.commands, download);
        this.fetched.push({ ...download, pinned, evidence: script.at(command), script, after: this.order, reading });
      }
    }
    this.commands.push(...script.commands);
  }

  /** What must be verified: what only verifies something else, and a text that the script reads, need not be. */
  get payloads(): Fetched[] {
    const verifies = (f: Fetched): boolean =>
      isCompanion(f) && this.verified.some((v) => v.text.includes(nameOf(f)) || v.script === f.script);
    return this.fetched.filter((f) => !f.pinned && !f.reading && !verifies(f));
  }

  /** The verdict on one download. */
  finding(download: Fetched): Finding {
    const all = this.verified.filter((v) =>
      (v.order > download.after || (v.script.isFile && v.script === download.script)) && this.covers(v, download));
    const evidence = (by: readonly Verified[]): Evidence[] => [...download.evidence, ...by.flatMap((v) => v.script.at(v.command))];
    const effective = all.filter((v) => !v.ignored && !v.optional);
    const trusted = effective.filter((v) => this.isTrusted(v, download));
    if (trusted.length > 0) return pass('Downloads are verified by signature or checksum.', evidence(trusted));
    if (effective.some((v) => v.isSignature)) {
      return fail('No fingerprint in the repository names the key of a signature: any key is accepted.', evidence(effective));
    }
    if (effective.length > 0) return fail('The checksum of a download comes from the same server as the file.', evidence(effective));
    if (all.some((v) => !v.ignored)) {
      return fail('A download is verified only if a variable is set, and nothing sets it.', evidence(all));
    }
    if (all.length > 0) return fail('The build goes on when the verification of a download fails.', evidence(all));
    return fail(download.fault, download.evidence);
  }

  /** A verification covers the downloads that it names; one that names none covers all. */
  private covers({ text }: Verified, download: Fetched): boolean {
    const names = (f: Fetched): boolean => nameOf(f) !== '' && !isCompanion(f) && text.includes(nameOf(f));
    return names(download) || !this.fetched.some(names);
  }

  private isTrusted(verification: Verified, download: Fetched): boolean {
    if (verification.isSignature) return namesKeys(this.commands, this.fetched);
    if (this.verified.some((v) => v.isSignature && !v.ignored && isCompanionText(v.text)) && namesKeys(this.commands, this.fetched)) {
      return true;
    }
    const sums = this.fetched.filter((f) => isCompanion(f) && nameOf(f) !== '' && verification.text.includes(nameOf(f)));
    if (sums.length > 0) return sums.every((sum) => isElsewhere(sum.address, download.address));
    const printed = /(?:^|\$\([^)]*|<\(?\s*)\b(?:curl|wget)\b[^)]*/.exec(verification.text)?.[0];
    const address = /https?:\/\/[^\s'")]+/.exec(printed ?? '')?.[0] ?? '';
    return printed === undefined || (COMPANION.test(address) && isElsewhere(address, download.address));
  }
}

function nameOf({ file, address }: Download): string {
  return file || (address.split(/[?#]/)[0].split('/').pop() ?? '');
}

function isCompanion(download: Download): boolean {
  return COMPANION.test(nameOf(download)) || COMPANION.test(download.address.split(/[?#]/)[0]);
}

/** Whether a signature is that of a list of checksums. */
function isCompanionText(text: string): boolean {
  return /sha\d*sums?|checksums?/i.test(text);
}

/** Whether a checksum comes, encrypted, from the server of somebody else. */
function isElsewhere(sum: string, download: string): boolean {
  const [a, b] = [sum, download].map((address) => /^\w+:\/\/(?:[^/]*\.)?([\w-]+\.\w+)(?::\d+)?\//.exec(address)?.[1]);
  return sum.startsWith('https:') && a !== undefined && b !== undefined && a !== b;
}

export const dockerfileVerifiedDownload = dockerfileCheck({
  id: 'dockerfile-verified-download',
  title: 'The build verifies every download',
  level: 'essential',
  section: 'Supply chain',
  references: [
    'CIS Docker 4.11',
    'Docker Official Images: security',
    'Docker Official Images: repeatability',
    'OWASP Docker D08',
    'NIST SP 800-190 4.1.5',
  ],
  why: 'A manipulated mirror or connection cannot bring its own program into the image.',
  fix: 'Check the signature with the full fingerprint of the key, or write a SHA-256 or SHA-512 into the Dockerfile.',
  rcFix:
    'In the rc file: sparkSha512 or sparkSigningKey for Spark, sha512 for each of extraJars, and a checksum test in the text ' +
    'that project.dockerfile.addInstructions(…) added.',
  verify: 'A build with another checksum (--build-arg SPARK_SHA512=…) fails.',
  run: onDockerfile((subject) => {
    const stages = subject.source.stages.map((stage) => new StageDownloads(subject, stage));
    const findings = stages.flatMap((stage) => [...stage.payloads.map((download) => stage.finding(download)), ...stage.missing]);
    const pinned = stages.flatMap((stage) => stage.fetched.filter((f) => f.pinned)).map((f) =>
      pass('Downloads are verified by signature or checksum.', f.evidence));
    const all = [...findings, ...pinned];
    if (all.length === 0) return notApplicable('Nothing is downloaded but by the package manager.');
    const failures = all.filter((f) => f.status === 'fail');
    if (failures.length > 0) return fail(failures[0].message, failures.flatMap((f) => f.evidence));
    return all.find((f) => f.status === 'unknown') ?? pass(all[0].message, all.flatMap((f) => f.evidence));
  }),
});
