#!/usr/bin/env bash
# The first process of the cluster, in namespaces of its own: starts everything, and ends when it is ended.
# usage: inside.sh BINARIES STATE    called by up.sh
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
binaries=$1 state=$2
keys=$state/keys
node=10.210.0.1 service=10.96.0.1
pods=10.244.0.0/24
groups=spark-image-cluster

# usage: start NAME COMMAND…    in the background, with a log; the end of one is noted
start() {
  local name=$1
  shift
  (
    "$@" >"$state/log/$name.log" 2>&1 </dev/null || true
    echo "$name" >>"$state/log/ended"
  ) &
}

# usage: kubernetes COMMAND WORDS…
kubernetes() {
  "$binaries/kubernetes" "$@"
}

# usage: until_works COMMAND…
until_works() {
  until "$@" >/dev/null 2>&1; do sleep 0.3; done
}

# What the machine would share with the cluster otherwise: settings of the kernel that kubelet changes, and fixed paths.
separate_from_machine() {
  local setting directory
  mount --make-rshared /
  mkdir -p "$state"/{kernel,etcd,images,containers,kubelet,pod-logs,network}
  for setting in vm/overcommit_memory=1 kernel/panic=10 kernel/panic_on_oops=1; do
    echo "${setting#*=}" >"$state/kernel/$(basename "${setting%=*}")"
    mount --bind "$state/kernel/$(basename "${setting%=*}")" "/proc/sys/${setting%=*}"
  done
  for directory in /run/containerd /var/lib/cni /var/log/containers /var/lib/kubelet "$state/etcd"; do
    mkdir -p "$directory"
    mount -t tmpfs tmpfs "$directory"
  done
}

# The node's address is that of a bridge without ports, so that no device of the machine is needed.
start_network() {
  ip link set lo up
  ip link add node0 type bridge
  ip address add "$node/24" dev node0
  ip link set node0 up
  ip route add default via "$node" dev node0
  sysctl -q -w net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1 2>/dev/null || true
  echo "nameserver $node" >"$state/resolv.conf"
  cat >"$state/network/10-bridge.conflist" <<END
{"cniVersion": "0.4.0", "name": "cluster", "plugins": [
  {"type": "bridge", "bridge": "cni0", "isGateway": true, "ipMasq": true, "hairpinMode": true,
   "ipam": {"type": "host-local", "ranges": [[{"subnet": "$pods"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}, "snat": true}]}
END
}

start_containerd() {
  # Without CAP_SYS_RESOURCE nobody may lower a process's oom_score_adj: runc would end with "can't get final child's PID from pipe".
  cat >"$state/containerd.toml" <<END
version = 2
root = "$state/images"
state = "$state/containers"
[grpc]
  address = "$state/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "cluster.test/pause:1"
  disable_apparmor = true
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$state/network"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
END
  start containerd containerd --config "$state/containerd.toml"
}

start_control_plane() {
  start etcd etcd --data-dir "$state/etcd/data" \
    --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 \
    --listen-peer-urls http://127.0.0.1:2380 --initial-advertise-peer-urls http://127.0.0.1:2380 \
    --initial-cluster default=http://127.0.0.1:2380
  # Debian's etcd 3.4 does not tell how far a watch is, which Spark's client asks for if the API server keeps a cache.
  start apiserver "$binaries/kubernetes" kube-apiserver --etcd-servers=http://127.0.0.1:2379 --watch-cache=false \
    --advertise-address="$node" --bind-address=0.0.0.0 --secure-port=6443 --service-cluster-ip-range=10.96.0.0/16 \
    --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction \
    --client-ca-file="$keys/ca.crt" --tls-cert-file="$keys/apiserver.crt" --tls-private-key-file="$keys/apiserver.key" \
    --service-account-issuer=https://kubernetes.default.svc.cluster.local \
    --service-account-key-file="$keys/accounts.pub" --service-account-signing-key-file="$keys/accounts.key" \
    --kubelet-client-certificate="$keys/apiserver-kubelet.crt" --kubelet-client-key="$keys/apiserver-kubelet.key" \
    --kubelet-certificate-authority="$keys/ca.crt" --kubelet-preferred-address-types=InternalIP --profiling=false
  until_works kubernetes kubectl --kubeconfig "$keys/admin.conf" get --raw /readyz
  start controller-manager "$binaries/kubernetes" kube-controller-manager --kubeconfig="$keys/controller-manager.conf" \
    --authentication-kubeconfig="$keys/controller-manager.conf" --authorization-kubeconfig="$keys/controller-manager.conf" \
    --service-account-private-key-file="$keys/accounts.key" --root-ca-file="$keys/ca.crt" \
    --use-service-account-credentials=true --leader-elect=false --profiling=false
  start scheduler "$binaries/kubernetes" kube-scheduler --kubeconfig="$keys/scheduler.conf" \
    --authentication-kubeconfig="$keys/scheduler.conf" --authorization-kubeconfig="$keys/scheduler.conf" --leader-elect=false
}

# A control group for each controller, made by hand, so that down.sh knows what to remove.
make_control_groups() {
  local controller setting
  for controller in /sys/fs/cgroup/*/; do
    [[ $controller == */unified/ ]] && continue
    mkdir -p "$controller/$groups"
    for setting in cpuset.cpus cpuset.mems; do
      [[ ! -e $controller/$setting ]] || cat "$controller/$setting" >"$controller/$groups/$setting"
    done
  done
}

start_node() {
  make_control_groups
  cat >"$state/kubelet.yaml" <<END
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $keys/ca.crt}}
authorization: {mode: Webhook}
tlsCertFile: $keys/kubelet-serving.crt
tlsPrivateKeyFile: $keys/kubelet-serving.key
containerRuntimeEndpoint: unix://$state/containerd.sock
cgroupDriver: cgroupfs
cgroupRoot: /$groups
failCgroupV1: false
failSwapOn: false
clusterDNS: [$node]
clusterDomain: cluster.local
resolvConf: $state/resolv.conf
podLogsDir: $state/pod-logs
volumePluginDir: $state/volume-plugins
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
evictionHard: {memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1%, nodefs.inodesFree: 1%}
seccompDefault: true
maxPods: 60
nodeStatusUpdateFrequency: 5s
END
  until_works ctr --address "$state/containerd.sock" version
  ctr --address "$state/containerd.sock" --namespace k8s.io images import "$binaries/pause.tar" >/dev/null
  start kubelet "$binaries/kubernetes" kubelet --config="$state/kubelet.yaml" --kubeconfig="$keys/kubelet.conf" \
    --root-dir="$state/kubelet" --cert-dir="$state/kubelet/pki" --hostname-override=node --node-ip="$node"
  cat >"$state/proxy.yaml" <<END
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clientConnection: {kubeconfig: $keys/proxy.conf}
mode: iptables
clusterCIDR: $pods
hostnameOverride: node
conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
END
  start proxy "$binaries/kubernetes" kube-proxy --config="$state/proxy.yaml"
}

start_dns() {
  cat >"$state/Corefile" <<END
.:53 {
  errors
  ready 127.0.0.1:8181
  kubernetes cluster.local in-addr.arpa ip6.arpa {
    kubeconfig $keys/coredns.conf cluster
    pods insecure
    ttl 5
  }
}
END
  kubernetes kubectl --kubeconfig "$keys/admin.conf" apply -f "$here/dns-rights.yaml" >/dev/null
  start coredns "$binaries/dns" -conf "$state/Corefile"
}

separate_from_machine
"$here/keys.sh" "$keys" "$node" "$service"
start_network
start_containerd
start_control_plane
start_node
start_dns
touch "$state/started"
wait
