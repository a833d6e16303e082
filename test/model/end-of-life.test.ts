import { SPARK_LINES } from '../../src/catalogue/spark-releases';
import { RepositoryFiles } from '../../src/checklist/repository-files';
import { endOfLifeNotes as notesOfCheck } from '../../src/cli/report/end-of-life';
import { Report } from '../../src/cli/report/report';
import { END_OF_LIFE_LABEL, endOfLifeNotes } from '../../src/model/end-of-life';

const lineOf = (line: string) => SPARK_LINES.find((known) => known.line === line) ?? SPARK_LINES[0];

describe('the end of life of a line', () => {
  test.each([
    ['3.5', '2026-11-28', ['Spark 3.5 gets no fixes any more: its support ended on 2026-04-12 (https://github.com/apache/spark-website/commit/f06babdb98c4d97163c405622b2cc06c9d3c5797). Set sparkVersion to a newer line.']],
    ['3.5', '2026-04-12', [expect.stringContaining('Spark 3.5 gets fixes until 2026-04-12 only (')]],
    ['4.0', '2026-11-28', [expect.stringContaining('ended on 2026-11-23 (estimated: https://endoflife.date/apache-spark)')]],
    ['4.1', '2027-03-13', [expect.stringContaining('until 2027-06-11 only (estimated: ')]],
    ['4.1', '2027-03-12', []],
    ['4.2', '2026-11-28', []],
    ['4.3', '2030-01-01', []],
  ])('Spark %s on %s', (line, today, notes) => {
    expect(endOfLifeNotes(lineOf(line), today)).toEqual(notes);
  });

  test('is a day with a source', () => {
    for (const { endOfLife } of SPARK_LINES.filter((line) => line.endOfLife)) {
      expect(endOfLife?.date).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(endOfLife?.source).toMatch(/^https:\/\//);
    }
    expect(SPARK_LINES.filter(({ endOfLife }) => endOfLife === undefined).map(({ line }) => line)).toEqual(['4.3']);
  });

  test.each([
    ['ended', '2026-11-28', ['Dockerfile:3']],
    ['ends soon', '2026-04-01', ['Dockerfile:3']],
    ['is far away', '2025-11-28', []],
  ])('`check` says that it %s, with the line of the label', (_, today, places) => {
    const Dockerfile = `FROM debian:12\n\nLABEL a="b" \\\n      ${END_OF_LIFE_LABEL}="2026-04-12"\n`;
    const report = { images: [{ image: 'Dockerfile' }] } as unknown as Report;
    const notes = notesOfCheck(report, new RepositoryFiles({ Dockerfile }), new Date(`${today}T12:00:00Z`));
    expect(notes.map(({ file, line }) => `${file}:${line}`)).toEqual(places);
  });

  test.each(['', `LABEL ${END_OF_LIFE_LABEL}="soon"`, `# ${END_OF_LIFE_LABEL}="2020-01-01"`, `ENV ${END_OF_LIFE_LABEL}="2020-01-01"`])(
    '`check` takes %j for no end', (line) => {
      const report = { images: [{ image: 'Dockerfile' }] } as unknown as Report;
      expect(notesOfCheck(report, new RepositoryFiles({ Dockerfile: `FROM debian:12\n${line}\n` }), new Date('2026-11-28'))).toEqual([]);
    },
  );
});
