import { absent, fail, Finding, pass, unknown } from '../../check';
import { DockerInstruction } from '../../parsers/dockerfile-source';
import { packageCommands, remainingPackages } from '../../parsers/package-installs';
import { listed } from '../../sentences';
import { DockerfileSubject } from './subject';

export function toolFinding({ source, at }: DockerfileSubject, tools: readonly string[], what: string): Finding {
  const present = remainingPackages(source.instructions);
  const found = present.filter(({ name }) => tools.includes(name) || tools.includes(name.replace(/-[\d.]+$/, '')));
  if (found.length > 0) return fail(`The image holds ${listed(found.map((f) => f.name))}.`, found.map((f) => at(f.by.command)));
  const copied = source.instructions.filter((i) => i.keyword === 'COPY' && programsOf(i).some((name) => tools.includes(name)));
  if (copied.length > 0) return fail(`The image takes over ${listed(copied.flatMap(programsOf).filter((name) => tools.includes(name)))}.`, copied.map(at));
  const variable = present.filter(({ name }) => name.includes('$'));
  if (variable.length > 0) return unknown(`Which packages ${listed(variable.map((v) => v.name))} names is known when the image is built.`, variable.map((v) => at(v.by.command)));
  const installs = packageCommands(source.instructions).filter((c) => c.action === 'install');
  if (installs.length > 0) return pass(`No ${what} is among the packages of the image.`, installs.map((i) => at(i.command)));
  return absent(`The image installs no package and copies no ${what}.`, [source.path], `${what}s`);
}

/** Names of the programs that COPY puts into a directory of programs, or takes from one. */
function programsOf({ words }: DockerInstruction): string[] {
  return [...new Set(words.flatMap((word) => /(?:^|\/)s?bin\/([^/]+)$/.exec(word)?.[1] ?? []))];
}
