import { eachContainer, podCheck } from './subject';

export const kubernetesSeccomp = podCheck({
  id: 'kubernetes-seccomp',
  title: 'Pods have a seccomp profile',
  references: ['Pod Security Standards restricted: seccompProfile', 'CIS Docker 5.22'],
  why: 'The kernel refuses system calls that no program needs.',
  fix: 'Write securityContext.seccompProfile.type: RuntimeDefault.',
  verify: 'kubectl get pod NAME -o yaml shows it.',
  judge: (subject) =>
    eachContainer(
      subject,
      (node) => /^(?:RuntimeDefault|Localhost)$/.test(node?.text ?? ''),
      'a container has no seccomp profile.',
      'seccompProfile',
      'type',
    ),
});
