import { eachContainer, podCheck } from './subject';

export const kubernetesRunAsNonRoot = podCheck({
  id: 'kubernetes-run-as-non-root',
  title: 'Pods require a user who is not root',
  references: ['Pod Security Standards restricted: runAsNonRoot', 'Pod Security Standards restricted: runAsUser'],
  why: 'If somebody replaces the image with one that runs as root, Kubernetes refuses it.',
  fix: 'Write securityContext.runAsNonRoot: true, and no runAsUser: 0.',
  verify: 'kubectl get pod NAME -o yaml shows it.',
  judge: (subject) => {
    const ofPod = subject.pod.spec.get('securityContext', 'runAsUser');
    const root = subject.pod.containers.map((n) => n.get('securityContext', 'runAsUser') ?? ofPod).find((n) => n?.text === '0');
    return root
      ? { broken: 'it runs as user 0.', by: root }
      : eachContainer(subject, (node) => node?.isTrue ?? false, 'runAsNonRoot is not demanded.', 'runAsNonRoot');
  },
});
