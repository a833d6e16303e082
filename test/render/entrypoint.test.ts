import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { AES_GCM_SINCE, HARDENED_PROPERTIES } from '../../src/catalogue/hardening';
import { MODES } from '../../src/catalogue/modes';
import { SETTINGS, type SettingRecord } from '../../src/catalogue/settings';
import { ENTRYPOINT_FILES, type EntrypointImage, renderEntrypointFile } from '../../src/render/entrypoint';

const ASSETS = path.join(__dirname, '..', '..', 'assets');
const IMAGE: EntrypointImage = { sparkVersion: '3.5.6', _settings: SETTINGS, _connectorProperties: [], uid: 1001, processGid: 1001, userHome: '/home/spark' };

/** Every file with its text. */
function rendered(image: EntrypointImage, marker?: string): Array<{ readonly path: string; readonly executable: boolean; readonly content: string }> {
  return ENTRYPOINT_FILES.map((file) => ({ ...file, content: renderEntrypointFile(file.path, image, marker) }));
}

function withDefault(name: string, value: string): readonly SettingRecord[] {
  return SETTINGS.map((setting) => (setting.name === name ? { ...setting, default: value } : setting));
}

describe('the rendered entrypoint', () => {
  test('belongs to the Spark version and the user of the image', () => {
    const script = renderEntrypointFile('entrypoint.sh', { ...IMAGE, uid: 185, processGid: 0 });

    expect(script).toContain('readonly IMAGE_SPARK_VERSION="3.5.6"\n');
    expect(script).toContain('readonly IMAGE_UID="185"\n');
    expect(script).toContain('readonly IMAGE_GID="0"\n');
  });

  test('knows every mode, setting and hardened default', () => {
    for (const mode of MODES) expect(renderEntrypointFile('entrypoint.sh', IMAGE)).toContain(`\n  '${mode.name}|${mode.kind}|${mode.mainClass}|`);
    for (const setting of SETTINGS) {
      expect(renderEntrypointFile('spark-image/settings.sh', IMAGE)).toContain(`\n  '${setting.name}' '${setting.type}' `);
    }
    for (const hardened of HARDENED_PROPERTIES) {
      expect(renderEntrypointFile('spark-image/security.sh', IMAGE)).toContain(`\n  '${hardened.property}|${hardened.value}|`);
    }
  });

  test('takes the defaults of the image', () => {
    const _settings = withDefault('SPARK_MASTER_PORT', '7177');

    expect(renderEntrypointFile('spark-image/settings.sh', { ...IMAGE, _settings })).toMatch(/'SPARK_MASTER_PORT' 'port' .* '7177'/);
  });

  test('carries the marker as the second line of every file, or none', () => {
    for (const file of rendered(IMAGE, 'made by a test')) {
      expect(file.content.split('\n')[1]).toBe('# made by a test');
    }
    for (const file of rendered(IMAGE)) expect(file.content).not.toContain('made by a test');
  });

  test('keeps its parts together, in the repository and in the image', () => {
    for (const file of ENTRYPOINT_FILES) {
      expect(file.imagePath).toBe(`/opt/${file.path}`);
      expect(file.path === 'entrypoint.sh' || file.path.startsWith('spark-image/')).toBe(true);
    }
  });

  test('has every script and program of the assets, and uses each of them', () => {
    const files = rendered(IMAGE);
    const assets = readdirSync(path.join(ASSETS, 'spark-image'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const used = files.map((file) => file.content).join('');

    expect(files.map((file) => file.path).sort()).toEqual(['entrypoint.sh', ...assets.map((entry) => path.relative(ASSETS, path.join(entry.parentPath, entry.name)))].sort());
    for (const { path: file, executable } of files.filter((one) => one.path !== 'entrypoint.sh')) {
      const name = path.basename(file, '.py');
      const sourced = file.endsWith('.sh') ? `\n. "$PARTS/${file.replace('spark-image/', '')}"\n` : `\nfrom ${name} import `;
      expect(used).toContain(executable ? path.basename(file) : sourced);
    }
  });

  test('is the same twice', () => {
    expect(rendered(IMAGE)).toEqual(rendered(IMAGE));
  });

  test('leaves no placeholder', () => {
    for (const file of rendered(IMAGE)) expect(file.content).not.toMatch(/@[A-Z_]+@/);
  });

  test('refuses a default of two lines, which a constant cannot hold', () => {
    const _settings = withDefault('SPARK_WORKER_DIR', 'two\nlines');

    expect(() => rendered({ ...IMAGE, _settings })).toThrow(/control character/);
  });

  test.each(['$(id)', "it's", '"`id`"', 'a|b', 'a|'])('keeps the default %j as data', (value) => {
    const script = renderEntrypointFile('spark-image/settings.sh', { ...IMAGE, _settings: withDefault('SPARK_WORKER_DIR', value) });
    const run = spawnSync('bash', ['-c', `${script}\nprintf '%s\\n' "\${IMAGE_SETTINGS[@]}"`], { encoding: 'utf8' });

    expect(run.stdout).toContain(`\n${value}\n`);
  });

  test('is valid bash', () => {
    for (const file of rendered(IMAGE).filter((one) => one.path.endsWith('.sh'))) {
      const run = spawnSync('bash', ['-n'], { input: file.content, encoding: 'utf8' });
      expect({ file: file.path, status: run.status, stderr: run.stderr }).toMatchObject({ status: 0, stderr: '' });
    }
  });
});

describe('the assets', () => {
  test('are scripts that can be read in one go', () => {
    const all = readdirSync(ASSETS, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:sh|py)$/.test(file));

    expect(all).toContain('docker/publish-steps.sh');
    expect(all.filter((file) => readFileSync(path.join(ASSETS, file), 'utf8').split('\n').length > 300)).toEqual([]);
  });

  const scripts = ENTRYPOINT_FILES.map((file) => file.path).filter((file) => file.endsWith('.sh'));

  test.each(scripts)('%s holds no version by name where the catalogue knows it', (script) => {
    const text = readFileSync(path.join(ASSETS, script), 'utf8');

    for (const version of AES_GCM_SINCE) expect(text.replace(/^ *#.*$/gm, '')).not.toContain(version);
  });

  test.each(scripts)('%s names no setting that the catalogue lacks', (script) => {
    const text = readFileSync(path.join(ASSETS, script), 'utf8');
    const known = new Set(SETTINGS.map((setting) => setting.name));
    const named = [...text.matchAll(/(?:setting|is_on) (SPARK_[A-Z_]+[A-Z])\b/g)].map((match) => match[1]);

    for (const name of named) expect(known).toContain(name);
  });
});
