import { readBake } from './parsers/bake-source';
import { buildCommand, isBake, isBuild, isPush, optionsOf, valuesOf as optionValues } from './parsers/build-command';
import { commandWords } from './parsers/plain-words';
import { StepSource } from './parsers/workflow-source';
import { Place, valuesOf } from './parsers/workflow-values';
import { directoryOf, pathIn } from './paths';
import type { RepositoryFiles } from './repository-files';

/** One build of an image, by an action, a command or a file of Bake. */
export interface Build {
  /** Path of the Dockerfile; undefined where the files do not show it. */
  readonly dockerfile?: string;
  /** The stage that is built; undefined for the last one. */
  readonly target?: string;
  /** Conditions of which each alone pushes the image: `true`, or an expression. */
  readonly pushes: readonly string[];
  /** Values of an option, by the name that `docker buildx build` gives it. */
  values(option: string): readonly string[];
}

/** A step, and where it is. */
type PlacedStep = Place & { readonly step: StepSource };

/** How an action says what it builds, and whether it pushes that. */
interface BuildAction {
  readonly push: 'input' | 'always' | 'never';
  /** Inputs that name the Dockerfile. */
  readonly files: readonly string[];
}

const BUILDX: BuildAction = { push: 'input', files: ['file'] };

/** Actions that build an image of a Dockerfile, in small letters. */
const BUILD_ACTIONS: { readonly [action: string]: BuildAction | undefined } = {
  'docker/build-push-action': BUILDX,
  'depot/build-push-action': BUILDX,
  'useblacksmith/build-push-action': BUILDX,
  'int128/kaniko-action': BUILDX,
  'redhat-actions/buildah-build': { push: 'never', files: ['containerfiles', 'dockerfiles'] },
  'mr-smithers-excellent/docker-build-push': { push: 'always', files: ['dockerfile'] },
  'elgohr/publish-docker-github-action': { push: 'always', files: ['dockerfile'] },
  'aevea/action-kaniko': { push: 'always', files: ['build_file'] },
  'whoan/docker-build-with-cache-action': { push: 'always', files: ['dockerfile'] },
};

const BAKE_ACTIONS = ['docker/bake-action', 'depot/bake-action'];

/** Actions that push what another step has built. */
const PUSH_ACTIONS = ['redhat-actions/push-to-registry', 'akhilerm/tag-push-action'];

/** Inputs of the actions whose names differ from those of options. */
const INPUTS: { readonly [option: string]: string | undefined } = { platform: 'platforms', attest: 'attests', output: 'outputs' };

export const BAKE_FILE = /(?:^|\/)docker-bake(?:\.override)?\.(?:hcl|json)$/;

/** What a step builds. */
export function buildsOf(files: RepositoryFiles, place: PlacedStep): Build[] {
  const action = place.step.action?.toLowerCase() ?? '';
  const kind = BUILD_ACTIONS[action];
  if (kind) return actionBuilds(place, kind);
  if (BAKE_ACTIONS.includes(action)) return bakedByAction(files, place);
  return commandBuilds(files, place);
}

/** Whether a step pushes an image that another one has built. */
export function pushesAlone({ step }: PlacedStep): boolean {
  return PUSH_ACTIONS.includes(step.action?.toLowerCase() ?? '') ||
    step.followed.some(({ command }) => !command.pattern && isPush(command.words) && !isBuild(command.words));
}

/** Values of an input, line by line. */
function inputOf(place: PlacedStep, name: string): string[] {
  const text = place.step.input(name)?.text;
  return text === undefined
    ? []
    : valuesOf(place, text).flatMap((value) => value.split('\n')).map((line) => line.trim()).filter((line) => line !== '');
}

function pushInputs(place: PlacedStep): string[] {
  const conditions = inputOf(place, 'push').filter((value) => !/^(?:false|no|off)$/i.test(value));
  return conditions.length > 0 || !inputOf(place, 'outputs').some(isPushed) ? conditions : ['true'];
}

function isPushed(output: string): boolean {
  return /\bpush=true\b|\btype=registry\b/.test(output);
}

function actionBuilds(place: PlacedStep, kind: BuildAction): Build[] {
  const contexts = inputOf(place, 'context').map((context) => (isLocal(context) ? context : ''));
  const named = kind.files.flatMap((input) => inputOf(place, input));
  const dockerfiles = named.length > 0
    ? named.map((file) => (isLocal(file) ? pathIn('', file) : undefined))
    : (contexts.length > 0 ? contexts : ['']).map((context) => pathIn(context, 'Dockerfile'));
  const targets = inputOf(place, 'target');
  const pushes = { input: pushInputs(place), always: ['true'], never: [] }[kind.push];
  return dockerfiles.flatMap((dockerfile) => (targets.length > 0 ? targets : [undefined]).map((target) => ({
    dockerfile, target, pushes, values: (option) => inputOf(place, INPUTS[option] ?? option),
  })));
}

/** Whether a text is neither an expression or variable nor an address. */
function isLocal(text: string): boolean {
  return !/\$|\{\{|:\/\//.test(text);
}

function bakedByAction(files: RepositoryFiles, place: PlacedStep): Build[] {
  const listOf = (name: string): string[] => inputOf(place, name).flatMap((line) => line.split(',')).map((one) => one.trim());
  const set = inputOf(place, 'set');
  const folder = [...inputOf(place, 'workdir'), ...inputOf(place, 'source')].filter(isLocal).pop() ?? '';
  const pushed = pushInputs(place);
  return bakeBuilds(files, folder, listOf('files'), listOf('targets'), set).map((build) =>
    ({ ...build, pushes: pushed.length > 0 ? pushed : build.pushes, values: withInputs(place, build) }));
}

/** What the action sets for all targets wins. */
function withInputs(place: PlacedStep, build: Build): Build['values'] {
  return (option) =>
    (['sbom', 'provenance', 'no-cache'].includes(option) && place.step.input(option) ? inputOf(place, option) : build.values(option));
}

/**
 * What a file of Bake builds.
 *
 * @param named its files; those of the folder where none is named
 * @param targets targets or groups; `default` where none is named
 * @param set values that replace those of the file: `*.platform=linux/amd64`
 */
export function bakeBuilds(
  files: RepositoryFiles,
  folder: string,
  named: readonly string[],
  targets: readonly string[],
  set: readonly string[] = [],
): Build[] {
  const chosen = named.length > 0
    ? named.map((file) => pathIn(folder, file.replace(/^cwd:\/\//, '')))
    : files.matching(BAKE_FILE).filter((path) => directoryOf(path) === pathIn('', folder));
  const sources = chosen.flatMap((path) => files.parsed(path, readBake) ?? []);
  const wanted = targets.length > 0 ? targets : ['default'];
  const found = sources.flatMap((source) => wanted.flatMap((name) => source.named(name)));
  const baked = found.length > 0 ? found : sources.flatMap((source) => source.targets);
  if (baked.length === 0) return [{ pushes: [], values: (option) => setValues(set, '*', option) }];
  return baked.map((target): Build => {
    const attribute = (name: string): readonly string[] => {
      const replaced = setValues(set, target.name, name);
      return replaced.length > 0 ? replaced : target.values(name);
    };
    const context = attribute('context').slice(-1)[0] ?? '.';
    const dockerfile = target.values('dockerfile-inline').length > 0
      ? undefined
      : pathIn(pathIn(folder, isLocal(context) ? context : ''), attribute('dockerfile').slice(-1)[0] ?? 'Dockerfile');
    return {
      dockerfile,
      target: attribute('target').slice(-1)[0],
      pushes: attribute('output').some(isPushed) ? ['true'] : [],
      values: (option) =>
        (option === 'sbom' || option === 'provenance'
          ? attestations(attribute('attest'), option)
          : attribute(option === 'platform' ? 'platforms' : option)),
    };
  });
}

function attestations(attests: readonly string[], type: string): string[] {
  return attests.filter((attest) => attest.includes(`type=${type}`)).map((attest) =>
    (/disabled=true/.test(attest) ? 'false' : attest.replace(new RegExp(`,?type=${type},?`), '') || 'true'));
}

/** Values that `set` gives an option of a target. */
function setValues(set: readonly string[], target: string, option: string): string[] {
  return set.flatMap((line) => {
    const [, name, key, value] = /^([^.=]+)\.([\w-]+)\+?=(.*)$/.exec(line) ?? [];
    return key?.replace(/s$/, '') === option.replace(/s$/, '') && (name === '*' || name === target) ? [value] : [];
  });
}

function commandBuilds(files: RepositoryFiles, place: PlacedStep): Build[] {
  const { workflow, job, step } = place;
  const own = [
    step.node.get('working-directory'),
    job.node.get('defaults', 'run', 'working-directory'),
    workflow.root.get('defaults', 'run', 'working-directory'),
  ].find((node) => node);
  let folder: string | undefined = isLocal(own?.text ?? '') ? pathIn('', own?.text ?? '') : undefined;
  return step.followed.flatMap(({ command }) => {
    const words = command.words.flatMap((word) => (word.includes('${{') ? valuesOf(place, word).slice(0, 1) : [word]));
    if (command.pattern) return [];
    if (/^(?:cd|pushd)$/.test(words[0] ?? '') && words[1] !== undefined) {
      folder = folder === undefined || !isLocal(words[1]) ? undefined : pathIn(folder, words[1]);
    }
    return isBake(words) ? bakedByCommand(files, folder ?? '', words) : isBuild(words) ? [commandBuild(words, folder)] : [];
  });
}

function bakedByCommand(files: RepositoryFiles, folder: string, words: readonly string[]): Build[] {
  const plain = commandWords(words);
  const targets = plain.slice(plain.indexOf('bake') + 1).filter((word, index, all) =>
    !word.startsWith('-') && !/^-(?:f|-file|-set|-metadata-file|-builder|-progress)$/.test(all[index - 1] ?? ''));
  const pushed = isPush(words) ? ['true'] : [];
  const values = (build: Build): Build['values'] => (option) => [...optionsOf(words, `--${option}`), ...build.values(option)];
  return bakeBuilds(files, folder, optionValues(words, '-f', '--file'), targets.filter(isLocal), optionsOf(words, '--set'))
    .map((build) => ({ ...build, pushes: pushed.length > 0 ? pushed : build.pushes, values: values(build) }));
}

/** @param folder where the command runs; undefined where that is not known */
function commandBuild(words: readonly string[], folder: string | undefined): Build {
  const build = buildCommand(words);
  const place = build === undefined || folder === undefined
    ? undefined
    : build.dockerfile ?? (isLocal(build.context) ? `${build.context}/Dockerfile` : undefined);
  return {
    dockerfile: place === undefined || !isLocal(place) ? undefined : pathIn(folder ?? '', place),
    target: build?.target,
    pushes: isPush(words) ? ['true'] : [],
    values: (option) =>
      [
        ...optionsOf(words, `--${option}`),
        ...(option === 'output' ? optionsOf(words, '-o') : []),
        ...(words.includes(`--${option}`) && /^(?:sbom|no-cache|provenance)$/.test(option) ? ['true'] : []),
      ],
  };
}
