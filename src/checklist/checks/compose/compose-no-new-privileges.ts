import { composeCheck, everyService, listHolds, override } from './subject';

export const composeNoNewPrivileges = composeCheck({
  id: 'compose-no-new-privileges',
  title: 'No process can gain privileges',
  section: 'Container hardening',
  references: ['CIS Docker 5.26', 'OWASP Docker cheat sheet 4', 'Pod Security Standards restricted: allowPrivilegeEscalation'],
  why: 'Setuid programs have no effect, including those of packages that are installed later.',
  fix: 'Give every service security_opt: ["no-new-privileges:true"].',
  rcFix: override("security_opt: ['no-new-privileges:true']"),
  verify: "docker inspect --format '{{.HostConfig.SecurityOpt}}' CONTAINER shows it.",
  run: everyService({
    shows: (service) => listHolds(service, 'security_opt', /^no-new-privileges(?::true|=true)?$/),
    present: 'Every service says no-new-privileges.',
    missing: 'lets processes gain privileges.',
  }),
});
