import { BITNAMI_DIFFERENCES, BITNAMI_PATHS, BITNAMI_VARIABLES } from '../../src/catalogue/bitnami';
import { SparkImage } from '../../src/model/spark-image';
import { renderMigrationGuide } from '../../src/render/migration-guide';

/** Cells of the row that begins with a cell. */
function row(page: string, first: string): string[] {
  const line = page.split('\n').find((text) => text.startsWith(`| ${first} |`)) ?? '';
  return line.split('|').slice(1, -1).map((cell) => cell.trim());
}

describe('the page for users of bitnami/spark', () => {
  const page = renderMigrationGuide(new SparkImage({ name: 'demo', environment: { SPARK_METRICS_ENABLED: 'yes' } }));

  test.each(BITNAMI_VARIABLES.map((variable) => [variable.name, variable] as const))('%s has a row with its default there', (name, variable) => {
    const cells = row(page, `\`${name}\``);
    expect(cells).toHaveLength(4);
    expect(cells[1]).toBe(variable.default === '' ? '' : `\`${variable.default}\``);
    expect(cells[3]).not.toBe('');
  });

  test('defaults here are those of the image, as its options chose them', () => {
    expect(row(page, '`SPARK_METRICS_ENABLED`')[2]).toBe('`yes`');
    expect(row(page, '`SPARK_WORK_DIR`')[2]).toBe('');
  });

  test('every path and every difference is there', () => {
    for (const { path, target } of BITNAMI_PATHS) expect(row(page, `\`${path}\``)[1]).toBe(`\`${target}\``);
    for (const { subject } of BITNAMI_DIFFERENCES) expect(row(page, subject)).toHaveLength(5);
  });

  test('it says which profile the image has', () => {
    expect(page).toContain('This image has the profile `hardened`');
    expect(renderMigrationGuide(new SparkImage({ name: 'demo', profile: 'bitnami' }))).toContain('This image has the profile `bitnami`');
  });
});
