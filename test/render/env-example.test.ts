import { SETTINGS } from '../../src/catalogue/settings';
import { SparkImage } from '../../src/model/spark-image';
import { SparkImageOptions } from '../../src/model/spark-image-options';
import { CHANGED_FIRST } from '../../src/render/changed-first';
import { composeFile, hostComposeFile, renderCompose } from '../../src/render/compose';
import { renderEnvExample } from '../../src/render/env-example';

function imageWith(options: Partial<SparkImageOptions> = {}): SparkImage {
  return new SparkImage({ name: 'spark-3.5', owner: 'Acme', ...options });
}

/** The assignments that would hold if every line were uncommented. */
function assignments(text: string): Map<string, string> {
  return new Map([...text.matchAll(/^#([A-Za-z_]\w*)=(.*)$/gm)].map(([, name, value]) => [name, value]));
}

describe('renderEnvExample', () => {
  test('holds every setting with its default, and every variable of the compose files', () => {
    const image = imageWith();
    const entries = assignments(renderEnvExample(image));
    for (const setting of SETTINGS) expect(entries.get(setting.name)).toBe(image._settings.find((s) => s.name === setting.name)?.default);
    const compose = renderCompose(composeFile(image)) + renderCompose(hostComposeFile(image));
    for (const [, name, value] of compose.matchAll(/\$\{([A-Z_]+):-([^${}]*)\}/g)) {
      if (name !== 'NAME' && name !== 'SPARK_LOCAL_IP') expect(entries.has(name)).toBe(true);
      if (!SETTINGS.some((s) => s.name === name) && name !== 'NAME' && name !== 'SPARK_LOCAL_IP') expect(entries.get(name)).toBe(value);
    }
  });

  test('says the purpose of each variable above it, and where its values are listed', () => {
    const text = renderEnvExample(imageWith());
    expect(text).toContain('# Port of the master web UI.\n#SPARK_MASTER_WEBUI_PORT=8080\n');
    expect(text.replace(/\n# /g, ' ')).toContain("The compose files' default is 2.");
    expect(text).toContain('# docs/configuration.md says for each variable which values it takes');
    for (const [index, line] of text.split('\n').entries()) if (/^#[A-Z]/.test(line)) expect(text.split('\n')[index - 1]).toMatch(/^# \S/);
  });

  test('begins with what people change first, and has each variable once', () => {
    const text = renderEnvExample(imageWith());
    const names = [...assignments(text).keys()];
    expect(names.slice(0, CHANGED_FIRST.length)).toEqual(CHANGED_FIRST);
    for (const name of names) expect(text.split('\n').filter((line) => line.startsWith(`#${name}=`))).toHaveLength(1);
  });

  test('says how docker run reads a value in quotes', () => {
    expect(renderEnvExample(imageWith())).toContain('docker run --env-file .env …\n# docker run --env-file keeps quotes as part of the value: remove them there.\n');
  });

  test('changes nothing when it is copied: every line is a comment or empty', () => {
    const text = renderEnvExample(imageWith({ environment: { SPARK_CONF_spark_app_name: "a'b\"c$d #e\\f" } }), 'marker');
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
    expect(text.startsWith('# marker\n')).toBe(true);
  });

  test("follows the options' defaults", () => {
    const entries = assignments(renderEnvExample(imageWith({ ports: { masterUi: 9080 }, environment: { SPARK_LOG_LEVEL: 'WARN' } }), undefined, { workers: 4 }));
    expect(entries.get('SPARK_MASTER_WEBUI_PORT')).toBe('9080');
    expect(entries.get('SPARK_LOG_LEVEL')).toBe('WARN');
    expect(entries.get('SPARK_WORKERS')).toBe('4');
  });

  test.each([
    ['plain text', 'plain text'],
    ["a'b", "'a\\'b'"],
    ['$HOME', "'$HOME'"],
    ['a #b', "'a #b'"],
    ['"x"', "'\"x\"'"],
    ['`id`', "'`id`'"],
    ['a\\b', "'a\\b'"],
    [' x ', "' x '"],
  ])('the value %j is written so that it is read as it is', (value, written) => {
    const entries = assignments(renderEnvExample(imageWith({ environment: { SPARK_CONF_spark_app_name: value } })));
    expect(entries.get('SPARK_CONF_spark_app_name')).toBe(written);
  });

  test('no line is longer than it must be', () => {
    const tooLong = renderEnvExample(imageWith()).split('\n').filter((line) => line.startsWith('# ') && line.length > 120);
    expect(tooLong).toEqual([]);
  });
});
