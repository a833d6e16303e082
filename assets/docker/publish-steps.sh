#!/usr/bin/env bash
# shellcheck disable=SC2034,SC2154 # the options are read by publish.sh, and each step sets what others read
#
# The steps of publishing by hand. Part of publish.sh, which sources it.

# ---- Names: registry, image, tags and digest -------------------------------------------------------------------------

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

# ---- To the registry -------------------------------------------------------------------------------------------------

login() {
  need_docker
  [[ -n $user ]] || fail "$EXIT_USAGE" 'user is empty: a registry asks who logs in.' 'Give --user NAME.'
  local password
  if [[ -n $password_file ]]; then
    need_file password-file "$password_file"
    docker login --username "$user" --password-stdin "$registry" <"$password_file"
  elif [[ -t 0 ]]; then
    read -r -s -p "Password or token of $user at $registry: " password
    printf '\n'
    docker login --username "$user" --password-stdin "$registry" <<<"$password"
  else
    docker login --username "$user" --password-stdin "$registry"
  fi || fail "$EXIT_FAILED" "$registry did not let '$user' in: its answer is above." 'Check the user, and that the token may write packages.'
}

tag() {
  local name
  need_docker
  need_tags
  need_source
  for name in "${tags[@]}"; do
    docker tag "$source" "$repository:$name"
    note "$repository:$name is $source"
  done
}

push() {
  local name
  need_docker
  need_tags
  for name in "${tags[@]}"; do
    docker image inspect "$repository:$name" >/dev/null 2>&1 || fail "$EXIT_NO_INPUT" "'$repository:$name' is no image of this machine." 'Give it that name first: the command tag, with the same options.'
    [[ $(docker image inspect --format '{{.Id}}' "$repository:$name") == "$(docker image inspect --format '{{.Id}}' "$source")" ]] ||
      fail "$EXIT_NO_INPUT" "'$repository:$name' is not the image '$source': it was built again since it was tagged." 'Run the command tag again, with the same options.'
  done
  for name in "${tags[@]}"; do
    docker push "$repository:$name" || fail "$EXIT_FAILED" "'$repository:$name' was not pushed: the answer of $registry is above." 'Log in first (the command login), and check that the name is yours to write to.'
  done
  find_digest
  note "pushed $repository@$digest"
}

# ---- Signatures ------------------------------------------------------------------------------------------------------

# usage: is_key_service KEY    such keys are addresses: awskms://…, hashivault://…, k8s://…
is_key_service() {
  [[ $1 == *://* ]]
}

# Sets `key_password`, once: what cosign would ask for each time.
find_key_password() {
  [[ -n $key && -z ${key_password+set} ]] || return 0
  key_password=''
  if is_key_service "$key"; then return; fi
  need_file key "$key"
  if [[ -n $key_password_file ]]; then
    need_file key-password-file "$key_password_file"
    key_password=$(<"$key_password_file")
  elif [[ -n ${COSIGN_PASSWORD+set} ]]; then
    key_password=$COSIGN_PASSWORD
  elif [[ -t 0 ]]; then
    read -r -s -p "Password of $key: " key_password
    printf '\n'
  else
    key_password=$(cat)
  fi
}

# usage: cosign_signs COMMAND [OPTION…]    with the key, or keyless; the password goes through a pipe, where ps cannot see it
cosign_signs() {
  local -a options=(--yes "${cosign_registry[@]}")
  find_key_password
  if [[ $no_log == true ]]; then options+=(--tlog-upload=false --use-signing-config=false); fi
  if [[ -z $key ]]; then
    cosign "$1" "${options[@]}" "${@:2}"
  else
    printf '%s' "$key_password" | env -u COSIGN_PASSWORD cosign "$1" "${options[@]}" --key "$key" "${@:2}"
  fi
}

# Sets `trust`: the options of cosign that say whose signature counts.
find_trust() {
  local trusted=$public_key
  if [[ -z $trusted && -n $key ]]; then
    trusted=$key
    if ! is_key_service "$key"; then trusted=${key%.key}.pub; fi
  fi
  if [[ -n $trusted ]]; then
    is_key_service "$trusted" || need_file public-key "$trusted"
    trust=(--key "$trusted")
  elif [[ -n $identity && -n $issuer ]]; then
    trust=(--certificate-identity "$identity" --certificate-oidc-issuer "$issuer")
  else
    fail "$EXIT_USAGE" 'it was not said whose signature counts, and a signature of anybody proves nothing.' \
      'Give --public-key FILE; or, for what was signed keyless, --identity and --issuer.'
  fi
  if [[ $no_log == true ]]; then trust+=(--insecure-ignore-tlog=true); fi
}

sign() {
  need_cosign
  find_digest
  cosign_signs sign "$repository@$digest" || fail "$EXIT_FAILED" "$repository@$digest was not signed: the reason of cosign is above."
  note "signed $repository@$digest"
}

# usage: verified_digest REFERENCE    prints the digest whose signature was verified
verified_digest() {
  local found
  found=$(cosign verify "${cosign_registry[@]}" "${trust[@]}" --output json "$1") || return
  [[ $found =~ \"docker-manifest-digest\":[[:space:]]*\"(sha256:[0-9a-f]{64})\" ]] && printf '%s\n' "${BASH_REMATCH[1]}"
}

verify() {
  local name found
  local -a references=()
  need_cosign
  find_trust
  for name in "${tags[@]}"; do references+=("$repository:$name"); done
  if [[ -n $digest || ${#references[@]} -eq 0 ]]; then
    find_digest
    references=("$repository@$digest" "${references[@]}")
  fi
  for name in "${references[@]}"; do
    found=$(verified_digest "$name") || fail "$EXIT_FAILED" "$name does NOT verify: the reason of cosign is above." 'Do not run it. Either it was never signed by this key or identity, or it is not what was signed.'
    digest=${digest:-$found}
    [[ $found == "$digest" ]] || fail "$EXIT_FAILED" "$name is $found, and not $digest." 'Its tag was moved: find out by whom before you run it.'
    note "verified $name, which is $found"
  done
  if [[ $with_sbom != true ]]; then return; fi
  cosign verify-attestation "${cosign_registry[@]}" "${trust[@]}" --type spdxjson "$repository@$digest" >/dev/null ||
    fail "$EXIT_FAILED" "the bill of materials of $repository@$digest does NOT verify: the reason of cosign is above." 'Attach it: the command sbom --attach.'
  note "verified the bill of materials of $repository@$digest"
}

# ---- Contents --------------------------------------------------------------------------------------------------------

sbom() {
  need_syft
  if [[ $attach == true ]]; then need_cosign; fi
  find_digest
  SYFT_REGISTRY_INSECURE_USE_HTTP=$plain_http SYFT_CHECK_FOR_APP_UPDATE=false syft scan --quiet "registry:$repository@$digest" --output "spdx-json=$sbom_file" ||
    fail "$EXIT_FAILED" "there is no bill of materials of $repository@$digest: the reason of syft is above."
  note "$sbom_file lists what is in $repository@$digest"
  if [[ $attach != true ]]; then return; fi
  cosign_signs attest --type spdxjson --predicate "$sbom_file" "$repository@$digest" || fail "$EXIT_FAILED" "$sbom_file was not attached: the reason of cosign is above."
  note "attached $sbom_file to $repository@$digest"
}
