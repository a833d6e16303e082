import { developmentKit } from './dockerfile-jre-not-jdk';
import { dockerfileCheck, onDockerfile } from './subject';
import { toolFinding } from './tools';

export const dockerfileNoBuildTools = dockerfileCheck({
  id: 'dockerfile-no-build-tools',
  title: 'No compiler, build tool, editor or remote shell is in the image',
  guideItem: 3,
  section: 'Minimal runtime dependencies',
  references: ['CIS Docker 4.3', 'CIS Docker 5.7', 'OWASP Docker D04', 'Dockle DKL-DI-0001'],
  why: 'What is not in the image cannot be used against the container, and has no vulnerabilities to fix.',
  fix: 'Install build tools in the builder stage, and copy their results.',
  rcFix:
    'In the rc file: remove the package from aptPackages and project.dockerfile.addAptPackage(…). Install it in the builder: ' +
    "project.dockerfile.addInstructions(DockerfilePosition.BUILDER_BEGIN, 'RUN …').",
  verify: 'docker run --rm --entrypoint sh IMAGE -c "command -v gcc make pip3 sudo sshd" prints nothing.',
  run: onDockerfile((subject) => {
    const finding = toolFinding(subject, 'build');
    // A development kit is a compiler.
    return finding.status === 'fail' ? finding : developmentKit(subject) ?? finding;
  }),
});
