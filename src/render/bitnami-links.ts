import * as path from 'node:path';
import { JAVA_HOME } from '../catalogue/base-images';
import { BITNAMI_PATHS, BITNAMI_PYTHON } from '../catalogue/bitnami';
import { Instruction } from '../dockerfile/dockerfile';
import * as docker from '../dockerfile/instructions';

/**
 * Links by which files that were written for bitnami/spark find what they name. Every image has them, whatever its
 * profile: they cost some bytes and change nothing. Only what would change something waits for the profile: the group
 * and the working directory of processes, and the tolerance for weak secrets.
 *
 * @param javaHome directory of Java in the image
 * @param venv virtual environment of the image's Python packages, if it has one
 */
export function bitnamiLinks(javaHome: string, venv?: string): Instruction {
  const parents = [...new Set(
    [...BITNAMI_PATHS.map((p) => path.posix.dirname(p.path)), venv ? path.posix.dirname(BITNAMI_PYTHON) : `${BITNAMI_PYTHON}/bin`],
  )];
  const python = venv
    ? [`ln -s ${venv} ${BITNAMI_PYTHON}`]
    : ['python', 'python3'].map((name) => `ln -s /usr/bin/python3 ${BITNAMI_PYTHON}/bin/${name}`);
  return docker.run([
    `mkdir -p ${parents.filter((p) => !parents.some((other) => other.startsWith(`${p}/`))).join(' ')}`,
    ...BITNAMI_PATHS.map(({ path: link, target }) => `ln -s ${target === JAVA_HOME ? javaHome : target} ${link}`),
    ...python,
  ], 'What was written for bitnami/spark finds Spark, Java, Python and the entrypoint by the paths that it names.');
}
