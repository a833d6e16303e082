"""Adds up numbers over a shuffle, slowly enough that something can happen between its two stages.

usage: slow_shuffle.py [SECONDS]     SECONDS: how long each of the eight tasks after the shuffle waits

Says SHUFFLED when every executor has written what the second stage reads, and at last the answer in JSON.
"""

import json
import sys
import time
from operator import add

from pyspark.sql import SparkSession

pause = float(sys.argv[1]) if len(sys.argv) > 1 else 0


def slowly(sums):
    time.sleep(pause)
    return sums


spark = SparkSession.builder.appName("slow_shuffle").getOrCreate()
sums = spark.sparkContext.parallelize(range(100_000), 8).map(lambda n: (n % 16, n)).reduceByKey(add, 8)
sums.count()
print("\nSHUFFLED", flush=True)
answer = sorted(sums.mapPartitions(slowly).collect())
spark.stop()
print("\nANSWER " + json.dumps(answer), flush=True)
