#!/usr/bin/env python3
"""Writes the descriptor set of the PyPI package opentelemetry-proto, from which protoc generates the C++ classes.

usage: descriptors.py OUT.binpb; prints the names of the .proto files to generate
"""

import sys

from google.protobuf import descriptor_pb2
from opentelemetry.proto.trace.v1 import trace_pb2


def add(file, found):
    """Dependencies first."""
    for dependency in file.dependencies:
        add(dependency, found)
    found.setdefault(file.name, file)


found = {}
add(trace_pb2.DESCRIPTOR, found)
descriptors = descriptor_pb2.FileDescriptorSet()
for file in found.values():
    file.CopyToProto(descriptors.file.add())
with open(sys.argv[1], "wb") as out:
    out.write(descriptors.SerializeToString())
print("\n".join(found))
