#!/usr/bin/env python3
"""Durations and times to first token of the calls of a fixture, worked out from its spans alone.

    percentiles.py [FIXTURES]          writes percentiles.json for every dialect in scope and for the night
    percentiles.py --show FOLDER       prints one folder's figures

Percentiles are by nearest rank: of n values in order, the one of rank max(1, ⌈p·n/100⌉), in integers throughout. numpy's
`inverted_cdf` is asked as well and must agree. Times are nanoseconds. Each distribution stands there twice: over all
calls, and over those that did not fail.
"""

import collections
import fractions
import json
import os
import sys

import captures
import numpy
import spans as span_reading
from expected import RULES

PERCENTILES = {"p50": "50", "p75": "75", "p90": "90", "p95": "95", "p99": "99", "p99_9": "99.9"}

#: Where two instrumentations nest, the first token may be told by the outer span alone: not asserted.
NESTED = {"otel-genai-anthropic", "double-traceloop-openinference", "openinference-langchain-and-openai"}


def distribution(values):
  """Count, extremes, mean and percentiles of integers; `None` for none."""
  values = sorted(values)
  if not values:
    return None
  result = {"count": len(values), "min": values[0], "max": values[-1]}
  mean = fractions.Fraction(sum(values), len(values))
  result["mean_numerator"], result["mean_denominator"] = mean.numerator, mean.denominator
  for name, percentile in PERCENTILES.items():
    exact = fractions.Fraction(percentile) * len(values) / 100
    rank = max(1, -(-exact.numerator // exact.denominator))
    result[name] = values[rank - 1]
    quantile = float(fractions.Fraction(percentile) / 100)
    assert numpy.quantile(numpy.array(values), quantile, method="inverted_cdf") == result[name], (name, values)
  return result


def figures(calls):
  ended = [call for call in calls if call.end >= call.start > 0]
  first = [call for call in calls if call.time_to_first_token is not None]
  return {
    "duration_nanos": {
      "all": distribution([call.duration for call in ended]),
      "succeeded": distribution([call.duration for call in ended if not call.failed]),
    },
    "time_to_first_token_nanos": {
      "all": distribution([call.time_to_first_token for call in first]),
      "succeeded": distribution([call.time_to_first_token for call in first if not call.failed]),
    },
  }


def key_of(call, keys):
  request, response = call.models
  names = {"request_model": request, "response_model": response, "model": response or request}
  return tuple(names[name] for name in keys)


def folder_figures(folder, keys):
  groups = collections.defaultdict(list)
  for call in span_reading.calls_under(folder):
    groups[(call.service, *key_of(call, keys))].append(call)
  rows = []
  for key in sorted(groups, key=lambda key: tuple(part or "" for part in key)):
    if keys == ("model",) and key[1] is None:
      continue
    rows.append({"keys": list(keys), "key": dict(zip(("service", *keys), key)), **figures(groups[key])})
  return rows


def write_json(path, value):
  with open(path, "w") as file:
    json.dump(value, file, indent=1)
    file.write("\n")


def main(target):
  night = []
  for capture in captures.IN_SCOPE:
    folder = os.path.join(target, "dialects", capture)
    entry = {"first_token_asserted": capture not in NESTED, "groups": folder_figures(folder, RULES[capture].keys)}
    write_json(os.path.join(folder, "percentiles.json"), entry)
  for place in captures.NIGHT:
    for row in folder_figures(os.path.join(target, "night", place.service), RULES[place.capture].keys):
      night.append({**row, "first_token_asserted": place.capture not in NESTED})
  write_json(os.path.join(target, "night.percentiles.json"), {"groups": night})


if __name__ == "__main__":
  if sys.argv[1:2] == ["--show"]:
    print(json.dumps(folder_figures(sys.argv[2], ("request_model", "response_model")), indent=1))
  else:
    here = os.path.dirname(os.path.abspath(__file__))
    main(sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "..", "..", "fixtures"))
