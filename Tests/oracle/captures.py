"""Which captures there are, how each becomes fixtures, and which place it has in the night."""

from dataclasses import dataclass

#: The captures. Calls are in spans, but for otelcol-filelog, where they are in the lines of a log.
IN_SCOPE = [
  "agents-otel-genai",
  "agents-traceloop",
  "double-traceloop-openinference",
  "genai-openai-duplicates",
  "google-adk",
  "langfuse-openai",
  "langsmith-langchain",
  "litellm-otel",
  "logfire-openai",
  "logfire-pydantic-ai",
  "midnight-genai-openai-replicas",
  "openinference-langchain-and-openai",
  "openinference-openai",
  "openlit-openai",
  "otel-genai-anthropic",
  "otel-genai-langchain",
  "otel-genai-openai-content",
  "otel-genai-openai-jsonfile",
  "otel-openai-v2-2025",
  "otel-openai-v2-default",
  "otelcol-filelog",
  "strands-latest",
  "traceloop-anthropic-2025",
  "traceloop-ollama",
  "traceloop-openai",
  "tutorial-rag",
  "volume-genai-openai-sampled10-cumulative",
  "volume-openinference-openai",
]

#: Everything a capture may consist of.
SIGNALS = ["traces", "metrics", "logs"]


@dataclass(frozen=True)
class NightService:
  """One capture as a service of the night."""

  capture: str
  #: The `service.name` it gets instead of its own.
  service: str
  #: Seconds by which every time is moved, so that the captures lie side by side in one night.
  shift_seconds: int
  #: The layout its files are written in: see `night_files` in build_fixtures.py.
  layout: str
  #: Which signals come along.
  signals: tuple = ("traces", "metrics", "logs")
  #: APIs whose spans are left out, and the names of those spans.
  without_apis: tuple = ()
  without_spans: tuple = ()


NIGHT = [
  NightService("otel-openai-v2-default", "ferry-desk", 16_200, "json-lines"),
  NightService("otel-genai-openai-jsonfile", "quay-assistant", 22_516, "json-lines-gzip"),
  NightService("otel-genai-anthropic", "pilot-briefing", 26_100, "json-pretty"),
  NightService("traceloop-openai", "harbour-concierge", 27_300, "protobuf-zstd-frames"),
  NightService("openinference-openai", "berth-planner", 30_600, "json-lines-zstd"),
  NightService("otel-openai-v2-2025", "tide-archive", 34_200, "protobuf-prefixed"),
  NightService(
    "double-traceloop-openinference",
    "customs-helper",
    37_500,
    "json-zstd-frames",
    without_apis=("openai.responses",),
    without_spans=("openai.response", "Response"),
  ),
  NightService("tutorial-rag", "harbour-handbook", 40_200, "json-lines-mixed"),
  NightService("genai-openai-duplicates", "gate-assistant", 42_900, "protobuf-prefixed-mixed"),
  NightService("traceloop-ollama", "deck-notes", 44_400, "protobuf-messages"),
]
