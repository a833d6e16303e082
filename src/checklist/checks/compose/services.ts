import { Evidence } from '../../check';
import { ComposeServiceSource } from '../../parsers/compose-source';
import { YamlNode } from '../../parsers/yaml-source';
import { composeDefault, ComposeSubject } from './subject';


/** Services of a role, by their mode, their command or their name. */
export function inRole(subject: ComposeSubject, role: string): ComposeServiceSource[] {
  return subject.sources.flatMap((s) => s.services).filter((service) => hasRole(service, role));
}

/** Variables by which images of Spark are told their role. */
const MODES = ['SPARK_MODE', 'SPARK_WORKLOAD', 'SPARK_ROLE', 'SPARK_NODE_TYPE'];

function modeOf(service: ComposeServiceSource): string | undefined {
  return MODES.map((name) => service.environment(name)).find((mode) => mode !== undefined && mode !== '');
}

function hasRole(service: ComposeServiceSource, role: string): boolean {
  const mode = modeOf(service);
  if (mode !== undefined) return composeDefault(mode).toLowerCase() === role;
  // The address of a master makes no master, and no more does the option that names it.
  const command = ['entrypoint', 'command'].flatMap((key) => service.get(key)?.node.texts ?? []).join(' ').replace(
    /\bspark:\/\/\S+|--\w\S*/g,
    '',
  );
  if (new RegExp(`(?:^|[\\s/-])${role}(?:\\.sh)?(?=["'\\s;]|$)|deploy\\.${role}\\.`, 'i').test(command)) return true;
  const image = [service.get('image'), service.get('build', 'context'), service.get('build')].map((place) => place?.node.text ?? '');
  return command === '' && image.some((name) => new RegExp(`spark[-_/]?${role}\\b`, 'i').test(name));
}

/** Whether a service runs an image of Spark, by the name of the image or of the folder that it is built from. */
function isOfSpark(service: ComposeServiceSource): boolean {
  return MODES.some((name) => service.environment(name) !== undefined) || hasRole(service, 'master') || hasRole(service, 'worker')
    || /spark/i.test(service.get('image')?.node.text ?? '');
}

/**
 * Services of Spark: those with a mode or a role, and those of the same image. What stands beside the cluster, such as a
 * notebook, is not asked for what is Spark's; where nothing is known to be Spark, what is built here is taken for it.
 */
export function sparkServices(services: readonly ComposeServiceSource[]): readonly ComposeServiceSource[] {
  const imageOf = (service: ComposeServiceSource): string | undefined => service.get('image')?.node.text;
  const known = services.filter(isOfSpark);
  const images = new Set(known.map(imageOf).filter((image) => image !== undefined));
  if (known.length === 0) return services.filter((service) => service.get('build') || !service.get('image'));
  return services.filter((service) => known.includes(service) || images.has(imageOf(service) ?? ''));
}

/** The line that makes a service a master or a worker. */
export function roleEvidence(subject: ComposeSubject, service: ComposeServiceSource): Evidence[] {
  const place = MODES.map((name) => service.environmentPlace(name)).find((found) => found) ?? service.get('command') ??
    service.get('image') ?? service.get('build');
  return place ? [subject.at(place.node, place.file)] : [];
}

/** The networks of a service, where it names any. */
export function networksOf(service: ComposeServiceSource): { readonly node: YamlNode; readonly file: string } | undefined {
  const networks = service.get('networks');
  return networks && networks.node.items.length + networks.node.entries.length > 0 ? networks : undefined;
}
