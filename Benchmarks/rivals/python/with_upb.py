#!/usr/bin/env python3
"""The question answered with Python's opentelemetry-proto, whose decoder is upb.

usage: with_upb.py TRACES.pb PRICES THREADS
"""

import sys

import answer
from google.protobuf.internal import api_implementation
from opentelemetry.proto.trace.v1.trace_pb2 import TracesData


def plain(value):
    kind = value.WhichOneof("value")
    return getattr(value, kind) if kind in ("string_value", "int_value", "double_value") else None


def groups_of(path, start, end):
    known = answer.KNOWN
    groups = {}
    request = TracesData()
    for message in answer.messages_between(path, start, end):
        request.ParseFromString(message)
        for resource in request.resource_spans:
            for scope in resource.scope_spans:
                for span in scope.spans:
                    said = {pair.key: plain(pair.value) for pair in span.attributes if pair.key in known}
                    first = 0
                    for event in span.events:
                        if event.name == answer.FIRST_TOKEN_EVENT:
                            first = event.time_unix_nano
                            break
                    answer.add_span(
                        groups, said, span.start_time_unix_nano, span.end_time_unix_nano, span.status.code == 2, first)
    return groups


if __name__ == "__main__":
    if api_implementation.Type() != "upb":
        sys.exit("this protobuf does not decode with upb")
    answer.run(groups_of, answer.message_ranges, sys.argv[1:])
