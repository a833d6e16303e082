import { findMode, TRAINABLE_MODES } from '../../catalogue/modes';
import { placesOf } from '../../catalogue/unneeded-files';
import { shell } from '../../markdown/blocks';
import { joined } from '../../markdown/inline';
import { SparkImage } from '../../model/spark-image';
import { leftOut } from '../dockerfile';
import { searched } from '../left-out-places';
import { localTag } from '../local-image';
import { bullets, code, grid, md, section } from './readme-blocks';
import { ReadmeFacts } from './readme-facts';

const COMPILED = md`For ${code('submit')} the modules of PySpark are compiled as well, into ${code('pyspark.zip')} and ${code('py4j-*.zip')} in ${code('/opt/spark/python/lib')}: a driver and every worker of Python would compile what they import, at each start. Another Python, named by ${code('PYSPARK_PYTHON')}, takes the sources, which stay.`;

const TWO = md`Newer builds of Java, from 17 on, move an archive to an address that cannot be guessed, and write every pointer in it anew at each start. So that master, worker and history server need not do it with classes that they never use, they get one of their own there, ${code('daemons.jsa')} beside it.`;

/** Whether make-archive.sh makes two, as far as it is known before the image has its build of Java. */
function maySplit({ startupArchives, javaVersion }: SparkImage): boolean {
  const drivers = startupArchives.filter((mode) => findMode(mode).program !== undefined);
  return Number(javaVersion) >= 17 && drivers.length > 0 && drivers.length < startupArchives.length;
}

/** How a start is made short, and what decides whether it is. */
export function startup({ image, found }: ReadmeFacts) {
  const isTrained = found.has('docker/startup/make-archive.sh') && found.dockerfileText.includes('make-archive.sh');
  const trained = isTrained ? image.startupArchives : [];
  const starts = found.has('spark-image/start/daemon.sh');
  const others = TRAINABLE_MODES.filter((mode) => !trained.includes(mode));
  return section('Start-up',
    trained.length === 0
      ? md`No archive of Java classes is in the image (option ${code('startupArchives')}): every start reads and checks its classes anew.`
      : md`While the image is built, ${joined(trained.map(code), ', ')} ${trained.length === 1 ? 'is' : 'are'} started once, and Java writes what it read and checked to an archive, ${code('/opt/spark/cds/spark.jsa')}. Later starts map it into memory.${trained.includes('submit') ? md` ${code('submit')} stands for drivers of every kind, and for executors.` : ''}`,
    trained.length === 0 ? undefined : bullets([
      ...(trained.includes('submit') ? [COMPILED] : []),
      ...(maySplit(image) ? [TWO] : []),
      md`It serves as long as the class path begins with the JARs of the image. JARs that are added to ${code('/opt/spark/jars')} do not change that. One that is changed or removed, ${code('SPARK_DAEMON_CLASSPATH')}, ${code('spark.driver.extraClassPath')} or another Java do: the start then takes longer, and nothing else happens.`,
      md`Executors of a standalone cluster get it from the driver: where ${code('spark-submit')} runs in this image with a master ${code('spark://…')}, it adds ${code('spark.executor.extraClassPath')} and ${code('spark.executor.defaultJavaOptions')}. Where a job sets one of them, or its driver runs elsewhere, executors start as Spark starts them. Executors on Kubernetes find it by themselves, unless ${code('spark.executor.extraClassPath')} is set.`,
      md`Whether it serves is seen by ${code('-Xshare:on')}, with which Java ends where it would go on without the archive. Leave it out again afterwards.`,
      md`To build without it: ${code('docker build --build-arg STARTUP_ARCHIVES= .')}${others.length > 0 ? md`; the option ${code('startupArchives')} takes ${joined(others.map(code), ', ')} as well` : ''}.`,
    ]),
    trained.length === 0 ? undefined : shell(`docker run --rm --env SPARK_MASTER_OPTS='-Xshare:on -XX:SharedArchiveFile=/opt/spark/cds/spark.jsa' ${localTag(image)}`),
    starts ? bullets([
      md`Master, worker and history server are started without Spark's launcher, a Java of its own. So is a driver by ${code('spark-submit')}, unless an option, a property or a variable is in play that only the launcher knows.`,
      md`A master and a worker run with ${code('-XX:TieredStopAtLevel=1')}: they only coordinate. Your own ${code('-XX:TieredStopAtLevel=4')} in ${code('SPARK_DAEMON_JAVA_OPTS')} takes its place.`,
    ]) : undefined,
  );
}

/** What was left out of the image, and how to keep it. */
export function unneeded({ image, found }: ReadmeFacts) {
  const groups = leftOut(image).filter((group) => searched(group, found.files).missing.length === 0);
  return section('What was left out',
    groups.length === 0
      ? md`Nothing${leftOut(image).length === 0 ? md`: the option ${code('keepFiles')} keeps everything` : ''}.`
      : md`No mode needs these files, so the image does not have them. Licences, NOTICE and copyright files stay. The option ${code('keepFiles')} of the rc file keeps what it names.`,
    grid(['Name for keepFiles', 'What', 'Where'], groups.map((files) => [
      code(files.name), files.description, joined(placesOf(files).map(code), ', '),
    ])),
  );
}
