#!/usr/bin/env bash
# Runs the tests that read files with several workers, or that read broken ones, under a sanitizer.
#
#   Tests/sanitize.sh thread     ThreadSanitizer over sources shared by workers, the parallel loader, percentiles by several workers
#   Tests/sanitize.sh address    AddressSanitizer over decoders, cutters, decompression, dialects and the loops of the C target
#
# Each builds into a folder of its own, .build-thread or .build-address.
set -euo pipefail
cd "$(dirname "$0")/.."

case ${1:-} in
  thread)
    targets=LedgerBytesTests,LedgerKernelsTests,LedgerMemoryTests,LedgerRunTests
    filter='SharedLoadingTests|SharedPercentileTests|WorkersTests|WorkerTests'
    skip='^$'
    ;;
  address)
    targets=LedgerBytesTests,LedgerDialectsTests,LedgerKernelsTests,LedgerMemoryTests,LedgerOTLPTests,LedgerRunTests
    filter='LedgerBytesTests|LedgerOTLPTests|LedgerMemoryTests|LedgerDialectsTests|SharedLoadingTests|InstructionSetTests'
    # A third of the time, over megabytes of nothing; what they go through is fuzzed under this sanitizer, too.
    skip='of damaged gzip comes out|what came before a cut|what came before damage|breaks off near the limit|behind as much text as the head'
    ;;
  *) sed -n '2,7p' "$0" >&2; exit 2 ;;
esac

# The runtime's own report of a crash would wait for a symboliser inside the sanitizer. A sanitizer ends the run at its
# first finding. What the tests and the runtime keep for the life of the process is no leak.
export SWIFT_BACKTRACE=enable=no
export TSAN_OPTIONS=halt_on_error=1
export ASAN_OPTIONS=detect_leaks=0
export SPANLEDGER_UNOPTIMISED=1
export SPANLEDGER_TESTS=$targets
${SWIFT:-swift} test --sanitize "$1" --scratch-path ".build-$1" --filter "$filter" --skip "$skip"
