#!/usr/bin/env python3
"""Holds the column kernels against numpy, DuckDB and exact fractions, on columns that are hard on them.

    kernels.py KERNEL-PROBE [--quick]

KERNEL-PROBE is the program of Tests/kernels, which also tries every number of workers from 1 to 8, segments of many sizes
and both ways to percentiles, and stops where they differ. Run it once for each instruction set:

    for set in scalar base avx2 avx512; do SPANLEDGER_ISA=$set kernels.py .build/release/kernel-probe; done

Columns: ties, all equal, all absent, one value, extremes of 64-bit integers, long tails, sorted both ways; of as many rows
as lie around the borders of lanes, bitmap words, blocks and segments. Sums are Python's integers, percentiles numpy's
`inverted_cdf` and DuckDB's quantile_disc, interpolated ones fractions, DuckDB's quantile_cont within its precision;
exponential buckets follow OTLP's definition, decided by powers of whole numbers.
"""

import collections
import fractions
import math
import subprocess
import sys

import duckdb
import numpy

PERCENTILES = ["0", "0.1", "7", "25", "50", "75", "90", "95", "99", "99.9", "100"]
QUANTILES = [fractions.Fraction(text) / 100 for text in PERCENTILES]
SIZES = [0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 255, 256, 257, 1000, 4095, 4097]
LARGE = [65535, 65536, 65537]
LOW, HIGH = -(2**63), 2**63 - 1


def shapes(random, rows):
  """Columns by name."""
  tail = numpy.exp(random.normal(20.7, 1.2, rows))
  yield "durations", numpy.minimum(tail, 4e18).astype(numpy.int64)
  yield "equal", numpy.full(rows, 30_000_000_000, numpy.int64)
  yield "zeros", numpy.zeros(rows, numpy.int64)
  yield "ties", random.choice(numpy.array([0, 1, 126, 127, 128, 2**40, 2**40 + 1]), rows)
  yield "extremes", random.choice(numpy.array([LOW, LOW + 1, -1, 0, 1, HIGH - 1, HIGH]), rows)
  yield "largest", random.choice(numpy.array([HIGH, HIGH - 1, HIGH - 512, HIGH - 513, 2**62, 0]), rows)
  yield "any", random.integers(LOW, HIGH, rows, numpy.int64, endpoint=True)
  yield "rising", numpy.arange(rows, dtype=numpy.int64) * 1_000_003
  yield "falling", numpy.arange(rows, dtype=numpy.int64)[::-1] - rows // 2
  # All in one bucket of leading bits, and close together but for one.
  near = 2**50 + random.integers(0, 3, rows) * 2**10 + random.integers(0, 3, rows)
  if rows > 0:
    near[0] = 2**50 + 2**43
  yield "near", near.astype(numpy.int64)
  powers = 2 ** random.integers(0, 62, rows)
  yield "powers", (powers + random.integers(-1, 2, rows)).astype(numpy.int64)


def validities(random, rows):
  yield "all", numpy.ones(rows, bool)
  yield "none", numpy.zeros(rows, bool)
  yield "half", random.integers(0, 2, rows).astype(bool)


def columns(quick):
  random = numpy.random.default_rng(5)
  for rows in SIZES + LARGE:
    for number, (shape, values) in enumerate(shapes(random, rows)):
      if rows in LARGE and number % (7 if quick else 3) != rows % (7 if quick else 3):
        continue
      for validity, valid in validities(random, rows):
        if rows > 1000 and validity != ("half" if number % 2 else "all"):
          continue
        group_count = [1, 3, 50][(rows + number) % 3]
        groups = random.integers(-1 if number % 2 else 0, group_count, rows)
        yield f"{rows} rows, {shape}, valid: {validity}, {group_count} groups", values, groups, valid, group_count


def text_of(values, groups, valid, group_count):
  lines = [f"column {len(values)} {group_count}"]
  lines += [f"{value} {group} {int(is_valid)}" for value, group, is_valid in zip(values.tolist(), groups.tolist(), valid)]
  return "\n".join(lines) + "\n"


class Wrong(Exception):
  pass


def expect(name, found, expected):
  if found != expected:
    raise Wrong(f"{name}: {str(found)[:400]}, expected {str(expected)[:400]}")


def rank(quantile, count):
  return max(1, math.ceil(quantile * count))


def half_away(number):
  """A fraction, rounded half away from zero."""
  whole = math.floor(abs(number) + fractions.Fraction(1, 2))
  return whole if number >= 0 else -whole


def interpolated(ordered, quantile):
  place = quantile * (len(ordered) - 1)
  below = math.floor(place)
  above = min(below + 1, len(ordered) - 1)
  return ordered[below] + (place - below) * (ordered[above] - ordered[below])


INTERVALS = {}


def rank_interval(count, quantile):
  """Ranks of the 95 % interval; exact binomial sums up to 600 values, beyond that by logarithms of gamma."""
  if (count, quantile) not in INTERVALS:
    INTERVALS[count, quantile] = work_out_interval(count, quantile)
  return INTERVALS[count, quantile]


def work_out_interval(count, quantile):
  if quantile in (0, 1):
    return None
  tail = fractions.Fraction(1, 40)
  if count <= 600:
    a, b = quantile.numerator, quantile.denominator
    terms = [math.comb(count, k) * a**k * (b - a) ** (count - k) for k in range(count + 1)]
    tail *= b**count
  else:
    logs = math.log(quantile), math.log(1 - quantile)
    terms = [
      math.exp(math.lgamma(count + 1) - math.lgamma(k + 1) - math.lgamma(count - k + 1) + k * logs[0] + (count - k) * logs[1])
      for k in range(count + 1)
    ]
    tail = float(tail)
  lower, below = 0, 0
  while below + terms[lower] <= tail:
    below += terms[lower]
    lower += 1
  upper, above = count + 1, 0
  while above + terms[upper - 1] <= tail:
    above += terms[upper - 1]
    upper -= 1
  return (lower, upper) if lower >= 1 and upper <= count else None


def exponential_index(magnitude, scale):
  """The i with b^i < magnitude <= b^(i + 1), b = 2^(2^-scale): by raising the magnitude to the power 2^scale."""
  if scale <= 0:
    return (magnitude - 1).bit_length() - 1 >> -scale if magnitude > 1 else -1
  # b^i < m is 2^i < m^(2^scale).
  return (magnitude ** (2**scale) - 1).bit_length() - 1


def check_exponential(values, answer):
  scale, zeros = answer["exponential"][0]
  expect("zeros", zeros, int((values == 0).sum()))
  for name, side in ("above", values[values > 0]), ("below", values[values < 0]):
    offset, *counts = answer[name][0]
    expected = collections.Counter(exponential_index(abs(value), scale) for value in side.tolist())
    first = min(expected, default=0)
    dense = [expected[index] for index in range(first, max(expected, default=-1) + 1)] if expected else []
    expect(f"exponential buckets {name} at scale {scale}", [offset] + counts, [first] + dense)


def check_histograms(values, groups, group_count, answer):
  for edges, found in zip(answer["edges"], answer["histogram"]):
    expected = []
    buckets = numpy.searchsorted(numpy.array(edges, numpy.int64), values, side="right")
    for group in range(group_count):
      expected += numpy.bincount(buckets[groups == group], minlength=len(edges) + 1).tolist()
    expect("histogram", found, expected)


def check_groups(values, groups, group_count, answer):
  rows = iter(answer["by group"])
  for group in range(group_count):
    chosen = values[groups == group]
    found = next(rows)
    expect(f"count and sum of group {group}", found["group"], [len(chosen), sum(chosen.tolist())])
    if len(chosen) == 0:
      continue
    ordered = sorted(chosen.tolist())
    expect("extremes", found["range"], [ordered[0], ordered[-1]])
    expect("nearest rank", found["nearest"], [ordered[rank(quantile, len(ordered)) - 1] for quantile in QUANTILES])
    for quantile, value in zip(QUANTILES, found["nearest"]):
      # In binary fractions some whole ranks turn into the next one: only where that cannot be.
      if (quantile * len(ordered)).denominator != 1:
        theirs = numpy.quantile(chosen, float(quantile), method="inverted_cdf") if abs(ordered[-1]) < 2**53 > abs(ordered[0]) else value
        expect(f"nearest rank of {quantile}, numpy", value, int(theirs))
    expect("linear", found["linear"], [half_away(interpolated(ordered, quantile)) for quantile in QUANTILES])
    expected = {}
    for number, quantile in enumerate(QUANTILES):
      if ranks := rank_interval(len(ordered), quantile):
        expected[number] = (ordered[ranks[0] - 1], ordered[ranks[1] - 1])
    expect("rank intervals", found["intervals"], expected)


def check_duckdb(database, values, groups, group_count, answer):
  database.register("measured", {"value": values, "code": groups})
  quantiles = ", ".join(str(float(quantile)) for quantile in QUANTILES)
  rows = database.execute(
    f"""SELECT code, count(*), sum(value::HUGEINT), min(value), max(value), quantile_disc(value, [{quantiles}]),
        quantile_cont(value::DOUBLE, [{quantiles}]) FROM measured WHERE code >= 0 GROUP BY code"""
  ).fetchall()
  found = [entry for entry in answer["by group"]]
  expect("groups, DuckDB", len(rows), sum(entry["group"][0] > 0 for entry in found))
  for code, count, total, low, high, discrete, continuous in rows:
    entry = found[code]
    expect("count and sum, DuckDB", entry["group"], [count, int(total)])
    expect("extremes, DuckDB", entry["range"], [low, high])
    for quantile, ours, theirs in zip(QUANTILES, entry["nearest"], discrete):
      if (quantile * count).denominator != 1:
        expect(f"quantile_disc of {quantile}", ours, theirs)
    for quantile, ours, theirs in zip(QUANTILES, entry["linear"], continuous):
      # Doubles, of values and of ranks.
      if abs(ours - theirs) > 1 + 1e-9 * (abs(low) + abs(high)):
        raise Wrong(f"quantile_cont of {quantile}: {ours}, DuckDB {theirs}")
  expect("distinct, DuckDB", answer["distinct"][0], list(database.execute("SELECT count(DISTINCT value) FROM measured").fetchall()[0]))


def check(database, values, groups, valid, group_count, answer):
  values, groups = values[valid], groups[valid]
  expect("count", answer["count"], [[len(values)]])
  expect("sum", answer["sum"], [[sum(values.tolist())]])
  expect("extremes", answer["extremes"], [[int(values.min()), int(values.max())] if len(values) else []])
  expect("distinct", answer["distinct"], [[len(numpy.unique(values))]])
  expect("largest", answer["top"], [sorted(values.tolist(), reverse=True)[:10]])
  expect("smallest", answer["bottom"], [sorted(values.tolist())[:10]])
  positive = values[values > 0]
  expect("filtered sum", answer["positive"], [[len(positive), sum(positive.tolist())]])
  check_groups(values, groups, group_count, answer)
  if len(values):
    check_histograms(values, groups, group_count, answer)
    check_exponential(values, answer)
    check_duckdb(database, values, groups, group_count, answer)


def answers(lines):
  """The probe's answers, column by column."""
  answer = collections.defaultdict(list)
  for line in lines:
    name, *numbers = line.split()
    numbers = [int(number) for number in numbers]
    if name == "end":
      yield answer
      answer = collections.defaultdict(list)
    elif name == "group":
      answer["by group"].append({"group": numbers, "intervals": {}})
    elif name in ("range", "nearest", "linear"):
      answer["by group"][-1][name] = numbers
    elif name == "interval":
      answer["by group"][-1]["intervals"][numbers[0]] = tuple(numbers[1:])
    else:
      answer[name].append(numbers)


def main(probe, quick):
  made = list(columns(quick))
  text = "".join(text_of(*column) for _, *column in made)
  done = subprocess.run([probe, "answer"], input=text, capture_output=True, text=True)
  if done.returncode != 0:
    sys.exit(f"{probe} failed:\n{done.stderr[-2000:]}")
  database = duckdb.connect()
  wrong = checked = 0
  for (name, *column), answer in zip(made, answers(done.stdout.splitlines())):
    checked += 1
    try:
      check(database, *column, answer)
    except Wrong as error:
      wrong += 1
      print(f"{name}: {error}")
  if checked != len(made):
    sys.exit(f"{len(made)} columns, {checked} answers")
  print(f"{checked} columns, {wrong} wrong")
  sys.exit(wrong > 0)


if __name__ == "__main__":
  main(sys.argv[1], "--quick" in sys.argv)
