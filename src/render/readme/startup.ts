import { findMode, TRAINABLE_MODES } from '../../catalogue/modes';
import { placesOf } from '../../catalogue/unneeded-files';
import { shell } from '../../markdown/blocks';
import { joined } from '../../markdown/inline';
import { SparkImage } from '../../model/spark-image';
import { leftOut } from '../dockerfile/packages';
import { searched } from '../left-out-places';
import { localTag } from '../local-image';
import { prose } from '../prose';
import { bullets, code, grid, md, section } from './readme-blocks';
import { ReadmeFacts } from './readme-facts';

const text = prose('readme/startup');

const COMPILED = text('compiled-pyspark');

const TWO = text('daemons-archive');

/** Whether make-archive.sh makes two, as far as it is known before the image has its build of Java. */
function maySplit({ startupArchives, javaVersion }: SparkImage): boolean {
  const drivers = startupArchives.filter((mode) => findMode(mode).program !== undefined);
  return Number(javaVersion) >= 17 && drivers.length > 0 && drivers.length < startupArchives.length;
}

/** How a start is made short, and what decides whether it is. */
export function startup({ image, found }: ReadmeFacts) {
  const isTrained = found.has('docker/startup/make-archive.sh') && found.dockerfileText.includes('make-archive.sh');
  const trained = isTrained ? image.startupArchives : [];
  const starts = found.has('spark-image/start.sh');
  const others = TRAINABLE_MODES.filter((mode) => !trained.includes(mode));
  return section('Start-up',
    trained.length === 0
      ? text('no-archive')
      : text('archive', {
        MODES: joined(trained.map(code), ', '),
        ARE: trained.length === 1 ? 'is' : 'are',
        SUBMIT: trained.includes('submit') ? md` ${code('submit')} covers drivers of every kind, and executors.` : '',
      }),
    trained.length === 0 ? undefined : bullets([
      ...(trained.includes('submit') ? [COMPILED] : []),
      ...(maySplit(image) ? [TWO] : []),
      text('class-path'),
      text('executors'),
      text('archive-used'),
      md`To build without it: ${code('docker build --build-arg STARTUP_ARCHIVES= .')}${others.length > 0
        ? md`; the option ${code('startupArchives')} takes ${joined(others.map(code), ', ')} as well`
        : ''}.`,
    ]),
    trained.length === 0
      ? undefined
      : shell(`docker run --rm --env SPARK_MASTER_OPTS='-Xshare:on -XX:SharedArchiveFile=/opt/spark/cds/spark.jsa' ${localTag(image)}`),
    starts ? bullets([
      text('no-launcher'),
      text('first-compiler'),
    ]) : undefined,
  );
}

/** What was left out of the image, and how to keep it. */
export function unneeded({ image, found }: ReadmeFacts) {
  const groups = leftOut(image).filter((group) => searched(group, found.files).missing.length === 0);
  return section('What was left out',
    groups.length === 0
      ? md`Nothing${leftOut(image).length === 0 ? md`: the option ${code('keepFiles')} keeps all files` : ''}.`
      : text('kept-files'),
    grid(['Name for keepFiles', 'What', 'Where'], groups.map((files) => [
      code(files.name), files.description, joined(placesOf(files).map(code), ', '),
    ])),
  );
}
