#!/usr/bin/python3
# ~~ Made by projen. To modify, edit .projenrc.js and run "npx projen".
"""DER, enough of it for private keys. Part of keystore.py."""
from settings import Problem

OID_RSA = bytes.fromhex("06092a864886f70d010101")
OID_EC = bytes.fromhex("06072a8648ce3d0201")
NULL = b"\x05\x00"


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
