#!/usr/bin/env python3
"""Measures spanledger side by side with what its users would pick instead, checks every answer, and prints tables.

From the root of the repository, after `make build`:

    Benchmarks/rivals/compare.py --tiny         # everything on 8 MB: shows that it works, measures nothing
    Benchmarks/rivals/compare.py                # 1.5 GB of JSON and its twins
    Benchmarks/rivals/compare.py --linear       # time and peak memory over the size of the corpus
    Benchmarks/rivals/compare.py --cold         # files that are not in the page cache

The question is defined in QUESTION.md. Needs Python 3.11 with venv, a C and a C++20 compiler, and from Debian or Ubuntu
libzstd-dev zlib1g-dev; for all rows also libisal-dev libdeflate-dev libprotobuf-dev protobuf-compiler jq. What cannot be
built or started is named below the tables. Exit status: 0 done; 1 an answer was wrong; 2 nothing could be measured.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import shlex
import shutil
import statistics
import subprocess
import sys
import tarfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PERCENTILES = ("p50", "p90", "p95", "p99")
SIMDJSON_PACKAGE = "fastsimdjson==0.8.0"
FLAGS = ["-O3", "-march=native", "-DNDEBUG"]


class Failure(Exception):
    """The comparison cannot go on."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(command, **options):
    """Runs a step of the preparation; its output only where it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise Failure(f"{shlex.join(map(str, command))}\n{(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


# --- Preparation -----------------------------------------------------------------------------------------------------


class Workshop:
    """Builds what is measured. What cannot be built is missing, with a reason."""

    def __init__(self, folder, warm_mebibytes):
        self.folder = folder
        self.warm_mebibytes = warm_mebibytes
        self.missing = {}
        self.versions = {}
        self.simdjson = {}
        folder.mkdir(parents=True, exist_ok=True)
        self.python = folder / "venv" / "bin" / "python"

    def prepare(self):
        self.attempt("Python programs", self.make_venv)
        self.measure = self.compile("cc", "measure", ["floor/measure.c"])
        self.read = self.compile("cc", "read", ["floor/read.c"], ["-pthread"])
        self.attempt("decompression", self.build_decompress)
        self.attempt("simdjson", self.build_simdjson)
        self.attempt("libprotobuf", self.build_libprotobuf)
        if shutil.which("jq"):
            self.versions["jq"] = run(["jq", "--version"]).strip().removeprefix("jq-")
        else:
            self.missing["jq"] = "jq is not installed"

    def attempt(self, name, build):
        try:
            build()
        except Failure as failure:
            self.missing[name] = str(failure).strip()

    def is_fresh(self, product, sources):
        return product.exists() and all(product.stat().st_mtime > path.stat().st_mtime for path in sources)

    def compile(self, compiler, name, sources, more=(), defines=()):
        product = self.folder / name
        paths = [HERE / source for source in sources]
        headers = [*HERE.glob("*/*.hpp"), pathlib.Path(__file__).resolve()]
        if not self.is_fresh(product, paths + headers):
            say(f"building {name}")
            compiler = os.environ.get("CXX", "c++") if compiler == "c++" else os.environ.get("CC", "cc")
            standard = ["-std=c++20"] if sources[0].endswith(".cpp") else ["-std=gnu11"]
            run([compiler, *standard, *FLAGS, *defines, *paths, "-o", product, *more])
        return product

    def make_venv(self):
        requirements = HERE / "requirements.txt"
        done = self.folder / "venv" / "requirements.txt"
        if not (done.exists() and done.read_text() == requirements.read_text()):
            say("installing Python packages")
            run([sys.executable, "-m", "venv", "--clear", self.folder / "venv"])
            run([self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements])
            shutil.copy(requirements, done)
        for line in requirements.read_text().splitlines():
            name, version = line.split("==")
            self.versions[name] = version

    def build_decompress(self):
        defines, libraries = [], ["-lzstd", "-lz"]
        probes = {"isal": ("isa-l/igzip_lib.h", "-lisal"), "libdeflate": ("libdeflate.h", "-ldeflate")}
        for name, (header, library) in probes.items():
            probe = subprocess.run(
                [os.environ.get("CC", "cc"), "-E", "-x", "c", "-"], input=f"#include <{header}>\n", capture_output=True, text=True)
            if probe.returncode == 0:
                defines.append(f"-DHAS_{name.upper()}")
                libraries.append(library)
            else:
                self.missing[name] = f"{header} is not installed"
        self.decompress = self.compile("cc", "decompress", ["floor/decompress.c"], libraries, defines)

    def build_simdjson(self):
        """The newest simdjson we know of on PyPI, as one file; else that of the system."""
        source = self.folder / "simdjson"
        if not (source / "simdjson.cpp").exists():
            say("fetching simdjson")
            source.mkdir(exist_ok=True)
            try:
                run([self.python, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-binary", ":all:",
                     "--dest", source, SIMDJSON_PACKAGE])
                [archive] = source.glob("*.tar.gz")
                with tarfile.open(archive) as tar:
                    for member in tar.getmembers():
                        if member.name.endswith(("/vendor/simdjson.h", "/vendor/simdjson.cpp")):
                            (source / pathlib.PurePath(member.name).name).write_bytes(tar.extractfile(member).read())
            except Failure as failure:
                self.missing["the newer simdjson"] = f"{failure}\nmeasured with the system's instead"
        local = (source / "simdjson.cpp").exists()
        more = ["-I", source, source / "simdjson.cpp"] if local else ["-lsimdjson"]
        more += ["-lzstd", "-pthread"]
        self.simdjson = {
            "C++ simdjson On-Demand": self.compile("c++", "simdjson-question", ["simdjson/question.cpp"], more),
            "C++ simdjson, own walk": self.compile("c++", "simdjson-walk", ["simdjson/walk.cpp"], more),
        }
        version = subprocess.run(
            [os.environ.get("CXX", "c++"), "-E", "-dM", "-x", "c++", *(["-I", source] if local else []), "-"],
            input="#include <simdjson.h>\n", capture_output=True, text=True).stdout
        self.versions["simdjson"] = next(
            (line.split()[2].strip('"') for line in version.splitlines() if "define SIMDJSON_VERSION " in line), "unknown")

    def build_libprotobuf(self):
        generated = self.folder / "otlp"
        generated.mkdir(exist_ok=True)
        descriptors = generated / "otlp.binpb"
        names = run([self.python, HERE / "libprotobuf" / "descriptors.py", descriptors]).split()
        sources = [generated / name.replace(".proto", ".pb.cc") for name in names]
        if not all(source.exists() for source in sources):
            if not shutil.which("protoc"):
                raise Failure("protoc is not installed")
            run(["protoc", f"--descriptor_set_in={descriptors}", f"--cpp_out={generated}", *names])
        self.libprotobuf = self.compile(
            "c++", "libprotobuf-question", ["libprotobuf/question.cpp"],
            ["-I", generated, *sources, "-lprotobuf", "-pthread"])
        self.versions["libprotobuf"] = run(["protoc", "--version"]).split()[-1] if shutil.which("protoc") else "unknown"


def make_corpus(folder, size, formats):
    """A corpus of this size in these formats, made where it is not there."""
    if (folder / "truth.json").exists() and all((folder / name).is_dir() for name in formats):
        return
    say(f"making {folder} ({size})")
    run(["swift", "run", "-c", "release", "--package-path", ROOT / "Benchmarks", "spanledger-corpus", "--size", size,
         "--out", folder, "--formats", ",".join(formats)])


class Corpus:
    SUFFIXES = {"json": "jsonl", "json.zst": "jsonl.zst", "json.gz": "jsonl.gz", "proto": "pb"}

    def __init__(self, folder):
        self.folder = folder
        self.truth = json.loads((folder / "truth.json").read_text())
        self.spans = self.truth["spans"]

    def file(self, kind):
        return self.folder / kind / f"traces.{self.SUFFIXES[kind]}"

    def text_bytes(self, kind):
        return self.truth["proto_bytes" if kind == "proto" else "json_bytes"]

    def reference(self):
        """The slow answer, computed once and kept beside the corpus, itself held against the generator's truth."""
        path = self.folder / "reference.json"
        newest = max((HERE / name).stat().st_mtime for name in ("reference.py", "prices.tsv"))
        if not path.exists() or path.stat().st_mtime < newest:
            say(f"computing the reference for {self.folder}")
            run([sys.executable, HERE / "reference.py", self.file("json"), HERE / "prices.tsv", path])
        answer = json.loads(path.read_text())
        totals = self.truth["totals"]
        calls = answer["calls"]
        found = {
            "spans": calls["spans"] + sum(row["spans"] for row in answer["others"]), "calls": calls["spans"],
            "errors": calls["errors"], "input": calls["input"], "output": calls["output"],
            "cache_read": calls["cache_read"], "cache_write": calls["cache_write"],
        }
        wanted = {
            "spans": self.spans, "calls": totals["calls"], "errors": totals["errors"], "input": totals["input_tokens"],
            "output": totals["output_tokens"], "cache_read": totals["cache_read_tokens"], "cache_write": totals["cache_write_tokens"],
        }
        if found != wanted:
            raise Failure(f"the reference disagrees with truth.json: {found} instead of {wanted}")
        return answer


# --- Answers ---------------------------------------------------------------------------------------------------------


def spread(distribution):
    return [distribution["count"]] + [distribution.get(name) for name in PERCENTILES]


def reference_rows(reference):
    """The reference as rows of the answer, by hour, model and provider."""
    rows = {}
    for row in reference["hours"]:
        rows[row["hour"], row["model"], row["provider"]] = (
            [row["spans"], row["spans"], row["errors"], row["input"], row["cache_read"], row["cache_write"], row["output"], row["cost"]]
            + spread(row["duration"]) + spread(row["first_token"]))
    for row in reference["others"]:
        empty = spread({"count": 0})
        rows[row["hour"], "", ""] = [row["spans"], 0, row["errors"]] + [None] * 5 + empty + empty
    return rows


def differences(found, wanted):
    wrong = [f"{key}: {found.get(key)} instead of {wanted.get(key)}"
             for key in sorted(set(found) | set(wanted), key=str) if found.get(key) != wanted.get(key)]
    return wrong


def check_rows(output, reference, _):
    found = {}
    for line in output.splitlines()[1:]:
        cells = line.split("\t")
        key = (int(cells[0]), cells[1], cells[2])
        if key in found:
            return [f"{key}: twice"]
        found[key] = [int(cell) if cell else None for cell in cells[3:]]
    return differences(found, reference_rows(reference))


def check_reduced(output, reference, _):
    """jq's rows: spans, errors, input, output."""
    found = {}
    for line in output.splitlines():
        cells = line.split("\t")
        found[int(cells[0]), cells[1], cells[2]] = [int(cell) if cell else None for cell in (cells + ["", ""])[3:7]]
    wanted = {key: [row[0], row[2], row[3], row[6]] for key, row in reference_rows(reference).items()}
    return differences(found, wanted)


def check_bytes(wanted):
    def check(output, _, corpus):
        return [] if int(output) == wanted(corpus) else [f"{output.strip()} bytes instead of {wanted(corpus)}"]

    return check


def nanos(seconds):
    return None if seconds is None else round(seconds * 1_000_000_000)


def pico(dollars):
    """Decimal dollars as whole pico-dollars, without going through binary fractions."""
    if dollars is None:
        return None
    whole, _, part = dollars.partition(".")
    return int(whole + part.ljust(12, "0"))


def spread_of_seconds(distribution):
    if distribution is None:
        return spread({"count": 0})
    return [distribution["count"]] + [nanos(distribution[name]) for name in PERCENTILES]


def hour_of(text):
    return int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


COUNTERS = {
    "calls": "spans", "errors": "errors", "input_tokens": "input", "cache_read_tokens": "cache_read",
    "cache_write_tokens": "cache_write", "output_tokens": "output",
}


def figures_of(row, cost=True):
    """Counters and cost of spanledger; a sum that is absent there, because no call says, is 0 in the reference."""
    return [row[name] or 0 for name in COUNTERS] + ([pico(row["cost_usd"])] if cost else [])


def figures_wanted(row, cost=True):
    """The same from the reference. Without a known token nothing is priced, which is absent and not 0."""
    return [row[name] for name in COUNTERS.values()] + ([row["cost"] if row["input"] else None] if cost else [])


def spreads_of(row):
    return spread_of_seconds(row["duration_seconds"]) + spread_of_seconds(row["time_to_first_token_seconds"])


def spreads_wanted(row):
    return spread(row["duration"]) + spread(row["first_token"])


def total_cost(reference):
    return sum(row["cost"] or 0 for row in reference["models"])


def check_report(output, reference, corpus):
    """report.json: totals, calls by model with their distributions, counters by hour, and by hour, provider and model."""
    report = json.loads(output)
    totals, truth = report["totals"], corpus.truth["totals"]
    counts = ("spans", "calls_without_usage", "reasoning_tokens", "wrapper_spans", "duplicate_spans")
    wrong = differences(
        {"totals": figures_of(totals) + spreads_of(totals), "counts": [totals[name] for name in counts]},
        {"totals": figures_wanted(reference["calls"], cost=False) + [total_cost(reference)] + spreads_wanted(reference["calls"]),
         "counts": [corpus.spans, truth["calls_without_usage"], truth["reasoning_tokens"], corpus.truth["wrapper_spans"], 0]})
    wrong += differences(
        {(row["model"], row["provider"]): figures_of(row) + spreads_of(row) for row in report["by_model"]},
        {(row["model"], row["provider"]): figures_wanted(row) + spreads_wanted(row) for row in reference["models"]})
    wrong += differences(
        {(hour_of(window["start"]), row["model"], row["provider"]): figures_of(row)
         for window in report["windows"] for row in window["models"]},
        {(row["hour"], row["model"], row["provider"]): figures_wanted(row) for row in reference["hours"]})
    spans = {row["hour"]: row["spans"] for row in reference["others"]}
    for row in reference["hours"]:
        spans[row["hour"]] = spans.get(row["hour"], 0) + row["spans"]
    wrong += differences({hour_of(window["start"]): window["spans"] for window in report["windows"]}, spans)
    return wrong


def check_latency(output, reference, _):
    """The groups of `latency --by model,provider,hour`, and its totals."""
    answer = json.loads(output)
    found = {
        (hour_of(row["key"]["hour"]), row["key"]["model"], row["key"]["provider"]): figures_of(row) + spreads_of(row)
        for row in answer["groups"]}
    wanted = {
        (row["hour"], row["model"], row["provider"]): figures_wanted(row) + spreads_wanted(row) for row in reference["hours"]}
    found["totals"] = figures_of(answer["totals"]) + spreads_of(answer["totals"])
    wanted["totals"] = figures_wanted(reference["calls"], cost=False) + [total_cost(reference)] + spreads_wanted(reference["calls"])
    return differences(found, wanted)


# --- Measuring -------------------------------------------------------------------------------------------------------


class Program:
    """Something to run on one kind of input with a number of threads."""

    def __init__(self, name, kind, threads, command, check, note=""):
        self.name, self.kind, self.threads, self.command, self.check, self.note = name, kind, threads, command, check, note
        self.runs = []
        self.wrong = []

    @property
    def label(self):
        return f"{self.name}, {self.kind}, {self.threads} threads"

    def median(self):
        return statistics.median(run[0] for run in self.runs)


def launch(workshop, program, corpus, reference):
    """One run: seconds, processor seconds, peak bytes. The answer is checked each time."""
    result, output = workshop.folder / "result", workshop.folder / "output"
    command = [str(part) for part in program.command]
    done = subprocess.run([workshop.measure, str(workshop.warm_mebibytes), result, output, *command], capture_output=True, text=True)
    if done.returncode != 0:
        raise Failure(f"{command[0]} cannot be started")
    seconds, processor, peak, status = result.read_text().split()
    if int(status) != 0:
        raise Failure(f"exit status {status}: {done.stderr.strip()[-500:]}")
    try:
        program.wrong = program.check(output.read_text(), reference, corpus)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        program.wrong = [f"an answer that cannot be read ({type(error).__name__}: {error})"]
    for text in program.wrong[:5]:
        say(f"wrong answer: {program.label}: {text[:400]}")
    return float(seconds), float(processor), int(peak)


def measure(workshop, programs, corpus, reference, repetitions, failures, before_each=None, is_warm=False):
    """Runs programs in turns, every other round backwards, so that a busy minute hits none of them alone.

    The first round warms the page cache and is not counted, unless it is warm already. Who takes long in it gets fewer
    rounds: three above five seconds, one above forty.
    """
    rounds = {}
    for number in range(1 if is_warm else 0, repetitions + 1):
        for program in programs if number % 2 == 0 else reversed(programs):
            if program in failures or number > rounds.get(program, repetitions):
                continue
            if before_each:
                before_each(program)
            try:
                run_ = launch(workshop, program, corpus, reference)
            except Failure as failure:
                failures[program] = str(failure)
                say(f"{program.label}: {failure}")
                continue
            if number > 0:
                program.runs.append(run_)
            else:
                rounds[program] = min(repetitions, 1 if run_[0] > 40 else 3 if run_[0] > 5 else repetitions)
        say(f"round {number} of {repetitions} done")


def markdown(head, rows):
    widths = [max(len(str(row[index])) for row in [head, *rows]) for index in range(len(head))]

    def line(cells):
        return "| " + " | ".join(
            str(cell).ljust(width) if index == 0 else str(cell).rjust(width)
            for index, (cell, width) in enumerate(zip(cells, widths))) + " |"

    rule = "| " + " | ".join("-" * width if index == 0 else "-" * (width - 1) + ":" for index, width in enumerate(widths)) + " |"
    return "\n".join([line(head), rule, *(line(row) for row in rows)])


def tables(programs, corpus, failures):
    """One table for each kind of input and number of threads, fastest first, with the ratio to spanledger's latency."""
    text = []
    for kind in ("json", "json.zst", "json.gz", "proto"):
        for threads in sorted({program.threads for program in programs if program.kind == kind}):
            own = [program for program in programs if (program.kind, program.threads) == (kind, threads) and program.runs]
            if not own:
                continue
            base = next((program for verb in ("latency", "report") for program in own if program.name == f"spanledger {verb}"), None)
            rows = []
            for program in sorted(own, key=Program.median):
                seconds = [run_[0] for run_ in program.runs]
                median = statistics.median(seconds)
                rows.append([
                    ("**" + program.name + "**" if program.name.startswith("spanledger") else program.name) + program.note,
                    f"{min(seconds):.3f}", f"{median:.3f}", len(seconds), f"{statistics.median(run_[1] for run_ in program.runs):.2f}",
                    f"{max(run_[2] for run_ in program.runs) / 1e6:.0f}", f"{corpus.text_bytes(kind) / median / 1e6:.0f}",
                    f"{corpus.spans / median / 1e6:.2f}", f"{median / base.median():.2f}" if base else "-",
                    "WRONG" if program.wrong else "yes",
                ])
            name = base.name if base else "spanledger"
            text.append(f"### {kind}, {threads} thread{'s' if threads > 1 else ''}\n\n" + markdown(
                ["program", "s min", "median", "runs", "CPU s", "peak MB", "MB/s", "M spans/s", f"x {name}", "right"], rows))
            # What decompression allows: the library that spanledger links, alone on the same file.
            alone = next((program for program in own if program.name == {"json.zst": "zstd alone", "json.gz": "isal alone"}.get(kind)), None)
            if alone:
                ratios = [f"{program.name} {program.median() / alone.median():.2f}" for program in own if program.name.startswith("spanledger")]
                text += [f"Times what {alone.name} takes: {', '.join(ratios)}."] if ratios else []
    return "\n\n".join(text + not_measured(failures))


def not_measured(failures):
    lines = [f"- {program.label}: {reason.splitlines()[0]}" for program, reason in failures.items()]
    return ["Not measured:\n\n" + "\n".join(lines)] if lines else []


def machine(workshop, binary):
    processor = "processor unknown"
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            processor = next(line.split(":")[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30

    def first_line(command):
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        return (done.stdout.splitlines() or ["unknown"])[0] if done.returncode == 0 else "unknown"

    commit = first_line(["git", "rev-parse", "--short", "HEAD"])
    changed = ", changed" if subprocess.run(["git", "diff", "--quiet", "HEAD"], cwd=ROOT).returncode else ""
    versions = ", ".join(f"{name} {version}" for name, version in sorted(workshop.versions.items()))
    return (
        f"{processor}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}; commit {commit}{changed}; "
        f"{first_line([str(binary), '--version'])}; {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%dT%H:%MZ}; load before "
        f"{os.getloadavg()[0]:.2f}.\n\n{first_line([os.environ.get('CXX', 'c++'), '--version'])}; Python {platform.python_version()}; {versions}.")


# --- What is measured ------------------------------------------------------------------------------------------------


def spanledger(options, workshop, corpus, kind, threads):
    words = {"binary": options.binary, "input": corpus.file(kind), "jobs": threads, "out": workshop.folder / "report"}

    def fill(template):
        return [word.format(**words) for word in shlex.split(template)]

    return [
        Program("spanledger latency", kind, threads, fill(options.latency), check_latency),
        Program("spanledger report", kind, threads, fill(options.report), check_report),
    ]


def python_program(workshop, script, corpus, kind, threads, *more):
    return [workshop.python, HERE / "python" / script, corpus.file(kind), HERE / "prices.tsv", threads, *more]


def engine(workshop, name, script, corpus, kind, threads, variant):
    return Program(name, kind, threads, python_program(workshop, script, corpus, kind, threads, variant), check_rows, f" ({variant})")


def variants_of(workshop, script):
    code = f"import sys; sys.path.insert(0, {str(HERE / 'python')!r}); import {script[:-3]} as m; print('\\n'.join(m.VARIANTS))"
    return run([workshop.python, "-c", code]).splitlines()


ENGINES = {"DuckDB": "with_duckdb.py", "ClickHouse": "with_clickhouse.py"}


def try_out(options, workshop, variants, corpus, reference, failures):
    """Runs each once, and three times those that come within half as much again of the fastest, so that a busy moment
    decides nothing and slow ones take no time."""
    measure(workshop, variants[:1], corpus, reference, 0, failures)
    measure(workshop, variants, corpus, reference, 1, failures, is_warm=True)
    right = [variant for variant in variants if variant.runs and not variant.wrong]
    if right and not options.tiny:
        limit = 1.5 * min(variant.median() for variant in right)
        close = [variant for variant in right if variant.median() <= limit]
        measure(workshop, close, corpus, reference, 2, failures, is_warm=True)


def best_variants(options, workshop, corpus, reference):
    """Tries every formulation of the engines, for each number of threads: what is fastest with one is not always with
    several. Returns the fastest of each by engine and threads, and a table."""
    best, rows = {}, []
    for name, script in ENGINES.items():
        variants, cells = variants_of(workshop, script), {}
        for threads in options.threads:
            programs = [engine(workshop, name, script, corpus, "json", threads, variant) for variant in variants]
            failures = {}
            try_out(options, workshop, programs, corpus, reference, failures)
            right = [program for program in programs if program.runs and not program.wrong]
            if not right:
                raise Failure(f"no formulation for {name} gives the right answer")
            chosen = min(right, key=Program.median)
            best[name, threads] = chosen.note[2:-1]
            for variant, program in zip(variants, programs):
                cell = failures[program].splitlines()[0][:60] if program in failures else "WRONG" if program.wrong else f"{program.median():.2f}"
                cells[variant, threads] = f"**{cell}**" if program is chosen else cell
        rows += [[name, variant, *(cells[variant, threads] for threads in options.threads)] for variant in variants]
    return best, markdown(["engine", "formulation", *(f"s, {threads} thread{'s' if threads > 1 else ''}" for threads in options.threads)], rows)


def programs_for(options, workshop, corpus, best):
    found = []
    for threads in options.threads:
        for kind in options.kinds:
            found += spanledger(options, workshop, corpus, kind, threads)
        prices = HERE / "prices.tsv"
        for kind in ("json", "json.zst", "json.gz"):
            if kind in options.kinds:
                for name, script in ENGINES.items():
                    if (name, threads) in best:
                        found.append(engine(workshop, name, script, corpus, kind, threads, best[name, threads]))
        for kind in ("json", "json.zst"):
            if kind in options.kinds:
                for name, binary in workshop.simdjson.items():
                    found.append(Program(name, kind, threads, [binary, corpus.file(kind), prices, threads], check_rows))
        if "json" in options.kinds:
            file = corpus.file("json")
            for name, script in (("Python, msgspec", "with_msgspec.py"), ("Python, orjson", "with_orjson.py"), ("Polars", "with_polars.py")):
                if "Python programs" not in workshop.missing:
                    found.append(Program(name, "json", threads, python_program(workshop, script, corpus, "json", threads), check_rows))
            if threads == 1 and "jq" not in workshop.missing:
                command = ["jq", "-rn", "-f", HERE / "jq" / "question.jq", file]
                found.append(Program("jq", "json", 1, command, check_reduced, " (no percentiles, no cost)"))
            found.append(Program("read alone", "json", threads, [workshop.read, file, threads], check_bytes(lambda corpus: corpus.truth["json_bytes"])))
        if "proto" in options.kinds:
            file = corpus.file("proto")
            if hasattr(workshop, "libprotobuf"):
                found.append(Program("C++ libprotobuf, arena", "proto", threads, [workshop.libprotobuf, file, prices, threads], check_rows))
            if "Python programs" not in workshop.missing:
                found.append(Program("Python, upb", "proto", threads, python_program(workshop, "with_upb.py", corpus, "proto", threads), check_rows))
            found.append(Program("read alone", "proto", threads, [workshop.read, file, threads], check_bytes(lambda corpus: corpus.truth["proto_bytes"])))
        # One stream is decompressed by one thread, however many there are.
        libraries = {"json.zst": ["zstd"], "json.gz": ["zlib", "isal", "libdeflate", "zlib-ng"]}
        for kind, names in libraries.items():
            for name in names if kind in options.kinds else ():
                if name in workshop.missing or not hasattr(workshop, "decompress"):
                    continue
                command = [workshop.decompress, name, corpus.file(kind)]
                if name == "zlib-ng":
                    if "Python programs" in workshop.missing:
                        continue
                    command = [workshop.python, HERE / "python" / "with_zlib_ng.py", corpus.file(kind)]
                note = {"libdeflate": " (whole file in memory)", "zlib-ng": " (from Python)"}.get(name, "")
                check = check_bytes(lambda corpus: corpus.truth["json_bytes"])
                found.append(Program(f"{name} alone", kind, threads, command, check, note))
    if options.only:
        found = [program for program in found if any(word.lower() in program.name.lower() for word in options.only)]
    return found


def compare(options, workshop):
    make_corpus(options.corpus, options.size, options.kinds)
    corpus = Corpus(options.corpus)
    reference = corpus.reference()
    head = machine(workshop, options.binary)
    best, formulations = {}, ""
    wants_engine = not options.only or any(word.lower() in name.lower() for word in options.only for name in ENGINES)
    if "Python programs" not in workshop.missing and "json" in options.kinds and wants_engine:
        best, formulations = best_variants(options, workshop, corpus, reference)
    programs = programs_for(options, workshop, corpus, best)
    failures = {}
    measure(workshop, programs, corpus, reference, options.repetitions, failures)
    print(head)
    print(
        f"\n{corpus.spans} spans, {corpus.truth['totals']['calls']} calls; {corpus.truth['json_bytes'] / 1e6:.0f} MB as JSON, "
        f"{corpus.truth['proto_bytes'] / 1e6:.0f} MB as protobuf. Page cache and {options.warm} MiB of memory warm. MB/s counts bytes after decompression; the last "
        "column but one is the ratio of medians, above 1 is slower. Peak memory of programs with several processes is that of the largest.\n")
    print(tables(programs, corpus, failures))
    if formulations:
        print("\n### What was tried\n\nOn JSON; the fastest of each engine, in bold, is in the tables above.\n")
        print(formulations)
    return [program for program in programs if program.wrong], bool([program for program in programs if program.runs])


def cold(options, workshop):
    """Single runs on files that were thrown out of the page cache."""
    make_corpus(options.corpus, options.size, options.kinds)
    corpus = Corpus(options.corpus)
    reference = corpus.reference()
    threads = max(options.threads)
    programs = []
    for kind in options.kinds:
        wanted = corpus.file(kind).stat().st_size
        programs.append(Program("read alone", kind, threads, [workshop.read, corpus.file(kind), threads], check_bytes(lambda _, wanted=wanted: wanted)))
        programs += spanledger(options, workshop, corpus, kind, threads)

    def drop(program):
        descriptor = os.open(corpus.file(program.kind), os.O_RDONLY)
        os.fsync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)

    failures = {}
    measure(workshop, programs, corpus, reference, min(3, options.repetitions), failures, before_each=drop)
    print(machine(workshop, options.binary))
    print("\nEach file was thrown out of the page cache before each run (of this machine; a host may still hold it).\n")
    print(tables(programs, corpus, failures))
    return [program for program in programs if program.wrong], bool([program for program in programs if program.runs])


def linear(options, workshop):
    """Time and peak memory at several sizes, and what each span more costs."""
    wrong, rows, all_failures = [], [], {}
    threads = max(options.threads)
    kinds = [kind for kind in options.kinds if kind in ("json", "proto")]
    before = {}
    for size in options.sizes:
        folder = options.corpus.parent / f"{options.corpus.name}-{size}"
        make_corpus(folder, size, kinds)
        corpus = Corpus(folder)
        reference = corpus.reference()
        programs = [program for kind in kinds for program in spanledger(options, workshop, corpus, kind, threads)]
        for name, binary in workshop.simdjson.items() if "json" in kinds else ():
            programs.append(Program(name, "json", threads, [binary, corpus.file("json"), HERE / "prices.tsv", threads], check_rows))
        failures = {}
        measure(workshop, programs, corpus, reference, options.repetitions, failures)
        for program in programs:
            if not program.runs:
                continue
            key = (program.name, program.kind)
            peak = max(run_[2] for run_ in program.runs)
            slope = f"{(peak - before[key][0]) / (corpus.spans - before[key][1]):.0f}" if key in before else "-"
            before[key] = (peak, corpus.spans)
            rows.append([
                program.name, program.kind, size, corpus.spans, corpus.truth["totals"]["calls"], f"{program.median():.3f}",
                f"{program.median() / corpus.spans * 1e9:.0f}", f"{peak / 1e6:.1f}", slope, "WRONG" if program.wrong else "yes",
            ])
        wrong += [program for program in programs if program.wrong]
        all_failures |= failures
        if options.remove:
            shutil.rmtree(folder)
    print(machine(workshop, options.binary))
    print(f"\n{threads} threads. The slope is what the peak grew by, for each span more than the size before.\n")
    rows.sort(key=lambda row: (row[0], row[1], row[3]))
    print(markdown(["program", "input", "size", "spans", "calls", "median s", "ns/span", "peak MB", "bytes/span more", "right"], rows))
    print("\n".join(["", *not_measured(all_failures)]))
    return wrong, bool(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build/release/spanledger", help="a built spanledger")
    parser.add_argument("--corpus", type=pathlib.Path, help="folder of the corpus, made where absent (default .build-corpus)")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / ".build-rivals", help="folder for what is built")
    parser.add_argument("--size", default="1.5GB", help="of a corpus to be made, as JSON")
    parser.add_argument("--tiny", action="store_true", help="8 MB, one round")
    parser.add_argument("--repetitions", type=int, default=7, help="measured rounds (default 7)")
    parser.add_argument("--threads", type=lambda text: [int(part) for part in text.split(",")], default=[1, 2], help="default 1,2")
    parser.add_argument("--kinds", type=lambda text: text.split(","), default=["json", "proto", "json.zst", "json.gz"])
    parser.add_argument("--only", type=lambda text: text.split(","), help="programs whose names contain one of these words")
    parser.add_argument("--linear", action="store_true", help="time and memory over size, instead of the comparison")
    parser.add_argument("--sizes", type=lambda text: text.split(","), default=["400MB", "800MB", "1.6GB"], help="for --linear")
    parser.add_argument("--remove", action="store_true", help="remove the corpora of --linear as soon as they are measured")
    parser.add_argument("--cold", action="store_true", help="files that are not in the page cache, instead of the comparison")
    parser.add_argument(
        "--latency", default="{binary} latency {input} --by model,provider,hour --percentiles 50,90,95,99 --format json --jobs {jobs} --quiet",
        help="how spanledger is asked the question")
    parser.add_argument(
        "--report", default="{binary} report {input} --format json --jobs {jobs} --quiet --out {out}", help="how the report is asked for")
    parser.add_argument(
        "--warm", type=int, default=1024, help="MiB of memory that are touched and given back before each run (default 1024; see floor/measure.c)")
    options = parser.parse_args()
    if options.tiny:
        options.size, options.repetitions, options.sizes, options.warm = "8MB", 1, ["4MB", "8MB"], 0
    options.corpus = options.corpus or ROOT / (".build-corpus-tiny" if options.tiny else ".build-corpus")
    unknown = [kind for kind in options.kinds if kind not in Corpus.SUFFIXES]
    if unknown:
        parser.error(f"--kinds: {', '.join(unknown)}: none of {', '.join(Corpus.SUFFIXES)}")
    try:
        if not options.binary.exists():
            raise Failure(f"{options.binary}: not there; build it with `make build`")
        workshop = Workshop(options.work, options.warm)
        workshop.prepare()
        wrong, measured = (linear if options.linear else cold if options.cold else compare)(options, workshop)
    except Failure as failure:
        say(str(failure))
        return 2
    if workshop.missing:
        print("\nLeft out:\n")
        for name, reason in workshop.missing.items():
            print(f"- {name}: {reason.splitlines()[-1]}")
    for program in wrong:
        say(f"wrong answer: {program.label}")
    return 1 if wrong else 0 if measured else 2


if __name__ == "__main__":
    sys.exit(main())
