#!/usr/bin/env python3
"""Works out what a report must say, from what the servers really served.

    expected.py [FIXTURES]

Reads `fixtures/dialects/<capture>/truth.jsonl.zst` and writes `expected.json` beside it and `night.expected.json`.
Nothing here looks at what the engine makes of a file. What an instrumentation can see of the truth is stated per capture
in `RULES`, from its description; the text of each rule goes into the capture's WHY.md. Telemetry is read for three things
only: how many records a file has, which calls a sampler kept, and (as a check, with `--audit`) whether the figures that
follow from truth are the figures that the spans carry.
"""

import bisect
import collections
import datetime
import json
import os
import sys
from dataclasses import dataclass, field

import captures
import decode_oracle
import otlp
import spans as span_reading

FIGURES = [
  "calls",
  "errors",
  "calls_without_usage",
  "streaming_calls",
  "input_tokens",
  "cache_read_tokens",
  "cache_write_tokens",
  "output_tokens",
  "reasoning_tokens",
]

#: What one call adds to each figure.
MEASURES = {
  "calls": lambda call: 1,
  "errors": lambda call: int(call.error),
  "calls_without_usage": lambda call: int(not call.has_usage),
  "streaming_calls": lambda call: int(call.stream),
  "input_tokens": lambda call: call.input,
  "cache_read_tokens": lambda call: call.cache_read,
  "cache_write_tokens": lambda call: call.cache_write,
  "output_tokens": lambda call: call.output,
  "reasoning_tokens": lambda call: call.reasoning,
}


# Truth


def truth_rows(folder):
  """What the server served, one row per HTTP request."""
  with open(os.path.join(folder, "truth.jsonl.zst"), "rb") as file:
    return [json.loads(line) for line in otlp.unzstd(file.read()).splitlines()]


def logical_calls(rows):
  """The rows grouped into calls as the application made them: refused attempts belong to the call they were retried for.

  Rows of one api, scenario and id follow each other by `call`. A call ends with the first answer (status 200 that the
  client did not wait for in vain), or with the last refusal where no answer came. A request to another model (a fallback
  of the application's) begins another call.
  """
  groups = collections.OrderedDict()
  for row in rows:
    groups.setdefault((row["api"], row["scenario"], row["id"]), []).append(row)
  calls = []
  for group in groups.values():
    attempts = []
    for row in sorted(group, key=lambda row: row["call"]):
      if attempts and attempts[-1]["model_requested"] != row["model_requested"]:
        calls.append(attempts)
        attempts = []
      attempts.append(row)
      if row["status"] == 200 and row.get("error") != "hang":
        calls.append(attempts)
        attempts = []
    if attempts:
      calls.append(attempts)
  return calls


# What an instrumentation sees


@dataclass
class Seen:
  """One call as the spans tell it. `None` is: not said."""

  request_model: str
  response_model: str | None
  start: int
  error: bool = False
  stream: bool = False
  input: int | None = None
  output: int | None = None
  cache_read: int | None = None
  cache_write: int | None = None
  reasoning: int | None = None
  #: Why the telemetry says something else than the server, by figure; `*` for all of them.
  because: dict = field(default_factory=dict)

  @property
  def has_usage(self):
    return any(v is not None for v in (self.input, self.output, self.cache_read, self.cache_write, self.reasoning))


@dataclass
class Rules:
  """What one capture's instrumentation can see, and how it spells it."""

  #: Sentences for WHY.md.
  why: list = field(default_factory=list)
  #: APIs without spans.
  blind_apis: tuple = ()
  #: Scenarios without spans.
  blind_scenarios: tuple = ()
  #: Single calls without spans (scenario, id, model), and why.
  unseen: dict = field(default_factory=dict)
  #: Whether calls that failed leave a span.
  failures_seen: bool = True
  #: Scenarios in which the instrumentation itself fails: an error span for an answer that was served and billed.
  self_inflicted: tuple = ()
  #: Whether a call that failed names the model asked for as the one that answered.
  failed_names_model: bool = False
  #: Whether spans say (or show by a first token) that a response was streamed; and whether those of refused calls do.
  streams_said: bool = True
  refused_streams_said: bool = False
  #: Whether a stream that the server cut is an error span.
  cut_is_error: bool = True
  #: Whether a cut stream names the model that answered.
  cut_names_model: bool = True
  #: Whether broken streams (cut or closed early) report the input that the first message announced.
  broken_reports_input: bool = False
  #: (scenario, id) of calls whose span says zero for every token, though tokens were used.
  zeros: tuple = ()
  #: Added to the output of streamed calls by a fault of the instrumentation.
  stream_output_extra: int = 0
  #: Whether cached input is reported.
  cache_read: bool = True
  #: The APIs of which cache writes are reported.
  cache_write_apis: tuple = ("openai.chat", "openai.responses", "anthropic.messages")
  #: The APIs of which reasoning is reported, and whether that goes for streamed chats too.
  reasoning_apis: tuple = ("openai.chat", "openai.responses", "anthropic.messages", "gemini.generate")
  reasoning_of_streamed_chats: bool = True
  #: Calls of which the application knows, though no request left it: the model that was asked for.
  refused_by_sdk: tuple = ()
  #: What identifies a group: both models; `model` where the dialect has one field for both; or the one asked for, where
  #: the spans name the one that answered in another way than the server, or not at all.
  keys: tuple = ("request_model", "response_model")
  #: Whether a sampler decided which calls have spans.
  sampled: bool = False
  #: Calls that the instrumentation tells of without any request to the server: what they say, and why they are there.
  without_requests: tuple = ()
  #: Scenarios whose token numbers the instrumentation estimates, with nothing that says so. They are looked up in the
  #: spans: nothing else knows them.
  estimated: tuple = ()
  #: The reasons for differences in the words of this capture, where the usual ones do not fit.
  reasons: dict = field(default_factory=dict)


#: Why telemetry says less (or more) than the server, by the rule that makes the difference.
REASONS = {
  "blind": "not instrumented: no span",
  "sampled": "not sampled: no span",
  "failures": "a call that failed leaves no span",
  "self_inflicted": "the instrumentation failed itself: an error span for an answer that was served",
  "cut": "the span of a stream that the server cut says OK",
  "broken_input": "the first message of a broken stream announced its input",
  "zeros": "the span says zero for every token",
  "stream_output_extra": "one output token more than served on a streamed call",
  "estimated": "estimated by the instrumentation, not marked",
  "streams": "spans do not say whether a response was streamed",
  "refused_streams": "the span of a refused call does not say that it asked for a stream",
  "cache_read": "cached input is not reported",
  "cache_write": "cache writes are not reported",
  "reasoning": "reasoning is not reported",
  "sdk": "refused by the client library before any request",
}


def served(attempts):
  """A call as the server knows it: what telemetry that misses nothing would say."""
  last = attempts[-1]
  call = Seen(last["model_requested"], last.get("model_served"), attempts[0]["start_unix_nano"])
  call.error = last["status"] != 200 or last.get("error") in ("hang", "connection_cut")
  call.stream = last["stream"]
  if last["status"] == 200 and last["usage_sent"]:
    call.input = last["input_tokens_total"]
    call.cache_read, call.cache_write = last["cached_input_tokens"], last["cache_write_tokens"]
    call.output, call.reasoning = last["output_tokens"], last["reasoning_tokens"]
  return call


def see(rules, attempts, estimates=None):
  """A call as the spans tell it, or `None` where no span tells of it; and why, by figure, where it is not as served."""
  last = attempts[-1]
  reasons = {**REASONS, **rules.reasons}
  if last["api"] in rules.blind_apis or last["scenario"] in rules.blind_scenarios:
    name = last["api"] if last["api"] in rules.blind_apis else last["scenario"]
    return None, {"*": rules.reasons.get(name, reasons["blind"])}
  unseen = rules.unseen.get((last["scenario"], last["id"], last["model_requested"]))
  if unseen:
    return None, {"*": unseen}
  seen = Seen(last["model_requested"], last.get("model_served"), attempts[0]["start_unix_nano"])
  error = last.get("error")
  seen.stream = last["stream"] and rules.streams_said
  because = {"streaming_calls": reasons["streams"]}
  if last["status"] != 200 or error == "hang":
    if not rules.failures_seen:
      return None, {"*": reasons["failures"]}
    seen.error, seen.response_model = True, seen.request_model if rules.failed_names_model else None
    if seen.stream and not rules.refused_streams_said:
      seen.stream, because["streaming_calls"] = False, reasons["refused_streams"]
    return seen, because
  if last["scenario"] in rules.self_inflicted:
    seen.error, seen.response_model, seen.stream = True, None, False
    return seen, {"*": reasons["self_inflicted"]}
  if error in ("connection_cut", "client_cancelled"):
    if error == "connection_cut":
      if not rules.failures_seen:
        return None, {"*": reasons["failures"]}
      seen.error = rules.cut_is_error
      because["errors"] = reasons["cut"]
      if not rules.cut_names_model:
        seen.response_model = None
    if rules.broken_reports_input:
      seen.input = last["input_tokens_total"]
      seen.cache_read, seen.cache_write = last["cached_input_tokens"], last["cache_write_tokens"]
      because["*"] = reasons["broken_input"]
    return seen, because
  if (last["scenario"], last["id"]) in rules.zeros:
    seen.response_model, seen.stream = None, False
    return seen, {"*": reasons["zeros"]}
  if not last["usage_sent"]:
    if last["scenario"] in rules.estimated:
      seen.input, seen.output, seen.cache_read, seen.cache_write = estimates[last["response_id"]]
      because["*"] = reasons["estimated"]
    return seen, because
  streamed_chat = last["stream"] and last["api"] == "openai.chat"
  seen.input = last["input_tokens_total"]
  if not last["api"].endswith("embeddings"):
    seen.output = last["output_tokens"] + (rules.stream_output_extra if last["stream"] else 0)
    because["output_tokens"] = reasons["stream_output_extra"]
    if rules.cache_read:
      seen.cache_read = last["cached_input_tokens"]
    if last["api"] in rules.cache_write_apis:
      seen.cache_write = last["cache_write_tokens"]
    if last["api"] in rules.reasoning_apis and (rules.reasoning_of_streamed_chats or not streamed_chat):
      seen.reasoning = last["reasoning_tokens"]
  because["cache_read_tokens"] = reasons["cache_read"]
  because["cache_write_tokens"] = reasons["cache_write"]
  because["reasoning_tokens"] = reasons["reasoning"]
  return seen, because


def differences(pairs, rules):
  """Served minus seen, by figure and reason: how many calls, and what they add up to. Every difference has a reason."""
  rows = {}
  for truth, seen, because in pairs:
    for name, measure in MEASURES.items():
      told = measure(seen) or 0 if seen else 0
      difference = told - (measure(truth) or 0 if truth else 0)
      if difference == 0:
        continue
      reason = because.get(name) or because.get("*")
      assert reason, (name, truth, seen, because)
      calls, total = rows.get((name, reason), (0, 0))
      rows[name, reason] = (calls + 1, total + difference)
  order = {name: place for place, name in enumerate(MEASURES)}
  return [
    {"figure": name, "calls": calls, "difference": total, "reason": reason}
    for (name, reason), (calls, total) in sorted(rows.items(), key=lambda row: (order[row[0][0]], row[0][1]))
  ]


RETRIES = "Retries inside the client library (429, 500) lie in one span: attempts are no calls of their own."
NO_USAGE = (
  "A streamed call without `include_usage` gets no token numbers from the server: a call without usage, whose tokens "
  "are unknown, not zero."
)
BROKEN = (
  "A timed-out call and a cut stream are error spans without tokens, though the server did work; a stream that the "
  "client closes early is a success without tokens."
)
INCLUSIVE = "Input includes cached input (read and written); output includes reasoning."
EMBEDDINGS = "Embeddings are calls; they have input only, so output is unknown for them."
NESTED_SIBLINGS = (
  "Chats and embeddings: the OpenInference span lies inside the OpenLLMetry span, and the innermost counts. Responses "
  "API calls: OpenLLMetry makes its span only at the end, so the two are not nested (mostly not even in one trace), and "
  "only OpenLLMetry has the response id as an attribute. What ties them is that one lies in the other's time, in the same "
  "service, from another library, with the same model and the same tokens: twins, one call."
)

GENAI = dict(why=[RETRIES, NO_USAGE, BROKEN, INCLUSIVE, EMBEDDINGS])

RULES = {
  "otel-openai-v2-default": Rules(
    why=[
      "The Responses API and `chat.completions.parse()` are not instrumented: those calls are in truth and in no span.",
      RETRIES,
      NO_USAGE,
      BROKEN,
      "Cached and reasoning tokens are not reported: absent, not zero. Input includes the cached ones.",
      EMBEDDINGS,
    ],
    streams_said=False,
    blind_apis=("openai.responses",),
    blind_scenarios=("parsed",),
    cache_read=False,
    cache_write_apis=(),
    reasoning_apis=(),
  ),
  "otel-openai-v2-2025": Rules(
    why=[
      "Embeddings, `parse()` and the `stream()` helper of the beta API are not instrumented.",
      "`with_raw_response` breaks the instrumentation: an error span (AttributeError) for a call that was served and "
      "billed. The span says error, so it is an error without usage; right would be a success with the tokens of truth.",
      RETRIES,
      NO_USAGE,
      BROKEN + " The cut stream's span does not name the model that answered.",
      "Cached and reasoning tokens are not reported: absent, not zero. Input includes the cached ones.",
    ],
    streams_said=False,
    blind_apis=("openai.embeddings", "openai.responses"),
    blind_scenarios=("parsed", "streamhelper"),
    self_inflicted=("rawresp",),
    cut_names_model=False,
    cache_read=False,
    cache_write_apis=(),
    reasoning_apis=(),
  ),
  "otel-genai-openai-content": Rules(**GENAI),
  "otel-genai-openai-jsonfile": Rules(**GENAI),
  "genai-openai-duplicates": Rules(
    why=[
      "Every second export request was answered 503 though it had been stored, and was sent again: 90 spans and many "
      "points occur twice, byte for byte. A span is known by its trace and span id and counts once.",
      *GENAI["why"],
    ]
  ),
  "midnight-genai-openai-replicas": Rules(
    why=[
      "Two replicas side by side over the boundary of a UTC day and year; they differ in `service.instance.id` only. A "
      "call belongs to the window in which it started.",
      NO_USAGE,
      INCLUSIVE,
    ]
  ),
  "volume-genai-openai-sampled10-cumulative": Rules(
    why=[
      "The sampler kept about a tenth of 1,400 calls; which ones no description says, so they are looked up: by response "
      "id for answered calls, by the count of error spans for failed ones (all failed calls asked for one model). Their "
      "tokens come from truth. Metrics are complete.",
      NO_USAGE,
      INCLUSIVE,
    ],
    sampled=True,
  ),
  "otel-genai-anthropic": Rules(
    why=[
      "The Anthropic client library makes spans of its own inside those of the instrumentation: two nested inference "
      "spans a call, with one response id. The innermost counts; the other is a wrapper.",
      "A call that the client library refused before any request (TypeError for an argument that it no longer knows) has "
      "only the outer span and no row in truth. The application made it and it failed: a call with an error, without usage.",
      RETRIES,
      "Broken streams (cut by the server, closed by the client) report the full input in both spans. The outer one says "
      "output 1, the number of the first message; the inner one says none. The inner one counts, so their output is "
      "unknown; truth is what the server had generated, which nobody was told.",
      INCLUSIVE,
    ],
    broken_reports_input=True,
    reasoning_apis=(),
    refused_by_sdk=("claude-sonnet-4-5",),
    refused_streams_said=True,
  ),
  "otel-genai-langchain": Rules(
    why=[
      "Only LangChain is instrumented: embeddings leave no span. Workflow and agent spans carry no tokens.",
      RETRIES,
      NO_USAGE,
      BROKEN + " The cut stream's span does not name the model that answered.",
      INCLUSIVE,
    ],
    blind_apis=("openai.embeddings",),
    cut_names_model=False,
  ),
  "traceloop-openai": Rules(
    why=[
      "Spans of the decorators (workflow, task, agent, tool) carry no tokens.",
      RETRIES,
      NO_USAGE,
      "A stream cut by the server and one that the client closed early have status OK and no tokens: calls without usage, "
      "no errors, because nothing in the span says so.",
      "Reasoning is missing on streamed chats; cache writes are not reported. Both are less than truth by nature.",
      INCLUSIVE,
      EMBEDDINGS,
    ],
    cut_is_error=False,
    cache_write_apis=(),
    reasoning_of_streamed_chats=False,
    refused_streams_said=True,
  ),
  "traceloop-ollama": Rules(
    why=[
      "Older names: `gen_ai.system` = Ollama, `llm.usage.total_tokens`. No cache and no reasoning in this API.",
    ],
    cache_read=False,
    cache_write_apis=(),
    reasoning_apis=(),
  ),
  "traceloop-anthropic-2025": Rules(
    why=[
      "Failed calls (500, 400, 429, time-out, cut stream) and the stream that the client closed leave no span: the spans "
      "were never ended. No errors can be seen.",
      "The `messages.stream()` helper makes spans that say zero for every token and name no model that answered: a "
      "request without a single input token cannot be, so zero means unknown here, and they are calls without usage. "
      "Their tokens are missing against truth.",
      "Streamed calls report one output token more than was served. The figures here are what the spans say (truth + 1 "
      "for each streamed call); right would be truth, and nothing in the telemetry tells.",
      "Cache attributes have the old names with underscores; input includes both.",
    ],
    failures_seen=False,
    blind_scenarios=("streamcancel",),
    zeros=(("streamhelper", "ar0000"), ("streamhelper", "ar0001"), ("cachedwrite", "ar0003")),
    stream_output_extra=1,
    reasoning_apis=(),
  ),
  "openinference-openai": Rules(
    why=[
      "`llm.model_name` is the model that answered; the requested one is only inside `llm.invocation_parameters`, and "
      "chats that failed have no model attribute at all. Figures are therefore compared by model (answering, else "
      "requested), and only where there are tokens.",
      "Cache writes are reported by the Responses API alone.",
      RETRIES,
      NO_USAGE,
      BROKEN,
      INCLUSIVE,
      EMBEDDINGS,
    ],
    cache_write_apis=("openai.responses",),
    keys=("model",),
    refused_streams_said=True,
  ),
  "volume-openinference-openai": Rules(
    why=["Inputs and outputs hidden; otherwise as openinference-openai.", NO_USAGE, INCLUSIVE],
    cache_write_apis=(),
    keys=("model",),
  ),
  "openinference-langchain-and-openai": Rules(
    why=[
      "Both LangChain and the OpenAI client are instrumented: every chat is a ChatOpenAI span and a ChatCompletion (or "
      "Response) span, both with tokens. They are not nested: 51 of the 59 client spans are roots of traces of their own, "
      "the others children of the application's span beside the chain. Neither has a response id as an attribute; 40 of "
      "54 chain spans have it deep inside captured output. What ties the two is that one lies in the other's time, in the "
      "same service, from another library, with the same model and the same tokens (unknown on both sides included): "
      "twins, one call.",
      "Embeddings are seen by the OpenAI instrumentation only.",
      "Models as in openinference-openai.",
      RETRIES,
      NO_USAGE,
      BROKEN,
      INCLUSIVE,
    ],
    cache_write_apis=("openai.responses",),
    keys=("model",),
  ),
  "double-traceloop-openinference": Rules(
    why=[NESTED_SIBLINGS, "Models as in openinference-openai.", RETRIES, NO_USAGE, BROKEN, INCLUSIVE],
    cache_write_apis=("openai.responses",),
    keys=("model",),
    refused_streams_said=True,
  ),
  "tutorial-rag": Rules(
    why=[
      "Hand-written spans in the article's style: `gen_ai.client.chat` carries the tokens, the rag.* spans around it none.",
      "Calls of the judge (inside `llm.quality.evaluation`) are requests to a model like any other and count.",
      RETRIES,
      NO_USAGE,
      "Cached and reasoning tokens are not reported: absent, not zero. Input includes the cached ones.",
    ],
    cache_read=False,
    cache_write_apis=(),
    reasoning_apis=(),
  ),
}

AGENTS = "Workflow, agent and tool spans carry no tokens."

RULES |= {
  "agents-otel-genai": Rules(
    why=[AGENTS, "Streamed agent turns send no usage: calls without usage.", RETRIES, INCLUSIVE],
    cache_write_apis=(),
  ),
  "agents-traceloop": Rules(
    why=[AGENTS, "Spans name the model that answered, not the one asked for.", RETRIES, INCLUSIVE + " Cache writes are not reported."],
    keys=("model",),
    streams_said=False,
    cache_write_apis=(),
  ),
  "google-adk": Rules(
    why=[
      "Tokens lie on the generate_content spans only; workflow and agent spans around them carry none.",
      "Output includes thoughts (`gen_ai.usage.reasoning.output_tokens`), input what was cached.",
      "Spans name the model asked for only.",
      "A failed call is one span; Gemini's client does not retry here.",
    ],
    streams_said=False,
    keys=("request_model",),
    cache_write_apis=(),
  ),
  "langfuse-openai": Rules(
    why=[
      "Usage is JSON inside `langfuse.observation.usage_details`, in the provider's own keys: OpenAI's chat shape, that of "
      "the Responses API, and `input` alone for embeddings. Input includes the cache in all of them.",
      "One generation is logged by hand with Langfuse's disjoint keys (input 100, cache_read_input_tokens 40, output 20): no "
      "request to the server, and a call all the same. Its input is 140.",
      "There is one model field for both, asked for and answering; figures are compared by model, where there are tokens.",
      RETRIES,
      NO_USAGE,
      "A timed-out call is an error span without tokens. A stream that the server cut or the client closed is a success "
      "without tokens.",
    ],
    cut_is_error=False,
    keys=("model",),
    without_requests=(
      (
        dict(request_model="gpt-4o-mini", response_model=None, input=140, output=20, cache_read=40),
        "a generation logged by hand, without a request",
      ),
    ),
  ),
  "langsmith-langchain": Rules(
    why=[
      "Only LangChain is traced: embeddings leave no span. Chains, prompts and parsers carry no tokens.",
      "Details of the counts are a Python dictionary in text form; input includes the cache, output reasoning.",
      "Spans name the model asked for only.",
      RETRIES,
      NO_USAGE,
      "Runs that failed tell of an exception and no tokens. Of one that timed out the status says OK.",
    ],
    streams_said=False,
    keys=("request_model",),
    blind_apis=("openai.embeddings",),
    cut_names_model=False,
  ),
  "litellm-otel": Rules(
    why=[
      "Each call is `litellm_request` with tokens and cost, and below it `raw_gen_ai_request` with the provider's raw answer, "
      "which repeats and never counts.",
      "Streams without usage say zero for every token: unknown, not zero.",
      "A fallback to another model is a call of its own, as it is a request to another model.",
      "Streams and embeddings name the model asked for as the one that answered; figures are compared by the former.",
      RETRIES,
      "Input includes cached tokens (reads and writes), for Anthropic too.",
    ],
    keys=("request_model",),
    unseen={
      ("retry500x2", "y0005", "gpt-4o-mini"): "a fallback that failed before the next one leaves no span of its own"
    },
  ),
  "logfire-openai": Rules(
    why=[
      "A streamed call is two spans: the request, which ends when the stream opens and has no tokens, and a second one "
      "without length that has them, mostly in a trace of its own. Together they are one call. The second one names as "
      "answering model the one that was asked for; figures are compared by the model asked for.",
      RETRIES,
      NO_USAGE,
      "A timed-out call is an error span without tokens. A stream that the server cut or the client closed is a success "
      "without tokens.",
      INCLUSIVE,
    ],
    keys=("request_model",),
    cut_is_error=False,
  ),
  "logfire-pydantic-ai": Rules(
    why=[
      "Agents sum up their requests under `gen_ai.aggregated_usage.*`, which never counts beside them. The Anthropic client "
      "library makes spans of its own inside those of Pydantic AI: the innermost counts.",
      "Two calls of a test model have no server behind them; their spans carry tokens like any other (57 and 60 read, 11 and "
      "18 written), and they count.",
      "A failed call names the model asked for as the one that answered.",
      RETRIES,
      INCLUSIVE,
    ],
    failed_names_model=True,
    without_requests=tuple(
      (
        dict(request_model="test", response_model="test", input=read, output=written),
        "a model for tests, without a server",
      )
      for read, written in ((57, 11), (60, 18))
    ),
  ),
  "openlit-openai": Rules(
    why=[
      "Streams without usage get tokens that the instrumentation estimates from texts, with nothing that says so: they look "
      "like any other and count as reported. The numbers are looked up in the spans.",
      "Streams that the server cut or the client closed leave no span: it was never ended.",
      "Reasoning is reported for the Responses API alone.",
      RETRIES,
      INCLUSIVE,
    ],
    blind_scenarios=("streamabort", "streamcancel"),
    estimated=("streamnousage",),
    reasoning_apis=("openai.responses",),
    reasons={
      "streamabort": "a stream that the server cut leaves no span",
      "streamcancel": "a stream that the client closed leaves no span",
      "reasoning": "reasoning of chats is not reported",
    },
    refused_streams_said=True,
  ),
  "strands-latest": Rules(
    why=[
      "`invoke_agent` repeats the usage of its chat spans and is a wrapper.",
      "Reasoning is not reported. Input includes cached tokens, for Anthropic too.",
      "`gen_ai.system` names the framework; which provider answered follows from the model.",
      "Spans name the model asked for only.",
      RETRIES,
    ],
    keys=("request_model",),
    reasoning_apis=(),
  ),
}

RULES |= {
  "otelcol-filelog": Rules(
    why=[
      "No spans: a collector took up the JSON lines that the application writes, one for each call. They are the calls.",
      "Lines name the model asked for only, and cached input; neither cache writes nor reasoning.",
      INCLUSIVE,
    ],
    keys=("request_model",),
    cache_write_apis=(),
    reasoning_apis=(),
  ),
}


# Figures


def add(values):
  """The sum of what is known; `None` where nothing is."""
  known = [value for value in values if value is not None]
  return sum(known) if known else None


def figures(seen):
  return {
    name: len(seen) if name == "calls" else add(measure(call) for call in seen) for name, measure in MEASURES.items()
  }


def grouped(seen, keys, service=None):
  groups = collections.defaultdict(list)
  for call in seen:
    names = {"request_model": call.request_model, "response_model": call.response_model}
    names["model"] = call.response_model or call.request_model
    groups[tuple(names[name] for name in keys)].append(call)
  rows = []
  for key in sorted(groups, key=lambda key: tuple(part or "" for part in key)):
    if keys == ("model",):
      row = figures([call for call in groups[key] if call.has_usage])
      if row["input_tokens"] is None:
        continue
      row = {name: value for name, value in row.items() if name.endswith("_tokens")}
    else:
      row = figures(groups[key])
    names = dict(zip(keys, key))
    rows.append({"key": {**({"service": service} if service else {}), **names}, **row})
  return rows


def truth_figures(rows, calls):
  """What really happened: the bill, whatever spans say."""
  answered = [row for row in rows if row["status"] == 200 and row.get("usage_sent")]
  served = [row for row in rows if row["status"] == 200 and row.get("error") != "hang"]
  return {
    "requests": len(rows),
    "calls": len(calls),
    "answered_with_usage": len(answered),
    "input_tokens": sum(row.get("input_tokens_total") or 0 for row in answered),
    "cache_read_tokens": sum(row.get("cached_input_tokens") or 0 for row in answered),
    "cache_write_tokens": sum(row.get("cache_write_tokens") or 0 for row in answered),
    "output_tokens": sum(row.get("output_tokens") or 0 for row in answered),
    "reasoning_tokens": sum(row.get("reasoning_tokens") or 0 for row in answered),
    "input_tokens_served": sum(row.get("input_tokens_total") or 0 for row in served),
    "output_tokens_served": sum(row.get("output_tokens") or 0 for row in served),
  }


def told_calls(capture, folder, without_apis=()):
  """Truth; and each call as served, as spans tell it, and why the two differ. One of the two may be missing."""
  rules = RULES[capture]
  rows = truth_rows(folder)
  calls = [attempts for attempts in logical_calls(rows) if attempts[0]["api"] not in without_apis]
  kept = calls
  if rules.sampled:
    responses, failed = span_reading.sampled(folder)
    errors = [attempts for attempts in calls if attempts[-1]["status"] != 200]
    assert len({attempts[-1]["model_requested"] for attempts in errors}) == 1
    kept = [attempts for attempts in calls if attempts[-1].get("response_id") in responses] + errors[:failed]
  chosen = {id(attempts) for attempts in kept}
  estimates = span_reading.usage_by_response(folder) if rules.estimated else None
  told = []
  for attempts in kept + [attempts for attempts in calls if id(attempts) not in chosen]:
    if id(attempts) in chosen:
      told.append((served(attempts), *see(rules, attempts, estimates)))
    else:
      told.append((served(attempts), None, {"*": REASONS["sampled"]}))
  latest = max((seen.start for _, seen, _ in told if seen), default=0)
  for model in rules.refused_by_sdk:
    told.append((None, Seen(model, None, latest, error=True), {"*": REASONS["sdk"]}))
  for call, reason in rules.without_requests:
    told.append((None, Seen(start=latest, **call), {"*": reason}))
  return rows, told


def seen_calls(capture, folder, without_apis=()):
  """Truth, and the calls that spans tell of."""
  rows, told = told_calls(capture, folder, without_apis)
  return rows, [seen for _, seen, _ in told if seen is not None]


def capture_entry(capture, folder):
  rules = RULES[capture]
  rows, told = told_calls(capture, folder)
  seen = [call for _, call, _ in told if call is not None]
  entry = {
    "capture": capture,
    "scope": "now",
    "inputs": span_reading.record_counts(folder),
    "figures": figures(seen),
    "group_keys": list(rules.keys),
    "groups": grouped(seen, rules.keys),
    "truth": truth_figures(rows, logical_calls(rows)),
    "served": figures([truth for truth, _, _ in told if truth is not None]),
    "differences": differences(told, rules),
    "first_token_median_millis": median_first_token(rows),
  }
  for name in FIGURES:
    total = sum(row["difference"] for row in entry["differences"] if row["figure"] == name)
    assert (entry["figures"][name] or 0) - (entry["served"][name] or 0) == total, (capture, name)
  return entry


def median_first_token(rows):
  """The median time from request to first token as served, over streams that ended well; `None` without any."""
  values = sorted(
    row["ttft_ms"] for row in rows if row["stream"] and row["status"] == 200 and not row.get("error") and row.get("ttft_ms")
  )
  return values[(len(values) - 1) // 2] if values else None


# Windows of the night


def shifted(seen, place):
  shift = place.shift_seconds * 1_000_000_000
  return [Seen(**{**call.__dict__, "start": call.start + shift}) for call in seen]


def windows(calls, nanos):
  """Calls by the UTC window of their start."""
  rows = collections.defaultdict(list)
  for call in calls:
    rows[call.start // nanos].append(call)
  iso = lambda value: datetime.datetime.fromtimestamp(value, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
  return [
    {"start": iso(key * nanos // 10**9), "end": iso((key + 1) * nanos // 10**9), **figures(rows[key])}
    for key in sorted(rows)
  ]


def settle(calls, starts, place):
  """Gives each call the start of its span, which lies a little before the first request.

  `starts` are the starts of the counted spans, from the spans. A call belongs to the last one at or before its request;
  only where a window border lies between the two does it matter, and there is none, or this fails.
  """
  starts = sorted(starts)
  for call in calls:
    at = bisect.bisect_right(starts, call.start)
    before = starts[at - 1] if at else call.start
    for minutes in (5, 60):
      size = minutes * 60 * 10**9
      assert before // size == call.start // size, f"{place.service}: a call straddles a window of {minutes} min"
  return calls


def night_entry(target):
  entry = {"inputs": {}, "services": [], "groups": [], "windows": {}}
  everything, strict = [], []
  for place in captures.NIGHT:
    folder = os.path.join(target, "dialects", place.capture)
    _, seen = seen_calls(place.capture, folder, place.without_apis)
    night = os.path.join(target, "night", place.service)
    calls = settle(shifted(seen, place), span_reading.counted_starts(night), place)
    everything += calls
    entry["services"].append({"service": place.service, "capture": place.capture, **figures(calls)})
    entry["groups"] += [
      {"keys": list(RULES[place.capture].keys), **row}
      for row in grouped(calls, RULES[place.capture].keys, place.service)
    ]
    for name, count in span_reading.record_counts(night).items():
      entry["inputs"][name] = entry["inputs"].get(name, 0) + count
  entry["figures"] = figures(everything)
  entry["windows"] = {"1h": windows(everything, 3600 * 10**9), "5m": windows(everything, 300 * 10**9)}
  entry["services"].sort(key=lambda row: row["service"])
  return entry


# Explanations


def table(row):
  return "\n".join(f"| {name} | {'not reported' if value is None else f'{value:,}'} |" for name, value in row.items())


def why_capture(capture, entry):
  rules = RULES[capture]
  text = [f"# {capture}: what must come out, and why", ""]
  text += [
    "Worked out by `Tests/oracle/expected.py` from truth.jsonl.zst (what the server served, one row per request) and the",
    "rules below; `--audit` compares them with an independent reading of the spans.",
    "",
  ]
  text += [f"- {sentence}" for sentence in rules.why]
  text += ["", "| figure | must be |", "| --- | ---: |", table(entry["figures"]), ""]
  text += ["For comparison, the bill (calls whose usage the server sent, seen or not):", ""]
  text += ["| truth | |", "| --- | ---: |", table(entry["truth"]), ""]
  text += [
    "A figure *not reported* may be null or 0 in a report's counters. `calls_without_usage` counts calls with no token",
    "number at all, failed ones included.",
  ]
  return "\n".join(wrapped(text)) + "\n"


def wrapped(lines):
  """Long sentences broken at 120 columns."""
  import textwrap

  for line in lines:
    if len(line) <= 120 or line.startswith("|"):
      yield line
    else:
      yield from textwrap.wrap(line, 120, subsequent_indent="  " if line.startswith("- ") else "")


NIGHT_WHY = """# The night: what it is made of, and what must come out

`fixtures/night/` holds a night of ten services and nothing else, so that `spanledger report fixtures/night` reads telemetry
only; this page, `night.expected.json` and `night.percentiles.json` lie beside it.

Each service is one capture of `fixtures/dialects` (see the WHY.md there for its rules), rewritten while building, in the
encoding of its files: `service.name` gets a name of its own (the captures all say harbour-assistant), and every time of the
protocol (span, event, point, exemplar, log record) moves by a whole number of seconds, so that captures of a few seconds
each lie side by side between 22:00 and 06:30 UTC. Nothing else changes; ids, durations and figures are as captured.

- quay-assistant runs over midnight, gate-assistant over 06:00: calls fall on both sides.
- gate-assistant holds 90 spans and many points twice, byte for byte.
- pilot-briefing nests two spans per call, customs-helper two dialects; the innermost span counts.
- customs-helper is cut: the spans of its Responses API calls (`openai.response`, `Response`) are left out, because two
  instrumentations saw them without nesting, and what is right to count there is arguable (see
  dialects/double-traceloop-openinference/WHY.md). Its token metrics never had them.
- ferry-desk, tide-archive and harbour-handbook report no cached tokens; harbour-concierge and customs-helper's outer spans
  no cache writes.

Windows are by the start of the call's span. `expected.py` takes requests from truth, moves them as the files were moved,
and fails should a window's border lie between a request and the start of its span.

| service | capture | layout of its files | calls | errors | without usage | input | output |
| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |
"""

NIGHT_LAYOUTS = {
  "json-lines": "JSON Lines",
  "json-lines-gzip": "JSON Lines, gzip",
  "json-lines-zstd": "JSON Lines, one zstd frame",
  "json-lines-mixed": "JSON Lines, all signals in one file",
  "json-pretty": "pretty-printed JSON documents (an array of requests)",
  "json-zstd-frames": "a zstd frame per JSON request, behind its length",
  "protobuf-zstd-frames": "a zstd frame per protobuf request, behind its length",
  "protobuf-prefixed": "protobuf behind 4-byte lengths",
  "protobuf-prefixed-mixed": "protobuf behind 4-byte lengths, all signals in one file",
  "protobuf-messages": "one raw protobuf request a file",
}


def why_night(entry):
  by_service = {row["service"]: row for row in entry["services"]}
  rows = []
  for place in sorted(captures.NIGHT, key=lambda place: place.service):
    row = by_service[place.service]
    rows.append(
      f"| {place.service} | {place.capture} | {NIGHT_LAYOUTS[place.layout]} | {row['calls']} | {row['errors']} | "
      f"{row['calls_without_usage']} | {row['input_tokens']:,} | {row['output_tokens']:,} |"
    )
  total = entry["figures"]
  rows.append(
    f"| all | | | {total['calls']} | {total['errors']} | {total['calls_without_usage']} | {total['input_tokens']:,} | "
    f"{total['output_tokens']:,} |"
  )
  return NIGHT_WHY + "\n".join(rows) + "\n"


def write_json(path, value):
  with open(path, "w") as file:
    json.dump(value, file, indent=2)
    file.write("\n")


def main(target):
  for capture in captures.IN_SCOPE:
    folder = os.path.join(target, "dialects", capture)
    entry = capture_entry(capture, folder)
    write_json(os.path.join(folder, "expected.json"), entry)
    with open(os.path.join(folder, "WHY.md"), "w") as file:
      file.write(why_capture(capture, entry))
  night = night_entry(target)
  write_json(os.path.join(target, "night.expected.json"), night)
  with open(os.path.join(target, "night.WHY.md"), "w") as file:
    file.write(why_night(night))
  # What the decoder must find, in the form of docs/export-ndjson.md: a layout like any other, and the random messages.
  for source, name in (("layouts/json-lines", "layouts"), ("random/json", "random")):
    with open(os.path.join(target, name, "expected.ndjson"), "wb") as file:
      file.writelines(line + b"\n" for line in decode_oracle.decode([os.path.join(target, source)]))
  # The public files likewise, but for those whose expectation was worked out by hand.
  inputs = os.path.join(target, "public", "inputs")
  for name in sorted(set(os.listdir(inputs)) - PUBLIC_BY_HAND):
    lines = list(decode_oracle.decode([os.path.join(inputs, name)]))
    if lines:
      with open(os.path.join(target, "public", "expected", f"{name}.ndjson"), "wb") as file:
        file.writelines(line + b"\n" for line in lines)


#: Of these the published package reads nothing or not all; fixtures/public/WHY.md says why.
PUBLIC_BY_HAND = {
  "adjacent-langfuse-crewai.trace.json",
  "duckdb-malformed.jsonl",
  "husky-int_histogram.binpb",
  "husky-mixed_07_1x.binpb",
  "husky-summary_with_labels.binpb",
  "jaeger-ui_01.json",
}


def audit(target):
  """Compares what follows from truth with what the spans say, and says where they part."""
  agree = True
  for capture in captures.IN_SCOPE:
    folder = os.path.join(target, "dialects", capture)
    with open(os.path.join(folder, "expected.json")) as file:
      entry = json.load(file)
    naive = span_reading.naive_figures(folder)
    for name, value in naive.items():
      if (entry["figures"][name] or 0) != (value or 0):
        agree = False
        print(f"{capture}: {name} is {entry['figures'][name]} by truth and {value} by the spans")
  print("truth and spans agree" if agree else "truth and spans differ")
  return 0 if agree else 1


if __name__ == "__main__":
  arguments = [argument for argument in sys.argv[1:] if argument != "--audit"]
  here = os.path.dirname(os.path.abspath(__file__))
  target = arguments[0] if arguments else os.path.join(here, "..", "..", "fixtures")
  main(target)
  sys.exit(audit(target) if "--audit" in sys.argv else 0)
