import { isTool, ToolKind } from '../../../catalogue/tools';
import { absent, fail, Finding, pass, unknown } from '../../check';
import { DockerInstruction } from '../../parsers/dockerfile-source';
import { packageCommands, remainingPackages } from '../../parsers/package-installs';
import { listed } from '../../sentences';
import { baseEvidence, baseOf, broughtBy, DockerfileSubject, ran, unknownBase } from './subject';

export function toolFinding(subject: DockerfileSubject, kind: ToolKind): Finding {
  const { source, at } = subject;
  const what = `${kind} tool`;
  const present = remainingPackages(ran(subject));
  const found = present.filter(({ name }) => isTool(kind, name));
  if (found.length > 0) return fail(`The image holds ${listed(found.map((f) => f.name))}.`, found.flatMap((f) => broughtBy(subject, f.by)));
  const copied = source.instructions.filter((i) => i.keyword === 'COPY' && programsOf(i).some((name) => isTool(kind, name)));
  if (copied.length > 0) {
    return fail(`The image takes over ${listed(copied.flatMap(programsOf).filter((name) => isTool(kind, name)))}.`, copied.map(at));
  }
  const [base] = source.image;
  const inBase = baseOf(subject)?.tools;
  const brought = inBase?.filter((name) => isTool(kind, name)) ?? [];
  if (brought.length > 0) return fail(`The base image ${base.image} holds ${listed(brought)}.`, baseEvidence(subject, base));
  if (inBase === undefined) return unknownBase(subject);
  const variable = present.filter(({ name }) => name.includes('$'));
  if (variable.length > 0) {
    return unknown(
      `Which packages ${listed(variable.map((v) => v.name))} names is known when the image is built.`,
      variable.map((v) => at(v.by.command)),
    );
  }
  const installs = packageCommands(ran(subject)).filter((c) => c.action === 'install');
  if (installs.length > 0) {
    return pass(
      `No ${what} is among the packages of the image.`,
      [...baseEvidence(subject, base), ...installs.flatMap((i) => broughtBy(subject, i))],
    );
  }
  return absent(`The image installs no package and copies no ${what}.`, [source.path], `${what}s`);
}

/** Names of the programs that COPY puts into a directory of programs, or takes from one. */
function programsOf({ words }: DockerInstruction): string[] {
  return [...new Set(words.flatMap((word) => /(?:^|\/)s?bin\/([^/]+)$/.exec(word)?.[1] ?? []))];
}
