"""Shuffles 64 MB that cannot be compressed: more than a small disk holds."""

import os

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("fill_disk").getOrCreate()
blocks = spark.sparkContext.parallelize(range(64), 8).map(lambda n: (n, os.urandom(1 << 20)))
print("\nBLOCKS %d" % blocks.groupByKey(8).count(), flush=True)
