#!/usr/bin/python3
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
"""Keys and certificates in PEM form. Part of keystore.py."""
import base64
import binascii
import re
import ssl

from der import pkcs8
from jks import write_store
from settings import Problem, read_file, setting

PEM_BLOCK = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----\s+(.*?)-----END \1-----", re.S)


def pem(label, content):
    lines = base64.encodebytes(content).decode()
    return f"-----BEGIN {label}-----\n{lines}-----END {label}-----\n"


def pem_blocks(name):
    """What the file of a setting holds, as pairs of label and body; a body may have headers and is still base64."""
    blocks = [(label.decode(), body) for label, body in PEM_BLOCK.findall(read_file(name))]
    if not blocks:
        raise Problem(f"{name}='{setting(name)}' holds nothing in PEM form (-----BEGIN …-----)")
    return blocks


def decoded(name, body):
    try:
        return base64.b64decode(b"".join(body.split()), validate=True)
    except binascii.Error:
        raise Problem(f"{name}='{setting(name)}' is damaged: what stands between BEGIN and END is no base64") from None


def certificates_of(name):
    certificates = [decoded(name, body) for label, body in pem_blocks(name) if label == "CERTIFICATE"]
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
    keys = [(label, body) for label, body in pem_blocks("SPARK_SSL_PRIVATE_KEY_FILE") if label.endswith("PRIVATE KEY")]
    key_file = f"SPARK_SSL_PRIVATE_KEY_FILE='{setting('SPARK_SSL_PRIVATE_KEY_FILE')}'"
    if not keys:
        raise Problem(f"{key_file} holds no private key (-----BEGIN PRIVATE KEY-----)")
    label, body = keys[0]
    if label == "ENCRYPTED PRIVATE KEY" or b"ENCRYPTED" in body:
        raise Problem(f"{key_file} is encrypted: give it without a password, or give a PKCS12 keystore")
    if label not in ("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"):
        raise Problem(f"{key_file} is a {label}: allowed are RSA and EC keys")
    key = decoded("SPARK_SSL_PRIVATE_KEY_FILE", body)
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
            setting("SPARK_SSL_CERTIFICATE_FILE"), setting("SPARK_SSL_PRIVATE_KEY_FILE")
        )
    except ssl.SSLError as error:
        raise Problem(f"{key_file} does not fit SPARK_SSL_CERTIFICATE_FILE: {error.reason or error}") from None
    return write_store(directory, "keystore.jks", [("spark", certificates, pkcs8(label, key))])
