"""A small PySpark job: makes orders, adds them up by country, keeps the result as Parquet, and checks it.

Run it on the cluster of docker-compose.yml:

    docker compose exec spark-master spark-submit --master spark://spark-master:7077 /opt/spark/apps/example_job.py

or on this machine, with pyspark installed:

    python3 spark-apps/example_job.py --output /tmp/example_job

This file is yours: change it, or put your own jobs beside it.
"""

import argparse

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

COUNTRIES = ["Chile", "Ghana", "Japan", "Norway", "Peru"]


def read_arguments():
    parser = argparse.ArgumentParser(description="Adds up made-up orders by country.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="number of orders (default: %(default)s)")
    parser.add_argument(
        "--output",
        default="/opt/spark/data/example_job",
        help="directory for the Parquet files; every executor must be able to write there (default: %(default)s)",
    )
    return parser.parse_args()


def make_orders(spark, rows):
    """Order number n comes from country n modulo 5 and is worth n modulo 100, plus one. Nothing is random."""
    return spark.range(rows).select(
        F.col("id").alias("order"),
        (F.col("id") % len(COUNTRIES)).alias("country_id"),
        (F.col("id") % 100 + 1).alias("amount"),
    )


def add_up(spark, orders):
    """Revenue by country. Grouping sends orders between executors, which is what Spark calls a shuffle."""
    countries = spark.createDataFrame(list(enumerate(COUNTRIES)), ["country_id", "country"])
    return (
        orders.groupBy("country_id")
        .agg(F.count("*").alias("orders"), F.sum("amount").alias("revenue"))
        .join(countries, "country_id")
        .select("country", "orders", "revenue")
        .orderBy("country")
    )


def main():
    arguments = read_arguments()
    spark = SparkSession.builder.appName("example_job").getOrCreate()
    spark.sparkContext.setLogLevel("WARN")

    orders = make_orders(spark, arguments.rows)
    add_up(spark, orders).write.mode("overwrite").parquet(arguments.output)

    # Read what was written: the numbers below have been through the disk.
    result = spark.read.parquet(arguments.output).orderBy("country")
    result.show()

    total = result.agg(F.sum("orders").alias("orders"), F.sum("revenue").alias("revenue")).first()
    expected_revenue = sum(number % 100 + 1 for number in range(arguments.rows))
    if (total.orders, total.revenue) != (arguments.rows, expected_revenue):
        raise SystemExit(
            "WRONG: expected %d orders worth %d, got %d worth %d"
            % (arguments.rows, expected_revenue, total.orders, total.revenue)
        )
    print(
        "OK: %d orders worth %d, added up by Spark %s on %s, kept in %s"
        % (total.orders, total.revenue, spark.version, spark.sparkContext.master, arguments.output)
    )
    spark.stop()


if __name__ == "__main__":
    main()
