import { clientMatrix } from '../../model/client-matrix';
import { SparkImage } from '../../model/spark-image';
import { checkout, setupBuildx } from './actions';
import { READ_CODE } from './image-pipeline';
import { Workflow, WorkflowJob, WorkflowStep } from './workflow';

/** Name of the file below `.github/workflows`. */
export const COMPATIBILITY_FILE = 'pyspark-compatibility.yml';

/** Where the script stands that lets a client work on a cluster of the image. */
export const CLIENT_SCRIPT = 'docker/client-test.sh';

const IMAGE = 'spark-image:compatibility';
const ARCHIVE = 'image.tar';

/**
 * Runs build_and_test.sh against the very Spark distribution that the image holds, and lets clients of other versions work
 * on a cluster of the image itself.
 */
export function compatibilityWorkflow(image: SparkImage, options: { readonly branches?: readonly string[] } = {}): Workflow {
  const workflow = new Workflow({
    name: 'PySpark compatibility',
    header: (made) => [
      ...(made.has('compatibility', 'test')
        ? [`Tests that the client pyspark ${image.pysparkVersion} works with Spark ${image.sparkVersion}: build_and_test.sh works with ` +
          'DataFrames on it.']
        : []),
      ...(made.has('compatibility', 'spark') ? ['The distribution is downloaded and verified as in the Dockerfile.'] : []),
      ...(made.has('image', 'build') ? ['The image is built, and not published.'] : []),
      ...(made.has('client', 'test')
        ? ['Every client, Python and Java that its line of Spark supports works on a cluster of the image.']
        : []),
    ].join('\n'),
    on: { push: { branches: [...(options.branches ?? ['main', 'develop'])] }, pull_request: null, workflow_dispatch: null },
  });
  workflow.addJob('compatibility', distributionJob(image));
  workflow.addJob('image', imageJob());
  workflow.addJob('client', clientJob(image));
  return workflow;
}

/** The guide's test: the pinned client, and the distribution. */
function distributionJob(image: SparkImage): WorkflowJob {
  return {
    name: 'Client and Spark',
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 45,
    permissions: { contents: READ_CODE },
    steps: [
      checkout(),
      ...languages(image.pythonVersion, image.javaVersion),
      {
        id: 'spark',
        name: `Download Apache Spark ${image.sparkVersion} and verify it`,
        env: {
          SPARK_VERSION: image.sparkVersion,
          SCALA_VERSION: image.scalaVersion,
          SPARK_MIRROR: image.sparkMirror,
          SPARK_SHA512: image.sparkSha512 ?? '',
          SPARK_SIGNING_KEY: image.sparkSigningKey ?? '',
        },
        run: 'bash docker/fetch-spark.sh "$RUNNER_TEMP/spark"\n',
      },
      {
        id: 'test',
        name: 'Test the client in a virtual environment',
        env: { SPARK_HOME: '${{ runner.temp }}/spark', VENV_DIR: '${{ runner.temp }}/venv' },
        run: './build_and_test.sh\n',
      },
    ],
  };
}

function languages(python: string, java: string): WorkflowStep[] {
  return [
    { id: 'python', name: 'Set up Python', uses: 'actions/setup-python', with: { 'python-version': python } },
    { id: 'java', name: 'Set up Java', uses: 'actions/setup-java', with: { 'distribution': 'temurin', 'java-version': java } },
  ];
}

/** Builds the image once for all clients; nothing is pushed. */
function imageJob(): WorkflowJob {
  return {
    name: 'Build the image to connect to',
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 60,
    permissions: { contents: READ_CODE },
    env: { DOCKER_BUILD_RECORD_UPLOAD: 'false' },
    steps: [
      checkout(),
      setupBuildx(),
      {
        id: 'build',
        name: 'Build',
        uses: 'docker/build-push-action',
        with: {
          'context': '.',
          'tags': IMAGE,
          'provenance': false,
          'outputs': `type=docker,dest=\${{ runner.temp }}/${ARCHIVE}`,
          'cache-from': 'type=gha,scope=image-amd64',
        },
      },
      {
        id: 'hand-over',
        name: 'Hand the image over',
        uses: 'actions/upload-artifact',
        with: { 'name': 'image', 'path': `\${{ runner.temp }}/${ARCHIVE}`, 'retention-days': 1, 'if-no-files-found': 'error' },
      },
    ],
  };
}

/** Each client of the matrix, on a cluster of the image. */
function clientJob(image: SparkImage): WorkflowJob {
  return {
    name: 'Client ${{ matrix.pyspark }} on Spark ${{ matrix.spark }}, Python ${{ matrix.python }}, Java ${{ matrix.java }}',
    needs: ['image'],
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 30,
    permissions: { contents: READ_CODE },
    strategy: { failFast: false, matrix: { include: clientMatrix(image).map((variant) => ({ ...variant, spark: image.sparkVersion })) } },
    steps: [
      checkout(),
      ...languages('${{ matrix.python }}', '${{ matrix.java }}'),
      { id: 'download', name: 'Fetch the image', uses: 'actions/download-artifact', with: { name: 'image', path: '${{ runner.temp }}' } },
      { id: 'load', name: 'Load the image', run: `docker load --input "$RUNNER_TEMP/${ARCHIVE}"\n` },
      {
        id: 'test',
        name: 'Work on a cluster of the image from outside',
        env: { IMAGE, PYSPARK: '${{ matrix.pyspark }}', SPARK_VERSION: '${{ matrix.spark }}', VENV_DIR: '${{ runner.temp }}/venv' },
        run: `bash ${CLIENT_SCRIPT} "$IMAGE" "$PYSPARK"\n`,
      },
    ],
  };
}
