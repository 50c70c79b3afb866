#!/usr/bin/env python3
"""The question answered with msgspec and typed structs: what no struct names is skipped by the decoder.

usage: with_msgspec.py TRACES.jsonl PRICES THREADS
"""

import sys
from typing import Optional

import answer
import msgspec

# 64-bit integers are strings in OTLP/JSON.
class Value(msgspec.Struct, gc=False):
    stringValue: Optional[str] = None
    intValue: Optional[str] = None
    doubleValue: Optional[float] = None


class Attribute(msgspec.Struct, gc=False):
    key: str
    value: msgspec.Raw


class Event(msgspec.Struct, gc=False):
    timeUnixNano: str
    name: str


class Status(msgspec.Struct, gc=False):
    code: int = 0


class Span(msgspec.Struct, gc=False):
    startTimeUnixNano: str
    endTimeUnixNano: str
    attributes: list[Attribute]
    status: Status
    events: list[Event] = []


class ScopeSpans(msgspec.Struct, gc=False):
    spans: list[Span]


class ResourceSpans(msgspec.Struct, gc=False):
    scopeSpans: list[ScopeSpans]


class Request(msgspec.Struct, gc=False):
    resourceSpans: list[ResourceSpans]


def plain(value):
    if value.stringValue is not None:
        return value.stringValue
    if value.intValue is not None:
        return int(value.intValue)
    return value.doubleValue


def groups_of(path, start, end):
    known = answer.KNOWN
    decode = msgspec.json.Decoder(Request).decode
    decode_value = msgspec.json.Decoder(Value).decode
    groups = {}
    for line in answer.lines_between(path, start, end):
        for resource in decode(line).resourceSpans:
            for scope in resource.scopeSpans:
                for span in scope.spans:
                    said = {pair.key: plain(decode_value(pair.value)) for pair in span.attributes if pair.key in known}
                    begin = int(span.startTimeUnixNano)
                    first = 0
                    for event in span.events:
                        if event.name == answer.FIRST_TOKEN_EVENT:
                            first = int(event.timeUnixNano)
                            break
                    answer.add_span(groups, said, begin, int(span.endTimeUnixNano), span.status.code == 2, first)
    return groups


if __name__ == "__main__":
    answer.run(groups_of, answer.line_ranges, sys.argv[1:])
