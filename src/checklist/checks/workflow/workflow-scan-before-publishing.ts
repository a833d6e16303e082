import { fail, notApplicable, pass } from '../../check';
import { stepsBefore } from './measure';
import { scansImage } from './scan';
import { publishes } from './steps';
import { onWorkflows, workflowCheck } from './subject';

export const workflowScanBeforePublishing = workflowCheck({
  id: 'workflow-scan-before-publishing',
  title: 'Nothing is published under a tag before a scan',
  section: 'Scanning, signing and provenance',
  references: ['NIST SP 800-190 4.1.1', 'OWASP Docker cheat sheet 9'],
  why: 'If the scan comes after publishing, everybody already has the image when it finds something.',
  fix: 'Scan in a job that the publishing job needs, or in a step before the one that pushes.',
  rcFix: "In the rc file: buildWorkflow: true. scan: { scanner: 'trivy' } chooses the scanner.",
  verify: 'A run whose scan fails publishes nothing.',
  run: onWorkflows((subject) => {
    const publishing = subject.steps.filter(publishes);
    if (publishing.length === 0) return notApplicable('No workflow publishes an image.');
    const judged = publishing.map((placed) => ({ placed, scan: stepsBefore(subject, placed, scansImage) }));
    const early = judged.filter((j) => j.scan.length === 0);
    if (early.length > 0) return fail('An image is published before anything has scanned it.', early.map((j) => subject.atStep(j.placed)));
    return pass('The scan stands before the publishing.', judged.flatMap((j) => [subject.atStep(j.placed), ...j.scan]));
  }, 'every', 'same'),
});
