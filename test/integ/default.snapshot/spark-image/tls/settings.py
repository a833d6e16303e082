#!/usr/bin/python3
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
"""What the modules of TLS are told and what they say. Part of keystore.py."""
import os


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
