import { podCheck } from './subject';

const VOLUME_TYPES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];

export const kubernetesVolumeTypes = podCheck({
  id: 'kubernetes-volume-types',
  title: 'Pods use only volume types that contain no path of the node',
  references: ['Pod Security Standards restricted: volumes'],
  why: 'What a pod mounts comes from the cluster, not from the machine that it runs on.',
  fix: `Use ${VOLUME_TYPES.join(', ')}.`,
  verify: 'kubectl label namespace NAME pod-security.kubernetes.io/enforce=restricted --dry-run=server prints no warning.',
  forbids: true,
  judge: ({ pod }) => {
    const volumes = pod.spec.get('volumes')?.items ?? [];
    const odd = volumes.find((v) => v.entries.some(([key]) => key !== 'name' && !VOLUME_TYPES.includes(key)));
    if (odd) return { broken: 'a volume is of another kind.', by: odd };
    return volumes.length > 0 ? { kept: volumes } : { searched: 'volumes of other kinds' };
  },
});
