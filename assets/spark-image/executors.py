#!/usr/bin/python3
"""Says where no worker of a cluster can hold an executor, and nothing where one can, or where that cannot be known.

usage: executors.py MASTER PORT MEMORY CORES    MASTER: spark://HOST:PORT,...; PORT: of the web UI; MEMORY: such as 2g
"""
import http.client
import json
import re
import sys

TIMEOUT = 4
MEBIBYTES = {"k": 1 / 1024, "m": 1, "g": 1024, "t": 1024 * 1024}


def workers_of(master, port):
    """Workers that the first master which is alive knows; none where no master answers."""
    for host in re.findall(r"([^/,]+):\d+(?=,|$)", master):
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
        try:
            connection.request("GET", "/json/")
            state = json.loads(connection.getresponse().read())
        except (OSError, ValueError, http.client.HTTPException):
            continue
        finally:
            connection.close()
        if state.get("status") == "ALIVE":
            return [worker for worker in state["workers"] if worker["state"] == "ALIVE"]
    return []


def main(master, port, memory, cores):
    amount = re.fullmatch(r"(\d+)([kmgt]?)b?", memory.strip().lower())
    if not amount or not cores.isdigit():
        return
    wanted = int(amount[1]) * MEBIBYTES[amount[2] or "m"]
    workers = workers_of(master, int(port))
    if workers and not any(worker["memory"] >= wanted and worker["cores"] >= int(cores) for worker in workers):
        print(
            f"No worker of the cluster can hold an executor with {memory} and {cores} cores, so the job would wait: the"
            f" largest workers have {max(w['memory'] for w in workers)}m and {max(w['cores'] for w in workers)} cores."
            " Lower spark.executor.memory or spark.executor.cores, or raise SPARK_WORKER_MEMORY or SPARK_WORKER_CORES"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
