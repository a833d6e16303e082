"""Makes a million orders, joins them with their customers, adds them up by region, and keeps the sums as Parquet.

usage: orders_by_region.py write|read DIRECTORY

The last line is the answer in JSON, read from the files: nothing in it is random, so that a test knows it beforehand.
"""

import json
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

ORDERS, CUSTOMERS, REGIONS = 1_000_000, 1_000, 7


def write(spark, directory):
    orders = spark.range(ORDERS, numPartitions=8).select(
        (F.col("id") * 7919 % CUSTOMERS).alias("customer"), (F.col("id") * 31 % 997).alias("amount")
    )
    customers = spark.range(CUSTOMERS).select(F.col("id").alias("customer"), (F.col("id") % REGIONS).alias("region"))
    sums = orders.join(customers, "customer").groupBy("region").agg(F.count("*").alias("orders"), F.sum("amount").alias("amount"))
    sums.write.mode("overwrite").parquet(directory)


def main():
    action, directory = sys.argv[1:]
    # Both sides of the join are shuffled, and no task starts before every worker has an executor.
    spark = (
        SparkSession.builder.appName("orders_by_region")
        .config("spark.sql.autoBroadcastJoinThreshold", "-1")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .getOrCreate()
    )
    if action == "write":
        write(spark, directory)
    rows = spark.read.parquet(directory).orderBy("region").collect()
    executors = spark.sparkContext._jsc.sc().statusTracker().getExecutorInfos()
    answer = {
        "sums": [[row.region, row.orders, row.amount] for row in rows],
        "executors": len(executors) - 1,
        "spark": spark.version,
    }
    spark.stop()
    print("\nANSWER " + json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
