import { composeCheck, composeDefault, everyService, mountsOf, override } from './subject';

export const composeScratchSpace = composeCheck({
  id: 'compose-scratch-space',
  title: 'Containers have a /tmp in memory or in a volume',
  section: 'Container hardening',
  references: ['CIS Docker 5.13'],
  why: 'Java and Python write there. Without /tmp a read-only container does not start, and people turn the protection off.',
  fix: 'Give every service tmpfs: [/tmp].',
  rcFix: override("tmpfs: ['/tmp']"),
  verify: 'docker exec CONTAINER touch /tmp/x works.',
  run: everyService({
    shows: (service) =>
      service.all('tmpfs').find(({ node }) => node.texts.some((text) => /^\/tmp(?::|$)/.test(composeDefault(text)))) ??
        mountsOf(service).find((m) => m.target.replace(/\/$/, '') === '/tmp'),
    present: 'Every service has its own /tmp.',
    missing: 'has no /tmp in memory or in a volume.',
  }),
});
