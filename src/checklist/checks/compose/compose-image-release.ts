import { composeCheck, composeDefault, everyService, override } from './subject';

/** Words of tags that move with every build or release. */
const MOVING = /(?:^|[-_.])(?:latest|stable|rolling|devel|develop|development|edge|nightly|main|master|trunk|head|dev|current|lts|mainline|canary|next|snapshot|testing|test|staging|prod|production|release)(?:$|[-_.])/i;

/** Whether a name of an image holds a digest, or a tag that says which release it is. */
function namesRelease(image: string): boolean {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return true;
  const tag = /:([\w][\w.${}-]*)$/.exec(image)?.[1];
  return tag !== undefined && (!MOVING.test(tag) || /\d+\.\d+|\d{6,}|\d{4}-\d{2}-\d{2}/.test(tag)) && !/^latest$/i.test(tag);
}

export const composeImageRelease = composeCheck({
  id: 'compose-image-release',
  title: 'Services run an image that is built here, or one of a named release',
  section: 'Container hardening',
  references: ['CIS Docker 5.28', 'Dockle DKL-DI-0006'],
  why: 'Without a tag, or with latest, two machines run different images, and nobody can say which.',
  fix: 'Name a version or a digest, or give the service build.',
  rcFix: override("image: 'minio/minio:RELEASE.2024-01-01'"),
  verify: "docker inspect --format '{{.Config.Image}}' CONTAINER names a release.",
  run: everyService({
    shows: (service) => {
      const image = service.get('image');
      const name = composeDefault(image?.node.text ?? '');
      if (image && namesRelease(name)) return image;
      return service.get('build');
    },
    present: 'Every service names a release of its image, or builds it.',
    missing: 'runs an image without a release.',
  }),
});
