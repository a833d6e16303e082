import { fail, lacking, pass } from '../../check';
import { readRequirements } from '../../parsers/requirements-source';
import { listed } from '../../sentences';
import { repositoryCheck } from './subject';

export const requirementsPinned = repositoryCheck({
  id: 'requirements-pinned',
  title: 'requirements.txt pins every package to an exact version, including PySpark',
  ofSpark: true,
  guideItem: 20,
  section: 'Requirements management',
  references: ['OpenSSF Scorecard: Pinned-Dependencies'],
  why: 'The same file installs the same packages tomorrow.',
  fix: 'Write pyspark==3.5.6, and every other package the same way.',
  rcFix: "In the rc file: pysparkVersion: '3.5.6'.",
  verify: 'pip install --dry-run --requirement requirements.txt names the versions.',
  run: (files) => {
    const path = files.near(/^requirements\.txt$/)[0];
    const lines = path === undefined ? undefined : files.parsed(path, readRequirements);
    if (path === undefined || !lines) return lacking('requirements.txt');
    if (lines.length === 0) return fail(`${path} names no package.`, [files.evidence(path, 1)]);
    const loose = lines.filter((l) => l.version === undefined);
    if (loose.length > 0) {
      return fail(`${listed(loose.map((l) => l.name))} has no exact version.`, loose.map((l) => files.evidence(path, l.line)));
    }
    const pyspark = lines.find((l) => l.name.toLowerCase() === 'pyspark');
    if (!pyspark) return fail(`${path} does not name pyspark.`, [files.evidence(path, lines[0].line)]);
    return pass(`${path} demands pyspark ${pyspark.version}.`, lines.map((l) => files.evidence(path, l.line)));
  },
});
