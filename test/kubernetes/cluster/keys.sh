#!/usr/bin/env bash
# Makes an authority, certificates, and a kubeconfig for each client, as kubeadm would.
# usage: keys.sh DIRECTORY NODE_ADDRESS SERVICE_ADDRESS
set -euo pipefail
directory=$1 node=$2 service=$3
days=30

mkdir -p "$directory"
cd "$directory"

# usage: key NAME
key() {
  openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
}

# usage: certificate NAME SUBJECT USAGE [NAMES]
certificate() {
  key "$1"
  openssl req -new -key "$1.key" -subj "$2" -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days "$days" -out "$1.crt" \
    -extfile <(printf 'keyUsage=critical,digitalSignature\nextendedKeyUsage=%s\n%s\n' "$3" "${4:+subjectAltName=$4}") 2>/dev/null
}

# usage: client NAME SUBJECT
client() {
  certificate "$1" "$2" clientAuth
  cat >"$1.conf" <<END
apiVersion: v1
kind: Config
clusters: [{name: cluster, cluster: {server: "https://$node:6443", certificate-authority-data: $(base64 -w0 ca.crt)}}]
users: [{name: me, user: {client-certificate-data: $(base64 -w0 "$1.crt"), client-key-data: $(base64 -w0 "$1.key")}}]
contexts: [{name: cluster, context: {cluster: cluster, user: me}}]
current-context: cluster
END
}

key ca
openssl req -x509 -new -key ca.key -subj /CN=cluster-ca -days "$days" -out ca.crt \
  -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,digitalSignature 2>/dev/null
openssl genrsa -out accounts.key 2048 2>/dev/null
openssl rsa -in accounts.key -pubout -out accounts.pub 2>/dev/null

names=DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,DNS:localhost
certificate apiserver /CN=kube-apiserver serverAuth "$names,IP:127.0.0.1,IP:$node,IP:$service"
certificate apiserver-kubelet /O=system:masters/CN=apiserver-kubelet-client clientAuth
certificate kubelet-serving /CN=node serverAuth "DNS:node,IP:$node"
client admin /O=system:masters/CN=admin
client kubelet /O=system:nodes/CN=system:node:node
client controller-manager /CN=system:kube-controller-manager
client scheduler /CN=system:kube-scheduler
client proxy /CN=system:kube-proxy
client coredns /CN=system:serviceaccount:kube-system:coredns
