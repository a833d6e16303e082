import { Project } from 'projen/lib/project';
import { GITLAB_FILE } from '../model/publisher';
import { GITLAB_SCRIPT, GitlabFacts, renderGitlab } from '../render/gitlab/pipeline';
import { AssetFile } from './asset-file';
import { addImageScripts } from './image-scripts';
import { RenderedFile } from './rendered-file';

/** `.gitlab-ci.yml`, and the scripts that its jobs run. */
export function addGitlabPipeline(project: Project, facts: GitlabFacts): void {
  project.addGitIgnore('.pipeline/');
  addImageScripts(project, facts.repository.pipeline.scan);
  new AssetFile(project, GITLAB_SCRIPT, 'workflows/gitlab-pipeline.sh', true);
  new RenderedFile(project, GITLAB_FILE, (marker) => renderGitlab(facts, marker));
}
