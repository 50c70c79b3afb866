#!/usr/bin/env python3
"""The question answered with orjson: each line becomes dictionaries and lists.

usage: with_orjson.py TRACES.jsonl PRICES THREADS
"""

import sys

import answer
import orjson


def plain(value):
    if "stringValue" in value:
        return value["stringValue"]
    if "intValue" in value:
        return int(value["intValue"])
    return value.get("doubleValue")


def groups_of(path, start, end):
    known = answer.KNOWN
    groups = {}
    for line in answer.lines_between(path, start, end):
        for resource in orjson.loads(line)["resourceSpans"]:
            for scope in resource["scopeSpans"]:
                for span in scope["spans"]:
                    said = {pair["key"]: plain(pair["value"]) for pair in span["attributes"] if pair["key"] in known}
                    begin = int(span["startTimeUnixNano"])
                    first = 0
                    for event in span.get("events", ()):
                        if event["name"] == answer.FIRST_TOKEN_EVENT:
                            first = int(event["timeUnixNano"])
                            break
                    failed = span["status"].get("code") == 2
                    answer.add_span(groups, said, begin, int(span["endTimeUnixNano"]), failed, first)
    return groups


if __name__ == "__main__":
    answer.run(groups_of, answer.line_ranges, sys.argv[1:])
