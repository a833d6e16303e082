import { SparkImageProjectOptions } from '../../../src/spark-image-project-options';
import { repositoryWith, synthesize } from '../../components/synthesis';

const ALONE = { buildWorkflow: false, compatibilityWorkflow: false, driftWorkflow: false, upgradeWorkflow: false, dependabot: false, gitlab: {} };
const documents = (options: Partial<SparkImageProjectOptions> = {}) => {
  const files = synthesize(repositoryWith({ ...ALONE, ...options }));
  return [files['README.md'], files['SECURITY.md']];
};

test('the image is named by the registry that GitLab CI publishes to', () => {
  const [readme, security] = documents();
  expect(readme).toContain('docker pull registry.gitlab.com/acme/demo:latest');
  expect(security).toContain('"registry.gitlab.com/acme/demo@$DIGEST"');
  expect(readme + security).not.toContain('ghcr.io/acme');
  expect(documents({ gitlab: { registry: 'registry.example.com' } })[0]).toContain('docker pull registry.example.com/acme/demo:latest');
  expect(documents({ registry: 'registry.example.org' })[0]).toContain('docker pull registry.example.org/acme/demo:latest');
});

test('what the pipeline does is claimed, with the identity that it signs with', () => {
  const [, security] = documents();
  for (const measure of ['A workflow builds the image', 'The pipeline scans the image for known vulnerabilities', 'The pipeline signs the image by its digest', 'The pipeline publishes a bill of materials with the image']) {
    expect(security).toMatch(new RegExp(`^\\| [^|]* \\| [^|]* \\| [^|]*${measure}[^|]* \\|`, 'm'));
  }
  expect(security).toContain("'^https://gitlab\\.com/acme/demo//\\.gitlab-ci\\.yml@refs/(heads/main|tags/v.+)$'");
  expect(security).not.toMatch(/token\.actions|There is no workflow|SLSA Build Level|security\/advisories\/new/);
});

test('where nothing publishes, the README says so', () => {
  expect(documents({ gitlab: undefined })[0]).toContain('No pipeline publishes the image.');
});
