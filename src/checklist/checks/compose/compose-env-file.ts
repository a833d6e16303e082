import { sparkServices } from './services';
import { composeCheck, everyService, override } from './subject';

export const composeEnvFile = composeCheck({
  id: 'compose-env-file',
  title: 'Spark services read .env',
  ofSpark: true,
  guideItem: 10,
  section: 'Docker Compose setup',
  why: 'Values that differ between machines are in one file, which is not committed.',
  fix: 'Give the services env_file: .env, or write values as ${NAME:-default}.',
  rcFix: override("env_file: [{ path: '.env', required: false }]"),
  verify: 'docker compose config shows the values of .env.',
  run: everyService({
    of: sparkServices,
    shows: (service) => {
      const file = service.all('env_file').find(({ node }) =>
        [...node.texts, ...node.items.flatMap((item) => item.get('path')?.text ?? [])].some((name) => /(?:^|\/)\.env$/.test(name)));
      return file ??
        service.all('environment').find(({ node }) =>
          [...node.texts, ...node.entries.map(([, value]) => value.text ?? '')].some((text) => /(?<!\$)(?:\$\$)*\$\{?\w/.test(text)));
    },
    present: 'Every service of Spark reads .env.',
    missing: 'reads nothing from .env.',
  }),
});
