import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** OpenPGP keys made for a test, in a directory of their own. */
export class SigningKeys {
  // The agent's socket stands in it, and the path of a socket is short.
  private readonly home = mkdtempSync(path.join(tmpdir(), 'gpg-'));

  /** Makes a key that can sign. @returns its full fingerprint */
  public make(name: string): string {
    this.gpg(['--passphrase', '', '--pinentry-mode', 'loopback', '--quick-generate-key', `${name} <${name}@example.com>`, 'ed25519', 'sign', 'never']);
    return this.fingerprint(name);
  }

  /** Adds a subkey that signs from now on in place of its primary key. */
  public addSubkey(fingerprint: string): void {
    this.gpg(['--passphrase', '', '--pinentry-mode', 'loopback', '--quick-add-key', fingerprint, 'ed25519', 'sign', 'never']);
  }

  /** A detached signature. */
  public sign(fingerprint: string, content: Buffer): Buffer {
    return this.onFile(content, ['--local-user', fingerprint, '--armor', '--output', '-', '--detach-sign']);
  }

  /** A signed message that holds its own text: a good signature, but of something else. */
  public clearSign(fingerprint: string, content: Buffer): Buffer {
    return this.onFile(content, ['--local-user', fingerprint, '--output', '-', '--clear-sign']);
  }

  /** Public keys, as the file KEYS holds them. */
  public publicKeys(...fingerprints: string[]): Buffer {
    return this.gpg(['--armor', '--export', ...fingerprints]);
  }

  /** The checksum in the form of `gpg --print-md`: a name, and groups over several lines. */
  public printedSha512(name: string, content: Buffer): string {
    return this.onFile(content, ['--print-md', 'SHA512']).toString().replace(/^[^:]*:/, `${name}:`);
  }

  /** Ends the agent and removes the keys. */
  public remove(): void {
    execFileSync('gpgconf', ['--homedir', this.home, '--kill', 'all'], { stdio: 'ignore' });
    rmSync(this.home, { recursive: true, force: true });
  }

  private fingerprint(name: string): string {
    const listing = this.gpg(['--with-colons', '--list-keys', `${name}@example.com`]).toString();
    return /^fpr:+([0-9A-F]{40}):/m.exec(listing)?.[1] ?? '';
  }

  private onFile(content: Buffer, command: readonly string[]): Buffer {
    const file = path.join(this.home, 'content');
    writeFileSync(file, content);
    return this.gpg([...command, file]);
  }

  private gpg(command: readonly string[]): Buffer {
    return execFileSync('gpg', ['--homedir', this.home, '--batch', '--yes', '--quiet', ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
  }
}
