import { categoryCheck } from './subject';

export const dockerignoreApplicationData = categoryCheck({
  id: 'dockerignore-application-data',
  title: 'Application data stays out of the build context',
  paths: ['spark-apps/job.py', 'metastore_db/service.properties'],
  why: 'Applications and their data are mounted, not built in; they may hold secrets.',
});
