import { repositoryUrl } from '../../model/publisher';
import { SparkImage } from '../../model/spark-image';
import { renderYaml } from '../../yaml/yaml-text';

/** A question of a form. */
function question(id: string, label: string, description: string, required = true): object {
  return { type: 'textarea', id, attributes: { label, description }, validations: { required } };
}

/** The form of a bug report. */
export function renderBugForm(image: SparkImage, marker?: string): string {
  const form = {
    name: 'Something does not work',
    description: 'The image, the compose files or a workflow do not do what they should',
    labels: ['bug'],
    body: [
      {
        type: 'markdown',
        attributes: { value: `Weaknesses are reported privately: see [SECURITY.md](${repositoryUrl(image)}/blob/HEAD/SECURITY.md).\n` },
      },
      question(
        'what',
        'What happens, and what should happen?',
        'The command, and the last lines of the log. Secrets are masked in it; look again before you paste.',
      ),
      {
        type: 'input',
        id: 'image',
        attributes: {
          label: 'Which image?',
          description: 'Its digest: docker image inspect --format "{{index .RepoDigests 0}}" IMAGE',
          placeholder: `${image.reference}@sha256:…`,
        },
        validations: { required: true },
      },
      question(
        'configuration',
        'How is it configured?',
        'What docker run --rm IMAGE print-config prints, with the variables that you set.',
        false,
      ),
    ],
  };
  return renderYaml(form, { marker, header: 'A form, so that a report has what an answer needs.' });
}

/** The form of a wish. */
export function renderWishForm(rcFile: string, marker?: string): string {
  const form = {
    name: 'Something is missing',
    description: 'A package, a version, a setting',
    labels: ['enhancement'],
    body: [
      question('need', 'What do you need it for?', 'The problem, rather than the solution.'),
      question(
        'option',
        'Which option would say it?',
        `Most wishes are an option of ${rcFile}: sparkVersion, aptPackages, pythonRequirements, extraJars, environment.`,
        false,
      ),
    ],
  };
  return renderYaml(form, { marker, header: 'A form for what the image does not have yet.' });
}

/** Where else a question can go; a blank issue is none of the ways. */
export function renderIssueConfig(image: SparkImage, contact: string | undefined, marker?: string): string {
  const url = contact?.startsWith('https://') ? contact : `${repositoryUrl(image)}/security/policy`;
  const config = {
    blank_issues_enabled: false,
    contact_links: [
      { name: 'A weakness', url, about: 'Report it privately, never here' },
      { name: 'Apache Spark itself', url: 'https://spark.apache.org/community.html', about: 'Questions about Spark, and bugs in it' },
    ],
  };
  return renderYaml(config, { marker, header: 'Where else a question can go.' });
}
