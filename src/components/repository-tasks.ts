import { Project } from 'projen/lib/project';
import { SparkImage } from '../model/spark-image';
import { localTag } from '../render/local-image';
import { MEASURE_TASK, measureDefaults } from '../render/measure';
import { MEASURE, PackageScript, PINS, PUBLISH, scriptPath } from '../render/package-scripts';
import { PUBLISH_COMMANDS, publishDefaults } from '../render/publishing';
import { ORIGINALS } from './originals';
import { SparkWorkflow } from './workflow';

/** What git must not take in: secrets, environments and what a run leaves behind. */
const NEVER_COMMITTED = [
  '.env', 'secrets/', 'venv/', '.venv/', '__pycache__/', '*.pyc', 'metastore_db/', 'spark-warehouse/', 'derby.log', 'cosign.key',
  'sbom.spdx.json', ...ORIGINALS,
];

/**
 * Where the types of Node.js are, for `process.env` in the rc file: npx puts the programs of what it installs onto the PATH, and types
 * stand beside them. The repository itself installs neither.
 */
const ROOTS_OF_TYPES = 'roots=; IFS=:; for bin in $PATH; do roots="$roots${roots:+,}$bin/../@types"; done';
const CHECK = ['--noEmit', '--skipLibCheck', '--module nodenext', '--target es2022', '--types node', '--typeRoots "$roots"'];

/**
 * The tasks of an image repository: `npx projen build`, `test`, `up`, `example`, `down`. What takes arguments is given as
 * `execArgs`: after an `exec` projen joins them with blanks, and a shell reads them once more.
 *
 * @param project project that gets the tasks
 * @param image the image
 * @param master name of the compose service that runs the master
 * @param rcFile the rc file, whose types are checked
 */
export function addRepositoryTasks(project: Project, image: SparkImage, master: string, rcFile: string): void {
  for (const pattern of NEVER_COMMITTED) project.addGitIgnore(pattern);
  const build = project.addTask('build', {
    description: 'Builds the image for this machine',
    steps: [
      { say: `building ${localTag(image)}` }, { execArgs: ['docker', 'build', '--pull', '--tag', localTag(image), '.'], receiveArgs: true },
    ],
  });
  project.addTask(
    'test', { description: 'Runs the compatibility test of the Python client', execArgs: ['./build_and_test.sh'], receiveArgs: true },
  );
  const up = project.addTask('up', {
    description: 'Starts the cluster and waits until it is healthy',
    steps: [{ say: 'starting master and workers' }, { execArgs: ['docker', 'compose', 'up', '--detach', '--wait'], receiveArgs: true }],
  });
  project.addTask(
    'down', { description: 'Stops the cluster; the data volume stays', execArgs: ['docker', 'compose', 'down'], receiveArgs: true },
  );
  const example = project.addTask('example', {
    description: 'Builds the image, starts the cluster and runs the example job on it',
    steps: [{ spawn: build.name }, { spawn: up.name }, { say: 'running spark-apps/example_job.py on the cluster' }],
  });
  example.exec(
    `docker compose exec -T ${master} spark-submit --master spark://${master}:${image.portNumber('master')} /opt/spark/apps/example_job.py`,
  );
  example.say('done: "npx projen down" stops the cluster');
  const script = (of: PackageScript): string => scriptPath(of, project.ejected);
  for (const [name, value] of Object.entries(publishDefaults(image))) project.tasks.addEnvironment(name, value);
  for (const { command, task, description } of PUBLISH_COMMANDS) {
    project.addTask(task, { description, execArgs: ['bash', script(PUBLISH), command], receiveArgs: true });
  }
  project.addTask(MEASURE_TASK, {
    description: 'Builds the image and a naive one, and measures both for SECURITY.md; takes --build-arg for mirrors',
    env: measureDefaults(image),
    execArgs: ['bash', script(MEASURE)],
    receiveArgs: true,
  });
  if (project.files.some((file) => file instanceof SparkWorkflow)) {
    project.addTask('pins', { description: 'Shows the pin of every action, and the workflows that use it', exec: `bash ${script(PINS)}` });
  }
  // These need the rc file and what it imports.
  if (project.ejected) return;
  project.addTask('check', {
    description: 'Says which managed files are not in sync, and which checks fail; --fix writes the files again',
    execArgs: ['spark-image', 'check'],
    receiveArgs: true,
  });
  project.addTask('typecheck', {
    description: 'Checks the types of the rc file, which a resync never does',
    exec:
      `npx --yes --package typescript@5 --package @types/node@20 --call '${ROOTS_OF_TYPES}; tsc ` +
      `${[...CHECK, ...(rcFile.endsWith('.js') ? ['--allowJs', '--checkJs'] : [])].join(' ')} ${rcFile}'`,
  });
}
