import { fail, notApplicable, pass } from '../../check';
import { dockerfileCheck, onDockerfile } from './subject';

export const dockerfileCopyNotAdd = dockerfileCheck({
  id: 'dockerfile-copy-not-add',
  title: 'Files are copied, not added',
  section: 'Supply chain',
  references: ['CIS Docker 4.9', 'hadolint DL3020'],
  why: 'ADD downloads and unpacks silently, and does not verify what it got.',
  fix: 'Use COPY. Download in the builder, and verify the download.',
  verify: 'The Dockerfile has no ADD.',
  run: onDockerfile((subject) => {
    const adds = subject.source.stages.flatMap((stage) => stage.instructions)
      .filter((i) => i.keyword === 'ADD' && !i.flags.has('checksum'));
    if (adds.length > 0) return fail('ADD takes files over.', adds.map(subject.at));
    const all = subject.source.stages.flatMap((stage) => stage.instructions).filter((i) => i.keyword === 'COPY');
    return all.length > 0 ? pass('Files are taken over by COPY.', all.map(subject.at)) : notApplicable('No file is taken over.');
  }),
});
