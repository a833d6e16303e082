import { fail, pass, unknown } from '../../check';
import { ScriptCommand } from '../../parsers/entrypoint-source';
import { entrypointCheck, onEntrypoint } from './subject';

function takesBack({ words }: ScriptCommand): boolean {
  return words.some((w, index) => /^\+[A-Za-z]*e/.test(w) || (w === 'errexit' && words[index - 1].startsWith('+')));
}

export const entrypointStrict = entrypointCheck({
  id: 'entrypoint-strict',
  title: 'The entrypoint stops at the first command that fails',
  why: 'The script does not ignore a failed step: the container ends with a reason instead of running half configured.',
  fix: 'Begin with set -euo pipefail.',
  verify: 'Read the first lines of the script.',
  run: onEntrypoint(({ source, text, files, started, at }) => {
    const changes = source.commands.filter((c) =>
      c.words[0] === 'set' && c.words.slice(1).some((w) => /^[-+][A-Za-z]*e/.test(w) || w === 'errexit'));
    const set = changes.find((c) => !takesBack(c));
    const last = changes[changes.length - 1];
    if (changes.length > 0 && takesBack(last)) return fail('The entrypoint takes set -e back.', [at(last)]);
    if (set) return pass('set -e is on.', [at(set)]);
    if (/^#!.*\s-\w*e/.test(text)) return pass('The first line says -e.', [files.evidence(source.path, 1)]);
    const [missing] = source.missing;
    if (missing !== undefined) return unknown(`The entrypoint goes on from ${missing}, which is not among the files.`, started);
    return fail('The entrypoint goes on after a command that fails.', [files.evidence(source.path, 1)]);
  }),
});
