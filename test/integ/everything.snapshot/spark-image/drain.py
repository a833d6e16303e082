#!/usr/bin/python3
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
"""Waits until a worker that was taken out of service is drained, and says how it ended.

usage: drain.py PID SECONDS     PID: the worker; SECONDS: the longest wait

A worker is drained when it has no executor left: executors of applications that have spark.decommission.enabled end by
themselves when their tasks are done and their blocks have been moved. Others stay until their application ends, so
executors that neither compute nor move anything for a while count as drained too.
"""
import os
import sys
import time

import healthcheck

# How long executors must have been quiet, in seconds.
QUIET = 10
# What counts as quiet, per second: processor time in seconds, and bytes read and written. Heartbeats and logs need less.
QUIET_CPU = 0.1
QUIET_BYTES = 64 * 1024
# Fields of /proc/PID/stat behind the name: the parent, and the times of the process and of its children that have ended.
PARENT, TIMES = 1, slice(11, 15)


def processes():
    """Parent and processor time in seconds of every process, by its number."""
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
                fields = file.read().rpartition(") ")[2].split()
        except OSError:  # has ended meanwhile
            continue
        found[int(pid)] = int(fields[PARENT]), sum(map(int, fields[TIMES])) / os.sysconf("SC_CLK_TCK")
    return found


def work_below(pid):
    """Processor time and bytes that everything below a process has used so far."""
    found, below, seconds, moved = processes(), [pid], 0.0, 0
    for parent in below:
        below += [child for child, (of, _) in found.items() if of == parent]
    for child in below[1:]:
        seconds += found[child][1]
        try:
            with open(f"/proc/{child}/io", encoding="ascii") as file:
                moved += sum(int(line.split()[1]) for line in file if line.startswith(("rchar", "wchar")))
        except OSError:
            pass
    return seconds, moved


def has_executors(note):
    try:
        state = healthcheck.get_json(note, "/json/")
    except healthcheck.Unhealthy:
        return True
    return state is None or bool(state.get("executors"))


def drain(note, pid, seconds):
    """Waits, and returns what ended the wait."""
    end, quiet, before = time.monotonic() + seconds, 0, work_below(pid)
    while time.monotonic() < end:
        if not os.path.exists(f"/proc/{pid}"):
            return "it has ended"
        if not has_executors(note):
            return "its executors have ended"
        time.sleep(1)
        now = work_below(pid)
        is_quiet = 0 <= now[0] - before[0] < QUIET_CPU and 0 <= now[1] - before[1] < QUIET_BYTES
        quiet, before = (quiet + 1 if is_quiet else 0), now
        if quiet >= QUIET:
            return f"its executors have done nothing for {QUIET} seconds"
    return f"{seconds} seconds are over"


if __name__ == "__main__":
    print(drain(healthcheck.read_note(), int(sys.argv[1]), int(sys.argv[2])))
