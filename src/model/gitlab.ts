import { CI_IMAGES } from '../catalogue/ci-images';
import { group, map, Option, text } from '../options/option';
import { InvalidValue, OptionProblems } from '../options/option-problems';
import { ImageReference } from './image-reference';

/** The pipeline of GitLab CI, with every default filled in. */
export interface Gitlab {
  /** Registry; that of the GitLab project when undefined. */
  readonly registry: string | undefined;
  readonly armRunnerTag: string;
  /** Reference of each image that jobs run in, by its name in the catalogue. */
  readonly jobImages: { readonly [name: string]: string };
}

const CATALOGUE = Object.fromEntries(CI_IMAGES.map((image) => [image.name, image.reference]));

const MEMBERS = group({
  registry: text('registry'),
  armRunnerTag: text('runnerTag').or('saas-linux-small-arm64'),
  jobImages: map(jobImageName, (given) => ImageReference.parse(given).toString()).as((own) => ({ ...CATALOGUE, ...own })),
}, "a set of options, which may be empty: { registry: 'registry.example.com' }");

/** The option `gitlab`; undefined where no such pipeline is wanted. */
export const GITLAB_PIPELINE: Option<Gitlab | undefined> = new Option(
  (given, place, problems) => (given === undefined ? undefined : MEMBERS.read(given, place, problems)), MEMBERS.facts,
);

/** Registry that GitLab's own projects publish to. */
const GITLAB_REGISTRY = 'registry.gitlab.com';

/** The registry that the image is named by: the option, and if GitLab CI alone publishes, the one that it publishes to. */
export function imageRegistry(
  options: { readonly registry?: string; readonly buildWorkflow?: boolean; readonly gitlab?: object },
): string | undefined {
  if (options.buildWorkflow !== false || options.gitlab === undefined) return options.registry;
  // What is wrong with the option is noted where the pipeline is read.
  return GITLAB_PIPELINE.read(options.gitlab, 'gitlab', new OptionProblems())?.registry ?? options.registry ?? GITLAB_REGISTRY;
}

function jobImageName(given: unknown): string {
  const found = CI_IMAGES.find((image) => image.name === given);
  if (!found) throw new InvalidValue('no job runs in an image of that name', `One of ${CI_IMAGES.map((image) => image.name).join(', ')}`);
  return found.name;
}
