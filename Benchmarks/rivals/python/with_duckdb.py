#!/usr/bin/env python3
"""The question answered with DuckDB.

usage: with_duckdb.py TRACES.jsonl PRICES THREADS [VARIANT]

Variants differ in how the lines become columns and how attributes are found; the first is the fastest we found.
"""

import sys

import answer
import duckdb

SPAN = (
    "STRUCT(startTimeUnixNano BIGINT, endTimeUnixNano BIGINT, attributes {attributes}, "
    'events STRUCT(timeUnixNano BIGINT, "name" VARCHAR)[], status STRUCT(code INTEGER))'
)
TYPED = 'STRUCT("key" VARCHAR, "value" STRUCT(stringValue VARCHAR, intValue BIGINT, doubleValue DOUBLE))[]'
TEXTS = 'STRUCT("key" VARCHAR, "value" STRUCT(stringValue VARCHAR, intValue VARCHAR, doubleValue VARCHAR))[]'
LOOSE = 'STRUCT("key" VARCHAR, "value" JSON)[]'


def spans(path, attributes):
    """One row a span, read with explicit columns: whatever is not named is skipped by the reader."""
    column = f"STRUCT(scopeSpans STRUCT(spans {SPAN.format(attributes=attributes)}[])[])[]"
    return f"""
      lines AS (SELECT * FROM read_json('{path}', format = 'newline_delimited', columns = {{resourceSpans: '{column}'}})),
      resources AS (SELECT unnest(resourceSpans) AS r FROM lines),
      scopes AS (SELECT unnest(r.scopeSpans) AS s FROM resources),
      unnested AS (SELECT unnest(s.spans) AS p FROM scopes),
      spans AS (
        SELECT p.startTimeUnixNano AS start, p.endTimeUnixNano - p.startTimeUnixNano AS duration,
          p.attributes AS attributes, p.events AS events, coalesce(p.status.code, 0) = 2 AS failed
        FROM unnested)"""


def spans_as_objects(path):
    """One row a span, from JSON values that stay text."""
    return f"""
      lines AS (SELECT json FROM read_ndjson_objects('{path}')),
      unnested AS (SELECT unnest(json_extract(json, '$.resourceSpans[*].scopeSpans[*].spans[*]')) AS p FROM lines),
      spans AS (
        SELECT CAST(p->>'startTimeUnixNano' AS BIGINT) AS start,
          CAST(p->>'endTimeUnixNano' AS BIGINT) - CAST(p->>'startTimeUnixNano' AS BIGINT) AS duration,
          from_json(p->'attributes', '[{{"key":"VARCHAR","value":{{"stringValue":"VARCHAR","intValue":"BIGINT","doubleValue":"DOUBLE"}}}}]')
            AS attributes,
          from_json(p->'events', '[{{"timeUnixNano":"BIGINT","name":"VARCHAR"}}]') AS events,
          coalesce(CAST(p->'status'->>'code' AS INTEGER), 0) = 2 AS failed
        FROM unnested)"""


FIRST_EVENT = f"list_filter(events, lambda e: e.name = '{answer.FIRST_TOKEN_EVENT}')[1].timeUnixNano"


def first_of(names, kind):
    """The value of the first attribute that the span has."""
    return "coalesce(" + ", ".join(kind.format(f"attributes[nullif(list_position(keys, '{name}'), 0)]") for name in names) + ")"


def by_position(kinds):
    text, number, seconds = kinds
    return f"""
      keyed AS (SELECT *, [a.key FOR a IN attributes] AS keys FROM spans),
      said AS (
        SELECT start, duration, {FIRST_EVENT} AS event_time, failed,
          {first_of(answer.MODEL, text)} AS model, {first_of(answer.PROVIDER, text)} AS provider,
          {first_of(answer.INPUT, number)} AS input, {first_of(answer.OUTPUT, number)} AS output,
          {first_of(answer.CACHE_READ, number)} AS cache_read, {first_of(answer.CACHE_WRITE, number)} AS cache_write,
          {first_of((answer.FIRST_TOKEN,), seconds)} AS seconds
        FROM keyed)"""


def by_map(kinds):
    """Attributes as a map first."""
    text, number, seconds = (kind.replace("{}.value", "{}") for kind in kinds)

    def first(names, kind):
        return "coalesce(" + ", ".join(kind.format(f"named['{name}']") for name in names) + ")"

    return f"""
      keyed AS (
        SELECT *, map([a.key FOR a IN attributes], [a.value FOR a IN attributes]) AS named FROM spans),
      said AS (
        SELECT start, duration, {FIRST_EVENT} AS event_time, failed,
          {first(answer.MODEL, text)} AS model, {first(answer.PROVIDER, text)} AS provider,
          {first(answer.INPUT, number)} AS input, {first(answer.OUTPUT, number)} AS output,
          {first(answer.CACHE_READ, number)} AS cache_read, {first(answer.CACHE_WRITE, number)} AS cache_write,
          {first((answer.FIRST_TOKEN,), seconds)} AS seconds
        FROM keyed)"""


def by_unnesting(kinds):
    """Attributes as rows, put together again by span."""
    text, number, seconds = (kind.replace("{}", "a") for kind in kinds)

    def first(names, kind):
        return "coalesce(" + ", ".join(f"any_value({kind}) FILTER (a.key = '{name}')" for name in names) + ")"

    known = answer.MODEL + answer.PROVIDER + answer.INPUT + answer.OUTPUT + answer.CACHE_READ + answer.CACHE_WRITE
    names = ", ".join(f"'{name}'" for name in known + (answer.FIRST_TOKEN,))
    return f"""
      numbered AS MATERIALIZED (
        SELECT row_number() OVER () AS id, start, duration, {FIRST_EVENT} AS event_time, failed, [a FOR a IN attributes IF a.key IN ({names})] AS attributes
        FROM spans),
      rows AS (SELECT id, unnest(attributes) AS a FROM numbered),
      facts AS (
        SELECT id,
          {first(answer.MODEL, text)} AS model, {first(answer.PROVIDER, text)} AS provider,
          {first(answer.INPUT, number)} AS input, {first(answer.OUTPUT, number)} AS output,
          {first(answer.CACHE_READ, number)} AS cache_read, {first(answer.CACHE_WRITE, number)} AS cache_write,
          {first((answer.FIRST_TOKEN,), seconds)} AS seconds
        FROM rows GROUP BY id),
      said AS (SELECT * FROM numbered LEFT JOIN facts USING (id))"""


def lists_from_objects(path, filter="true"):
    """Spans stay JSON text; their attributes become a list of keys and one of values, both of strings."""

    def first(names, kind):
        return "coalesce(" + ", ".join(kind.format(f"said[nullif(list_position(keys, '{name}'), 0)]") for name in names) + ")"

    number = "CAST({} AS BIGINT)"
    return f"""
      lines AS (SELECT json FROM read_ndjson_objects('{path}')),
      unnested AS (SELECT unnest(json_extract(json, '$.resourceSpans[*].scopeSpans[*].spans[*]')) AS p FROM lines),
      fielded AS (
        SELECT p, json_extract_string(p, ['$.startTimeUnixNano', '$.endTimeUnixNano', '$.status.code', '$.events']) AS fields,
          {filter} AS may_be_call
        FROM unnested),
      listed AS (
        SELECT fields, CASE WHEN may_be_call THEN json_extract_string(p, '$.attributes[*].key') END AS keys,
          CASE WHEN may_be_call THEN json_extract_string(p, '$.attributes[*].value.*') END AS said,
          CASE WHEN may_be_call THEN json_extract_string(fields[4], '$[*].name') END AS names,
          CASE WHEN may_be_call THEN json_extract_string(fields[4], '$[*].timeUnixNano') END AS times
        FROM fielded),
      said AS (
        SELECT CAST(fields[1] AS BIGINT) AS start, CAST(fields[2] AS BIGINT) - CAST(fields[1] AS BIGINT) AS duration,
          coalesce(fields[3] = '2', false) AS failed,
          CAST(times[nullif(list_position(names, '{answer.FIRST_TOKEN_EVENT}'), 0)] AS BIGINT) AS event_time,
          {first(answer.MODEL, "{}")} AS model, {first(answer.PROVIDER, "{}")} AS provider,
          {first(answer.INPUT, number)} AS input, {first(answer.OUTPUT, number)} AS output,
          {first(answer.CACHE_READ, number)} AS cache_read, {first(answer.CACHE_WRITE, number)} AS cache_write,
          {first((answer.FIRST_TOKEN,), "CAST({} AS DOUBLE)")} AS seconds
        FROM listed)"""


TYPED_KINDS = ("{}.value.stringValue", "{}.value.intValue", "{}.value.doubleValue")
TEXT_KINDS = ("{}.value.stringValue", "CAST({}.value.intValue AS BIGINT)", "CAST({}.value.doubleValue AS DOUBLE)")
LOOSE_KINDS = (
    "{}.value->>'stringValue'",
    "CAST({}.value->>'intValue' AS BIGINT)",
    "CAST({}.value->>'doubleValue' AS DOUBLE)",
)
VARIANTS = {
    # Every attribute that names a model has these letters, so a search of the text spares two spans in three.
    "objects, filtered, lists of keys and values": lambda path: lists_from_objects(path, "contains(CAST(p AS VARCHAR), 'model')"),
    "objects, lists of keys and values": lists_from_objects,
    "typed columns, by position": lambda path: spans(path, TYPED) + "," + by_position(TYPED_KINDS),
    "columns of texts, by position": lambda path: spans(path, TEXTS) + "," + by_position(TEXT_KINDS),
    "values as JSON, by position": lambda path: spans(path, LOOSE) + "," + by_position(LOOSE_KINDS),
    "typed columns, as map": lambda path: spans(path, TYPED) + "," + by_map(TYPED_KINDS),
    "typed columns, unnested": lambda path: spans(path, TYPED) + "," + by_unnesting(TYPED_KINDS),
    "objects, by position": lambda path: spans_as_objects(path) + "," + by_position(TYPED_KINDS),
}


def ranks(name):
    return ", ".join(f"{name}[greatest(1, ({p} * len({name}) + 99) // 100)]" for p in answer.PERCENTILES)


def query(path, prices, variant):
    rows = ", ".join(f"('{model}', {', '.join(map(str, price))})" for model, price in prices.items())
    return f"""
      WITH {VARIANTS[variant](path)},
      timed AS (
        SELECT *, start // {answer.HOUR_NANOS} * 3600 AS hour,
          CASE WHEN model IS NOT NULL AND duration > 0 THEN duration END AS valid,
          CASE WHEN model IS NOT NULL THEN coalesce(CAST(round(seconds * 1e9) AS BIGINT),
            event_time - start) END AS first
        FROM said),
      prices (name, input_price, read_price, write_price, output_price) AS (VALUES {rows}),
      groups AS (
        SELECT hour, model, CASE WHEN model IS NOT NULL THEN lower(provider) END AS provider, count(*) AS spans,
          count(model) AS calls, count(*) FILTER (failed) AS errors, coalesce(sum(input), 0) AS input,
          coalesce(sum(cache_read), 0) AS cache_read, coalesce(sum(cache_write), 0) AS cache_write,
          coalesce(sum(output), 0) AS output,
          coalesce(list(valid ORDER BY valid) FILTER (valid IS NOT NULL), []) AS durations,
          coalesce(list(first ORDER BY first) FILTER (first > 0 AND first <= duration), []) AS firsts
        FROM timed GROUP BY ALL)
      SELECT hour, coalesce(model, ''), coalesce(provider, ''), spans, calls, errors,
        CASE WHEN calls > 0 THEN CAST(input AS BIGINT) END, CASE WHEN calls > 0 THEN CAST(cache_read AS BIGINT) END,
        CASE WHEN calls > 0 THEN CAST(cache_write AS BIGINT) END, CASE WHEN calls > 0 THEN CAST(output AS BIGINT) END,
        CAST((input - cache_read - cache_write) * input_price + cache_read * read_price + cache_write * write_price
          + output * output_price AS HUGEINT),
        len(durations), {ranks('durations')}, len(firsts), {ranks('firsts')}
      FROM groups LEFT JOIN prices ON model = name"""


def main():
    path, prices, threads, *variant = sys.argv[1:]
    database = duckdb.connect()
    database.execute(f"SET threads = {int(threads)}")
    database.execute("SET preserve_insertion_order = false")
    chosen = variant[0] if variant else next(iter(VARIANTS))
    answer.write(database.execute(query(path, answer.read_prices(prices), chosen)).fetchall())


if __name__ == "__main__":
    main()
