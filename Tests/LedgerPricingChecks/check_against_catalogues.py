#!/usr/bin/env python3
"""Compares the shipped price book with two public catalogues and prints every difference.

Run by hand when the book changes; `swift test` does not need it. Tiers and other conditions are not compared here:

    pip install genai-prices==0.2.3
    pip download litellm==1.110.2 --no-deps -d /some/folder
    python3 check_against_catalogues.py [--litellm /some/folder/litellm-….whl]

Each id and alias of a sheet is looked up in the catalogues that the sheet names as its sources: in genai-prices at the
first and the last instant of the sheet (it has a history), in litellm only for the sheet that holds on the book's own
date (it has none). A difference is explained if the sheet carries a note that speaks of the catalogues; the notes are
printed beside it. The exit status is 1 if a difference is not explained.
"""

import argparse
import json
import pathlib
import re
import sys
import zipfile
from datetime import datetime, timedelta, timezone
from decimal import Decimal

SHIPPED = pathlib.Path(__file__).parents[2] / "Sources/LedgerPricing/ShippedBook.swift"
CLASSES = ["input", "cache-read", "cache-write", "cache-write-1h", "output"]
GENAI_FIELDS = {
    "input": "input_mtok",
    "cache-read": "cache_read_mtok",
    "cache-write": "cache_write_mtok",
    "cache-write-1h": "cache_write_1h_mtok",
    "output": "output_mtok",
}
LITELLM_FIELDS = {
    "input": "input_cost_per_token",
    "cache-read": "cache_read_input_token_cost",
    "cache-write": "cache_creation_input_token_cost",
    "cache-write-1h": "cache_creation_input_token_cost_above_1hr",
    "output": "output_cost_per_token",
}
LITELLM_SELLERS = ("openai", "text-completion-openai", "anthropic", "gemini", "deepseek")
LITELLM_PREFIXES = {"openai": ["", "openai/"], "anthropic": ["", "anthropic/"], "google": ["gemini/", ""], "deepseek": [""]}


def read_book():
    """A second, independent reading of the format: only what the comparison needs."""
    text = SHIPPED.read_text()
    body = text.split('#"""\n', 1)[1].split('"""#', 1)[0]
    seller, model, sheets, as_of = None, None, [], None
    for line in body.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        keys = dict(word.split("=", 1) for word in words[1:] if "=" in word)
        if words[0] == "as-of":
            as_of = words[1]
        elif words[0] == "seller":
            seller = words[1]
        elif words[0] == "model":
            model = {"seller": seller, "names": [words[1]]}
        elif words[0] == "alias":
            model["names"] += words[1:]
        elif words[0] == "price":
            sheets.append({"model": model, "keys": keys, "tiers": [], "notes": []})
        elif words[0] == "tier":
            sheets[-1]["tiers"].append(keys)
        elif words[0] == "note" and model is not None:
            sheets[-1]["notes"].append(" ".join(words[1:]))
        elif words[0] == "unpriced":
            model = None
    return as_of, sheets


def price(keys, base, name):
    """The written price as a decimal; `None` where the sheet has no price of its own for the class."""
    value = keys.get(name, base.get(name))
    if value in (None, "none", "input"):
        return None
    return Decimal(0) if value == "free" else Decimal(value)


def instant(text):
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


def genai_values(found, at):
    """(class, threshold or None) → price, as genai-prices has it."""
    from genai_prices.types import TieredPrices

    prices = found.get_prices(at)
    values = {}
    for name, field in GENAI_FIELDS.items():
        value = getattr(prices, field, None)
        if isinstance(value, TieredPrices):
            values[name, None] = value.base
            for tier in value.tiers:
                values[name, tier.start] = tier.price
        elif value is not None:
            values[name, None] = value
    return values


def litellm_values(row):
    values = {}
    for name, field in LITELLM_FIELDS.items():
        for key, value in row.items():
            match = re.fullmatch(re.escape(field) + r"(?:_above_(\d+)k_tokens)?", key)
            # An output price of zero is how this catalogue writes that embeddings have no output.
            if match and value is not None and not (row.get("mode") == "embedding" and name == "output"):
                threshold = int(match[1]) * 1000 if match[1] else None
                values[name, threshold] = Decimal(repr(value)) * 1_000_000
    return values


def book_values(sheet):
    values = {}
    for name in CLASSES:
        base = price(sheet["keys"], {}, name)
        if base is not None:
            values[name, None] = base
        for tier in sheet["tiers"]:
            if name in tier:
                values[name, int(tier["above"])] = price(tier, {}, name)
    return values


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--litellm", type=pathlib.Path, help="a litellm wheel, or its price map as JSON")
    options = parser.parse_args()
    from genai_prices.data import providers

    genai = {provider.id: provider for provider in providers}
    litellm = None
    if options.litellm and options.litellm.suffix == ".whl":
        with zipfile.ZipFile(options.litellm) as wheel:
            litellm = json.loads(wheel.read("litellm/model_prices_and_context_window_backup.json"))
    elif options.litellm:
        litellm = json.loads(options.litellm.read_text())

    as_of, sheets = read_book()
    today = instant(as_of)
    compared = {"genai": 0, "litellm": 0}
    explained, open_differences = [], []

    def differ(sheet, text):
        spoken_of = any(word in note for note in sheet["notes"] for word in ("genai-prices", "litellm", "catalogue"))
        (explained if spoken_of else open_differences).append((sheet, text))

    def compare(sheet, name, catalogue, theirs, where):
        compared[catalogue] += 1
        ours = book_values(sheet)
        for key in sorted(set(ours) | set(theirs), key=str):
            if ours.get(key) != theirs.get(key):
                token_class, threshold = key
                tier = f" above {threshold}" if threshold else ""
                values = f"book {ours.get(key)}, {catalogue} {theirs.get(key)}"
                differ(sheet, f"{name} {where}: {token_class}{tier}: {values}")

    for sheet in sheets:
        keys, seller = sheet["keys"], sheet["model"]["seller"]
        sources = keys["source"].split(",")
        start = None if keys["from"] == "*" else instant(keys["from"])
        end = instant(keys["until"]) if "until" in keys else None
        holds_today = (start is None or start <= today) and (end is None or today < end)
        last = end - timedelta(seconds=1) if end else max(today, start or today)
        first = start or datetime(2020, 1, 1, tzinfo=timezone.utc)
        if "genai" in sources:
            known = False
            for name in sheet["model"]["names"]:
                found = genai[seller].find_model(name)
                if found:
                    known = True
                    for at in sorted({first, last}):
                        compare(sheet, name, "genai", genai_values(found, at), f"at {at:%Y-%m-%d}")
            if not known:
                differ(sheet, f"{sheet['model']['names'][0]}: genai has none of its names")
        if "litellm" in sources and litellm is not None:
            if not holds_today:
                differ(sheet, f"{sheet['model']['names'][0]}: names litellm, which has no history")
                continue
            known = False
            for name in sheet["model"]["names"]:
                for prefix in LITELLM_PREFIXES[seller]:
                    row = litellm.get(prefix + name)
                    if row and row.get("litellm_provider") in LITELLM_SELLERS:
                        known = True
                        compare(sheet, name, "litellm", litellm_values(row), "now")
            if not known:
                differ(sheet, f"{sheet['model']['names'][0]}: litellm has none of its names")

    for index, (sheet, text) in enumerate(explained):
        print(f"explained  {text}")
        if index + 1 == len(explained) or explained[index + 1][0] is not sheet:
            print(f"           note: {' '.join(sheet['notes'])}")
    for _, text in open_differences:
        print(f"DIFFERENT  {text}")
    print(
        f"{len(sheets)} sheets; {compared['genai']} comparisons with genai-prices, {compared['litellm']} with litellm; "
        f"{len(explained)} differences explained by notes, {len(open_differences)} not"
    )
    return 1 if open_differences else 0


if __name__ == "__main__":
    sys.exit(main())
