"""Adds up the numbers below 1000, after a pause of some seconds if asked for.

usage: sum.py [SECONDS]
"""

import sys
import time

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("sum").getOrCreate()
print("\nSUM %d" % spark.range(1000, numPartitions=2).groupBy().sum("id").first()[0], flush=True)
time.sleep(float(sys.argv[1]) if len(sys.argv) > 1 else 0)
spark.stop()
