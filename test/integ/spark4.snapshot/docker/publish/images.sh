#!/usr/bin/env bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# shellcheck disable=SC2034,SC2154 # the options are read by publish.sh, and each part sets what others read
#
# Takes the image of this machine to the registry. Part of publish.sh, which sources it.

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
  fi || fail "$EXIT_FAILED" "$registry did not let '$user' in: its answer stands above." 'Check the user, and that the token may write packages.'
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
    docker push "$repository:$name" || fail "$EXIT_FAILED" "'$repository:$name' was not pushed: the answer of $registry stands above." 'Log in first (the command login), and check that the name is yours to write to.'
  done
  find_digest
  note "pushed $repository@$digest"
}
