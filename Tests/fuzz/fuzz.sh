#!/usr/bin/env bash
# Fuzzes what reads hostile bytes, with libFuzzer and AddressSanitizer.
#
#   Tests/fuzz/fuzz.sh build                    builds all targets into .build-fuzz
#   Tests/fuzz/fuzz.sh check TARGET             10,000 executions, always the same ones: what a gate can rely on
#   Tests/fuzz/fuzz.sh run TARGET SECONDS       fuzzes one target: json, protobuf or framing
#   Tests/fuzz/fuzz.sh replay TARGET FILE…      runs single inputs, as a finding is looked into
#
# The corpus grows in .build-fuzz/corpus/TARGET from run to run; findings are left in .build-fuzz/findings.
set -euo pipefail
cd "$(dirname "$0")/../.."

OUT=.build-fuzz
SWIFTC=${SWIFTC:-swiftc}
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0:allocator_may_return_null=1}
# The runtime's own report of a crash would be an endless wait for a symboliser inside AddressSanitizer.
export SWIFT_BACKTRACE=enable=no

# Optimised, so that fuzzing is fast and unsafe code is compiled as it ships; assertions stay on.
flags=(-O -wmo -swift-version 6 -parse-as-library -assert-config Debug -sanitize=fuzzer,address -g
  -I "$OUT" -I Sources/CZlib -I Sources/CZstd -I Sources/CIsal
  -Xcc -fmodule-map-file="$OUT/CLedgerMasks.modulemap")

room() {
  printf '  %s\n' "$1"
  "$SWIFTC" "${flags[@]}" -module-name "$1" -emit-module -emit-module-path "$OUT/$1.swiftmodule" \
    -emit-object -o "$OUT/$1.o" Sources/"$1"/*.swift
}

# target NAME SOURCE…
target() {
  local name=$1
  shift
  printf '  fuzz-%s\n' "$name"
  "$SWIFTC" "${flags[@]}" -module-name "Fuzz_$name" -emit-executable -emit-module-path "$OUT/Fuzz_$name.swiftmodule" \
    -o "$OUT/fuzz-$name" Tests/fuzz/CallLog.swift "$@" "$OUT"/Ledger*.o "$OUT"/ledger_*.o -use-ld=lld -lz -lzstd -lisal
}

build() {
  mkdir -p "$OUT"
  printf 'module CLedgerMasks { umbrella "%s/Sources/CLedgerMasks/include" export * }\n' "$PWD" \
    >"$OUT/CLedgerMasks.modulemap"
  for file in Sources/CLedgerMasks/*.c; do
    clang -O2 -g -fsanitize=fuzzer-no-link,address -I Sources/CLedgerMasks/include -c "$file" \
      -o "$OUT/$(basename "$file" .c).o"
  done
  for name in LedgerMemory LedgerModel LedgerBytes LedgerOTLP; do room "$name"; done
  target json Tests/fuzz/JSONTarget.swift
  target protobuf Tests/fuzz/ProtobufTarget.swift
  target framing Tests/fuzz/FramingTarget.swift Tests/LedgerTestSupport/Packing.swift
}

# The first inputs: small fixtures, as each target takes them.
seeds() {
  local into=$OUT/seeds/$1 file base
  rm -rf "$into" && mkdir -p "$into"
  case $1 in
    json)
      for file in fixtures/random/json/*.jsonl fixtures/layouts/*/*.json* fixtures/broken/inputs/*.json*; do
        base=$(basename "$(dirname "$file")")-$(basename "$file")
        case $file in *.gz | *.zst) continue ;; esac
        head -c 8192 "$file" | sed -n 1p >"$into/line-$base"
        head -c 4096 "$file" >"$into/$base"
      done
      # Formats that are no OTLP and are read: Jaeger's, and the objects of the JavaScript SDK.
      cp fixtures/public/inputs/jaeger-ui_01.json "$into/jaeger.json"
      cp Tests/fuzz/objects/*.json "$into/"
      ;;
    protobuf)
      for file in fixtures/random/protobuf/*.pb; do tail -c +5 "$file" >"$into/$(basename "$file")"; done
      for file in fixtures/broken/inputs/*.pb fixtures/broken/inputs/*.binpb; do
        head -c 8192 "$file" >"$into/$(basename "$file")"
        head -c 8192 "$file" | tail -c +5 >"$into/inner-$(basename "$file")"
      done
      ;;
    framing)
      # Three bytes of instruction come first: see FramingTarget.swift.
      for file in fixtures/broken/inputs/* fixtures/layouts/*/*; do
        [ -f "$file" ] || continue
        base=$(basename "$(dirname "$file")")-$(basename "$file")
        { printf '\0\0\0'; head -c 12288 "$file"; } >"$into/$base"
      done
      for how in 1 2 3 4 5 6 7 11 12 13 14 15; do
        { printf "\\x$(printf %02x "$how")\\x05\\x31"; head -c 4096 fixtures/broken/good.jsonl; } >"$into/packed-$how"
        { printf "\\x$(printf %02x "$how")\\x02\\x55"; cat fixtures/random/protobuf/001-metrics.pb; } >"$into/message-$how"
      done
      ;;
  esac
}

# fuzz TARGET CORPUS OPTION…
fuzz() {
  local name=$1 corpus=$2 dict=()
  shift 2
  mkdir -p "$corpus" "$OUT/findings"
  seeds "$name"
  [ "$name" = json ] && dict=(-dict=Tests/fuzz/json.dict)
  "$OUT/fuzz-$name" "$corpus" "$OUT/seeds/$name" ${dict[@]+"${dict[@]}"} -max_len=16384 -rss_limit_mb=2048 \
    -timeout=20 -artifact_prefix="$OUT/findings/$name-" -print_final_stats=1 "$@"
}

check() {
  rm -rf "$OUT/checked/$1"
  fuzz "$1" "$OUT/checked/$1" -seed=1 -runs=10000
}

case ${1:-} in
  build) build ;;
  check) check "$2" ;;
  run) fuzz "$2" "$OUT/corpus/$2" -max_total_time="$3" ;;
  replay)
    name=$2
    shift 2
    "$OUT/fuzz-$name" "$@"
    ;;
  *)
    sed -n '2,10p' "$0" >&2
    exit 2
    ;;
esac
