import { fail, lacking, pass } from '../../check';
import { readEnvFile } from '../../parsers/env-file';
import { listed } from '../../sentences';
import { imageDockerfile } from '../dockerfile/subject';
import { ENV_FILES, repositoryCheck } from './subject';

export const envExample = repositoryCheck({
  id: 'env-example',
  title: '.env.example lists every setting of the image',
  guideItem: 17,
  section: 'Configuration file template',
  why: 'Whoever runs the image sees the settings without reading the scripts.',
  fix: 'List every variable that the Dockerfile declares in .env.example.',
  rcFix: 'In the rc file: remove .env.example from unmanagedFiles. The generated file passes.',
  verify: 'cp .env.example .env; docker compose config',
  run: (files) => {
    const path = files.near(ENV_FILES)[0];
    if (path === undefined) return lacking('.env.example');
    const entries = files.parsed(path, readEnvFile) ?? [];
    if (entries.length === 0) return fail(`${path} names no variable.`, [files.evidence(path, 1)]);
    const declared = (imageDockerfile(files)?.instructions ?? []).filter((i) => i.keyword === 'ENV')
      .flatMap((i) => i.pairs.map(([name]) => name)).filter((name) =>
        /^(?:PY)?SPARK_/.test(name) && !/^(?:SPARK_(?:HOME|VERSION|CONF_DIR)|SPARK_CONF_spark_\w+)$/.test(name));
    const missing = [...new Set(declared)].filter((name) => !entries.some((e) => e.name === name));
    if (missing.length > 0) return fail(`${path} leaves out ${listed(missing)}.`, [files.evidence(path, entries[0].line)]);
    return pass(`${path} names ${entries.length} variables.`, [files.evidence(path, entries[0].line, entries[entries.length - 1].line)]);
  },
});
