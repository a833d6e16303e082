#!/usr/bin/python3
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
"""Keys and certificates in PEM form, and the keystores of the type PKCS12 that openssl and keytool make of them. Part of keystore.py."""
import base64
import binascii
import os
import re
import ssl
import subprocess

from keytool import keytool, reason
from settings import Problem, read_file, setting

PEM_BLOCK = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----\s+(.*?)-----END \1-----", re.S)


# What every Java that runs Spark reads; the default of older versions of openssl is weaker.
PKCS12_OPTIONS = ["-keypbe", "AES-256-CBC", "-certpbe", "AES-256-CBC", "-macalg", "sha256"]


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
