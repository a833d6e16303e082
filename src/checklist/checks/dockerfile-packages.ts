import { Check, fail, notApplicable, pass, unknown } from '../check';
import { DockerInstruction } from '../parsers/dockerfile-source';
import { InstalledPackage, packageCommands, remainingPackages } from '../parsers/package-installs';
import { ShellCommand } from '../parsers/shell-commands';
import { listed, onDockerfile } from './subject';

const SECTION = 'Minimal runtime dependencies';
const JAVA_PACKAGE = /(?:openjdk|jdk|jre|java-\d|corretto|temurin|zulu)/i;
const JDK = /(?:-jdk\b|jdk-headless|default-jdk|(?:^|-)devel\b|-jdk$)/i;
const JRE = /jre/i;

/** Whether a package is a development kit; every distribution names them in its own way. */
function isKit({ name, by }: InstalledPackage): boolean {
  if (by.manager === 'rpm') return /-devel$|^java-\d\S*-jdk$/.test(name);
  return by.manager === 'apk' ? /^openjdk\d+(?:-jdk)?$/.test(name) : JDK.test(name);
}

/** Whether a package is a runtime: with Red Hat's it is what is no -devel. */
function isRuntime({ name, by }: InstalledPackage): boolean {
  return JRE.test(name) || (by.manager === 'rpm' && /^java-\d/.test(name));
}

const noRecommends: Check = {
  id: 'dockerfile-no-install-recommends',
  title: 'Packages are installed without those that they merely recommend',
  guideItem: 3,
  section: SECTION,
  level: 'essential',
  references: ['CIS Docker 4.3', 'hadolint DL3015'],
  why: 'Recommended packages are the larger part of most installations, and nobody asked for them.',
  fix: 'Write apt-get install -y --no-install-recommends.',
  verify: 'Every apt-get install of the last stage says --no-install-recommends.',
  run: onDockerfile(({ source, at }) => {
    const installs = packageCommands(source.instructions).filter((c) => c.manager === 'apt' && c.action === 'install');
    if (installs.length === 0) return notApplicable('The image installs nothing by apt-get.');
    const all = source.instructions.flatMap((i) => i.commands);
    const configured = all.find((c) => c.redirections.some((r) => /^\/etc\/apt\/apt\.conf(?:\.d\/|$)/.test(r.target)) && [...c.words, c.input].some((w) => /APT::Install-Recommends\s+"?(?:0|false|no)\b/i.test(w)));
    const wrong = installs.filter(({ command }) => !command.words.includes('--no-install-recommends') && !command.words.some((w) => /^(?:-o)?APT::Install-Recommends=(?:0|false|no)$/i.test(w)) && !(configured && configured.startLine <= command.startLine));
    if (wrong.length > 0) return fail('An apt-get install of the image takes recommended packages too.', wrong.map((w) => at(w.command)));
    return pass('Every apt-get install of the image says --no-install-recommends.', [...installs.map((i) => i.command), ...[configured ?? []].flat()].map(at));
  }),
};

const jreNotJdk: Check = {
  id: 'dockerfile-jre-not-jdk',
  title: 'The image has a Java runtime, not a development kit',
  guideItem: 3,
  section: SECTION,
  level: 'essential',
  references: ['CIS Docker 4.3'],
  why: 'A headless JRE is some hundred megabytes smaller than a JDK, and holds no compiler and no debugger.',
  fix: 'Install openjdk-N-jre-headless in place of openjdk-N-jdk, or take a -jre base image.',
  verify: 'docker run --rm --entrypoint sh IMAGE -c "command -v javac" prints nothing.',
  run: onDockerfile(({ source, at }) => {
    const packages = remainingPackages(source.instructions).filter(({ name }) => JAVA_PACKAGE.test(name));
    const jdk = packages.filter(isKit);
    if (jdk.length > 0) return fail(`The image installs ${listed(jdk.map((p) => p.name))}.`, jdk.map((p) => at(p.by.command)));
    const base = source.image[0];
    if (JAVA_PACKAGE.test(base.image ?? '') && !JRE.test(base.image ?? '')) return fail(`The base image ${base.image} is a JDK.`, [at(base.from)]);
    const jre = packages.filter(isRuntime);
    if (jre.length > 0) return pass(`The image installs ${listed(jre.map((p) => p.name))}.`, jre.map((p) => at(p.by.command)));
    if (JRE.test(base.image ?? '')) return pass(`The base image ${base.image} is a JRE.`, [at(base.from)]);
    return unknown('Where Java comes from cannot be seen in the Dockerfile.', [at(base.from)]);
  }),
};

/** Whether the lists are removed after the command, in the same layer, or never become part of it. */
function removesLists(instruction: DockerInstruction, after: number): boolean {
  if (/--mount=type=(?:cache|tmpfs)\S*target=\/var\/lib\/apt/.test(instruction.text)) return true;
  const isThere = (words: readonly string[]): boolean => words.some((w) => /^\/var\/lib\/apt\/(?:lists\/?)?\*?$/.test(w));
  const removes = ({ words }: ShellCommand): boolean =>
    isThere(words) && ((words[0] === 'rm' && words.some((w) => /^-\w*r/.test(w))) || (words[0] === 'find' && words.includes('-delete')));
  // What stands behind || runs only where the installation failed.
  return instruction.commands.some((c, index) => index > after && removes(c) && instruction.commands[index - 1].ends !== '||');
}

const listsRemoved: Check = {
  id: 'dockerfile-apt-lists-removed',
  title: 'Package lists are removed in the layer that fetched them',
  guideItem: 3,
  section: SECTION,
  level: 'essential',
  references: ['hadolint DL3009', 'Dockle DKL-DI-0005'],
  why: 'What a later layer removes is still stored in the image.',
  fix: 'End the same RUN with apt-get clean and rm -rf /var/lib/apt/lists/*.',
  verify: 'docker run --rm --entrypoint ls IMAGE /var/lib/apt/lists prints nothing.',
  run: onDockerfile(({ source, at }) => {
    const updates = packageCommands(source.instructions).filter((c) => c.manager === 'apt' && c.action !== 'remove');
    const layers = [...new Set(updates.map((c) => c.instruction))];
    if (layers.length === 0) return notApplicable('The image installs nothing by apt-get.');
    const last = (layer: DockerInstruction): number =>
      Math.max(...updates.filter((c) => c.instruction === layer).map((c) => layer.commands.indexOf(c.command)));
    const wrong = layers.filter((layer) => !removesLists(layer, last(layer)));
    if (wrong.length > 0) return fail('A layer of the image keeps the package lists that it fetched.', wrong.map(at));
    return pass('Every layer that installs packages removes the lists again.', layers.map(at));
  }),
};

const noLoneUpdate: Check = {
  id: 'dockerfile-no-lone-update',
  title: 'Package lists are fetched in the layer that installs from them',
  section: SECTION,
  level: 'advanced',
  references: ['CIS Docker 4.7'],
  why: 'A layer with apt-get update alone is cached: later builds install from lists that are long out of date.',
  fix: 'Write apt-get update and apt-get install in one RUN.',
  verify: 'No RUN has apt-get update without apt-get install.',
  run: onDockerfile(({ source, at }) => {
    const commands = source.stages.flatMap((stage) => packageCommands(stage.instructions)).filter((c) => c.manager === 'apt');
    const updates = commands.filter((c) => c.action === 'update');
    if (updates.length === 0) return notApplicable('No stage runs apt-get update.');
    const lone = updates.filter((u) => !commands.some((c) => c.instruction === u.instruction && c.action === 'install'));
    if (lone.length > 0) return fail('A RUN has apt-get update and installs nothing.', lone.map((l) => at(l.command)));
    const installs = commands.filter((c) => c.action === 'install' && updates.some((u) => u.instruction === c.instruction));
    return pass('Every apt-get update is followed by an installation in its layer.', [...updates, ...installs].map((c) => at(c.command)));
  }),
};

/** Checks of the packages of the image. */
export const PACKAGE_CHECKS: readonly Check[] = [noRecommends, jreNotJdk, listsRemoved, noLoneUpdate];
