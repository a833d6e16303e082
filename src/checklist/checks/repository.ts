import { Check, Evidence, fail, notApplicable, pass, unknown } from '../check';
import { readDockerignore } from '../parsers/dockerignore-source';
import { readEnvFile } from '../parsers/env-file';
import { readRequirements } from '../parsers/requirements-source';
import { RepositoryFiles } from '../repository-files';
import { imageDockerfile, listed } from './subject';
import { ECOSYSTEMS, UpdateBot, updateBots } from './update-bots';

const ENV_FILES = /^(?:\.env\.(?:example|sample|template|dist)|env\.example)$/;

const envExample: Check = {
  id: 'env-example',
  title: 'An example of .env names every setting of the image',
  guideItem: 17,
  section: 'Configuration file template',
  level: 'essential',
  references: [],
  why: 'Who runs the image sees what can be set without reading the scripts.',
  fix: 'List every variable that the Dockerfile declares in .env.example.',
  verify: 'cp .env.example .env; docker compose config',
  run: (files) => {
    const path = files.near(ENV_FILES)[0];
    if (path === undefined) return fail('There is no .env.example.');
    const entries = files.parsed(path, readEnvFile) ?? [];
    if (entries.length === 0) return fail(`${path} names no variable.`, [files.evidence(path, 1)]);
    const declared = (imageDockerfile(files)?.instructions ?? []).filter((i) => i.keyword === 'ENV').flatMap((i) => i.pairs.map(([name]) => name)).filter((name) => /^(?:PY)?SPARK_/.test(name) && !/^(?:SPARK_(?:HOME|VERSION|CONF_DIR)|SPARK_CONF_spark_\w+)$/.test(name));
    const missing = [...new Set(declared)].filter((name) => !entries.some((e) => e.name === name));
    if (missing.length > 0) return fail(`${path} leaves out ${listed(missing)}.`, [files.evidence(path, entries[0].line)]);
    return pass(`${path} names ${entries.length} variables.`, [files.evidence(path, entries[0].line, entries[entries.length - 1].line)]);
  },
};

const envDocumented: Check = {
  id: 'env-example-documented',
  title: 'Every variable of the example is explained',
  guideItem: 17,
  section: 'Configuration file template',
  level: 'essential',
  references: [],
  why: 'A name alone does not say what happens.',
  fix: 'Put a comment with the meaning above every variable of .env.example.',
  verify: 'Read .env.example.',
  run: (files) => {
    const path = files.near(ENV_FILES)[0];
    if (path === undefined) return fail('There is no .env.example.');
    const entries = files.parsed(path, readEnvFile) ?? [];
    const silent = entries.filter((e, index) => !saysSomething(e.comment) && !saysSomething(/\s#\s*(.*)$/.exec(e.value)?.[1] ?? '') && !(index > 0 && entries[index - 1].line === e.line - 1 && saysSomething(entries[index - 1].comment)));
    if (entries.length === 0 || silent.length > 0) return fail(`${path} does not explain ${listed(silent.slice(0, 5).map((e) => e.name)) || 'anything'}.`, silent.map((e) => files.evidence(path, e.line)));
    return pass('Every variable has a comment.', [files.evidence(path, entries[0].line, entries[entries.length - 1].line)]);
  },
};

/** Whether a comment has words: a line that divides has none. */
function saysSomething(comment: string): boolean {
  return /\w{2}/.test(comment);
}

const envNotCommitted: Check = {
  id: 'env-not-committed',
  title: '.env stays out of version control',
  section: 'Configuration file template',
  level: 'advanced',
  references: ['CIS Docker 4.10'],
  why: 'The secrets of one place do not end up in the history of the repository.',
  fix: 'Add .env to .gitignore.',
  verify: 'git check-ignore .env prints .env.',
  run: (files) => {
    if (files.text('.env') !== undefined) return fail('.env is one of the files of the repository.', [files.evidence('.env', 1)]);
    const lines = (files.text('.gitignore') ?? '').split(/\r?\n/);
    // For a file at the top git's patterns and the builder's mean the same.
    const decision = readDockerignore(lines.map((line) => line.replace(/^(!?)\//, '$1')).join('\n')).decide('.env');
    if (!decision.ignored || decision.line === undefined) return fail('.gitignore does not keep .env out.');
    return pass('.gitignore keeps .env out.', [files.evidence('.gitignore', decision.line)]);
  },
};

const requirements: Check = {
  id: 'requirements-pinned',
  title: 'requirements.txt names an exact version of every package, PySpark among them',
  guideItem: 20,
  section: 'Requirements management',
  level: 'essential',
  references: ['OpenSSF Scorecard: Pinned-Dependencies'],
  why: 'The same files install the same packages tomorrow.',
  fix: 'Write pyspark==3.5.6, and every other package the same way.',
  verify: 'pip install --dry-run --requirement requirements.txt names the versions.',
  run: (files) => {
    const path = files.near(/^requirements\.txt$/)[0];
    const lines = path === undefined ? undefined : files.parsed(path, readRequirements);
    if (path === undefined || !lines) return fail('There is no requirements.txt.');
    if (lines.length === 0) return fail(`${path} names no package.`, [files.evidence(path, 1)]);
    const loose = lines.filter((l) => l.version === undefined);
    if (loose.length > 0) return fail(`${listed(loose.map((l) => l.name))} has no exact version.`, loose.map((l) => files.evidence(path, l.line)));
    const pyspark = lines.find((l) => l.name.toLowerCase() === 'pyspark');
    if (!pyspark) return fail(`${path} does not name pyspark.`, [files.evidence(path, lines[0].line)]);
    return pass(`${path} demands pyspark ${pyspark.version}.`, lines.map((l) => files.evidence(path, l.line)));
  },
};

const dependabot: Check = {
  id: 'dependabot',
  title: 'Newer actions and base images are proposed by themselves',
  section: 'Supply chain',
  level: 'advanced',
  references: ['OpenSSF Scorecard: Dependency-Update-Tool', 'OWASP Docker D02', 'Docker Scout: no outdated base image'],
  why: 'What is pinned does not grow old.',
  fix: 'Configure Dependabot for github-actions and docker, or Renovate for github-actions and dockerfile, and let them wait some days.',
  verify: 'Insights, Dependency graph, Dependabot shows its runs; Renovate shows its own in an issue, the dependency dashboard; Actions shows those of a workflow.',
  run: (files) => {
    const bots = updateBots(files);
    if (bots.length === 0) return fail('Neither Dependabot nor Renovate is configured, and no workflow upgrades on a schedule.');
    const missing = ECOSYSTEMS.filter((ecosystem) => !bots.some((bot) => bot.looksAt.includes(ecosystem)));
    const evidence = (of: readonly UpdateBot[]): Evidence[] => of.flatMap((bot) => bot.evidence);
    const working = bots.filter((bot) => bot.looksAt.length > 0);
    if (missing.length === 0) return pass(`Newer actions and base images are proposed by ${listed(working.map((bot) => bot.name))}.`, evidence(working));
    const unread = bots.find((bot) => bot.problem !== undefined);
    if (unread?.problem !== undefined) return unknown(unread.problem, unread.evidence);
    return fail(`${bots.map((bot) => bot.off ?? `${bot.name} does not look at ${listed(missing)}`).join('; ')}.`, evidence(bots));
  },
};

const licence: Check = {
  id: 'license',
  title: 'The repository says under which licence it is',
  section: 'Documentation',
  level: 'advanced',
  references: ['OpenSSF Scorecard: License'],
  why: 'Without a licence nobody may use what stands there.',
  fix: 'Add a file LICENSE.',
  verify: 'GitHub names the licence beside the files.',
  run: (files) => {
    const path = files.matching(/^(?:LICEN[CS]E(?:-[\w.-]+?)?|COPYING|LICENSES\/[^/]+)(?:\.(?:md|txt|rst))?$/)[0];
    return path !== undefined && (files.text(path) ?? '').trim() !== '' ? pass(`The licence is in ${path}.`, [files.evidence(path, 1)]) : fail('There is no LICENSE.');
  },
};

const noBinaries: Check = {
  id: 'no-binaries',
  title: 'No program or archive is committed',
  section: 'Supply chain',
  level: 'advanced',
  references: ['OpenSSF Scorecard: Binary-Artifacts'],
  why: 'Nobody can review what is in it.',
  fix: 'Fetch it while the image is built, and check its checksum.',
  verify: "git ls-files | grep -E '\\.(jar|tgz|zip|whl)$' finds nothing.",
  run: (files: RepositoryFiles) => {
    const found = files.matching(/\.(?:jar|war|class|so|exe|dll|tgz|tar(?:\.\w+)?|[gx]z|bz2|zst|zip|7z|whl|egg|pyc)$/i);
    if (found.length > 0) return fail(`${listed(found)} is no source.`, found.map((path) => files.evidence(path, 1)));
    const dockerfile = imageDockerfile(files);
    const stage = dockerfile?.stages[0];
    return dockerfile && stage ? pass('No program or archive is among the files.', [files.evidence(dockerfile.path, stage.from.startLine, stage.from.endLine)]) : notApplicable('There is no image.');
  },
};

/** Checks of the other files of the repository. */
export const REPOSITORY_CHECKS: readonly Check[] = [envExample, envDocumented, envNotCommitted, requirements, dependabot, licence, noBinaries];
