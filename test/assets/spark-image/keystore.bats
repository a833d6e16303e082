# shellcheck disable=SC2016,SC1003,SC2153 # what stands in single quotes is for the shell under test

# Real keystores, made by the tools of the machine, judged by the entrypoint as it would at a start.

setup_file() {
  load setup.bash
  need keytool
  need openssl
  cd "$BATS_FILE_TMPDIR" || return
  keytool -genkeypair -alias spark -keyalg RSA -dname CN=h -validity 365 -keystore ks.jks -storetype JKS \
    -storepass storepass1 -keypass keypass22 2>/dev/null
  keytool -genkeypair -alias spark -keyalg EC -dname CN=h -validity 365 -keystore ks.p12 -storetype PKCS12 \
    -storepass storepass1 2>/dev/null
  keytool -genkeypair -alias spark -keyalg EC -dname CN=h -startdate -10d -validity 5 -keystore old.p12 \
    -storetype PKCS12 -storepass storepass1 2>/dev/null
  keytool -genkeypair -alias spark -keyalg EC -dname CN=h -validity 5 -keystore soon.p12 -storetype PKCS12 \
    -storepass storepass1 2>/dev/null
  openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 100 -subj /CN=h 2>/dev/null
  openssl rsa -in key.pem -traditional -out key1.pem 2>/dev/null
  openssl pkcs8 -topk8 -in key.pem -passout pass:xxxx -out locked.pem
  openssl rsa -in key.pem -traditional -aes128 -passout pass:xxxx -out locked1.pem 2>/dev/null
  sed '/^-----/!s/^./?/' key.pem >damaged.pem
  openssl ecparam -genkey -name prime256v1 -noout -out ec.pem
  openssl req -x509 -new -key ec.pem -out eccert.pem -days 100 -subj /CN=h
  keytool -importcert -noprompt -alias ca -file cert.pem -keystore ts.jks -storetype JKS -storepass trustpass1 2>/dev/null
  keytool -exportcert -rfc -alias spark -file old.pem -keystore old.p12 -storepass storepass1 2>/dev/null
  keytool -genkeypair -alias z -keyalg EC -dname CN=h -validity 365 -keystore after.p12 -storetype PKCS12 \
    -storepass storepass1 2>/dev/null
  keytool -importcert -noprompt -alias a -file old.pem -keystore after.p12 -storepass storepass1 2>/dev/null
  LC_ALL=C.UTF-8 PASSWORD='pässwörd1' keytool -genkeypair -alias spark -keyalg RSA -dname CN=h -validity 365 \
    -keystore letters.jks -storetype JKS -storepass:env PASSWORD -keypass:env PASSWORD 2>/dev/null
  echo junk >junk.jks
}

setup() {
  load setup.bash
  make_image
  export SPARK_SSL_ENABLED=yes
  FILES=$BATS_FILE_TMPDIR
  # keytool is looked for beside java
  ln -s "$(readlink -f "$(command -v keytool)")" "$IMAGE/bin/keytool"
}

# usage: with_keystore STATUS FILE [PASSWORD]    starts a master with this keystore
with_keystore() {
  SPARK_SSL_KEYSTORE_FILE=$FILES/$2 SPARK_SSL_KEYSTORE_PASSWORD=${3-storepass1} run "-$1" "$ENTRYPOINT"
}

# usage: with_pem STATUS CERTIFICATE KEY
with_pem() {
  SPARK_SSL_CERTIFICATE_FILE=$FILES/$2 SPARK_SSL_PRIVATE_KEY_FILE=$FILES/$3 run "-$1" "$ENTRYPOINT"
}

@test "JKS and PKCS12 are found out" {
  SPARK_SSL_KEY_PASSWORD=keypass22 with_keystore 0 ks.jks
  configured spark.ssl.enabled=true
  configured spark.ssl.keyStoreType=JKS
  configured spark.ssl.keyPassword=keypass22
  configured "spark.ssl.keyStore=$FILES/ks.jks"
  with_keystore 0 ks.p12
  configured spark.ssl.keyStoreType=PKCS12
  configured spark.ssl.keyStorePassword=storepass1
}

@test "passwords show neither in arguments nor in messages nor in variables" {
  SPARK_SSL_KEY_PASSWORD=keypass22 SPARK_PRINT_CONFIG=yes with_keystore 0 ks.jks
  has_no storepass1
  has_no keypass22
}

@test "a wrong or missing password is named" {
  with_keystore 64 ks.p12 wrong
  has_text 'SPARK_SSL_KEYSTORE_PASSWORD (not shown) does not open'
  with_keystore 64 ks.p12 ''
  has_text 'SPARK_SSL_KEYSTORE_PASSWORD is missing'
  with_keystore 64 ks.jks
  has_text 'SPARK_SSL_KEY_PASSWORD (not shown) does not open the key'
}

@test "a password may hold any letters, whatever the locale" {
  LC_ALL=C with_keystore 0 letters.jks 'pässwörd1'
}

@test "a key that Java cannot use is not blamed on its password" {
  local keytool
  keytool=$(readlink -f "$IMAGE/bin/keytool")
  rm "$IMAGE/bin/keytool"
  printf '#!/bin/bash\n[[ $1 != -certreq ]] || { echo "keytool error: Cannot derive signature algorithm"; exit 1; }\nexec %q "$@"\n' \
    "$keytool" >"$IMAGE/bin/keytool"
  chmod +x "$IMAGE/bin/keytool"
  with_pem 64 cert.pem key.pem
  has_text 'allowed are RSA and EC keys'
  has_text 'Cannot derive signature algorithm'
  has_no PASSWORD
}

@test "a keystore that properties name is examined too" {
  unset SPARK_SSL_ENABLED
  export SPARK_CONF_spark_ssl_enabled=true SPARK_CONF_spark_ssl_keyStore=$FILES/nowhere.jks
  run -64 "$ENTRYPOINT"
  has_text "spark.ssl.keyStore='$FILES/nowhere.jks' does not exist"
  SPARK_CONF_spark_ssl_keyStore=$FILES/ks.p12
  SPARK_CONF_spark_ssl_keyStorePassword=wrong run -64 "$ENTRYPOINT"
  has_text 'spark.ssl.keyStorePassword (not shown) does not open'
  SPARK_CONF_spark_ssl_keyStorePassword=storepass1 run -0 "$ENTRYPOINT"
  configured "spark.ssl.keyStore=$FILES/ks.p12"
  SPARK_SSL_ENABLED=yes SPARK_CONF_spark_ssl_keyStore=$FILES/ks.jks SPARK_CONF_spark_ssl_keyStorePassword=storepass1 \
    run -64 "$ENTRYPOINT"
  has_text 'spark.ssl.keyStorePassword (not shown) does not open the key'
  unset SPARK_CONF_spark_ssl_keyStore
  SPARK_CONF_spark_ssl_ui_keyStore=/elsewhere run -0 "$ENTRYPOINT"
  run -64 "$ENTRYPOINT"
  has_text 'SPARK_SSL_KEYSTORE_FILE='
}

@test "an expired certificate is refused, one that soon is gets a warning" {
  with_keystore 64 old.p12
  has_text 'has expired on'
  with_keystore 0 soon.p12
  has_text 'expires on'
}

@test "what counts is the certificate of the key, and not that of an authority before it" {
  with_keystore 0 after.p12
  has_no 'has expired'
}

@test "when the keystore cannot be examined nothing is started" {
  printf '#!/bin/sh\nexit 1\n' >"$IMAGE/bin/python3"
  chmod +x "$IMAGE/bin/python3"
  with_keystore 64 ks.p12
  has_text 'python3 could not examine the keystore'
}

@test "nothing is written beside the scripts" {
  with_keystore 0 ks.p12
  [[ -z $(find "$ENTRYPOINT_DIRECTORY" -name __pycache__) ]]
}

@test "what is no keystore is refused" {
  with_keystore 64 junk.jks
  has_text 'is no keystore'
  with_keystore 64 cert.pem
  has_text 'is a PEM file'
  with_keystore 64 nowhere
  has_text 'does not exist'
  with_keystore 64 ts.jks trustpass1
  has_text 'holds no private key'
  SPARK_SSL_KEYSTORE_TYPE=JKS with_keystore 64 ks.p12
  has_text "SPARK_SSL_KEYSTORE_TYPE='JKS' is wrong"
}

@test "PEM files become a keystore that Java opens" {
  local pair
  for pair in 'cert.pem key.pem' 'cert.pem key1.pem' 'eccert.pem ec.pem'; do
    # shellcheck disable=SC2086
    with_pem 0 $pair
    local password
    password=$(sed -n 's/^spark.ssl.keyStorePassword=//p' "$SPARK_CONF_DIR/spark-defaults.conf")
    configured "spark.ssl.keyStore=$SPARK_CONF_DIR/.entrypoint/keystore.p12"
    keytool -list -keystore "$SPARK_CONF_DIR/.entrypoint/keystore.p12" -storepass "$password" 2>/dev/null | grep -q PrivateKeyEntry
    [[ $(stat -c %a "$SPARK_CONF_DIR/.entrypoint/keystore.p12") == 600 ]]
  done
}

@test "PEM files that do not fit are refused" {
  with_pem 64 cert.pem ec.pem
  has_text 'does not fit'
  with_pem 64 cert.pem locked.pem
  has_text 'is encrypted'
  with_pem 64 cert.pem locked1.pem
  has_text 'is encrypted'
  with_pem 64 cert.pem damaged.pem
  has_text 'is damaged'
  with_pem 64 key.pem key.pem
  has_text 'holds no certificate'
  SPARK_SSL_CERTIFICATE_FILE=$FILES/cert.pem run -64 "$ENTRYPOINT"
  has_text 'SPARK_SSL_PRIVATE_KEY_FILE is missing'
  SPARK_SSL_KEYSTORE_FILE=$FILES/ks.p12 with_pem 64 cert.pem key.pem
  has_text 'are both set'
}

@test "authorities for clients come from a truststore or from PEM" {
  export SPARK_SSL_NEED_CLIENT_AUTH=yes
  with_pem 64 cert.pem key.pem
  has_text SPARK_SSL_TRUSTSTORE_FILE
  SPARK_SSL_CA_FILE=$FILES/cert.pem with_pem 0 cert.pem key.pem
  configured "spark.ssl.trustStore=$SPARK_CONF_DIR/.entrypoint/truststore.p12"
  SPARK_SSL_TRUSTSTORE_FILE=$FILES/ts.jks SPARK_SSL_TRUSTSTORE_PASSWORD=trustpass1 with_pem 0 cert.pem key.pem
  configured "spark.ssl.trustStore=$SPARK_CONF_DIR/.entrypoint/truststore.jks"
  SPARK_SSL_NEED_CLIENT_AUTH=no SPARK_SSL_TRUSTSTORE_FILE=$FILES/ts.jks SPARK_SSL_TRUSTSTORE_PASSWORD=trustpass1 \
    with_pem 0 cert.pem key.pem
  configured "spark.ssl.trustStore=$FILES/ts.jks"
  [[ ! -e $SPARK_CONF_DIR/.entrypoint/health.pem ]]
  SPARK_SSL_TRUSTSTORE_FILE=$FILES/ts.jks SPARK_SSL_TRUSTSTORE_PASSWORD=wrong with_pem 64 cert.pem key.pem
  has_text 'SPARK_SSL_TRUSTSTORE_PASSWORD (not shown) does not open'
}

@test "a truststore makes web UIs demand certificates, and the health check has one" {
  local password
  SPARK_SSL_TRUSTSTORE_FILE=$FILES/ts.jks SPARK_SSL_TRUSTSTORE_PASSWORD=trustpass1 with_pem 0 cert.pem key.pem
  configured spark.ssl.needClientAuth=true
  [[ $(stat -c %a "$SPARK_CONF_DIR/.entrypoint/health.pem") == 600 ]]
  password=$(sed -n 's/^spark.ssl.trustStorePassword=//p' "$SPARK_CONF_DIR/spark-defaults.conf")
  keytool -list -rfc -keystore "$SPARK_CONF_DIR/.entrypoint/truststore.jks" -storepass "$password" >"$BATS_TEST_TMPDIR/trusted"
  (($(grep -c 'BEGIN CERTIFICATE' "$BATS_TEST_TMPDIR/trusted") == 2))
  python3 -c '
import http.server, ssl, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"""{"status": "ALIVE"}""")
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(*sys.argv[1:3])
context.load_verify_locations(sys.argv[3])
context.verify_mode = ssl.CERT_REQUIRED
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port, flush=True)
server.serve_forever()
' "$FILES/cert.pem" "$FILES/key.pem" "$BATS_TEST_TMPDIR/trusted" >"$BATS_TEST_TMPDIR/port" 2>/dev/null 3>&- &
  timeout 20 sh -c 'until [ -s "$1" ]; do sleep 0.05; done' _ "$BATS_TEST_TMPDIR/port"
  sed -i "s/^port=.*/port=$(cat "$BATS_TEST_TMPDIR/port")/" "$SPARK_CONF_DIR/.entrypoint/health"
  run python3 -S -E "$ENTRYPOINT_DIRECTORY/spark-image/healthcheck.py"
  kill %1
  ((status == 0))
}
