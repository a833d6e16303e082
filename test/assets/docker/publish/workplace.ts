import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { SparkImage } from '../../../../src/model/spark-image';
import { attempt, CommandOptions, CommandResult } from '../../../e2e/command';
import { DOCKER } from '../../../e2e/engine';
import { tool } from '../../../tools/tool';
import { writePublishScript } from './publish-script';

/** Password of the keys that are made. */
export const KEY_PASSWORD = 'a key password';

/**
 * A folder with the script, and with the real docker, cosign and syft on its PATH, each behind a line that notes with
 * which words it was called: what `ps` would show.
 */
export class Workplace {
  /** The folder. */
  public readonly folder = mkdtempSync(path.join(tmpdir(), 'publish-'));
  private readonly images = new Set<string>();

  /** @param image what the script publishes; without one there is no script */
  constructor(image?: SparkImage) {
    for (const name of ['bin', 'docker-config']) mkdirSync(path.join(this.folder, name));
    if (image) writePublishScript(this.folder, image);
    this.note('docker', DOCKER);
    for (const name of ['cosign', 'syft'] as const) {
      const program = tool(name);
      if (program) this.note(name, program);
    }
  }

  /** Runs a command of the script. */
  public publish(words: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    return this.run('bash', ['docker/publish.sh', ...words], options);
  }

  /** Runs any program there. */
  public run(program: string, words: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    return attempt(program, words, { cwd: this.folder, ...options, env: { ...this.environment, ...options.env } });
  }

  /** Every call of a program so far. */
  public get calls(): string {
    return readFileSync(path.join(this.folder, 'calls'), 'utf8');
  }

  /** A pair of keys: NAME.key and NAME.pub. */
  public makeKeys(name: string): void {
    const env = { ...process.env, COSIGN_PASSWORD: KEY_PASSWORD };
    execFileSync(tool('cosign') ?? 'cosign', ['generate-key-pair', '--output-key-prefix', name], { cwd: this.folder, env, stdio: 'pipe' });
  }

  /** A small image of this machine with one package of Debian's in it, and a file that makes it one of a kind. */
  public makeImage(name: string, content: string): void {
    const root = mkdtempSync(path.join(this.folder, 'root-'));
    mkdirSync(path.join(root, 'etc'));
    mkdirSync(path.join(root, 'var/lib/dpkg'), { recursive: true });
    copyFileSync('/etc/os-release', path.join(root, 'etc/os-release'));
    writeFileSync(path.join(root, 'var/lib/dpkg/status'), 'Package: tini\nStatus: install ok installed\nMaintainer: Nobody\nArchitecture: amd64\nVersion: 0.19.0-1\nDescription: x\n\n');
    writeFileSync(path.join(root, 'content'), content);
    const archive = spawnSync('tar', ['--create', '--directory', root, '.']);
    execFileSync(DOCKER, ['import', '-', name], { input: archive.stdout, stdio: ['pipe', 'pipe', 'inherit'] });
    this.images.add(name);
  }

  /** Text of a file of the folder. */
  public text(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  /** Writes a file into the folder. */
  public write(file: string, text: string): void {
    writeFileSync(path.join(this.folder, file), text);
  }

  /** Programs that the script finds, without one of them. */
  public without(program: string): { readonly PATH: string } {
    const bin = mkdtempSync(path.join(this.folder, 'bin-'));
    for (const name of ['bash', 'cat', 'dirname', 'grep', 'sed', 'env', 'docker', 'cosign', 'syft'].filter((each) => each !== program)) {
      symlinkSync(execFileSync('bash', ['-c', 'command -v "$1"', 'bash', name], { encoding: 'utf8', env: { ...process.env, ...this.environment } }).trim(), path.join(bin, name));
    }
    return { PATH: bin };
  }

  /** Removes the folder, and from the engine every name that an image got here. */
  public remove(prefixes: readonly string[]): void {
    const names = execFileSync(DOCKER, ['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'], { encoding: 'utf8' }).split('\n');
    const own = names.filter((name) => this.images.has(name) || prefixes.some((prefix) => name.startsWith(prefix)));
    if (own.length > 0) spawnSync(DOCKER, ['image', 'rm', '--force', ...own]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get environment(): { [name: string]: string } {
    return { PATH: `${path.join(this.folder, 'bin')}:${process.env.PATH}`, DOCKER_CONFIG: path.join(this.folder, 'docker-config'), NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
  }

  private note(name: string, program: string): void {
    writeFileSync(path.join(this.folder, 'bin', name), `#!/bin/bash\nprintf '%s\\n' "${name} $*" >>'${this.folder}/calls'\nexec '${program}' "$@"\n`, { mode: 0o755 });
  }
}
