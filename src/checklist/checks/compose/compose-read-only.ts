import { composeCheck, composeDefault, everyService, override } from './subject';

export const composeReadOnly = composeCheck({
  id: 'compose-read-only',
  title: 'Containers have a read-only root file system',
  section: 'Container hardening',
  references: ['CIS Docker 5.13', 'OWASP Docker D09', 'OWASP Docker cheat sheet 8', 'NIST SP 800-190 4.4.4'],
  why: 'Nobody can change a program of the image, or add one.',
  fix: 'Give every service read_only: true, and tmpfs for /tmp.',
  rcFix: override("read_only: true, tmpfs: ['/tmp']"),
  verify: "docker inspect --format '{{.HostConfig.ReadonlyRootfs}}' CONTAINER prints true.",
  run: everyService({
    shows: (service) => {
      const found = service.get('read_only');
      return found && /^(?:true|yes|on)$/i.test(composeDefault(found.node.text ?? '')) ? found : undefined;
    },
    present: 'Every service is read-only.',
    missing: 'has a writable root file system.',
  }),
});
