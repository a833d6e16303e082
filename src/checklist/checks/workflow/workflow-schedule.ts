import { fail, pass } from '../../check';
import { scheduleOfGitlab } from './gitlab';
import { buildsImage } from './steps';
import { imageWorkflows, onWorkflows, workflowCheck } from './subject';

export const workflowSchedule = workflowCheck({
  id: 'workflow-schedule',
  title: 'The image is rebuilt on a schedule',
  section: 'Scanning, signing and provenance',
  references: [
    'CIS Docker 4.4',
    'CIS Docker 5.28',
    'NIST SP 800-190 4.2.2',
    'Docker Official Images: timely rebuilds',
    'Docker Scout: no outdated base image',
    'OWASP Docker D02',
  ],
  why: "The distribution's fixes reach the image without anybody having to remember it.",
  fix: 'Trigger the workflow that builds the image with schedule, once a week, without the cache.',
  verify: 'The Actions tab shows a run for the event schedule.',
  run: onWorkflows((subject) => {
    const scheduled = imageWorkflows(subject).flatMap((workflow) => {
      const node = workflow.trigger('schedule');
      return node && node.items.some((item) => /^[^\s@]+(?:\s+\S+){4}$/.test(item.get('cron')?.text ?? ''))
        ? [subject.at(workflow, node)]
        : [];
    });
    return scheduled.length > 0
      ? pass('The image is built on a schedule.', [...scheduled, ...subject.steps.filter(buildsImage).map(subject.atStep)])
      : fail('No schedule builds the image.');
  }, 'some', scheduleOfGitlab),
});
