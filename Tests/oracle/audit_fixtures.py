#!/usr/bin/env python3
"""Writes fixtures/audit: calls whose reported costs are wrong for a known cause, and what an audit has to find.

    audit_fixtures.py [FOLDER]

Each case is one file of OTLP JSON, `CASE.jsonl`. `expected.json` holds for each case the totals and the parts of the
difference in dollars, worked out here with integers from the prices below, which are facts about the models' public list
prices, and from the formula that was planted: nothing of the engine is used.
"""

import json
import os
import random
import sys
import zlib

START = 1_795_000_000_000_000_000  # 18 November 2026, 13:46:40 UTC
MICRO = 1_000_000  # pico-dollars per token for a price of one dollar per million

#: Dollars per million tokens, as pico-dollars per token: input, from the cache, into the cache, output.
GPT_4O = (2_500_000, 1_250_000, 2_500_000, 10_000_000)
GPT_4O_OLD = (5_000_000, 5_000_000, 5_000_000, 15_000_000)
GPT_4O_MINI = (150_000, 75_000, 150_000, 600_000)
O4_MINI = (1_100_000, 275_000, 1_100_000, 4_400_000)
SONNET = (3_000_000, 300_000, 3_750_000, 15_000_000)
SONNET_HOUR = (3_000_000, 300_000, 6_000_000, 15_000_000)
GEMINI = (1_250_000, 125_000, 1_250_000, 10_000_000)
GEMINI_LONG = (2_500_000, 250_000, 2_500_000, 15_000_000)


def cost(call, rates):
  read, write = call.get("read", 0), call.get("write", 0)
  return (
    (call["input"] - read - write) * rates[0] + read * rates[1] + write * rates[2] + call["output"] * rates[3])


def decimal(pico):
  sign, pico = ("-" if pico < 0 else ""), abs(pico)
  digits = str(pico % 10**12).rjust(12, "0").rstrip("0").ljust(2, "0")
  return f"{sign}{pico // 10**12}.{digits}"


class Case:
  """Calls of one cause, and the parts that the audit has to find."""

  def __init__(self, name):
    self.name = name
    self.random = random.Random(name)
    # Ids of other cases are others, so that files can be read together.
    self.base = zlib.crc32(name.encode()) << 16
    self.spans = []
    self.parts = {}
    self.reported = None
    self.list = None

  def tokens(self, low=300, high=4000, cached=False, written=False, reasoning=False, most=None):
    call = {"input": self.random.randint(low, high), "output": self.random.randint(20, 400)}
    if cached and most:
      call["read"] = call["input"] - self.random.randint(1, most)
    elif cached:
      call["read"] = self.random.randint(1, call["input"] // 2)
    if written:
      call["write"] = self.random.randint(1, call["input"] // 3)
    if reasoning:
      call["reasoning"] = self.random.randint(1, call["output"])
    return call

  def part(self, code, pico, calls=1):
    if pico == 0:
      return
    known = self.parts.setdefault(code, [0, 0])
    known[0] += calls
    known[1] += pico

  def add(self, call, listed, reported, model="gpt-4o", asked=None, provider="openai", scope="planted", parent=None,
          counts=True, operation="chat", again=False, apart=False, schema="https://opentelemetry.io/schemas/1.41.0", extra=()):
    number = len(self.spans) + 1
    attributes = [("gen_ai.operation.name", operation), ("gen_ai.provider.name", provider)]
    if operation == "chat":
      attributes += [("gen_ai.request.model", asked or model), ("gen_ai.response.model", model)]
    for key, name in (
      ("input", "gen_ai.usage.input_tokens"), ("output", "gen_ai.usage.output_tokens"),
      ("read", "gen_ai.usage.cache_read.input_tokens"), ("write", "gen_ai.usage.cache_creation.input_tokens"),
      ("reasoning", "gen_ai.usage.reasoning.output_tokens")):
      if call.get(key) is not None:
        # Some emitters count cached tokens beside the input.
        beside = call.get("read", 0) + call.get("write", 0) if apart and key == "input" else 0
        attributes.append((name, call[key] - beside))
    if reported is not None:
      attributes.append(("gen_ai.usage.cost", reported / 1e12))
      self.reported = (self.reported or 0) + reported
    attributes += list(extra)
    if counts and listed is not None:
      self.list = (self.list or 0) + listed
    span = {
      "traceId": f"{self.base + (number if parent is None else parent[0]):032x}", "spanId": f"{self.base + number:016x}",
      "name": f"{operation} {model}", "kind": 3,
      "startTimeUnixNano": str(START + number * 60_000_000_000),
      "endTimeUnixNano": str(START + number * 60_000_000_000 + 900_000_000),
      "attributes": [{"key": key, "value": value(of)} for key, of in attributes],
    }
    if parent is not None:
      span["parentSpanId"] = f"{self.base + parent[1]:016x}"
    self.spans.append((scope, schema, span))
    if again:
      self.spans.append((scope, schema, dict(span)))
    return (number if parent is None else parent[0], number)

  def document(self):
    lines = []
    for scope, schema, span in self.spans:
      lines.append(json.dumps({"resourceSpans": [{
        "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "quay"}}]},
        "scopeSpans": [{"scope": {"name": scope, "version": "1.0"}, "schemaUrl": schema, "spans": [span]}]}]}))
    return "\n".join(lines) + "\n"

  def expected(self):
    return {
      "reported_usd": None if self.reported is None else decimal(self.reported),
      "list_usd": None if self.list is None else decimal(self.list),
      "difference_usd": None if self.reported is None else decimal(self.reported - (self.list or 0)),
      "causes": {code: {"calls": calls, "usd": decimal(pico)} for code, (calls, pico) in sorted(self.parts.items())},
    }


def value(of):
  if isinstance(of, bool):
    return {"boolValue": of}
  if isinstance(of, int):
    return {"intValue": str(of)}
  if isinstance(of, float):
    return {"doubleValue": of}
  return {"stringValue": of}


def simple(name, code, formula, rates=GPT_4O, count=12, shape=None, **how):
  """Calls priced by a formula: all of the difference has one cause."""
  case = Case(name)
  for _ in range(count):
    call = case.tokens(**(shape or {}))
    listed, reported = cost(call, rates), formula(call)
    case.add(call, listed, reported, **how)
    case.part(code, reported - listed)
  return case


def cases():
  yield simple("nothing-wrong", "none", lambda call: cost(call, GPT_4O), shape={"cached": True})
  yield simple("stale-price", "stale-price", lambda call: cost(call, GPT_4O_OLD))
  yield simple("cached-on-top", "cache-convention", lambda call: cost(call, GPT_4O) + call["read"] * GPT_4O[0],
               shape={"cached": True})
  yield simple("cached-taken-off-twice", "cache-convention",
               lambda call: cost(call, GPT_4O) - call["read"] * GPT_4O[0], shape={"cached": True, "high": 900})
  yield simple("discount-ignored", "cache-discount-ignored",
               lambda call: call["input"] * GPT_4O[0] + call["output"] * GPT_4O[3], shape={"cached": True, "low": 301})
  yield simple("writes-as-input", "cache-write-price",
               lambda call: cost(call, (SONNET[0], SONNET[1], SONNET[0], SONNET[3])), rates=SONNET,
               shape={"cached": True, "written": True}, model="claude-sonnet-4-5", provider="anthropic")
  yield simple("writes-for-an-hour", "cache-write-price", lambda call: cost(call, SONNET_HOUR), rates=SONNET,
               shape={"cached": True, "written": True}, model="claude-sonnet-4-5", provider="anthropic")
  yield simple("cached-left-out", "cache-unbilled",
               lambda call: (call["input"] - call["read"]) * GPT_4O[0] + call["output"] * GPT_4O[3],
               shape={"cached": True, "low": 302})
  yield simple("cached-not-told", "cache-split-missing",
               lambda call: cost(call, GPT_4O) - call["input"] // 128 * 64 * (GPT_4O[0] - GPT_4O[1]))
  yield simple("reasoning-added", "reasoning", lambda call: cost(call, O4_MINI) + call["reasoning"] * O4_MINI[3],
               rates=O4_MINI, shape={"reasoning": True}, model="o4-mini")
  yield simple("reasoning-left-out", "reasoning", lambda call: cost(call, O4_MINI) - call["reasoning"] * O4_MINI[3],
               rates=O4_MINI, shape={"reasoning": True, "low": 310}, model="o4-mini")
  yield simple("tier-ignored", "context-tier", lambda call: cost(call, GEMINI), rates=GEMINI_LONG,
               shape={"low": 200_001, "high": 400_000}, model="gemini-2.5-pro", provider="gcp.gemini")
  yield simple("tier-for-all", "context-tier", lambda call: cost(call, GEMINI_LONG), rates=GEMINI,
               shape={"high": 90_000}, model="gemini-2.5-pro", provider="gcp.gemini")
  yield simple("half-price", "service-tier", lambda call: cost(call, GPT_4O) // 2)
  yield simple("model-asked-for", "model-mismatch", lambda call: cost(call, GPT_4O), rates=GPT_4O_MINI,
               model="gpt-4o-mini", asked="gpt-4o")
  yield simple("flat-rate", "flat-blended-rate", lambda call: (call["input"] + call["output"]) * 4_000_000)
  yield simple("other-rates", "other-rates", lambda call: call["input"] * 2_230_000 + call["output"] * 9_010_000)
  yield simple("margin", "markup", lambda call: cost(call, GPT_4O) * 107 // 100)
  yield simple("unit-slip", "unit-slip", lambda call: cost(call, GPT_4O) * 1000)
  yield simple("zero", "reported-zero", lambda call: 0)
  yield simple("rounded", "rounding", lambda call: (cost(call, GPT_4O) + 50_000_000) // 100_000_000 * 100_000_000)

  yield simple("in-cents", "unit-slip", lambda call: cost(call, GPT_4O) * 100)
  yield simple("fresh-input-clamped", "cache-convention",
               lambda call: max(0, call["input"] - 2 * call["read"]) * SONNET[0] + call["read"] * SONNET[1]
               + call["output"] * SONNET[3], rates=SONNET, shape={"cached": True, "low": 2000, "most": 9},
               model="claude-sonnet-4-5", provider="anthropic", apart=True, schema="")

  case = Case("gateway-cache")
  for _ in range(6):
    call = case.tokens()
    case.add(call, 0, cost(call, GPT_4O), scope="litellm", extra=(("litellm.cache_hit", True),))
    case.part("response-cache", cost(call, GPT_4O))
  yield case

  case = Case("estimated")
  for _ in range(6):
    call = case.tokens()
    case.add(call, None, cost(call, GPT_4O), scope="langwatch", extra=(("langwatch.tokens.estimated", True),))
    case.part("estimated-usage", cost(call, GPT_4O))
  yield case

  case = Case("two-libraries")
  for _ in range(6):
    call = case.tokens()
    outer = case.add(call, None, cost(call, GPT_4O), counts=False, scope="first")
    case.part("wrapper-double-count", cost(call, GPT_4O))
    case.add(call, cost(call, GPT_4O), cost(call, GPT_4O), parent=outer, scope="second")
  yield case

  case = Case("wrappers")
  for _ in range(4):
    inner = [case.tokens() for _ in range(2)]
    whole = {"input": sum(call["input"] for call in inner), "output": sum(call["output"] for call in inner)}
    total = sum(cost(call, GPT_4O) for call in inner)
    parent = case.add(whole, None, total, counts=False, operation="invoke_agent")
    case.part("wrapper-double-count", total)
    for call in inner:
      case.add(call, cost(call, GPT_4O), cost(call, GPT_4O), parent=parent)
  yield case

  case = Case("duplicates")
  for number in range(8):
    call = case.tokens()
    case.add(call, cost(call, GPT_4O), cost(call, GPT_4O), again=number % 2 == 0)
    if number % 2 == 0:
      case.reported += cost(call, GPT_4O)
      case.part("duplicate", cost(call, GPT_4O))
  yield case

  case = Case("one-side-only")
  for number in range(9):
    call = case.tokens()
    listed = cost(call, GPT_4O)
    if number % 3 == 0:
      case.add(call, listed, None)
      case.part("not-reported", -listed)
    elif number % 3 == 1:
      case.add(call, None, 5_000_000 + number, model="no-such-model-7")
      case.part("unpriced-model", 5_000_000 + number)
    else:
      case.add({}, None, 7_000_000 + number)
      case.part("unknown-usage", 7_000_000 + number)
  yield case

  case = Case("everything-at-once")
  for number in range(16):
    call = case.tokens(cached=True)
    listed = cost(call, GPT_4O)
    stale = cost(call, GPT_4O_OLD[:1] + (GPT_4O_OLD[0],) + GPT_4O_OLD[2:])
    if number % 4 == 0:
      case.add(call, listed, listed, again=True)
      case.reported += listed
      case.part("duplicate", listed)
    elif number % 4 == 1:
      case.add(call, listed, stale)
      case.part("stale-price", stale - listed)
    elif number % 4 == 2:
      full = call["input"] * GPT_4O_MINI[0] + call["output"] * GPT_4O_MINI[3]
      own = cost(call, GPT_4O_MINI)
      case.add(call, own, full, model="gpt-4o-mini", scope="second")
      case.part("cache-discount-ignored", full - own)
    else:
      call = case.tokens(reasoning=True)
      own = cost(call, O4_MINI)
      reported = 2 * (own + call["reasoning"] * O4_MINI[3]) // 2
      case.add(call, own, reported, model="o4-mini", scope="third")
      case.part("reasoning", call["reasoning"] * O4_MINI[3])
  yield case

  # Two causes in one figure: the model that was asked for, at its price of 2024, cached input at full price.
  case = Case("two-in-one")
  for _ in range(10):
    call = case.tokens(cached=True)
    listed, asked = cost(call, O4_MINI), cost(call, GPT_4O)
    full = call["input"] * GPT_4O[0] + call["output"] * GPT_4O[3]
    case.add(call, listed, full, model="o4-mini", asked="gpt-4o-2024-11-20")
    case.part("model-mismatch", asked - listed)
    case.part("cache-discount-ignored", full - asked)
  yield case


def main():
  here = os.path.dirname(os.path.abspath(__file__))
  folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "..", "..", "fixtures", "audit")
  os.makedirs(folder, exist_ok=True)
  expected = {}
  for case in cases():
    with open(os.path.join(folder, case.name + ".jsonl"), "w") as file:
      file.write(case.document())
    expected[case.name] = case.expected()
  with open(os.path.join(folder, "expected.json"), "w") as file:
    json.dump(expected, file, indent=2)
    file.write("\n")


if __name__ == "__main__":
  main()
