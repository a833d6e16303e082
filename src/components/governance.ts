import { Project } from 'projen/lib/project';
import { RepositoryChoices } from '../model/repository-choices';
import { SparkImage } from '../model/spark-image';
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

/** Who proposes newer versions. */
interface DependencyUpdates {
  readonly renovate: boolean;
  readonly dependabot: boolean;
}

/** The files by which a repository is looked after, as far as they are wanted. */
export function addGovernance(project: Project, image: SparkImage, choices: RepositoryChoices, rcFile: string, updates: DependencyUpdates): void {
  const { governance, securityContact } = choices;
  const add = (file: string, render: (marker: string | undefined) => string): unknown => new RenderedFile(project, file, render);
  if (governance.scorecard) new ScorecardWorkflow(project, choices.defaultBranch);
  if (governance.codeOwners.length > 0) add('.github/CODEOWNERS', (marker) => renderCodeOwners(governance.codeOwners, marker));
  if (governance.issueTemplates) {
    add('.github/ISSUE_TEMPLATE/bug.yml', (marker) => renderBugForm(image, marker));
    add('.github/ISSUE_TEMPLATE/wish.yml', (marker) => renderWishForm(rcFile, marker));
    add('.github/ISSUE_TEMPLATE/config.yml', (marker) => renderIssueConfig(image, securityContact, marker));
  }
  if (governance.pullRequestTemplate) add('.github/PULL_REQUEST_TEMPLATE.md', (marker) => renderPullRequestTemplate(rcFile, marker));
  if (governance.contributing) {
    add('CONTRIBUTING.md', (marker) => writtenFromTexts(project, 'CONTRIBUTING.md', { image, choices, badges: [], marker, ownTexts: [] }, 'renderContributing'));
  }
  const { gitlab } = choices;
  if (gitlab) addGitlabPipeline(project, { image, choices, gitlab, rcFile, ejected: project.ejected });
  if (updates.renovate) {
    add('renovate.json', (marker) => {
      const managed = project.files.map((file) => file.path).filter((file) => !isOwn(project, file));
      return renderRenovate({ besideDependabot: updates.dependabot, gitlab: gitlab !== undefined, packages: packagesOfManagedFiles(project), managed }, marker);
    });
  }
}
