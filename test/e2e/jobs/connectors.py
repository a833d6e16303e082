"""Reaches data by the connectors that are named, and prints a line for each: its name, and `ok` or the error."""

import sys
import traceback

from pyspark.sql import SparkSession
from pyspark.sql.functions import col, struct

spark = SparkSession.builder.appName("connectors").getOrCreate()
jvm = spark.sparkContext._jvm
hadoop = spark.sparkContext._jsc.hadoopConfiguration()
DATA = "/opt/spark/data"


def expect(found, wanted):
    if found != wanted:
        raise AssertionError(f"found {found!r}, wanted {wanted!r}")


def files_of(scheme):
    """The class by which Hadoop reads a scheme; an error where there is none, or where it lacks another."""
    return jvm.org.apache.hadoop.fs.FileSystem.getFileSystemClass(scheme, hadoop).getName()


def s3():
    rows = spark.range(400_000).select(col("id"), (col("id") * 1000003 % 999983).alias("number"))
    rows.coalesce(1).write.mode("overwrite").parquet("s3a://data/numbers")
    read = spark.read.parquet("s3a://data/numbers")
    expect([read.count(), read.agg({"number": "sum"}).first()[0]], [400_000, rows.agg({"number": "sum"}).first()[0]])
    directory = jvm.org.apache.hadoop.fs.Path("s3a://data/many")
    expect(len(directory.getFileSystem(hadoop).listStatus(directory)), 1100)


def delta():
    spark.range(5).write.format("delta").mode("overwrite").saveAsTable("numbers")
    spark.sql("DELETE FROM numbers WHERE id > 2")
    expect(sorted(row.id for row in spark.table("numbers").collect()), [0, 1, 2])
    expect(spark.sql("SELECT * FROM numbers VERSION AS OF 0").count(), 5)


def delta_s3():
    spark.range(7).write.format("delta").mode("overwrite").save("s3a://data/delta")
    expect(spark.read.format("delta").load("s3a://data/delta").count(), 7)


def iceberg():
    spark.sql("CREATE OR REPLACE TABLE local.db.numbers USING iceberg AS SELECT id FROM range(5)")
    spark.sql("DELETE FROM local.db.numbers WHERE id > 2")
    expect(sorted(row.id for row in spark.table("local.db.numbers").collect()), [0, 1, 2])
    expect(spark.sql("SELECT * FROM local.db.numbers.snapshots").count(), 2)


def hudi():
    spark.sql("CREATE TABLE hudi_numbers USING hudi AS SELECT id FROM range(5)")
    expect(spark.table("hudi_numbers").count(), 5)


def avro():
    from pyspark.sql.avro.functions import from_avro, to_avro

    spark.range(5).write.format("avro").mode("overwrite").save(f"{DATA}/avro")
    schema = '{"type": "record", "name": "row", "fields": [{"name": "id", "type": "long"}]}'
    packed = spark.read.format("avro").load(f"{DATA}/avro").select(to_avro(struct("id"), schema).alias("row"))
    expect(packed.select(from_avro("row", schema).alias("row")).agg({"row.id": "sum"}).first()[0], 10)


def postgresql():
    options = {"user": "spark", "password": "spark"}
    url = spark.conf.get("spark.test.postgresql")
    spark.range(5).write.jdbc(url, "numbers", mode="overwrite", properties=options)
    expect(spark.read.jdbc(url, "numbers", properties=options).agg({"id": "sum"}).first()[0], 10)


def kafka():
    """No broker is there: what says so is Kafka's own client."""
    options = {"kafka.bootstrap.servers": "127.0.0.1:9", "subscribe": "x", "kafka.default.api.timeout.ms": "3000", "kafka.request.timeout.ms": "2000"}
    try:
        spark.read.format("kafka").options(**options).load().count()
    except Exception as error:
        if "org.apache.kafka.common.errors.TimeoutException" not in str(error) + traceback.format_exc():
            raise


def azure():
    expect(files_of("abfss"), "org.apache.hadoop.fs.azurebfs.SecureAzureBlobFileSystem")
    jvm.java.lang.Class.forName("org.apache.hadoop.fs.azurebfs.services.AbfsClient")


def gcs():
    if "Google" not in files_of("gs"):
        raise AssertionError(files_of("gs"))


def mysql():
    jvm.java.lang.Class.forName("com.mysql.cj.jdbc.Driver").newInstance()


def sqlserver():
    jvm.java.lang.Class.forName("com.microsoft.sqlserver.jdbc.SQLServerDriver").newInstance()


for name in sys.argv[1:]:
    try:
        globals()[name]()
        print(f"{name}: ok", flush=True)
    except Exception as error:
        print(f"{name}: {str(error)[:1500]}", flush=True)
spark.stop()
