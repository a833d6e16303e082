import { composeCheck, composeDefault, everyService, override } from './subject';

export const composeLimits = composeCheck({
  id: 'compose-limits',
  title: 'Memory, CPU and the number of processes are limited',
  section: 'Container hardening',
  references: ['CIS Docker 5.11', 'CIS Docker 5.12', 'CIS Docker 5.29', 'OWASP Docker D07', 'OWASP Docker cheat sheet 7'],
  why: 'A job that runs out of control ends by itself and does not take the machine down.',
  fix: 'Give every service mem_limit, cpus and pids_limit (or deploy.resources.limits).',
  rcFix: `${override("mem_limit: '2g', cpus: 2, pids_limit: 1000")} For workers: compose: { workerMemory: '4g', workerCores: 4 }.`,
  verify: "docker inspect --format '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}' CONTAINER prints no zero.",
  run: everyService({
    shows: (service) => {
      const found = [
        service.get('mem_limit') ?? service.get('deploy', 'resources', 'limits', 'memory'),
        service.get('cpus') ?? service.get('deploy', 'resources', 'limits', 'cpus'),
        service.get('pids_limit') ?? service.get('deploy', 'resources', 'limits', 'pids'),
      ];
      const set = found.flatMap((f) => (f !== undefined && !/^(?:0[a-z]*|-1|)$/.test(composeDefault(f.node.text ?? '')) ? [f] : []));
      return set.length === found.length ? set : undefined;
    },
    present: 'Every service has limits of memory, CPU and processes.',
    missing: 'lacks a limit of memory, CPU or processes.',
  }),
});
