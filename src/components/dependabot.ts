import { IConstruct } from 'constructs';
import { Project } from 'projen/lib/project';
import { generatorPackages } from '../model/generator';
import { dependabotConfig, renderDependabot } from '../render/dependabot';
import { generatorPackage } from './generator-package';
import { ManagedFile } from './managed-file';
import { isReleased } from './released-files';
import { SparkWorkflow } from './workflow';

/** `.github/dependabot.yml`: what is behind in files of the user's own, grouped, some days after a release. */
export class SparkDependabot extends ManagedFile {
  /** @param scope project that the file belongs to */
  public constructor(scope: IConstruct) {
    super(scope, '.github/dependabot.yml');
  }

  protected renderText(): string {
    const { project } = this;
    const config = dependabotConfig({
      packages: packagesOfManagedFiles(project),
      actions: actionsOfManagedFiles(project),
      ownDockerfile: isOwn(project, 'Dockerfile'),
      ownRequirements: isOwn(project, 'requirements.txt'),
    });
    return renderDependabot(config, this.marker);
  }
}

/** Whether a file is the user's: it was handed over, or nothing is generated any more. */
export function isOwn(project: Project, file: string): boolean {
  return project.ejected || isReleased(project, file);
}

/** npm packages whose versions stand in managed files: what generates them, and what projen writes the installed version of into package.json. */
export function packagesOfManagedFiles(project: Project): string[] {
  if (project.ejected) return [];
  const anyVersion = project.deps.all.filter(({ version }) => version === undefined || version === '*');
  return [...new Set([...generatorPackages(generatorPackage(project)), ...anyVersion.map(({ name }) => name)])];
}

/** Actions that the managed workflows of a project use. */
function actionsOfManagedFiles(project: Project): string[] {
  const workflows = project.files.filter((file): file is SparkWorkflow => file instanceof SparkWorkflow && !isOwn(project, file.path));
  return workflows.flatMap((workflow) => workflow._actions);
}
