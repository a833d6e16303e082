/** The same repository as a template of copier: its files with variables in them, in a git repository with a tag. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CACHE } from '../../scripts/pack.mjs';
import { emptyFolder } from './fixtures.mjs';
import { benchEnvironment } from './measure.mjs';

export const COPIER_VERSION = '9.19.1';

/** What the template asks for, and the text that each answer stands for in our files. */
const QUESTIONS = { spark_version: '3.5.3', base_image: 'ubuntu:22.04', master_port: '7077', master_ui_port: '8080', worker_ui_port: '8081', user_id: '1001' };

/** Delimiters that none of our files holds: shell, Go templates and workflows use Jinja's own. */
const MARK = { open: '@@{', close: '}@@' };

const SETTINGS = `_templates_suffix: ""
_answers_file: .copier-answers.yml
_envops:
  variable_start_string: "${MARK.open}"
  variable_end_string: "${MARK.close}"
  block_start_string: "@@%"
  block_end_string: "%@@"
  comment_start_string: "@@#"
  comment_end_string: "#@@"
  keep_trailing_newline: true
`;

/** The program, in a virtual environment of its own. */
export function copierProgram(say) {
  const environment = path.join(CACHE, 'bench', `copier-${COPIER_VERSION}`);
  const program = path.join(environment, 'bin', 'copier');
  if (existsSync(program)) return program;
  say(`   Installing copier ${COPIER_VERSION} …`);
  emptyFolder(environment);
  execFileSync('python3', ['-m', 'venv', environment], { stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync(path.join(environment, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `copier==${COPIER_VERSION}`], { stdio: ['ignore', 'ignore', 'inherit'] });
  return program;
}

/**
 * @param {{ [file: string]: string }} artifacts texts by path
 * @returns {string} a git repository made from the template, everything committed
 */
export function makeCopierRepository(folder, program, artifacts) {
  const template = emptyFolder(path.join(folder, 'template'));
  const repository = path.join(folder, 'repository');
  write(template, 'copier.yml', SETTINGS + Object.entries(QUESTIONS).map(([name, answer]) => `${name}:\n  type: str\n  default: "${answer}"\n`).join(''));
  write(template, '.copier-answers.yml', `# Changes here will be overwritten by Copier\n${MARK.open} _copier_answers|to_nice_yaml ${MARK.close}`);
  for (const [file, text] of Object.entries(artifacts)) write(template, file, templateOf(file, text));
  commit(template);
  execFileSync('git', ['tag', 'v1.0.0'], { cwd: template, env: benchEnvironment() });
  emptyFolder(repository);
  execFileSync(program, ['copy', '--defaults', '--quiet', template, repository], { cwd: folder, env: benchEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] });
  commit(repository);
  return repository;
}

function templateOf(file, text) {
  if (text.includes('@@')) throw new Error(`${file} holds "@@", which marks variables in the template. Choose other delimiters in bench/resync/copier.mjs.`);
  return Object.entries(QUESTIONS).reduce((result, [name, answer]) => result.split(answer).join(`${MARK.open} ${name} ${MARK.close}`), text);
}

function write(directory, file, text) {
  mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
  writeFileSync(path.join(directory, file), text);
}

function commit(directory) {
  for (const args of [['init', '-q', '-b', 'main'], ['add', '-A', '-f'], ['commit', '-q', '-m', 'Made for the bench']]) execFileSync('git', args, { cwd: directory, env: benchEnvironment() });
}
