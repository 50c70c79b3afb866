#!/usr/bin/env bash
# Counts the instructions that reading and the column kernels take, and fails where they are more than 3 % above the
# baseline.
#
#   Tests/guard/guard.sh            compares with Tests/guard/baseline.txt
#   Tests/guard/guard.sh --record   writes that file anew: after an improvement, or a change that is worth its price
#
# What is counted is what `make build` makes, with the Swift runtime inside: calls into a shared one take some percent more.
# Counts come from callgrind, which runs the program on a processor of its own making: they do not depend on the machine
# or its load, only on the program, the toolchain and the C library. They are small fractions of a percent apart from run
# to run at most; seconds on a shared machine are not.
set -euo pipefail
cd "$(dirname "$0")/../.."

SWIFT=${SWIFT:-swift}
BASELINE=Tests/guard/baseline.txt
TOLERANCE_PERMILLE=30
WORK=.build/guard
inputs=(
  "json      fixtures/night/harbour-handbook/telemetry.jsonl"
  "protobuf  fixtures/night/gate-assistant/telemetry.pb"
  "scrambled-json      $WORK/random.jsonl"
  "scrambled-protobuf  $WORK/random.pb"
)
kernels=(
  sum sum-of-valid extremes grouped-sums histogram exponential compare gather percentiles intervals partition top distinct
)

command -v valgrind >/dev/null || { echo "valgrind is needed: apt-get install valgrind" >&2; exit 2; }
make build PRODUCT=decode-count
make build PRODUCT=kernel-probe
mkdir -p "$WORK"
# Debug information of this toolchain is newer than what valgrind reads.
strip -g -o "$WORK/decode-count" .build/release/decode-count
strip -g -o "$WORK/kernel-probe" .build/release/kernel-probe
cat fixtures/random/json/*.jsonl >"$WORK/random.jsonl"
cat fixtures/random/protobuf/*.pb >"$WORK/random.pb"

# Instructions of one run of a program.
counted() {
  # Without seeds of hashing that differ from run to run.
  SWIFT_DETERMINISTIC_HASHING=1 valgrind --tool=callgrind --callgrind-out-file=/dev/null \
    "$WORK/$1" "${@:2}" 2>&1 >/dev/null | sed -n 's/.*Collected : //p'
}

# Instructions of one pass: what two more passes take, halved. A name, and a run with PASSES where their number goes.
one_pass() {
  local one three
  one=$(counted "${@/PASSES/1}")
  three=$(counted "${@/PASSES/3}")
  [ -n "$one" ] && [ -n "$three" ] || { echo "valgrind gave no count for $*" >&2; exit 2; }
  echo $(((three - one) / 2))
}

measure() {
  local count
  printf '# instructions of one pass: stage, input, count; %s\n' "$("$SWIFT" --version 2>/dev/null | head -n 1)"
  for input in "${inputs[@]}"; do
    read -r name path <<<"$input"
    for stage in decode read load; do
      count=$(one_pass decode-count "$stage" PASSES "$path")
      printf '%-7s %-19s %d\n' "$stage" "$name" "$count"
    done
  done
  # With the instructions that every machine of its kind has, so that counts are those of any.
  export SPANLEDGER_ISA=base
  for name in "${kernels[@]}"; do
    count=$(one_pass kernel-probe count "$name" PASSES)
    printf '%-7s %-19s %d\n' kernel "$name" "$count"
  done
}

if [ "${1:-}" = --record ]; then
  measure >"$WORK/measured.txt"
  mv "$WORK/measured.txt" "$BASELINE"
  cat "$BASELINE"
  exit 0
fi

measure >"$WORK/measured.txt"
status=0
while read -r stage name now; do
  [ "$stage" = "#" ] && continue
  before=$(awk -v stage="$stage" -v name="$name" '$1 == stage && $2 == name { print $3 }' "$BASELINE")
  if [ -z "$before" ]; then
    echo "$stage $name: $now instructions, and no baseline; record one with Tests/guard/guard.sh --record"
    status=1
    continue
  fi
  change=$(awk -v now="$now" -v before="$before" 'BEGIN { printf "%+.2f %%", (now / before - 1) * 100 }')
  if [ $((now * 1000)) -gt $((before * (1000 + TOLERANCE_PERMILLE))) ]; then
    echo "$stage $name: $now instructions, $before before: $change. This is slower than allowed (3 %)."
    echo "  If it is worth its price, record it with Tests/guard/guard.sh --record and say so in the commit."
    status=1
  elif [ $((now * 1000)) -lt $((before * (1000 - TOLERANCE_PERMILLE))) ]; then
    echo "$stage $name: $now instructions, $before before: $change. Update the baseline with Tests/guard/guard.sh --record"
  else
    echo "$stage $name: $now instructions, $change"
  fi
done < <(grep -v '^#' "$WORK/measured.txt")
if [ "$(head -n 1 "$BASELINE")" != "$(head -n 1 "$WORK/measured.txt")" ]; then
  echo "The baseline is of another toolchain:"
  head -qn 1 "$BASELINE" "$WORK/measured.txt"
fi
exit $status
