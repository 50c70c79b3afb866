"""An independent, naive reading of spans: which of them are calls, and what they say.

The rules are those of the contract in their plainest form, over attribute dictionaries and without any table of dialects
beyond the names that occur in the fixtures.
"""

import ast
import datetime
import json
import os
import re
from dataclasses import dataclass, field

import otlp
from decode_oracle import files_under, lines_of, service_name

OPERATIONS = {"chat", "text_completion", "generate_content", "embeddings", "responses", "acompletion"}
KINDS = {"LLM", "EMBEDDING"}
REQUEST_TYPES = {"chat", "completion", "embedding"}
NAMES = {"gen_ai.client.chat"}

FIELDS = {
  "input": ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt"],
  "output": ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion"],
  "cache_read": [
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "llm.token_count.prompt_details.cache_read",
  ],
  "cache_write": [
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "llm.token_count.prompt_details.cache_write",
  ],
  "reasoning": [
    "gen_ai.usage.reasoning.output_tokens",
    "gen_ai.usage.reasoning_tokens",
    "gen_ai.usage.details.reasoning_tokens",
    "llm.token_count.completion_details.reasoning",
  ],
}

#: Attributes with a whole usage in text form: JSON, or Python's form of a dictionary.
USAGES = [
  "langfuse.observation.usage_details",
  "gen_ai.usage.raw",
  "metadata.usage_object",
  "langsmith.metadata.usage_metadata",
]


def usage_of(text):
  """The counts of a usage in a provider's shape (or Langfuse's own, whose parts are disjoint)."""
  try:
    told = json.loads(text)
  except ValueError:
    told = ast.literal_eval(text)
  parts = {}
  for name in ("prompt_tokens_details", "input_tokens_details", "input_token_details"):
    parts |= {f"input {key}": value for key, value in (told.get(name) or {}).items()}
  for name in ("completion_tokens_details", "output_tokens_details", "output_token_details"):
    parts |= {f"output {key}": value for key, value in (told.get(name) or {}).items()}
  pick = lambda source, *names: next((source[name] for name in names if source.get(name) is not None), None)
  usage = {
    "input": pick(told, "input_tokens", "prompt_tokens", "input"),
    "output": pick(told, "output_tokens", "completion_tokens", "output"),
    "cache_read": pick(parts, "input cached_tokens", "input cache_read"),
    "cache_write": pick(parts, "input cache_write_tokens", "input cache_creation"),
    "reasoning": pick(parts, "output reasoning_tokens", "output reasoning"),
  }
  read, written = told.get("cache_read_input_tokens"), told.get("cache_creation_input_tokens")
  usage["cache_read"] = usage["cache_read"] if read is None else read
  usage["cache_write"] = usage["cache_write"] if written is None else written
  if "input" in told:
    usage["input"] += (read or 0) + (written or 0)
  return usage


@dataclass
class Span:
  """One span with what matters here."""

  trace: str
  id: str
  parent: str
  name: str
  service: str
  scope: str
  start: int
  end: int
  failed: bool
  attributes: dict
  events: list = field(default_factory=list)

  def first(self, names):
    return next((self.attributes[name] for name in names if name in self.attributes), None)

  @property
  def is_request(self):
    """Whether the span is a request to a model."""
    if "langsmith.span.kind" in self.attributes:
      return self.attributes["langsmith.span.kind"] == "llm"
    return (
      self.attributes.get("openinference.span.kind") in KINDS
      or self.attributes.get("langfuse.observation.type") in {"generation", "embedding"}
      or self.attributes.get("gen_ai.operation.name") in OPERATIONS
      or self.attributes.get("llm.request.type") in REQUEST_TYPES
      or self.name in NAMES
    )

  @property
  def usage(self):
    """Token counts; none where a whole usage of zeros says that nobody counted."""
    usage = {name: self.first(names) for name, names in FIELDS.items()}
    text = self.first(USAGES)
    if text:
      whole = usage_of(text)
      usage = {name: whole[name] if count is None else count for name, count in usage.items()}
    if usage["input"] == 0 and not usage["output"]:
      return dict.fromkeys(FIELDS)
    return usage

  @property
  def response_id(self):
    """The response id, from its attribute or from the start of OpenInference's output."""
    found = self.attributes.get("gen_ai.response.id")
    if not found:
      match = re.match(r'\{"id":"([^"]+)"', str(self.attributes.get("output.value", "")))
      found = match and match.group(1)
    return found

  @property
  def duration(self):
    """Nanoseconds from start to end; a record without length of its own says so in seconds."""
    if self.attributes.get("logfire.span_type") == "log" and "duration" in self.attributes:
      return round(self.attributes["duration"] * 1e9)
    return self.end - self.start

  @property
  def models(self):
    """Request and response model as the dialect names them."""
    return (
      self.first(["gen_ai.request.model", "llm.model_name", "embedding.model_name", "langfuse.observation.model.name"]),
      self.first(["gen_ai.response.model"]),
    )

  @property
  def is_streaming(self):
    """Whether the span says that the response was streamed, or shows its first token."""
    said = self.first(["gen_ai.request.stream", "gen_ai.is_streaming", "llm.is_streaming"])
    if said is not None:
      return str(said).lower() == "true"
    asked = re.search(r'"stream": ?true', str(self.attributes.get("llm.invocation_parameters", "")))
    is_record = self.attributes.get("logfire.span_type") == "log"
    return bool(asked) or is_record or self.time_to_first_token is not None

  @property
  def time_to_first_token(self):
    """Nanoseconds from the start to the first token, where the span tells."""
    seconds = self.attributes.get("gen_ai.response.time_to_first_chunk")
    if seconds is not None:
      return round(seconds * 1e9)
    millis = self.attributes.get("gen_ai.response.time_to_first_token_ms")
    if millis is not None:
      return round(millis * 1e6)
    seconds = self.attributes.get("gen_ai.client.operation.time_to_first_chunk")
    if seconds is not None:
      return round(seconds * 1e9)
    served = self.attributes.get("gen_ai.server.time_to_first_token")
    if served is not None and self.scope.startswith("strands"):
      return served * 1_000_000
    if served is not None and self.scope.startswith("openlit"):
      # The whole duration where nothing was streamed.
      return round(served * 1e9) if self.attributes.get("gen_ai.request.stream") else None
    instant = self.attributes.get("langfuse.observation.completion_start_time")
    if instant is not None:
      moment = datetime.datetime.fromisoformat(instant.strip('"').replace("Z", "+00:00"))
      since = moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
      return (since // datetime.timedelta(microseconds=1)) * 1000 - self.start
    names = ("First Token Stream Event", "gen_ai.content.completion.chunk", "llm.content.completion.chunk")
    times = [time for name, time in self.events if name in names]
    return min(times) - self.start if times else None


def value_of(value):
  """A plain value for an AnyValue."""
  kind = value.WhichOneof("value")
  if kind == "array_value":
    return [value_of(member) for member in value.array_value.values]
  if kind == "kvlist_value":
    return {member.key: value_of(member.value) for member in value.kvlist_value.values}
  return getattr(value, kind) if kind else None


def inputs_of(folder):
  """The folder with the inputs of a case: its `json` folder where it has one."""
  inner = os.path.join(folder, "json")
  return inner if os.path.isdir(inner) else folder


def messages_under(folder):
  for path in files_under([inputs_of(folder)]):
    with open(path, "rb") as file:
      yield from otlp.messages_of(file.read())


def spans_under(folder):
  """All spans of a case, copies included."""
  for signal, message in messages_under(folder):
    if signal != "traces":
      continue
    for resource in message.resource_spans:
      for scope in resource.scope_spans:
        for span in scope.spans:
          yield Span(
            trace=span.trace_id.hex(),
            id=span.span_id.hex(),
            parent=span.parent_span_id.hex(),
            name=span.name,
            service=service_name(resource.resource),
            scope=scope.scope.name,
            start=span.start_time_unix_nano,
            end=span.end_time_unix_nano,
            # LangSmith says OK of runs that timed out, too.
            failed=span.status.code == 2
            or (scope.scope.name == "langsmith" and any(event.name == "exception" for event in span.events)),
            attributes={attribute.key: value_of(attribute.value) for attribute in span.attributes},
            events=[(event.name, event.time_unix_nano) for event in span.events],
          )


def lines_told(folder):
  """The calls that an application's log lines tell of: a JSON text that names a model, as a span that says the same."""
  for signal, message in messages_under(folder):
    if signal != "logs":
      continue
    for resource in message.resource_logs:
      for scope in resource.scope_logs:
        for record in scope.log_records:
          text = record.body.string_value
          line = json.loads(text) if text.startswith("{") else {}
          if "model" not in line:
            continue
          said = {
            "gen_ai.operation.name": "chat",
            "gen_ai.request.model": line["model"],
            "gen_ai.response.id": line.get("request_id"),
            "gen_ai.usage.input_tokens": line.get("prompt_tokens"),
            "gen_ai.usage.output_tokens": line.get("completion_tokens"),
            "gen_ai.usage.cache_read.input_tokens": line.get("cached_tokens"),
          }
          end = record.time_unix_nano
          yield Span(
            trace=record.trace_id.hex(),
            id=record.span_id.hex(),
            parent="",
            name=line.get("msg", ""),
            service=service_name(resource.resource),
            scope=scope.scope.name,
            start=end - round(line["latency_ms"] * 1e6),
            end=end,
            failed=not line.get("ok"),
            attributes={name: value for name, value in said.items() if value is not None},
          )


def record_counts(folder):
  """How many spans, distinct spans, data points and log records the inputs of a case hold."""
  counts = {"spans": 0, "metric_points": 0, "log_records": 0}
  distinct = set()
  names = {"traces": "spans", "metrics": "metric_points", "logs": "log_records"}
  for signal, message in messages_under(folder):
    counts[names[signal]] += sum(1 for _ in lines_of(signal, message))
    if signal == "traces":
      for resource in message.resource_spans:
        for scope in resource.scope_spans:
          distinct.update((span.trace_id, span.span_id) for span in scope.spans)
  counts["distinct_spans"] = len(distinct)
  return counts


def known(usage):
  return sum(value is not None for value in usage.values())


def calls_under(folder):
  """The spans that count as calls: no copies, no span around another request, one per response id, one of twins.

  Where no span does, the lines of logs."""
  distinct = {}
  for span in spans_under(folder):
    distinct.setdefault((span.trace, span.id), span)
  wrappers = set()
  for span in distinct.values():
    if not span.is_request:
      continue
    parent = distinct.get((span.trace, span.parent))
    while parent is not None:
      if parent.is_request:
        wrappers.add((parent.trace, parent.id))
      parent = distinct.get((parent.trace, parent.parent))
  calls, by_response = [], {}
  for key, span in sorted(distinct.items()):
    if not span.is_request or key in wrappers:
      continue
    response = span.response_id
    if response is None:
      calls.append(span)
    elif response not in by_response or known(span.usage) > known(by_response[response].usage):
      by_response[response] = span
  calls = without_outer_twins(without_openings(calls + list(by_response.values())))
  return calls or list(lines_told(folder))


def without_openings(calls):
  """The calls without the spans that only opened a stream whose usage Logfire writes as a record of its own.

  Such a record says how long the stream took; the span that opened it has no tokens, asked for the same model, and ended
  where the stream began.
  """
  ends = [span for span in calls if span.attributes.get("logfire.span_type") == "log"]
  openings = [span for span in calls if known(span.usage) == 0 and not span.failed]
  opened = set()
  for end in ends:
    began = end.start - round(end.attributes["duration"] * 1e9)
    same = [span for span in openings if span.models[0] == end.models[0] and id(span) not in opened]
    nearest = min(same, key=lambda span: abs(span.end - began), default=None)
    if nearest is not None and abs(nearest.end - began) < 5_000_000:
      opened.add(id(nearest))
  return [span for span in calls if id(span) not in opened]


def without_outer_twins(calls):
  """The calls without those that lie around another library's span of the same request.

  Two libraries that do not nest their spans leave twins: same service, another scope, one in the other's time but for a
  twentieth, a model name in common (one may carry a date behind it), the same input and output, known or not.
  """
  def models(span):
    parameters = str(span.attributes.get("llm.invocation_parameters", ""))
    asked = re.search(r'"model": ?"([^"]+)"', parameters)
    return {name for name in (*span.models, asked and asked.group(1)) if name}

  outer, taken = set(), set()
  by_length = sorted(calls, key=lambda span: (span.end - span.start, span.start, span.trace, span.id))
  for place, around in enumerate(by_length):
    slack = (around.end - around.start) // 20
    for inner in reversed(by_length[:place]):
      if (
        id(inner) not in taken | outer
        and inner.service == around.service
        and inner.scope != around.scope
        and around.start <= inner.start + slack
        and inner.end <= around.end + slack
        and all(inner.usage[name] == around.usage[name] for name in ("input", "output"))
        and models(inner) & models(around)
      ):
        taken.add(id(inner))
        outer.add(id(around))
        break
  return [span for span in calls if id(span) not in outer]


def counted_starts(folder):
  """The starts of the counted spans."""
  return [span.start for span in calls_under(folder)]


def sampled(folder):
  """The response ids that sampled spans carry, and how many sampled spans failed."""
  calls = calls_under(folder)
  return {span.response_id for span in calls if span.response_id}, sum(span.failed for span in calls)


def usage_by_response(folder):
  """Input, output, cache reads and cache writes that spans say, by response id."""
  return {
    span.response_id: tuple(span.usage[name] for name in ("input", "output", "cache_read", "cache_write"))
    for span in calls_under(folder)
    if span.response_id
  }


def naive_figures(folder):
  """The counters as the spans themselves give them."""
  calls = calls_under(folder)

  def total(name):
    values = [span.usage[name] for span in calls if span.usage[name] is not None]
    return sum(values) if values else None

  return {
    "calls": len(calls),
    "errors": sum(span.failed for span in calls),
    "calls_without_usage": sum(known(span.usage) == 0 for span in calls),
    "streaming_calls": sum(span.is_streaming for span in calls),
    **{f"{name}_tokens": total(name) for name in FIELDS},
  }
