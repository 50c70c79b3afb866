#!/usr/bin/env python3
"""Writes seeded random OTLP files for the comparison of decoders.

    random_messages.py FOLDER [--seed N] [--count N] [--per-file N] [--compact]

Each message is made once and written in both encodings: `NNN-<signal>.pb` (behind a 4-byte length) and
`NNN-<signal>.jsonl`, several to a file where that is asked for. With `--compact` it is also written to
`NNN-<signal>-compact.jsonl` in the layout of exporters: no white space, keys in the order of the schema. The other JSON has keys
in random order, white space anywhere, random escapes, 64-bit integers as strings or numbers, unknown keys, and nulls for what is absent. All kinds of points occur, nested attributes, text of any
script, integers at the ends of their ranges, and doubles of every size. The same seed gives the same bytes.
"""

import argparse
import base64
import json
import os
import random

import otlp
from google.protobuf.descriptor import FieldDescriptor

WORDS = ["chat", "gen_ai.usage.input_tokens", "llm.model_name", "wind", "Ärger", "航海", "🚢", "tab\there", 'quote"s',
  "back\\slash", "line\nbreak", "\u0001", "\u2028", "</script>", "e\u0301", "\x7f", "", "x" * 70, "service.name"]
INTEGERS = [0, 1, -1, 127, 128, 2**31 - 1, 2**53, 2**53 + 1, 2**63 - 1, -(2**63), -(2**53) - 1]
UNSIGNED = [0, 1, 2**31, 2**53 + 1, 2**63 - 1, 2**63, 2**64 - 1, 1_795_455_830_694_055_230]
DOUBLES = [0.0, -0.0, 1.0, 1.5, -2.25, 0.1, 1e-5, 1e-4, 5e-324, 1.7976931348623157e308, 2.0**53, 2.0**53 + 2, 1e16, 1e22,
  123456789.123, float("inf"), float("-inf"), float("nan")]


class Maker:
  """Makes messages from one source of randomness."""

  def __init__(self, seed):
    self.random = random.Random(seed)

  def text(self):
    return "".join(self.random.choice(WORDS) for _ in range(self.random.choice([1, 1, 1, 2, 3])))

  def double(self):
    return self.random.choice(DOUBLES) if self.random.random() < 0.5 else self.random.uniform(-1e6, 1e6)

  def unsigned(self):
    return self.random.choice(UNSIGNED) if self.random.random() < 0.5 else self.random.getrandbits(61)

  def signed(self):
    return self.random.choice(INTEGERS) if self.random.random() < 0.5 else self.random.getrandbits(40) - 2**39

  def identifier(self, size):
    return bytes(size) if self.random.random() < 0.05 else self.random.randbytes(size)

  def value(self, value, depth=0):
    kind = self.random.choice(["string", "bool", "int", "double", "bytes", "array", "map", "empty"] if depth < 4 else ["int"])
    match kind:
      case "string":
        value.string_value = self.text()
      case "bool":
        value.bool_value = self.random.random() < 0.5
      case "int":
        value.int_value = self.signed()
      case "double":
        value.double_value = self.double()
      case "bytes":
        value.bytes_value = self.random.randbytes(self.random.randrange(20))
      case "array":
        value.array_value.SetInParent()
        for _ in range(self.random.randrange(4)):
          self.value(value.array_value.values.add(), depth + 1)
      case "map":
        value.kvlist_value.SetInParent()
        for _ in range(self.random.randrange(4)):
          pair = value.kvlist_value.values.add()
          pair.key = self.text()
          self.value(pair.value, depth + 1)

  def attributes(self, target):
    for _ in range(self.random.choice([0, 0, 1, 2, 5])):
      pair = target.add()
      pair.key = f"{self.text()}.{len(target)}"
      self.value(pair.value)

  def emitter(self, resource, scope):
    if self.random.random() < 0.9:
      pair = resource.resource.attributes.add()
      pair.key, pair.value.string_value = "service.name", self.random.choice(["ferry-desk", "Hafenbüro", "", "港"])
      self.attributes(resource.resource.attributes)
    if self.random.random() < 0.9:
      scope.scope.name, scope.scope.version = self.text(), self.random.choice(["", "1.0.0"])
      self.attributes(scope.scope.attributes)
    scope.schema_url = self.random.choice(["", "https://opentelemetry.io/schemas/1.41.0"])

  def request(self, signal):
    message = otlp.MESSAGES[signal]()
    for _ in range(self.random.choice([1, 1, 2])):
      resource = getattr(message, {"traces": "resource_spans", "metrics": "resource_metrics", "logs": "resource_logs"}[signal]).add()
      for _ in range(self.random.choice([1, 1, 3])):
        scope = getattr(resource, {"traces": "scope_spans", "metrics": "scope_metrics", "logs": "scope_logs"}[signal]).add()
        self.emitter(resource, scope)
        for _ in range(self.random.choice([1, 2, 5])):
          {"traces": self.span, "metrics": self.metric, "logs": self.log}[signal](scope)
    return message

  def span(self, scope):
    span = scope.spans.add()
    span.trace_id, span.span_id = self.identifier(16), self.identifier(8)
    span.parent_span_id = self.random.choice([b"", self.identifier(8)])
    span.trace_state = self.random.choice(["", "ot=th:8", "a=b,ot=th:c;rv:00000000000001"])
    span.name, span.kind = self.text(), self.random.randrange(6)
    span.start_time_unix_nano, span.end_time_unix_nano = self.unsigned() or 1, self.unsigned() or 1
    self.attributes(span.attributes)
    span.dropped_attributes_count = self.random.choice([0, 3])
    for _ in range(self.random.choice([0, 0, 1, 3])):
      event = span.events.add()
      event.time_unix_nano, event.name = self.unsigned(), self.text()
      self.attributes(event.attributes)
    for _ in range(self.random.choice([0, 0, 1, 2])):
      link = span.links.add()
      link.trace_id, link.span_id = self.identifier(16), self.identifier(8)
      self.attributes(link.attributes)
    if self.random.random() < 0.7:
      span.status.code, span.status.message = self.random.randrange(3), self.random.choice(["", self.text()])
    span.flags = self.random.choice([0, 1, 256, 0x301, 2**32 - 1])

  def metric(self, scope):
    metric = scope.metrics.add()
    metric.name, metric.unit = self.random.choice([self.text(), "sixteen.bytes.ok"]), self.random.choice(["", "s", "{token}"])
    metric.description = self.random.choice(["", "eight by", self.text()])
    kind = self.random.choice(["gauge", "sum", "histogram", "exponential_histogram", "summary"])
    data = getattr(metric, kind)
    data.SetInParent()
    if kind not in ("gauge", "summary"):
      data.aggregation_temporality = self.random.randrange(3)
    if kind == "sum":
      data.is_monotonic = self.random.random() < 0.5
    for _ in range(self.random.choice([1, 1, 2, 4])):
      point = data.data_points.add()
      point.start_time_unix_nano, point.time_unix_nano = self.unsigned(), self.unsigned()
      point.flags = self.random.choice([0, 0, 1])
      self.attributes(point.attributes)
      getattr(self, kind)(point)

  def number(self, point):
    match self.random.randrange(5):
      case 0 | 1:
        point.as_int = self.signed()
      case 2 | 3:
        point.as_double = self.double()
    self.exemplars(point)

  gauge = sum = number

  def exemplars(self, point):
    for _ in range(self.random.choice([0, 0, 1])):
      exemplar = point.exemplars.add()
      exemplar.time_unix_nano, exemplar.as_double = self.unsigned(), self.random.uniform(0, 10)
      exemplar.trace_id, exemplar.span_id = self.identifier(16), self.identifier(8)

  def extremes(self, point):
    point.count = self.unsigned()
    for name in ("sum", "min", "max"):
      if self.random.random() < 0.7:
        setattr(point, name, self.double())
    self.exemplars(point)

  def histogram(self, point):
    self.extremes(point)
    if self.random.random() < 0.8:
      point.explicit_bounds.extend(sorted(self.random.uniform(0, 100) for _ in range(self.random.randrange(8))))
      point.bucket_counts.extend(self.unsigned() for _ in range(len(point.explicit_bounds) + 1))

  def exponential_histogram(self, point):
    self.extremes(point)
    point.scale, point.zero_count = self.random.randrange(-10, 21), self.unsigned()
    point.zero_threshold = self.random.choice([0.0, 1e-9])
    for side in (point.positive, point.negative):
      if self.random.random() < 0.8:
        side.offset = self.random.randrange(-1000, 1000)
        side.bucket_counts.extend(self.unsigned() for _ in range(self.random.randrange(10)))

  def summary(self, point):
    point.count, point.sum = self.unsigned(), self.double()
    for quantile in (0.5, 0.99)[: self.random.randrange(3)]:
      pair = point.quantile_values.add()
      pair.quantile, pair.value = quantile, self.double()

  def log(self, scope):
    record = scope.log_records.add()
    record.observed_time_unix_nano = self.unsigned() or 1
    record.time_unix_nano = self.unsigned()
    record.severity_number, record.severity_text = self.random.randrange(25), self.random.choice(["", "WARN"])
    record.event_name = self.random.choice(["", "gen_ai.choice", self.text()])
    if self.random.random() < 0.8:
      self.value(record.body)
    self.attributes(record.attributes)
    if self.random.random() < 0.6:
      record.trace_id, record.span_id = self.identifier(16), self.identifier(8)
    record.flags = self.random.choice([0, 1, 2**32 - 1])

  # JSON

  def compact(self, message):
    """A message as exporters write it."""
    return json.dumps(self.ordered(message), ensure_ascii=False, separators=(",", ":"))

  def ordered(self, message):
    members = {}
    for descriptor, value in message.ListFields():
      if descriptor.is_repeated:
        members[descriptor.json_name] = [self.plain(descriptor, member) for member in value]
      else:
        members[descriptor.json_name] = self.plain(descriptor, value)
    return members

  def plain(self, descriptor, value):
    if descriptor.message_type is not None:
      return self.ordered(value)
    if descriptor.name in ("trace_id", "span_id", "parent_span_id"):
      return value.hex()
    if descriptor.type == FieldDescriptor.TYPE_BYTES:
      return base64.b64encode(value).decode()
    if descriptor.cpp_type in (FieldDescriptor.CPPTYPE_INT64, FieldDescriptor.CPPTYPE_UINT64):
      return str(value)
    if descriptor.cpp_type == FieldDescriptor.CPPTYPE_DOUBLE and (value != value or abs(value) == float("inf")):
      return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    return value

  def spelled(self, message):
    """A message as JSON text, spelled in a random legal way."""
    return self.json(self.tree(message))

  def tree(self, message):
    members = []
    for descriptor, value in message.ListFields():
      if descriptor.is_repeated:
        members.append((descriptor.json_name, [self.scalar(descriptor, member) for member in value]))
      else:
        members.append((descriptor.json_name, self.scalar(descriptor, value)))
    known = {name for name, _ in members}
    for descriptor in message.DESCRIPTOR.fields:
      if descriptor.json_name not in known and self.random.random() < 0.02 and not descriptor.containing_oneof:
        members.append((descriptor.json_name, None))
    if self.random.random() < 0.05:
      members.append((f"unknown{self.random.randrange(9)}", {"nested": [1, "two", {"three": None}]}))
    self.random.shuffle(members)
    return dict(members)

  def scalar(self, descriptor, value):
    if descriptor.message_type is not None:
      return self.tree(value)
    if descriptor.name in ("trace_id", "span_id", "parent_span_id"):
      return value.hex() if self.random.random() < 0.7 else value.hex().upper()
    if descriptor.type == FieldDescriptor.TYPE_BYTES:
      return base64.b64encode(value).decode()
    if descriptor.cpp_type in (FieldDescriptor.CPPTYPE_INT64, FieldDescriptor.CPPTYPE_UINT64):
      return str(value) if self.random.random() < 0.8 else value
    if descriptor.cpp_type == FieldDescriptor.CPPTYPE_DOUBLE:
      if value != value:
        return "NaN"
      if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
      return int(value) if value.is_integer() and abs(value) < 2**53 and str(value)[0] != "-" else value
    return value

  def space(self):
    return self.random.choice(["", "", "", "", " ", "\t", "  "])

  def string(self, text):
    out = ['"']
    for character in text:
      if character in '"\\' or character < " ":
        short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character)
        out.append(short if short and self.random.random() < 0.7 else f"\\u{ord(character):04x}")
      elif self.random.random() < 0.05 or (character == "/" and self.random.random() < 0.5):
        out.append("\\/" if character == "/" else json.dumps(character)[1:-1] if ord(character) > 126 else
          f"\\u{ord(character):04X}")
      else:
        out.append(character)
    return "".join(out) + '"'

  def json(self, value):
    if isinstance(value, dict):
      members = (f"{self.space()}{self.string(k)}{self.space()}:{self.space()}{self.json(v)}{self.space()}" for k, v in value.items())
      return "{" + ",".join(members) + "}"
    if isinstance(value, list):
      return "[" + ",".join(self.space() + self.json(member) + self.space() for member in value) + "]"
    if isinstance(value, str):
      return self.string(value)
    return json.dumps(value)


def main():
  parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
  parser.add_argument("folder")
  parser.add_argument("--seed", type=int, default=1)
  parser.add_argument("--count", type=int, default=60)
  parser.add_argument("--per-file", type=int, default=1)
  parser.add_argument("--compact", action="store_true")
  options = parser.parse_args()
  os.makedirs(options.folder, exist_ok=True)
  maker = Maker(options.seed)
  for index in range(options.count // options.per_file):
    signal = ["traces", "metrics", "logs"][index % 3]
    name = os.path.join(options.folder, f"{index:03d}-{signal}")
    messages = [maker.request(signal) for _ in range(options.per_file)]
    with open(name + ".pb", "wb") as file:
      file.write(b"".join(otlp.prefixed(otlp.message_bytes(message)) for message in messages))
    with open(name + ".jsonl", "wb") as file:
      file.write(b"".join(maker.spelled(message).encode() + b"\n" for message in messages))
    if options.compact:
      with open(name + "-compact.jsonl", "wb") as file:
        file.write(b"".join(maker.compact(message).encode() + b"\n" for message in messages))


if __name__ == "__main__":
  main()
