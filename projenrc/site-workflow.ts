import { github } from 'projen';
import { JobPermission } from 'projen/lib/github/workflows-model';

/** Pins of the actions that publish pages; the catalogue holds those that generated repositories use. */
export const PAGE_PINS: { readonly [action: string]: string } = {
  'actions/upload-pages-artifact': 'fc324d3547104276b827a68afc52ff2a11cc49c9', // v5.0.0
  'actions/deploy-pages': 'cd2ce8fcbc39b97be8ca5fce6e763baed58fa128', // v5.0.0
};

/** `.github/workflows/site.yml`: builds the site from the documents of the default branch, and publishes it with GitHub Pages. */
export function addSiteWorkflow(gitHub: github.GitHub): void {
  for (const [action, sha] of Object.entries(PAGE_PINS)) gitHub.actions.set(action, `${action}@${sha}`);
  const workflow = new github.GithubWorkflow(gitHub, 'site', { limitConcurrency: true, concurrencyOptions: { group: 'site' } });
  workflow.on({ push: { branches: ['main'], paths: ['docs/**', 'site/**', '*.md', '.github/workflows/site.yml'] }, workflowDispatch: {} });
  workflow.addJobs({
    build: {
      runsOn: ['ubuntu-latest'],
      permissions: { contents: JobPermission.READ },
      steps: [
        { name: 'Checkout', uses: 'actions/checkout', with: { 'persist-credentials': false } },
        { name: 'Setup Node.js', uses: 'actions/setup-node', with: { 'node-version': '22', 'package-manager-cache': false } },
        { name: 'Install what builds the site', run: 'npm ci', workingDirectory: 'site' },
        { name: 'Build the site', run: 'npm run build', workingDirectory: 'site' },
        { name: 'Hand the site over', uses: 'actions/upload-pages-artifact', with: { path: 'site/.vitepress/dist' } },
      ],
    },
    publish: {
      runsOn: ['ubuntu-latest'],
      needs: ['build'],
      permissions: { pages: JobPermission.WRITE, idToken: JobPermission.WRITE },
      environment: { name: 'github-pages', url: '${{ steps.publish.outputs.page_url }}' },
      steps: [{ id: 'publish', name: 'Publish the site', uses: 'actions/deploy-pages' }],
    },
  });
}
