import { fail, Finding, pass } from '../../check';
import { listed } from '../../sentences';
import { commandsOn, ownedByUser } from './permissions';
import { buildsSpark, dockerfileCheck, DockerfileSubject, lacks, notSpark, onDockerfile } from './subject';

/** The directories that the guide names. */
const APPLICATION_DIRECTORIES: readonly string[] = ['/opt/spark/data', '/opt/spark/apps', '/opt/spark/work', '/opt/spark/logs'];

function directoriesFinding(subject: DockerfileSubject): Finding {
  if (!buildsSpark(subject.source)) return notSpark();
  const made = APPLICATION_DIRECTORIES.map((path) =>
    ({ path, by: commandsOn(subject, ['mkdir', 'install'], path), owned: ownedByUser(subject, path) }));
  const missing = made.filter((d) => d.by.length === 0);
  if (missing.length > 0) {
    return lacks(subject, `Nothing creates ${listed(missing.map((d) => d.path))}.`, made.flatMap((d) => d.by.map(subject.at)).slice(0, 1));
  }
  const foreign = made.filter((d) => d.owned.length === 0);
  if (foreign.length > 0) {
    return fail(`${listed(foreign.map((d) => d.path))} is not given to the user.`, foreign.map((d) => subject.at(d.by[0])));
  }
  const evidence = new Set(made.flatMap((d) => [...d.by, ...d.owned]));
  return pass('The four directories are created, and belong to the user.', [...evidence].map(subject.at));
}

export const dockerfileApplicationDirectories = dockerfileCheck({
  id: 'dockerfile-application-directories',
  title: 'The directories for data, applications, work and logs exist and belong to the user',
  guideItem: 8,
  section: 'Persistent data directories',
  why: 'A volume that is mounted there takes over the owner, so the user can write to it.',
  fix: 'Create /opt/spark/data, /opt/spark/apps, /opt/spark/work and /opt/spark/logs with mkdir -p, and chown them in the same RUN.',
  verify: 'docker run --rm --entrypoint ls IMAGE -ld /opt/spark/data /opt/spark/apps /opt/spark/work /opt/spark/logs shows the owner.',
  run: onDockerfile((subject) => directoriesFinding(subject)),
});
