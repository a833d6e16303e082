#!/usr/bin/python3
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
"""What keytool and openssl say of keys, certificates and keystores, and what they make of them. Part of keystore.py."""
import base64
import binascii
import datetime
import os
import re
import ssl
import subprocess

WARN_DAYS = 30
PRIVATE_KEY = "Entry type: PrivateKeyEntry"
MAGIC = {b"\xfe\xed\xfe\xed": "JKS", b"\xce\xce\xce\xce": "JCEKS"}
PEM_BLOCK = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----\s+(.*?)-----END \1-----", re.S)
# What every Java that runs Spark reads; the default of older versions of openssl is weaker.
PKCS12_OPTIONS = ["-keypbe", "AES-256-CBC", "-certpbe", "AES-256-CBC", "-macalg", "sha256"]


class Problem(Exception):
    """What is wrong and what to do about it, for the entrypoint's list."""


def setting(name):
    """The value of a setting, or of a Spark property, whose dots no variable may have."""
    return os.environ.get(name.replace(".", "_"), "")


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


# What Java's keytool says of a keystore.


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


def keytool(arguments, text="", **passwords):
    """Runs keytool on a text; its passwords stand in its environment. Returns success and output."""
    command = [setting("KEYTOOL") or "keytool", *arguments, "-J-Duser.language=en", "-J-Duser.timezone=UTC"]
    command += ["-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"]  # half the time of a Java that lives so briefly
    environment = {**os.environ, **passwords, "LC_ALL": "C.UTF-8"}  # else letters beyond ASCII in passwords are lost
    environment.pop("JAVA_TOOL_OPTIONS", None)
    done = subprocess.run(
        command, env=environment, input=text, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return done.returncode == 0, done.stdout + done.stderr


def list_store(what, path, kind, password, password_name):
    """The entries of a keystore as keytool lists them."""
    arguments = ["-list", "-v", "-keystore", path, "-storetype", kind, "-storepass:env", "STOREPASS"]
    opened, output = keytool(arguments, STOREPASS=password)
    if opened:
        return output
    if "password" in output.lower():
        raise Problem(f"{password_name} (not shown) does not open {what}: give the password it was made with")
    raise Problem(f"{what} cannot be read: {reason(output)}")


def reason(output):
    """The line by which keytool says what went wrong."""
    return (output.strip().splitlines() or ["keytool gives no reason"])[0]


def check_dates(what, listing):
    """Refuses a private key whose certificate is not valid now; warns of one that will soon not be."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    chain = listing.partition(PRIVATE_KEY)[2]  # the certificate of the key comes first, its authorities after it
    begins, ends = map(parse_date, re.search(r"Valid from: (.+?) until: (.+)", chain).groups())
    if ends < now:
        raise Problem(f"{what} has expired on {ends:%Y-%m-%d}: renew the certificate")
    if begins > now:
        raise Problem(f"{what} is not valid before {begins:%Y-%m-%d}: check the clock and the certificate")
    if ends - now < datetime.timedelta(days=WARN_DAYS):
        say("warning", f"{what} expires on {ends:%Y-%m-%d}")


def parse_date(text_of_java):
    words = text_of_java.split()  # Tue Nov 24 02:15:15 UTC 2026
    return datetime.datetime.strptime(" ".join(words[1:4] + words[5:6]), "%b %d %H:%M:%S %Y")


def check_key(what, path, kind, password, key_password, key_password_name, listing):
    """Proves that there is a private key, that its password opens it and that Java can use it, by signing a request."""
    alias = key_alias(listing)
    if alias is None:
        aliases = ", ".join(re.findall(r"Alias name: (.+)", listing))
        raise Problem(f"{what} holds no private key (its entries: {aliases or 'none'}): add the key to it")
    arguments = ["-certreq", "-alias", alias, "-keystore", path, "-storetype", kind]
    arguments += ["-storepass:env", "STOREPASS", "-keypass:env", "KEYPASS"]
    signed, output = keytool(arguments, STOREPASS=password, KEYPASS=key_password)
    if signed:
        return
    if re.search("UnrecoverableKey|password", output):
        raise Problem(f"{key_password_name} (not shown) does not open the key in {what}: give the password of the key")
    raise Problem(f"the key of {what} is none that this Java signs with: allowed are RSA and EC keys ({reason(output)})")


def key_alias(listing):
    """The alias of the first private key; None without one."""
    alias = None
    for line in listing.splitlines():
        if line.startswith("Alias name: "):
            alias = line[len("Alias name: ") :]
        elif line == PRIVATE_KEY:
            return alias
    return None


# Keys and certificates in PEM form, and the keystores of the type PKCS12 that openssl and keytool make of them.


def openssl(arguments, what, **passwords):
    """Runs openssl; its passwords stand in its environment."""
    done = subprocess.run(
        ["openssl", *arguments], env={**os.environ, **passwords}, capture_output=True, encoding="utf-8", errors="replace", check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode != 0:
        raise Problem(f"{what}: openssl says: {reason(done.stderr)}")


def new_password():
    return os.urandom(24).hex()


def pem_blocks(name):
    """What the file of a setting holds, as pairs of label and body; a body may have headers and is still base64."""
    blocks = [(label.decode(), body) for label, body in PEM_BLOCK.findall(read_file(name))]
    if not blocks:
        raise Problem(f"{name}='{setting(name)}' holds nothing in PEM form (-----BEGIN …-----)")
    return blocks


def check_base64(name, body):
    try:
        base64.b64decode(b"".join(body.split()), validate=True)
    except binascii.Error:
        raise Problem(f"{name}='{setting(name)}' is damaged: what stands between BEGIN and END is no base64") from None


def certificates_of(name):
    """The certificates that the file of a setting holds, each in PEM form."""
    bodies = [body for label, body in pem_blocks(name) if label == "CERTIFICATE"]
    if not bodies:
        raise Problem(f"{name}='{setting(name)}' holds no certificate (-----BEGIN CERTIFICATE-----)")
    for body in bodies:
        check_base64(name, body)
    return [f"-----BEGIN CERTIFICATE-----\n{body.decode().strip()}\n-----END CERTIFICATE-----\n" for body in bodies]


def trust(path, kind, password, certificates, what):
    """Adds certificates to a truststore, which is made where it is not there."""
    for alias, certificate in certificates.items():
        arguments = ["-importcert", "-noprompt", "-alias", alias, "-keystore", path, "-storetype", kind, "-storepass:env", "STOREPASS"]
        added, output = keytool(arguments, certificate, STOREPASS=password)
        if not added:
            raise Problem(f"{what} cannot be put into a truststore: {reason(output)}")


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
    certificates_of("SPARK_SSL_CERTIFICATE_FILE")
    keys = [(label, body) for label, body in pem_blocks("SPARK_SSL_PRIVATE_KEY_FILE") if label.endswith("PRIVATE KEY")]
    key_file = f"SPARK_SSL_PRIVATE_KEY_FILE='{setting('SPARK_SSL_PRIVATE_KEY_FILE')}'"
    if not keys:
        raise Problem(f"{key_file} holds no private key (-----BEGIN PRIVATE KEY-----)")
    label, body = keys[0]
    if label == "ENCRYPTED PRIVATE KEY" or b"ENCRYPTED" in body:
        raise Problem(f"{key_file} is encrypted: give it without a password, or give a PKCS12 keystore")
    if label not in ("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"):
        raise Problem(f"{key_file} is a {label}: allowed are RSA and EC keys")
    check_base64("SPARK_SSL_PRIVATE_KEY_FILE", body)
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
            setting("SPARK_SSL_CERTIFICATE_FILE"), setting("SPARK_SSL_PRIVATE_KEY_FILE")
        )
    except ssl.SSLError as error:
        raise Problem(f"{key_file} does not fit SPARK_SSL_CERTIFICATE_FILE: {error.reason or error}") from None
    path, password = os.path.join(directory, "keystore.p12"), new_password()
    files = ["-in", setting("SPARK_SSL_CERTIFICATE_FILE"), "-inkey", setting("SPARK_SSL_PRIVATE_KEY_FILE"), "-out", path]
    arguments = ["pkcs12", "-export", *PKCS12_OPTIONS, "-name", "spark", *files, "-passout", "env:STOREPASS"]
    openssl(arguments, f"{key_file} and its certificate make no keystore", STOREPASS=password)
    return path, password
