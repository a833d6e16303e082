import { Result } from '../checklist/check';
import { composeDefault, mountsOf } from '../checklist/checks/compose/subject';
import { imageDockerfile, lastOf } from '../checklist/checks/dockerfile/subject';
import { publishingFiles, startedWorkflows, stepsThatRun } from '../checklist/checks/workflow/subject';
import { ComposeServiceSource, composeFiles } from '../checklist/parsers/compose-source';
import { DockerfileSource, DockerInstruction } from '../checklist/parsers/dockerfile-source';
import { StepSource, WorkflowSource } from '../checklist/parsers/workflow-source';
import { RepositoryFiles } from '../checklist/repository-files';

/**
 * What the final texts of a repository show, with every addition, removal and override. Each sentence of a document that
 * says what the repository does asks here first: by a check of the checklist, or by a place in the text.
 */
export class FinalTexts {
  private readonly byId: ReadonlyMap<string, Result>;

  /**
   * @param results what the checklist found in the files
   * @param tasks names of the project's tasks; every task that comes with a file counts as there when they are not known
   */
  constructor(
    readonly results: readonly Result[],
    readonly files: RepositoryFiles,
    private readonly tasks?: readonly string[],
  ) {
    this.byId = new Map(results.map((result) => [result.check.id, result]));
  }

  /** The result of a check. @throws Error when there is no such check */
  result(id: string): Result {
    const found = this.byId.get(id);
    if (!found) {
      throw new Error(
        `A document rests on the check "${id}", which the checklist does not have. Name one of: ${[...this.byId.keys()].join(', ')}.`,
      );
    }
    return found;
  }

  /** Whether checks passed, all of them. @throws Error when there is no such check */
  holds(...ids: readonly string[]): boolean {
    return ids.every((id) => this.result(id).status === 'pass');
  }

  /** Whether a check passed by lines of one of these files. */
  showsIn(id: string, ...paths: readonly string[]): boolean {
    return this.holds(id) && this.result(id).evidence.some(({ file }) => paths.includes(file));
  }

  /** Whether files are there, all of them, with something in them. */
  has(...paths: readonly string[]): boolean {
    return paths.every((path) => (this.files.text(path) ?? '').trim() !== '');
  }

  /** Whether a file has texts, all of them. */
  contains(path: string, ...texts: readonly string[]): boolean {
    return texts.every((text) => (this.files.text(path) ?? '').includes(text));
  }

  /** Whether the project has tasks, all of them. */
  hasTask(...names: readonly string[]): boolean {
    return this.tasks === undefined || names.every((name) => this.tasks?.includes(name));
  }

  /** A workflow that something starts; undefined where there is none. */
  workflow(path: string): WorkflowSource | undefined {
    return startedWorkflows(this.files).find((workflow) => workflow.path === path);
  }

  /** Steps of workflows that can run. */
  steps(...paths: readonly string[]): readonly StepSource[] {
    return paths.flatMap((path) => this.workflow(path) ?? []).flatMap(stepsThatRun);
  }

  /** Whether a workflow runs scripts or actions, a step for each pattern. */
  runs(path: string, ...patterns: readonly RegExp[]): boolean {
    const steps = this.steps(path);
    return patterns.every((pattern) =>
      steps.some((step) => pattern.test(step.action ?? '') || step.commands.some(({ words }) => pattern.test(words.join(' ')))));
  }

  /** Files whose steps publish the image under a tag. */
  get publishing(): readonly string[] {
    return publishingFiles(this.files);
  }

  /** The Dockerfile; undefined where there is none that can be read. */
  get dockerfile(): DockerfileSource | undefined {
    const source = imageDockerfile(this.files);
    return source && source.stages.length > 0 ? source : undefined;
  }

  /** The text of the Dockerfile, '' without one. */
  get dockerfileText(): string {
    return this.files.text(this.dockerfile?.path ?? '') ?? '';
  }

  /** The instruction of a keyword that makes the image: later ones replace earlier ones. */
  instruction(keyword: string): DockerInstruction | undefined {
    return this.dockerfile && lastOf(this.dockerfile, keyword);
  }

  /** Words of every instruction of a keyword that makes the image. */
  words(keyword: string): readonly string[] {
    return (this.dockerfile?.instructions ?? []).filter((instruction) => instruction.keyword === keyword).flatMap(({ words }) => words);
  }

  /** The user that containers run as, as USER says it. */
  get user(): string | undefined {
    return this.instruction('USER')?.words[0];
  }

  /** Default of a build argument, '' where it has none; undefined where it is not declared. */
  argument(name: string): string | undefined {
    const source = this.dockerfile;
    const instructions = [
      ...source?.globals ?? [], ...(source?.stages ?? []).flatMap((stage) => stage.instructions),
    ].filter(({ keyword }) => keyword === 'ARG');
    const values = instructions.flatMap(({ pairs }) => pairs.filter(([argument]) => argument === name).map(([, value]) => value));
    return values.length === 0 ? undefined : values.find((value) => value !== undefined && value !== '') ?? '';
  }

  /** A service of a compose file; undefined where there is none. */
  service(path: string, name: string): ComposeServiceSource | undefined {
    return composeFiles(this.files).find((source) => source.path === path)?.services.find((service) => service.name === name);
  }

  /** Whether something is mounted at a directory of a service; `kind` narrows it to named volumes or directories of the host. */
  mounts(path: string, name: string, target: string, kind?: 'volume' | 'bind'): boolean {
    const service = this.service(path, name);
    return service !== undefined &&
      mountsOf(service).some((mount) => mount.target === target && (kind === undefined || mount.type === kind));
  }

  /** Whether a service publishes a port of its container. */
  publishes(path: string, name: string, port: number): boolean {
    const ports = this.service(path, name)?.all('ports').flatMap(({ node }) => node.items) ?? [];
    return ports.some((item) =>
      composeDefault(item.get('target')?.text ?? item.text ?? '').split(':').pop()?.replace(/\/\w+$/, '') === String(port));
  }
}
