#!/usr/bin/env python3
"""Rebuilds every fixture folder from a corpus of captures.

    build_fixtures.py CORPUS [FIXTURES]

CORPUS holds `captured/<capture>/{traces,metrics,logs}.{jsonl,pb}` with `truth.jsonl`, and `public/`. FIXTURES is the
folder to write (default: the repository's `fixtures`). The same corpus gives the same content; compressed bytes may
differ with another version of zstd or zlib. Expected values come from expected.py afterwards.
"""

import base64
import glob
import json
import os
import shutil
import sys

import captures
import otlp
import random_messages
from opentelemetry.proto.common.v1.common_pb2 import AnyValue

#: Files above this size are stored compressed.
PLAIN_LIMIT = 150_000

TIME_KEYS = {"startTimeUnixNano", "endTimeUnixNano", "timeUnixNano", "observedTimeUnixNano"}


def write(path, data):
  os.makedirs(os.path.dirname(path), exist_ok=True)
  with open(path, "wb") as file:
    file.write(data)


def read(path):
  with open(path, "rb") as file:
    return file.read()


# Dialects: the captures as they are


def build_dialects(corpus, target):
  for capture in captures.IN_SCOPE:
    source = os.path.join(corpus, "captured", capture)
    folder = os.path.join(target, "dialects", capture)
    for signal in captures.SIGNALS:
      for extension, encoding in (("jsonl", "json"), ("pb", "protobuf")):
        path = os.path.join(source, f"{signal}.{extension}")
        if not os.path.exists(path):
          continue
        data, name = read(path), f"{signal}.{extension}"
        if len(data) > PLAIN_LIMIT or encoding == "protobuf":
          data, name = otlp.zstd_frame(data), name + ".zst"
        write(os.path.join(folder, encoding, name), data)
    write(os.path.join(folder, "truth.jsonl.zst"), otlp.zstd_frame(read(os.path.join(source, "truth.jsonl"))))


# The night: one capture a service, names and times rewritten in the encoding at hand


def rewrite_json(line, service, shift, without):
  """One JSON request with another service name and later times; everything else stays, spelling included."""
  document = json.loads(line)

  def visit(value):
    if isinstance(value, list):
      for member in value:
        visit(member)
    elif isinstance(value, dict):
      for key, member in value.items():
        if key in TIME_KEYS and int(member) != 0:
          value[key] = str(int(member) + shift)
        elif key == "resource":
          for attribute in member.get("attributes", []):
            if attribute["key"] == "service.name":
              attribute["value"] = {"stringValue": service}
        else:
          if key == "spans":
            member[:] = [span for span in member if span["name"] not in without]
          visit(member)

  visit(document)
  return json.dumps(document, separators=(",", ":"), ensure_ascii=line.isascii())


def rewrite_message(message, service, shift, without):
  """One protobuf request with another service name and later times."""
  for resource in message.ListFields()[0][1]:
    for attribute in resource.resource.attributes:
      if attribute.key == "service.name":
        attribute.value.CopyFrom(AnyValue(string_value=service))
    for scope in getattr(resource, "scope_spans", []):
      kept = [span for span in scope.spans if span.name not in without]
      del scope.spans[:]
      scope.spans.extend(kept)

  def visit(part):
    for field, value in part.ListFields():
      if field.name in ("start_time_unix_nano", "end_time_unix_nano", "time_unix_nano", "observed_time_unix_nano"):
        setattr(part, field.name, value + shift)
      elif field.message_type is not None:
        for member in value if field.is_repeated else [value]:
          visit(member)

  visit(message)
  return otlp.message_bytes(message)


def night_records(corpus, place, encoding):
  """The rewritten records of a service, by signal."""
  shift = place.shift_seconds * 1_000_000_000
  records = {}
  for signal in place.signals:
    extension = "jsonl" if encoding == "json" else "pb"
    path = os.path.join(corpus, "captured", place.capture, f"{signal}.{extension}")
    if not os.path.exists(path):
      continue
    if encoding == "json":
      lines = read(path).decode().splitlines()
      records[signal] = [rewrite_json(line, place.service, shift, place.without_spans).encode() for line in lines]
    else:
      parsed = [otlp.MESSAGES[signal].FromString(record) for record in otlp.prefixed_records(read(path))]
      records[signal] = [rewrite_message(message, place.service, shift, place.without_spans) for message in parsed]
  return records


def interleaved(records):
  """The records of all signals, taken in turns."""
  queues, mixed = [list(queue) for queue in records.values()], []
  while any(queues):
    mixed.extend(queue.pop(0) for queue in queues if queue)
  return mixed


def night_files(corpus, place):
  """The files of a service as (name, bytes)."""
  records = night_records(corpus, place, "protobuf" if place.layout.startswith("protobuf") else "json")
  lines = lambda signal: b"".join(record + b"\n" for record in records[signal])
  match place.layout:
    case "json-lines":
      return [(f"{signal}.jsonl", lines(signal)) for signal in records]
    case "json-lines-gzip":
      return [(f"{signal}.jsonl.gz", otlp.gzip_member(lines(signal))) for signal in records]
    case "json-lines-zstd":
      return [(f"{signal}.jsonl.zst", otlp.zstd_frame(lines(signal))) for signal in records]
    case "json-lines-mixed":
      return [("telemetry.jsonl", b"".join(record + b"\n" for record in interleaved(records)))]
    case "json-pretty":  # one document a signal: a single object, and an array where there are several requests
      files = []
      for signal in records:
        requests = [json.loads(record) for record in records[signal]]
        document = requests[0] if len(requests) == 1 else requests
        files.append((f"{signal}.json", json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n"))
      return files
    case "json-zstd-frames" | "protobuf-zstd-frames":
      extension = "json" if place.layout.startswith("json") else "proto"
      frames = lambda signal: b"".join(otlp.prefixed(otlp.zstd_frame(record)) for record in records[signal])
      return [(f"{signal}.{extension}", frames(signal)) for signal in records]
    case "protobuf-prefixed":
      return [(f"{signal}.pb", b"".join(map(otlp.prefixed, records[signal]))) for signal in records]
    case "protobuf-prefixed-mixed":
      return [("telemetry.pb", b"".join(map(otlp.prefixed, interleaved(records))))]
    case "protobuf-messages":  # one raw request a file, as object stores get them
      return [
        (f"{signal}_{index:09d}.binpb", record) for signal in records for index, record in enumerate(records[signal])
      ]
  raise ValueError(place.layout)


def build_night(corpus, target):
  for place in captures.NIGHT:
    for name, data in night_files(corpus, place):
      write(os.path.join(target, "night", place.service, name), data)


# Layouts: one small batch in every layout


def small_batch(corpus):
  """Two trace requests, a metrics and a logs request, cut to a few records each, as (signal, JSON, protobuf)."""
  source = os.path.join(corpus, "captured", "otel-openai-v2-default")
  batch = []
  for signal, requests, items in (("traces", 2, 6), ("metrics", 1, 2), ("logs", 1, 4)):
    lines = read(os.path.join(source, f"{signal}.jsonl")).decode().splitlines()[:requests]
    messages = otlp.prefixed_records(read(os.path.join(source, f"{signal}.pb")))[:requests]
    for line, record in zip(lines, messages):
      document, message = json.loads(line), otlp.MESSAGES[signal].FromString(record)
      resource = document[otlp.WRAPPERS[signal]][0]
      scope, other = resource[otlp.SCOPES[signal]][0], message.ListFields()[0][1][0].ListFields()[1][1][0]
      key = {"traces": "spans", "metrics": "metrics", "logs": "logRecords"}[signal]
      member = {"traces": "spans", "metrics": "metrics", "logs": "log_records"}[signal]
      del document[otlp.WRAPPERS[signal]][1:], resource[otlp.SCOPES[signal]][1:], scope[key][items:]
      del message.ListFields()[0][1][1:], message.ListFields()[0][1][0].ListFields()[1][1][1:]
      del getattr(other, member)[items:]
      if signal == "metrics":
        for metric, twin in zip(scope[key], other.metrics):
          kind = next(kind for kind in ("sum", "gauge", "histogram") if kind in metric)
          del metric[kind]["dataPoints"][3:], getattr(twin, kind).data_points[3:]
          for point in metric[kind]["dataPoints"]:
            point.pop("exemplars", None)
          for point in getattr(twin, kind).data_points:
            del point.exemplars[:]
      batch.append((signal, document, otlp.message_bytes(message)))
  return batch


def compact(document):
  return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()


def renamed(value, table):
  """The same JSON with other key names; attribute keys are values and stay."""
  if isinstance(value, dict):
    return {table(key): renamed(member, table) for key, member in value.items()}
  return [renamed(member, table) for member in value] if isinstance(value, list) else value


def snake(key):
  return "".join("_" + letter.lower() if letter.isupper() else letter for letter in key)


def generic_printer(value):
  """As protobuf's own JSON printers write it: ids in base64, enumerations by name."""
  if isinstance(value, dict):
    result = {}
    for key, member in value.items():
      if key in otlp.ID_KEYS and member:
        result[key] = base64.b64encode(bytes.fromhex(member)).decode()
      elif key in otlp.ENUMS and isinstance(member, int):
        prefix, names = otlp.ENUMS[key]
        result[key] = prefix + names[member]
      elif key == "aggregationTemporality":
        result[key] = "AGGREGATION_TEMPORALITY_" + ["UNSPECIFIED", "DELTA", "CUMULATIVE"][member]
      else:
        result[key] = generic_printer(member)
    return result
  return [generic_printer(member) for member in value] if isinstance(value, list) else value


OLD_NAMES = {
  "scopeSpans": "instrumentationLibrarySpans",
  "scopeMetrics": "instrumentationLibraryMetrics",
  "scopeLogs": "instrumentationLibraryLogs",
  "scope": "instrumentationLibrary",
}


def build_layouts(corpus, target):
  batch = small_batch(corpus)
  documents = [document for _, document, _ in batch]
  lines = [compact(document) for document in documents]
  messages = [message for _, _, message in batch]
  joined = b"".join(line + b"\n" for line in lines)
  length_prefixed = b"".join(map(otlp.prefixed, messages))
  resources = [resource for document in documents for resource in next(iter(document.values()))]
  by_signal = lambda signal, what: [what[i] for i in range(len(batch)) if batch[i][0] == signal]
  table = []
  # The tool's own words for the framings, beside the plain ones used below.
  words = {
    "lines": ["json-lines"],
    "document": ["json-documents"],
    "array": ["json-array"],
    "varint": ["varint-delimited"],
    "newline": ["newline-separated"],
    "message": ["raw"],
  }

  def layout(name, files, format, framing, compression=None, required=True, note=""):
    for file, data in files:
      write(os.path.join(target, "layouts", name, file), data)
    table.append(
      {
        "name": name,
        "files": sorted(file for file, _ in files),
        "format": format,
        "framing": framing + [word for plain in framing for word in words.get(plain, []) if word not in framing],
        "compression": compression,
        "required": required,
        "note": note,
      }
    )

  def split(make, extension):
    """A file for each signal."""
    return [(f"{signal}.{extension}", make(signal)) for signal in captures.SIGNALS]

  line_file = lambda signal: b"".join(line + b"\n" for line in by_signal(signal, lines))
  json_, proto = "json", "protobuf"

  # What the Collector's file exporter writes.
  layout("collector-json", split(line_file, "json"), json_, ["lines"], note="a document and a line feed")
  layout(
    "collector-proto",
    split(lambda s: b"".join(map(otlp.prefixed, by_signal(s, messages))), "pb"),
    proto,
    ["length-prefixed"],
    note="a 4-byte big-endian length before each message",
  )
  layout(
    "collector-json-zstd-frames",
    split(lambda s: b"".join(otlp.prefixed(otlp.zstd_frame(line)) for line in by_signal(s, lines)), "json"),
    json_,
    ["length-prefixed", "length-prefixed-zstd"],
    "zstd",
    note="a length before each zstd frame; no line feeds, and no zstd magic at the start",
  )
  layout(
    "collector-proto-zstd-frames",
    split(lambda s: b"".join(otlp.prefixed(otlp.zstd_frame(m)) for m in by_signal(s, messages)), "pb"),
    proto,
    ["length-prefixed", "length-prefixed-zstd"],
    "zstd",
    note="a length before each zstd frame",
  )
  layout(
    "collector-json-zstd-native",
    [("telemetry.json", b"".join(otlp.zstd_frame(line) + otlp.zstd_frame(b"\n") for line in lines))],
    json_,
    ["lines"],
    "zstd",
    note="an ordinary zstd file of alternating document and 1-byte frames; all signals in it",
  )
  layout(
    "collector-proto-zstd-native",
    [("telemetry.pb", otlp.zstd_frame(length_prefixed, content_size=False))],
    proto,
    ["length-prefixed"],
    "zstd",
    note="an ordinary zstd file of length-prefixed messages; the frame does not say its size",
  )
  layout("collector-json-mixed", [("telemetry.json", joined)], json_, ["lines"], note="all signals in one file")
  layout(
    "collector-proto-mixed", [("telemetry.pb", length_prefixed)], proto, ["length-prefixed"], note="all signals in one"
  )
  layout(
    "collector-json-rotated",
    [
      ("telemetry-2026-11-23T17-44-00.000.json", joined[: len(lines[0])]),
      ("telemetry.json", joined[len(lines[0]) :]),
    ],
    json_,
    ["lines", "document"],
    note="rotation between a document and its line feed: one file lacks it, the next begins with an empty line",
  )
  layout(
    "collector-encoding-proto",
    split(lambda s: b"".join(m + b"\n" for m in by_signal(s, messages)), "bin"),
    proto,
    ["newline", "separated", "messages", "message"],
    note="an encoding extension with format json: binary messages with a line feed behind each",
  )

  # JSON in other shapes.
  layout("json-lines", [("telemetry.jsonl", joined)], json_, ["lines"])
  layout("json-lines-crlf", [("telemetry.jsonl", joined.replace(b"\n", b"\r\n"))], json_, ["lines"])
  layout("json-lines-bom", [("telemetry.jsonl", b"\xef\xbb\xbf" + joined)], json_, ["lines"])
  layout("json-lines-blank-first", [("telemetry.jsonl", b"\n  \n" + joined)], json_, ["lines"])
  layout("json-lines-no-final-newline", [("telemetry.jsonl", joined.rstrip(b"\n"))], json_, ["lines"])
  layout("json-lines-gzip", [("telemetry.jsonl.gz", otlp.gzip_member(joined))], json_, ["lines"], "gzip")
  layout(
    "json-lines-gzip-members",
    [("telemetry.jsonl.gz", b"".join(otlp.gzip_member(line + b"\n") for line in lines))],
    json_,
    ["lines"],
    "gzip",
    note="several gzip members one after the other",
  )
  skippable = b"\x5a\x2a\x4d\x18" + (7).to_bytes(4, "little") + b"skip me"
  layout(
    "json-lines-zstd",
    [("telemetry.jsonl.zst", otlp.zstd_frame(lines[0]) + skippable + otlp.zstd_frame(joined[len(lines[0]) :]))],
    json_,
    ["lines"],
    "zstd",
    note="two frames cut inside the text, a skippable frame between them",
  )
  layout(
    "json-adjacent",
    [("telemetry.json", b"".join(lines))],
    json_,
    ["lines", "document", "documents"],
    note="documents back to back, `}{`",
  )
  indented = [json.dumps(document, indent=2, ensure_ascii=False).encode() for document in documents]
  layout(
    "json-pretty",
    [(f"{signal}-{index}.json", text + b"\n") for index, ((signal, _, _), text) in enumerate(zip(batch, indented))],
    json_,
    ["document", "documents"],
    note="one pretty-printed document a file",
  )
  layout(
    "json-pretty-several",
    [("telemetry.json", b"\n".join(indented) + b"\n")],
    json_,
    ["document", "documents"],
    note="several pretty-printed documents one after the other",
  )
  layout("json-array", [("telemetry.json", compact(documents))], json_, ["document", "documents", "array", "lines"])
  layout(
    "json-array-pretty",
    [("telemetry.json", json.dumps(documents, indent=4).encode())],
    json_,
    ["document", "documents", "array"],
    note="ASCII escapes",
  )
  merged = {}
  for document in documents:
    for key, value in document.items():
      merged[key] = merged.get(key, []) + value
  layout(
    "json-signals-in-one-object",
    [("telemetry.json", compact(merged) + b"\n")],
    json_,
    ["lines", "document", "documents"],
    note="one object with resourceSpans, resourceMetrics and resourceLogs",
  )
  layout(
    "json-bare-resources",
    [("telemetry.jsonl", b"".join(compact(resource) + b"\n" for resource in resources))],
    json_,
    ["lines"],
    note="no wrapper around ResourceSpans, ResourceMetrics, ResourceLogs",
  )
  layout(
    "json-bare-array",
    [("telemetry.json", json.dumps(resources, indent=2).encode())],
    json_,
    ["document", "documents", "array"],
    note="an array of bare resources",
  )
  layout(
    "json-result-wrapper",
    [("telemetry.json", b"".join(compact({"result": document}) + b"\n" for document in documents))],
    json_,
    ["lines", "document", "documents"],
    note="the answer of a query interface: `result` around each request",
  )
  layout(
    "json-snake-case",
    [("telemetry.jsonl", b"".join(compact(renamed(document, snake)) + b"\n" for document in documents))],
    json_,
    ["lines"],
    note="original field names in place of lowerCamelCase",
  )
  layout(
    "json-old-names",
    [
      (
        "telemetry.jsonl",
        b"".join(compact(renamed(d, lambda key: OLD_NAMES.get(key, key))) + b"\n" for d in documents),
      )
    ],
    json_,
    ["lines"],
    note="instrumentationLibrary keys of 2020 to 2022",
  )
  layout(
    "json-generic-printer",
    [("telemetry.json", b"\n".join(json.dumps(generic_printer(d), indent=2).encode() for d in documents) + b"\n")],
    json_,
    ["document", "documents"],
    note="ids in base64 and enumerations by name",
  )

  # Protobuf in other shapes.
  layout(
    "proto-message",
    [(f"{signal}_{index:09d}.binpb", message) for index, (signal, _, message) in enumerate(batch)],
    proto,
    ["message", "messages", "raw"],
    note="one raw request a file",
  )
  layout(
    "proto-message-gzip",
    [(f"{signal}_{index}.binpb.gz", otlp.gzip_member(message)) for index, (signal, _, message) in enumerate(batch)],
    proto,
    ["message", "messages", "raw"],
    "gzip",
  )
  layout(
    "proto-concatenated",
    split(lambda s: b"".join(by_signal(s, messages)), "binpb"),
    proto,
    ["message", "messages", "raw"],
    note="messages back to back: together one valid message",
  )
  layout(
    "proto-varint",
    split(lambda s: b"".join(otlp.varint_bytes(len(m)) + m for m in by_signal(s, messages)), "pb"),
    proto,
    ["varint", "varint-prefixed", "delimited"],
    note="a varint length before each message",
  )
  layout(
    "proto-grpc",
    split(lambda s: b"".join(b"\0" + otlp.prefixed(m) for m in by_signal(s, messages)), "bin"),
    proto,
    ["grpc"],
    note="gRPC frames: a flag and a 4-byte length",
  )

  # Records inside the lines of logs.
  stamp = "2026-11-24T03:04:05.678901234Z"
  logged = lambda line: compact({"log": line.decode(), "stream": "stdout", "time": stamp}) + b"\n"
  layout(
    "log-docker",
    [
      (
        "container-json.log",
        b"".join(
          logged(piece)
          for line in lines
          for piece in (line[:4096], line[4096:] + b"\n")
        ),
      )
    ],
    json_,
    ["docker-log"],
    note="Docker's JSON file log: each line in an object, long ones in two (Docker cuts at 16 KiB, this log at 4)",
  )
  layout(
    "log-cri",
    [
      (
        "0.log",
        b"".join(
          f"{stamp} stdout {mark} ".encode() + piece + b"\n"
          for line in lines
          for mark, piece in (("P", line[:1024]), ("F", line[1024:]))
        ),
      )
    ],
    json_,
    ["cri-log"],
    note="the log of a container runtime: time, stream and mark before each line, long ones in two (runtimes cut at 8 or 16 KiB, this log at 1)",
  )
  payload = lambda data: base64.b64encode(data).decode()
  layout(
    "log-function-stdout",
    [
      (
        "function.log",
        b"".join(
          compact({"__otel_otlp_stdout": "0.1.0", "content-type": "application/x-protobuf", "content-encoding": "gzip",
            "payload": payload(otlp.gzip_member(message)), "base64": True}) + b"\n"
          for message in messages
        ),
      )
    ],
    proto,
    ["envelopes"],
    note="what exporters for serverless functions print: gzip in base64 in an object",
  )
  layout(
    "queue-records",
    [
      (
        "records.jsonl",
        b"".join(
          compact({"topic": "otlp", "partition": 0, "offset": index, "key": None, "payload": line.decode()}) + b"\n"
          for index, line in enumerate(lines)
        ),
      )
    ],
    json_,
    ["envelopes"],
    note="records of a Kafka topic as console tools print them: the request as text in an object",
  )
  write(os.path.join(target, "layouts", "layouts.json"), json.dumps(table, indent=2).encode() + b"\n")
  rows = [
    f"| {row['name']} | {row['format']} | {', '.join(row['framing'])} | {row['compression'] or 'none'} | "
    f"{'yes' if row['required'] else 'if it can'} | {row['note']} |"
    for row in table
  ]
  write(os.path.join(target, "layouts", "WHY.md"), (LAYOUTS_WHY + "\n".join(rows) + "\n").encode())


LAYOUTS_WHY = """# Layouts: one small batch in every layout

Each folder holds the same four requests (two of traces with eight spans, one of metrics, one of logs, cut from the capture
otel-openai-v2-default) in one way of writing files. Whatever the layout, the same records must come out:
`expected.ndjson` has them in the form of docs/export-ndjson.md. `layouts.json` says what `inspect` must find in each file;
where several words for the framing are equally right, all are listed. All of them must be read.

How it was worked out: the files were written from the description of the layout, and every one was decoded with the
published protobuf package (Tests/oracle/decode_oracle.py); all decodings are equal byte for byte. The logs and the records of
a queue, which that decoder does not know, wrap the same requests.

| folder | format | framing | compression | must be read | what is odd |
| --- | --- | --- | --- | --- | --- |
"""

BROKEN_WHY = """# Damaged and foreign inputs

`inputs/` holds one file per damage, `good.jsonl` a small file that is whole. A run over a damaged file together with the
good one must use all of the good one, list at least one problem of the codes below at the damaged file (\"or none\": there
need be none), and end with one of the statuses. Problems of single fields may leave the status at 0. `alone` is the status of a run over the file alone; 4
means that nothing in it was usable. No run may crash, hang, or fill memory. No message may repeat content of the file.

How it was worked out: every file is made from the batch of `fixtures/layouts` by one stated change, so the spans that stay
readable are counted by hand: whole records before a cut, and records beside a damaged one. Two numbers are a range: what
comes out of a damaged compressed block, or of a document that was cut, depends on how eagerly a reader works, and either is
right. The spans are those of the row of this file in `inputs.sources`, copies included.

Not covered here: expansion bombs (they would make the tests slow), files that cannot be opened (they depend on the user).

| file | what is odd | spans | problem codes | status | alone |
| --- | --- | --- | --- | --- | --- |
"""

# Damaged inputs


def build_broken(corpus, target):
  batch = small_batch(corpus)
  traces = [(document, message) for signal, document, message in batch if signal == "traces"]
  one, two = (compact(document) for document, _ in traces)
  first, second = (message for _, message in traces)
  spans = len(traces[0][0]["resourceSpans"][0]["scopeSpans"][0]["spans"])
  spans_two = len(traces[1][0]["resourceSpans"][0]["scopeSpans"][0]["spans"])
  # The same requests under other ids, so that nothing is a duplicate.
  third_document = json.loads(one)
  for span in third_document["resourceSpans"][0]["scopeSpans"][0]["spans"]:
    span["traceId"] = "ff" + span["traceId"][2:]
    span["spanId"] = "ff" + span["spanId"][2:]
    span["attributes"] = [a for a in span["attributes"] if a["key"] != "gen_ai.response.id"]
  three = compact(third_document)
  joined = one + b"\n" + two + b"\n" + three + b"\n"
  both = spans + spans_two
  table = []

  CUT = "whole spans of the part that is there may be used: cut off is "

  def broken(name, data, spans, codes, statuses=(3,), note="", alone=None, listed=None):
    write(os.path.join(target, "broken", "inputs", name), data)
    table.append(
      {
        "file": f"inputs/{name}",
        "spans": list(spans) if isinstance(spans, (tuple, list)) else [spans, spans],
        "codes": list(codes),
        "must_be_listed": bool(codes) if listed is None else listed,
        "statuses": list(statuses),
        "statuses_alone": list(alone or statuses),
        "note": note,
      }
    )

  write(os.path.join(target, "broken", "good.jsonl"), two + b"\n")

  # Cut off in each framing.
  cut = len(one) + 1 + len(two) + 1 + len(three) // 2
  broken("cut-lines.jsonl", joined[:cut], (both, both + spans), ["truncated-input"], note=CUT + "the third line")
  broken(
    "cut-in-key.jsonl", joined[: len(one) + 9], spans, ["truncated-input"], note="the second line ends inside its first key"
  )
  broken(
    "cut-document.json",
    json.dumps(traces[0][0], indent=2).encode()[:3000],
    (0, spans),
    ["truncated-input", "unreadable-record"],
    (3,),
    alone=(3, 4),
    note="a pretty-printed document that ends in its middle: what stands before the cut may be used or not",
  )
  framed = otlp.prefixed(first) + otlp.prefixed(second)
  broken(
    "cut-prefixed.pb", framed[: len(framed) - 100], (spans, both), ["truncated-input"], note=CUT + "the second message"
  )
  broken("cut-in-length.pb", otlp.prefixed(first) + b"\0\0", spans, ["truncated-input"], note="a length of two bytes")
  broken(
    "cut-message.binpb",
    first[: len(first) - 40],
    (0, spans),
    ["truncated-input", "unreadable-record"],
    alone=(3, 4),
    note="a raw message without its last 40 bytes",
  )
  frames = otlp.prefixed(otlp.zstd_frame(one)) + otlp.prefixed(otlp.zstd_frame(two))
  broken(
    "cut-zstd-frames.json",
    frames[: len(frames) - 50],
    spans,
    ["truncated-input"],
    note="the second frame lacks 50 bytes",
  )
  packed = otlp.gzip_member(joined)
  broken(
    "cut-gzip.jsonl.gz",
    packed[: len(packed) * 2 // 3],
    (0, both),
    ["truncated-input", "damaged-compression"],
    alone=(3, 4),
    note="whole lines before the cut are used; how many come out depends on the deflate blocks",
  )
  squeezed = otlp.zstd_frame(one + b"\n") + otlp.zstd_frame(two + b"\n" + three + b"\n")
  broken(
    "cut-zstd.jsonl.zst",
    squeezed[: len(squeezed) - 200],
    (spans, both),
    ["truncated-input", "damaged-compression"],
    note="the second of two frames lacks its end; the first frame's line is whole",
  )

  # Damage inside.
  middle = two.index(b'"spans":[') + 9
  damaged = two[:middle] + b"\xff\xfe\x00\x01" + two[middle + 4 :]
  broken(
    "bad-bytes-in-line.jsonl",
    one + b"\n" + damaged + b"\n" + three + b"\n",
    (spans * 2, spans * 2 + spans_two),
    ["unreadable-record"],
    note="bytes that are no JSON in the second line: it is lost, the others count",
  )
  broken(
    "line-is-no-json.jsonl",
    one + b"\nthis line is no JSON at all\n" + two + b"\n",
    both,
    ["unreadable-record", "foreign-record"],
    note="a line of plain text between two good ones",
  )
  broken(
    "line-is-other-json.jsonl",
    one + b'\n{"level":"info","msg":"collector started"}\n' + two + b"\n",
    both,
    ["foreign-record"],
    note="a line that is JSON, and no telemetry",
  )
  text = one.replace(b'"name":"chat ', b'"name":"ch\xff\xfeat ', 1)
  broken(
    "bad-utf8-in-name.jsonl",
    text + b"\n" + two + b"\n",
    both,
    ["invalid-text"],
    (0, 3),
    note="a span name that is not UTF-8: the span counts, the bytes are replaced",
    listed=False,
  )
  wrong = bytearray(otlp.gzip_member(joined))
  wrong[-8] ^= 0xFF
  broken(
    "bad-checksum.jsonl.gz",
    bytes(wrong),
    (0, both + spans),
    ["damaged-compression"],
    alone=(3, 4),
    note="the checksum at the end does not fit: the data may be used, the damage must be listed",
  )
  wrong = bytearray(otlp.zstd_frame(joined))
  wrong[-1] ^= 0xFF
  broken(
    "bad-checksum.jsonl.zst",
    bytes(wrong),
    (0, both + spans),
    ["damaged-compression"],
    alone=(3, 4),
    note="the frame's checksum does not fit",
  )
  spoiled = bytearray(second)
  spoiled[len(spoiled) // 2 : len(spoiled) // 2 + 16] = b"\xff" * 16
  broken(
    "bad-message.pb",
    otlp.prefixed(first) + otlp.prefixed(bytes(spoiled)) + otlp.prefixed(first),
    (spans * 2, spans * 2 + spans_two),
    ["unreadable-record"],
    note="sixteen bytes of ff inside the second message; the length still fits, so reading goes on behind it",
  )
  ids = json.loads(one)
  strange = ids["resourceSpans"][0]["scopeSpans"][0]["spans"]
  strange[0]["traceId"], strange[0]["spanId"] = "abc", "not an id"
  strange[1]["traceId"] = "00" * 16
  broken(
    "bad-ids.jsonl",
    compact(ids) + b"\n",
    spans,
    ["unreadable-id"],
    (0, 3),
    note="ids of impossible length and alphabet count as absent; the spans stay",
  )
  types = json.loads(one)
  strange = types["resourceSpans"][0]["scopeSpans"][0]["spans"]
  strange[0]["endTimeUnixNano"] = True
  strange[1]["kind"] = {"unexpected": 1}
  strange[2]["attributes"] = {"key": "value"}
  broken(
    "bad-types.jsonl",
    compact(types) + b"\n",
    (spans - 1, spans),
    ["unreadable-field", "unreadable-time"],
    (0, 3),
    note="a boolean for a time, an object for an enumeration, an object for a list",
  )

  # Hostile sizes.
  broken(
    "absurd-length.pb",
    otlp.prefixed(first) + b"\xff\xff\xff\xf0" + second,
    (spans, both),
    ["truncated-input", "limit-exceeded"],
    note="a record that claims 4 GiB; nothing may be allocated for it",
  )
  broken(
    "absurd-inner-length.pb",
    otlp.prefixed(first) + otlp.prefixed(b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f" + second[10:]),
    spans,
    ["unreadable-record", "truncated-input", "limit-exceeded"],
    note="a field inside the second record that claims 2^63 bytes",
  )
  deep = json.loads(one)
  hole = json.dumps({"key": "deep", "value": "HOLE"}, separators=(",", ":")).encode()
  deep["resourceSpans"][0]["scopeSpans"][0]["spans"][0]["attributes"].append({"key": "deep", "value": "HOLE"})
  levels = b'{"arrayValue":{"values":[' * 2_000 + b'{"stringValue":"x"}' + b"]}}" * 2_000
  text = compact(deep).replace(hole, b'{"key":"deep","value":' + levels + b"}")
  broken(
    "deep-nesting.jsonl",
    text + b"\n" + two + b"\n",
    (spans_two, both),
    ["limit-exceeded", "unreadable-record", "unreadable-field"],
    (0, 3),
    note="an attribute value nested 2,000 levels: never a crash; the record may be kept or dropped, others stay",
    listed=False,
  )
  value = b"\x0a\x01x"
  for _ in range(2_000):
    value = b"\x0a" + otlp.varint_bytes(len(value)) + value
    value = b"\x2a" + otlp.varint_bytes(len(value)) + value
  key = b"\x0a\x04deep\x12" + otlp.varint_bytes(len(value)) + value
  span = b"\x0a\x10" + bytes(range(1, 17)) + b"\x12\x08" + bytes(range(1, 9)) + b"\x2a\x04deep"
  span += b"\x39" + (1_795_455_830_000_000_000).to_bytes(8, "little")
  span += b"\x41" + (1_795_455_831_000_000_000).to_bytes(8, "little")
  span += b"\x4a" + otlp.varint_bytes(len(key)) + key
  scope = b"\x12" + otlp.varint_bytes(len(span)) + span
  resource = b"\x12" + otlp.varint_bytes(len(scope)) + scope
  request = b"\x0a" + otlp.varint_bytes(len(resource)) + resource
  broken(
    "deep-nesting.pb",
    otlp.prefixed(first) + otlp.prefixed(request),
    (spans, spans + 1),
    ["limit-exceeded", "unreadable-record", "unreadable-field"],
    (0, 3),
    note="the same in protobuf",
    listed=False,
  )
  broken(
    "deep-arrays.json", b"[" * 100_000, 0, ["unreadable-record", "truncated-input", "limit-exceeded", "foreign-record",
    "unsupported-format"], alone=(4,), note="100,000 opening brackets",
  )

  # Names that lie. These are not damaged: the bytes decide.
  broken("json-named.pb", joined, both + spans, [], (0,), note="JSON lines in a file called .pb")
  broken("protobuf-named.jsonl", framed, both, [], (0,), note="length-prefixed protobuf in a file called .jsonl")
  broken("plain-named.jsonl.gz", joined, both + spans, [], (0,), note="no compression in a file called .gz")
  broken("gzip-named.json", otlp.gzip_member(joined), both + spans, [], (0,), note="gzip in a file called .json")
  broken("zstd-named.txt", otlp.zstd_frame(joined), both + spans, [], (0,), note="zstd in a file called .txt")
  broken(
    "zero-length-records.pb",
    b"\0\0\0\0" + otlp.prefixed(first) + b"\0\0\0\0" + otlp.prefixed(second),
    both,
    [],
    (0,),
    note="empty requests between the others",
  )

  # No telemetry at all.
  public = os.path.join(corpus, "public")
  foreign = ["unsupported-format", "foreign-record"]
  zipkin = {"traceId": "a1", "id": "b2", "name": "get", "timestamp": 1, "duration": 2, "localEndpoint": {"serviceName": "s"}}
  broken("zipkin.json", compact([zipkin, zipkin]) + b"\n", 0, foreign, alone=(4,), note="Zipkin spans")
  broken(
    "langfuse.json",
    read(os.path.join(public, "adjacent-langfuse-crewai.trace.json")),
    0,
    foreign,
    alone=(4,),
    note="a Langfuse export",
  )
  broken("table.parquet", b"PAR1" + bytes(range(256)) * 4 + b"PAR1", 0, foreign, alone=(4,), note="Parquet's magic")
  broken("letter.txt", b"Dear harbour master,\n\nthe ferry was late again.\n", 0, foreign + ["unreadable-record"],
    alone=(4,), note="text")
  broken("noise.bin", bytes((i * 7919 + 13) % 251 for i in range(4096)), 0, foreign + ["unreadable-record"], alone=(4,),
    note="bytes without meaning")
  broken("empty.jsonl", b"", 0, [], (0,), alone=(0, 4), note="an empty file is no damage")
  broken("blank.jsonl", b" \n\t\n\r\n", 0, [], (0,), alone=(0, 4), note="white space only")
  broken("empty-gzip.jsonl.gz", otlp.gzip_member(b""), 0, [], (0,), alone=(0, 4), note="an empty file, compressed")
  table.sort(key=lambda entry: entry["file"])
  named = lambda values: ", ".join(map(str, values)) or "none"
  rows = [
    f"| {row['file'].removeprefix('inputs/')} | {row['note']} | {'-'.join(map(str, sorted(set(row['spans']))))} | "
    f"{named(row['codes'])}{'' if row['must_be_listed'] or not row['codes'] else ' or none'} | "
    f"{named(row['statuses'])} | {named(row['statuses_alone'])} |"
    for row in table
  ]
  write(os.path.join(target, "broken", "WHY.md"), (BROKEN_WHY + "\n".join(rows) + "\n").encode())
  write(
    os.path.join(target, "broken", "broken.json"),
    json.dumps({"good": "good.jsonl", "good_spans": spans_two, "inputs": table}, indent=2).encode() + b"\n",
  )


def build_public(corpus, target):
  for path in sorted(glob.glob(os.path.join(corpus, "public", "*"))):
    if os.path.basename(path) != "README.md":
      write(os.path.join(target, "public", "inputs", os.path.basename(path)), read(path))


def build_random(target):
  """Seeded random requests in both encodings; 068-logs.pb begins like JSON (0A 7B 0A)."""
  maker = random_messages.Maker(5)
  for index in range(72):
    signal = captures.SIGNALS[index % 3]
    message = maker.request(signal)
    record = otlp.prefixed(otlp.message_bytes(message))
    write(os.path.join(target, "random", "protobuf", f"{index:03d}-{signal}.pb"), record)
    text = maker.spelled(message).encode() + b"\n"
    write(os.path.join(target, "random", "json", f"{index:03d}-{signal}.jsonl"), text)


if __name__ == "__main__":
  if len(sys.argv) not in (2, 3):
    sys.exit(__doc__)
  here = os.path.dirname(os.path.abspath(__file__))
  target = sys.argv[2] if len(sys.argv) == 3 else os.path.join(here, "..", "..", "fixtures")
  for folder in ("night", "layouts", "broken/inputs", "public/inputs", "random/json", "random/protobuf"):
    shutil.rmtree(os.path.join(target, folder), ignore_errors=True)
  for folder in glob.glob(os.path.join(target, "dialects", "*", "json")):
    shutil.rmtree(folder)
  for folder in glob.glob(os.path.join(target, "dialects", "*", "protobuf")):
    shutil.rmtree(folder)
  for build in (build_dialects, build_night, build_layouts, build_broken, build_public):
    build(sys.argv[1], target)
  build_random(target)
