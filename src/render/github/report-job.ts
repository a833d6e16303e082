import { architectureOf, ImagePipeline } from './image-pipeline';
import { findingsFile } from './scan';
import { WorkflowJob } from './workflow';

/** Hands the findings to code scanning, where the repository may. */
export function reportJob({ image }: ImagePipeline): WorkflowJob {
  return {
    name: 'Report findings',
    needs: ['build'],
    // A scan that stopped the build is the one that must be read. Pull requests of forks have no right to report.
    if:
      "${{ !cancelled() && needs.build.result != 'skipped' && (github.event_name != 'pull_request' || " +
      'github.event.pull_request.head.repo.full_name == github.repository) }}',
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 10,
    permissions: {
      'contents': { access: 'read', reason: 'name the commit' },
      'security-events': { access: 'write', reason: 'fill the Security tab' },
    },
    steps: [
      {
        id: 'download',
        name: 'Fetch the findings',
        uses: 'actions/download-artifact',
        with: { 'pattern': 'findings-*', 'path': 'findings', 'merge-multiple': true },
      },
      ...image.platforms.map(architectureOf).map((arch) => ({
        id: `upload-${arch}`,
        name: `Hand the findings of ${arch} to code scanning`,
        if: `\${{ hashFiles('findings/${findingsFile(arch)}') != '' }}`,
        uses: 'github/codeql-action/upload-sarif',
        // Private repositories without GitHub Advanced Security have no code scanning; the findings stay as artifacts.
        continueOnError: true,
        with: { sarif_file: `findings/${findingsFile(arch)}`, category: `image-${arch}` },
      })),
    ],
  };
}
