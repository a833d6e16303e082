import { EndOfLife, SparkLine } from '../catalogue/spark-releases';

/** Label of the image with the day on which its line of Spark ends. */
export const END_OF_LIFE_LABEL = 'io.github.spark-image-project.spark.end-of-life';

/** How long before the end it is announced: 90 days, in milliseconds. */
const NOTICE = 90 * 24 * 60 * 60 * 1000;

/**
 * What the day makes of the end of a line: nothing until it is near. Only a message depends on the day.
 *
 * @param today `2026-11-28`
 */
export function endOfLifeNotes({ line, endOfLife }: Pick<SparkLine, 'line' | 'endOfLife'>, today: string): string[] {
  if (endOfLife === undefined) return [];
  const text = endOfLifeNote(`Spark ${line}`, endOfLife.date, today, ` (${endOfLifeSource(endOfLife)})`);
  return text === undefined ? [] : [`${text} Set sparkVersion to a newer line.`];
}

/** Where the day stands, and whether it was announced: `estimated: https://endoflife.date/apache-spark`. */
export function endOfLifeSource({ estimated, source }: EndOfLife): string {
  return `${estimated ? 'estimated: ' : ''}${source}`;
}

/** One sentence on a line that has ended or ends soon; undefined for any other. */
export function endOfLifeNote(what: string, date: string, today: string, source = ''): string | undefined {
  if (date < today) return `${what} gets no fixes any more: its support ended on ${date}${source}.`;
  if (Date.parse(date) - Date.parse(today) > NOTICE) return undefined;
  return `${what} gets fixes until ${date} only${source}.`;
}
