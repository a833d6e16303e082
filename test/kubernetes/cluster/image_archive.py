#!/usr/bin/env python3
"""Writes an image of a few files as `docker save` does, for machines whose engine is not asked.

usage: image_archive.py NAME ENTRYPOINT PATH=FILE... > image.tar
"""
import hashlib
import io
import json
import sys
import tarfile


def add(archive, path, content, mode=0o644):
    """Adds a file to a tar archive."""
    member = tarfile.TarInfo(path)
    member.size, member.mode = len(content), mode
    archive.addfile(member, io.BytesIO(content))


def main():
    """Writes the archive to standard output."""
    name, entrypoint, *files = sys.argv[1:]
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for path, source in (file.split("=", 1) for file in files):
            with open(source, "rb") as content:
                add(archive, path.lstrip("/"), content.read(), 0o755)
    layer = buffer.getvalue()
    config = json.dumps({
        "architecture": "amd64",
        "os": "linux",
        "config": {"Entrypoint": [entrypoint], "User": "65535:65535"},
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{hashlib.sha256(layer).hexdigest()}"]},
    }).encode()
    config_file = f"{hashlib.sha256(config).hexdigest()}.json"
    manifest = [{"Config": config_file, "RepoTags": [name], "Layers": ["layer.tar"]}]
    with tarfile.open(fileobj=sys.stdout.buffer, mode="w|") as archive:
        add(archive, "layer.tar", layer)
        add(archive, config_file, config)
        add(archive, "manifest.json", json.dumps(manifest).encode())


main()
