#!/usr/bin/env python3
"""The question answered with Polars.

usage: POLARS_MAX_THREADS=THREADS with_polars.py TRACES.jsonl PRICES THREADS
"""

import os
import sys

os.environ["POLARS_MAX_THREADS"] = sys.argv[3]

import answer
import polars as pl

VALUE = pl.Struct({"stringValue": pl.String, "intValue": pl.String, "doubleValue": pl.Float64})
SPAN = pl.Struct(
    {
        "startTimeUnixNano": pl.String,
        "endTimeUnixNano": pl.String,
        "attributes": pl.List(pl.Struct({"key": pl.String, "value": VALUE})),
        "events": pl.List(pl.Struct({"timeUnixNano": pl.String, "name": pl.String})),
        "status": pl.Struct({"code": pl.Int64}),
    }
)
SCHEMA = {"resourceSpans": pl.List(pl.Struct({"scopeSpans": pl.List(pl.Struct({"spans": pl.List(SPAN)}))}))}


def first_of(names, kind, type_):
    def said(name):
        value = pl.element().struct.field("value").struct.field(kind)
        return pl.col("attributes").list.eval(value.filter(pl.element().struct.field("key") == name)).list.first()

    return pl.coalesce(*(said(name) for name in names)).cast(type_)


def main():
    path, prices, _ = sys.argv[1:]
    spans = (
        pl.scan_ndjson(path, schema=SCHEMA)
        .explode("resourceSpans").unnest("resourceSpans")
        .explode("scopeSpans").unnest("scopeSpans")
        .explode("spans").unnest("spans")
    )
    start, end = pl.col("startTimeUnixNano").cast(pl.Int64), pl.col("endTimeUnixNano").cast(pl.Int64)
    event = (
        pl.col("events")
        .list.eval(pl.element().struct.field("timeUnixNano").filter(pl.element().struct.field("name") == answer.FIRST_TOKEN_EVENT))
        .list.first().cast(pl.Int64)
    )
    facts = spans.select(
        hour=start // answer.HOUR_NANOS,
        duration=end - start,
        failed=(pl.col("status").struct.field("code") == 2).fill_null(False),
        model=first_of(answer.MODEL, "stringValue", pl.String),
        provider=first_of(answer.PROVIDER, "stringValue", pl.String).str.to_lowercase(),
        input=first_of(answer.INPUT, "intValue", pl.Int64),
        output=first_of(answer.OUTPUT, "intValue", pl.Int64),
        read=first_of(answer.CACHE_READ, "intValue", pl.Int64),
        write=first_of(answer.CACHE_WRITE, "intValue", pl.Int64),
        first=pl.coalesce(
            (first_of((answer.FIRST_TOKEN,), "doubleValue", pl.Float64) * 1e9).round().cast(pl.Int64), event - start),
    )
    first, duration = pl.col("first"), pl.col("duration")
    grouped = facts.group_by("hour", "model", pl.when(pl.col("model").is_not_null()).then("provider").alias("provider")).agg(
        spans=pl.len(), errors=pl.col("failed").sum(), input=pl.col("input").sum(), output=pl.col("output").sum(),
        read=pl.col("read").sum(), write=pl.col("write").sum(), durations=duration.filter(duration > 0),
        first_tokens=first.filter((first > 0) & (first <= duration)),
    )
    groups = {}
    for row in grouped.collect(engine="streaming").iter_rows(named=True):
        group = groups[(row.pop("hour"), row.pop("model"), row.pop("provider"))] = answer.Group()
        for name, value in row.items():
            setattr(group, name, value)
    answer.write(answer.rows_of(groups, answer.read_prices(prices)))


if __name__ == "__main__":
    main()
