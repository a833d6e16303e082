#!/usr/bin/env bash
# ~~ Made by projen. To modify, edit .projenrc.js and run "npx projen".
# shellcheck disable=SC2034,SC2154 # the options are read by publish.sh, and each part sets what others read
#
# Signs what was pushed, and verifies what a registry serves. Part of publish.sh, which sources it.

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
  cosign_signs sign "$repository@$digest" || fail "$EXIT_FAILED" "$repository@$digest was not signed: the reason of cosign stands above."
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
    found=$(verified_digest "$name") || fail "$EXIT_FAILED" "$name does NOT verify: the reason of cosign stands above." 'Do not run it. Either it was never signed by this key or identity, or it is not what was signed.'
    digest=${digest:-$found}
    [[ $found == "$digest" ]] || fail "$EXIT_FAILED" "$name is $found, and not $digest." 'Its tag was moved: find out by whom before you run it.'
    note "verified $name, which is $found"
  done
  if [[ $with_sbom != true ]]; then return; fi
  cosign verify-attestation "${cosign_registry[@]}" "${trust[@]}" --type spdxjson "$repository@$digest" >/dev/null ||
    fail "$EXIT_FAILED" "the bill of materials of $repository@$digest does NOT verify: the reason of cosign stands above." 'Attach it: the command sbom --attach.'
  note "verified the bill of materials of $repository@$digest"
}
