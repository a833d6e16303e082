#!/usr/bin/env bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# shellcheck disable=SC2034,SC2154 # the options are read by publish.sh, and each part sets what others read
#
# What an image is called: registry, name, tags and digest. Part of publish.sh, which sources it.

# usage: version_tags VERSION    prints its tags, as the workflow gives them: none for the major version 0
#    ie: version_tags v1.2.3 -> v1.2.3 1.2.3 1.2 1
version_tags() {
  local version=${1#v}
  [[ $version =~ ^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?$ ]] ||
    fail "$EXIT_USAGE" "version='$1' is no version." 'Write v1.2.3, or v1.2.3-rc.1 for one that is not finished; anything else is a --tag.'
  printf '%s\n' "v$version" "$version"
  [[ -z ${BASH_REMATCH[4]} ]] || return 0
  printf '%s\n' "${BASH_REMATCH[1]}.${BASH_REMATCH[2]}"
  if [[ ${BASH_REMATCH[1]} != 0 ]]; then printf '%s\n' "${BASH_REMATCH[1]}"; fi
}

check_registry() {
  [[ $registry =~ ^[A-Za-z0-9.-]+(:[0-9]{1,5})?$ ]] || fail "$EXIT_USAGE" "registry='$registry' is no registry." 'Write a host, with a port if it needs one: registry.example.com:5000.'
}

# Sets `repository`: where the image is published.
find_repository() {
  [[ -n $image ]] || fail "$EXIT_USAGE" 'image is empty: this repository does not say who owns its image.' "Give --image NAME, for example --image team/spark, or set the option 'owner'."
  [[ $image =~ ^[a-z0-9]+([._/-]+[a-z0-9]+)*$ ]] || fail "$EXIT_USAGE" "image='$image' is no name of an image." 'Use lower-case letters, digits and . _ - /, without a tag: team/spark.'
  repository=$registry/$image
}

# Sets `tags` from the version and the tags given, each once.
find_tags() {
  local tag
  local -a named=()
  if [[ -n $version ]]; then
    # Not a process substitution: its failure would go unseen.
    tag=$(version_tags "$version")
    readarray -t named <<<"$tag"
  fi
  named+=("${tags[@]}")
  tags=()
  for tag in "${named[@]}"; do
    [[ $tag =~ ^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$ ]] || fail "$EXIT_USAGE" "tag='$tag' is no tag." 'Use letters, digits and . _ -, at most 128 of them.'
    [[ " ${tags[*]} " == *" $tag "* ]] || tags+=("$tag")
  done
}

need_tags() {
  ((${#tags[@]} > 0)) || fail "$EXIT_USAGE" 'neither a version nor a tag was given, so the image would have no name.' 'Give --version v1.2.3, or --tag NAME.'
}

need_source() {
  docker image inspect "$source" >/dev/null 2>&1 ||
    fail "$EXIT_NO_INPUT" "source='$source' is no image of this machine." "Build it first: npx projen build. Or name another one by --source."
}

# Sets `digest`: the one that was given, else what this machine pushed. A tag can be moved in between, this cannot.
find_digest() {
  local short=${repository#docker.io/}
  local -a found=()
  if [[ -z $digest ]]; then
    need_docker
    need_source
    readarray -t found < <(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$source" | grep --fixed-strings "${short#library/}@" || true)
    ((${#found[@]} > 0)) || fail "$EXIT_NO_INPUT" "'$source' was not pushed to '$repository' from here, so its digest is unknown." 'Push it first, or name what you mean by --digest sha256:….'
    ((${#found[@]} == 1)) || fail "$EXIT_USAGE" "'$source' has several digests in '$repository': ${found[*]#*@}." 'Name the one that you mean by --digest.'
    digest=${found[0]#*@}
  fi
  [[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] || fail "$EXIT_USAGE" "digest='$digest' is no digest." 'Write sha256: and 64 hexadecimal digits, as push prints them.'
}
