import { parse } from 'yaml';
import { SparkGitlabPipeline } from '../../src';
import { imageWith, plainProject, repositoryWith, synthesize } from './synthesis';

test('jobs of GitLab CI are added, changed and taken away by their ids', () => {
  const project = repositoryWith({ gitlab: {} });
  project.gitlab?.addJob('notify', { stage: 'verify', image: 'alpine:3.22', script: ['echo done'] });
  project.gitlab?.overrideJob('sign', { tags: ['signer'], timeout: undefined });
  project.gitlab?.removeJob('scripts');
  const files = synthesize(project);
  const pipeline = parse(files['.gitlab-ci.yml']);

  expect(project.gitlab?.jobIds).toEqual(Object.keys(pipeline).filter((key) => pipeline[key].stage !== undefined));
  expect(pipeline.notify).toEqual({ stage: 'verify', image: 'alpine:3.22', script: ['echo done'] });
  expect(pipeline.sign).toMatchObject({ stage: 'sign', tags: ['signer'] });
  expect(pipeline.sign).not.toHaveProperty('timeout');
  expect(pipeline).not.toHaveProperty('scripts');
});

test('a pipeline alone takes the options of a repository', () => {
  const pipeline = new SparkGitlabPipeline(plainProject(), { image: imageWith(), repository: { defaultBranch: 'trunk', gitlab: { armRunnerTag: 'arm' } } });
  expect(pipeline.text).toContain('$CI_COMMIT_BRANCH == "trunk"');
  expect(parse(pipeline.text)['build-arm64'].tags).toEqual(['arm']);
});

test('a repository without the option has none', () => {
  expect(repositoryWith().gitlab).toBeUndefined();
});
