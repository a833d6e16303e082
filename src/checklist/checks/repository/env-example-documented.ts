import { fail, lacking, pass } from '../../check';
import { readEnvFile } from '../../parsers/env-file';
import { listed } from '../../sentences';
import { ENV_FILES, repositoryCheck } from './subject';

/** Whether a comment has words: a line that divides has none. */
function saysSomething(comment: string): boolean {
  return /\w{2}/.test(comment);
}

export const envExampleDocumented = repositoryCheck({
  id: 'env-example-documented',
  title: 'Every variable of .env.example has an explanation',
  guideItem: 17,
  section: 'Configuration file template',
  why: 'A name alone does not say what a variable does.',
  fix: 'Put a comment with the meaning above every variable of .env.example.',
  rcFix: 'In the rc file: remove .env.example from unmanagedFiles. The generated file passes.',
  verify: 'Read .env.example.',
  run: (files) => {
    const path = files.near(ENV_FILES)[0];
    if (path === undefined) return lacking('.env.example');
    const entries = files.parsed(path, readEnvFile) ?? [];
    const silent = entries.filter((e, index) =>
      !saysSomething(e.comment) && !saysSomething(/\s#\s*(.*)$/.exec(e.value)?.[1] ?? '') &&
        !(index > 0 && entries[index - 1].line === e.line - 1 && saysSomething(entries[index - 1].comment)));
    if (entries.length === 0 || silent.length > 0) {
      return fail(
        `${path} does not explain ${listed(silent.slice(0, 5).map((e) => e.name)) || 'anything'}.`,
        silent.map((e) => files.evidence(path, e.line)),
      );
    }
    return pass('Every variable has a comment.', [files.evidence(path, entries[0].line, entries[entries.length - 1].line)]);
  },
});
