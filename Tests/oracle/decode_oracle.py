#!/usr/bin/env python3
"""Prints every span, data point and log record of OTLP files as canonical NDJSON (docs/export-ndjson.md).

    decode_oracle.py FILE_OR_FOLDER…

What it prints comes from PyPI's opentelemetry-proto, so it owes nothing to the engine that it is compared with.
"""

import math
import os
import sys

import otlp

TEMPORALITY = {0: "unspecified", 1: "delta", 2: "cumulative"}
KINDS = {
  "gauge": "gauge",
  "sum": "sum",
  "histogram": "histogram",
  "exponential_histogram": "exponential_histogram",
  "summary": "summary",
}


def quoted(text):
  """A JSON string: quotation mark, backslash and control characters escaped, everything else as it is."""
  out = ['"']
  for character in text:
    if character in '"\\':
      out.append("\\" + character)
    elif character < " ":
      out.append(f"\\u{ord(character):04x}")
    else:
      out.append(character)
  return "".join(out) + '"'


def double(value):
  """A double in the form of docs/export-ndjson.md."""
  if math.isnan(value):
    return '"NaN"'
  if math.isinf(value):
    return '"Infinity"' if value > 0 else '"-Infinity"'
  text = repr(value)
  if 2**53 < abs(value) < 1e16:  # Python still writes these out; the canonical form has an exponent from 2^53 on
    digits = text.removesuffix(".0").lstrip("-")
    exponent = len(digits) - 1
    mantissa = digits[0] + ("." + digits[1:].rstrip("0") if digits[1:].rstrip("0") else "")
    text = f"{'-' if value < 0 else ''}{mantissa}e+{exponent}"
  return text


def integer(value):
  """A 64-bit integer: a decimal string."""
  return f'"{int(value)}"'


def array(values, form):
  """A JSON array."""
  return "[" + ",".join(form(value) for value in values) + "]"


def line(members):
  """One line: the members in the order of their names."""
  return "{" + ",".join(f'"{name}":{members[name]}' for name in sorted(members)) + "}"


def service_name(resource):
  """The first `service.name` that is a string with something in it, else nothing."""
  for attribute in resource.attributes:
    if attribute.key == "service.name" and attribute.value.WhichOneof("value") == "string_value":
      if attribute.value.string_value:
        return attribute.value.string_value
  return ""


def hex_id(raw, size):
  """An id in hex, or nothing where it is absent or unusable."""
  return quoted(otlp.usable_id(raw, size).hex())


def emitter(resource, scope):
  """What a record says of its origin."""
  return {
    "scope": quoted(scope.name),
    "scope_version": quoted(scope.version),
    "service": quoted(service_name(resource)),
  }


def span_line(span, origin):
  return line(
    {
      **origin,
      "signal": '"span"',
      "trace": hex_id(span.trace_id, 16),
      "span": hex_id(span.span_id, 8),
      "parent": hex_id(span.parent_span_id, 8),
      "name": quoted(span.name),
      "kind": str(span.kind),
      "status": str(span.status.code),
      "start": integer(span.start_time_unix_nano),
      "end": integer(span.end_time_unix_nano),
      "flags": str(span.flags),
      "attributes": str(len(span.attributes)),
      "events": str(len(span.events)),
      "links": str(len(span.links)),
    }
  )


def optional(message, field):
  return double(getattr(message, field)) if message.HasField(field) else "null"


def point_lines(metric, origin):
  kind = metric.WhichOneof("data")
  if kind is None:
    return
  data = getattr(metric, kind)
  for point in data.data_points:
    members = {
      **origin,
      "signal": '"point"',
      "metric": quoted(metric.name),
      "unit": quoted(metric.unit),
      "kind": quoted(KINDS[kind]),
      "temporality": quoted(TEMPORALITY[getattr(data, "aggregation_temporality", 0)]),
      "monotonic": "true" if getattr(data, "is_monotonic", False) else "false",
      "start": integer(point.start_time_unix_nano),
      "time": integer(point.time_unix_nano),
      "flags": str(point.flags),
      "attributes": str(len(point.attributes)),
    }
    if kind in ("gauge", "sum"):
      value = point.WhichOneof("value")
      members["int"] = integer(point.as_int) if value == "as_int" else "null"
      members["double"] = double(point.as_double) if value == "as_double" else "null"
    elif kind == "summary":
      members["count"] = integer(point.count)
      members["sum"] = double(point.sum)
    else:
      members["count"] = integer(point.count)
      for name in ("sum", "min", "max"):
        members[name] = optional(point, name)
      if kind == "histogram":
        members["bucket_counts"] = array(point.bucket_counts, integer)
        members["bounds"] = array(point.explicit_bounds, double)
      else:
        members["scale"] = str(point.scale)
        members["zero_count"] = integer(point.zero_count)
        members["zero_threshold"] = double(point.zero_threshold)
        for side in ("positive", "negative"):
          members[side + "_offset"] = str(getattr(point, side).offset)
          members[side] = array(getattr(point, side).bucket_counts, integer)
    if kind != "summary" and point.exemplars:
      members["exemplars"] = array(point.exemplars, exemplar)
    yield line(members)


def exemplar(example):
  value = example.WhichOneof("value")
  return array(
    [
      integer(example.time_unix_nano),
      hex_id(example.trace_id, 16),
      hex_id(example.span_id, 8),
      integer(example.as_int) if value == "as_int" else double(example.as_double) if value else "null",
    ],
    str,
  )


def log_line(record, origin):
  return line(
    {
      **origin,
      "signal": '"log"',
      "time": integer(record.time_unix_nano),
      "observed": integer(record.observed_time_unix_nano),
      "severity": str(record.severity_number),
      "event": quoted(record.event_name),
      "trace": hex_id(record.trace_id, 16),
      "span": hex_id(record.span_id, 8),
      "flags": str(record.flags),
      "attributes": str(len(record.attributes)),
    }
  )


def lines_of(signal, message):
  """The lines of one request."""
  if signal == "traces":
    for resource in message.resource_spans:
      for scope in resource.scope_spans:
        for span in scope.spans:
          yield span_line(span, emitter(resource.resource, scope.scope))
  elif signal == "metrics":
    for resource in message.resource_metrics:
      for scope in resource.scope_metrics:
        for metric in scope.metrics:
          yield from point_lines(metric, emitter(resource.resource, scope.scope))
  else:
    for resource in message.resource_logs:
      for scope in resource.scope_logs:
        for record in scope.log_records:
          yield log_line(record, emitter(resource.resource, scope.scope))


def files_under(paths):
  """The files that the paths name, folders walked in sorted order."""
  for path in paths:
    if os.path.isdir(path):
      yield from (os.path.join(folder, name) for folder, _, names in sorted(os.walk(path)) for name in sorted(names))
    else:
      yield path


def decode(paths):
  """All lines of all files, sorted as bytes."""
  lines = []
  for path in files_under(paths):
    with open(path, "rb") as file:
      for signal, message in otlp.messages_of(file.read()):
        lines.extend(lines_of(signal, message))
  return sorted(text.encode() for text in lines)


if __name__ == "__main__":
  if len(sys.argv) < 2:
    sys.exit(__doc__)
  for encoded in decode(sys.argv[1:]):
    sys.stdout.buffer.write(encoded + b"\n")
