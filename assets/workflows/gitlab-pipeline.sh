#!/usr/bin/env bash
# What the jobs of GitLab CI do that make an image, publish it and vouch for it: the same as the workflow of GitHub does.
#
# Usage: pipeline.sh tags|build|publish|sign|verify
#
#   tags     prints the tags that this pipeline gives: a branch gives its name, the default branch also latest; v1.2.3
#            gives v1.2.3, 1.2.3, 1.2 and 1
#   build    builds PLATFORM, tries and scans it; where PUBLISH is true, pushes it by digest and without a tag
#   publish  joins the digests of all platforms under every tag
#   sign     signs the digest without a key, and verify fails unless that signature verifies
#
# Environment: IMAGE, PUBLISH, PLATFORM, SCANNER, SCANNER_IMAGE, and for a gate GATE_SCOPE (distribution or everything),
# GATE_SEVERITY and GATE_ONLY_FIXED; IGNORE_FILE; the variables that GitLab gives every job.
# Exit status: 0 done, 1 failed, 64 wrong usage.
set -euo pipefail

readonly CANDIDATE=spark-image:candidate
readonly WORK=.pipeline

# usage: note TEXT
note() {
  printf 'pipeline: %s\n' "$1"
}

tags() {
  local version
  if [[ -n ${CI_COMMIT_TAG:-} ]]; then
    printf '%s\n' "$CI_COMMIT_TAG"
    version=${CI_COMMIT_TAG#v}
    if [[ $version =~ ^([0-9]+)\.([0-9]+)\.[0-9]+$ ]]; then
      printf '%s\n' "$version" "${BASH_REMATCH[1]}.${BASH_REMATCH[2]}"
      [[ ${BASH_REMATCH[1]} == 0 ]] || printf '%s\n' "${BASH_REMATCH[1]}"
    fi
    return
  fi
  printf '%s\n' "${CI_COMMIT_BRANCH//[^A-Za-z0-9_.-]/-}"
  [[ $CI_COMMIT_BRANCH != "$CI_DEFAULT_BRANCH" ]] || printf 'latest\n'
}

# A builder of its own can push by digest and attest; the engine's certificates come by a context.
set_up_builder() {
  docker context create pipeline >/dev/null
  docker buildx create --use --name pipeline pipeline >/dev/null
}

# Labels of the image, and annotations of the index.
describe() {
  printf '%s\n' "org.opencontainers.image.source=$CI_PROJECT_URL" "org.opencontainers.image.revision=$CI_COMMIT_SHA" "org.opencontainers.image.version=$(tags | head -n 1)"
}

# usage: cache_options    where a tag is released no cache is used, and a scheduled build fetches everything anew
cache_options() {
  local reference=$IMAGE:cache-${PLATFORM#linux/}
  if [[ $CI_PIPELINE_SOURCE == schedule ]]; then printf '%s\n' --no-cache; fi
  [[ -z ${CI_COMMIT_TAG:-} && $CI_PIPELINE_SOURCE != schedule ]] || return 0
  printf '%s\n' "--cache-from=type=registry,ref=$reference"
  if [[ ${PUBLISH:-} == true ]]; then printf '%s\n' "--cache-to=type=registry,ref=$reference,mode=max"; fi
}

# usage: scan WORDS…    runs the scanner on the archive of the candidate, in a container that sees this folder only
scan() {
  docker run --rm --volume "$PWD:/work" --workdir /work "$SCANNER_IMAGE" "$@"
}

scan_with_trivy() {
  local -a ignore=() unfixed=()
  local scope=os,library
  [[ -z ${IGNORE_FILE:-} ]] || ignore=(--ignorefile "$IGNORE_FILE")
  scan image --input "$WORK/candidate.tar" --scanners vuln,secret --format sarif --output "$WORK/findings-${PLATFORM#linux/}.sarif" "${ignore[@]}"
  [[ -n ${GATE_SCOPE:-} ]] || return 0
  [[ $GATE_SCOPE != distribution ]] || scope=os
  [[ $GATE_ONLY_FIXED != true ]] || unfixed=(--ignore-unfixed)
  scan image --input "$WORK/candidate.tar" --scanners vuln --pkg-types "$scope" --severity "$GATE_SEVERITY" --exit-code 1 "${unfixed[@]}" "${ignore[@]}"
}

scan_with_grype() {
  local -a fixed=()
  bash docker/grype-config.sh everything "$WORK/report.yaml"
  scan "docker-archive:$WORK/candidate.tar" --config "$WORK/report.yaml" --output sarif --file "$WORK/findings-${PLATFORM#linux/}.sarif"
  [[ -n ${GATE_SCOPE:-} ]] || return 0
  bash docker/grype-config.sh "$GATE_SCOPE" "$WORK/gate.yaml"
  [[ $GATE_ONLY_FIXED != true ]] || fixed=(--only-fixed)
  scan "docker-archive:$WORK/candidate.tar" --config "$WORK/gate.yaml" --fail-on "$GATE_SEVERITY" "${fixed[@]}"
}

# The bytes that are published are those that were tried: both images have the same layers.
check_same_image() {
  local tried pushed
  tried=$(docker image inspect --format '{{json .RootFS.Layers}}' "$CANDIDATE")
  pushed=$(docker buildx imagetools inspect "$IMAGE@$1" --format '{{json .Image}}' |
    jq --compact-output --arg platform "$PLATFORM" '(.[$platform] // .).rootfs.diff_ids')
  [[ $tried == "$pushed" ]] || {
    note "what was pushed is not what was tried: $pushed is not $tried"
    return 1
  }
}

build() {
  local digest label
  local -a options=() labels=()
  mkdir -p "$WORK/digests"
  set_up_builder
  readarray -t options < <(cache_options)
  while IFS= read -r label; do labels+=(--label "$label"); done < <(describe)
  docker buildx build --platform "$PLATFORM" --pull --load --provenance=false --tag "$CANDIDATE" "${labels[@]}" "${options[@]}" .
  TMPDIR=$PWD/$WORK bash docker/smoke-test.sh "$CANDIDATE"
  docker save --output "$WORK/candidate.tar" "$CANDIDATE"
  "scan_with_$SCANNER"
  rm -f "$WORK/candidate.tar"
  if [[ ${PUBLISH:-} != true ]]; then
    note 'nothing is published from here'
    return
  fi
  docker buildx build --platform "$PLATFORM" "${labels[@]}" --provenance=mode=max --sbom=true --metadata-file "$WORK/metadata.json" \
    --output "type=image,\"name=$IMAGE\",push-by-digest=true,name-canonical=true,push=true" .
  digest=$(jq --raw-output '."containerimage.digest"' "$WORK/metadata.json")
  check_same_image "$digest"
  : >"$WORK/digests/${digest#sha256:}"
}

publish() {
  local tag line digest
  local -a arguments=()
  for tag in $(tags); do arguments+=(--tag "$IMAGE:$tag"); done
  while IFS= read -r line; do arguments+=(--annotation "index:$line"); done < <(describe)
  for digest in "$WORK"/digests/*; do arguments+=("$IMAGE@sha256:${digest##*/}"); done
  docker buildx imagetools create "${arguments[@]}"
  digest=$(docker buildx imagetools inspect "$IMAGE:$(tags | head -n 1)" --format '{{json .Manifest}}' | jq --raw-output .digest)
  printf '%s\n' "$digest" >"$WORK/digest"
  note "published $IMAGE@$digest as $(tags | xargs)"
}

sign() {
  cosign sign --yes --recursive "$IMAGE@$(<"$WORK/digest")"
}

verify() {
  local ref=refs/heads/${CI_COMMIT_BRANCH:-}
  [[ -z ${CI_COMMIT_TAG:-} ]] || ref=refs/tags/$CI_COMMIT_TAG
  cosign verify --certificate-identity "$CI_PROJECT_URL//.gitlab-ci.yml@$ref" --certificate-oidc-issuer "$CI_SERVER_URL" "$IMAGE@$(<"$WORK/digest")"
}

_main() {
  case ${1:-} in
  tags | build | publish | sign | verify) "$1" ;;
  *)
    printf 'Usage: pipeline.sh tags|build|publish|sign|verify\n' >&2
    exit 64
    ;;
  esac
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || _main "$@"
