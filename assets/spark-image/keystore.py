#!/usr/bin/python3
"""Examines the keystore that the settings of TLS name, or makes one of certificates in PEM form.

usage: keystore.py DIRECTORY     DIRECTORY: where a keystore may be made

Reads the settings SPARK_SSL_… and the properties spark.ssl.… (as spark_ssl_…) from its environment, KEYSTORE_GIVEN (not
empty if a keystore was asked for) and KEYTOOL (the program of Java that judges a keystore). Prints one line for each thing that it has to say:
`property|NAME|VALUE`, `problem|TEXT` or `warning|TEXT`. Passwords reach keytool by the environment, never by argument.
"""
import os
import shutil
import sys

from certificates import (
    Problem, certificates_of, check_dates, check_key, keystore_of_pem, list_store, new_password, openssl, read_file, say, setting, store_type,
    trust,
)


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
        kind, key_password = "PKCS12", password
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


def identity_for_health_check(directory):
    """Makes a key with a certificate in DIRECTORY/health.pem, and returns the certificate."""
    parts = [os.path.join(directory, name) for name in ("health.key", "health.crt")]
    arguments = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650"]
    openssl([*arguments, "-subj", "/CN=health check", "-keyout", parts[0], "-out", parts[1]], "the health check gets no key")
    texts = []
    for part in parts:
        with open(part, encoding="ascii") as file:
            texts.append(file.read())
        os.remove(part)
    with open(os.open(os.path.join(directory, "health.pem"), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("".join(texts))
    return texts[1]


def use_truststore(directory):
    if setting("spark.ssl.trustStore"):
        examine_property("trustStore")
        return
    name, demanded = "SPARK_SSL_TRUSTSTORE_FILE", setting("SPARK_SSL_NEED_CLIENT_AUTH")
    added = {}
    if setting("SPARK_SSL_CA_FILE"):
        name, kind, password = "SPARK_SSL_CA_FILE", "PKCS12", new_password()
        added = {f"ca-{i}": one for i, one in enumerate(certificates_of(name))}
    elif os.path.exists(setting(name)) or demanded == "yes":
        password = setting("SPARK_SSL_TRUSTSTORE_PASSWORD")
        kind = store_type(name, "SPARK_SSL_TRUSTSTORE_TYPE")
        if not password:
            raise Problem("SPARK_SSL_TRUSTSTORE_PASSWORD is missing: give it, or SPARK_SSL_TRUSTSTORE_PASSWORD_FILE")
        list_store(f"{name}='{setting(name)}'", setting(name), kind, password, "SPARK_SSL_TRUSTSTORE_PASSWORD")
    else:
        return
    path, what = setting(name), f"{name}='{setting(name)}'"
    if demanded != "no":
        # The health check is a client too, and the certificate of the server need not be one for clients.
        added["spark-health-check"] = identity_for_health_check(directory)
        say("property", "spark.ssl.needClientAuth", "true")
    if added:
        path = os.path.join(directory, "truststore.p12" if kind == "PKCS12" else "truststore.jks")
        if name == "SPARK_SSL_TRUSTSTORE_FILE":
            shutil.copyfile(setting(name), path)
        trust(path, kind, password, added, what)
    say("property", "spark.ssl.trustStore", path)
    say("property", "spark.ssl.trustStoreType", kind)
    say("property", "spark.ssl.trustStorePassword", password)


def main(directory):
    os.umask(0o077)  # what openssl and keytool make is for its user alone
    for step in (use_keystore, use_truststore):
        try:
            step(directory)
        except Problem as problem:
            say("problem", str(problem))


if __name__ == "__main__":
    main(sys.argv[1])
