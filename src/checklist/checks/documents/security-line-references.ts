import { fail, pass } from '../../check';
import { imageDockerfile } from '../dockerfile/subject';
import { securityCheck } from './security';

export const securityLineReferences = securityCheck({
  id: 'security-line-references',
  title: 'SECURITY.md refers to lines of the Dockerfile that exist',
  guideItem: 14,
  section: 'Comprehensive security guide',
  why: 'Each claim leads to the line that proves it.',
  fix: 'Link to lines: [Dockerfile:12-20](Dockerfile#L12-L20), and keep the numbers right.',
}, (subject) => {
  const dockerfile = imageDockerfile(subject.files);
  const links = subject.source.links.flatMap((l) => {
    const match = /(?:^|\/)((?:[\w.-]+\/)*Dockerfile)#L(\d+)(?:-L(\d+))?$/.exec(l.address);
    return match ? [{ line: l.line, from: Number(match[2]), to: Number(match[3] ?? match[2]) }] : [];
  });
  if (!dockerfile || links.length === 0) return fail(`${subject.path} refers to no line of the Dockerfile.`);
  const instructions = [...dockerfile.globals, ...dockerfile.stages.flatMap((s) => [s.from, ...s.instructions])];
  const isInstruction = (from: number, to: number): boolean => instructions.some((i) => i.startLine <= to && i.endLine >= from);
  const dead = links.filter((l) => l.to < l.from || !isInstruction(l.from, l.to));
  if (dead.length > 0) {
    return fail(
      `${subject.path} refers to line ${dead[0].from} of the Dockerfile, which has no instruction.`,
      dead.map((d) => subject.at(d.line)),
    );
  }
  return pass(`${subject.path} refers to the Dockerfile in ${links.length} places.`, links.slice(0, 1).map((l) => subject.at(l.line)));
});
