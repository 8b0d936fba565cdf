"""A graph built with Spark: articles are read on its workers, the graph is made here, and is that of one process."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from comity.articles import BadArticle
from comity.errors import ComityError, ExtractionError, InputError
from comity.extractions import Filed, Made, keep_json
from comity.graphs import Summary, build_of
from comity.intake import DAILY, UNFINISHED, Bounds, Progress, Taken, made, silent

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

MASTER = "local[*,4]"
"""All cores of this machine, four tries for a task, as on a cluster."""

PARTS = "parts"
"""Where Spark writes what it has read, below the folder of the graph, unless another place is given."""

_JAVA = (
    "Spark needs Java 17 or newer, which is neither at JAVA_HOME nor on the PATH; "
    "install it (on Debian: apt install openjdk-17-jre-headless)"
)
_CRASH = (
    "an article may end the process that reads it: tasks that were tried again name each article in the log of their worker "
    "before they read it (`reading ...`); leave out the last one named"
)


class Row(Protocol):
    """What Spark gives of an article; see `reading.SCHEMA`."""

    article: str | None
    name: str
    problem: str | None
    extraction: bytes | None


def build(
    source: str,
    *,
    output: Path,
    master: str = MASTER,
    parts: str | None = None,
    gazetteer: Path | None = None,
    curations: Path | None = None,
    bounds: Bounds = DAILY,
    progress: Progress = silent,
    read: Callable[..., pa.RecordBatch] | None = None,
    least: int | None = None,
) -> Summary:
    """Builds the graph of the articles in `source` into the folder `output`, and says what it holds; see `graphs.build`.

    `source` is what Spark reads: a path or an address (`s3a://...`) of files of JSON lines, which have `.json` in their names,
    or of Parquet, with the columns of `rows.COLUMNS`; stars stand for many. `parts` is where Spark writes what it has read, on
    storage that all workers share: `records/` as Parquet and `quads/` as N-Quads, both by month. `read` is `extract_batch` with
    the settings unless another is given. Spark also compares the tellings, if there are at least `least` pairs to compare.

    Raises:
        InputError: Java or a package is missing, nothing is there to read, no article could be read, or the decisions cannot be.
        ExtractionError: Spark gave up, or its workers have another comity; nothing is changed then.
        OntologyError: the gazetteer contradicts itself.
        StoreError: see `graphs.build`.
    """
    from comity.cluster.comparing import LEAST, compared  # here, since pyarrow may be missing
    from comity.cluster.reading import Settings, extract_batch

    _check_kind(source)
    by = made(gazetteer)
    table = None if gazetteer is None else gazetteer.resolve()
    mapped = read or partial(extract_batch, settings=Settings(bounds, table))
    place = parts or str(output.resolve() / PARTS)
    place_of = source if "://" in source else str(Path(source).resolve())

    with _running(master) as spark:
        from comity.cluster.spark import compared as run
        from comity.cluster.spark import extracted

        def taken() -> Taken:
            progress("reading articles", 0, 1)
            rows = extracted(spark, place_of, mapped, place)
            wanted = rows.select("article", "name", "problem", "extraction")
            found = told(wanted.toLocalIterator(), by, output / UNFINISHED)
            progress("reading articles", 1, 1)
            return found

        return build_of(
            taken,
            source=source,
            output=output,
            curations=curations,
            progress=progress,
            score=partial(
                compared, run=partial(run, spark), least=LEAST if least is None else least
            ),
        )


def _check_kind(source: str) -> None:
    """Nothing, unless `source` is here and of a kind that Spark does not read, which it would say in a hundred lines.

    Raises:
        InputError: it is.
    """
    path = Path(source)
    texts = path.is_dir() and any(path.glob("*.txt"))
    if source == "-" or path.suffix.lower() in (".txt", ".csv") or texts:
        raise InputError(
            f"{source}: Spark reads JSON lines (.jsonl) and Parquet alone; give such a file, or build without --engine spark"
        )


@contextmanager
def _running(master: str) -> Iterator[SparkSession]:
    """The session that runs already, or one of `master` that is stopped at the end.

    Raises:
        InputError: Java or a package is missing, or there is nothing to read.
        ExtractionError: Spark gave up.
    """
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise InputError(
            f"Spark needs packages that are not installed ({error}); run `pip install 'comity[spark]'`"
        ) from error
    check_java()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    found = SparkSession.getActiveSession()
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
            spark = found or SparkSession.builder.appName("comity").master(master).getOrCreate()
            yield spark
    except (PySparkException, Py4JError) as error:
        raise _explained(str(error)) from error
    finally:
        if found is None and (started := SparkSession.getActiveSession()) is not None:
            started.stop()


def check_java() -> None:
    """Nothing, where there is a Java to run Spark.

    Raises:
        InputError: there is none; the message says what to install.
    """
    home = os.environ.get("JAVA_HOME")
    if not (Path(home, "bin", "java").exists() if home else shutil.which("java")):
        raise InputError(_JAVA)


def _explained(problem: str) -> ComityError:
    """What went wrong, of what Spark says in a hundred lines."""
    if "PATH_NOT_FOUND" in problem:
        return InputError(f"{problem.splitlines()[0]}; give files of JSON lines or Parquet")
    lines = [line.strip() for line in problem.splitlines() if line.strip()]
    said = next((line for line in lines if "Job aborted due to stage failure" in line), lines[0])
    crashed = "crashed" in problem or "Python worker exited" in problem
    return ExtractionError(f"Spark gave up: {said:.400}{f'; {_CRASH}' if crashed else ''}")


def told(rows: Iterable[Row], by: Made, folder: Path) -> Taken:
    """What the workers read, kept below `folder`, and what they left out; of articles of one name only the first id is kept.

    Raises:
        ExtractionError: it was read by another comity than that which is made `by`.
        StoreError: it is damaged, or cannot be kept.
    """
    taken = Taken()
    found: dict[str, Filed] = {}
    for row in rows:
        if row.article is None or row.extraction is None:
            taken.bad.append(BadArticle(row.name, row.problem or "nothing was told of it"))
            continue
        data = bytes(row.extraction)
        if row.article in found:
            taken.bad.append(_namesake(row.name))
            data = min(data, found[row.article].path.read_bytes())
        found[row.article] = keep_json(data, folder, article=row.article)
        if found[row.article].made != by:
            raise ExtractionError(_other_comity(found[row.article].made, by))
    names: set[str] = set()
    for _, filed in sorted(found.items()):
        if filed.name in names:
            taken.bad.append(_namesake(filed.name))
        else:
            names.add(filed.name)
            taken.read.append(filed)
    return taken


def _namesake(name: str) -> BadArticle:
    problem = f"'{name}' is already the id of another row; give each article its own"
    return BadArticle(name, problem)


def _other_comity(found: Made, own: Made) -> str:
    return (
        f"the workers have another comity ({found.version}, rules {found.rules}) than this process "
        f"({own.version}, rules {own.rules}); install the same one everywhere"
    )
