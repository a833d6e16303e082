import { flag, group, number, Option, text, value, ValueOf } from '../options/option';
import { flagOf } from '../options/text-values';
import { Cluster } from './cluster';
import { ImageReference } from './image-reference';

const MEMBERS = group({
  namespace: text('namespace').or('spark'),
  image: value((given) => ImageReference.read(given).toString(), "'name:tag', optionally '@sha256:' and 64 hexadecimal digits"),
  executors: number(1, 1000, 'a number of executors').or(2),
  standalone: flag(false),
  historyServer: maybe(),
  connect: maybe(),
  thriftServer: flag(false),
  maxWorkers: number(1, 1000, 'a number of workers'),
  secretName: text('resourceName').or('spark-rpc'),
  storageClass: text('resourceName'),
  openshift: flag(false),
}, "a set of options, which may be empty: { namespace: 'spark' }");

type Given = ValueOf<typeof MEMBERS>;

/** How the image runs on Kubernetes, with every default filled in. */
export type Kubernetes = Omit<Given, 'historyServer' | 'connect'> & { readonly historyServer: boolean; readonly connect: boolean };

/** The option `kubernetes`; undefined where no manifests are wanted. */
export const KUBERNETES: Option<Given | undefined> = new Option(
  (given, place, problems) => (given === undefined ? undefined : MEMBERS.read(given, place, problems)), MEMBERS.facts,
);

/** What the option says together with `compose`: servers beside the cluster run in both unless `kubernetes` says otherwise. */
export function kubernetesOf(given: Given | undefined, cluster: Cluster): Kubernetes | undefined {
  if (given === undefined) return undefined;
  return { ...given, historyServer: given.historyServer ?? cluster.historyServer, connect: given.connect ?? cluster.connect };
}

/** Yes or no; if it is left out, `compose` decides. */
function maybe(): Option<boolean | undefined> {
  return value((given) => flagOf(given, true), 'true or false');
}
