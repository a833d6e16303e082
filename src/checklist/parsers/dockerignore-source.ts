/** A pattern of .dockerignore. */
interface IgnorePattern {
  readonly line: number;
  readonly matcher: RegExp;
  readonly exception: boolean;
}

/** What .dockerignore decides about a path. */
export interface IgnoreDecision {
  readonly ignored: boolean;
  /** Line of the pattern that decided; undefined where none matches. */
  readonly line?: number;
}

/** A .dockerignore, read. */
export interface DockerignoreSource {
  /** Whether a path of the repository stays out of the build context. */
  decide(path: string): IgnoreDecision;
}

/**
 * Reads a .dockerignore as the builder does: the last pattern that matches a path, or a directory above it, decides; `!`
 * brings a path back; `**` is any number of directories (https://docs.docker.com/build/concepts/context/#dockerignore-files).
 */
export function readDockerignore(text: string): DockerignoreSource {
  const patterns = text.replace(/^\ufeff/, '').split(/\r?\n/).flatMap((line, index) => patternOf(line, index + 1));
  return {
    decide(path) {
      const places = withParents(path);
      let decision: IgnoreDecision = { ignored: false };
      for (const pattern of patterns) {
        if (places.some((place) => pattern.matcher.test(place))) decision = { ignored: !pattern.exception, line: pattern.line };
      }
      return decision;
    },
  };
}

/** A path and every directory above it. */
function withParents(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function patternOf(line: string, number: number): IgnorePattern[] {
  if (line.startsWith('#')) return [];
  const trimmed = line.trim();
  const exception = trimmed.startsWith('!');
  const parts: string[] = [];
  for (const part of (exception ? trimmed.slice(1).trim() : trimmed).split('/')) {
    if (part === '..') parts.pop();
    // Two of them say no more than one.
    else if (part !== '' && part !== '.' && !(part === '**' && parts[parts.length - 1] === '**')) parts.push(part.replace(/\*{3,}/g, '**'));
  }
  return parts.length === 0 ? [] : [{ line: number, matcher: matcherOf(parts.join('/')), exception }];
}

const NOTHING = /(?!)/;

/** Stars of a pattern; each makes matching slower. */
const MOST_STARS = 13;

function matcherOf(pattern: string): RegExp {
  let source = '';
  // A set that is not closed: the builder refuses the pattern. So many stars are no pattern, but a trap.
  if (/(?<!\\)\[(?![^\]]+\])/.test(pattern) || pattern.split('*').length > MOST_STARS) return NOTHING;
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at);
    const set = /^\[(\^?)((?:\\.|[^\]\\])+)\]/.exec(rest);
    if (rest.startsWith('**/')) {
      source += '(?:.*/)?';
      at += 2;
    } else if (rest.startsWith('**')) {
      source += '.*';
      at += 1;
    } else if (pattern[at] === '*') {
      source += '[^/]*';
    } else if (pattern[at] === '?') {
      source += '[^/]';
    } else if (set) {
      source += `[${set[1]}${set[2].replace(/[[\]]/g, '\\$&')}]`;
      at += set[0].length - 1;
    } else {
      if (pattern[at] === '\\' && at + 1 < pattern.length) at += 1;
      source += pattern[at].replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    }
  }
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return NOTHING;
  }
}
