#!/usr/bin/env python3
"""Prices random usage with the package genai-prices and with the book imported from it, and compares to the last unit.

    python3 genai_differential.py PRICE_BOOK_TOOL BOOK [--per-model N] [--seed S] [--page PAGE] [--check]

BOOK is what `price-book-tool import` made of the package's own data (`dump_genai_prices.py`). Usage is drawn for every model
of every provider: instants around every start date and both edges of every window of hours, prompts around every threshold,
cached and audio input, every variant. A difference is either equal under one of the REASONS below, each checked by its own
rule, or an error. With --page the counts are written into a page of the documentation between its markers; with --check they
are compared with what stands there.
"""

import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from genai_prices.data import providers
from genai_prices.types import (
    ClauseAnd,
    ClauseContains,
    ClauseEndsWith,
    ClauseEquals,
    ClauseOr,
    ClauseRegex,
    ClauseStartsWith,
    StartDateConstraint,
    TieredPrices,
    TimeOfDateConstraint,
    Usage,
)

# Units of genai-prices and of books; details are told inside the class that contains them.
TOKENS = {
    "input_tokens": "input",
    "cache_read_tokens": "cache-read",
    "cache_write_tokens": "cache-write",
    "cache_write_1h_tokens": "cache-write-1h",
    "output_tokens": "output",
    "output_reasoning_tokens": "reasoning",
    "input_audio_tokens": "audio-input",
    "cache_audio_read_tokens": "audio-cache-read",
    "output_audio_tokens": "audio-output",
    "input_image_tokens": "image-input",
    "cache_image_read_tokens": "image-cache-read",
    "output_image_tokens": "image-output",
}
OTHERS = {
    "web_searches": "per-search",
    "input_document_pages": "per-page",
    "input_characters": "per-character-input",
    "rerank_searches": "per-rerank-search",
}
PRICE_KEYS = {
    "input_audio_mtok": "input_audio_tokens",
    "output_audio_mtok": "output_audio_tokens",
    "cache_audio_read_mtok": "cache_audio_read_tokens",
    "input_image_mtok": "input_image_tokens",
    "cache_image_read_mtok": "cache_image_read_tokens",
    "output_image_mtok": "output_image_tokens",
    "output_reasoning_mtok": "output_reasoning_tokens",
    "web_searches_kcount": "web_searches",
    "input_document_kpages": "input_document_pages",
    "input_mchars": "input_characters",
    "rerank_searches_kcount": "rerank_searches",
    "audio_hours": "audio_seconds",
}
# Units that the form does not have, with a count to try them out.
FOREIGN = {
    "storage_searches_kcount": "storage_searches",
    "input_annotated_document_kpages": "input_annotated_document_pages",
    "input_video_mtok": "input_video_tokens",
    "output_video_mtok": "output_video_tokens",
    "input_text_messages_kcount": "input_text_messages",
    "output_citation_mtok": "output_citation_tokens",
}

REASONS = {
    "no-price": "genai-prices lists the model without any price and answers zero; the book lists its names as unpriced.",
    "unpriced-unit": "genai-prices has no price of its own for a unit and bills it as what contains it (audio as text), or not "
    "at all; the book calls it unpriced. The rest is equal.",
    "foreign-unit": "The form has no such unit (video, stored searches, annotated pages, messages, citations). The rest is "
    "equal.",
    "rounded": "The price is finer than a pico-dollar per unit and was rounded; the difference is at most half a pico-dollar "
    "for each unit.",
    "minimum-seconds": "genai-prices bills two models for at least ten seconds, by code and not by data.",
    "context": "The variant depends on a word that telemetry does not tell (a route inside OpenRouter, a kind of search).",
    "name": "genai-prices takes the first model in its list that a pattern fits, the book the exact name first and then the "
    "longest pattern; or the name holds characters that a book cannot.",
}


def names_of(model):
    """Names that genai-prices may find the model by, one for each clause that can be written down."""
    names = {model.id}

    def walk(clause):
        if isinstance(clause, ClauseOr):
            for part in clause.or_:
                walk(part)
        elif isinstance(clause, ClauseAnd):
            walk(clause.and_[0])
        elif isinstance(clause, ClauseEquals):
            names.add(clause.equals)
        elif isinstance(clause, ClauseStartsWith):
            names.update({clause.starts_with, clause.starts_with + "-x7"})
        elif isinstance(clause, ClauseEndsWith):
            names.update({clause.ends_with, "x7/" + clause.ends_with})
        elif isinstance(clause, ClauseContains):
            names.update({clause.contains, f"x7{clause.contains}x7"})

    walk(model.match)
    return sorted(names)


def price_sets(model):
    sets = [entry.prices for entry in model.prices] if isinstance(model.prices, list) else [model.prices]
    return sets + [variant.prices for variant in model.price_variants or ()]


def instants_of(model, rng):
    instants = [datetime(2023, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=rng.randrange(5 * 365 * 86400))]
    constraints = [entry.constraint for entry in model.prices] if isinstance(model.prices, list) else []
    constraints += [variant.constraint for variant in model.price_variants or ()]
    edges = []
    for constraint in constraints:
        if isinstance(constraint, StartDateConstraint):
            edges.append(datetime.combine(constraint.start_date, datetime.min.time(), timezone.utc))
        elif isinstance(constraint, TimeOfDateConstraint):
            for time in (constraint.start_time, constraint.end_time):
                day = datetime(2024, 6, 1, tzinfo=timezone.utc) + timedelta(days=rng.randrange(900))
                edges.append(day.replace(hour=time.hour, minute=time.minute))
    for edge in dict.fromkeys(edges):
        instants += [edge - timedelta(seconds=1), edge, edge + timedelta(seconds=rng.randrange(1, 40000))]
    return instants


def usage_of(model, rng):
    keys, thresholds = set(), set()
    for prices in price_sets(model):
        for key, value in prices._comparable_values().items():
            keys.add(key)
            if isinstance(value, TieredPrices):
                thresholds.update(tier.start for tier in value.tiers)
    usage = {}
    if not keys or any(key.endswith("_mtok") for key in keys):
        if thresholds and rng.random() < 0.6:
            total = rng.choice(sorted(thresholds)) + rng.choice([-1, 0, 1, 2, 1000])
        else:
            total = int(10 ** rng.uniform(0, 6.3))
        usage["input_tokens"] = total
        free = total
        if "output_mtok" in keys or rng.random() < 0.05:
            usage["output_tokens"] = int(10 ** rng.uniform(0, 5))
        if "cache_read_mtok" in keys or rng.random() < 0.1:
            usage["cache_read_tokens"] = rng.randint(0, free)
            free -= usage["cache_read_tokens"]
        if ("cache_write_mtok" in keys or rng.random() < 0.05) and rng.random() < 0.5:
            usage["cache_write_tokens"] = rng.randint(0, free)
            free -= usage["cache_write_tokens"]
            if "cache_write_1h_mtok" in keys and rng.random() < 0.5:
                usage["cache_write_1h_tokens"] = rng.randint(0, usage["cache_write_tokens"])
        for kind in ("audio", "image"):
            if f"input_{kind}_mtok" in keys or rng.random() < 0.01:
                detail = rng.randint(0, free)
                free -= detail
                cached = 0
                if f"cache_{kind}_read_mtok" in keys and "cache_read_tokens" in usage:
                    rest = usage["cache_read_tokens"] - usage.get("cache_audio_read_tokens", 0)
                    cached = rng.randint(0, rest)
                if cached or f"cache_{kind}_read_mtok" in keys:
                    usage[f"cache_{kind}_read_tokens"] = cached
                usage[f"input_{kind}_tokens"] = detail + cached
            if f"output_{kind}_mtok" in keys and "output_tokens" in usage:
                rest = usage["output_tokens"] - usage.get("output_audio_tokens", 0)
                usage[f"output_{kind}_tokens"] = rng.randint(0, rest)
        if "output_reasoning_mtok" in keys and "output_tokens" in usage:
            usage["output_reasoning_tokens"] = rng.randint(0, usage["output_tokens"])
    for key, name in (
        ("web_searches_kcount", "web_searches"),
        ("input_document_kpages", "input_document_pages"),
        ("rerank_searches_kcount", "rerank_searches"),
    ):
        if key in keys:
            usage[name] = rng.randint(0, 50)
    if "input_mchars" in keys:
        usage["input_characters"] = rng.randint(0, 100_000)
    if {"audio_hours", "input_audio_hours"} & keys:
        usage["audio_seconds"] = usage["input_audio_seconds"] = rng.choice([rng.randint(1, 12), rng.randint(1, 9000)])
    foreign = {}
    for key, name in FOREIGN.items():
        if key in keys and rng.random() < 0.3:
            if name.endswith("_tokens"):
                container = "output_tokens" if name.startswith("output") else "input_tokens"
                room = usage.get(container, 0) - sum(
                    count for other, count in usage.items() if other != container and TOKENS.get(other)
                )
                foreign[name] = rng.randint(0, max(0, room))
            else:
                foreign[name] = rng.randint(1, 20)
    return usage, {name: count for name, count in foreign.items() if count}


def ours(usage):
    """The same usage in the units of books: classes without what belongs to other classes, details inside their class."""
    result = {}
    for name, unit in {**TOKENS, **OTHERS}.items():
        if name in usage:
            result[unit] = usage[name]
    if "input_tokens" in usage:
        result["input"] -= usage.get("cache_read_tokens", 0) + usage.get("cache_write_tokens", 0)
        for kind in ("audio", "image"):
            if f"{kind}-cache-read" in result:
                result[f"{kind}-input"] -= result[f"{kind}-cache-read"]
        result.setdefault("output", 0)
    if "audio_seconds" in usage:
        result["per-second-input"] = usage["audio_seconds"]
    if "requests" in usage:
        result["per-request"] = 1
    return result


def contexts_of(model, rng):
    contexts = [None]
    for variant in model.price_variants or ():
        if variant.when not in contexts:
            contexts.append(variant.when)
    return contexts


def tier_of(context):
    """The service tier of a variant; `None` for variants that are no tier."""
    if not context:
        return ""
    if context.get("processing") == "batch":
        return "batch"
    if "service_tier" in context:
        return context["service_tier"]
    return "fast" if context.get("speed") == "fast" else None


def questions(per_model, rng):
    for provider in providers:
        for model in provider.models:
            names = [name for name in names_of(model) if provider.find_model(name) is model]
            if not names:
                yield provider, model, model.id, None, None, {}, {}, "unreachable"
                continue
            instants, contexts = instants_of(model, rng), contexts_of(model, rng)
            count = max(per_model, len(instants), 2 * len(contexts), min(len(names), 12))
            for number in range(count):
                name = names[number % len(names)] if number < 12 else rng.choice(names)
                context = contexts[(number // 2) % len(contexts)]
                usage, foreign = usage_of(model, rng)
                yield provider, model, name, instants[number % len(instants)], context, usage, foreign, None


def calculate(model, provider, usage, instant, context):
    return model.calc_price(
        Usage(**usage), provider, genai_request_timestamp=instant, price_context=context
    ).total_price


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool", type=pathlib.Path)
    parser.add_argument("book", type=pathlib.Path)
    parser.add_argument("--per-model", type=int, default=20)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--page", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    rng = random.Random(options.seed)

    cases, lines, skipped = [], [], Counter()
    for provider, model, name, instant, context, usage, foreign, problem in questions(options.per_model, rng):
        if problem:
            skipped[problem] += 1
            continue
        per_request = any("requests_kcount" in prices._comparable_values() for prices in price_sets(model))
        asked = dict(usage, requests=1) if per_request else usage
        try:
            expected = calculate(model, provider, {**usage, **foreign}, instant, context)
            without = calculate(model, provider, usage, instant, context) if foreign else expected
        except ValueError:
            # A combination of units that genai-prices refuses to price.
            skipped["refused by genai-prices"] += 1
            continue
        tier = tier_of(context)
        question = {
            "provider": provider.id,
            "model": name,
            "at": instant.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "tier": tier or "",
            "usage": ours(asked),
        }
        cases.append((provider, model, name, instant, context, usage, foreign, expected, without, question))
        lines.append(json.dumps(question))

    answered = subprocess.run(
        [options.tool, "cost", options.book], input="\n".join(lines) + "\n", capture_output=True, text=True
    )
    if answered.returncode != 0:
        sys.exit(answered.stderr or f"{options.tool} failed")
    answers = [json.loads(line) for line in answered.stdout.splitlines()]
    assert len(answers) == len(cases), (len(answers), len(cases))

    counts, wrong = Counter(), []
    for case, answer in zip(cases, answers):
        verdict = judge(case, answer)
        counts[verdict or "different"] += 1
        if verdict is None:
            wrong.append((case, answer))

    models = len({(case[0].id, case[1].id) for case in cases})
    print(f"{len(cases)} calls over {models} models of {len(providers)} providers")
    for verdict, count in counts.most_common():
        print(f"{count:7}  {verdict}")
    for problem, count in skipped.most_common():
        print(f"{count:7}  not asked: {problem}")
    for case, answer in wrong[:20]:
        provider, model, name, instant, context, usage, foreign, expected, without, question = case
        print(f"DIFFERENT {provider.id}/{model.id} as {name} at {instant} {context} {usage} {foreign}")
        print(f"   genai-prices {expected:f}, book {answer} asked {question['usage']}")
    if wrong:
        return 1
    if options.page:
        return write(options, counts, skipped, len(cases), models)
    return 0


def pico(dollars):
    return dollars * 10**12


def judge(case, answer):
    """`equal`, the reason for which it is not, or `None`."""
    provider, model, name, instant, context, usage, foreign, expected, without, question = case
    found = None if answer["pico"] is None else Decimal(answer["pico"])
    exact = answer["state"] in ("priced", "free")
    if exact and found == pico(expected):
        return "equal"
    prices = model.get_prices(instant, context)
    if answer["state"] in ("listed-unpriced", "unknown-model") and not any(
        prices._comparable_values() for prices in price_sets(model)
    ):
        return "no-price"
    if provider.id == "groq" and model.id.startswith("whisper") and 0 < usage.get("audio_seconds", 0) < 10:
        return "minimum-seconds"
    if tier_of(context) is None:
        standard = calculate(model, provider, usage, instant, None)
        return "context" if exact and found == pico(standard) else None
    if foreign and exact and found == pico(without):
        return "foreign-unit"
    # A price that was rounded is off by at most half a pico-dollar for each unit of it.
    finest = set()
    for key, value in prices._comparable_values().items():
        values = [value.base] + [tier.price for tier in value.tiers] if isinstance(value, TieredPrices) else [value]
        per = 3600 if key.endswith("hours") else 1 if key.endswith("kcount") or key.endswith("kpages") else 10**6
        if any((Decimal(v) * 10**12 / per) % 1 for v in values):
            finest.add(key)
    if exact and finest:
        units = sum(question["usage"].values())
        if abs(found - pico(without)) <= Decimal(units) / 2:
            return "rounded"
    wanted = book_name(provider, model)
    if answer["model"] != wanted and (answer["model"] or answer["state"] == "unknown-model"):
        return "name" if name_explains(provider, model, name, answer) else None
    if answer["state"] == "unpriced-unit" and found is not None:
        # genai-prices bills what has no price of its own as what contains it, or not at all.
        total = usage.get("input_tokens", 0)
        billed = Decimal(0)
        for unit in answer["units"]:
            if unit not in question["usage"]:
                return None
            if unit not in TOKENS.values():
                continue
            container = "input_mtok" if "input" in unit else "output_mtok"
            billed += question["usage"][unit] * rate(prices, container, total)
        slack = Decimal(sum(question["usage"].values())) / 2 if finest else 0
        return "unpriced-unit" if abs(found + billed * 10**6 - pico(without)) <= slack else None
    return None


def rate(prices, key, total):
    value = getattr(prices, key)
    if isinstance(value, TieredPrices):
        return next((tier.price for tier in reversed(value.tiers) if total > tier.start), value.base)
    return value or Decimal(0)


def walk(clause):
    parts = clause.or_ if isinstance(clause, ClauseOr) else []
    return [leaf for part in parts for leaf in walk(part)] if parts else [clause]


def name_explains(provider, model, name, answer):
    """Whether the book has another model under this very name, or by a longer pattern, or cannot hold the name."""
    if "=" in name or "=" in model.id:
        return True
    name = name.lower()
    if answer["state"] == "unknown-model":
        # Found by a regular expression alone.
        return not any(leaf.is_match(name) for leaf in walk(model.match) if not isinstance(leaf, (ClauseRegex, ClauseAnd)))
    other = next(m for m in provider.models if book_name(provider, m) == answer["model"])
    exact = {other.id.lower()} | {leaf.equals.lower() for leaf in walk(other.match) if isinstance(leaf, ClauseEquals)}
    # A later model of the list that has the very name, or a pattern that says more of it.
    if name in exact:
        return True

    def longest(one):
        texts = [next(iter(vars(leaf).values())) for leaf in walk(one.match) if not isinstance(leaf, ClauseAnd)]
        return max((len(t) for leaf, t in zip(walk(one.match), texts) if leaf.is_match(name)), default=0)

    return longest(other) > longest(model)


def book_name(provider, model):
    return f"{provider.id}/{model.id.lower()}"


def write(options, counts, skipped, total, models):
    lines = [
        f"{total:,} calls over {models:,} models, seed {options.seed}.",
        "",
        "| verdict | calls | what it means |",
        "| --- | ---: | --- |",
        f"| equal | {counts['equal']:,} | to the last pico-dollar |",
    ]
    lines += [f"| {name} | {counts[name]:,} | {text} |" for name, text in REASONS.items() if counts[name]]
    text = "\n".join(lines)
    page = options.page.read_text()
    pattern = re.compile(r"(<!-- genai -->\n).*?(\n<!-- end genai -->)", re.S)
    assert pattern.search(page), f"{options.page} lacks its markers"
    changed = pattern.sub(lambda match: match[1] + text + match[2], page)
    if options.check:
        if changed != page:
            print(f"{options.page} does not say what came out; run without --check", file=sys.stderr)
            return 1
        return 0
    options.page.write_text(changed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
