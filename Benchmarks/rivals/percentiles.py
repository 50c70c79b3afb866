#!/usr/bin/env python3
"""Measures exact percentiles by group side by side with others, on the same columns in memory, and checks every answer.

From the root of the repository:

    swift build -c release --package-path Benchmarks
    Benchmarks/rivals/percentiles.py --tiny         # 200,000 values: shows that it works, measures nothing
    Benchmarks/rivals/percentiles.py                # 100 million values in 50 groups: 10 GB of memory, some minutes

p50, p90, p95 and p99 of durations in nanoseconds (log-normal, 64-bit integers) in 50 groups (8-bit codes). Each program
is a process that holds the columns and is asked in turn with all others, every other round in the opposite order, so that
a busy minute of the machine hits all alike. The first round is not counted. Loading is not measured.

Definitions differ, so each is checked by its own: nearest rank (DuckDB's quantile_disc, Polars' `equiprobable`, numpy's
`inverted_cdf`), linear interpolation (quantile_cont, quantilesExactInclusive), and ClickHouse's quantilesExact, which takes
the value at place ⌊q · n⌋.

Needs Python 3.11 with venv. Exit status: 0 done; 1 an answer was wrong; 2 nothing could be measured.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys

from compare import HERE, ROOT, Failure, Workshop, machine, markdown, say

QUANTILES = [(50, 100), (90, 100), (95, 100), (99, 100)]
GROUPS = 50
WORKER = HERE / "python" / "percentile_worker.py"


class Server:
    """A process that holds the columns and answers questions, one at a time."""

    def __init__(self, command):
        self.process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.is_ready = self.process.stdout.readline() == "ready\n"

    def ask(self, question):
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().split()

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


class Program:
    """A question to a server, its times, and whether an answer was wrong."""

    def __init__(self, label, server, question, definition, width):
        self.label, self.server, self.question, self.definition, self.width = label, server, question, definition, width
        self.seconds, self.processor, self.is_wrong = [], [], False

    def ask(self, is_counted, expected):
        answer = self.server.ask(self.question)
        if not answer:
            raise Failure(f"{self.label}: no answer")
        if is_counted:
            self.seconds.append(float(answer[0]))
            self.processor.append(float(answer[1]))
        if self.definition and not agrees(self.definition, answer[2:], expected[self.definition]):
            self.is_wrong = True


def agrees(definition, found, expected):
    if len(found) != len(expected):
        return False
    if definition == "linear":
        # Others answer in doubles.
        return all(abs(float(one) - float(other)) <= 1 + 1e-12 * abs(other) for one, other in zip(found, expected))
    # Some write whole numbers as doubles, which these are small enough for; sums are not.
    return all((int(float(one)) if "." in one else int(one)) == other for one, other in zip(found, expected))


def make_columns(path, rows):
    """Writes the columns; returns the answers by every definition, from full sorts."""
    import numpy

    random = numpy.random.default_rng(42)
    values = numpy.exp(random.normal(20.7, 0.8, rows)).astype(numpy.int64)
    codes = random.integers(0, GROUPS, rows, dtype=numpy.uint8)
    with open(path, "wb") as file:
        numpy.array([rows, GROUPS], numpy.int64).tofile(file)
        values.tofile(file)
        codes.tofile(file)
    with open(f"{path}.rows", "wb") as file:
        for start in range(0, rows, 1 << 22):
            part = numpy.empty(len(values[start:start + (1 << 22)]), numpy.dtype([("value", "<i8"), ("code", "u1")]))
            part["value"], part["code"] = values[start:start + (1 << 22)], codes[start:start + (1 << 22)]
            part.tofile(file)
    expected = {name: [] for name in ("nearest-rank", "linear", "exact", "sum", "grouped-sums")}
    expected["sum"] = [int(values.sum())]
    for code in range(GROUPS):
        ordered = numpy.sort(values[codes == code])
        count = len(ordered)
        expected["grouped-sums"].append(int(ordered.sum()))
        for numerator, denominator in QUANTILES:
            expected["nearest-rank"].append(int(ordered[max(1, -(-numerator * count // denominator)) - 1]))
            below, part = divmod(numerator * (count - 1), denominator)
            above = int(ordered[min(below + 1, count - 1)])
            expected["linear"].append(int(ordered[below]) + (above - int(ordered[below])) * part / denominator)
            expected["exact"].append(int(ordered[min(numerator * count // denominator, count - 1)]))
    return expected


def programs(threads, ours, servers):
    names = [
        ("plain read, 8 bytes a row", "read", "sum", 8), ("**sums**", "sum", "sum", 8),
        ("plain read, 9 bytes a row", "read-both", None, 9), ("**grouped sums**", "grouped-sums", "grouped-sums", 9),
    ] if threads == 1 else []
    names += [
        ("**percentiles, nearest rank**", "nearest-rank", "nearest-rank", 9),
        ("**percentiles, nearest rank, with rank intervals**", "nearest-rank-with-intervals", "nearest-rank", 9),
        ("**percentiles, linear**", "linear", "linear", 9),
    ]
    made = [Program(label, ours, f"{kernel} {threads}", definition, width) for label, kernel, definition, width in names]
    for label, library, definition in [
        ("DuckDB quantile_disc", "duckdb", "nearest-rank"), ("DuckDB quantile_cont", "duckdb", "linear"),
        ("ClickHouse quantilesExact", "clickhouse", "exact"),
        ("numpy, moved together and partitioned", "numpy", "nearest-rank"),
        ("Polars, equiprobable", "polars", "nearest-rank"), ("Polars, linear", "polars", "linear"),
    ]:
        if library in servers:
            made.append(Program(label, servers[library], definition, definition, 9))
    return made


def measure(options, threads, path, expected):
    libraries = ["duckdb", "clickhouse", "polars"] + (["numpy"] if threads == 1 else [])
    ours = Server([options.bench, "--answer", path])
    servers = {library: Server([sys.executable, WORKER, library, threads, path]) for library in libraries}
    try:
        if not ours.is_ready:
            raise Failure(f"{options.bench} did not start")
        for library in libraries:
            if not servers[library].is_ready:
                say(f"{library}: did not start")
        made = programs(threads, ours, {library: server for library, server in servers.items() if server.is_ready})
        for round in range(options.repetitions + 1):
            for program in made if round % 2 else reversed(made):
                program.ask(round > 0, expected)
        return made
    finally:
        for server in [ours, *servers.values()]:
            server.stop()


def table(made, rows):
    ours = next(program for program in made if program.question.startswith("nearest-rank "))
    base = statistics.median(ours.seconds)
    lines = []
    for program in made:
        median = statistics.median(program.seconds)
        lines.append([
            program.label, f"{min(program.seconds) * 1e9 / rows:.2f}", f"{median * 1e9 / rows:.2f}",
            f"{max(program.seconds) * 1e9 / rows:.2f}", f"{statistics.median(program.processor) * 1e9 / rows:.2f}",
            f"{program.width * rows / median / 1e9:.1f}", f"{median / base:.2f}", "NO" if program.is_wrong else "yes"])
    head = ["program", "ns/value min", "median", "max", "processor ns", "GB/s", "x percentiles", "right"]
    return markdown(head, lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=pathlib.Path, default=ROOT / "Benchmarks/.build/release/spanledger-bench", help="a built spanledger-bench")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / ".build-rivals", help="folder for what is built")
    parser.add_argument("--rows", type=int, default=100_000_000)
    parser.add_argument("--repetitions", type=int, default=5, help="measured rounds (default 5)")
    parser.add_argument("--threads", type=lambda text: [int(part) for part in text.split(",")], default=[1, 2], help="default 1,2")
    parser.add_argument("--tiny", action="store_true", help="200,000 rows, one round")
    options = parser.parse_args()
    if options.tiny:
        options.rows, options.repetitions = 200_000, 1
    try:
        workshop = Workshop(options.work, warm_mebibytes=0)
        workshop.make_venv()
        if pathlib.Path(sys.prefix).resolve() != (options.work / "venv").resolve():
            os.execv(workshop.python, [str(workshop.python), *sys.argv])
        if not options.bench.exists():
            raise Failure(f"{options.bench}: not there; build it with `swift build -c release --package-path Benchmarks`")
        path = options.work / "columns"
        expected = make_columns(path, options.rows)
        used = ("numpy", "duckdb", "chdb", "polars")
        workshop.versions = {name: version for name, version in workshop.versions.items() if name in used}
        print(machine(workshop, "swift"))
        print(f"\n{options.rows:,} values in {GROUPS} groups, {options.repetitions} rounds.")
        wrong = []
        for threads in options.threads:
            made = measure(options, threads, path, expected)
            print(f"\n### {threads} thread{'s' if threads > 1 else ''}\n\n{table(made, options.rows)}")
            wrong += [program.label for program in made if program.is_wrong]
        os.remove(path)
        os.remove(f"{path}.rows")
    except Failure as failure:
        say(str(failure))
        return 2
    for label in wrong:
        say(f"wrong answer: {label}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
