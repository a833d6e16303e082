import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { AES_GCM_SINCE, HARDENED_PROPERTIES } from '../../src/catalogue/hardening';
import { MODES } from '../../src/catalogue/modes';
import { SETTINGS, type SettingRecord } from '../../src/catalogue/settings';
import { type EntrypointFacts, renderEntrypoint, renderEntrypointFiles } from '../../src/render/entrypoint';

const FACTS: EntrypointFacts = { sparkVersion: '3.5.6', settings: SETTINGS };

function content(facts: EntrypointFacts, file: string): string {
  const found = renderEntrypointFiles(facts).find((candidate) => candidate.path === file);
  if (!found) throw new Error(`${file} is not rendered`);
  return found.content;
}

function withDefault(name: string, value: string): readonly SettingRecord[] {
  return SETTINGS.map((setting) => (setting.name === name ? { ...setting, default: value } : setting));
}

describe('the rendered entrypoint', () => {
  test('belongs to the Spark version and the user of the image', () => {
    const script = renderEntrypoint({ ...FACTS, uid: 185, gid: 0 });

    expect(script).toContain('readonly IMAGE_SPARK_VERSION="3.5.6"\n');
    expect(script).toContain('readonly IMAGE_UID="185"\n');
    expect(script).toContain('readonly IMAGE_GID="0"\n');
  });

  test('knows every mode, setting and hardened default', () => {
    for (const mode of MODES) expect(renderEntrypoint(FACTS)).toContain(`\n  '${mode.name}|${mode.kind}|${mode.mainClass}|`);
    for (const setting of SETTINGS) {
      expect(content(FACTS, 'spark-image/settings.sh')).toContain(`\n  '${setting.name}|${setting.type}|`);
    }
    for (const hardened of HARDENED_PROPERTIES) {
      expect(content(FACTS, 'spark-image/configuration.sh')).toContain(`\n  '${hardened.property}|${hardened.value}|`);
    }
  });

  test('takes the defaults of the image', () => {
    const settings = withDefault('SPARK_MASTER_PORT', '7177');

    expect(content({ ...FACTS, settings }, 'spark-image/settings.sh')).toMatch(/'SPARK_MASTER_PORT\|port\|.*\|7177'/);
    expect(content({ ...FACTS, defaultMode: 'worker' }, 'spark-image/settings.sh')).toMatch(/'SPARK_MODE\|.*\|worker'/);
  });

  test('carries the marker as the second line of every file, or none', () => {
    for (const file of renderEntrypointFiles({ ...FACTS, marker: 'made by a test' })) {
      expect(file.content.split('\n')[1]).toBe('# made by a test');
    }
    for (const file of renderEntrypointFiles(FACTS)) expect(file.content).not.toContain('made by a test');
  });

  test('keeps its parts together, in the repository and in the image', () => {
    const places = renderEntrypointFiles(FACTS).map((file) => [file.imagePath, `/opt/${file.path}`]);

    expect(places.length).toBe(9);
    for (const [imagePath, expected] of places) expect(imagePath).toBe(expected);
    for (const file of renderEntrypointFiles(FACTS)) {
      const used = ['entrypoint.sh', 'spark-image/configuration.sh', 'spark-image/java.sh'].map((part) => content(FACTS, part)).join('');
      if (file.path !== 'entrypoint.sh') expect(used).toContain(path.basename(file.path));
    }
  });

  test('is the same twice', () => {
    expect(renderEntrypointFiles(FACTS)).toEqual(renderEntrypointFiles(FACTS));
  });

  test('leaves no placeholder', () => {
    for (const file of renderEntrypointFiles(FACTS)) expect(file.content).not.toMatch(/@[A-Z_]+@/);
  });

  test.each(['a|b', 'two\nlines'])('refuses the default %j, which a record cannot hold', (value) => {
    const settings = withDefault('SPARK_WORKER_DIR', value);

    expect(() => renderEntrypointFiles({ ...FACTS, settings })).toThrow(/'\|'|control character/);
  });

  test.each(['$(id)', "it's", '"`id`"'])('keeps the default %j as data', (value) => {
    const script = content({ ...FACTS, settings: withDefault('SPARK_WORKER_DIR', value) }, 'spark-image/settings.sh');
    const run = spawnSync('bash', ['-c', `${script}\nprintf '%s\\n' "\${IMAGE_SETTINGS[@]}"`], { encoding: 'utf8' });

    expect(run.stdout).toContain(`|${value}\n`);
  });

  test('is valid bash', () => {
    for (const file of renderEntrypointFiles(FACTS).filter((one) => one.path.endsWith('.sh'))) {
      const run = spawnSync('bash', ['-n'], { input: file.content, encoding: 'utf8' });
      expect({ file: file.path, status: run.status, stderr: run.stderr }).toMatchObject({ status: 0, stderr: '' });
    }
  });
});

describe('the assets', () => {
  const assets = path.join(__dirname, '..', '..', 'assets');
  const scripts = ['entrypoint.sh', 'spark-image/settings.sh', 'spark-image/configuration.sh'];

  test.each(scripts)('%s holds no setting, mode or version by name where the catalogue knows it', (script) => {
    const text = readFileSync(path.join(assets, script), 'utf8');

    for (const version of AES_GCM_SINCE) expect(text.replace(/^ *#.*$/gm, '')).not.toContain(version);
  });

  test.each(scripts)('%s names no setting that the catalogue lacks', (script) => {
    const text = readFileSync(path.join(assets, script), 'utf8');
    const known = new Set(SETTINGS.map((setting) => setting.name));
    const named = [...text.matchAll(/(?:setting|is_on) (SPARK_[A-Z_]+[A-Z])\b/g)].map((match) => match[1]);

    for (const name of named) expect(known).toContain(name);
  });
});
