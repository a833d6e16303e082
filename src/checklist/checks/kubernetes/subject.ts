import { Check, checksOf, Evidence, fail, Finding, notApplicable, pass, unknown } from '../../check';
import { manifests, PodSource } from '../../parsers/kubernetes-source';
import { YamlNode } from '../../parsers/yaml-source';

const kubernetesCheck = checksOf({ section: 'Kubernetes manifests' });

/** A pod, one of its containers where the rule is about containers, and their lines. */
interface PodSubject {
  readonly pod: PodSource;
  at(node: YamlNode): Evidence;
}

/** What a pod breaks, or what shows that it keeps the rule. */
type Verdict = { readonly broken: string; readonly by: YamlNode } | { readonly kept: readonly YamlNode[] } | { readonly searched: string };

type PodCheck = Pick<Check, 'id' | 'title' | 'references' | 'why' | 'fix' | 'verify'> & Partial<Pick<Check, 'level'>> & {
  /** Whether it forbids something: what a patch of a kustomization adds counts, and what it leaves out does not. */
  readonly forbids?: boolean;
  judge(subject: PodSubject): Verdict;
};

/** A check over every pod of the manifests. */
export function podCheck({ judge, forbids = false, ...check }: PodCheck): Check {
  return kubernetesCheck({
    ...check,
    run: (files): Finding => {
      const { pods: all, unreadable } = manifests(files);
      const pods = all.filter((pod) => forbids || !pod.isPatch);
      const judged = pods.map((pod) => {
        const at = (node: YamlNode): Evidence => files.evidence(pod.path, node.startLine, node.endLine);
        return { pod, at, verdict: judge({ pod, at }) };
      });
      const broken = judged.flatMap(({ pod, at, verdict }) =>
        ('broken' in verdict ? [{ message: `${pod.name}: ${verdict.broken}`, evidence: at(verdict.by) }] : []));
      const patch = all.find((pod) =>
        pod.isPatch && !forbids && broken.some(({ message }) => message.startsWith(`${pod.name}: `)) && changesSecurity(pod));
      if (patch) {
        return unknown(
          `${patch.path} changes ${patch.name}: what results is known when kustomize has built it.`,
          broken.map((b) => b.evidence),
        );
      }
      if (broken.length > 0) return fail(broken[0].message, broken.map((b) => b.evidence));
      const [open] = unreadable;
      if (open) return unknown(`${open.path} cannot be read: ${open.problem}`, [files.evidence(open.path, open.line)]);
      if (pods.length === 0) return notApplicable('There is no manifest with a pod.');
      const [what] = judged.flatMap(({ verdict }) => ('searched' in verdict ? [verdict.searched] : []));
      const search = what === undefined ? undefined : { files: [...new Set(pods.map(({ path }) => path))], what };
      return pass('Every pod keeps it.', judged.flatMap(({ at, verdict }) => ('kept' in verdict ? verdict.kept.map(at) : [])), search);
    },
  });
}

function changesSecurity({ spec, containers }: PodSource): boolean {
  return [spec, ...containers].some((node) => node.get('securityContext'));
}

/** A value of each container's security context, or else of the pod's where the pod knows such a field. */
export function eachContainer(
  { pod }: PodSubject,
  isKept: (node: YamlNode | undefined) => boolean,
  broken: string,
  ...keys: readonly string[]
): Verdict {
  const kept: YamlNode[] = [];
  for (const container of pod.containers) {
    const node = container.get('securityContext', ...keys) ??
      (keys[0] === 'allowPrivilegeEscalation' ? undefined : pod.spec.get('securityContext', ...keys));
    if (!isKept(node)) return { broken, by: node ?? container.get('name') ?? container };
    kept.push(node ?? container);
  }
  return pod.containers.length > 0 ? { kept } : { broken: 'it has no container.', by: pod.spec };
}
