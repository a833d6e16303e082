import { ScriptCommand } from '../../parsers/entrypoint-source';
import { says, step } from './subject';

const namesVersion = says(/\b(?:pyspark|spark|sc|session)\.(?:__version__|version)\b|\bversion\(["']pyspark["']\)|pyspark\.version/);

/** A version of Spark or of its client: of other programs it says nothing. */
function looksAtVersion(command: ScriptCommand): boolean {
  const { words } = command;
  if (words.includes('--version')) return words.some((w) => /(?:^|\/)(?:spark-submit|spark-shell|pyspark)$/.test(w));
  return namesVersion(command) || (words.includes('show') && words.includes('pyspark'));
}

export const testScriptVersions = step({
  id: 'test-script-versions',
  title: 'The test script compares the versions of PySpark and Spark',
  why: 'The test finds a client of another line than the cluster before a user does.',
  fix: 'Compare pyspark.__version__ and spark.version with the expected versions.',
}, looksAtVersion, 'The script looks at the versions.', 'does not look at the versions.');
