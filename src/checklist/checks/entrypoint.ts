import { Check, Evidence, fail, Finding, pass, unknown } from '../check';
import { EntrypointSource, readEntrypoint, ScriptCommand } from '../parsers/entrypoint-source';
import { RepositoryFiles } from '../repository-files';
import { copiedPath, imageDockerfile, lastOf, listed } from './subject';

const SECTION = 'Entrypoint script';

/** The script that the image starts with, and the Dockerfile's line that says so. */
interface EntrypointSubject {
  readonly source: EntrypointSource;
  readonly files: RepositoryFiles;
  readonly started: Evidence;
  at(command: ScriptCommand): Evidence;
}

/** A check's function that reads the entrypoint script. */
function onEntrypoint(run: (subject: EntrypointSubject) => Finding): Check['run'] {
  return (files) => {
    const dockerfile = imageDockerfile(files);
    const instruction = dockerfile && (lastOf(dockerfile, 'ENTRYPOINT') ?? lastOf(dockerfile, 'CMD'));
    if (!dockerfile || !instruction) return fail('The image has no ENTRYPOINT.');
    const started = files.evidence(dockerfile.path, instruction.startLine, instruction.endLine);
    const scripts = instruction.words.filter((w) => w.startsWith('/') || /\.sh$/.test(w));
    const copies = dockerfile.instructions.filter((i) => i.keyword === 'COPY' && !i.flags.has('from'));
    const copied = copies.flatMap((copy) => copy.words.slice(0, -1).map((word) => ({ copy, path: copiedPath(files, word) })));
    const script = scripts.map((name) => copied.find(({ path }) => path.split('/').pop() === name.split('/').pop() && files.text(path) !== undefined)).find((found) => found !== undefined);
    if (script === undefined) return fail('ENTRYPOINT runs no script of the repository.', [started]);
    const source = readEntrypoint(files, script.path);
    if (!source) return unknown(`${script.path} is no shell script: what it does cannot be read here.`, [started]);
    const finding = run({ source, files, started, at: (c) => files.evidence(c.file, c.startLine, c.endLine) });
    if (finding.status !== 'pass') return finding;
    return pass(finding.message, [...finding.evidence, started, files.evidence(dockerfile.path, script.copy.startLine, script.copy.endLine)]);
  };
}

/** Where a text stands in commands: comments are not commands. */
function mentions(commands: readonly ScriptCommand[], pattern: RegExp): ScriptCommand[] {
  return commands.filter((c) => pattern.test(c.said) && !isMessage(c));
}

/** Whether a command only tells somebody something. */
function isMessage({ words, redirections }: ScriptCommand): boolean {
  return /^(?:echo|printf)$/.test(words[0] ?? '') && redirections.some((r) => r.operator === '>&' && r.target === '2');
}

const modes: Check = {
  id: 'entrypoint-modes',
  title: 'The entrypoint starts a master or a worker, as SPARK_MODE says',
  guideItem: 7,
  section: SECTION,
  level: 'essential',
  references: ['Docker Official Images: consistency'],
  why: 'One image serves every role of the cluster, so that all roles have the same version.',
  fix: 'Branch on SPARK_MODE, with a case for master and one for worker.',
  verify: 'docker run --rm -e SPARK_MODE=worker IMAGE starts a worker.',
  run: onEntrypoint(({ source, at, started }) => {
    const mode = mentions(source.commands, /\bSPARK_MODE\b/);
    if (mode.length === 0) return fail('The entrypoint does not read SPARK_MODE.', [started]);
    const ownFirst = [...source.commands].sort((a, b) => Number(a.file !== source.path) - Number(b.file !== source.path));
    const branches = ['master', 'worker'].map((name) => {
      const naming = ownFirst.filter((c) => c.words.includes(name));
      return naming.find((c) => c.pattern) ?? naming.find((c) => ['[', '[[', 'test'].includes(c.words[0] ?? ''));
    });
    const found = branches.filter((b) => b !== undefined);
    if (found.length < 2) return fail('The entrypoint has no branch for both master and worker.', mode.slice(0, 1).map(at));
    return pass('The entrypoint has a branch for master and one for worker.', [started, ...found.map(at)]);
  }),
};

/** Commands that keep a container alive when its process is gone; not what runs beside it. */
function keepsAlive(command: ScriptCommand): boolean {
  const [program, ...rest] = command.words;
  if (command.ends === '&') return false;
  return (program === 'tail' && rest.some((w) => /^-\w*[fF]/.test(w))) || (program === 'sleep' && rest[0] === 'infinity');
}

const exec: Check = {
  id: 'entrypoint-exec',
  title: 'The entrypoint replaces itself by the process that it starts',
  guideItem: 7,
  section: SECTION,
  level: 'essential',
  references: ['Docker Official Images: consistency'],
  why: 'The process gets the signals: it stops in a second instead of being killed after ten, and its end ends the container.',
  fix: 'Start it by exec, and keep nothing like tail -f behind it.',
  verify: 'time docker stop CONTAINER takes about a second.',
  run: onEntrypoint(({ source, at }) => {
    const alive = source.commands.filter((c) => keepsAlive(c));
    if (alive.length > 0) return fail('The entrypoint keeps the container alive whatever becomes of the process.', alive.map(at));
    const starts = source.commands.filter((c) => c.words[0] === 'exec' && c.words.length > 1);
    if (starts.length === 0) return fail('Nothing is started by exec: the shell stays in front of the process.');
    return pass('Processes are started by exec.', starts.map(at));
  }),
};

const configuration: Check = {
  id: 'entrypoint-configuration',
  title: 'The entrypoint makes spark-defaults.conf from the environment',
  guideItem: 7,
  section: SECTION,
  level: 'essential',
  references: [],
  why: 'What the environment says reaches every Spark process of the container, also those that are started later.',
  fix: 'Write the file afresh at every start, with >, not >>.',
  verify: 'docker run --rm IMAGE print-config, or docker exec CONTAINER cat the file.',
  run: onEntrypoint(({ source, at }) => {
    const written = source.commands.filter((c) => c.redirections.some((r) => r.operator.startsWith('>') && /spark-defaults\.conf$/.test(r.target)) || (/^(?:tee|install|mv|cp)$/.test(c.words[0] ?? '') && /spark-defaults\.conf$/.test(c.words[c.words.length - 1] ?? '')));
    const appended = written.filter((c) => c.redirections.some((r) => r.operator === '>>') || c.words.includes('-a'));
    if (written.length > 0 && appended.length === written.length) return fail('spark-defaults.conf is only appended to: every restart adds the same lines again.', appended.map(at));
    if (written.length > 0) return pass('spark-defaults.conf is written at every start.', written.map(at));
    const mentioned = mentions(source.commands, /spark-defaults\.conf/);
    if (mentioned.length > 0) return unknown('The entrypoint names spark-defaults.conf; whether it writes it cannot be decided.', mentioned.map(at));
    return fail('The entrypoint does not write spark-defaults.conf.');
  }),
};

const SECURITY_PROPERTIES: ReadonlyArray<readonly [what: string, pattern: RegExp]> = [
  ['authentication', /\bspark\.authenticate\b/],
  ['encryption', /\bspark\.(?:network\.crypto|io\.encryption)\b/],
  ['SSL', /\bspark\.ssl\b|\bSPARK_SSL_ENABLED\b/],
];

const securitySettings: Check = {
  id: 'entrypoint-security-settings',
  title: 'The entrypoint applies authentication, encryption and SSL',
  guideItem: 7,
  section: SECTION,
  level: 'essential',
  references: ['OWASP Docker D04'],
  why: 'Protection is switched on by a variable, the same way in every container.',
  fix: 'Turn the variables into spark.authenticate, spark.network.crypto, spark.io.encryption and spark.ssl.',
  verify: 'docker run --rm -e SPARK_RPC_AUTHENTICATION_SECRET=… IMAGE print-config shows spark.authenticate true.',
  run: onEntrypoint(({ source, at, started }) => {
    const found = SECURITY_PROPERTIES.map(([what, pattern]) => ({ what, by: mentions(source.commands, pattern)[0] }));
    const missing = found.filter((f) => f.by === undefined);
    if (missing.length > 0) return fail(`The entrypoint does nothing about ${listed(missing.map((f) => f.what))}.`, [started]);
    return pass('The entrypoint applies authentication, encryption and SSL.', found.map((f) => at(f.by)));
  }),
};

const directories: Check = {
  id: 'entrypoint-directories',
  title: 'The entrypoint creates the directories that a process needs',
  guideItem: 7,
  section: SECTION,
  level: 'recommended',
  references: [],
  why: 'A volume may be mounted empty: the process finds its directories all the same.',
  fix: 'Create them by mkdir -p before the process is started.',
  verify: 'docker run --rm -v empty:/opt/spark/work IMAGE starts.',
  run: onEntrypoint(({ source, at }) => {
    const made = source.commands.filter((c) => c.words[0] === 'mkdir' || (c.words[0] === 'install' && c.words.includes('-d')));
    return made.length > 0 ? pass('The entrypoint creates directories.', made.map(at)) : fail('The entrypoint creates no directory.');
  }),
};

function takesBack({ words }: ScriptCommand): boolean {
  return words.some((w, index) => /^\+[A-Za-z]*e/.test(w) || (w === 'errexit' && words[index - 1].startsWith('+')));
}

const strict: Check = {
  id: 'entrypoint-strict',
  title: 'The entrypoint stops at the first command that fails',
  section: SECTION,
  level: 'advanced',
  references: [],
  why: 'A step that failed is not passed over: the container ends with a reason instead of running half configured.',
  fix: 'Begin with set -euo pipefail.',
  verify: 'Read the first lines of the script.',
  run: onEntrypoint(({ source, files, at }) => {
    const changes = source.commands.filter((c) => c.file === source.path && c.words[0] === 'set' && c.words.slice(1).some((w) => /^[-+][A-Za-z]*e/.test(w) || w === 'errexit'));
    const set = changes.find((c) => !takesBack(c));
    const last = changes[changes.length - 1];
    if (changes.length > 0 && takesBack(last)) return fail('The entrypoint takes set -e back.', [at(last)]);
    if (set) return pass('set -e is on.', [at(set)]);
    if (/^#!.*\s-\w*e/.test(files.text(source.path) ?? '')) return pass('The first line says -e.', [files.evidence(source.path, 1)]);
    return fail('The entrypoint goes on after a command that fails.', [files.evidence(source.path, 1)]);
  }),
};

/** Programs that run the command that is given to them. */
const RUNS_OTHERS = /^(?:.*\/)?(?:exec|tini|dumb-init|catatonit|gosu|su-exec|setpriv|env|nice|ionice|nohup|runuser|chroot|capsh|timeout|sudo)$/;

/** Whether "$@" is what a command runs, and no argument of a program of its own. */
function runsWhatIsGiven({ words }: ScriptCommand): boolean {
  const at = words.findIndex((w) => w === '$@' || w === '${@}');
  if (at < 0) return false;
  return at === 0 || (words[0] === 'exec' && words.slice(1, at).every((w, index, before) => RUNS_OTHERS.test(w) || /^[-$]|^\w+=/.test(w) || before[index - 1]?.startsWith('-')));
}

const passesOn: Check = {
  id: 'entrypoint-command',
  title: 'The entrypoint runs any other command that it is given',
  guideItem: 7,
  section: SECTION,
  level: 'recommended',
  references: ['Docker Official Images: consistency'],
  why: 'docker run IMAGE bash gives a shell, and a job is submitted without a second entrypoint.',
  fix: 'Let the script end in exec "$@" where a command is given.',
  verify: 'docker run --rm IMAGE bash -c "echo hello" prints hello.',
  run: onEntrypoint(({ source, at, started }) => {
    const running = source.commands.filter(runsWhatIsGiven);
    return running.length > 0 ? pass('The entrypoint runs the command that it is given.', running.map(at)) : fail('The entrypoint does nothing with a command.', [started]);
  }),
};

/** Checks of the script that a container starts with. */
export const ENTRYPOINT_CHECKS: readonly Check[] = [modes, exec, passesOn, configuration, securitySettings, directories, strict];
