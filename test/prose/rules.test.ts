import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { describeWith } from '../tools/needed-programs';
import { tool } from '../tools/tool';
import { textsOfComments, textsOfScript, textsOfSource } from './texts';
import { Alert, alertsOf } from './vale';

jest.setTimeout(900_000);

/** What a rule finds, and what it leaves alone. */
interface RuleCases {
  readonly bad: readonly string[];
  readonly good: readonly string[];
}

const LONG = 'The build downloads the archive of Spark from the mirror, verifies the signature with the key that the rc file names, unpacks the archive into the builder stage, and then copies the files.';

const RULES: { readonly [rule: string]: RuleCases } = {
  SentenceLength: {
    bad: [LONG, `- ${LONG}`, `| What | Why |\n| --- | --- |\n| Spark | ${LONG} |`],
    good: ['The build downloads the archive of Spark. It verifies the signature, and unpacks the archive into the builder stage. Then it copies the files into the image.'],
  },
  Constructions: {
    bad: [
      'It prints the digest, by which the image is known.', 'The stage of its own is small.', 'Put sections of your own there.', 'It runs all the same.',
      'It is otherwise empty.', 'It serves clients of 3.5.', 'So is a driver.', 'Capitals are told apart.', 'A file that is none, is left out.', 'The key stands in the rc file.',
      'What it amounts to is small.', 'The image is built anew.', 'An update mends the finding.', 'The archive takes some 75 MB.',
    ],
    good: [
      'The digest identifies the image.', 'The stage has its own user.', 'The standalone cluster runs.', 'The amount of memory is 4 GiB.', 'Spark reads the standard input.',
      'None of the checks failed.', 'The archive takes about 75 MB.', 'See the recommended settings.',
    ],
  },
  Conditions: {
    bad: ['A port is needed only where a firewall is.', 'The name is used, where it differs from the host.', 'The archive fails, where no key is given.'],
    good: ['The check shows where the line is.', 'Set the place where Spark keeps tables.', 'If there is a firewall, open the port.'],
  },
  Fillers: {
    bad: ['Simply run the command.', 'Just run it.', 'It is easy to change.', 'Please set a secret.', 'Of course the build fails.'],
    good: ['Run the command.', 'The adjustable port is 8080.'],
  },
  Terms: {
    bad: ['Set the env var.', 'Give a build arg.', 'Read the config file.', 'The filesystem is read-only.', 'Clone the repo.'],
    good: ['Set the environment variable.', 'Give a build argument.', 'The file system is read-only.', 'The report names the repository.'],
  },
  Guide: {
    bad: ['The items of the guide are met.'],
    good: ['The items of [the guide](checklist.md) are met.', 'The migration guide is long.'],
  },
};

test('every rule has cases', () => {
  const styles = readdirSync(path.join(__dirname, 'styles/Plain')).map((file) => file.replace('.yml', ''));
  expect(Object.keys(RULES).sort()).toEqual(styles.sort());
});

const program = tool('vale') ?? '';

describeWith([], 'the rules', () => {
  const cases = Object.entries(RULES).flatMap(([rule, { bad, good }]) => [
    ...bad.map((text) => ({ rule, text, found: true })), ...good.map((text) => ({ rule, text, found: false })),
  ]);
  let alerts: Alert[];

  beforeAll(() => {
    alerts = alertsOf(program, new Map(cases.map(({ text }, index) => [String(index), text])));
  });

  test.each(cases.map((each, index) => ({ ...each, index })))('$rule: $text', ({ rule, found, index }) => {
    const rules = alerts.filter(({ document }) => document === String(index)).map((alert) => alert.rule);
    expect([...new Set(rules)]).toEqual(found ? [rule] : []);
  });
}, program !== '');

describe('what is read of a file', () => {
  test('docstrings of what is public, and texts of the source', () => {
    const source = '/** What the option is for. @internal no */\nclass Hidden {}\n/**\n * Number of workers.\n * @default - one of them\n */\nconst words = `The value ${x} is wrong: ` + \'write a whole number.\';\nconst path = \'a/b\';\n';
    expect(textsOfSource(source, true).split('\n').filter((line) => line !== '')).toEqual([
      'Number of workers.', 'one of them', 'The value X is wrong: write a whole number.',
    ]);
    expect(textsOfSource(source, false)).toMatch(/^\n+The value X is wrong: write a whole number\.$/);
  });

  test('what a script says, and comments of a generated file', () => {
    expect(textsOfScript('# "The words of a comment are left out."\nfail "the file $1 is not there: name another one"\n').trim())
      .toBe('the file X is not there: name another one');
    expect(textsOfComments('# The first line of the comment\n# and the second line of it.\nRUN id\n# short\n').trim())
      .toBe('The first line of the comment and the second line of it.');
  });
});
