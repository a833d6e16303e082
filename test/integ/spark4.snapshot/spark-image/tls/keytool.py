#!/usr/bin/python3
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
"""What Java's keytool says of a keystore. Part of keystore.py."""
import datetime
import os
import re
import subprocess

from settings import Problem, read_file, say, setting

WARN_DAYS = 30
PRIVATE_KEY = "Entry type: PrivateKeyEntry"
MAGIC = {b"\xfe\xed\xfe\xed": "JKS", b"\xce\xce\xce\xce": "JCEKS"}


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
