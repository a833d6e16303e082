import { composeCheck, composeDefault, everyService, override } from './subject';

export const composeLogRotation = composeCheck({
  id: 'compose-log-rotation',
  title: 'Container logs are kept, and cannot fill the disk',
  section: 'Container hardening',
  references: ['OWASP Docker D10', 'OWASP Docker D07'],
  why: 'Without a limit, the log of one job can fill the disk and stop every container of the machine. Without a log, nobody knows why.',
  fix: 'Give every service logging with a driver, and max-size and max-file for json-file and local.',
  rcFix: override("logging: { driver: 'local', options: { 'max-size': '10m', 'max-file': '3' } }"),
  verify: "docker inspect --format '{{json .HostConfig.LogConfig}}' CONTAINER shows the limits.",
  run: everyService({
    shows: (service) => {
      const logging = service.get('logging');
      const driver = composeDefault(logging?.node.get('driver')?.text ?? 'json-file');
      if (!logging || driver === 'none') return undefined;
      // Drivers that send logs elsewhere have no files to limit.
      // local keeps five files of 20 MB by itself.
      return driver !== 'json-file' || logging.node.get('options', 'max-size') ? logging : undefined;
    },
    present: 'Every service limits its log.',
    missing: 'logs without a limit, or not at all.',
  }),
});
