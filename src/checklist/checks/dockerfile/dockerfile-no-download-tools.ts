import { dockerfileCheck, onDockerfile } from './subject';
import { toolFinding } from './tools';

export const dockerfileNoDownloadTools = dockerfileCheck({
  id: 'dockerfile-no-download-tools',
  title: 'No download tool is in the image',
  guideItem: 1,
  section: 'Multi-stage builds',
  references: ['CIS Docker 4.3'],
  why: 'An attacker who gets into a container finds no program that downloads more.',
  fix: 'Install wget, curl, gnupg and similar tools in the builder stage only.',
  rcFix:
    'In the rc file: remove the package from aptPackages and project.dockerfile.addAptPackage(…). Install it in the builder: ' +
    "project.dockerfile.addInstructions(DockerfilePosition.BUILDER_BEGIN, 'RUN …').",
  verify: 'docker run --rm --entrypoint sh IMAGE -c "command -v wget curl gpg git" prints nothing.',
  run: onDockerfile((subject) => toolFinding(subject, 'download')),
});
