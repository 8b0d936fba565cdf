"""Apache Spark as the engine: it splits, moves, tries again and writes; comity gives it functions of Arrow batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pyarrow as pa
from pyspark import TaskContext
from pyspark.sql import DataFrame, SparkSession

from comity.cluster.rows import COLUMNS, LINE

Task = Callable[..., pa.RecordBatch]
_ROW = "article string, name string, month string, problem string, extraction binary, quads string"


def extracted(spark: SparkSession, source: str, read: Task, place: str) -> DataFrame:
    """What `read` gives for the articles of `source`, written below `place` as Parquet and as N-Quads."""
    lines = ".json" in source
    rows = spark.read.text(source) if lines else spark.read.parquet(source)
    names = [name for name in COLUMNS if name in rows.columns]
    rows = rows.selectExpr([f"CAST(value AS BINARY) AS {LINE}"] if lines else names)
    out = _mapped(spark, rows, read, _ROW, size=64).write.mode("overwrite")
    out.partitionBy("month").parquet(f"{place}/records", compression="zstd")
    done = spark.read.schema(_ROW).parquet(f"{place}/records")
    told = done.where("quads IS NOT NULL").select("month", "quads").write.mode("overwrite")
    told.partitionBy("month").text(f"{place}/quads", compression="gzip")
    return done


def compared(spark: SparkSession, pairs: pa.Table, compare: Task) -> pa.Table:
    """What `compare` gives for pairs, in any order."""
    rows = spark.createDataFrame(pairs)
    return _mapped(spark, rows, compare, "pair long, points double", size=1 << 16).toArrow()


def _mapped(spark: SparkSession, rows: DataFrame, task: Task, row: str, *, size: int) -> DataFrame:
    """What `task` gives for rows, each once, in four parts a core and batches of `size`."""
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", size)
    parts = 4 * spark.sparkContext.defaultParallelism
    once = rows.repartition(parts, *rows.columns).dropDuplicates()
    return once.mapInArrow(partial(_batches, task), row)


def _batches(task: Task, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    watched = TaskContext.get().attemptNumber() > 0  # what ended a process is named in its log
    yield from (task(batch, watched=watched) for batch in batches)
