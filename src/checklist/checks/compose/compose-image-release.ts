import { namesRelease } from '../../image-release';
import { composeCheck, composeDefault, everyService, override } from './subject';

export const composeImageRelease = composeCheck({
  id: 'compose-image-release',
  title: 'Services run an image that is built here, or a named release',
  section: 'Container hardening',
  references: ['CIS Docker 5.28', 'Dockle DKL-DI-0006'],
  why: 'Without a tag, or with latest, two machines can run different images, and nobody can tell which.',
  fix: 'Name a version or a digest, or give the service build.',
  rcFix: override("image: 'minio/minio:RELEASE.2024-01-01'"),
  verify: "docker inspect --format '{{.Config.Image}}' CONTAINER names a release.",
  run: everyService({
    shows: (service) => {
      const image = service.get('image');
      const name = composeDefault(image?.node.text ?? '');
      // No registry serves `local`: the image was built on the machine.
      if (image && (namesRelease(name) || name.endsWith(':local'))) return image;
      return service.get('build');
    },
    present: 'Every service names a release of its image, or builds it.',
    missing: 'runs an image without a release.',
  }),
});
