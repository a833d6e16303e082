import { sparkLineOf } from '../../model/compatibility';
import { SparkImage } from '../../model/spark-image';
import { checkout, pinned } from './actions';
import { Workflow } from './workflow';

/** Name of the file below `.github/workflows`. */
export const COMPATIBILITY_FILE = 'pyspark-compatibility.yml';

/** Runs build_and_test.sh against the very Spark distribution that the image holds. */
export function compatibilityWorkflow(image: SparkImage, options: { readonly branches?: readonly string[] } = {}): Workflow {
  const workflow = new Workflow({
    name: 'PySpark compatibility',
    header: `Tests that the client pyspark ${image.pysparkVersion} works with Spark ${image.sparkVersion}: the distribution is downloaded and verified as in the\nDockerfile, and build_and_test.sh works with DataFrames on it.`,
    on: { push: { branches: [...(options.branches ?? ['main', 'develop'])] }, pull_request: null, workflow_dispatch: null },
  });
  workflow.addJob('compatibility', {
    name: 'Client and Spark',
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 45,
    permissions: { contents: { access: 'read', reason: 'check the code out' } },
    steps: [
      checkout(),
      { id: 'python', name: 'Set up Python', uses: pinned('actions/setup-python'), with: { 'python-version': pythonVersion(image) } },
      { id: 'java', name: 'Set up Java', uses: pinned('actions/setup-java'), with: { 'distribution': 'temurin', 'java-version': image.javaVersion } },
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
  });
  return workflow;
}

/** The image's Python; of an unknown base image, the newest that the line is known to work with. */
function pythonVersion(image: SparkImage): string {
  return image.pythonVersion ?? sparkLineOf(image.sparkVersion).pythonMax ?? '3.12';
}
