#!/usr/bin/env python3
"""Writes the data of the installed package genai-prices as JSON, in the form in which the project publishes it.

    python3 dump_genai_prices.py OUT

The package carries its data as Python objects; prices are written with all their digits.
"""

import json
import pathlib
import re
import sys
from decimal import Decimal

from genai_prices.data import providers
from genai_prices.types import (
    ClauseAnd,
    ClauseOr,
    StartDateConstraint,
    TieredPrices,
    TimeOfDateConstraint,
)


def number(value):
    """A placeholder that becomes the decimal's own digits: floats would lose some."""
    return f"\0{value.normalize():f}\0"


def clause(match):
    if match is None:
        return None
    if isinstance(match, ClauseOr):
        return {"or": [clause(part) for part in match.or_]}
    if isinstance(match, ClauseAnd):
        return {"and": [clause(part) for part in match.and_]}
    (kind, text), = vars(match).items()
    return {kind: text}


def price(value):
    if isinstance(value, TieredPrices):
        tiers = [{"start": tier.start, "price": number(tier.price)} for tier in value.tiers]
        return {"base": number(value.base), "tiers": tiers}
    return number(value)


def prices(model_price):
    return {key: price(value) for key, value in model_price._comparable_values().items()}


def constraint(value):
    if value is None:
        return {}
    if isinstance(value, StartDateConstraint):
        return {"constraint": {"start_date": value.start_date.isoformat()}}
    assert isinstance(value, TimeOfDateConstraint)
    ends = {"start_time": value.start_time.isoformat(), "end_time": value.end_time.isoformat()}
    return {"constraint": ends}


def model(info):
    if isinstance(info.prices, list):
        sets = [{**constraint(entry.constraint), "prices": prices(entry.prices)} for entry in info.prices]
    else:
        sets = prices(info.prices)
    result = {"id": info.id, "match": clause(info.match), "prices": sets}
    if info.price_variants:
        result["price_variants"] = [
            {"when": entry.when, **constraint(entry.constraint), "prices": prices(entry.prices)}
            for entry in info.price_variants
        ]
    return result


def provider(entry):
    result = {"id": entry.id, "name": entry.name}
    for key in ("pricing_urls", "fallback_model_providers"):
        if getattr(entry, key, None):
            result[key] = getattr(entry, key)
    for key in ("provider_match", "model_match"):
        if getattr(entry, key):
            result[key] = clause(getattr(entry, key))
    result["models"] = [model(info) for info in entry.models]
    return result


def main():
    text = json.dumps([provider(entry) for entry in providers], indent=1)
    text = re.sub(r'"\\u0000([0-9.]+)\\u0000"', r"\1", text)
    pathlib.Path(sys.argv[1]).write_text(text + "\n")


if __name__ == "__main__":
    main()
