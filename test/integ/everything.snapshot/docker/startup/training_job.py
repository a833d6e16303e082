#!/usr/bin/env python3
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
"""The PySpark job that a driver and its executors are trained with: what most jobs do, in small."""

import sys

from pyspark.sql import SparkSession, functions as F

directory = sys.argv[1]
spark = SparkSession.builder.getOrCreate()

regions = spark.createDataFrame([(region, f"region {region}") for region in range(7)], ["region", "name"])
regions.write.csv(f"{directory}/regions.csv", header=True)
regions.write.json(f"{directory}/regions.json")

orders = spark.range(1000).select("id", (F.col("id") % 7).alias("region"), F.rand(1).alias("amount"), F.current_timestamp().alias("at"))
orders.repartition(2).write.parquet(f"{directory}/orders")
spark.read.parquet(f"{directory}/orders").createOrReplaceTempView("orders")
spark.read.csv(f"{directory}/regions.csv", header=True, inferSchema=True).createOrReplaceTempView("regions")

totals = spark.sql("SELECT name, count(*) AS orders, sum(amount) AS amount FROM orders JOIN regions USING (region) GROUP BY name ORDER BY amount DESC")
assert len(totals.collect()) == 7
assert spark.read.json(f"{directory}/regions.json").count() == 7

next_id = F.udf(lambda number: number + 1, "long")
assert spark.table("orders").agg(F.max(next_id("id"))).first()[0] == 1000

pairs = spark.sparkContext.parallelize(range(100), 2).map(lambda number: (number % 3, number))
assert len(pairs.reduceByKey(lambda a, b: a + b).collect()) == 3

spark.stop()
