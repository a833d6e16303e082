import { UNNEEDED_FILES } from '../../src/catalogue/unneeded-files';
import { SparkImageOptions } from '../../src/model/spark-image-options';
import { bodiesOf, stageOf } from '../dockerfile/read-dockerfile';
import { commandsOf, textOf } from './dockerfile-text';

describe('the archive of classes', () => {
  const train = (options: Partial<SparkImageOptions> = {}) => stageOf(textOf(options), 'runtime').findIndex((i) => i.body.includes('make-archive.sh'));

  test('is made from Spark and its JARs alone: neither a file of the entrypoint nor a Python package makes it anew', () => {
    const runtime = stageOf(textOf({ pythonRequirements: ['pandas==2.2.2'] }), 'runtime');
    const bodies = runtime.map((i) => i.body);
    const made = train({ pythonRequirements: ['pandas==2.2.2'] });
    expect(bodies[made].replace(/ \\\n +/g, ' ')).toBe('--mount=type=bind,source=docker/startup,target=/mnt/startup set -eux; bash /mnt/startup/make-archive.sh /opt/spark/cds "${STARTUP_ARCHIVES}"');
    expect(runtime.slice(0, made).filter((i) => i.keyword === 'COPY').map((i) => i.body)).toEqual(['--from=builder --chown=1001:1001 /opt/spark /opt/spark']);
    expect(runtime.slice(0, made).filter((i) => i.keyword === 'ARG').map((i) => i.body)).toEqual(['APT_MIRROR', 'STARTUP_ARCHIVES="master worker history-server submit"']);
  });

  test('is trained with the modes that were chosen, and not made without one', () => {
    expect(bodiesOf(stageOf(textOf({ startupArchives: ['worker'] }), 'runtime'), 'ARG')).toContain('STARTUP_ARCHIVES="worker"');
    expect(train({ startupArchives: [] })).toBe(-1);
    expect(textOf({ startupArchives: [] })).not.toContain('STARTUP_ARCHIVES');
  });

  test('what names the version stands behind what is large', () => {
    const keywords = stageOf(textOf(), 'runtime').map((i) => `${i.keyword} ${i.body}`);
    expect(keywords.findIndex((k) => k === 'ARG SPARK_VERSION')).toBeGreaterThan(train());
    expect(keywords.findIndex((k) => k.startsWith('LABEL'))).toBeGreaterThan(train());
  });
});

describe('what no mode needs', () => {
  const commands = (stage: string, options: Partial<SparkImageOptions> = {}) => commandsOf(stageOf(textOf(options), stage)).map((command) => command.replace(/ \\\s+/g, ' '));

  test('is left out: Spark’s in the builder, that of packages before they are unpacked; licences never', () => {
    expect(commands('builder').find((c) => c.startsWith('rm -rf /opt/spark/'))).toMatch(/ \/opt\/spark\/R .* \/opt\/spark\/yarn /);
    const runtime = commands('runtime');
    const exclude = runtime.findIndex((c) => c.startsWith('printf') && c.includes("'path-exclude=/usr/share/doc/*/*' 'path-include=/usr/share/doc/*/copyright'"));
    expect(exclude).toBeGreaterThan(-1);
    expect(exclude).toBeLessThan(runtime.indexOf('apt-get update'));
    expect(runtime.find((c) => c.startsWith('rm -rf /var/cache'))).toContain('/opt/java/lib/server/classes_nocoops.jsa');
    expect(textOf()).not.toMatch(/rm .*(?:licen[cs]e|NOTICE|copyright|\/legal)/i);
  });

  test('is kept when it is named', () => {
    const kept = textOf({ keepFiles: ['documentation', 'package-development', 'static-init', 'fonts', 'large-heap-archive', 'sparkr'] });
    expect(kept).not.toMatch(/path-exclude|classes_nocoops|\/opt\/spark\/R\b/);
    expect(kept).toContain('/opt/spark/yarn');
    expect(textOf({ keepFiles: UNNEEDED_FILES.map((files) => files.name) })).not.toMatch(/path-exclude|rm -rf \/(?!var\/lib\/apt)/);
  });
});
