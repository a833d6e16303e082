#!/bin/bash
# Answers the smoke test as a cluster would that is well, where the test pretends that there is one; hands on the rest.
if [[ $ACT_CLUSTER == pretended && ",$ACT_FAIL," != *",$GITHUB_JOB/$GITHUB_ACTION,"* ]]; then
  case "$*" in
  *' id -u') exec echo 1001 ;;
  *'printenv SPARK_MASTER_PORT') exec echo 7077 ;;
  *.State.Health*) exec echo 'running healthy' ;;
  *.State.ExitCode*) exec echo 143 ;;
  'run '* | 'rm '* | 'network '* | 'exec '* | 'stop '* | 'logs '*) exit 0 ;;
  esac
fi
exec node "$ACT_STUBS/docker.mjs" "$@"
