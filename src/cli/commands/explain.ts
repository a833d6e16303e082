import { createColors } from 'picocolors';
import { Check } from '../../checklist/check';
import { CHECKS } from '../../checklist/checklist';
import { GUIDE_ITEMS } from '../../checklist/guide-items';
import { FINE } from '../exit-status';
import { checkOf } from '../report/check-lookup';
import { LEVELS } from '../report/report';
import { Terminal } from '../terminal';
import { wrap } from '../wrap';

const INDENT = '  ';

/**
 * Says what a check demands, why, how to fix and how to verify it; without an id, what checks there are.
 *
 * @throws CommandFailure when there is no such check
 */
export function explain(ids: readonly string[], terminal: Terminal): number {
  terminal.out(ids.length === 0 ? everyCheck(terminal) : ids.map((id) => oneCheck(checkOf(id), terminal)).join('\n'));
  return FINE;
}

function oneCheck(check: Check, terminal: Terminal): string {
  const { bold, dim, cyan } = createColors(terminal.colour);
  const item = GUIDE_ITEMS.find((i) => i.number === check.guideItem);
  const part = (title: string, text: string): string => `\n${bold(title)}\n${wrapped(text, terminal.width)}\n`;
  return [
    `${bold(cyan(check.id))}\n${dim(`${INDENT}${check.level} · ${check.section}`)}\n${wrapped(`${check.title}.`, terminal.width)}\n`,
    ...(item ? [part('Item of the guide', `${item.number}. ${item.title}`)] : []),
    part('Why', check.why),
    part('How to fix it', check.fix),
    ...(check.rcFix === undefined ? [] : [part('How to fix it in a repository that this package generated', check.rcFix)]),
    part('How to verify it', check.verify),
    ...(check.references.length > 0 ? [part('References', check.references.join('\n'))] : []),
  ].join('');
}

function everyCheck({ colour }: Terminal): string {
  const { bold } = createColors(colour);
  const width = Math.max(...CHECKS.map((c) => c.id.length));
  return LEVELS.map((level) => {
    const checks = CHECKS.filter((c) => c.level === level);
    return `${bold(`${level} (${checks.length})`)}\n${checks.map((c) => `  ${c.id.padEnd(width)}  ${c.title}`).join('\n')}\n`;
  }).join('\n');
}

/** Text in indented lines that are no longer than a width. */
function wrapped(text: string, width: number): string {
  return wrap(text, width - INDENT.length).replace(/^/gm, INDENT);
}
