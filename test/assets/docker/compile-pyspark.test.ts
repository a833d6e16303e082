import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const SCRIPT = path.join(__dirname, '../../../assets/docker/startup/compile_pyspark.py');

/** Makes the archives of a small PySpark; the second argument is the one module of Py4J. */
const MAKE = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + '/pyspark.zip', 'w') as archive:
    archive.writestr('pyspark/__init__.py', 'def fail():\\n    raise ValueError("here")\\n')
    archive.writestr('pyspark/tests/test_it.py', 'pass')
with zipfile.ZipFile(sys.argv[1] + '/py4j-0.10.9.7-src.zip', 'w') as archive:
    archive.writestr('py4j/__init__.py', sys.argv[2])
with zipfile.ZipFile(sys.argv[1] + '/other.zip', 'w') as archive:
    archive.writestr('other.py', 'pass')
`;

/** Has the compiled forms look like those of another version of Python. */
const AGE = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    files = {name: archive.read(name) for name in archive.namelist()}
with zipfile.ZipFile(sys.argv[1], 'w') as archive:
    for name, text in files.items():
        archive.writestr(name, b'old!' + text[4:] if name.endswith('.pyc') else text)
`;

describe('compile_pyspark.py', () => {
  let lib: string;
  const python = (script: string, ...args: string[]): string =>
    execFileSync('python3', ['-c', script, ...args], { encoding: 'utf8', stdio: 'pipe', env: { ...process.env, PYTHONPATH: path.join(lib, 'pyspark.zip') } }).trim();
  const compile = (): string => spawnSync('python3', [SCRIPT, lib], { encoding: 'utf8' }).stderr;
  const names = (archive: string): string[] => python('import sys, zipfile; print("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))', path.join(lib, archive)).split('\n');

  beforeEach(() => {
    lib = mkdtempSync(path.join(tmpdir(), 'pyspark-lib-'));
    python(MAKE, lib, 'pass');
  });

  afterEach(() => rmSync(lib, { recursive: true, force: true }));

  test('compiles what Spark imports, beside the sources, and no tests', () => {
    compile();
    expect(names('pyspark.zip')).toEqual(['pyspark/__init__.py', 'pyspark/tests/test_it.py', 'pyspark/__init__.pyc']);
    expect(names('py4j-0.10.9.7-src.zip')).toEqual(['py4j/__init__.py', 'py4j/__init__.pyc']);
    expect(names('other.zip')).toEqual(['other.py']);
  });

  test('Python loads the compiled form, in another time zone too, and an error still names the source', () => {
    compile();
    expect(python('import pyspark; print(pyspark.__file__)')).toBe(`${lib}/pyspark.zip/pyspark/__init__.pyc`);
    expect(python('import os, time; os.environ["TZ"] = "Asia/Tokyo"; time.tzset(); import pyspark; print(pyspark.__file__)')).toMatch(/\.pyc$/);
    expect(python('import pyspark, traceback\ntry: pyspark.fail()\nexcept ValueError: print(traceback.format_exc())')).toContain(`File "${lib}/pyspark.zip/pyspark/__init__.py", line 2, in fail\n    raise ValueError("here")`);
  });

  test('another Python takes the source', () => {
    compile();
    python(AGE, path.join(lib, 'pyspark.zip'));
    expect(python('import pyspark; print(pyspark.__file__)')).toBe(`${lib}/pyspark.zip/pyspark/__init__.py`);
  });

  test('a second run adds nothing', () => {
    compile();
    const { size } = statSync(path.join(lib, 'pyspark.zip'));
    compile();
    expect(statSync(path.join(lib, 'pyspark.zip')).size).toBe(size);
  });

  test('a module that cannot be compiled is named, and stays as it is', () => {
    python(MAKE, lib, 'def (');
    expect(compile()).toMatch(/left as it is: .*py4j-0\.10\.9\.7-src\.zip\/py4j\/__init__\.py: /);
    expect(names('py4j-0.10.9.7-src.zip')).toEqual(['py4j/__init__.py']);
    expect(names('pyspark.zip')).toContain('pyspark/__init__.pyc');
  });
});
