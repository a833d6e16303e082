import { ACTION_PINS, ActionPin } from '../catalogue/action-pins';
import { CI_IMAGES } from '../catalogue/ci-images';
import { InvalidValue, OptionProblems } from '../options/option-problems';
import { membersOf, OptionReader, structuresOf } from '../options/option-reader';
import { textOf } from '../options/text-values';
import { ImageReference } from './image-reference';

/** The pipeline of GitLab CI, with every default filled in. */
export interface GitlabChoices {
  /** Registry; that of the GitLab project when undefined. */
  readonly registry: string | undefined;
  readonly armRunnerTag: string;
  /** Reference of each image that jobs run in, by its name in the catalogue. */
  readonly jobImages: { readonly [name: string]: string };
}

const GITLAB_MEMBERS = ['registry', 'armRunnerTag', 'jobImages'];
const PIN = "{ action: 'actions/checkout', version: 'v7.0.1', sha: '…40 hexadecimal digits' }";

/** Reads the option `gitlab`; undefined where no such pipeline is wanted. */
export function gitlabChoices(given: unknown, problems: OptionProblems): GitlabChoices | undefined {
  if (given === undefined) return undefined;
  const members = membersOf('gitlab', given, problems, "a set of options, which may be empty: { registry: 'registry.example.com' }", GITLAB_MEMBERS);
  const read = new OptionReader(members, problems, 'gitlab.');
  const images = read.map('jobImages', jobImageName, (v) => ImageReference.parse(v).toString());
  return {
    registry: read.optional('registry', (v) => textOf('registry', v)),
    armRunnerTag: read.value('armRunnerTag', (v) => textOf('runnerTag', v), 'saas-linux-small-arm64'),
    jobImages: { ...Object.fromEntries(CI_IMAGES.map((image) => [image.name, image.reference])), ...images },
  };
}

/** Registry that GitLab's own projects publish to. */
const GITLAB_REGISTRY = 'registry.gitlab.com';

/**
 * The registry that the image is named by: the option, and where GitLab CI alone publishes, the one that it publishes to.
 * What is wrong with the options is said where they are read.
 */
export function imageRegistry(options: { readonly registry?: string; readonly buildWorkflow?: boolean; readonly gitlab?: object }): string | undefined {
  if (options.buildWorkflow !== false || options.gitlab === undefined) return options.registry;
  return gitlabChoices(options.gitlab, new OptionProblems())?.registry ?? options.registry ?? GITLAB_REGISTRY;
}

function jobImageName(value: unknown): string {
  const found = CI_IMAGES.find((image) => image.name === value);
  if (!found) throw new InvalidValue('no job runs in an image of that name', `One of ${CI_IMAGES.map((image) => image.name).join(', ')}`);
  return found.name;
}

/** Reads the option `actionPins`: the catalogue's pins with those of the user in their places. */
export function pinChoices(given: unknown, problems: OptionProblems): readonly ActionPin[] {
  const moved = structuresOf('actionPins', given, problems, PIN, ['action', 'version', 'sha']).flatMap(({ place, entry }) => {
    const read = <T>(member: string, reader: (value: unknown) => T): T | undefined => problems.attempt(`${place}.${member}`, entry[member], () => reader(entry[member]));
    const action = read('action', pinnedAction);
    const version = read('version', (v) => textOf('releaseTag', v));
    const sha = read('sha', (v) => textOf('commit', v));
    return action === undefined || version === undefined || sha === undefined ? [] : [{ place, action, version, sha }];
  });
  moved.forEach(({ place, action }, index) => {
    if (moved.findIndex((other) => other.action === action) < index) problems.add(`${place}.action`, action, 'it is pinned twice', 'Every action once');
  });
  return ACTION_PINS.map((pin) => {
    const own = moved.find(({ action }) => action === pin.action);
    return own ? { action: own.action, version: own.version, sha: own.sha } : pin;
  });
}

function pinnedAction(value: unknown): string {
  const found = ACTION_PINS.find((pin) => pin.action === value);
  if (!found) throw new InvalidValue('no generated workflow could use that action', `One of ${ACTION_PINS.map((pin) => pin.action).join(', ')}`);
  return found.action;
}
