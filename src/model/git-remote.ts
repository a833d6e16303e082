import { TEXT_RULES } from '../options/text-values';

/** Where a remote of git is: `git@gitlab.com:group/team/spark.git` is group/team/spark at gitlab.com. */
export interface GitRemote {
  readonly host: string;
  /** Path of the repository at the host, without `.git`. */
  readonly path: string;
  /** Its last part. */
  readonly name: string;
  /**
   * The user or organisation that owns it at github.com; undefined elsewhere, where the option `owner` would lead to nobody or to a
   * stranger.
   */
  readonly owner?: string;
}

const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@\s]*@)?([^/:@\s]+)(?::\d+)?\/+([^\s]+)$/i;
const SCP_LIKE = /^(?:[^/:@\s]+@)?([^/:@\s]+):(?!\/\/)\/*([^\s]+)$/;

/** By HTTPS, by SSH on port 443, and by the alias `github.com-NAME` that an SSH configuration gives each of several keys. */
const GITHUB = /^(?:(?:www|ssh)\.)?github\.com(?:-[\w.-]+)?$/i;

/** What the address of a remote says; undefined for a directory of this machine. A user and a password are left out. */
export function gitRemote(address: string): GitRemote | undefined {
  const [, host, given] = ADDRESS.exec(address.trim()) ?? SCP_LIKE.exec(address.trim()) ?? [];
  const path = given?.replace(/\/+$/, '').replace(/\.git$/, '');
  if (host === undefined || path === undefined || path === '') return undefined;
  const parts = path.split('/');
  const ofGithub = GITHUB.test(host) && parts.length === 2 && TEXT_RULES.owner.pattern.test(parts[0]);
  return { host, path, name: parts[parts.length - 1], owner: ofGithub ? parts[0] : undefined };
}
