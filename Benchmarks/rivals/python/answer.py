"""What the Python programs have in common: names, percentiles, and the way an answer is written."""

import multiprocessing
import os
import sys

COLUMNS = (
    "hour model provider spans calls errors input cache_read cache_write output cost durations duration_p50 duration_p90 "
    "duration_p95 duration_p99 first_tokens first_token_p50 first_token_p90 first_token_p95 first_token_p99"
).split()
PERCENTILES = (50, 90, 95, 99)

MODEL = ("gen_ai.response.model", "gen_ai.request.model", "llm.model_name", "embedding.model_name")
PROVIDER = ("gen_ai.provider.name", "gen_ai.system", "llm.provider")
INPUT = ("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt")
OUTPUT = ("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion")
CACHE_READ = (
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "llm.token_count.prompt_details.cache_read",
)
CACHE_WRITE = ("gen_ai.usage.cache_creation.input_tokens", "llm.token_count.prompt_details.cache_write")
FIRST_TOKEN = "gen_ai.response.time_to_first_chunk"
FIRST_TOKEN_EVENT = "First Token Stream Event"
HOUR_NANOS = 3_600_000_000_000



def read_prices(path):
    """Model to prices in pico-dollars a token: input, cache read, cache write, output."""
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    return {row[0]: tuple(int(cell) for cell in row[1:]) for row in rows}


def percentiles(values):
    """How many values there are, and p50, p90, p95, p99 by nearest rank."""
    values.sort()
    count = len(values)
    if count == 0:
        return [0] + [None] * len(PERCENTILES)
    return [count] + [values[max(1, -(-p * count // 100)) - 1] for p in PERCENTILES]


def cost(model, input_tokens, read, write, output, prices):
    """Pico-dollars, or None where the model has no price."""
    price = prices.get(model)
    if price is None:
        return None
    return (input_tokens - read - write) * price[0] + read * price[1] + write * price[2] + output * price[3]


class Group:
    """One row of the answer while it grows."""

    __slots__ = ("spans", "errors", "input", "output", "read", "write", "durations", "first_tokens")

    def __init__(self):
        self.spans = self.errors = self.input = self.output = self.read = self.write = 0
        self.durations = []
        self.first_tokens = []

    def add(self, other):
        self.spans += other.spans
        self.errors += other.errors
        self.input += other.input
        self.output += other.output
        self.read += other.read
        self.write += other.write
        self.durations += other.durations
        self.first_tokens += other.first_tokens


def add_span(groups, said, start, end, failed, event_time):
    """Adds one span to the groups. `said` holds its attributes as far as the question reads them; `event_time` is 0 where
    no event tells of the first token."""
    get = said.get
    hour = start // HOUR_NANOS
    model = get(MODEL[0]) or get(MODEL[1]) or get(MODEL[2]) or get(MODEL[3])
    if model is None:
        key = (hour, None, None)
    else:
        provider = get(PROVIDER[0]) or get(PROVIDER[1]) or get(PROVIDER[2])
        key = (hour, model, provider)
    group = groups.get(key)
    if group is None:
        group = groups[key] = Group()
    group.spans += 1
    if failed:
        group.errors += 1
    if model is None:
        return
    group.input += get(INPUT[0]) or get(INPUT[1]) or get(INPUT[2]) or 0
    group.output += get(OUTPUT[0]) or get(OUTPUT[1]) or get(OUTPUT[2]) or 0
    group.read += get(CACHE_READ[0]) or get(CACHE_READ[1]) or get(CACHE_READ[2]) or 0
    group.write += get(CACHE_WRITE[0]) or get(CACHE_WRITE[1]) or 0
    if end > start:
        group.durations.append(end - start)
        seconds = get(FIRST_TOKEN)
        first = round(seconds * 1_000_000_000) if seconds is not None else event_time - start
        if 0 < first <= end - start:
            group.first_tokens.append(first)


KNOWN = frozenset(MODEL + PROVIDER + INPUT + OUTPUT + CACHE_READ + CACHE_WRITE + (FIRST_TOKEN,))


def lines_between(path, start, end):
    """The lines that begin in [start, end)."""
    with open(path, "rb", buffering=1 << 20) as file:
        if start > 0:
            file.seek(start - 1)
            file.readline()
        while file.tell() < end:
            line = file.readline()
            if not line:
                return
            yield line


def line_ranges(path, count):
    size = os.path.getsize(path)
    return [(size * index // count, size * (index + 1) // count) for index in range(count)]


def messages_between(path, start, end):
    """The length-prefixed messages in [start, end)."""
    with open(path, "rb", buffering=1 << 20) as file:
        file.seek(start)
        while start < end:
            length = int.from_bytes(file.read(4), "big")
            yield file.read(length)
            start += 4 + length


def message_ranges(path, count):
    """Ranges that begin with a message, found by hopping from length to length."""
    size = os.path.getsize(path)
    if count == 1:
        return [(0, size)]
    borders = [0]
    with open(path, "rb", buffering=0) as file:
        position = 0
        while position < size:
            if position > 0 and position >= size * len(borders) // count:
                borders.append(position)
            file.seek(position)
            position += 4 + int.from_bytes(file.read(4), "big")
    return list(zip(borders, borders[1:] + [size]))


def run(groups_of, ranges, arguments):
    """Runs a program: `groups_of(path, start, end)` on each range in a process of its own, and the answer written."""
    path, prices, threads = arguments
    parts = [(path, start, end) for start, end in ranges(path, int(threads))]
    if len(parts) == 1:
        found = [groups_of(*parts[0])]
    else:
        with multiprocessing.get_context("fork").Pool(len(parts)) as pool:
            found = pool.starmap(groups_of, parts)
    groups = {}
    for part in found:
        for (hour, model, provider), group in part.items():
            key = (hour, model, provider if model is None else (provider or "").lower())
            if key in groups:
                groups[key].add(group)
            else:
                groups[key] = group
    write(rows_of(groups, read_prices(prices)))


def rows_of(groups, prices):
    """The rows of groups by (hour, model, provider); the model is None where the spans are no calls."""
    for (hour, model, provider), group in groups.items():
        if model is None:
            yield [hour * 3600, "", "", group.spans, 0, group.errors] + [None] * 5 + percentiles([]) + percentiles([])
        else:
            sums = [group.input, group.read, group.write, group.output]
            yield (
                [hour * 3600, model, provider, group.spans, group.spans, group.errors]
                + sums
                + [cost(model, *sums, prices)]
                + percentiles(group.durations)
                + percentiles(group.first_tokens)
            )


def write(rows):
    """Writes the answer to standard output."""
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join("" if cell is None else str(cell) for cell in row) for row in rows]
    sys.stdout.write("\n".join(lines) + "\n")
