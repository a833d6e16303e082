# shellcheck disable=SC2016,SC1003,SC2153 # what stands in single quotes is for the shell under test

setup() {
  load setup.bash
  make_image
  HEALTHCHECK="$ENTRYPOINT_DIRECTORY/spark-image/healthcheck.py"
  mkdir -p "$SPARK_CONF_DIR/.entrypoint"
}

teardown() {
  [[ -z ${SERVER:-} ]] || kill "$SERVER"
}

# usage: serve STATUS BODY [CERTIFICATE KEY]    answers every request so, and notes where for the health check
serve() {
  python3 -c '
import http.server, ssl, sys
status, body, *pem = sys.argv[1:]
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(int(status))
        self.end_headers()
        self.wfile.write(body.encode())
    def log_message(self, *_):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
if pem:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*pem)
    server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port, flush=True)
server.serve_forever()
' "$@" >"$BATS_TEST_TMPDIR/port" 3>&- &
  SERVER=$!
  timeout 20 sh -c 'until [ -s "$1" ]; do sleep 0.05; done' _ "$BATS_TEST_TMPDIR/port"
}

# usage: note MODE SCHEME
note() {
  printf 'mode=%s\nhost=127.0.0.1\nscheme=%s\nport=%s\n' "$1" "$2" "$(cat "$BATS_TEST_TMPDIR/port")" >"$SPARK_CONF_DIR/.entrypoint/health"
}

check() {
  python3 -S -E "$HEALTHCHECK" "$@"
}

@test "before the start, nothing is healthy" {
  run -1 check
  has_text 'not started yet'
}

@test "another command is healthy for as long as it runs" {
  rm -r "$SPARK_CONF_DIR"
  "$ENTRYPOINT" bash -c true
  run -0 check
}

@test "a worker is connected to a master that it has called, or that has called it after a recovery" {
  run -0 python3 -S -E -c '
import socket, sys
sys.path.insert(0, sys.argv[1])
import healthcheck
server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
print(healthcheck.is_connected({port}, {port}))
executor = socket.create_connection(("127.0.0.1", port), source_address=("127.0.0.1", 0))
print(healthcheck.is_connected(set(), {port}))
master = socket.create_connection(("127.0.0.1", port), source_address=("127.0.0.2", 0))
print(healthcheck.is_connected(set(), {port}), healthcheck.is_connected({port}, set()))
' "${HEALTHCHECK%/*}"
  [[ $output == $'False\nFalse\nTrue True' ]]
}

@test "a history server names an event log that it cannot read, and stays healthy" {
  local log=$BATS_TEST_TMPDIR/events/local-1
  mkdir "${log%/*}"
  echo x >"$log"
  serve 200 '{"spark": "3.5.6"}'
  note history-server http
  printf 'events=%s\n' "${log%/*}" >>"$SPARK_CONF_DIR/.entrypoint/health"
  run -0 check
  [[ -z $output ]]
  chmod 0 "$log"
  run -0 kept_out python3 -S -E "$HEALTHCHECK"
  has_text "the event log $log cannot be read by user $EUID"
}

@test "a master that is alive or stands by is healthy" {
  local status
  for status in ALIVE STANDBY; do
    serve 200 "{\"status\": \"$status\"}"
    note master http
    run -0 check
    kill "$SERVER"
    : >"$BATS_TEST_TMPDIR/port"
  done
  serve 200 '{"status": "RECOVERING"}'
  note master http
  run -1 check
  has_text RECOVERING
}

@test "a worker is healthy once a master has registered it" {
  serve 200 '{"id": "w", "masterurl": "", "masterwebuiurl": ""}'
  note worker http
  run -1 check
  has_text 'not registered'
  kill "$SERVER"
  : >"$BATS_TEST_TMPDIR/port"
  python3 -c '
import socket, time
server = socket.create_server(("127.0.0.1", 0))
worker = socket.create_connection(server.getsockname())
print(server.getsockname()[1], flush=True)
time.sleep(60)' >"$BATS_TEST_TMPDIR/master" 3>&- &
  local master=$!
  timeout 20 sh -c 'until [ -s "$1" ]; do sleep 0.05; done' _ "$BATS_TEST_TMPDIR/master"
  serve 200 "{\"masterurl\": \"spark://127.0.0.1:$(cat "$BATS_TEST_TMPDIR/master")\", \"masterwebuiurl\": \"http://m:8080\"}"
  note worker http
  run -0 check
  # Behind a port that is mapped to another, the master announces one that no connection of the worker leads to.
  local called
  called=$(cat "$BATS_TEST_TMPDIR/master")
  kill "$SERVER"
  : >"$BATS_TEST_TMPDIR/port"
  serve 200 '{"masterurl": "spark://m:1", "masterwebuiurl": "http://m:8080"}'
  note worker http
  run -1 check
  printf 'master=%s\n' "spark://other:2,gateway:$called" >>"$SPARK_CONF_DIR/.entrypoint/health"
  run -0 check
  kill "$master"
  wait "$master" || true
  run -1 check
  has_text 'has lost its master, spark://m:1'
}

@test "a home page with status 200 is no proof" {
  serve 200 '<html>'
  note master http
  run -1 check
  has_text 'does not answer with JSON'
}

@test "an error is named" {
  serve 503 ''
  note history-server http
  run -1 check
  has_text 503
}

@test "a port that nobody listens on is named" {
  echo 1 >"$BATS_TEST_TMPDIR/port"
  local mode
  for mode in master worker history-server connect thrift-server; do
    note "$mode" http
    run -1 check
    has_text 1
  done
}

@test "a history server tells its version" {
  serve 200 '{"spark": "3.5.6"}'
  note history-server http
  run -0 check
}

@test "a Connect server speaks HTTP/2" {
  serve 200 '{}'
  note connect http
  run -1 check
  has_text HTTP/2
}

@test "TLS without a certificate of ours" {
  need openssl
  openssl req -x509 -newkey rsa:2048 -nodes -keyout "$BATS_TEST_TMPDIR/key" -out "$BATS_TEST_TMPDIR/cert" -days 2 \
    -subj /CN=elsewhere 2>/dev/null
  serve 200 '{"status": "ALIVE"}' "$BATS_TEST_TMPDIR/cert" "$BATS_TEST_TMPDIR/key"
  note master https
  run -0 check
  note master http
  run -1 check
}

@test "a second call of the entrypoint leaves the note of the server alone" {
  printf '#!/bin/bash\nexec sleep 60\n' >"$IMAGE/bin/java"
  rm -r "$SPARK_CONF_DIR"
  "$ENTRYPOINT" worker >/dev/null 2>&1 3>&- &
  SERVER=$!
  timeout 20 sh -c 'until [ -e "$1/.entrypoint/health" ]; do sleep 0.05; done' _ "$SPARK_CONF_DIR"
  echo 'of the server' >"$SPARK_CONF_DIR/.entrypoint/health.pem"
  "$ENTRYPOINT" bash -c true
  grep -Fxq mode=worker "$SPARK_CONF_DIR/.entrypoint/health"
  grep -Fxq 'of the server' "$SPARK_CONF_DIR/.entrypoint/health.pem"
  kill "$SERVER"
  wait "$SERVER" || true
  SERVER=''
  "$ENTRYPOINT" bash -c true
  grep -Fxq mode=command "$SPARK_CONF_DIR/.entrypoint/health"
}

@test "a Thrift server that accepts connections must also answer" {
  local answer
  for answer in yes no; do
    python3 -c '
import socket, sys, time
server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
connection, _ = server.accept()
if sys.argv[1] == "yes" and connection.recv(100)[:11] == b"\x01\0\0\0\x06HEALTH":
    connection.sendall(b"\x03\0\0\0\0")
time.sleep(60)' "$answer" >"$BATS_TEST_TMPDIR/port" 3>&- &
    timeout 20 sh -c 'until [ -s "$1" ]; do sleep 0.05; done' _ "$BATS_TEST_TMPDIR/port"
    note thrift-server http
    if [[ $answer == yes ]]; then run -0 check; else run -1 check; fi
    kill %1
    wait %1 || true
    : >"$BATS_TEST_TMPDIR/port"
  done
}

# usage: drain PROGRAM SECONDS    waits for executors that run this program of bash's to be drained; says why it ended
drain() {
  bash -c "$1" 3>&- &
  local worker=$!
  sleep 0.3
  python3 -S -E "${HEALTHCHECK%/*}/drain.py" "$worker" "$2"
  pkill -P "$worker" || true
  kill "$worker" 2>/dev/null || true
}

@test "a worker is drained when it has no executors, or when they are quiet" {
  serve 200 '{"executors": [{"id": 0}]}'
  note worker http
  run -0 drain '(while :; do :; done) & wait' 3
  has_text '3 seconds are over'
  run -0 drain 'sleep 60 & wait' 30
  has_text 'have done nothing for 10 seconds'
  run -0 drain true 30
  has_text 'it has ended'
  kill "$SERVER"
  : >"$BATS_TEST_TMPDIR/port"
  serve 200 '{"executors": []}'
  note worker http
  run -0 drain 'sleep 60 & wait' 30
  has_text 'its executors have ended'
}
