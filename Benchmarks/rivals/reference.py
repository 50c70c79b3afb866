#!/usr/bin/env python3
"""The slow reference: the question answered word for word, with nothing but the standard library.

usage: reference.py TRACES.jsonl PRICES ANSWER.json

It knows nothing of spanledger and shares no code with the programs it judges. The answer is kept beside the corpus.
"""

import json
import sys
from collections import defaultdict
from fractions import Fraction

FIRST = {
    "model": ["gen_ai.response.model", "gen_ai.request.model", "llm.model_name", "embedding.model_name"],
    "provider": ["gen_ai.provider.name", "gen_ai.system", "llm.provider"],
    "input": ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt"],
    "output": ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion"],
    "cache_read": [
        "gen_ai.usage.cache_read.input_tokens",
        "gen_ai.usage.cache_read_input_tokens",
        "llm.token_count.prompt_details.cache_read",
    ],
    "cache_write": ["gen_ai.usage.cache_creation.input_tokens", "llm.token_count.prompt_details.cache_write"],
    "first_token": ["gen_ai.response.time_to_first_chunk"],
}


def plain(value):
    """An OTLP value as Python has it."""
    if "stringValue" in value:
        return value["stringValue"]
    if "intValue" in value:
        return int(value["intValue"])
    if "doubleValue" in value:
        return value["doubleValue"]
    return None


def percentile(ordered, p):
    """Nearest rank, with fractions so that no rounding can creep in."""
    rank = Fraction(p, 100) * len(ordered)
    whole = -(-rank.numerator // rank.denominator)
    return ordered[max(1, whole) - 1]


def distribution(values):
    ordered = sorted(values)
    if not ordered:
        return {"count": 0}
    return {"count": len(ordered)} | {f"p{p}": percentile(ordered, p) for p in (50, 75, 90, 95, 99)}


def records(path):
    """One record a span: what the question reads of it."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            for resource in json.loads(line)["resourceSpans"]:
                for scope in resource["scopeSpans"]:
                    for span in scope["spans"]:
                        attributes = {pair["key"]: plain(pair["value"]) for pair in span["attributes"]}
                        said = {
                            figure: next((attributes[key] for key in keys if key in attributes), None)
                            for figure, keys in FIRST.items()
                        }
                        start, end = int(span["startTimeUnixNano"]), int(span["endTimeUnixNano"])
                        duration = end - start if end > start else None
                        first = None if said["first_token"] is None else round(said["first_token"] * 1_000_000_000)
                        for event in span.get("events", []):
                            if first is None and event["name"] == "First Token Stream Event":
                                first = int(event["timeUnixNano"]) - start
                        if first is not None and not (duration is not None and 0 < first <= duration):
                            first = None
                        yield said | {
                            "hour": start // (3600 * 10**9) * 3600,
                            "failed": span["status"].get("code") == 2,
                            "duration": duration,
                            "first": first,
                        }


def summary(spans, model, prices):
    """The figures of some spans, all of them calls to one model or none a call (or, without a model, calls to any)."""
    sums = {figure: sum(span[figure] or 0 for span in spans) for figure in ("input", "cache_read", "cache_write", "output")}
    cost = None
    if model in prices:
        price = prices[model]
        cost = (
            (sums["input"] - sums["cache_read"] - sums["cache_write"]) * price["input"]
            + sums["cache_read"] * price["cache_read"]
            + sums["cache_write"] * price["cache_write"]
            + sums["output"] * price["output"]
        )
    return {
        "spans": len(spans),
        "errors": sum(span["failed"] for span in spans),
        **sums,
        "cost": cost,
        "duration": distribution([span["duration"] for span in spans if span["duration"] is not None]),
        "first_token": distribution([span["first"] for span in spans if span["first"] is not None]),
    }


def main():
    traces, price_file, answer = sys.argv[1:]
    with open(price_file, encoding="utf-8") as file:
        head, *rows = [line.rstrip("\n").split("\t") for line in file]
    prices = {row[0]: {name: int(cell) for name, cell in zip(head[1:], row[1:])} for row in rows}

    hours, models, others, every = defaultdict(list), defaultdict(list), defaultdict(list), []
    for span in records(traces):
        if span["model"] is None:
            others[span["hour"]].append(span)
            continue
        key = (span["model"], (span["provider"] or "").lower())
        hours[(span["hour"],) + key].append(span)
        models[key].append(span)
        every.append(span)

    result = {
        "hours": [
            {"hour": hour, "model": model, "provider": provider} | summary(spans, model, prices)
            for (hour, model, provider), spans in sorted(hours.items())
        ],
        "others": [
            {"hour": hour, "spans": len(spans), "errors": sum(span["failed"] for span in spans)}
            for hour, spans in sorted(others.items())
        ],
        "models": [
            {"model": model, "provider": provider} | summary(spans, model, prices)
            for (model, provider), spans in sorted(models.items())
        ],
        "calls": summary(every, None, prices),
    }
    with open(answer + ".part", "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1, sort_keys=True)
    import os

    os.replace(answer + ".part", answer)


if __name__ == "__main__":
    main()
