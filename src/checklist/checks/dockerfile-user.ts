import { Check, Evidence, fail, Finding, pass, unknown } from '../check';
import { plainWords } from '../parsers/plain-words';
import { ShellCommand } from '../parsers/shell-commands';
import { DockerfileSubject, lastOf, onDockerfile } from './subject';

const SECTION = 'Non-root user execution';

/** Base images whose user is root; others may bring a user of their own. */
const ROOT_BASES = /^(?:(?:docker\.io\/)?(?:library\/)?)(?:ubuntu|debian|alpine|fedora|rockylinux|almalinux|amazonlinux|centos|oraclelinux|busybox|scratch|buildpack-deps|python|node|golang|rust|ruby|php|openjdk|eclipse-temurin|amazoncorretto|maven|gradle)(?::|@|$)/;

/** The user that processes run as. */
function runtimeUser(subject: DockerfileSubject): { readonly user: string; readonly group?: string; readonly evidence: Evidence } | Finding {
  const instruction = lastOf(subject.source, 'USER');
  if (!instruction) {
    const base = subject.source.image[0];
    const evidence = [subject.at(base.from)];
    if (base.image !== undefined && !ROOT_BASES.test(base.image)) return unknown(`There is no USER; whether ${base.image} sets one cannot be seen here.`, evidence);
    return fail('There is no USER: every process runs as root.', evidence);
  }
  const evidence = subject.at(instruction);
  const [user, group] = (instruction.words[0] ?? '').split(':');
  if (instruction.unresolved || user === '') return unknown('The user is only known when the image is built.', [evidence]);
  return { user, group, evidence };
}

function isFinding(value: object): value is Finding {
  return 'status' in value;
}

const nonRootUser: Check = {
  id: 'dockerfile-non-root-user',
  title: 'Processes run as a user who is not root',
  guideItem: 2,
  section: SECTION,
  level: 'essential',
  references: ['CIS Docker 4.1', 'OWASP Docker D01', 'OWASP Docker cheat sheet 2', 'Pod Security Standards restricted: runAsNonRoot', 'NIST SP 800-190 4.1.2', 'Docker Scout: default non-root user'],
  why: 'Whoever takes over a process is not root in the container, and cannot become it.',
  fix: 'End the stage with USER 1001:1001, after the user was created.',
  verify: 'docker run --rm --entrypoint id IMAGE shows no uid=0.',
  run: onDockerfile((subject) => {
    const user = runtimeUser(subject);
    if (isFinding(user)) return user;
    if (/^(?:root|0+)$/.test(user.user)) return fail('The last USER is root.', [user.evidence]);
    // Another name for root: useradd --non-unique --uid 0.
    const twin = userCreations(subject).find((c) => c.name === user.user && /^0+$/.test(c.uid ?? ''));
    if (twin) return fail(`User ${twin.name} has the number of root.`, [subject.at(twin.command), user.evidence]);
    return pass(`Processes run as user ${user.user}.`, [user.evidence]);
  }),
};

const numericUser: Check = {
  id: 'dockerfile-numeric-user',
  title: 'The user is given by number',
  guideItem: 2,
  section: SECTION,
  level: 'recommended',
  references: ['Pod Security Standards restricted: runAsNonRoot', 'Pod Security Standards restricted: runAsUser'],
  why: 'Kubernetes cannot tell from a name that a user is not root, and refuses the container where runAsNonRoot is demanded.',
  fix: 'Write USER 1001:1001 in place of the name.',
  verify: "docker inspect --format '{{.Config.User}}' IMAGE prints digits.",
  run: onDockerfile((subject) => {
    const user = runtimeUser(subject);
    if (isFinding(user)) return user;
    if (!/^\d+$/.test(user.user)) return fail(`USER names "${user.user}", not a number.`, [user.evidence]);
    if (Number(user.user) === 0) return fail('The number of USER is that of root.', [user.evidence]);
    return pass(`USER is the number ${user.user}.`, [user.evidence]);
  }),
};

const VALUE_OPTIONS = ['-u', '--uid', '-g', '--gid', '-d', '--home-dir', '--home', '-s', '--shell', '-c', '--comment', '-G', '--groups', '-b', '--base-dir', '-k', '--ingroup', '-p', '--password', '--gecos', '-e', '-f', '-K', '-r-'];

/** A command that creates a user. */
interface UserCreation {
  readonly command: ShellCommand;
  readonly name: string;
  readonly uid?: string;
  /** Whether its home directory is made with it. */
  readonly home: boolean;
  /** Where its home directory is. */
  readonly homePath: string;
}

function userCreations(subject: DockerfileSubject): UserCreation[] {
  return subject.source.instructions.flatMap((i) => i.commands).flatMap((command) => {
    const [program, ...rest] = plainWords(command.words);
    const written = passwordLine(command);
    if (written) return [written];
    if (command.pattern || !/^(?:.*\/)?(?:useradd|adduser)$/.test(program ?? '')) return [];
    const words = rest.flatMap((word) => (/^--[a-z-]+=/.test(word) ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : [word]));
    const value = (...options: string[]): string | undefined => words[words.findIndex((word) => options.includes(word) || (/^-[a-zA-Z]+$/.test(word) && options.some((o) => /^-\w$/.test(o) && word.endsWith(o.slice(1))))) + 1 || Infinity];
    const names = words.filter((word, index) => !word.startsWith('-') && !takesValue(words[index - 1] ?? ''));
    const isAdduser = program.endsWith('adduser');
    const short = words.filter((word) => /^-[a-zA-Z]+$/.test(word)).join('');
    const home = isAdduser ? !words.includes('--no-create-home') && !short.includes('H') : words.includes('--create-home') || short.includes('m');
    return [{ command, name: names[0] ?? '', uid: value('-u', '--uid'), home, homePath: value('-d', '--home-dir', '--home') ?? `/home/${names[0]}` }];
  });
}

/** A user that is written to /etc/passwd, as images without useradd do. */
function passwordLine(command: ShellCommand): UserCreation | undefined {
  if (!command.redirections.some((r) => r.operator === '>>' && r.target === '/etc/passwd')) return undefined;
  const match = [...command.words, ...command.input.split('\n')].map((word) => /^([\w-]+):[^:]*:(\d+):\d+:[^:]*:([^:]*)/.exec(word)).find((found) => found !== null);
  return match ? { command, name: match[1], uid: match[2], home: false, homePath: match[3] } : undefined;
}

function takesValue(option: string): boolean {
  return VALUE_OPTIONS.includes(option) || (/^-[a-zA-Z]{2,}$/.test(option) && VALUE_OPTIONS.includes(`-${option[option.length - 1]}`));
}

const serviceUser: Check = {
  id: 'dockerfile-service-user',
  title: 'The image creates the user that it runs as, with a fixed number',
  guideItem: 2,
  section: SECTION,
  level: 'essential',
  references: ['CIS Docker 4.1'],
  why: 'A fixed number means the same owner on every host and every mounted volume.',
  fix: 'Create it: groupadd --gid 1001 spark; useradd --uid 1001 --gid 1001 --create-home spark.',
  verify: 'docker run --rm --entrypoint id IMAGE shows the number and the name.',
  run: onDockerfile((subject) => {
    const user = runtimeUser(subject);
    if (isFinding(user)) return user;
    const created = userCreations(subject);
    const own = created.find((c) => c.name === user.user || c.uid === user.user);
    if (!own) {
      if (created.some((c) => `${c.name}${c.uid}`.includes('$'))) return unknown('The name or number of the user that is created is a variable of a shell.', created.map((c) => subject.at(c.command)));
      return fail(`Nothing creates user ${user.user}.`, [user.evidence]);
    }
    if (own.uid === undefined) return fail(`User ${own.name} is created without a number of its own.`, [subject.at(own.command)]);
    return pass(`User ${own.name} is created with the number ${own.uid}.`, [subject.at(own.command), user.evidence]);
  }),
};

const homeDirectory: Check = {
  id: 'dockerfile-home-directory',
  title: 'The user has a home directory',
  guideItem: 2,
  section: SECTION,
  level: 'recommended',
  references: [],
  why: 'Programs that keep something in the home directory work, and find it owned by their user.',
  fix: 'Create the user with --create-home.',
  verify: 'docker run --rm --entrypoint sh IMAGE -c "ls -ld ~" shows the user as owner.',
  run: onDockerfile((subject) => {
    const created = userCreations(subject);
    if (created.length === 0) return fail('No user is created, so none has a home directory.', [subject.at(subject.source.image[0].from)]);
    const home = created.find((c) => c.home);
    const made = subject.source.instructions.flatMap((i) => i.commands).find((c) => /^(?:mkdir|install)$/.test(c.words[0] ?? '') && c.words.some((w) => created.some(({ homePath }) => w.replace(/\/$/, '') === homePath)));
    if (home) return pass(`The home directory of ${home.name} is created with the user.`, [subject.at(home.command)]);
    if (made) return pass('The home directory is created by mkdir.', [subject.at(made)]);
    return fail('The user is created without a home directory.', created.map((c) => subject.at(c.command)));
  }),
};

/** Checks of the user that processes run as. */
export const USER_CHECKS: readonly Check[] = [nonRootUser, numericUser, serviceUser, homeDirectory];
