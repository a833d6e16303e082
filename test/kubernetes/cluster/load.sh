#!/usr/bin/env bash
# Takes an image into the cluster: an archive as `docker save` writes it, on standard input.
# usage: docker save IMAGE | load.sh STATE
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
exec "$here/within.sh" "$1" ctr --address "$1/containerd.sock" --namespace k8s.io images import -
