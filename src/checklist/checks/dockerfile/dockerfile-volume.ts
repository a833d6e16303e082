import { pass } from '../../check';
import { listed } from '../../sentences';
import { buildsSpark, dockerfileCheck, lacks, notSpark, onDockerfile } from './subject';

export const dockerfileVolume = dockerfileCheck({
  id: 'dockerfile-volume',
  title: 'The directory for persistent data is declared as a volume',
  guideItem: 8,
  section: 'Volume mounts',
  level: 'advanced',
  references: ['CIS Docker 5.13'],
  why: 'The directory is writable even if the root file system is read-only, and its files outlive the container.',
  fix: 'Write VOLUME ["/opt/spark/data"] in the last stage.',
  rcFix: "In the rc file: volumes: [{ path: '/opt/spark/checkpoints', description: 'Checkpoints' }].",
  verify: "docker inspect --format '{{json .Config.Volumes}}' IMAGE lists it.",
  run: onDockerfile((subject) => {
    const { source, at } = subject;
    const volumes = source.instructions.filter((i) => i.keyword === 'VOLUME');
    if (!buildsSpark(source)) {
      return volumes.length > 0 ? pass(`Declared: ${listed(volumes.flatMap((v) => v.words))}.`, volumes.map(at)) : notSpark();
    }
    const data = volumes.filter((i) => i.words.some((word) => word.replace(/\/$/, '') === '/opt/spark/data'));
    if (data.length === 0) return lacks(subject, '/opt/spark/data is not declared by VOLUME.', volumes.map(at));
    return pass(`Declared: ${listed(volumes.flatMap((v) => v.words))}.`, volumes.map(at));
  }),
});
