"""Apache Spark as the engine: it splits, moves, tries again and writes; comity gives it functions of Arrow batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pyarrow as pa
from pyspark import TaskContext
from pyspark.sql import DataFrame, SparkSession

from comity.cluster.rows import COLUMNS, LINE

_ROW = "article string, name string, month string, problem string, extraction binary, quads string"
_PARTITIONS = 4  # to a core


def extracted(
    spark: SparkSession, source: str, read: Callable[..., pa.RecordBatch], place: str
) -> DataFrame:
    """What `read` gives for the articles of `source`, each once, written below `place` as Parquet and as N-Quads."""
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 64)
    if ".json" in source:
        rows = spark.read.text(source).selectExpr(f"CAST(value AS BINARY) AS {LINE}")
    else:
        rows = spark.read.parquet(source)
        rows = rows.select([name for name in COLUMNS if name in rows.columns])
    parts = _PARTITIONS * spark.sparkContext.defaultParallelism
    once = rows.repartition(parts, *rows.columns).dropDuplicates()
    out = once.mapInArrow(partial(_mapped, read), _ROW).write.mode("overwrite")
    out.partitionBy("month").parquet(f"{place}/records", compression="zstd")
    done = spark.read.schema(_ROW).parquet(f"{place}/records")
    told = done.where("quads IS NOT NULL").select("month", "quads").write.mode("overwrite")
    told.partitionBy("month").text(f"{place}/quads", compression="gzip")
    return done


def _mapped(read: Callable[..., pa.RecordBatch], batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:  # fmt: skip
    watched = TaskContext.get().attemptNumber() > 0  # what ended a process is named in its log
    yield from (read(batch, watched=watched) for batch in batches)
