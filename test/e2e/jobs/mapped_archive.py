"""Tells whether the Java of an executor has mapped the image's archive of classes.

usage: mapped_archive.py [CLASS_PATH]    CLASS_PATH: another one for executors

The last line is "ANSWER true" or "ANSWER false". A task runs in a process that a daemon has forked, which Java started.
"""

import json
import os
import sys
from pathlib import Path

from pyspark.sql import SparkSession


def parent(process):
    return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1]


def has_mapped(_):
    java = parent(parent(os.getpid()))
    return "/opt/spark/cds/spark.jsa" in Path(f"/proc/{java}/maps").read_text()


builder = SparkSession.builder.appName("mapped_archive")
if len(sys.argv) > 1:
    builder = builder.config("spark.executor.extraClassPath", sys.argv[1])
spark = builder.getOrCreate()
answer = spark.sparkContext.parallelize([0], 1).map(has_mapped).first()
spark.stop()
print("\nANSWER " + json.dumps(answer), flush=True)
