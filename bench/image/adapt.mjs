/**
 * Rules that let the Dockerfiles of the peers build from the same base image and the same Spark archive as ours. They
 * change the base image, where things are downloaded from, and what that base or that archive does not have; nothing else.
 */
import { readFileSync } from 'node:fs';

/** What all images are built from. */
/** @typedef {{ base: string, java: string, spark: string, mirror: string, key: string, archived: string[] }} Common */

/** Applies rules in their order; one that finds nothing is an error, since the peer then is not what the rules were written for. */
function apply(name, text, rules) {
  return rules.reduce((changed, [what, pattern, replacement]) => {
    if (changed.search(pattern) < 0) throw new Error(`${name}: nothing in its Dockerfile is ${what} (${pattern}). The rules of bench/image/adapt.mjs were written for another version of it.`);
    return changed.replace(pattern, replacement);
  }, text);
}

/** The reference repository: Python and Java of the distribution, for the package archive that it adds is Ubuntu's. */
export function adaptReference(file, { base, java, spark, mirror }) {
  return apply('reference', readFileSync(file, 'utf8'), [
    ['a base image', /^FROM \S+/gm, `FROM ${base}`],
    ['a version of Spark', /SPARK_VERSION=\S+/g, `SPARK_VERSION=${spark}`],
    ['a download', /https:\/\/[^\s/]+\/dist\/spark/g, mirror],
    ['a tool for archives of packages', /\s*software-properties-common \\/, ''],
    ['an archive of packages of Ubuntu', /\s*add-apt-repository [^&]*&& \\/, ''],
    ['a version of Python', /python3\.\d+(-venv)? \\/g, 'python3$1 \\'],
    ['a link to Python', /\s*update-alternatives [^&]*&& \\\n/, '\n'],
    ['a version of Java', /openjdk-\d+-jre-headless/g, `openjdk-${java}-jre-headless`],
    ['a place of Java', /java-\d+-openjdk/g, `java-${java}-openjdk`],
  ]);
}

/** apache/spark-docker, without Python: Java comes with its base image, and its key from a key server. */
export function adaptApache(file, { base, java, spark, mirror, key, archived }) {
  const has = (name) => archived.some((path) => path === name || path.startsWith(`${name}/`));
  const text = apply('apache', readFileSync(file, 'utf8'), [
    ['a base image', /^FROM \S+/m, `FROM ${base}\nRUN apt-get update; apt-get install -y --no-install-recommends openjdk-${java}-jre-headless; rm -rf /var/lib/apt/lists/*\nENV JAVA_HOME=/usr/lib/jvm/java-${java}-openjdk-amd64`],
    ['a version of Spark', /spark-\d+\.\d+\.\d+/g, `spark-${spark}`],
    ['a download', /https:\/\/[^\s/]+\/dist\/spark/g, mirror],
    ['a key', /GPG_KEY=\S+/, `GPG_KEY=${key}`],
    ['a key server', /gpg --batch --keyserver [^;]*;/, `wget -nv -O KEYS ${mirror}/KEYS; gpg --batch --import KEYS;`],
  ]);
  const lacking = (line) => {
    const moved = /^\s*mv (\S+) \/opt/.exec(line)?.[1];
    if (moved) return !has(moved);
    return (/examples\/jars/.test(line) && !has('examples/jars')) || (/decom\.sh/.test(line) && !has('kubernetes'));
  };
  return text.split('\n').filter((line) => !lacking(line)).join('\n');
}

/** Python on top of it, as its own second Dockerfile adds it. */
export function adaptApachePython(file, parent) {
  return apply('apache, python3', readFileSync(file, 'utf8'), [['a base image', /^FROM \S+/m, `FROM ${parent}`]]);
}
