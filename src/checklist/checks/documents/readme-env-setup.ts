import { lacking } from '../../check';
import { ENV_FILES } from '../repository/subject';
import { demandCheck } from './readme';

export const readmeEnvSetup = demandCheck({
  id: 'readme-env-setup',
  title: 'The README shows how to start from .env.example',
  why: 'To configure the cluster, readers copy one file and edit it.',
  command: (w) =>
    /^(?:cp|install|mv)$/.test(w[0] ?? '') && w.some((x) => /(?:^|\/)\.?env\.(?:example|sample|template|dist)$/.test(x)) &&
      /(?:^|\/)\.env$/.test(w[w.length - 1] ?? ''),
  without: (files) => (files.near(ENV_FILES).length > 0 ? undefined : lacking('.env.example')),
  level: 'recommended',
});
