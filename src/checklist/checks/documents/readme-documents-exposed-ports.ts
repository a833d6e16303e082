import { fail, lacking, notApplicable, pass } from '../../check';
import { listed } from '../../sentences';
import { imageDockerfile } from '../dockerfile/subject';
import { readmeCheck, rowsBelow } from './readme';
import { onDocument, README } from './subject';

export const readmeDocumentsExposedPorts = readmeCheck({
  id: 'readme-documents-exposed-ports',
  title: 'Every port that the Dockerfile declares is documented',
  guideItem: 9,
  section: 'Exposed ports',
  why: 'EXPOSE only gives numbers. The README says what each port is for.',
  fix: 'Name every port of EXPOSE, with its purpose, below a heading for ports.',
  verify: 'Compare EXPOSE with the table of ports in README.md.',
  run: onDocument(README, 'README.md', (subject) => {
    const dockerfile = imageDockerfile(subject.files);
    const exposes = (dockerfile?.instructions ?? []).filter((i) => i.keyword === 'EXPOSE');
    const exposed = exposes.flatMap((i) => i.words).map((word) => word.split('/')[0]);
    if (exposed.length === 0) return dockerfile ? notApplicable('The Dockerfile declares no port.') : lacking('Dockerfile');
    const found = exposed.map((port) =>
      ({ port, by: rowsBelow(subject, /\bports?\b/i, new RegExp(`(?<!\\d)${port.replace(/\D.*/, '')}(?!\\d)`)) }));
    const missing = found.filter((f) => f.by.length === 0);
    if (missing.length > 0) return fail(`${subject.path} does not explain port ${listed(missing.map((m) => m.port))}.`);
    const heading = subject.heading(/\bports?\b/i);
    return pass(
      `${subject.path} explains ${listed(exposed)}.`,
      [
        ...(heading ? [heading] : []),
        ...found.map((f) => f.by[0]),
        ...exposes.map((i) => subject.files.evidence(dockerfile?.path ?? '', i.startLine, i.endLine)),
      ],
    );
  }),
});
