#!/usr/bin/python3
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
"""Keystores of the type JKS, written and read without Java. Part of keystore.py."""
import hashlib
import os
import struct
import time

from der import NULL, der, der_elements

OID_KEY_PROTECTOR = bytes.fromhex("060a2b060104012a02110101")


def key_stream(salt, password, length):
    """What JKS hides a private key under: SHA-1 of the password and a salt, again and again."""
    stream, digest = b"", salt
    while len(stream) < length:
        digest = hashlib.sha1(password.encode("utf-16-be") + digest).digest()
        stream += digest
    return stream


def protect(key, password):
    """A private key as JKS keeps it: hidden, and sealed with a checksum."""
    salt = os.urandom(20)
    hidden = bytes(a ^ b for a, b in zip(key, key_stream(salt, password, len(key))))
    checksum = hashlib.sha1(password.encode("utf-16-be") + key).digest()
    return der(0x30, der(0x30, OID_KEY_PROTECTOR, NULL), der(0x04, salt + hidden + checksum))


def reveal(protected, password):
    """The private key that `protect` has hidden."""
    content = der_elements(der_elements(protected)[0][1])[1][1]
    salt, hidden = content[:20], content[20:-20]
    return bytes(a ^ b for a, b in zip(hidden, key_stream(salt, password, len(hidden))))


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
    protected = take(">I")
    at += 4  # length of the chain
    take(">H")  # kind of certificate
    return reveal(protected, password), take(">I")


def text(value):
    encoded = value.encode()
    return struct.pack(">H", len(encoded)) + encoded


def certificate_entry(certificate):
    return text("X.509") + struct.pack(">I", len(certificate)) + certificate


def jks(entries, password):
    """A whole JKS keystore; an entry is (alias, certificates) or (alias, certificates, private key)."""
    now = struct.pack(">Q", int(time.time() * 1000))
    body = struct.pack(">III", 0xFEEDFEED, 2, len(entries))
    for alias, certificates, *key in entries:
        body += struct.pack(">I", 1 if key else 2) + text(alias) + now
        if key:
            protected = protect(key[0], password)
            body += struct.pack(">I", len(protected)) + protected + struct.pack(">I", len(certificates))
        body += b"".join(certificate_entry(certificate) for certificate in certificates)
    return body + hashlib.sha1(password.encode("utf-16-be") + b"Mighty Aphrodite" + body).digest()


def new_password():
    return os.urandom(24).hex()


def write_store(directory, name, entries):
    """Writes a keystore under a password of its own, and returns both."""
    password = new_password()
    path = os.path.join(directory, name)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(jks(entries, password))
    return path, password
