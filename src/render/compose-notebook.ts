import { renderDockerfile } from '../dockerfile/dockerfile';
import * as docker from '../dockerfile/instructions';
import { mountTarget } from '../model/compose-values';
import { SparkImage } from '../model/spark-image';
import { ComposeEnvironment, ComposeService } from './compose-model';
import { ServiceParts } from './compose-services';
import { VENV } from './dockerfile/builder-stage';
import { USE_APT_MIRROR } from './dockerfile/packages';
import { localTag } from './local-image';

export const NOTEBOOK_SERVICE = 'spark-notebook';

/** A Dockerfile by another name: the image of this repository is the other one. */
export const NOTEBOOK_IMAGE_FILE = 'docker/notebook-image.txt';

/** The volume of the notebooks, and a directory of every image that its user may write to. */
export const NOTEBOOK_VOLUME = 'spark-notebooks';
const NOTEBOOKS = '/workspace';

/** Works with Python 3.9 and later, which is what the known base images have. Source: the metadata of jupyterlab 4.4.10. */
const JUPYTERLAB = 'jupyterlab==4.4.10';

const JUPYTER = '/opt/jupyter';
const PORT = 8888;

/** What JupyterLab writes beside notebooks: nothing of it need outlive the container. */
const JUPYTER_DIRECTORIES = {
  JUPYTER_CONFIG_DIR: '/tmp/jupyter/config',
  JUPYTER_DATA_DIR: '/tmp/jupyter/data',
  JUPYTER_RUNTIME_DIR: '/tmp/jupyter/runtime',
  IPYTHONDIR: '/tmp/ipython',
};

/**
 * JupyterLab in the image of the cluster, whose sessions are drivers.
 *
 * @param environment what every service has; the anchor for that stands in another file
 */
export function notebookService(parts: ServiceParts, environment: ComposeEnvironment): ComposeService {
  const { variable } = parts;
  return {
    ...parts.base('pyspark'),
    ...parts.afterMaster,
    image: variable('SPARK_NOTEBOOK_IMAGE'),
    build: { context: '.', dockerfile: NOTEBOOK_IMAGE_FILE, args: { SPARK_IMAGE: variable('SPARK_IMAGE') } },
    working_dir: NOTEBOOKS,
    command: [`${JUPYTER}/bin/jupyter`, 'lab', '--no-browser', '--ip=0.0.0.0', `--port=${PORT}`],
    environment: {
      ...environment,
      JUPYTER_TOKEN: null,
      ...JUPYTER_DIRECTORIES,
      SPARK_CONF_spark_cores_max: variable('SPARK_NOTEBOOK_CORES'),
    },
    ports: [`${variable('SPARK_BIND_ADDRESS')}:${variable('SPARK_NOTEBOOK_PORT')}:${PORT}`],
    volumes: [...parts.mounts.filter((mount) => mountTarget(mount) !== NOTEBOOKS), `${NOTEBOOK_VOLUME}:${NOTEBOOKS}`],
    mem_limit: variable('SPARK_NOTEBOOK_MEM_LIMIT'),
    cpus: variable('SPARK_NOTEBOOK_CPU_LIMIT'),
  };
}

/**
 * The Dockerfile of the notebook's image, in two stages: what installs JupyterLab stays behind.
 *
 * @param marker first line, without `#`; none when undefined
 */
export function notebookDockerfile(image: SparkImage, marker?: string): string {
  const packages = `$(echo ${JUPYTER}/lib/python3*/site-packages)`;
  return renderDockerfile({
    header: [
      ...(marker === undefined ? [] : [marker, '']),
      'The image of the notebook of docker-compose.dev.yml, in the syntax of a Dockerfile: the image of the cluster, SPARK_IMAGE,',
      'with JupyterLab. It is for development alone, and nothing publishes it.',
    ],
    preamble: [docker.args(
      [['SPARK_IMAGE', localTag(image)], ['APT_MIRROR', image.aptMirror ?? ''], ['PYTHON_INDEX_URL', image.pythonIndexUrl ?? '']],
    )],
    stages: [
      {
        from: '${SPARK_IMAGE}',
        name: 'jupyter',
        instructions: [
          docker.args([['APT_MIRROR'], ['PYTHON_INDEX_URL']]),
          docker.plain('USER', '0:0', 'In this stage alone.', 'hadolint ignore=DL3002'),
          docker.run([
            USE_APT_MIRROR,
            'export DEBIAN_FRONTEND=noninteractive',
            'apt-get update',
            'apt-get install -y --no-install-recommends python3-venv',
            `/usr/bin/python3 -m venv ${JUPYTER}`,
            `${JUPYTER}/bin/pip install --no-cache-dir --disable-pip-version-check \${PYTHON_INDEX_URL:+--index-url ` +
              `"\${PYTHON_INDEX_URL}"} ${JUPYTERLAB}`,
            ...(image.pythonRequirements.length > 0 ? [`echo ${VENV}/lib/python3*/site-packages >"${packages}/image.pth"`] : []),
          ], 'JupyterLab is pinned, what it needs is not.', 'hadolint ignore=DL3008'),
        ],
      },
      {
        from: '${SPARK_IMAGE}',
        instructions: [docker.copy([JUPYTER], JUPYTER, { from: 'jupyter' }), docker.plain('USER', `${image.uid}:${image.processGid}`)],
      },
    ],
  });
}
