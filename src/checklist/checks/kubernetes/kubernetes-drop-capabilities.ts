import { YamlNode } from '../../parsers/yaml-source';
import { podCheck } from './subject';

export const kubernetesDropCapabilities = podCheck({
  id: 'kubernetes-drop-capabilities',
  title: 'Pod containers drop all capabilities',
  references: ['Pod Security Standards restricted: capabilities', 'CIS Docker 5.4'],
  why: 'Whatever a process is made to do, it cannot change owners, bind low ports or trace other processes.',
  fix: 'Write securityContext.capabilities.drop: [ALL], and add at most NET_BIND_SERVICE.',
  verify: 'kubectl get pod NAME -o yaml shows it for every container.',
  judge: ({ pod }) => {
    const kept: YamlNode[] = [];
    for (const container of pod.containers) {
      const capabilities = container.get('securityContext', 'capabilities');
      const drop = capabilities?.get('drop');
      if (!capabilities || !drop?.texts.includes('ALL')) {
        return { broken: 'a container keeps capabilities.', by: drop ?? container.get('name') ?? container };
      }
      if (capabilities.get('add')?.texts.some((text) => text !== 'NET_BIND_SERVICE')) {
        return { broken: 'a container adds capabilities.', by: capabilities };
      }
      kept.push(capabilities);
    }
    return pod.containers.length > 0 ? { kept } : { broken: 'it has no container.', by: pod.spec };
  },
});
