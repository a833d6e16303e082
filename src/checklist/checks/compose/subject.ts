import { Check, checksOf, Evidence, fail, Finding, lacking, notApplicable, pass, unknown } from '../../check';
import { composeFiles, ComposeServiceSource, ComposeSource, PlacedNode } from '../../parsers/compose-source';
import { YamlNode } from '../../parsers/yaml-source';
import { RepositoryFiles } from '../../repository-files';

/** How a service is changed by the rc file. */
export function override(change: string): string {
  return `In the rc file: project.compose.overrideService('SERVICE', { ${change} }).`;
}

/** How published ports are moved by the rc file. Lists are joined: the old ports go first. */
export const PORTS_RC_FIX = "In the rc file: project.compose.overrideService('SERVICE', { ports: undefined }), "
  + "then project.compose.addServicePort('SERVICE', '127.0.0.1:9000:9000').";

/** A check of the compose files. */
export const composeCheck = checksOf({ file: /^docker-compose\.yml$/, rcFix: override('…') });

/** Compose files, and their lines as evidence. */
export interface ComposeSubject {
  readonly sources: readonly ComposeSource[];
  /** Paths of the compose files, and of those that their services are written in. */
  readonly paths: readonly string[];
  readonly files: RepositoryFiles;
  /** Lines of a node. */
  at(node: YamlNode, file: string): Evidence;
  /** The line that a node begins with. */
  head(node: YamlNode, file: string): Evidence;
}

/** A check's function that reads the compose files; without one the check fails. What cannot be read leaves open what is not broken. */
export function onCompose(
  run: (subject: ComposeSubject) => Finding,
  choose: (files: RepositoryFiles) => readonly ComposeSource[] = composeFiles,
): Check['run'] {
  return (files) => {
    const all = choose(files);
    if (all.length === 0) return lacking('docker-compose.yml', 'There is no compose file.');
    const broken = all.find((s) => s.problem !== undefined);
    const sources = all.filter((s) => s.problem === undefined);
    const empty = sources.find((s) => s.services.length === 0);
    const finding = empty
      ? fail(`${empty.path} has no services.`, [files.evidence(empty.path, 1)])
      : sources.length > 0 ? run(subjectOf(sources, files)) : undefined;
    if (!broken || finding?.status === 'fail') return finding ?? lacking('docker-compose.yml', 'There is no compose file.');
    const place = broken.problemFile ?? broken.path;
    return unknown(`${place} cannot be read: ${broken.problem}`, [files.evidence(place, broken.problemLine ?? 1)]);
  };
}

/** Services of every compose file that can be read. */
export function imageServices(files: RepositoryFiles): ComposeServiceSource[] {
  return composeFiles(files).filter((source) => source.problem === undefined).flatMap((source) => source.services);
}

function subjectOf(sources: readonly ComposeSource[], files: RepositoryFiles): ComposeSubject {
  return {
    sources,
    paths: sources.flatMap((source) => [source.path, ...source.services.map(({ file }) => file)]),
    files,
    at: (node, file) => files.evidence(file, node.startLine, node.endLine),
    head: (node, file) => files.evidence(file, node.startLine),
  };
}

/** What a service must have. */
export interface ServiceDemand {
  /** The services that it is asked of; every one where this is not said. */
  readonly of?: (services: readonly ComposeServiceSource[]) => readonly ComposeServiceSource[];
  /** Lines that show it, or undefined where the service lacks it. */
  readonly shows: (service: ComposeServiceSource) => PlacedNode | readonly PlacedNode[] | undefined;
  readonly present: string;
  /** What is said about services that lack it; their names stand before it. */
  readonly missing: string;
}

/** A finding over every service of every compose file. */
export function everyService(demand: ServiceDemand, choose?: (files: RepositoryFiles) => readonly ComposeSource[]): Check['run'] {
  return onCompose((subject) => {
    const services = subject.sources.flatMap((s) => s.services);
    const asked = demand.of?.(services) ?? services;
    if (asked.length === 0) return notApplicable('No service runs Spark.');
    const shown = asked.map((service) => ({ service, by: [demand.shows(service) ?? []].flat() }));
    const without = shown.filter((s) => s.by.length === 0).map((s) => s.service);
    if (without.length > 0) {
      const names = [...new Set(without.map((s) => s.name))].join(', ');
      const evidence = without.map((s) => subject.head(s.node, s.file));
      const missing = without.every((s) => s.missing !== undefined) ? without[0].missing : undefined;
      if (missing !== undefined) return unknown(`${names} goes on from ${missing}, which is not among the files.`, evidence);
      return fail(`${names}: ${demand.missing}`, evidence);
    }
    return pass(demand.present, shown.flatMap((s) => s.by.map((by) => subject.at(by.node, by.file))));
  }, choose);
}

/** Default of a Compose variable: `${NAME:-default}` is its default, any other text itself. */
export function composeDefault(text: string): string {
  return text.replace(/\$\{\w+:?-((?:[^{}]|\$\{[^{}]*\})*)\}/g, (_, fallback: string) => composeDefault(fallback));
}

/** A mount of a service, in whichever form it is written. */
export interface Mount {
  readonly source: string;
  readonly target: string;
  /** `bind` or `volume`, or what the long form says. */
  readonly type: string;
  readonly node: YamlNode;
  readonly file: string;
}

/** Mounts of a service. */
export function mountsOf(service: ComposeServiceSource): Mount[] {
  return service.all('volumes').flatMap(({ node: volumes, file }) => volumes.items.map((node) => {
    const mount = mountOf(node, file);
    // A named volume may stand for a folder of the host.
    const options = service.declares('volumes', mount.source)?.node.get('driver_opts');
    const device = /\bbind\b/.test(options?.get('o')?.text ?? '') ? options?.get('device')?.text : undefined;
    return device === undefined ? mount : { ...mount, source: composeDefault(device) };
  }));
}

function mountOf(node: YamlNode, file: string): Mount {
  if (node.isMap) {
    return {
      source: composeDefault(node.get('source')?.text ?? ''),
      target: node.get('target')?.text ?? '',
      type: node.get('type')?.text ?? '',
      node,
      file,
    };
  }
  const [source, target = ''] = splitMount(composeDefault(node.text ?? ''));
  return { source, target, type: /^(?:[./~$]|[A-Za-z]:[\\/])/.test(source) ? 'bind' : 'volume', node, file };
}

function splitMount(text: string): string[] {
  return text.replace(/^([A-Za-z]):(?=[\\/].*:[\\/])/, '$1\0').split(':').map((part) => part.replace('\0', ':'));
}

/** A list under a key of the service that holds one of some words. */
export function listHolds(service: ComposeServiceSource, key: string, pattern: RegExp) {
  return service.all(key).find(({ node }) => node.texts.some((text) => pattern.test(composeDefault(text))));
}
