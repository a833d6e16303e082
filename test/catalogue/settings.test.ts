import { BITNAMI_VARIABLES } from '../../src/catalogue/bitnami';
import { DRIVER_MODES, MODE_NAMES, MODES, findMode } from '../../src/catalogue/modes';
import { PROPERTY_VARIABLES, SETTINGS, SETTING_GROUPS, findSetting } from '../../src/catalogue/settings';

const BOOLEAN_WORDS = ['yes', 'no'];

describe('the settings catalogue', () => {
  test('names every variable once, aliases included', () => {
    const names = SETTINGS.flatMap((setting) => [
      setting.name,
      ...(setting.aliases ?? []),
      ...(setting.file ? [`${setting.name}_FILE`] : []),
    ]);

    expect(new Set(names).size).toBe(names.length);
  });

  test('keeps the order of the groups and leaves none empty', () => {
    const groupsInOrder = SETTINGS.map((setting) => setting.group).filter((group, i, all) => group !== all[i - 1]);

    expect(groupsInOrder).toEqual(SETTING_GROUPS);
  });

  test.each(SETTINGS.map((setting) => [setting.name, setting] as const))('%s is whole', (_name, setting) => {
    expect(setting.name).toMatch(/^(SPARK|PYSPARK)_[A-Z0-9_]+$/);
    expect(setting.meaning).toMatch(/^[A-Za-z][^\n|`*<>]*\.$/);
    expect(setting.property ?? 'spark.x').toMatch(/^spark\.[A-Za-z.]+$/);
    for (const mode of setting.modes ?? []) expect(MODE_NAMES).toContain(mode);
  });

  test.each(SETTINGS.map((setting) => [setting.name, setting] as const))('the default of %s fits its type', (_n, s) => {
    if (s.default === '') return;
    if (s.type === 'choice') expect(s.allowed).toContain(s.default);
    if (s.type === 'boolean') expect(BOOLEAN_WORDS).toContain(s.default);
    if (s.type === 'switch') expect([...BOOLEAN_WORDS, 'auto']).toContain(s.default);
    if (s.type === 'port') {
      expect(Number(s.default)).toBeGreaterThanOrEqual(s.min ?? 1);
      expect(Number(s.default)).toBeLessThanOrEqual(65535);
    }
    if (s.type === 'path') expect(s.default).toMatch(/^\//);
    if (s.type === 'memory') expect(s.default).toMatch(/^\d+[kmgt]$/);
    if (s.type === 'duration') expect(s.default).toMatch(/^\d+[smh]$/);
  });

  test('choices list what they allow, and only choices do', () => {
    for (const setting of SETTINGS) expect(setting.allowed !== undefined).toBe(setting.type === 'choice');
  });

  test('a secret has no default, can come from a file and is not declared in the image', () => {
    const secrets = SETTINGS.filter((setting) => setting.secret);

    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of secrets) expect(secret).toMatchObject({ default: '', file: true, inImage: false });
    for (const setting of SETTINGS) expect(/SECRET|PASSWORD|TOKEN/.test(setting.name)).toBe(setting.secret === true);
  });

  test('the image declares the variables that the guide names', () => {
    const declared = SETTINGS.filter((setting) => setting.inImage).map((setting) => setting.name);

    expect(declared).toEqual(
      expect.arrayContaining([
        'SPARK_MODE',
        'SPARK_MASTER_HOST',
        'SPARK_MASTER_PORT',
        'SPARK_MASTER_WEBUI_PORT',
        'SPARK_WORKER_WEBUI_PORT',
        'SPARK_RPC_AUTHENTICATION_ENABLED',
        'SPARK_RPC_ENCRYPTION_ENABLED',
        'SPARK_LOCAL_STORAGE_ENCRYPTION_ENABLED',
        'SPARK_SSL_ENABLED',
        'PYSPARK_PYTHON',
      ]),
    );
  });

  test('every name that bitnami/spark takes is known, with its _FILE form', () => {
    for (const variable of BITNAMI_VARIABLES.filter(({ handling }) => handling === undefined)) {
      const setting = findSetting(variable.setting ?? variable.name);
      expect([setting.name, ...(setting.aliases ?? [])]).toContain(variable.name);
      if (variable.file) expect(setting).toMatchObject({ file: true });
    }
  });

  test('an unknown setting is an error that quotes the name', () => {
    expect(() => findSetting('SPARK_MASTER_PROT')).toThrow("Unknown setting 'SPARK_MASTER_PROT'");
  });

  test('the example of the property variables follows its own rule', () => {
    const { prefix, example } = PROPERTY_VARIABLES;

    expect(example.variable.startsWith(prefix)).toBe(true);
    expect(example.variable.slice('SPARK_CONF_'.length).replace(/_/g, '.')).toBe(example.property);
  });
});

describe('the modes', () => {
  test('SPARK_MODE allows exactly them', () => {
    expect(findSetting('SPARK_MODE').allowed).toEqual(MODES.map((mode) => mode.name));
  });

  test('every port is moved by a setting whose default it is', () => {
    for (const port of MODES.flatMap((mode) => mode.ports)) {
      expect(findSetting(port.setting)).toMatchObject({ type: 'port', default: String(port.port) });
    }
  });

  test('a mode reads the settings of its own ports', () => {
    for (const mode of MODES) {
      for (const port of mode.ports) expect(findSetting(port.setting).modes ?? [mode.name]).toContain(mode.name);
    }
  });

  test('clients and servers that submit hold a driver', () => {
    const submitted = MODES.filter((mode) => mode.program !== undefined).map((mode) => mode.name);

    expect(submitted).toEqual(DRIVER_MODES);
  });

  test('an unknown mode is an error that lists those that exist', () => {
    expect(() => findMode('slave')).toThrow(/'slave'.*master, worker, history-server/);
  });
});
