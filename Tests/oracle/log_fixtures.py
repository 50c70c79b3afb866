"""Writes `fixtures/logs`: calls that log records tell of, each set as JSON and as protobuf.

Nothing but the standard library; the names are those that the emitters document. What must come out stands in
`Tests/EndToEndTests/LogCallTests.swift`, beside the story of each set.
"""

import json
import os
import struct
import sys

START = 1_795_000_000_000_000_000  # 2026-11-18, 11:06:40 UTC
SECOND = 1_000_000_000


def at(seconds):
  return START + int(seconds * SECOND)


# The two encodings


def json_value(value):
  if value is None:
    return {}
  if isinstance(value, bool):
    return {"boolValue": value}
  if isinstance(value, int):
    return {"intValue": str(value)}
  if isinstance(value, float):
    return {"doubleValue": value}
  if isinstance(value, dict):
    return {"kvlistValue": {"values": json_pairs(value)}}
  if isinstance(value, list):
    return {"arrayValue": {"values": [json_value(element) for element in value]}}
  return {"stringValue": value}


def json_pairs(pairs):
  return [{"key": key, "value": json_value(value)} for key, value in pairs.items()]


def varint(number):
  out = b""
  while number >= 0x80:
    out += bytes([number & 0x7F | 0x80])
    number >>= 7
  return out + bytes([number])


def field(number, content):
  return varint(number << 3 | 2) + varint(len(content)) + content


def number_field(number, value):
  return varint(number << 3) + varint(value & (1 << 64) - 1)


def fixed64(number, value):
  return varint(number << 3 | 1) + struct.pack("<Q", value)


def proto_value(value):
  if value is None:
    return b""
  if isinstance(value, bool):
    return number_field(2, int(value))
  if isinstance(value, int):
    return number_field(3, value)
  if isinstance(value, float):
    return varint(4 << 3 | 1) + struct.pack("<d", value)
  if isinstance(value, dict):
    return field(6, b"".join(field(1, pair) for pair in proto_pairs(value)))
  if isinstance(value, list):
    return field(5, b"".join(field(1, proto_value(element)) for element in value))
  return field(1, value.encode())


def proto_pairs(pairs):
  return [field(1, key.encode()) + field(2, proto_value(value)) for key, value in pairs.items()]


def json_log(log):
  out = {}
  for key, name in (("time", "timeUnixNano"), ("observed", "observedTimeUnixNano")):
    if key in log:
      out[name] = str(log[key])
  if "severity" in log:
    out["severityNumber"] = log["severity"]
  if "body" in log:
    out["body"] = json_value(log["body"])
  out["attributes"] = json_pairs(log.get("attributes", {}))
  for key, name in (("trace", "traceId"), ("span", "spanId"), ("event", "eventName")):
    if key in log:
      out[name] = log[key]
  return out


def proto_log(log):
  out = fixed64(1, log["time"]) if "time" in log else b""
  if "severity" in log:
    out += number_field(2, log["severity"])
  if "body" in log:
    out += field(5, proto_value(log["body"]))
  out += b"".join(field(6, pair) for pair in proto_pairs(log.get("attributes", {})))
  if "trace" in log:
    out += field(9, bytes.fromhex(log["trace"]))
  if "span" in log:
    out += field(10, bytes.fromhex(log["span"]))
  if "observed" in log:
    out += fixed64(11, log["observed"])
  if "event" in log:
    out += field(12, log["event"].encode())
  return out


def json_span(span):
  out = {
    "traceId": span["trace"], "spanId": span["span"], "name": span["name"], "kind": span.get("kind", 3),
    "startTimeUnixNano": str(span["start"]), "endTimeUnixNano": str(span["end"]),
    "attributes": json_pairs(span.get("attributes", {})),
  }
  if "parent" in span:
    out["parentSpanId"] = span["parent"]
  if "status" in span:
    out["status"] = {"code": span["status"]}
  return out


def proto_span(span):
  out = field(1, bytes.fromhex(span["trace"])) + field(2, bytes.fromhex(span["span"]))
  if "parent" in span:
    out += field(4, bytes.fromhex(span["parent"]))
  out += field(5, span["name"].encode()) + number_field(6, span.get("kind", 3))
  out += fixed64(7, span["start"]) + fixed64(8, span["end"])
  out += b"".join(field(9, pair) for pair in proto_pairs(span.get("attributes", {})))
  if "status" in span:
    out += field(15, number_field(3, span["status"]))
  return out


KINDS = {
  "logs": ("resourceLogs", "scopeLogs", "logRecords", json_log, proto_log),
  "traces": ("resourceSpans", "scopeSpans", "spans", json_span, proto_span),
}


def write(target, name, signal, requests):
  """`requests`: (resource attributes, scope name, items) each."""
  outer, middle, inner, to_json, to_proto = KINDS[signal]
  for encoding in ("json", "protobuf"):
    os.makedirs(os.path.join(target, name, encoding), exist_ok=True)
  with open(os.path.join(target, name, "json", f"{signal}.jsonl"), "w") as file:
    for resource, scope, items in requests:
      request = {
        outer: [{
          "resource": {"attributes": json_pairs(resource)},
          middle: [{"scope": {"name": scope} if scope else {}, inner: [to_json(item) for item in items]}],
        }]
      }
      file.write(json.dumps(request, separators=(",", ":")) + "\n")
  with open(os.path.join(target, name, "protobuf", f"{signal}.pb"), "wb") as file:
    for resource, scope, items in requests:
      content = field(1, field(1, scope.encode())) if scope else field(1, b"")
      content += b"".join(field(2, to_proto(item)) for item in items)
      whole = field(1, b"".join(field(1, pair) for pair in proto_pairs(resource))) + field(2, content)
      message = field(1, whole)
      file.write(struct.pack(">I", len(message)) + message)


# The sets


def claude_code():
  session = {"session.id": "11111111-aaaa", "user.id": "u-1", "organization.id": "o-1", "terminal.type": "tmux"}

  def event(name, seconds, prompt, sequence, attributes, **more):
    pairs = session | {"event.name": name, "event.sequence": sequence, "prompt.id": prompt} | attributes
    return {"time": at(seconds), "observed": at(seconds + 5), "body": f"claude_code.{name}", "attributes": pairs} | more

  def request(seconds, prompt, sequence, counts, cost, millis, model="claude-sonnet-4-5-20250929", text=True, **more):
    spelled = (lambda value: str(value)) if text else (lambda value: value)
    names = ("input_tokens", "output_tokens", "cache_read_tokens", "cache_creation_tokens")
    attributes = {"model": model} | {name: spelled(count) for name, count in zip(names, counts)}
    attributes |= {"cost_usd": spelled(cost), "duration_ms": spelled(millis), "request_id": f"req_{sequence}"}
    return event("api_request", seconds, prompt, sequence, attributes, **more)

  def error(seconds, prompt, sequence, attempt, status=529):
    return event("api_error", seconds, prompt, sequence, {
      "model": "claude-sonnet-4-5-20250929", "error": "Overloaded, and this text must not be seen", "status_code": str(status),
      "duration_ms": "310", "attempt": str(attempt),
    })

  first = request(3, "p-1", 2, (3, 120, 9000, 500), 0.0125, 2100)
  undated = request(40, "p-5", 20, (9, 40, 0, 0), 0.0011, 900, text=False)
  del undated["time"]
  said = request(41, "p-5", 21, (8, 30, 100, 0), 0.0009, 800, text=False)
  del said["time"], said["observed"]
  said["attributes"]["event.timestamp"] = "2026-11-18T11:07:21.000Z"
  records = [
    event("user_prompt", 0.5, "p-1", 1, {"prompt_length": "12"}),
    first,
    event("tool_result", 4, "p-1", 3, {"tool_name": "Bash", "success": "true", "duration_ms": "40"}),
    error(6, "p-2", 4, 1),
    error(8, "p-2", 5, 2),
    request(12, "p-2", 6, (5, 200, 9500, 0), 0.0061, 3300),
    error(20, "p-3", 7, 1, 500),
    error(22, "p-3", 8, 2, 500),
    event("api_retries_exhausted", 25, "p-3", 9, {"model": "claude-sonnet-4-5-20250929", "total_attempts": 3}),
    error(25, "p-3", 10, 3, 500),
    request(30, "p-3", 11, (2, 15, 0, 0), 0.0003, 400, model="claude-3-5-haiku-20241022"),
    event("subagent_completed", 31, "p-3", 12, {"model": "claude-sonnet-4-5-20250929", "total_tokens": 9720}),
    undated,
    said,
  ]
  resource = {"service.name": "claude-code", "service.version": "2.1.120"}
  scope = "com.anthropic.claude_code.events"
  return [(resource, scope, records[:6]), (resource, scope, records[6:]), (resource, scope, [first])]


def codex():
  def event(name, seconds, attributes, conversation="c-1"):
    pairs = {"event.name": name, "conversation.id": conversation, "model": "gpt-5-codex", "user.email": "dev@example.com"}
    pairs["event.timestamp"] = f"2026-11-18T11:06:{40 + int(seconds):02d}.000Z"
    return {"observed": at(seconds), "attributes": pairs | attributes}

  def completed(seconds, counts, conversation="c-1"):
    names = ("input_token_count", "output_token_count", "cached_token_count", "reasoning_token_count", "tool_token_count")
    values = [str(count) for count in counts] + [str(counts[0] + counts[1])]
    return event("codex.sse_event", seconds, {"event.kind": "response.completed", "duration_ms": "1500"}
                 | dict(zip(names, values)), conversation)

  def request(seconds, attempt, status, conversation="c-1"):
    attributes = {"attempt": attempt, "http.response.status_code": status, "duration_ms": "210"}
    if status >= 400:
      attributes["error.message"] = "stream closed, and this text must not be seen"
    return event("codex.api_request", seconds, attributes, conversation)

  records = [
    event("codex.conversation_starts", 0, {"context_window": 272000}),
    request(1, 1, 200),
    event("codex.sse_event", 1.2, {"event.kind": "response.created", "duration_ms": "1"}),
    completed(3, (1200, 300, 1000, 128)),
    request(4, 1, 503),
    request(5, 2, 503),
    request(6, 3, 200),
    completed(8, (1500, 80, 1200, 0)),
    request(9, 1, 401, "c-2"),
    request(12, 1, 200, "c-2"),
    completed(13, (10, 5, 0, 0), "c-2"),
  ]
  return [({"service.name": "codex_cli_rs", "service.version": "0.40.0"}, "codex_otel.log", records)]


def gemini_cli():
  def event(name, seconds, prompt, attributes):
    pairs = {"event.name": name, "event.timestamp": "2026-11-18T11:06:41.000Z", "session.id": "g-1", "prompt_id": prompt}
    return {"time": at(seconds), "body": "API response, and this text must not be seen", "attributes": pairs | attributes}

  def response(seconds, prompt, counts, millis):
    names = ("input_token_count", "output_token_count", "cached_content_token_count", "thoughts_token_count",
             "tool_token_count", "total_token_count")
    total = counts[0] + counts[1] + counts[3] + counts[4]
    attributes = {"model": "gemini-2.5-pro", "status_code": 200, "duration_ms": millis, "finish_reasons": ["STOP"]}
    return event("gemini_cli.api_response", seconds, prompt, attributes | dict(zip(names, counts + (total,))))

  def details(seconds, prompt, counts):
    return event("gen_ai.client.inference.operation.details", seconds, prompt, {
      "gen_ai.operation.name": "generate_content", "gen_ai.provider.name": "gcp.gen_ai",
      "gen_ai.request.model": "gemini-2.5-pro", "gen_ai.response.model": "gemini-2.5-pro",
      "gen_ai.usage.input_tokens": counts[0], "gen_ai.usage.output_tokens": counts[1],
      "gen_ai.response.finish_reasons": ["STOP"],
    })

  def error(seconds, prompt):
    return event("gemini_cli.api_error", seconds, prompt, {
      "model_name": "gemini-2.5-pro", "error": "quota exceeded, and this text must not be seen", "error_type": "ApiError",
      "status_code": 429, "duration": 120, "duration_ms": 120,
    })

  first, second = (100, 20, 40, 80, 10), (300, 7, 0, 0, 0)
  records = [
    event("gemini_cli.user_prompt", 0, "g-1########1", {"prompt_length": 9}),
    response(2, "g-1########1", first, 1800),
    details(2.001, "g-1########1", first),
    error(5, "g-1########2"),
    error(6, "g-1########2"),
    response(9, "g-1########2", second, 700),
    details(9.001, "g-1########2", second),
    error(20, "g-1########3"),
  ]
  return [({"service.name": "gemini-cli", "service.version": "0.9.0"}, "gemini-cli", records)]


def spans_and_logs():
  app = {"service.name": "harbour", "service.instance.id": "i-1"}
  other = {"service.name": "harbour", "host.name": "collector-0"}
  agent = {"service.name": "claude-code", "service.version": "2.1.130"}
  trace = lambda number: f"{number:032x}"
  identity = lambda number: f"{number:016x}"

  def chat(number, span, start, end, counts, parent=None, response=None, status=None, error=None):
    attributes = {
      "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-4o-mini",
      "gen_ai.response.model": "gpt-4o-mini-2024-07-18",
    }
    if counts:
      attributes |= {"gen_ai.usage.input_tokens": counts[0], "gen_ai.usage.output_tokens": counts[1]}
    if response:
      attributes["gen_ai.response.id"] = response
    if error:
      attributes["error.type"] = error
      del attributes["gen_ai.response.model"]
    out = {"trace": trace(number), "span": identity(span), "name": "chat gpt-4o-mini", "start": at(start), "end": at(end),
           "attributes": attributes}
    if parent:
      out["parent"] = identity(parent)
    if status:
      out["status"] = status
    return out

  def server(number, span, start, end):
    return {"trace": trace(number), "span": identity(span), "name": "POST /ask", "kind": 2, "start": at(start),
            "end": at(end), "attributes": {"http.response.status_code": 200}}

  spans = [
    server(1, 10, 0, 3), chat(1, 11, 1, 2, (90, 20), parent=10),
    server(2, 20, 10, 14), chat(2, 21, 11, 13, None, parent=20),
    chat(3, 31, 20, 21, (70, 7), response="chatcmpl-three"),
    chat(4, 41, 30, 31, None, status=2, error="RateLimitError"),
  ]
  agent_spans = [{
    "trace": trace(9), "span": identity(91), "name": "claude_code.llm_request", "kind": 1, "start": at(50), "end": at(52),
    "attributes": {
      "model": "claude-sonnet-4-5-20250929", "gen_ai.system": "anthropic", "input_tokens": 4, "output_tokens": 60,
      "cache_read_tokens": 800, "cache_creation_tokens": 100, "duration_ms": 2000, "ttft_ms": 400, "success": True,
    },
  }]

  def details(number, span, seconds, counts, **more):
    attributes = {
      "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-4o-mini",
      "gen_ai.response.model": "gpt-4o-mini-2024-07-18",
    } | more
    if counts:
      attributes |= {"gen_ai.usage.input_tokens": counts[0], "gen_ai.usage.output_tokens": counts[1]}
    return {"observed": at(seconds), "severity": 9, "event": "gen_ai.client.inference.operation.details",
            "attributes": attributes, "trace": trace(number), "span": identity(span)}

  def line(seconds, members, severity=9, **more):
    return {"time": at(seconds), "observed": at(seconds + 1), "severity": severity, "body": json.dumps(members)} | more

  events = [
    details(1, 11, 2, (90, 20)),
    details(2, 21, 13, (500, 50)),
    details(4, 41, 31, None, **{"error.type": "RateLimitError"}),
    details(7, 71, 80, (33, 3)),
  ]
  lines = [
    # In the span of the server's request, about the call below it.
    line(2.1, {"msg": "llm call", "model": "gpt-4o-mini", "usage": {"prompt_tokens": 90, "completion_tokens": 20},
               "latency_ms": 1000.0}, trace=trace(1), span=identity(10)),
    # The same call again, without any span.
    line(21.2, {"msg": "llm call", "model": "gpt-4o-mini", "prompt_tokens": 70, "completion_tokens": 7,
                "request_id": "chatcmpl-three", "latency_ms": 1000}),
    # Nothing else tells of these: two calls, one of which failed at first.
    line(60, {"msg": "llm call failed", "model": "gpt-4o-mini", "latency_ms": 80}, severity=17, trace=trace(6),
         span=identity(61)),
    line(62, {"msg": "llm call", "model": "gpt-4o-mini", "prompt_tokens": 11, "completion_tokens": 2,
              "latency_ms": 900, "cost_usd": 0.002}, trace=trace(6), span=identity(61)),
    {"time": at(65), "severity": 9, "body": {"event": "completion", "llm": {"model": "gpt-4o", "usage": {
      "input_tokens": 40, "output_tokens": 4, "total_tokens": 44, "input_tokens_details": {"cached_tokens": 32}}},
      "session_id": "s-1"}},
    # No calls: no counts, no model, another error.
    line(66, {"msg": "llm call begins", "model": "gpt-4o-mini"}),
    line(67, {"msg": "refreshed tokens", "tokens_in": 5}),
    line(68, {"msg": "model not loaded", "model": "yolo-v8", "latency_ms": 3}, severity=17),
  ]
  requests = [{"time": at(52), "body": "claude_code.api_request", "attributes": {
    "event.name": "api_request", "session.id": "s-9", "prompt.id": "p-9", "model": "claude-sonnet-4-5-20250929",
    "input_tokens": 4, "output_tokens": 60, "cache_read_tokens": 800, "cache_creation_tokens": 100, "cost_usd": 0.0042,
    "duration_ms": 2000, "request_id": "req_9",
  }}]
  traces = [(app, "opentelemetry.instrumentation.genai.openai", spans), (agent, "com.anthropic.claude_code", agent_spans)]
  logs = [(app, "opentelemetry.instrumentation.genai.openai", events), (other, "", lines),
          (agent, "com.anthropic.claude_code.events", requests)]
  return traces, logs


def main():
  here = os.path.dirname(os.path.abspath(__file__))
  target = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "..", "..", "fixtures", "logs")
  write(target, "claude-code", "logs", claude_code())
  write(target, "codex", "logs", codex())
  write(target, "gemini-cli", "logs", gemini_cli())
  traces, logs = spans_and_logs()
  write(target, "spans-and-logs", "traces", traces)
  write(target, "spans-and-logs", "logs", logs)


if __name__ == "__main__":
  main()
