import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { runScript, ScriptResult } from './run-script';

/**
 * Stands for Java: notes how it was called; as Spark's launcher it prints a driver's command; as a mode it logs what
 * the mode says when it has started, notes a class, and waits for TERM; as -Xshare:dump it writes the archive.
 */
const JAVA = `#!/usr/bin/env bash
printf '%s\\n' "$*" >>"$STUB_LOG/calls"
for word in "$@"; do
  case $word in
  -XX:DumpLoadedClassList=*) printf 'java/lang/Object id: 0\\ncom/example/Loaded id: 9 super: 0 source: x.jar\\norg/%s id: 7\\n' "$$" >"\${word#*=}" ;;
  -XX:SharedArchiveFile=*) archive=\${word#*=} ;;
  -XX:SharedClassListFile=*) list=\${word#*=} ;;
  esac
done
case "$*" in
*launcher.Main*) printf '\\0\\njava\\0-cp\\0%s/:%s/jars/first.jar:%s/jars/*\\0-Xmx1g\\0--add-opens=a=b\\0-Dc=d e\\0org.apache.spark.deploy.SparkSubmit\\0--class\\0' "$SPARK_CONF_DIR" "$SPARK_HOME" "$SPARK_HOME" ;;
*PrintFlagsFinal*) [[ -z \${STUB_MOVES-} ]] || echo '     intx ArchiveRelocationMode     = 1     {diagnostic} {default}' ;;
*-Xshare:dump*) cp "$list" "$STUB_LOG/list-\${archive##*/}"; [[ -z \${STUB_NO_DUMP-} ]] && echo archive >"$archive" ;;
*-Xshare:on*) [[ -z \${STUB_NO_MATCH-} ]] ;;
*training_job.py*) exit "\${STUB_JOB_STATUS:-0}" ;;
*)
  [[ $* != *"\${STUB_DEAD:-none}"* ]] || { echo 'it died'; exit 1; }
  trap 'exit 143' TERM
  printf "%s\\n" "Successfully started service 'sparkMaster' on port 4711" "Successfully started service 'MasterUI' on port 1" \\
    "Successfully started service 'WorkerUI' on port 1" "Successfully started service 'HistoryServerUI' on port 1" \\
    'New state: ALIVE' 'Successfully registered with master' 'Bound HistoryServer to' 'HiveThriftServer2 started'
  for i in {1..300}; do sleep 0.1; done
  ;;
esac
`;

describe('make-archive.sh', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'make-archive-'));
  const target = path.join(root, 'cds');
  const log = path.join(root, 'log');
  const jars = path.join(root, 'spark/jars');

  beforeAll(() => {
    for (const directory of ['java/bin', 'spark/jars', 'tmp']) mkdirSync(path.join(root, directory), { recursive: true });
    writeFileSync(path.join(root, 'java/bin/java'), JAVA);
    chmodSync(path.join(root, 'java/bin/java'), 0o755);
    for (const jar of ['first.jar', 'b.jar', 'B.jar', 'spark-core_2.12-3.5.6.jar']) writeFileSync(path.join(jars, jar), '');
  });

  beforeEach(() => {
    for (const directory of [target, log]) rmSync(directory, { recursive: true, force: true });
    mkdirSync(log);
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const make = (modes: string, environment: { readonly [name: string]: string } = {}): Promise<ScriptResult> =>
    runScript('startup/make-archive.sh', [target, modes], {
      JAVA_HOME: path.join(root, 'java'), SPARK_HOME: path.join(root, 'spark'), TMPDIR: path.join(root, 'tmp'), STUB_LOG: log, ...environment,
    });
  const read = (file: string): string => readFileSync(path.join(target, file), 'utf8');
  const listOf = (archive: string): string[] => readFileSync(path.join(log, `list-${archive}`), 'utf8').trim().split('\n');
  const calls = (): string[] => readFileSync(path.join(log, 'calls'), 'utf8').trim().split('\n');

  test('writes the archive, its class path without the configuration, and what the launcher adds for a driver', async () => {
    const { status, stderr } = await make('master worker history-server submit');
    expect(stderr).toContain('make-archive: training submit');
    expect(status).toBe(0);
    expect(read('spark.jsa')).toBe('archive\n');
    expect(read('class-path')).toBe(`${['first.jar', 'B.jar', 'b.jar', 'spark-core_2.12-3.5.6.jar'].map((jar) => path.join(jars, jar)).join(':')}\n`);
    expect(read('driver-options')).toBe('--add-opens=a=b\n-Dc=d e\n');
  });

  test('starts what is chosen, and nothing else; the job goes to the cluster where there is one', async () => {
    await make('worker submit');
    expect(calls().filter((call) => call.includes('deploy.worker.Worker')).join()).toContain('spark://127.0.0.1:4711');
    expect(calls().join('\n')).toMatch(/--master spark:\/\/127\.0\.0\.1:4711 .*training_job\.py/);
    expect(calls().join('\n')).not.toContain('HistoryServer');
    rmSync(path.join(log, 'calls'));
    await make('submit');
    expect(calls().join('\n')).toContain('--master local[2]');
    expect(calls().join('\n')).not.toContain('Master --host');
  });

  test('a class stands in the list once, without its number; those of other class loaders are left out', async () => {
    await make('master worker');
    const list = listOf('spark.jsa');
    expect(list.filter((line) => line === 'java/lang/Object')).toHaveLength(1);
    expect(list.filter((line) => line.startsWith('org/'))).toHaveLength(2);
    expect(list.join()).not.toMatch(/ id: | source: /);
  });

  test.each([
    ['master worker submit', { STUB_MOVES: '1' }, ['daemons.jsa', 'spark.jsa']],
    ['master worker submit', {}, ['spark.jsa']],
    ['master worker', { STUB_MOVES: '1' }, ['spark.jsa']],
    ['submit', { STUB_MOVES: '1' }, ['spark.jsa']],
  ])('trained with %s and %j it makes %j: daemons get an archive of their own where Java moves archives and theirs is smaller', async (modes, environment, archives) => {
    expect(await make(modes, environment)).toMatchObject({ status: 0 });
    expect(readdirSync(target).filter((file) => file.endsWith('.jsa'))).toEqual(archives);
    if (archives.length > 1) expect(listOf('daemons.jsa').filter((line) => line.startsWith('org/'))).toHaveLength(2);
  });

  test('without a mode nothing is made', async () => {
    expect(await make('')).toMatchObject({ status: 0, stderr: expect.stringContaining('no mode is named') });
    expect(existsSync(target)).toBe(false);
  });

  test.each([
    ['a mode that ends before it has started', 'master', { STUB_DEAD: 'master.Master' }, 70, /it died[^]*master did not start[^]*--build-arg STARTUP_ARCHIVES=/],
    ['a job that fails', 'submit', { STUB_JOB_STATUS: '1' }, 70, /the training job failed/],
    ['an archive that is not written', 'master', { STUB_NO_DUMP: '1' }, 70, /Java did not write the archive/],
    ['an archive that Java does not take', 'master', { STUB_NO_MATCH: '1' }, 70, /does not take the archive/],
    ['a mode that there is not', 'masterr', {}, 64, /no mode 'masterr'/],
  ])('%s ends the build, says why, and leaves nothing behind', async (_, modes, environment, status, message) => {
    const result = await make(modes, environment);
    expect(result.stderr).toMatch(message);
    expect(result.status).toBe(status);
    expect(readdirSync(path.join(root, 'tmp'))).toEqual([]);
  });
});
