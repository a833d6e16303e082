import { Command, Option } from 'commander';
import { Block, bullets, paragraph, raw, section, Section, shell, table } from '../markdown/blocks';
import { code, inline, rawInline } from '../markdown/inline';
import { renderMarkdown } from '../markdown/markdown-document';
import { SHELLS } from './commands/completion';
import { EXIT_STATUSES } from './exit-status';
import { LEVELS } from './report/report';
import { FIGURE_MEANINGS, WEIGHTS } from './report/score';
import { FORMATS } from './reporters/formats';

/** What stands beside the options of a command. */
const MORE: { readonly [command: string]: readonly Block[] } = {
  check: [
    raw(`An edit by hand is told apart from a file that is merely out of date by \`.projen/spark-image.json\`, a managed file that
holds the hash of everything that was generated last. The rc file is run in a copy, with the installed modules; the
repository itself is only read.

| State | What is the case | Status |
| --- | --- | --- |
| \`edited\` | the file is neither what was generated last, nor what would be generated now | 2 |
| \`deleted\` | it was generated, and is gone | 2 |
| \`outdated\` | it is what was generated last, but the rc file or the installed version gives something else now | 3 |
| \`missing\` | the rc file or the installed version gives a file that was not generated yet | 3 |
| \`left-over\` | it is not generated any more | 3 |

\`--fix\` runs the projen of the repository, as \`npx projen\` does. It says which files it changed, and which checks fail since
then. What somebody wrote is copied first to \`NAME.orig\`, or to \`NAME.orig.2\` and so on if that name is taken; git ignores
the copies. If the record is missing, nobody can tell an edit from an old file: each file that changes is copied.`),
  ],
  audit: [
    raw(`It finds the files by itself: Dockerfiles by their names, compose files, workflows, entrypoints, \`.dockerignore\`, documents.
Each Dockerfile is an image, and is judged with the files nearest to it. Where a workflow or a script builds a stage
(\`target:\`, \`docker build --target\`), that stage is the image; a compose file decides it where nothing else builds the
Dockerfile, and several stages are several images. A Dockerfile that is given alone is judged by what
it can show; every other check does not apply.

It only reads. Nothing of a repository is run, not even git; links out of it, and links to directories, are not followed;
what git ignores and does not track is left out. What cannot be read (more than 1 MiB, not text, no valid YAML, a line that
is no instruction) is named with its line, and the rest is judged all the same.`),
  ],
  options: [
    raw(`[options.md](options.md) has the same texts. A member of an option has its path as name: \`scan.policy\`. Names may be written as error
messages write them: \`volumes[0].path\`. \`--format json\` writes \`{ "version": 1, "options": […] }\`; each entry has \`name\`, \`group\`,
\`type\`, \`meaning\`, \`default\`, \`allowed\` and, if an rc file can hold the value, \`example\`. The members of an option follow it.`),
  ],
  adopt: [
    raw(`It reads versions, base image, ports, user, environment, packages, labels, volumes, the cluster of the compose file, owner,
registry, image name and licence, each with its place, and checks the options together: what cannot be is left out, with
the reason. It lists what could not be carried over, which files would change, and the checklist before and after.
Secrets are named, never shown.

A generated repository makes one image. Where several are found, all are named, \`--image\` chooses one by its Dockerfile or the
folder of it, and what the options of the others would be is listed with what could not be carried over.

If \`npx projen new\` replaced a Dockerfile, run \`adopt\` in the new repository. It reads each copy (\`NAME.orig\`) in place of the
generated file, and writes nothing.`),
  ],
};

const OF_MANY = `Each format tells a finding once. What holds for a repository (its workflows, documents and compose files) is not repeated for
each of its images; \`json\` has it in a report whose \`image\` is \`null\`, before those of the images.

- \`table\` shows the worst ten findings of a repository, counts the rest, and ends with the figures. \`--all\` shows everything.
- \`html\` begins with an overview of several repositories, the worst first, that leads to each.
- \`sarif\` has a run for each repository, with a category of its own. Paths are relative to the repository, and for a folder inside
  the directory of the call, which is no repository itself, they begin with that folder. GitHub takes 20 runs of one file, and shows
  5,000 results of a run: a notification in the last run names what was left out.
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

/** The manual: made from the definitions of the commands, so that it cannot say anything else than they do. */
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
        inline`${code('NO_COLOR')}, ${code('FORCE_COLOR')}: without colours, or with them where there is no terminal`,
        inline`${code('COLUMNS')}: columns of a line where there is no terminal`,
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
  if (String(option.argChoices) === String(Object.keys(FORMATS))) return `how the results are written: ${Object.keys(FORMATS).join(', ')}; see Formats`;
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
        'it puts secrets, machines or users at risk by itself',
        'it misses what the guide asks for',
        'it misses what makes an image better still',
      ][index],
      String(WEIGHTS[level]),
    ])),
    bullets(FIGURE_MEANINGS),
    raw(`The guide is the one whose summary checklist stands in [checklist.md](checklist.md#summary-checklist). A check that cannot tell
never decides the exit status. Ids of checks are public: they are never used for something else.`),
  );
}

function configSection(): Section {
  return section('Config file',
    raw(`\`.spark-image.yml\` at the top of a repository holds its choices; what is typed comes first, and \`--no-config\` reads none. A
skip needs a reason and a last day: from the day after, the failure counts again and is announced.`),
    {
      kind: 'code',
      language: 'yaml',
      text:
        'failOn: recommended        # essential, recommended, advanced or none\nonly: ["dockerfile-*"]     # the only checks that are ' +
        'run\nskip:\n  - id: dockerfile-base-digest\n    reason: the mirror has no digests yet\n    expires: 2027-03-31',
    },
    raw('`assets/schemas/config.schema.json` describes it, and `assets/schemas/results.schema.json` what `--format json` writes.'),
  );
}
