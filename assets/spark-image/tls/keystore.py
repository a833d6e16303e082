#!/usr/bin/python3
"""Examines the keystore that the settings of TLS name, or makes one of certificates in PEM form.

usage: keystore.py DIRECTORY     DIRECTORY: where a keystore may be made

Reads the settings SPARK_SSL_… and the properties spark.ssl.… (as spark_ssl_…) from its environment, KEYSTORE_GIVEN (not
empty if a keystore was asked for) and KEYTOOL (the program of Java that judges a keystore). Prints one line for each thing that it has to say:
`property|NAME|VALUE`, `problem|TEXT` or `warning|TEXT`. Passwords reach keytool by the environment, never by argument.
"""
import base64
import os
import sys

from jks import first_entry, new_password, write_store
from keytool import check_dates, check_key, keytool, list_store, reason, store_type
from pem import PEM_BLOCK, certificates_of, keystore_of_pem, pem
from settings import Problem, read_file, say, setting


def examine_property(kind_of_store):
    """Opens the keystore or truststore that a Spark property names.

    Only what the properties say is judged: a password may also come from a provider of Hadoop's, and Java takes more types
    of keystores than keytool alone knows.
    """
    name = f"spark.ssl.{kind_of_store}"
    read_file(name)
    path, what = setting(name), f"{name}='{setting(name)}'"
    password, kind = setting(f"{name}Password"), setting(f"{name}Type") or "JKS"  # Java reads PKCS12 as JKS, and back
    if not password or kind.upper() not in ("JKS", "PKCS12"):
        return
    listing = list_store(what, path, kind, password, f"{name}Password")
    if kind_of_store == "keyStore":
        given = setting("spark.ssl.keyPassword")
        key_password_name = "spark.ssl.keyPassword" if given else f"{name}Password"
        check_key(what, path, kind, password, given or password, key_password_name, listing)
        check_dates(what, listing)


def use_keystore(directory):
    if setting("spark.ssl.keyStore"):
        examine_property("keyStore")
        return
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
    check_key(what, path, kind, password, key_password, "SPARK_SSL_KEY_PASSWORD", listing)
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
            yield base64.b64decode(block[2])


def identity_for_health_check(directory):
    """Makes a key with a certificate in DIRECTORY/health.pem, and returns the certificate."""
    path, password = os.path.join(directory, "health.jks"), new_password()
    arguments = ["-genkeypair", "-alias", "health", "-keyalg", "EC", "-keysize", "256", "-validity", "3650"]
    arguments += ["-dname", "CN=health check", "-keystore", path, "-storetype", "JKS"]
    made, output = keytool([*arguments, "-storepass:env", "STOREPASS", "-keypass:env", "STOREPASS"], STOREPASS=password)
    if not made:
        raise Problem(f"keytool could not make a key for the health check: {reason(output)}")
    with open(path, "rb") as file:
        key, certificate = first_entry(file.read(), password)
    os.remove(path)
    with open(os.open(os.path.join(directory, "health.pem"), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(pem("PRIVATE KEY", key) + pem("CERTIFICATE", certificate))
    return certificate


def use_truststore(directory):
    if setting("spark.ssl.trustStore"):
        examine_property("trustStore")
        return
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
