#!/usr/bin/python3
# ~~ Made by projen. To modify, edit .projenrc.js and run "npx projen".
"""Says whether the process of this container does its work: exit status 0 if so, 1 if not, with the reason.

The entrypoint leaves a note in SPARK_CONF_DIR on what runs and where it answers, because a health check sees the
environment of the container only. Any other command than a mode counts as healthy for as long as it runs.

usage: healthcheck.py
"""
import http.client
import itertools
import json
import os
import re
import socket
import struct
import sys

# The health check of the image gives up after five seconds.
TIMEOUT = 4
# Event logs that are looked at.
MOST_LOGS = 5000
CONF_DIR = "/tmp/spark-conf"
NOTE = ".entrypoint/health"
# The beginning of every HTTP/2 connection, with an empty SETTINGS frame; a gRPC server answers with its own SETTINGS.
HTTP2_HELLO = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
HTTP2_SETTINGS = 4
# How the tables of the kernel say that a connection stands.
TCP_ESTABLISHED = "01"
# The beginning of a SASL negotiation as Thrift frames it, by a mechanism that no server has. It is declined at once; a
# connection that agreed, and then ended, would leave an error in the log of the server at every check.
SASL_HELLO = struct.pack(">BI", 1, 6) + b"HEALTH" + struct.pack(">BI", 2, 0)


class Unhealthy(Exception):
    """What is wrong, for the health log of the container."""


def read_note():
    """What the entrypoint says of the process: mode, host, scheme and port."""
    named = os.path.join(os.environ.get("SPARK_CONF_DIR") or CONF_DIR, NOTE)
    # Where SPARK_CONF_DIR names the user's own directory, the entrypoint keeps to the usual one.
    path = named if os.path.exists(named) else os.path.join(CONF_DIR, NOTE)
    try:
        with open(path, encoding="utf-8") as note:
            return dict(line.rstrip("\n").split("=", 1) for line in note)
    except OSError as error:
        raise Unhealthy(f"not started yet: {error}") from error


def get_json(note, path):
    """The JSON document that the web UI serves at a path. An unknown path gets the home page, so JSON is the proof.

    None where the web UI demands a certificate that this check has not got: it is there, and more cannot be seen.
    """
    host, port = note["host"], int(note["port"])
    if note["scheme"] == "https":
        import ssl

        # The certificate names the host as users see it, and this is the loopback address of the same container.
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        if "certificate" in note:
            context.load_cert_chain(note["certificate"])
        connection = http.client.HTTPSConnection(host, port, timeout=TIMEOUT, context=context)
    else:
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        if re.search("(bad|unknown|required).certificate|certificate.(required|unknown)", str(error), re.IGNORECASE):
            return None
        raise Unhealthy(f"{note['scheme']}://{host}:{port}{path}: {error}") from error
    finally:
        connection.close()
    if answer.status != 200:
        raise Unhealthy(f"{note['scheme']}://{host}:{port}{path} answers {answer.status} {answer.reason}")
    try:
        return json.loads(body)
    except ValueError as error:
        raise Unhealthy(f"{note['scheme']}://{host}:{port}{path} does not answer with JSON") from error


def check_master(note):
    """A master is alive, or stands by for one that is."""
    state = get_json(note, "/json/")
    if state is not None and state.get("status") not in ("ALIVE", "STANDBY"):
        raise Unhealthy(f"the master is {state.get('status')}")


def check_worker(note):
    """A worker knows the web UI of the master that has registered it, and that master is still there."""
    state = get_json(note, "/json/")
    if state is None:
        return
    if not state.get("masterwebuiurl"):
        raise Unhealthy("the worker is not registered with a master")
    # A worker that has lost its master goes on naming it. A connection of this check would show in the master's log.
    # The port that the master announces is not the one that the worker calls where something between them maps ports.
    # A master that has recovered its state calls the worker, at the port by which the worker's name ends.
    announced = state.get("masterurl", "")
    ports = re.findall(r":(\d+)(?=,|$)", f"{announced},{note.get('master', '')}")
    own = re.findall(r"-(\d+)$", state.get("id", ""))
    if ports and not is_connected({int(port) for port in ports}, {int(port) for port in own}):
        raise Unhealthy(f"the worker has lost its master, {announced}")


def is_connected(ports, own):
    """Whether a connection to one of the ports stands, or one of another host to the own; true where the system does not tell."""
    ends, own_ends = (tuple(f":{port:04X}" for port in some) for some in (ports, own))
    told = False
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            with open(table, encoding="ascii") as file:
                rows = [line.split() for line in list(file)[1:]]
        except OSError:
            continue
        told = True
        for _, local, remote, state, *_ in rows:
            called = local.endswith(own_ends) and local.partition(":")[0] != remote.partition(":")[0]
            if state == TCP_ESTABLISHED and (called or remote.endswith(ends)):
                return True
    return not told


def check_history_server(note):
    """A history server tells its version; the list of applications could be long."""
    state = get_json(note, "/api/v1/version")
    if state is not None and "spark" not in state:
        raise Unhealthy("the history server does not tell its version")
    print_unreadable(note)


def print_unreadable(note):
    """Names an event log that this user cannot read: the history server works, and passes over it in silence."""
    logs = (os.path.join(path, name) for path, dirs, files in os.walk(note.get("events", "")) for name in dirs + files)
    closed = next((log for log in itertools.islice(logs, MOST_LOGS) if not os.access(log, os.R_OK)), None)
    if closed and os.path.exists(closed):
        print(
            f"the event log {closed} cannot be read by user {os.geteuid()}, and its application is not listed:"
            f" run the history server as the user of that file, as by --user {os.stat(closed).st_uid}:0"
        )


def check_connect(note):
    """A Spark Connect server speaks HTTP/2."""
    with open_connection(note) as connection:
        connection.sendall(HTTP2_HELLO)
        frame = connection.recv(9)
    if len(frame) < 4 or frame[3] != HTTP2_SETTINGS:
        raise Unhealthy(f"port {note['port']} does not speak HTTP/2")


def check_thrift_server(note):
    """A Thrift server answers: it declines, or, where it speaks HTTP or TLS, it hangs up."""
    with open_connection(note) as connection:
        connection.sendall(SASL_HELLO)
        try:
            connection.recv(5)
        except ConnectionError:
            pass


def open_connection(note):
    try:
        connection = socket.create_connection((note["host"], int(note["port"])), timeout=TIMEOUT)
    except OSError as error:
        raise Unhealthy(f"port {note['port']}: {error}") from error
    return connection


CHECKS = {
    "master": check_master,
    "worker": check_worker,
    "history-server": check_history_server,
    "connect": check_connect,
    "thrift-server": check_thrift_server,
}


def main():
    try:
        note = read_note()
        CHECKS.get(note["mode"], lambda _: None)(note)
    except (Unhealthy, OSError) as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
