import { fail, lacking, pass } from '../../check';
import { workflows } from '../../parsers/workflow-source';
import { listed } from '../../sentences';
import { readmeCheck } from './readme';
import { onDocument, README } from './subject';

export const readmeBadges = readmeCheck({
  id: 'readme-badges',
  title: 'Badges show the status of the build and of the tests',
  guideItem: 19,
  section: 'Badge display',
  why: 'Visitors see whether the build and the tests pass.',
  fix: 'Put the badge.svg of both workflows at the top of README.md.',
  rcFix: "In the rc file: buildWorkflow: true and compatibilityWorkflow: true. project.badges.addWorkflow('Docker build', "
    + "'docker-build.yml') adds a badge.",
  verify: 'Open the README on GitHub.',
  run: onDocument(README, 'README.md', (subject) => {
    const images = subject.source.links.filter((l) => l.image).flatMap((l) => {
      const name = /actions\/workflows\/([^/?#]+)\/badge\.svg/.exec(l.address)?.[1] ??
        /workflow\/status\/[^/]+\/[^/]+\/([^/?#]+)/.exec(l.address)?.[1];
      return name === undefined ? [] : [{ name, line: l.line }];
    });
    if (images.length === 0 && workflows(subject.files).length === 0) return lacking('.github/workflows', 'There is no workflow.');
    if (images.length === 0) return fail(`${subject.path} has no badge of a workflow.`);
    const dead = images.filter((i) => subject.files.text(`.github/workflows/${i.name}`) === undefined);
    if (dead.length > 0) {
      return fail(
        `A badge shows ${listed(dead.map((d) => d.name))}, which is no workflow of this repository.`,
        dead.map((d) => subject.at(d.line)),
      );
    }
    if (new Set(images.map((i) => i.name)).size < 2) {
      return fail('There is a badge of one workflow only: build and tests have one each.', images.map((i) => subject.at(i.line)));
    }
    return pass(`Badges show ${listed([...new Set(images.map((i) => i.name))])}.`, images.map((i) => subject.at(i.line)));
  }),
});
