#!/usr/bin/env python3
"""The question answered with ClickHouse, as the library chdb.

usage: with_clickhouse.py TRACES.jsonl PRICES THREADS [VARIANT]

Variants differ in how the lines become columns and how attributes are found; the first is the fastest we found.
"""

import sys

import answer
import chdb

EVENTS = "events Array(Tuple(timeUnixNano UInt64, name String)), status Tuple(code Nullable(UInt8))"
NESTED = (
    "resourceSpans Array(Tuple(scopeSpans Array(Tuple(spans Array(Tuple(startTimeUnixNano UInt64, endTimeUnixNano UInt64, "
    "attributes Array(Tuple(key String, value {value})), " + EVENTS + "))))))"
)
TYPED = NESTED.format(value="Tuple(stringValue String, intValue Int64, doubleValue Float64)")
NULLABLE = NESTED.format(value="Tuple(stringValue Nullable(String), intValue Nullable(Int64), doubleValue Nullable(Float64))")
CODED = NESTED.format(value="Tuple(stringValue LowCardinality(String), intValue Int64, doubleValue Float64)")
ATTRIBUTES = "Array(Tuple(key String, value Tuple(stringValue String, intValue Int64, doubleValue Float64)))"


def nested(path, structure):
    """One row a span, read with an explicit structure: whatever is not named is skipped by the reader."""
    return f"""
      SELECT span.1 AS start, span.2 AS end, span.3 AS attributes, span.4 AS events, span.5.1 AS code
      FROM (
        SELECT arrayJoin(arrayFlatten(arrayMap(r -> arrayMap(s -> s.spans, r.scopeSpans), resourceSpans))) AS span
        FROM file('{path}', 'JSONEachRow', '{structure}'))"""


def joined(path, structure):
    """The same with one arrayJoin for each level."""
    return f"""
      SELECT span.1 AS start, span.2 AS end, span.3 AS attributes, span.4 AS events, span.5.1 AS code
      FROM (
        SELECT arrayJoin(tupleElement(arrayJoin(tupleElement(arrayJoin(resourceSpans), 'scopeSpans')), 'spans')) AS span
        FROM file('{path}', 'JSONEachRow', '{structure}'))"""


def extracted(path, _):
    """Lines as text, and JSONExtract on each span."""
    return f"""
      SELECT JSONExtract(span, 'startTimeUnixNano', 'UInt64') AS start, JSONExtract(span, 'endTimeUnixNano', 'UInt64') AS end,
        JSONExtract(span, 'attributes', '{ATTRIBUTES}') AS attributes,
        JSONExtract(span, 'events', 'Array(Tuple(timeUnixNano UInt64, name String))') AS events,
        JSONExtract(span, 'status', 'code', 'Nullable(UInt8)') AS code
      FROM (
        SELECT arrayJoin(JSONExtractArrayRaw(arrayJoin(JSONExtractArrayRaw(arrayJoin(
          JSONExtractArrayRaw(json, 'resourceSpans')), 'scopeSpans')), 'spans')) AS span
        FROM file('{path}', 'JSONAsString', 'json String'))"""


def extracted_at_once(path, _):
    """Lines as text, and one JSONExtract a line with the whole structure."""
    structure = TYPED.removeprefix("resourceSpans ")
    return f"""
      SELECT span.1 AS start, span.2 AS end, span.3 AS attributes, span.4 AS events, span.5.1 AS code
      FROM (
        SELECT arrayJoin(arrayFlatten(arrayMap(r -> arrayMap(s -> s.spans, r.scopeSpans),
          JSONExtract(json, 'resourceSpans', '{structure}')))) AS span
        FROM file('{path}', 'JSONAsString', 'json String'))"""


VARIANTS = {
    "nested types": (nested, TYPED),
    "nested types, one join a level": (joined, TYPED),
    "nested nullable types": (nested, NULLABLE),
    "nested types, dictionary of strings": (nested, CODED),
    "text, extracted by span": (extracted, TYPED),
    "text, extracted by line": (extracted_at_once, TYPED),
}


def first_of(names, place):
    """The value of the first attribute that the span has; the default of the type where it has none."""
    positions = [f"indexOf(keys, '{name}')" for name in names]
    chosen = positions[-1]
    for position in reversed(positions[:-1]):
        chosen = f"if({position} > 0, {position}, {chosen})"
    default = "''" if place == "stringValue" else "0"
    return f"ifNull(arrayElement(values, {chosen}).{place}, {default})"


def ranks(name):
    cells = [f"{name}[greatest(1, intDiv({p} * length({name}) + 99, 100))]" for p in answer.PERCENTILES]
    return ", ".join(f"if(length({name}) > 0, toString({cell}), '')" for cell in cells)


def query(path, prices, variant):
    read, structure = VARIANTS[variant]
    models = ", ".join(f"'{model}'" for model in prices)
    columns = ["[" + ", ".join(str(price[index]) for price in prices.values()) + "]" for index in range(4)]

    def price(index):
        return f"toInt64(arrayElement({columns[index]}, row))"

    return f"""
      SELECT hour, model, provider, spans, calls, errors, if(calls > 0, toString(input), ''),
        if(calls > 0, toString(cache_read), ''), if(calls > 0, toString(cache_write), ''), if(calls > 0, toString(output), ''),
        if(row > 0, toString((input - cache_read - cache_write) * {price(0)} + cache_read * {price(1)}
          + cache_write * {price(2)} + output * {price(3)}), ''),
        length(durations), {ranks('durations')}, length(firsts), {ranks('firsts')}
      FROM (
        SELECT hour, model, if(is_call, lower(said_provider), '') AS provider, count() AS spans, sum(is_call) AS calls,
          countIf(code = 2) AS errors, sum(input_tokens) AS input, sum(read_tokens) AS cache_read,
          sum(write_tokens) AS cache_write, sum(output_tokens) AS output,
          arraySort(groupArrayIf(toInt64(end - start), is_call AND end > start)) AS durations,
          arraySort(groupArrayIf(first, is_call AND first > 0 AND first <= toInt64(end) - toInt64(start))) AS firsts,
          indexOf([{models}], model) AS row
        FROM (
          SELECT intDiv(start, {answer.HOUR_NANOS}) * 3600 AS hour, start, end, code,
            {first_of(answer.MODEL, 'stringValue')} AS model, model != '' AS is_call,
            {first_of(answer.PROVIDER, 'stringValue')} AS said_provider,
            {first_of(answer.INPUT, 'intValue')} AS input_tokens, {first_of(answer.OUTPUT, 'intValue')} AS output_tokens,
            {first_of(answer.CACHE_READ, 'intValue')} AS read_tokens,
            {first_of(answer.CACHE_WRITE, 'intValue')} AS write_tokens,
            indexOf(keys, '{answer.FIRST_TOKEN}') AS seconds,
            if(seconds > 0, toInt64(round(ifNull(values[seconds].doubleValue, 0) * 1e9)),
              if(notEmpty(events), toInt64(arrayFirst(e -> e.2 = '{answer.FIRST_TOKEN_EVENT}', events).1) - toInt64(start), 0))
              AS first
          FROM (SELECT start, end, code, events, attributes.key AS keys, attributes.value AS values FROM ({read(path, structure)})))
        GROUP BY hour, model, provider)
      SETTINGS max_threads = %d, max_parsing_threads = %d, input_format_parallel_parsing = 1,
        input_format_json_ignore_unknown_keys_in_named_tuple = 1, input_format_skip_unknown_fields = 1"""


def main():
    path, prices, threads, *variant = sys.argv[1:]
    chosen = variant[0] if variant else next(iter(VARIANTS))
    text = query(path, answer.read_prices(prices), chosen) % (int(threads), int(threads))
    sys.stdout.write("\t".join(answer.COLUMNS) + "\n")
    sys.stdout.write(str(chdb.query(text, "TSVRaw")))


if __name__ == "__main__":
    main()
