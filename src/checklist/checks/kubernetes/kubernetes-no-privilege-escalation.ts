import { eachContainer, podCheck } from './subject';

export const kubernetesNoPrivilegeEscalation = podCheck({
  id: 'kubernetes-no-privilege-escalation',
  title: 'No process of a pod can gain privileges',
  references: ['Pod Security Standards restricted: allowPrivilegeEscalation', 'CIS Docker 5.26'],
  why: 'Setuid programs have no effect.',
  fix: 'Give every container securityContext.allowPrivilegeEscalation: false.',
  verify: 'kubectl get pod NAME -o yaml shows it for every container.',
  judge: (subject) =>
    eachContainer(subject, (node) => node?.isFalse ?? false, 'a container may gain privileges.', 'allowPrivilegeEscalation'),
});
