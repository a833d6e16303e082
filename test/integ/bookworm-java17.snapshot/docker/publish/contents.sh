#!/usr/bin/env bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# shellcheck disable=SC2034,SC2154 # the options are read by publish.sh, and each part sets what others read
#
# Lists what is in the image that was pushed. Part of publish.sh, which sources it.

sbom() {
  need_syft
  if [[ $attach == true ]]; then need_cosign; fi
  find_digest
  SYFT_REGISTRY_INSECURE_USE_HTTP=$plain_http SYFT_CHECK_FOR_APP_UPDATE=false syft scan --quiet "registry:$repository@$digest" --output "spdx-json=$sbom_file" ||
    fail "$EXIT_FAILED" "there is no bill of materials of $repository@$digest: the reason of syft stands above."
  note "$sbom_file lists what is in $repository@$digest"
  if [[ $attach != true ]]; then return; fi
  cosign_signs attest --type spdxjson --predicate "$sbom_file" "$repository@$digest" || fail "$EXIT_FAILED" "$sbom_file was not attached: the reason of cosign stands above."
  note "attached $sbom_file to $repository@$digest"
}
