import { parse } from 'yaml';
import { ManagedFile, SparkImageProject } from '../../src';

/** A step of a workflow, as it is written. */
interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly [input: string]: unknown };
}

/** A workflow or a compose file, as it is written. */
interface Yaml {
  readonly jobs?: { readonly [job: string]: { readonly steps?: readonly Step[] } | undefined };
  readonly services?: { readonly [name: string]: Service };
}

/** A service of a compose file, as it is written. */
export type Service = { readonly [key: string]: unknown };

/** What a repository consists of in the end. It is read by means of its own, and not by those that documents are written with. */
export class FinalRepository {
  readonly texts: ReadonlyMap<string, string>;
  readonly tasks: readonly string[];
  private readonly read = new Map<string, Yaml>();

  constructor(readonly project: SparkImageProject) {
    this.texts = new Map(project.files.map((file) => [file.path, file instanceof ManagedFile ? file.text : 'of projen\n']));
    this.tasks = project.tasks.all.map((task) => task.name);
  }

  /** A file's text; '' without it. */
  text(file: string): string {
    return this.texts.get(file) ?? '';
  }

  /** Whether a file is there with something in it. */
  has(...files: readonly string[]): boolean {
    return files.every((file) => this.text(file).trim() !== '');
  }

  /** A file of YAML; nothing without it. */
  private yaml(file: string): Yaml {
    const value: Yaml = this.read.get(file) ?? parse(this.text(file), { merge: true }) ?? {};
    this.read.set(file, value);
    return value;
  }

  /** Whether a job has a step of each of these ids, or of one that has a platform behind it. */
  step(workflow: 'image' | 'pyspark-compatibility' | 'drift' | 'upgrade' | 'scorecard', job: string, ...ids: readonly string[]): boolean {
    const files = workflow === 'image' ? ['docker-build', 'build-image'] : [workflow];
    const steps = files.flatMap((file) => this.yaml(`.github/workflows/${file}.yml`).jobs?.[job]?.steps ?? []);
    return ids.every((id) => steps.some((step) => step.id === id || step.id?.startsWith(`${id}-`)));
  }

  /** The services of a compose file that run Spark, with what is merged into them. */
  services(file = 'docker-compose.yml'): { readonly [name: string]: Service } {
    return this.yaml(file).services ?? {};
  }

  /** The workers of all compose files. */
  workers(): Service[] {
    return ['docker-compose.yml', 'docker-compose.host.yml'].map((file): Service | undefined => this.services(file)['spark-worker']).filter((service) => service !== undefined);
  }

  /** Whether every service of the compose files is such. */
  everyService(isSuch: (service: Service) => boolean): boolean {
    const all = ['docker-compose.yml', 'docker-compose.host.yml'].flatMap((file) => Object.values(this.services(file)));
    return all.length > 0 && all.every(isSuch);
  }

  /** Whether a service mounts something at a directory. */
  mounts(name: string, directory: string): boolean {
    const volumes = this.services()[name]?.volumes;
    return Array.isArray(volumes) && volumes.some((volume) => String(volume).replace(/:ro$/, '').endsWith(`:${directory}`));
  }

  /** Whether an instruction of the Dockerfile is such; the last one of its keyword counts. */
  last(keyword: string, isSuch: (rest: string) => boolean): boolean {
    const found = this.instructions(keyword).pop();
    return found !== undefined && isSuch(found);
  }

  /** What stands behind a keyword of the Dockerfile, for each instruction. */
  instructions(keyword: string): string[] {
    const joined = this.text('Dockerfile').replace(/^#.*\n/gm, '').replace(/\\\n/g, ' ');
    return [...joined.matchAll(new RegExp(`^${keyword}\\s+(.*)$`, 'gm'))].map(([, rest]) => rest);
  }
}

