#!/usr/bin/env bash
# Applies the manifests, shows what runs, runs the example job, and deletes everything, by kubectl.
#
# Usage: kubernetes.sh COMMAND [OVERLAY]
#
# Commands:
#   apply    applies an overlay, makes the shared secret if it is missing, and waits until every server is ready
#   status   shows pods, servers and volumes
#   example  runs the example job, shows its log, and ends with its status
#   delete   deletes the namespace with everything in it, volumes included; asks first, unless CONFIRM=yes
#
# OVERLAY is a folder of kubernetes/overlays, small by default, or the path of another kustomization.
#
# Environment, of which "npx projen kubernetes:…" sets the first two:
#   SPARK_NAMESPACE           namespace of the manifests
#   SPARK_SECRET              name of the shared secret
#   KUBECONFIG, KUBE_CONTEXT  which cluster, as for kubectl
#   TIMEOUT                   the longest wait; default: 10m
#
# Runs in the root of the repository.
#
# Exit status: 0 done, 1 a step failed, 64 wrong usage, 66 a file is missing, 69 kubectl or the cluster does not answer.
set -euo pipefail

readonly EXIT_FAILED=1 EXIT_USAGE=64 EXIT_NO_INPUT=66 EXIT_MISSING=69
readonly NAMESPACE=${SPARK_NAMESPACE:-spark} SECRET=${SPARK_SECRET:-spark-rpc} FOLDER=kubernetes

# usage: fail STATUS MESSAGE…
fail() {
  local status=$1
  shift
  printf 'kubernetes: %s\n' "$@" >&2
  exit "$status"
}

# usage: note TEXT
note() {
  printf 'kubernetes: %s\n' "$1"
}

usage() {
  sed -n '/^# Usage/,/^set /{/^set /d;s/^# \{0,1\}//;p;}' "${BASH_SOURCE[0]}"
}

# usage: in_cluster WORD…    kubectl, in the chosen cluster
in_cluster() {
  kubectl ${KUBE_CONTEXT:+--context "$KUBE_CONTEXT"} "$@"
}

# usage: in_namespace WORD…
in_namespace() {
  in_cluster --namespace "$NAMESPACE" "$@"
}

check_cluster() {
  local answer
  command -v kubectl >/dev/null ||
    fail "$EXIT_MISSING" 'kubectl is not on the PATH, and every command needs it.' 'Install it: https://kubernetes.io/docs/tasks/tools/'
  answer=$(in_cluster version --request-timeout=10s 2>&1) || fail "$EXIT_MISSING" 'No Kubernetes cluster answers. kubectl says:' "${answer##*$'\n'}" \
    'Choose one by KUBECONFIG or KUBE_CONTEXT; "kubectl config get-contexts" lists those that kubectl knows.'
}

check_namespace() {
  in_cluster get namespace "$NAMESPACE" >/dev/null 2>&1 ||
    fail "$EXIT_NO_INPUT" "The cluster has no namespace '$NAMESPACE'." 'Apply an overlay first: npx projen kubernetes:apply'
}

# usage: find_overlay NAME    sets overlay to the folder of an overlay, or of another kustomization
find_overlay() {
  overlay=$FOLDER/overlays/$1
  [[ -d $overlay ]] || overlay=$1
  [[ -f $overlay/kustomization.yaml ]] || fail "$EXIT_NO_INPUT" "OVERLAY='$1' is no overlay: $overlay/kustomization.yaml is missing." \
    "Name one of $(cd -- "$FOLDER/overlays" && printf '%s ' *)or the path of a folder with a kustomization.yaml."
}

# The secret never stands in a file or in the arguments of a process.
make_secret() {
  ! in_namespace get secret "$SECRET" >/dev/null 2>&1 || return 0
  command -v openssl >/dev/null ||
    fail "$EXIT_MISSING" "The secret '$SECRET' is missing, and openssl, which makes one, is not on the PATH." "Install openssl, or make the secret yourself, with the key 'secret'."
  note "making the secret $SECRET"
  openssl rand -hex 32 | in_namespace create secret generic "$SECRET" --from-file=secret=/dev/stdin
}

# Waits for each server, with what it waits for.
wait_for_servers() {
  local server
  while read -r server; do
    note "waiting for $server"
    in_namespace rollout status "$server" --timeout="$timeout" ||
      fail "$EXIT_FAILED" "$server is not ready after $timeout." "See why: kubectl --namespace $NAMESPACE describe $server"
  done < <(in_namespace get deployments,statefulsets --output name)
}

apply() {
  local overlay
  find_overlay "${1:-small}"
  note "applying $overlay"
  in_cluster apply --kustomize "$overlay"
  make_secret
  wait_for_servers
  note 'done: "npx projen kubernetes:example" runs the example job'
}

status() {
  check_namespace
  in_namespace get pods,deployments,statefulsets,services,persistentvolumeclaims,jobs --output wide
}

# A Job cannot be changed, so the one of the last run goes first, with its driver.
example() {
  local job=job/spark-example driver=spark-role=driver,spark-app-name=spark-example
  check_namespace
  in_namespace delete "$job" --ignore-not-found
  in_namespace delete pods --selector "$driver" --ignore-not-found
  note 'submitting the example job'
  in_cluster apply --kustomize "$FOLDER/example"
  in_namespace wait --for=jsonpath='{.status.ready}'=1 "$job" --timeout="$timeout" ||
    fail "$EXIT_FAILED" "The pod that submits did not start within $timeout." "See why: kubectl --namespace $NAMESPACE describe $job"
  in_namespace logs --follow "$job"
  in_namespace wait --for=condition=complete "$job" --timeout=30s || fail "$EXIT_FAILED" 'The example job failed.' \
    "Its driver says why: kubectl --namespace $NAMESPACE logs --selector $driver --tail=50"
  note 'what the driver printed'
  in_namespace logs --selector "$driver" --tail=20
}

delete() {
  local answer=${CONFIRM-}
  check_namespace
  if [[ $answer != yes ]]; then
    printf "Delete the namespace '%s' with everything in it, volumes included? Type yes: " "$NAMESPACE"
    read -r answer || answer=''
    [[ $answer == yes ]] || fail "$EXIT_USAGE" "Nothing was deleted: the answer was '$answer', not 'yes'."
  fi
  in_cluster delete namespace "$NAMESPACE" --timeout="$timeout"
}

_main() {
  local timeout=${TIMEOUT:-10m}
  case ${1-} in
  apply | status | example | delete)
    (($# <= 2)) && [[ $1 == apply || $# -eq 1 ]] || fail "$EXIT_USAGE" "'${*:2}' is too much: only apply takes an OVERLAY, and only one."
    check_cluster
    "$@"
    ;;
  -h | --help | help) usage ;;
  *) fail "$EXIT_USAGE" "COMMAND='${1-}' is no command: write apply, status, example or delete. --help explains them." ;;
  esac
}

# Sourced, the script offers its functions and does nothing.
if [[ ${BASH_SOURCE[0]} == "$0" ]]; then _main "$@"; fi
