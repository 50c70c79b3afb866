#!/usr/bin/env python3
"""Holds two columns in memory and answers percentiles by group in one library's way, again and again.

    percentile_worker.py LIBRARY THREADS FILE

Prints `ready`, and for each line on standard input, which names a definition, one line: seconds, processor seconds, and
the values at p50, p90, p95 and p99, group after group. FILE is what `percentiles.py` writes.
"""

import os
import sys
import time

library, threads, path = sys.argv[1:]
for name in "POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS":
    os.environ[name] = threads

import numpy

QUANTILES = [0.5, 0.9, 0.95, 0.99]
rows, groups = (int(number) for number in numpy.fromfile(path, numpy.int64, 2))
values = numpy.fromfile(path, numpy.int64, rows, offset=16)
codes = numpy.fromfile(path, numpy.uint8, rows, offset=16 + 8 * rows)


def with_numpy(way):
    # Every group's values together by a stable sort of the codes, then a partial sort at the ranks that are needed.
    order = numpy.argsort(codes, kind="stable")
    together = values[order]
    ends = numpy.cumsum(numpy.bincount(codes, minlength=groups))
    found, start = [], 0
    for end in ends:
        ranks = [max(1, -(-int(quantile * 1000 + 0.5) * (end - start) // 1000)) - 1 for quantile in QUANTILES]
        found.append(numpy.partition(together[start:end], ranks)[ranks])
        start = end
    return found


def with_polars():
    import polars

    frame = polars.DataFrame({"value": values, "code": codes})

    def ask(way):
        interpolation = {"nearest-rank": "equiprobable", "linear": "linear"}[way]
        columns = [polars.col("value").quantile(q, interpolation).alias(str(q)) for q in QUANTILES]
        return frame.group_by("code").agg(columns).sort("code").select(map(str, QUANTILES)).rows()

    return ask


def with_duckdb():
    import duckdb

    database = duckdb.connect(config={"threads": int(threads)})
    database.register("columns", {"value": values, "code": codes})
    database.execute("CREATE TABLE measured AS SELECT value, code FROM columns")
    database.unregister("columns")

    def ask(way):
        function = {"nearest-rank": "quantile_disc", "linear": "quantile_cont"}[way]
        question = f"SELECT {function}(value, {QUANTILES}) FROM measured GROUP BY code ORDER BY code"
        return [row[0] for row in database.execute(question).fetchall()]

    return ask


def with_clickhouse():
    import chdb.session

    session = chdb.session.Session()
    session.query("CREATE TABLE measured (value Int64, code UInt8) ENGINE = Memory")
    session.query(f"SET max_threads = {threads}")
    # A file of both columns side by side is what its row format reads fastest.
    pairs = path + ".rows"
    session.query(f"INSERT INTO measured SELECT value, code FROM file('{pairs}', 'RowBinary', 'value Int64, code UInt8')")
    levels = ", ".join(map(str, QUANTILES))

    def ask(way):
        function = {"exact": "quantilesExact", "linear": "quantilesExactInclusive"}[way]
        question = f"SELECT {function}({levels})(value) FROM measured GROUP BY code ORDER BY code SETTINGS max_threads = {threads}"
        lines = str(session.query(question, "TabSeparated")).split("\n")
        return [line.strip("[]").split(",") for line in lines if line]

    return ask


if library == "numpy":
    ask = with_numpy
else:
    ask = {"polars": with_polars, "duckdb": with_duckdb, "clickhouse": with_clickhouse}[library]()
if library in ("duckdb", "clickhouse"):
    del values, codes
print("ready", flush=True)
for line in sys.stdin:
    start, processor = time.perf_counter(), time.process_time()
    answer = ask(line.strip())
    seconds = time.perf_counter() - start, time.process_time() - processor
    print(*seconds, *(value for group in answer for value in group), flush=True)
