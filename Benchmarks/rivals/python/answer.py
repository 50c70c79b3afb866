"""What the Python programs have in common: names, percentiles, and the way an answer is written."""

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

# Attribute to (rank, slot): a program keeps, for each slot, the value of the lowest rank.
SLOTS = {"model": MODEL, "provider": PROVIDER, "input": INPUT, "output": OUTPUT, "read": CACHE_READ, "write": CACHE_WRITE}


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
