import { Command, Option } from 'commander';
import { Block, bullets, paragraph, raw, section, Section, shell, table } from '../markdown/blocks';
import { code, inline, rawInline } from '../markdown/inline';
import { renderMarkdown } from '../markdown/markdown-document';
import { SHELLS } from './commands/completion';
import { EXIT_STATUSES } from './exit-status';
import { LEVELS } from './report/report';
import { FIGURE_MEANINGS, WEIGHTS } from './report/score';
import { FORMATS } from './reporters/formats';

/** What the manual says of a command below its options. */
const MORE: { readonly [command: string]: readonly Block[] } = {
  check: [
    raw(`\`check\` tells an edited file from an outdated one with \`.projen/spark-image.json\`. This managed file contains a hash of every
file that was generated last. It runs the rc file in a copy, with the installed modules. It only reads the repository itself.

| State | What it means | Status |
| --- | --- | --- |
| \`edited\` | the file differs from the file that was generated last, and from the one that would be generated now | 2 |
| \`deleted\` | the file was generated, and somebody deleted it | 2 |
| \`outdated\` | nobody edited the file, but the rc file or the installed version now generates another text | 3 |
| \`missing\` | the rc file or the installed version generates a file that does not exist yet | 3 |
| \`left-over\` | the file is not generated any more | 3 |

\`--fix\` runs the projen of the repository, as \`npx projen\` does. It says which files it changed, and which checks fail since
then. \`--fix\` first copies an edited file to \`NAME.orig\`, or to \`NAME.orig.2\` and so on if that name is taken. Git ignores
the copies. If \`.projen/spark-image.json\` is missing, \`--fix\` copies each file that it changes.`),
  ],
  audit: [
    raw(`\`audit\` finds the files by itself: Dockerfiles by their names, compose files, workflows, entrypoints, \`.dockerignore\`, documents.
Each Dockerfile is an image, and \`audit\` judges it with the files nearest to it.

- If a workflow or a script builds a stage (\`target:\`, \`docker build --target\`), that stage is the image.
- If only a compose file builds the Dockerfile, the compose file decides which stage is the image.
- Several stages that are built are several images.
- If you name a single Dockerfile, only the checks that read a Dockerfile apply.

\`audit\` only reads:

- It runs nothing of a repository, not even git.
- It does not follow links that lead out of the repository, or links to directories.
- It leaves out files that git ignores and does not track.
- It names each file that it cannot read, with the line: a file over 1 MiB, a binary file, invalid YAML, an unknown instruction.
  It judges the other files.`),
  ],
  options: [
    raw(`[options.md](options.md) has the same texts. A member of an option has its path as name: \`scan.policy\`. Names may be written as error
messages write them: \`volumes[0].path\`. \`--format json\` writes \`{ "version": 1, "options": […] }\`; each entry has \`name\`, \`group\`,
\`type\`, \`meaning\`, \`default\`, \`allowed\` and, if an rc file can hold the value, \`example\`. The members of an option follow it.`),
  ],
  adopt: [
    raw(`\`adopt\` reads these facts, and says in which file it found each:

- versions, base image, packages, ports, user, environment, labels and volumes of the image
- the cluster of the compose file
- owner, registry, image name and licence

It checks the options together, and leaves out impossible ones with the reason. It lists what it cannot carry over, which files would
change, and the checklist before and after. It names secrets, but never shows them.

A generated repository makes one image. If \`adopt\` finds several images, it names all of them. \`--image\` chooses one by its
Dockerfile or by the Dockerfile's folder. The options of the other images are listed with what \`adopt\` cannot carry over.

If \`npx projen new\` replaced a Dockerfile, run \`adopt\` in the new repository. It reads each copy (\`NAME.orig\`) instead of the
generated file, and writes nothing.`),
  ],
};

const OF_MANY = `Each format reports a finding once. Findings in workflows, documents and compose files belong to the repository, and are not
repeated for each image. \`json\` has them in a report whose \`image\` is \`null\`, before the reports of the images.

- \`table\` shows the worst ten findings of a repository, counts the rest, and ends with the figures. \`--all\` shows everything.
- \`html\` begins with an overview if there are several repositories. The worst comes first, and each has a link.
- \`sarif\` has a run with its own category for each repository. Paths are relative to the repository. For a folder that is no repository
  and lies in the current directory, paths begin with that folder. GitHub accepts 20 runs in one file, and shows 5,000 results of a run.
  A notification in the last run names what is left out.
- \`markdown\` stays within the 65,536 characters of a comment on GitHub, and says what it left out.`;

const EXAMPLES: { readonly [command: string]: readonly string[] } = {
  check: ['npx spark-image check', 'npx spark-image check --fix', 'npx spark-image check --format markdown --output comment.md'],
  audit: [
    'npx spark-image audit',
    'npx spark-image audit repositories/*/ --quiet',
    'npx spark-image audit --format sarif --output results.sarif --fail-on recommended',
    'npx spark-image audit --format html --output report.html --history results/*.json',
    'npx spark-image audit repositories/*/ --format html --output all.html',
  ],
  explain: ['npx spark-image explain dockerfile-numeric-user', 'npx spark-image explain'],
  options: ['npx spark-image options', 'npx spark-image options scan.policy compose', 'npx spark-image options --format json'],
  adopt: [
    'npx spark-image adopt ../our-spark',
    'npx spark-image adopt ../our-spark --write',
    'npx spark-image adopt ../our-images --image spark/Dockerfile',
  ],
  pin: ['npx spark-image pin spark-image-project@1.0.0 spark-image-project@1.1.0 && npx projen'],
  completion: Object.values(SHELLS),
};

/** The manual, made from the definitions of the commands. */
export function commandReference(program: Command): string {
  return renderMarkdown({
    title: program.name(),
    blocks: [
      paragraph(program.description()),
      { kind: 'contents', depth: 3 },
      section('Commands', ...program.commands.filter((c) => c.name() !== 'help').map(commandSection)),
      section(
        'Formats',
        table(['Format', 'What it is'], Object.entries(FORMATS).map(([name, { meaning }]) => [code(name), meaning])),
        raw(OF_MANY),
      ),
      section(
        'Exit statuses',
        table(['Status', 'Meaning'], EXIT_STATUSES.map(({ status, meaning }) => [String(status), rawInline(meaning)])),
      ),
      levelSection(),
      configSection(),
      section('Environment', bullets([
        inline`${code('NO_COLOR')}, ${code('FORCE_COLOR')}: no colours, or colours even without a terminal`,
        inline`${code('COLUMNS')}: characters in a line if there is no terminal`,
        inline`${code('DEBUG')}: shows the stack of an unexpected error`,
      ])),
    ],
  });
}

function commandSection(command: Command): Section {
  const help = command.createHelp();
  const options = help.visibleOptions(command).filter((option) => option.long !== '--help');
  return section(command.name(),
    paragraph(command.description()),
    shell(`spark-image ${command.name()} ${command.usage()}`),
    ...(options.length > 0
      ? [table(['Option', 'Meaning', 'Default'], options.map((option) => [code(option.flags), meaningOf(option), defaultOf(option)]))]
      : []),
    ...(MORE[command.name()] ?? []),
    paragraph('For example:'),
    shell(...(EXAMPLES[command.name()] ?? [])),
  );
}

function meaningOf(option: Option): string {
  if (String(option.argChoices) === String(Object.keys(FORMATS))) return `format of the results: ${Object.keys(FORMATS).join(', ')}; see Formats`;
  return `${option.description}${option.argChoices ? ` (${option.argChoices.join(', ')})` : ''}`;
}

function defaultOf({ defaultValue, defaultValueDescription }: Option): string {
  return defaultValueDescription ?? (defaultValue === undefined || typeof defaultValue === 'boolean' ? '' : String(defaultValue));
}

function levelSection(): Section {
  return section('Levels and figures',
    table(['Level', 'What a failure does', 'Weight'], LEVELS.map((level, index) => [
      code(level),
      [
        'it alone puts secrets, machines or users at risk',
        'the repository misses something that the checklist of the guide demands',
        'the repository misses something that makes an image even better',
      ][index],
      String(WEIGHTS[level]),
    ])),
    bullets(FIGURE_MEANINGS),
    raw(`"The guide" is the text whose [summary checklist](checklist.md#summary-checklist) the checks cover. A check that cannot tell never
decides the exit status. The ids of checks are stable: an id is never used for another check.`),
  );
}

function configSection(): Section {
  return section('Configuration file',
    raw(`\`.spark-image.yml\` at the top of a repository contains its settings. Options on the command line override it, and \`--no-config\`
ignores it. A skip needs a reason and a last day. From the next day on, the failure counts again, and the results say so.`),
    {
      kind: 'code',
      language: 'yaml',
      text:
        'failOn: recommended        # essential, recommended, advanced or none\nonly: ["dockerfile-*"]     # the only checks that are ' +
        'run\nskip:\n  - id: dockerfile-base-digest\n    reason: the mirror has no digests yet\n    expires: 2027-03-31',
    },
    raw('`assets/schemas/config.schema.json` is the schema of this file, `assets/schemas/results.schema.json` that of `--format json`.'),
  );
}
