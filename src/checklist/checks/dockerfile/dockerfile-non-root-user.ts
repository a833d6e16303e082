import { fail, pass } from '../../check';
import { ComposeServiceSource, PlacedNode } from '../../parsers/compose-source';
import { directoryOf, pathIn } from '../../paths';
import { RepositoryFiles } from '../../repository-files';
import { composeDefault, imageServices } from '../compose/subject';
import { dockerfileCheck, onDockerfile } from './subject';
import { isFinding, runtimeUser, userCreations } from './users';

/** The service that runs the image as root, whatever the image says. */
function rootService(files: RepositoryFiles): { readonly service: ComposeServiceSource; readonly place: PlacedNode } | undefined {
  const built = imageServices(files).filter((service) => service.get('build') && buildsDockerfile(service, files.image?.dockerfile));
  return built.flatMap((service) => {
    const place = service.get('user');
    return place && /^(?:root|0+)(?::|$)/.test(composeDefault(place.node.text ?? '')) ? [{ service, place }] : [];
  })[0];
}

/** Whether a service builds the Dockerfile. */
function buildsDockerfile(service: ComposeServiceSource, dockerfile: string | undefined): boolean {
  const build = service.get('build');
  if (!build) return false;
  const context = pathIn(directoryOf(build.file), build.node.text ?? build.node.get('context')?.text ?? '.');
  return pathIn(context, build.node.get('dockerfile')?.text ?? 'Dockerfile') === dockerfile;
}

export const dockerfileNonRootUser = dockerfileCheck({
  id: 'dockerfile-non-root-user',
  title: 'Processes do not run as root',
  guideItem: 2,
  level: 'essential',
  section: 'Non-root user execution',
  references: [
    'CIS Docker 4.1',
    'OWASP Docker D01',
    'OWASP Docker cheat sheet 2',
    'Pod Security Standards restricted: runAsNonRoot',
    'NIST SP 800-190 4.1.2',
    'Docker Scout: default non-root user',
  ],
  why: 'An attacker who takes over a process is not root in the container, and cannot become root.',
  fix: 'End the stage with USER 1001:1001, after you create the user.',
  rcFix: 'In the rc file: end the text that project.dockerfile.addInstructions(…) added with USER 1001:1001, or remove its USER. The '
    + 'options uid and gid choose the user.',
  verify: 'docker run --rm --entrypoint id IMAGE shows no uid=0.',
  run: onDockerfile((subject) => {
    const user = runtimeUser(subject);
    if (isFinding(user)) return user;
    if (/^(?:root|0+)$/.test(user.user)) return fail('The last USER is root.', [user.evidence]);
    // Another name for root: useradd --non-unique --uid 0.
    const twin = userCreations(subject).find((c) => c.name === user.user && /^0+$/.test(c.uid ?? ''));
    if (twin) return fail(`User ${twin.name} has the number of root.`, [subject.at(twin.command), user.evidence]);
    const { service, place } = rootService(subject.files) ?? {};
    if (service && place) {
      return fail(
        `Service ${service.name} runs the image as root.`,
        [subject.files.evidence(place.file, place.node.startLine), user.evidence],
      );
    }
    return pass(`Processes run as user ${user.user}.`, [user.evidence]);
  }),
});
