import { categoryCheck } from './subject';

export const dockerignorePython = categoryCheck({
  id: 'dockerignore-python',
  title: 'Python artifacts and virtual environments stay out of the build context',
  paths: ['venv/bin/python', 'env/bin/python', 'ENV/bin/python', '__pycache__/job.pyc', 'docker/__pycache__/job.pyc', 'job.pyc'],
  why: 'Virtual environments are large, and work only on the machine that made them.',
});
