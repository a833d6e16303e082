import { composeCheck, composeDefault, everyService } from './subject';

export const composeRestart = composeCheck({
  id: 'compose-restart',
  title: 'Services restart when they end',
  guideItem: 10,
  section: 'Docker Compose setup',
  references: ['CIS Docker 5.15'],
  why: 'The cluster comes back after a crash or a restart of the machine.',
  fix: 'Give every service restart: always.',
  rcFix: "In the rc file: compose: { restart: 'always' }.",
  verify: "docker inspect --format '{{.HostConfig.RestartPolicy.Name}}' CONTAINER names the policy.",
  run: everyService({
    shows: (service) => {
      const policy = service.get('restart') ?? service.get('deploy', 'restart_policy', 'condition');
      return policy && /^(?:always|unless-stopped|on-failure(?::\d+)?|any)$/.test(composeDefault(policy.node.text ?? ''))
        ? policy
        : undefined;
    },
    present: 'Every service restarts when it ends.',
    missing: 'does not restart when it ends.',
  }),
});
