import { fail, pass } from '../../check';
import { readDockerignore } from '../../parsers/dockerignore-source';
import { repositoryCheck } from './subject';

export const envNotCommitted = repositoryCheck({
  id: 'env-not-committed',
  title: '.env stays out of version control',
  level: 'essential',
  section: 'Configuration file template',
  references: ['CIS Docker 4.10'],
  why: 'Secrets of one machine do not get into the history of the repository.',
  fix: 'Add .env to .gitignore.',
  rcFix: "In the rc file: project.addGitIgnore('.env').",
  verify: 'git check-ignore .env prints .env.',
  run: (files) => {
    if (files.text('.env') !== undefined) return fail('.env is one of the files of the repository.', [files.evidence('.env', 1)]);
    const lines = (files.text('.gitignore') ?? '').split(/\r?\n/);
    // For a file at the top git's patterns and the builder's mean the same.
    const decision = readDockerignore(lines.map((line) => line.replace(/^(!?)\//, '$1')).join('\n')).decide('.env');
    if (!decision.ignored || decision.line === undefined) return { ...fail('.gitignore does not keep .env out.'), level: 'recommended' };
    return pass('.gitignore keeps .env out.', [files.evidence('.gitignore', decision.line)]);
  },
});
