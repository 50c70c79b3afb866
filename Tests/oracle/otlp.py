"""Reads OTLP files of any layout into the messages of opentelemetry-proto.

This is the slow, plain twin of the engine's reader, written from the descriptions of the formats and from the published
protobuf package alone. It favours clearness: whole files in memory, one message object per record.
"""

import base64
import gzip
import json
import re
import zlib

import zstandard
from google.protobuf import json_format
from opentelemetry.proto.logs.v1.logs_pb2 import LogsData
from opentelemetry.proto.metrics.v1.metrics_pb2 import MetricsData
from opentelemetry.proto.trace.v1.trace_pb2 import TracesData

MESSAGES = {"traces": TracesData, "metrics": MetricsData, "logs": LogsData}
WRAPPERS = {"traces": "resourceSpans", "metrics": "resourceMetrics", "logs": "resourceLogs"}
SCOPES = {"traces": "scopeSpans", "metrics": "scopeMetrics", "logs": "scopeLogs"}
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"


class NotOTLP(Exception):
  """The content is none of the layouts that this reader knows."""


# Compression


def unzstd(data):
  """All frames of a zstd stream, skippable ones passed over."""
  return zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(data, read_across_frames=True).read()


def peel(data):
  """The content under up to three layers of compression, and the names of the layers from the outside in."""
  layers = []
  for _ in range(3):
    if data[:3] == b"\x1f\x8b\x08":
      data, layer = gzip.decompress(data), "gzip"
    elif data[:4] == ZSTD_MAGIC or (data[1:4] == b"\x2a\x4d\x18" and data[:1] >= b"\x50" and data[:1] <= b"\x5f"):
      data, layer = unzstd(data), "zstd"
    elif data[:2] in (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"):
      data, layer = zlib.decompress(data), "zlib"
    else:
      break
    layers.append(layer)
  return data, layers


# The wire form, as far as telling messages apart needs it


def varint(data, at):
  """A varint and the offset behind it; `None` where there is none."""
  value = shift = 0
  while at < len(data) and shift < 70:
    byte = data[at]
    at += 1
    value |= (byte & 0x7F) << shift
    if byte < 0x80:
      return value, at
    shift += 7
  return None


def fields(data):
  """The fields of a message as (number, wire type, payload) in order, or `None` where it is not one."""
  found, at = [], 0
  while at < len(data):
    tag = varint(data, at)
    if tag is None or tag[0] >> 3 == 0:
      return None
    number, wire, at = tag[0] >> 3, tag[0] & 7, tag[1]
    if wire == 0:
      value = varint(data, at)
      if value is None:
        return None
      payload, at = value
    elif wire in (1, 5):
      size = 8 if wire == 1 else 4
      payload, at = data[at : at + size], at + size
    elif wire == 2:
      size = varint(data, at)
      if size is None or size[1] + size[0] > len(data):
        return None
      payload, at = data[size[1] : size[1] + size[0]], size[1] + size[0]
    else:
      return None
    if at > len(data):
      return None
    found.append((number, wire, payload))
  return found


def message_signal(data):
  """Which signal a protobuf message holds; `empty` where it has no items; `None` where it is no OTLP message."""
  top = fields(data)
  if top is None or not all(wire == 2 and number == 1 for number, wire, _ in top):
    return None
  votes = {"traces": 0, "metrics": 0, "logs": 0}
  for _, _, resource in top:
    inside = fields(resource)
    if inside is None or not all(wire == 2 and number in (1, 2, 3, 1000) for number, wire, _ in inside):
      return None
    for number, _, payload in inside:
      if number == 1:
        parts = fields(payload)
        if parts is None or not all((n, w) in ((1, 2), (2, 0), (3, 2)) for n, w, _ in parts):
          return None
      if number not in (2, 1000):
        continue
      scope = fields(payload)
      if scope is None or not all(w == 2 and n in (1, 2, 3) for n, w, _ in scope):
        return None
      for n, _, item in scope:
        if n == 2:
          vote = item_signal(item)
          if vote is None:
            return None
          votes[vote] += 1
  if not any(votes.values()):
    return "empty"
  return max(votes, key=lambda signal: votes[signal])


def item_signal(item):
  """The strongest evidence that a span, a metric or a log record gives of itself."""
  parts = fields(item)
  if parts is None:
    return None
  kinds = {(number, wire) for number, wire, _ in parts}
  if kinds & {(7, 1), (8, 1), (16, 5)}:
    return "traces"
  if kinds & {(1, 1), (11, 1), (8, 5)}:
    return "logs"
  for number, wire, payload in parts:
    if wire == 2 and number in (4, 5, 6, 7, 8, 9, 10, 11):
      inner = fields(payload)
      if inner and all((n, w) in ((1, 2), (2, 0), (3, 0)) for n, w, _ in inner):
        return "metrics"
  lengths = {number: len(payload) for number, wire, payload in parts if wire == 2}
  if lengths.get(1) == 16 and lengths.get(2) == 8:
    return "traces"
  return "metrics" if 1 in lengths else "logs"


# Framing


def prefixed_records(data):
  """Records behind 4-byte big-endian lengths, or `None` where lengths do not fit exactly."""
  records, at = [], 0
  while at < len(data):
    if at + 4 > len(data):
      return None
    size = int.from_bytes(data[at : at + 4], "big")
    if at + 4 + size > len(data):
      return None
    records.append(data[at + 4 : at + 4 + size])
    at += 4 + size
  return records


def varint_records(data):
  """Records behind varint lengths, or `None`."""
  records, at = [], 0
  while at < len(data):
    size = varint(data, at)
    if size is None or size[1] + size[0] > len(data):
      return None
    records.append(data[size[1] : size[1] + size[0]])
    at = size[1] + size[0]
  return records


def grpc_records(data):
  """gRPC message frames, or `None`."""
  records, at = [], 0
  while at < len(data):
    if at + 5 > len(data) or data[at] != 0:
      return None
    size = int.from_bytes(data[at + 1 : at + 5], "big")
    if at + 5 + size > len(data):
      return None
    records.append(data[at + 5 : at + 5 + size])
    at += 5 + size
  return records


def separated_records(data):
  """Raw messages with a line feed behind each, or `None`."""
  records, start = [], 0
  while start < len(data):
    end = data.find(b"\n", start)
    while end >= 0 and message_signal(data[start:end]) in (None, "empty"):
      end = data.find(b"\n", end + 1)
    if end < 0:
      return None
    records.append(data[start:end])
    start = end + 1
  return records


def is_json(data):
  """Whether the first character that is neither a byte order mark nor white space opens a JSON container."""
  return data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")[:1] in (b"{", b"[")


def records_of(data):
  """The records of uncompressed content: the name of the framing, and payloads that are each JSON text or a message."""
  if not data.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n"):
    return "empty", []
  for name, split in (("length-prefixed", prefixed_records), ("varint", varint_records), ("grpc", grpc_records)):
    records = split(data)
    if not records:
      continue
    records = [unzstd(record) if record[:4] == ZSTD_MAGIC else record for record in records]
    known = [message_signal(record) for record in records]
    if all(signal is not None or is_json(record) for signal, record in zip(known, records)) and any(
      signal != "empty" for signal in known
    ):
      return name, records
  if message_signal(data) not in (None, "empty"):
    return "message", [data]
  if is_json(data):
    return "json", [data]
  records = separated_records(data)
  if records:
    return "newline", records
  raise NotOTLP(f"no known layout; it begins with {data[:8].hex()}")


# JSON

ID_KEYS = {"traceId": 16, "spanId": 8, "parentSpanId": 8}
OLD_KEYS = {
  "instrumentationLibrarySpans": "scopeSpans",
  "instrumentationLibraryMetrics": "scopeMetrics",
  "instrumentationLibraryLogs": "scopeLogs",
  "instrumentationLibrary": "scope",
  "batches": "resourceSpans",
}
ENUMS = {
  "kind": ("SPAN_KIND_", ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"]),
  "code": ("STATUS_CODE_", ["UNSET", "OK", "ERROR"]),
}


def camel(key):
  """The lowerCamelCase of a snake_case key."""
  head, *rest = key.split("_")
  return head + "".join(part[:1].upper() + part[1:] for part in rest)


def whole_text(text):
  """The text with lone surrogates replaced, as a reader of bytes would see it."""
  return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def json_id(text, size):
  """The bytes of an id as it is spelled in JSON: hex, hex behind `0x`, or base64; empty where it is unusable."""
  text = text.removeprefix("0x").replace("-", "") if isinstance(text, str) else ""
  if re.fullmatch(r"[0-9a-fA-F]*", text):
    raw = bytes.fromhex(text) if len(text) % 2 == 0 else b""
  else:
    try:
      raw = base64.urlsafe_b64decode(text.replace("+", "-").replace("/", "_") + "=" * (-len(text) % 4))
    except ValueError:
      raw = b""
  return usable_id(raw, size)


def usable_id(raw, size):
  """An id of `size` bytes from what stands in its place, or no bytes where nothing can be made of it."""
  if len(raw) == size * 3 // 2:  # hex text that went through a base64 decoder
    text = base64.b64encode(raw).decode()
    raw = bytes.fromhex(text) if re.fullmatch(r"[0-9a-fA-F]+", text) else b""
  elif len(raw) == size * 2 and re.fullmatch(rb"[0-9a-fA-F]+", raw):
    raw = bytes.fromhex(raw.decode())
  elif len(raw) == 8 and size == 16:
    raw = bytes(8) + raw
  return raw if len(raw) == size and any(raw) else b""


def canonical_json(value, key=None):
  """The same JSON as protobuf's own JSON reader wants it: known spelling of keys, ids in base64, no nulls."""
  if isinstance(value, dict):
    result = {}
    for name, member in value.items():
      name = OLD_KEYS.get(camel(name), camel(name))
      if member is None:
        continue
      if name in ID_KEYS and isinstance(member, str):
        result[name] = base64.b64encode(json_id(member, ID_KEYS[name])).decode()
      elif name in ENUMS and isinstance(member, str):
        prefix, names = ENUMS[name]
        short = member.upper().removeprefix(prefix)
        result[name] = names.index(short) if short in names else 0
      else:
        result[name] = canonical_json(member, name)
    return result
  if isinstance(value, list):
    return [canonical_json(member, key) for member in value if member is not None]
  return whole_text(value) if isinstance(value, str) else value


def json_documents(data):
  """The JSON values of a text, one after the other, whatever white space separates them."""
  text = data.decode("utf-8-sig", "replace")
  decoder, at = json.JSONDecoder(), 0
  while True:
    at = re.compile(r"[ \t\r\n]*").match(text, at).end()
    if at == len(text):
      return
    value, at = decoder.raw_decode(text, at)
    yield value


def requests_in(value, depth=0):
  """The requests in a JSON value as (signal, request); wrappers and arrays are opened, bare resources wrapped."""
  if isinstance(value, list):
    for member in value:
      yield from requests_in(member, depth)
    return
  if not isinstance(value, dict):
    return
  spelled = {OLD_KEYS.get(camel(key), camel(key)): member for key, member in value.items()}
  found = False
  for signal, wrapper in WRAPPERS.items():
    if isinstance(spelled.get(wrapper), list):
      found = True
      yield signal, {wrapper: spelled[wrapper]}
    elif isinstance(spelled.get(SCOPES[signal]), list):
      found = True
      yield signal, {wrapper: [value]}
  if not found and depth < 2:
    for key in ("result", "trace", "data", "payload", "body"):
      if key in spelled:
        yield from requests_in(spelled[key], depth + 1)


def messages_of(data):
  """Every record of a file as (signal, message), in the order of the file; `data` is the file's bytes."""
  content, _ = peel(data)
  for record in records_of(content)[1]:
    signal = message_signal(record)
    if signal is None:  # a message may well begin like JSON: a first field of 123 bytes is a line feed and a brace
      for document in json_documents(record):
        for signal, request in requests_in(document):
          yield signal, json_format.ParseDict(canonical_json(request), MESSAGES[signal](), ignore_unknown_fields=True)
    elif signal != "empty":
      yield signal, MESSAGES[signal].FromString(record)


# Writing


def message_bytes(message):
  """The wire form, the same for every run."""
  return message.SerializeToString(deterministic=True)


def prefixed(payload):
  """A payload behind its length in four bytes, big-endian."""
  return len(payload).to_bytes(4, "big") + payload


def zstd_frame(data, checksum=True, content_size=True):
  """One zstd frame."""
  return zstandard.ZstdCompressor(level=19, write_checksum=checksum, write_content_size=content_size).compress(data)


def gzip_member(data):
  """One gzip member without a time."""
  return gzip.compress(data, 9, mtime=0)


def varint_bytes(value):
  """A varint."""
  out = bytearray()
  while value >= 0x80:
    out.append(value & 0x7F | 0x80)
    value >>= 7
  out.append(value)
  return bytes(out)
