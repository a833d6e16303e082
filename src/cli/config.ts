import * as path from 'node:path';
import { readYaml, YamlNode } from '../checklist/parsers/yaml-source';
import { isDay } from '../options/days';
import { CommandFailure } from './exit-status';
import { readText } from './folder/read-text';
import { demandCheck } from './report/check-lookup';
import { LEVELS } from './report/report';
import { Skip } from './report/skip';

/** The file in which a repository keeps its choices; `assets/schemas/config.schema.json` describes it. */
export const CONFIG_FILE = '.spark-image.yml';

/** Choices of a repository. */
export interface Config {
  readonly failOn?: FailOn;
  readonly only: readonly string[];
  readonly skip: readonly Skip[];
}

/** That of a repository without a choice. */
export const NO_CONFIG: Config = { only: [], skip: [] };

/** The least important level whose failures end with a status of their own. */
export type FailOn = (typeof FAIL_ON)[number];

/** What `failOn` can be. */
export const FAIL_ON = [...LEVELS, 'none'] as const;

const KEYS = ['failOn', 'only', 'skip'];
const SKIP_KEYS = ['id', 'reason', 'expires'];
const SKIP_EXAMPLE = '{ id: dockerfile-base-digest, reason: why, expires: 2026-12-31 }';

/**
 * Reads a config file.
 *
 * @param file its path
 * @throws CommandFailure for one that cannot be read or says something unknown; the message names the line
 */
export function readConfig(file: string): Config {
  const { text, reason } = readText(file);
  if (text === undefined) throw new CommandFailure(`${file} ${reason}.`);
  const source = readYaml(text, path.basename(file));
  if (source.problem !== undefined) throw new CommandFailure(`${file}:${source.problemLine ?? 1}: it is no valid YAML: ${source.problem}`);
  return source.root === undefined ? NO_CONFIG : new ConfigReader(file).read(source.root);
}

class ConfigReader {
  constructor(private readonly file: string) {}

  read(root: YamlNode): Config {
    this.demandKeys(root, KEYS, 'the file');
    const failOn = root.get('failOn');
    return {
      failOn: failOn && this.failOn(failOn),
      only: this.list(root, 'only', '[dockerfile-healthcheck]').map((item) => this.id(item)),
      skip: this.list(root, 'skip', `[${SKIP_EXAMPLE}]`).map((item) => this.skip(item)),
    };
  }

  /** Whatever is no list would be passed over in silence. */
  private list(root: YamlNode, key: string, example: string): readonly YamlNode[] {
    const node = root.get(key);
    if (node === undefined || node.content.kind === 'list') return node?.items ?? [];
    return this.wrong(node, `${key} is no list. Write: ${key}: ${example}`);
  }

  private failOn(node: YamlNode): FailOn {
    const found = FAIL_ON.find((level) => level === node.text);
    return found ??
      this.wrong(
        node,
        `failOn ${node.text === undefined ? 'names no level' : `= ${JSON.stringify(node.text)}`}: write ` +
          `${FAIL_ON.slice(0, -1).join(', ')} or ${FAIL_ON[FAIL_ON.length - 1]}`,
      );
  }

  private skip(node: YamlNode): Skip {
    this.demandKeys(node, SKIP_KEYS, 'a skip');
    const [id, reason, expires] = SKIP_KEYS.map((key) => node.get(key) ?? this.wrong(node, `a skip needs ${key}. Write: ${SKIP_EXAMPLE}`));
    return this.checked(node, { id: this.id(id), reason: reason.text ?? '', expires: expires.text ?? '' });
  }

  private checked(node: YamlNode, skip: Skip): Skip {
    const problem = skipProblem(skip);
    return problem === undefined ? skip : this.wrong(node, problem);
  }

  private id(node: YamlNode): string {
    const id = node.text ?? this.wrong(node, 'an id of a check is text');
    demandCheck(id, `${this.file}:${node.startLine}`);
    return id;
  }

  private demandKeys(node: YamlNode, known: readonly string[], what: string): void {
    if (!node.isMap) this.wrong(node, `${what} holds keys and values: ${known.join(', ')}`);
    for (const [key, value] of node.entries) {
      if (!known.includes(key)) {
        this.wrong(value, `"${key}" is unknown; ${what} can have ${known.join(', ')}`);
      }
    }
  }

  private wrong(node: YamlNode, problem: string): never {
    throw new CommandFailure(`${this.file}:${node.startLine}: ${problem}.`);
  }
}

/** What is wrong with a skip; undefined where nothing is. */
export function skipProblem({ reason, expires }: Skip): string | undefined {
  if (reason.trim() === '') return 'a skip needs a reason, for those who meet it later';
  return isDay(expires) ? undefined : `expires = ${JSON.stringify(expires)}: a skip ends on a day, written as 2026-12-31`;
}
