import { Project } from 'projen/lib/project';
import { Scan } from '../model/scan';
import { GRYPE_SCRIPT, ignoreFileOf, renderIgnoredFindings } from '../render/ignored-findings';
import { AssetFile } from './asset-file';
import { RenderedFile } from './rendered-file';

/** The script that lets a cluster of an image work. Several pipelines run it; it is written once. */
export function addSmokeTest(project: Project): void {
  addScript(project, 'docker/smoke-test.sh', 'workflows/smoke-test.sh');
}

/** What a pipeline needs that tries and scans an image, each file once. */
export function addImageScripts(project: Project, scan: Scan): void {
  addSmokeTest(project);
  if (scan.scanner === 'grype') addScript(project, GRYPE_SCRIPT, 'workflows/grype-config.sh');
  const ignored = ignoreFileOf(scan);
  if (ignored && !project.tryFindFile(ignored)) new RenderedFile(project, ignored, (marker) => renderIgnoredFindings(scan, marker));
}

function addScript(project: Project, file: string, asset: string): void {
  if (!project.tryFindFile(file)) new AssetFile(project, file, asset, true);
}
