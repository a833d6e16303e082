#!/usr/bin/python3
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
"""Examines the keystore that the settings of TLS name, or makes one of certificates in PEM form.

usage: keystore.py DIRECTORY     DIRECTORY: where a keystore may be made

Reads the settings SPARK_SSL_… from its environment, KEYSTORE_GIVEN (not empty if a keystore was asked for) and
KEYTOOL (the program of Java that judges a keystore). Prints one line for each thing that it has to say:
`property|NAME|VALUE`, `problem|TEXT` or `warning|TEXT`. Passwords reach keytool by the environment, never by argument.
"""
import base64
import datetime
import hashlib
import os
import re
import secrets
import ssl
import struct
import subprocess
import sys
import time

WARN_DAYS = 30
MAGIC = {b"\xfe\xed\xfe\xed": "JKS", b"\xce\xce\xce\xce": "JCEKS"}
PEM_BLOCK = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----\s+(.*?)-----END \1-----", re.S)


class Problem(Exception):
    """What is wrong and what to do about it, for the entrypoint's list."""


def setting(name):
    return os.environ.get(name, "")


def say(kind, *fields):
    print("|".join((kind, *(field.replace("\n", " ") for field in fields))))


def read_file(name):
    path = setting(name)
    try:
        with open(path, "rb") as file:
            content = file.read()
    except FileNotFoundError:
        raise Problem(f"{name}='{path}' does not exist: mount it, or correct the path") from None
    except OSError as error:
        raise Problem(f"{name}='{path}' cannot be read by user {os.getuid()}: {error.strerror}") from None
    if not content:
        raise Problem(f"{name}='{path}' is empty")
    return content


# ---- DER and JKS: enough of both to hand PEM files to Java ----


def der(tag, *parts):
    """One DER element."""
    body = b"".join(parts)
    if len(body) < 0x80:
        return bytes([tag, len(body)]) + body
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body


def der_elements(body):
    """The elements of a DER sequence's body, as pairs of tag and content."""
    elements, at = [], 0
    while at < len(body):
        tag, length = body[at], body[at + 1]
        at += 2
        if length & 0x80:
            size = length & 0x7F
            length = int.from_bytes(body[at : at + size], "big")
            at += size
        elements.append((tag, body[at : at + length]))
        at += length
    return elements


OID_RSA = bytes.fromhex("06092a864886f70d010101")
OID_EC = bytes.fromhex("06072a8648ce3d0201")
OID_KEY_PROTECTOR = bytes.fromhex("060a2b060104012a02110101")
NULL = b"\x05\x00"


def pkcs8(label, key):
    """A private key of PEM's older forms in PKCS#8, the one that Java reads."""
    if label == "PRIVATE KEY":
        return key
    if label == "RSA PRIVATE KEY":
        algorithm = der(0x30, OID_RSA, NULL)
    else:  # EC PRIVATE KEY: its element [0] names the curve
        inside = der_elements(der_elements(key)[0][1])
        curve = next((content for tag, content in inside if tag == 0xA0), None)
        if curve is None:
            raise Problem("SPARK_SSL_PRIVATE_KEY_FILE does not name its curve: convert it by 'openssl pkcs8 -topk8 -nocrypt'")
        algorithm = der(0x30, OID_EC, curve)
    return der(0x30, der(0x02, b"\x00"), algorithm, der(0x04, key))


def protect(key, password):
    """A private key as JKS keeps it: under a key stream that SHA-1 makes of the password and a salt."""
    phrase = password.encode("utf-16-be")
    salt = digest = os.urandom(20)
    stream = b""
    while len(stream) < len(key):
        digest = hashlib.sha1(phrase + digest).digest()
        stream += digest
    hidden = bytes(a ^ b for a, b in zip(key, stream))
    sealed = salt + hidden + hashlib.sha1(phrase + key).digest()
    return der(0x30, der(0x30, OID_KEY_PROTECTOR, NULL), der(0x04, sealed))


def text(value):
    encoded = value.encode()
    return struct.pack(">H", len(encoded)) + encoded


def reveal(sealed, password):
    """The private key that `protect` has hidden."""
    content = der_elements(der_elements(sealed)[0][1])[1][1]
    digest, hidden = content[:20], content[20:-20]
    stream = b""
    while len(stream) < len(hidden):
        digest = hashlib.sha1(password.encode("utf-16-be") + digest).digest()
        stream += digest
    return bytes(a ^ b for a, b in zip(hidden, stream))


def first_entry(store, password):
    """Private key and certificate of a JKS keystore that holds one."""
    at = 12 + 4  # header of the store; kind of the entry

    def take(form):
        nonlocal at
        (length,) = struct.unpack_from(form, store, at)
        at += struct.calcsize(form) + length
        return store[at - length : at]

    take(">H")  # alias
    at += 8  # date
    sealed = take(">I")
    at += 4  # length of the chain
    take(">H")  # kind of certificate
    return reveal(sealed, password), take(">I")


def certificate_entry(certificate):
    return text("X.509") + struct.pack(">I", len(certificate)) + certificate


def jks(entries, password):
    """A whole JKS keystore; an entry is (alias, certificates) or (alias, certificates, private key)."""
    now = struct.pack(">Q", int(time.time() * 1000))
    body = struct.pack(">III", 0xFEEDFEED, 2, len(entries))
    for alias, certificates, *key in entries:
        body += struct.pack(">I", 1 if key else 2) + text(alias) + now
        if key:
            sealed = protect(key[0], password)
            body += struct.pack(">I", len(sealed)) + sealed + struct.pack(">I", len(certificates))
        body += b"".join(certificate_entry(certificate) for certificate in certificates)
    return body + hashlib.sha1(password.encode("utf-16-be") + b"Mighty Aphrodite" + body).digest()


def write_store(directory, name, entries):
    """Writes a keystore under a password of its own, and returns both."""
    password = secrets.token_hex(24)
    path = os.path.join(directory, name)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(jks(entries, password))
    return path, password


def pem(label, content):
    lines = base64.encodebytes(content).decode()
    return f"-----BEGIN {label}-----\n{lines}-----END {label}-----\n"


def identity_for_health_check(directory):
    """Makes a key with a certificate in DIRECTORY/health.pem, and returns the certificate."""
    path, password = os.path.join(directory, "health.jks"), secrets.token_hex(24)
    arguments = ["-genkeypair", "-alias", "health", "-keyalg", "EC", "-keysize", "256", "-validity", "3650"]
    arguments += ["-dname", "CN=health check", "-keystore", path, "-storetype", "JKS"]
    made, output = keytool([*arguments, "-storepass:env", "STOREPASS", "-keypass:env", "STOREPASS"], STOREPASS=password)
    if not made:
        raise Problem(f"keytool could not make a key for the health check: {(output.strip().splitlines() or ['no reason'])[0]}")
    with open(path, "rb") as file:
        key, certificate = first_entry(file.read(), password)
    os.remove(path)
    with open(os.open(os.path.join(directory, "health.pem"), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(pem("PRIVATE KEY", key) + pem("CERTIFICATE", certificate))
    return certificate


# ---- PEM ----


def pem_blocks(name):
    blocks = [
        (label.decode(), base64.b64decode(b"".join(body.split()))) for label, body in PEM_BLOCK.findall(read_file(name))
    ]
    if not blocks:
        raise Problem(f"{name}='{setting(name)}' holds nothing in PEM form (-----BEGIN …-----)")
    return blocks


def certificates_of(name):
    certificates = [content for label, content in pem_blocks(name) if label == "CERTIFICATE"]
    if not certificates:
        raise Problem(f"{name}='{setting(name)}' holds no certificate (-----BEGIN CERTIFICATE-----)")
    return certificates


def keystore_of_pem(directory):
    """A keystore made of SPARK_SSL_CERTIFICATE_FILE and SPARK_SSL_PRIVATE_KEY_FILE."""
    for name, other in (
        ("SPARK_SSL_CERTIFICATE_FILE", "SPARK_SSL_PRIVATE_KEY_FILE"),
        ("SPARK_SSL_PRIVATE_KEY_FILE", "SPARK_SSL_CERTIFICATE_FILE"),
    ):
        if not setting(name):
            raise Problem(f"{name} is missing, and {other} is given: a certificate needs its key")
    if setting("KEYSTORE_GIVEN"):
        raise Problem("SPARK_SSL_KEYSTORE_FILE and SPARK_SSL_CERTIFICATE_FILE are both set: keep one of them")
    certificates = certificates_of("SPARK_SSL_CERTIFICATE_FILE")
    keys = [(label, content) for label, content in pem_blocks("SPARK_SSL_PRIVATE_KEY_FILE") if label.endswith("PRIVATE KEY")]
    key_file = f"SPARK_SSL_PRIVATE_KEY_FILE='{setting('SPARK_SSL_PRIVATE_KEY_FILE')}'"
    if not keys:
        raise Problem(f"{key_file} holds no private key (-----BEGIN PRIVATE KEY-----)")
    label, key = keys[0]
    if label == "ENCRYPTED PRIVATE KEY" or b"ENCRYPTED" in read_file("SPARK_SSL_PRIVATE_KEY_FILE"):
        raise Problem(f"{key_file} is encrypted: give it without a password, or give a PKCS12 keystore")
    if label not in ("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"):
        raise Problem(f"{key_file} is a {label}: allowed are RSA and EC keys")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
            setting("SPARK_SSL_CERTIFICATE_FILE"), setting("SPARK_SSL_PRIVATE_KEY_FILE")
        )
    except ssl.SSLError as error:
        raise Problem(f"{key_file} does not fit SPARK_SSL_CERTIFICATE_FILE: {error.reason or error}") from None
    return write_store(directory, "keystore.jks", [("spark", certificates, pkcs8(label, key))])


# ---- Keystores ----


def store_type(name, declared):
    """JKS or PKCS12, by the first bytes of the file."""
    start = read_file(name)[:4]
    found = MAGIC.get(start) or ("PKCS12" if start[:1] == b"\x30" else None)
    if found not in ("JKS", "PKCS12"):
        kind = "a PEM file" if start == b"----" else found or "no keystore"
        raise Problem(f"{name}='{setting(name)}' is {kind}: allowed are JKS and PKCS12 (for PEM, SPARK_SSL_CERTIFICATE_FILE)")
    if setting(declared) and setting(declared) != found:
        raise Problem(f"{declared}='{setting(declared)}' is wrong, {setting(name)} is {found}: correct it, or take it away")
    return found


def keytool(arguments, **passwords):
    """Runs keytool; its passwords stand in its environment. Returns success and output."""
    command = [setting("KEYTOOL") or "keytool", *arguments, "-J-Duser.language=en", "-J-Duser.timezone=UTC"]
    environment = {**os.environ, **passwords, "LC_ALL": "C"}
    environment.pop("JAVA_TOOL_OPTIONS", None)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return done.returncode == 0, done.stdout + done.stderr


def list_store(what, path, kind, password, password_name, form="-v"):
    arguments = ["-list", form, "-keystore", path, "-storetype", kind, "-storepass:env", "STOREPASS"]
    opened, output = keytool(arguments, STOREPASS=password)
    if opened:
        return output
    if "password" in output.lower():
        raise Problem(f"{password_name} (not shown) does not open {what}: give the password it was made with")
    raise Problem(f"{what} cannot be read: {output.strip().splitlines()[0]}")


def check_dates(what, listing):
    """Refuses a certificate that is not valid now; warns of one that will soon not be."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    dates = re.findall(r"Valid from: (.+?) until: (.+)", listing)
    for start, end in dates[:1]:  # the certificate of the key comes first, its authorities after it
        begins, ends = parse_date(start), parse_date(end)
        if ends < now:
            raise Problem(f"{what} has expired on {ends:%Y-%m-%d}: renew the certificate")
        if begins > now:
            raise Problem(f"{what} is not valid before {begins:%Y-%m-%d}: check the clock and the certificate")
        if ends - now < datetime.timedelta(days=WARN_DAYS):
            say("warning", f"{what} expires on {ends:%Y-%m-%d}")


def parse_date(text_of_java):
    words = text_of_java.split()  # Tue Nov 24 02:15:15 UTC 2026
    return datetime.datetime.strptime(" ".join(words[1:4] + words[5:6]), "%b %d %H:%M:%S %Y")


def check_key(what, path, kind, password, key_password, listing):
    """Proves that there is a private key and that its password opens it, by signing a request with it."""
    alias = re.search(r"Alias name: (.+)\n(?:.*\n)*?Entry type: PrivateKeyEntry", listing)
    aliases = re.findall(r"Alias name: (.+)", listing)
    if "Entry type: PrivateKeyEntry" not in listing or not alias:
        raise Problem(f"{what} holds no private key (its entries: {', '.join(aliases) or 'none'}): add the key to it")
    arguments = ["-certreq", "-alias", key_alias(listing), "-keystore", path, "-storetype", kind]
    arguments += ["-storepass:env", "STOREPASS", "-keypass:env", "KEYPASS"]
    if not keytool(arguments, STOREPASS=password, KEYPASS=key_password)[0]:
        raise Problem(f"SPARK_SSL_KEY_PASSWORD (not shown) does not open the key in {what}: give the password of the key")


def key_alias(listing):
    """The alias of the first private key."""
    alias = ""
    for line in listing.splitlines():
        if line.startswith("Alias name: "):
            alias = line[len("Alias name: ") :]
        elif line == "Entry type: PrivateKeyEntry":
            break
    return alias


def use_keystore(directory):
    name = "SPARK_SSL_KEYSTORE_FILE"
    if setting("SPARK_SSL_CERTIFICATE_FILE") or setting("SPARK_SSL_PRIVATE_KEY_FILE"):
        path, password = keystore_of_pem(directory)
        kind, key_password = "JKS", password
        what = f"SPARK_SSL_CERTIFICATE_FILE='{setting('SPARK_SSL_CERTIFICATE_FILE')}'"
    else:
        path, password = setting(name), setting("SPARK_SSL_KEYSTORE_PASSWORD")
        what = f"{name}='{path}'"
        kind = store_type(name, "SPARK_SSL_KEYSTORE_TYPE")
        if not password:
            raise Problem("SPARK_SSL_KEYSTORE_PASSWORD is missing: give it, or SPARK_SSL_KEYSTORE_PASSWORD_FILE")
        key_password = setting("SPARK_SSL_KEY_PASSWORD") or password
    listing = list_store(what, path, kind, password, "SPARK_SSL_KEYSTORE_PASSWORD")
    check_key(what, path, kind, password, key_password, listing)
    check_dates(what, listing)
    say("property", "spark.ssl.keyStore", path)
    say("property", "spark.ssl.keyStoreType", kind)
    say("property", "spark.ssl.keyStorePassword", password)
    say("property", "spark.ssl.keyPassword", key_password)


def trusted_certificates(listing):
    """What a truststore vouches for: the first certificate of each entry, of a listing in PEM form."""
    for entry in listing.split("Alias name: ")[1:]:
        block = PEM_BLOCK.search(entry.encode())
        if block:
            yield base64.b64decode(b"".join(block[2].split()))


def use_truststore(directory):
    name, demanded = "SPARK_SSL_TRUSTSTORE_FILE", setting("SPARK_SSL_NEED_CLIENT_AUTH")
    if setting("SPARK_SSL_CA_FILE"):
        trusted = certificates_of("SPARK_SSL_CA_FILE")
        path = None
    elif os.path.exists(setting(name)) or demanded == "yes":
        path, password = setting(name), setting("SPARK_SSL_TRUSTSTORE_PASSWORD")
        kind = store_type(name, "SPARK_SSL_TRUSTSTORE_TYPE")
        if not password:
            raise Problem("SPARK_SSL_TRUSTSTORE_PASSWORD is missing: give it, or SPARK_SSL_TRUSTSTORE_PASSWORD_FILE")
        listing = list_store(f"{name}='{path}'", path, kind, password, "SPARK_SSL_TRUSTSTORE_PASSWORD", "-rfc")
        trusted = list(trusted_certificates(listing))
    else:
        return
    if demanded != "no":
        # The health check is a client too, and the certificate of the server need not be one for clients.
        trusted.append(identity_for_health_check(directory))
        say("property", "spark.ssl.needClientAuth", "true")
    if demanded != "no" or path is None:
        kind = "JKS"
        path, password = write_store(directory, "truststore.jks", [(f"ca-{i}", [one]) for i, one in enumerate(trusted)])
    say("property", "spark.ssl.trustStore", path)
    say("property", "spark.ssl.trustStoreType", kind)
    say("property", "spark.ssl.trustStorePassword", password)


def main(directory):
    for step in (use_keystore, use_truststore):
        try:
            step(directory)
        except Problem as problem:
            say("problem", str(problem))


if __name__ == "__main__":
    main(sys.argv[1])
