import { Evidence } from '../../check';
import { ComposeServiceSource } from '../../parsers/compose-source';
import { YamlNode } from '../../parsers/yaml-source';
import { composeDefault, ComposeSubject } from './subject';


/** Services of a role, by their mode, their command or their name. */
export function inRole(subject: ComposeSubject, role: string): ComposeServiceSource[] {
  return subject.sources.flatMap((s) => s.services).filter((service) => hasRole(service, role));
}

function hasRole(service: ComposeServiceSource, role: string): boolean {
  const mode = service.environment('SPARK_MODE');
  if (mode !== undefined && mode !== '') return composeDefault(mode) === role;
  // The address of a master makes no master.
  const command = (service.get('command')?.node.texts.join(' ') ?? '').replace(/\bspark:\/\/\S+/g, '');
  return new RegExp(`\\b${role}\\b`, 'i').test(command) || new RegExp(`deploy\\.${role}\\.`, 'i').test(command);
}

/**
 * Services of Spark: those with a mode or a role, and those of the same image. What stands beside the cluster, such as a
 * notebook, is not asked for what is Spark's; where nothing is known to be Spark, every service is taken for it.
 */
export function sparkServices(services: readonly ComposeServiceSource[]): readonly ComposeServiceSource[] {
  const imageOf = (service: ComposeServiceSource): string | undefined => service.get('image')?.node.text;
  const known = services.filter((service) => service.environment('SPARK_MODE') !== undefined || hasRole(service, 'master') || hasRole(service, 'worker'));
  const images = new Set(known.map(imageOf).filter((image) => image !== undefined));
  return known.length === 0 ? services : services.filter((service) => known.includes(service) || images.has(imageOf(service) ?? ''));
}

/** The line that makes a service a master or a worker. */
export function roleEvidence(subject: ComposeSubject, service: ComposeServiceSource): Evidence[] {
  const place = service.environmentPlace('SPARK_MODE') ?? service.get('command');
  return place ? [subject.at(place.node, place.file)] : [];
}

/** The networks of a service, where it names any. */
export function networksOf(service: ComposeServiceSource): { readonly node: YamlNode; readonly file: string } | undefined {
  const networks = service.get('networks');
  return networks && networks.node.items.length + networks.node.entries.length > 0 ? networks : undefined;
}
