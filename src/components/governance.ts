import { Project } from 'projen/lib/project';
import { Repository } from '../model/repository';
import { Workflow } from '../render/github/workflow';
import { renderCodeOwners } from '../render/governance/code-owners';
import { renderBugForm, renderIssueConfig, renderWishForm } from '../render/governance/issue-templates';
import { renderPullRequestTemplate } from '../render/governance/pull-request-template';
import { SCORECARD_FILE, scorecardWorkflow } from '../render/governance/scorecard';
import { renderRenovate } from '../render/renovate';
import { isOwn, packagesOfManagedFiles } from './dependabot';
import { writtenFromTexts } from './final-texts';
import { addGitlabPipeline } from './gitlab';
import { RenderedFile } from './rendered-file';
import { SparkWorkflow } from './workflow';

/** `.github/workflows/scorecard.yml`: OpenSSF Scorecard. */
export class ScorecardWorkflow extends SparkWorkflow {
  /** @internal */
  protected readonly _workflow: Workflow;

  /**
   * @param scope project that the file belongs to
   * @param defaultBranch branch that is judged
   */
  public constructor(scope: Project, defaultBranch: string) {
    super(scope, SCORECARD_FILE);
    this._workflow = scorecardWorkflow({ defaultBranch });
  }
}

/** The files by which a repository is looked after, as far as they are wanted. */
export function addGovernance(project: Project, repository: Repository, rcFile: string): void {
  const { image, governance, pipeline: { defaultBranch, gitlab, dependabot, renovate }, documents: { securityContact } } = repository;
  const add = (file: string, render: (marker: string | undefined) => string): unknown => new RenderedFile(project, file, render);
  if (governance.scorecard) new ScorecardWorkflow(project, defaultBranch);
  if (governance.codeOwners.length > 0) add('.github/CODEOWNERS', (marker) => renderCodeOwners(governance.codeOwners, marker));
  if (governance.issueTemplates) {
    add('.github/ISSUE_TEMPLATE/bug.yml', (marker) => renderBugForm(image, marker));
    add('.github/ISSUE_TEMPLATE/wish.yml', (marker) => renderWishForm(rcFile, marker));
    add('.github/ISSUE_TEMPLATE/config.yml', (marker) => renderIssueConfig(image, securityContact, marker));
  }
  if (governance.pullRequestTemplate) add('.github/PULL_REQUEST_TEMPLATE.md', (marker) => renderPullRequestTemplate(rcFile, marker));
  if (governance.contributing) {
    add('CONTRIBUTING.md', (marker) => writtenFromTexts(project, 'CONTRIBUTING.md', { image, repository, badges: [], marker, ownTexts: [] }, 'renderContributing'));
  }
  if (gitlab) addGitlabPipeline(project, { image, repository, gitlab, rcFile, ejected: project.ejected });
  if (renovate) {
    add('renovate.json', (marker) => {
      const managed = project.files.map((file) => file.path).filter((file) => !isOwn(project, file));
      return renderRenovate({ besideDependabot: dependabot, gitlab: gitlab !== undefined, packages: packagesOfManagedFiles(project), managed }, marker);
    });
  }
}
