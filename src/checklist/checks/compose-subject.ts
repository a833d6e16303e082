import { Check, Evidence, fail, Finding, unknown } from '../check';
import { ComposeServiceSource, ComposeSource, composeFiles } from '../parsers/compose-source';
import { YamlNode } from '../parsers/yaml-source';
import { RepositoryFiles } from '../repository-files';

/** Compose files, and their lines as evidence. */
export interface ComposeSubject {
  readonly sources: readonly ComposeSource[];
  readonly files: RepositoryFiles;
  /** Lines of a node. */
  at(node: YamlNode, file: string): Evidence;
  /** The line that a node begins with. */
  head(node: YamlNode, file: string): Evidence;
}

/** A check's function that reads the compose files; without one the check fails. */
export function onCompose(run: (subject: ComposeSubject) => Finding, choose: (files: RepositoryFiles) => readonly ComposeSource[] = composeFiles): Check['run'] {
  return (files) => {
    const sources = choose(files);
    if (sources.length === 0) return fail('There is no compose file.');
    const broken = sources.find((s) => s.problem !== undefined);
    if (broken) return unknown(`${broken.path} cannot be read: ${broken.problem}`, [files.evidence(broken.path, broken.problemLine ?? 1)]);
    const empty = sources.find((s) => s.services.length === 0);
    if (empty) return fail(`${empty.path} has no services.`, [files.evidence(empty.path, 1)]);
    return run({
      sources,
      files,
      at: (node, file) => files.evidence(file, node.startLine, node.endLine),
      head: (node, file) => files.evidence(file, node.startLine),
    });
  };
}

/** What a service must have. */
export interface ServiceDemand {
  /** Lines that show it, or undefined where the service lacks it. */
  readonly shows: (service: ComposeServiceSource) => { readonly node: YamlNode; readonly file: string } | undefined;
  readonly present: string;
  /** What is said about services that lack it; their names stand before it. */
  readonly missing: string;
}

/** A finding over every service of every compose file. */
export function everyService(demand: ServiceDemand, choose?: (files: RepositoryFiles) => readonly ComposeSource[]): Check['run'] {
  return onCompose((subject) => {
    const services = subject.sources.flatMap((s) => s.services);
    const shown = services.map((service) => ({ service, by: demand.shows(service) }));
    const lacking = shown.filter((s) => s.by === undefined).map((s) => s.service);
    if (lacking.length > 0) {
      const names = [...new Set(lacking.map((s) => s.name))].join(', ');
      return fail(`${names}: ${demand.missing}`, lacking.map((s) => subject.head(s.node, s.file)));
    }
    return { status: 'pass', message: demand.present, evidence: shown.flatMap((s) => (s.by ? [subject.at(s.by.node, s.by.file)] : [])) };
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
  const volumes = service.get('volumes');
  return (volumes?.node.items ?? []).flatMap((node) => {
    const file = volumes?.file ?? service.file;
    if (node.isMap) return [{ source: composeDefault(node.get('source')?.text ?? ''), target: node.get('target')?.text ?? '', type: node.get('type')?.text ?? '', node, file }];
    const [source, target = ''] = splitMount(composeDefault(node.text ?? ''));
    return [{ source, target, type: /^[./~$]/.test(source) ? 'bind' : 'volume', node, file }];
  });
}

function splitMount(text: string): string[] {
  return text.replace(/^([A-Za-z]):(?=[\\/])/, '$1\0').split(':').map((part) => part.replace('\0', ':'));
}
