# shellcheck disable=SC2016,SC2154 # bats and setup.bash set what is used here

# What is made in several steps survives an end between any two of them.

setup() {
  load setup.bash
  make_image
  export SPARK_RPC_AUTHENTICATION_SECRET=$SECRET SPARK_METRICS_ENABLED=yes
}

# usage: end_at STEP    starts a copy of the entrypoint that ends as by a power cut before that step of what touches files,
# of those from open_configuration to the end of close_configuration; its status is 137, or 0 where there are fewer steps
end_at() {
  STEP=$1 run "$BATS_TEST_TMPDIR/sourced/entrypoint.sh"
}

# Nothing is there but the configuration, and that is whole.
is_whole() {
  configured "spark.authenticate.secret=$SECRET"
  [[ -s $SPARK_CONF_DIR/log4j2.properties && -s $SPARK_CONF_DIR/.entrypoint/health && -s $SPARK_CONF_DIR/metrics.properties ]]
  [[ -z $(find "$BATS_TEST_TMPDIR" -maxdepth 1 -name '.spark-conf.*') ]]
}

@test "a start that is ended at any step does not keep the next from starting" {
  local step=0 ended
  load_functions
  sed -i 's/^open_configuration() {/&\n  steps=0\n  set -T\n  trap '"'"'if [[ $BASH_COMMAND == @(mkdir|mktemp|NEW_CONF_DIR=|rm|mv|ln|export|write_|printf|cat)* ]]; then ((++steps != STEP)) || kill -KILL $$; fi'"'"' DEBUG/' \
    "$BATS_TEST_TMPDIR/sourced/spark-image/configuration.sh"
  sed -i '/^close_configuration/,/^}/s/^}/  trap - DEBUG\n&/' "$BATS_TEST_TMPDIR/sourced/spark-image/configuration.sh"
  run -0 "$ENTRYPOINT_DIRECTORY/entrypoint.sh"
  while ((++step < 200)); do
    # Many steps only print a line of a file: of those, some.
    ((step < 8 || step % 7 == 0)) || ((step > 60)) || continue
    end_at "$step"
    ended=$status
    ((ended == 137)) || break
    run -0 "$ENTRYPOINT_DIRECTORY/entrypoint.sh"
    is_whole
  done
  ((ended == 0 && step > 20))
}

@test "a directory that an earlier start had not removed whole is its own" {
  local file
  run -0 "$ENTRYPOINT"
  for file in .entrypoint spark-defaults.conf log4j2.properties metrics.properties; do
    rm -r "${SPARK_CONF_DIR:?}/$file"
    cp -r "$SPARK_CONF_DIR" "$BATS_TEST_TMPDIR/part"
    run -0 "$ENTRYPOINT"
    is_whole
    rm -r "$SPARK_CONF_DIR"
    mv "$BATS_TEST_TMPDIR/part" "$SPARK_CONF_DIR"
  done
  echo precious >"$SPARK_CONF_DIR/own.txt"
  run -64 "$ENTRYPOINT"
  has_text 'holds files of somebody else'
}

@test "what ended starts have left is removed, what a running one makes is not" {
  sleep 60 3>&- &
  mkdir "$BATS_TEST_TMPDIR/.spark-conf.$!.abcdef" "$BATS_TEST_TMPDIR/.spark-conf.4194999.abcdef"{,.old}
  run -0 "$ENTRYPOINT"
  kill "$!"
  [[ $(find "$BATS_TEST_TMPDIR" -maxdepth 1 -name '.spark-conf.*') == *"/.spark-conf.$!.abcdef" ]]
}
