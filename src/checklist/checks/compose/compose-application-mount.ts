import { sparkServices } from './services';
import { composeCheck, everyService, mountsOf, override } from './subject';

export const composeApplicationMount = composeCheck({
  id: 'compose-application-mount',
  title: 'Every Spark service mounts the applications of the host',
  ofSpark: true,
  guideItem: 8,
  section: 'Volume configuration',
  why: 'You can submit a job right after you edit it, without a build.',
  fix: 'Mount ./spark-apps at /opt/spark/apps in every Spark service, read-only.',
  rcFix: override("volumes: ['./spark-apps:/opt/spark/apps:ro']"),
  verify: 'docker compose exec spark-master ls /opt/spark/apps lists ./spark-apps.',
  run: everyService({
    of: sparkServices,
    shows: (service) => mountsOf(service).find((m) => m.type === 'bind' && /\/apps\/?$/.test(m.target)),
    present: 'Every service of Spark mounts the directory of applications.',
    missing: 'does not mount the directory of applications.',
  }),
});
