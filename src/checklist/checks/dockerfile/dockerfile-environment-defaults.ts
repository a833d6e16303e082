import { pass } from '../../check';
import { listed } from '../../sentences';
import { buildsSpark, dockerfileCheck, environmentOf, lacks, onDockerfile } from './subject';

/** What the guide wants to have a default, by the variables that set it. */
const CONFIGURATION: ReadonlyArray<readonly [what: string, variables: readonly string[]]> = [
  ['the mode', ['SPARK_MODE']],
  ['the address of the master', ['SPARK_MASTER_HOST', 'SPARK_MASTER_PORT']],
  ['the ports of the web UIs', ['SPARK_MASTER_WEBUI_PORT', 'SPARK_WORKER_WEBUI_PORT']],
  [
    'authentication, encryption and SSL',
    ['SPARK_RPC_AUTHENTICATION_ENABLED', 'SPARK_RPC_ENCRYPTION_ENABLED', 'SPARK_LOCAL_STORAGE_ENCRYPTION_ENABLED', 'SPARK_SSL_ENABLED'],
  ],
  ['the Python interpreter', ['PYSPARK_PYTHON']],
];

/** Variables that say how the image was made, or what every program needs: nobody sets them for a container. */
const OF_THE_BUILD = new RegExp(`^(?:${[
  'PATH', 'HOME', 'USER', 'UID', 'GID', 'SHELL', 'TERM', 'LANG(?:UAGE)?', 'LC_\\w+', 'DEBIAN_FRONTEND',
  '\\w*_(?:HOME|VERSION|PATH)', 'VERSION',
  'CLASSPATH', 'PYTHON(?:UNBUFFERED|DONTWRITEBYTECODE|PATH|IOENCODING|HASHSEED|FAULTHANDLER)', '(?:PIP|UV|POETRY|NPM_CONFIG)_\\w+',
].join('|')})$`);

export const dockerfileEnvironmentDefaults = dockerfileCheck({
  id: 'dockerfile-environment-defaults',
  title: 'Settings have defaults in the image, and containers can override them',
  guideItem: 6,
  section: 'Environment variables',
  why: 'A container runs without configuration, and the image lists what you can configure.',
  fix: 'Declare the variables with ENV in the last stage. ARG values are gone after the build.',
  rcFix:
    "In the rc file: environment: { SPARK_WORKER_MEMORY: '4g' } for settings of the image, project.dockerfile.addEnv('NAME', " +
    "'value') for your own variables.",
  verify: "docker inspect --format '{{join .Config.Env \"\\n\"}}' IMAGE lists them.",
  run: onDockerfile((subject) => {
    const { source, at } = subject;
    const declared = source.instructions.filter((i) => i.keyword === 'ENV');
    if (!buildsSpark(source)) {
      const settings = declared.filter((i) => i.pairs.some(([name]) => !OF_THE_BUILD.test(name)));
      return settings.length > 0
        ? pass('The image declares environment variables.', settings.map(at))
        : lacks(subject, 'The image declares no environment variable that is a setting.', declared.map(at));
    }
    const found = CONFIGURATION.map(([what, variables]) => ({
      what,
      missing: variables.filter((name) => !environmentOf(source, name)),
      by: variables.flatMap((name) => environmentOf(source, name)?.by ?? []),
    }));
    const missing = found.filter((f) => f.missing.length > 0);
    if (missing.length > 0) {
      return lacks(subject, `There is no default for ${listed(missing.flatMap((f) => f.missing))}.`, declared.map(at));
    }
    return pass(`There are defaults for ${listed(found.map((f) => f.what))}.`, [...new Set(found.flatMap((f) => f.by))].map(at));
  }),
});
