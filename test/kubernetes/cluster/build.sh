#!/usr/bin/env bash
# Compiles the programs of the cluster from their Go modules: Kubernetes, CoreDNS, and the process that holds a pod open.
# usage: build.sh BINARIES
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
binaries=$1
version=v1.34.4
component=k8s.io/component-base/version

mkdir -p "$binaries"
CGO_ENABLED=0 "${GO:-go}" -C "$here/programs" build -trimpath -buildvcs=false -o "$binaries/" -ldflags "-s -w \
  -X $component.gitVersion=$version -X $component.gitMajor=1 -X $component.gitMinor=34 \
  -X k8s.io/client-go/pkg/version.gitVersion=$version" ./kubernetes ./dns ./pause
python3 "$here/image_archive.py" cluster.test/pause:1 /pause "/pause=$binaries/pause" >"$binaries/pause.tar"
