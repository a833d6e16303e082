import * as path from 'node:path';
import { buildsImage, PlacedStep, placedSteps } from '../../checklist/checks/workflow/steps';
import { optionsOf } from '../../checklist/parsers/build-command';
import { workflows } from '../../checklist/parsers/workflow-source';
import { valuesOf } from '../../checklist/parsers/workflow-values';
import { RepositoryFiles } from '../../checklist/repository-files';
import { GitRemote } from '../../model/git-remote';
import { Proposal } from './proposal';

const METADATA_ACTION = 'docker/metadata-action';

/** The name that an image is published by, and where it stands. */
interface PublishedName {
  readonly name: string;
  readonly place: string;
}

/** The names by which workflows publish the image: those that docker/metadata-action makes tags of, and those of steps that push. */
export function readPublishing(files: RepositoryFiles, remote: GitRemote | undefined, proposal: Proposal): void {
  const names: PublishedName[] = [];
  for (const workflow of workflows(files)) {
    const steps = placedSteps(files, workflow);
    names.push(...steps.flatMap((placed) => namesOf(placed, remote)));
    if (workflow.path !== '.github/workflows/docker-build.yml' &&
      steps.some((placed) => placed.step.action === METADATA_ACTION || buildsImage(placed))) {
      proposal.leaveOut(
        `workflow ${path.posix.basename(workflow.path)}`,
        workflow.path,
        'It stays as it is, and would build beside the generated docker-build.yml: delete one of the two.',
      );
    }
  }
  for (const named of names.filter(({ name }) => !name.includes('$'))) readName(named, proposal);
  if (proposal.has('imageName')) return;
  for (const { name, place } of names) {
    proposal.leaveOut(
      `published name ${name}`,
      place,
      'It is only known when the workflow runs: see that registry and imageName are those that you publish by.',
    );
  }
}

function namesOf(placed: PlacedStep, remote: GitRemote | undefined): PublishedName[] {
  const { step } = placed;
  const pushed = placed.pushes.length > 0;
  const inputs = [
    step.action === METADATA_ACTION ? step.input('images') : undefined,
    ...(pushed ? [step.input('tags'), step.input('outputs')] : []),
  ];
  const written = inputs.flatMap((node) =>
    (node?.text ?? '').split('\n').flatMap(entriesOf).map((text) => ({ text, line: node?.startLine ?? 1 })));
  const commands = pushed
    ? step.commands.flatMap(({ words }) => pushedBy(words)).map((text) =>
      ({ text, line: step.node.get('run')?.startLine ?? step.node.startLine }))
    : [];
  return [...written, ...commands].flatMap(({ text, line }) => valuesOf(placed, text).map((value) => {
    const name = withoutTag(resolved(value, placed, remote));
    return { name, place: `${step.path}:${line}` };
  })).filter(({ name }) => name !== '' && !/^\$\{\{\s*steps\./.test(name));
}

/** Names in a line of an input: a list of them, or fields of which one is `name`. */
function entriesOf(line: string): string[] {
  const named = /(?:^|,)\s*"?name=([^,"]+)/.exec(line)?.[1];
  if (named !== undefined) return [named.trim()];
  return /(?:^|,)\s*type=/.test(line) ? [] : line.split(',').map((entry) => entry.trim());
}

/**
 * Names that a command pushes: `docker push NAME`, `docker buildx build --push --tag NAME`, `docker buildx imagetools create --tag NAME`.
 */
function pushedBy(words: readonly string[]): string[] {
  if (words[1] === 'push' || (words[1] === 'image' && words[2] === 'push')) {
    return words.slice(words.indexOf('push') + 1).filter((word) => !word.startsWith('-'));
  }
  return words.includes('--push') || words[2] === 'imagetools' ? [...optionsOf(words, '-t'), ...optionsOf(words, '--tag')] : [];
}

/** A text with what the workflow and the repository say in place of expressions and variables; a variable may hold another one. */
function resolved(
  text: string,
  { workflow, job, step }: Pick<PlacedStep, 'workflow' | 'job' | 'step'>,
  remote: GitRemote | undefined,
  depth = 3,
): string {
  const variable = (name: string): string | undefined =>
    [step.node, job.node, workflow.root].map((node) => node.get('env', name)?.text).find((value) => value !== undefined);
  const known = text
    .replace(/\$\{\{\s*env\.(\w+)\s*\}\}|\$(\w+)|\$\{(\w+)\}/g, (whole, a?: string, b?: string, c?: string) => variable(a ?? b ?? c ??
      '') ?? whole)
    .replace(/\$\{\{\s*github\.repository\s*\}\}|\$\{?GITHUB_REPOSITORY\b\}?/g, (whole) =>
      (remote?.owner === undefined ? whole : remote.path))
    .replace(/\$\{\{\s*github\.repository_owner\s*\}\}|\$\{?GITHUB_REPOSITORY_OWNER\b\}?/g, (whole) => remote?.owner ?? whole);
  return known === text || depth === 0 ? known : resolved(known, { workflow, job, step }, remote, depth - 1);
}

/** A name without tag and digest; a tag may be an expression. */
function withoutTag(name: string): string {
  return name.trim().replace(/@.*$/, '').replace(/:(?:[^:/$]|\$\{\{.*?\}\}|\$\{?\w+\}?)*$/, '');
}

function readName({ name: written, place }: PublishedName, proposal: Proposal): void {
  const image = written.toLowerCase();
  const [first, ...rest] = image.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const registry = hasRegistry ? first : 'docker.io';
  const name = hasRegistry ? rest.join('/') : image;
  if (proposal.has('imageName') && (proposal.value('registry') !== registry || proposal.value('imageName') !== name)) {
    return proposal.leaveOut(
      `published name ${image}`,
      place,
      `The image is ${String(proposal.value('registry'))}/${String(proposal.value('imageName'))}. Further registries are those of ` +
        'publish.registries.',
    );
  }
  proposal.add('registry', registry, place);
  return proposal.add('imageName', name, place);
}
