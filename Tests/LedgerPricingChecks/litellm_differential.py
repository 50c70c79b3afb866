#!/usr/bin/env python3
"""Prices random usage with the package litellm and with the book imported from its map, and compares.

    python3 litellm_differential.py PRICE_BOOK_TOOL BOOK [--per-row N] [--seed S] [--page PAGE] [--check]

BOOK is what `price-book-tool import` made of the map that the package carries. Asked are all rows of text and embedding models
but those with hours, by the key of the map, at the standard tier, priority and flex, around every threshold. LiteLLM
answers in doubles, so amounts are equal when they differ by less than doubles can tell, or by half a pico-dollar for each
unit where a price was rounded. Every other difference falls under one of the REASONS, each checked by its own rule, or is an
error. With --page the counts are written into a page of the documentation; with --check they are compared with it.
"""

import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import sys
from collections import Counter
from decimal import Decimal

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
import litellm  # noqa: E402
from litellm.types.utils import PromptTokensDetailsWrapper, Usage  # noqa: E402

MODES = {"chat", "completion", "responses", "embedding"}
TIERS = {"priority": "priority", "flex": "flex"}
REASONS = {
    "zero": "LiteLLM has no price above zero and answers zero; the book lists the model as unpriced.",
    "not-carried": "The import says why it leaves the row out: it runs on own hardware, is sold by the hour, is a pattern or is "
    "priced by the size of a model.",
    "two-rows": "Two rows have one name at one seller; the book has the one with the shorter key.",
    "other-unit": "The row has no price of tokens; LiteLLM answers zero for them, the book names the units that it would need.",
    "unpriced-unit": "The row has no price of input and LiteLLM answers zero for it; the book calls it unpriced. The rest is "
    "equal.",
    "own-name": "The key is also what the seller itself calls another row; the book prices that one.",
    "request-fee": "LiteLLM's function leaves out the fee for each request that the row has; the rest is equal.",
    "tier-ignored": "LiteLLM's function does not look at the tier for this provider; the map has its price, and the book's "
    "cost is that.",
    "threshold-ignored": "LiteLLM's function does not look at the length of the prompt for this provider; the map has its price, "
    "and the book's cost is that.",
    "writes-as-input": "LiteLLM's function bills cache writes as input for this provider; the map has their price, and the book's "
    "cost is that.",
    "repeated-prefix": "LiteLLM takes a repeated provider off the key and prices another row; the book prices the row asked "
    "for.",
}
MAP = json.loads((pathlib.Path(litellm.__file__).parent / "model_prices_and_context_window_backup.json").read_text())


def rows(per_row, rng):
    for key, row in sorted(MAP.items()):
        provider = row.get("litellm_provider")
        if key == "sample_spec" or not provider or row.get("mode") not in MODES:
            continue
        if "off_peak_pricing" in row:
            # Its function looks at the clock.
            continue
        thresholds = [int(text) * 1000 for text in re.findall(r"_above_(\d+)k_tokens", " ".join(row))]
        thresholds += [int(tier["range"][0]) for tier in row.get("tiered_pricing") or () if tier["range"][0]]
        tiers = [""] + [tier for tier in TIERS if f"input_cost_per_token_{tier}" in row]
        for number in range(per_row):
            prompt = int(10 ** rng.uniform(0, 5))
            if thresholds and rng.random() < 0.7:
                prompt = rng.choice(thresholds) + rng.choice([-1, 0, 1])
            read = rng.randint(0, prompt) if number % 2 and row["mode"] != "embedding" else 0
            write = rng.randint(0, prompt - read) if number % 3 == 2 and row["mode"] != "embedding" else 0
            output = 0 if row["mode"] == "embedding" else int(10 ** rng.uniform(0, 4))
            yield key, row, provider, tiers[number % len(tiers)], prompt, read, write, output


def ask(key, provider, tier, prompt, read, write, output):
    usage = Usage(
        prompt_tokens=prompt,
        completion_tokens=output,
        total_tokens=prompt + output,
        prompt_tokens_details=PromptTokensDetailsWrapper(cached_tokens=read, cache_creation_tokens=write),
    )
    costs = litellm.cost_per_token(
        model=key, custom_llm_provider=provider, usage_object=usage, service_tier=tier or None,
        prompt_tokens=prompt, completion_tokens=output,
    )
    return sum(Decimal(cost) for cost in costs), costs


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool", type=pathlib.Path)
    parser.add_argument("book", type=pathlib.Path)
    parser.add_argument("--per-row", type=int, default=4)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--page", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    litellm.suppress_debug_info = True

    cases, lines, refused = [], [], Counter()
    for key, row, provider, tier, prompt, read, write, output in rows(options.per_row, rng):
        try:
            expected, parts = ask(key, provider, tier, prompt, read, write, output)
        except Exception as error:
            refused[type(error).__name__] += 1
            continue
        usage = {"input": prompt - read - write, "cache-read": read, "cache-write": write, "output": output}
        lines.append(
            json.dumps(
                {"provider": provider, "model": key, "at": "2026-11-26T12:00:00Z", "tier": tier, "usage": usage}
            )
        )
        cases.append((key, row, provider, tier, usage, expected, parts))
    answered = subprocess.run(
        [options.tool, "cost", options.book], input="\n".join(lines) + "\n", capture_output=True, text=True
    )
    if answered.returncode != 0:
        sys.exit(answered.stderr or f"{options.tool} failed")
    answers = [json.loads(line) for line in answered.stdout.splitlines()]
    assert len(answers) == len(cases)

    counts, wrong = Counter(), []
    for case, answer in zip(cases, answers):
        verdict = judge(case, answer)
        counts[verdict or "different"] += 1
        if verdict is None:
            wrong.append((case, answer))
    total = len({case[0] for case in cases})
    print(f"{len(cases)} calls over {total} rows")
    for verdict, count in counts.most_common():
        print(f"{count:7}  {verdict}")
    for name, count in refused.most_common():
        print(f"{count:7}  not asked: litellm raised {name}")
    seen = Counter()
    for (key, row, provider, tier, usage, expected, parts), answer in wrong:
        seen[provider] += 1
        if seen[provider] <= 3:
            print(f"DIFFERENT {key} of {provider} tier {tier!r} {usage}: litellm {parts}, book {answer}")
    print(dict(seen)) if wrong else None
    if wrong:
        return 1
    if options.page:
        return write_page(options, counts, refused, len(cases), total)
    return 0


def judge(case, answer):
    key, row, provider, tier, usage, expected, parts = case
    found = None if answer["pico"] is None else Decimal(answer["pico"]) / 10**12
    exact = answer["state"] in ("priced", "free")

    def same(left, right):
        return abs(left - right) <= max(Decimal("1e-12") * abs(right), Decimal(sum(usage.values())) / 2 / 10**12)

    if exact and same(found, expected):
        return "equal"
    priced = any("cost" in name and isinstance(value, (int, float)) and value > 0 for name, value in row.items())
    if answer["state"] == "listed-unpriced":
        return "zero" if expected == 0 or not priced else None
    if not_carried(key, provider):
        return "not-carried"
    if exact and tier and same(found, cost(row, tier, usage)):
        return "tier-ignored" if same(expected, cost(row, "", usage)) else None
    if exact and same(found, cost(row, tier, usage)) and not same(found, cost(row, tier, usage, below=True)):
        return "threshold-ignored" if same(expected, cost(row, tier, usage, below=True)) else None
    if key.startswith(f"{provider}/{provider}/"):
        return "repeated-prefix" if same(found, cost(row, tier, usage)) else None
    other = key.removeprefix(f"{provider}/") if key.startswith(f"{provider}/") else f"{provider}/{key}"
    if other not in MAP:
        other = key.split("/", 1)[-1]
    if other != key and other in MAP and MAP[other]["litellm_provider"].split("-")[0] == provider.split("-")[0]:
        costs = [cost(row, tier, usage), cost(MAP[other], tier, usage)]
        return "two-rows" if exact and any(same(found, one) for one in costs) else None
    if not any(name.endswith(("_per_token", "token_cost")) and value for name, value in row.items()):
        return "other-unit" if expected == 0 and answer["state"] in ("unpriced-unit", "unknown-usage") else None
    if answer["state"] == "unpriced-unit":
        return "unpriced-unit" if same(found, expected) else None
    longer = MAP.get(f"{provider}/{key}")
    if longer and exact:
        return "own-name" if same(found, cost(longer, tier, usage)) else None
    fee = Decimal(repr(row.get("input_cost_per_request", 0)))
    if fee and exact:
        return "request-fee" if same(found, expected + fee) else None
    if exact and usage["cache-write"] and same(found, cost(row, tier, usage)):
        fresh = dict(usage, **{"input": usage["input"] + usage["cache-write"], "cache-write": 0})
        ignored = [cost(row, tier, fresh, below=below) for below in (False, True)]
        return "writes-as-input" if any(same(expected, one) for one in ignored) else None
    return None


def cost(row, tier, usage, below=False):
    """The row's own arithmetic: a class without a price of its own costs what input does, a tier without a price beyond a
    threshold what the standard tier does there."""
    suffix = f"_{tier}" if tier else ""
    prompt = usage["input"] + usage["cache-read"] + usage["cache-write"]
    inclusive = row.get("litellm_provider") == "xai"
    crossed = []
    for text in set(re.findall(r"_above_(\d+)k_tokens", " ".join(row))):
        threshold = int(text) * 1000
        if not below and (prompt > threshold or inclusive and prompt == threshold):
            crossed.append((-threshold, f"_above_{text}k_tokens"))

    def rate(name):
        names = [name + above + end for _, above in sorted(crossed) for end in dict.fromkeys([suffix, ""])]
        for one in names + [name + suffix, name]:
            if row.get(one) is not None:
                return Decimal(repr(row[one]))
        return None

    fresh = rate("input_cost_per_token") or Decimal(0)
    read, write = rate("cache_read_input_token_cost"), rate("cache_creation_input_token_cost")
    return (
        usage["input"] * fresh
        + usage["cache-read"] * (fresh if read is None else read)
        + usage["cache-write"] * (fresh if write is None else write)
        + usage["output"] * (rate("output_cost_per_token") or Decimal(0))
    )


def not_carried(key, provider):
    own = provider in ("ollama", "lemonade", "llamafile", "vllm", "hosted_vllm", "lm_studio")
    sized = key.startswith(("fireworks-ai-", "together-ai-"))
    return own or sized or "commitment/" in key or "*" in key


def write_page(options, counts, refused, total, models):
    lines = [
        f"{total:,} calls over {models:,} rows, seed {options.seed}.",
        "",
        "| verdict | calls | what it means |",
        "| --- | ---: | --- |",
        f"| equal | {counts['equal']:,} | to the digits of a double |",
    ]
    lines += [f"| {name} | {counts[name]:,} | {text} |" for name, text in REASONS.items() if counts[name]]
    text = "\n".join(lines)
    page = options.page.read_text()
    pattern = re.compile(r"(<!-- litellm -->\n).*?(\n<!-- end litellm -->)", re.S)
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
