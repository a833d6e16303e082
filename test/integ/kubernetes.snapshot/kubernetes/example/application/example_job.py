#!/usr/bin/env python3
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
"""A small PySpark job: adds up made-up orders by country, and checks the sums. It writes nothing, so it needs no volume."""

import argparse

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

COUNTRIES = ["Chile", "Ghana", "Japan", "Norway", "Peru"]


def main():
    parser = argparse.ArgumentParser(description="Adds up made-up orders by country.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="number of orders (default: %(default)s)")
    rows = parser.parse_args().rows
    spark = SparkSession.builder.appName("spark-example").getOrCreate()
    # Order number n comes from country n modulo 5 and is worth 1. Nothing is random.
    orders = spark.range(rows).select((F.col("id") % len(COUNTRIES)).alias("country"))
    sums = {row.country: row["count"] for row in orders.groupBy("country").count().collect()}
    for number, country in enumerate(COUNTRIES):
        expected = (rows - number + len(COUNTRIES) - 1) // len(COUNTRIES)
        if sums.get(number, 0) != expected:
            raise SystemExit(f"{country}: {sums.get(number, 0)} orders, and {expected} were made")
        print(f"{country:8} {expected:>9} orders")
    print(f"The sums of {rows} orders are right.")
    spark.stop()


if __name__ == "__main__":
    main()
