#!/usr/bin/env python3
# ~~ Made by projen. To modify, edit .projenrc.js and run "npx projen".
"""Adds to the archives of PySpark, pyspark.zip and py4j-*.zip, the compiled form of their modules.

Python never writes into an archive, so that every driver and every worker would compile what it imports. The sources
stay: a Python of another version passes over what this one compiled. What is compiled is not compared with its source
when it is loaded (https://peps.python.org/pep-0552/), since times in an archive depend on the time zone.

usage: compile_pyspark.py DIRECTORY    SPARK_HOME/python/lib
"""

import importlib.util
import marshal
import pathlib
import sys
import zipfile

UNCHECKED_HASH = (1).to_bytes(4, "little")


def compiled(source: bytes, name: str) -> bytes:
    code = compile(source, name, "exec", dont_inherit=True)
    return importlib.util.MAGIC_NUMBER + UNCHECKED_HASH + importlib.util.source_hash(source) + marshal.dumps(code)


def add_compiled(path: pathlib.Path) -> None:
    count = 0
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        present = set(archive.namelist())
        for module in list(archive.infolist()):
            if not module.filename.endswith(".py") or "/tests/" in module.filename or f"{module.filename}c" in present:
                continue
            entry = zipfile.ZipInfo(f"{module.filename}c", module.date_time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = module.external_attr
            try:
                archive.writestr(entry, compiled(archive.read(module), f"{path}/{module.filename}"))
                count += 1
            except SyntaxError as error:  # a module for later versions of Python, which this one could not import either
                print(f"compile_pyspark: left as it is: {error.filename}: {error}", file=sys.stderr)
    print(f"compile_pyspark: {count} modules of {path.name}", file=sys.stderr)


for path in sorted(pathlib.Path(sys.argv[1]).glob("py*.zip")):
    add_compiled(path)
