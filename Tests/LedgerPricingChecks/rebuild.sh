#!/usr/bin/env bash
# Makes the shipped catalogue again from the two packages in Tests/oracle/requirements.txt: Swift files in
# Sources/LedgerPricing/Shipped and docs/prices-not-carried.md. The same packages give the same bytes.
#
#   rebuild.sh          writes the files
#   rebuild.sh --check  writes them elsewhere and says whether the committed ones are the same
set -euo pipefail
cd "$(dirname "$0")/../.."

requirements=Tests/oracle/requirements.txt
as_of=$(sed -n 's/^# prices read on //p' "$requirements")
version() { sed -n "s/^$1==//p" "$requirements"; }

[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/pip install --quiet --disable-pip-version-check -r "$requirements"
make build PRODUCT=price-book-tool

work=.venv/prices
mkdir -p "$work"
.venv/bin/python Tests/LedgerPricingChecks/dump_genai_prices.py "$work/genai-prices.json"
packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
cp "$packages/litellm/model_prices_and_context_window_backup.json" "$work/litellm.json"

out=Sources/LedgerPricing/Shipped report=docs/prices-not-carried.md
if [ "${1:-}" = --check ]; then
  rm -rf "$work/shipped"
  mkdir -p "$work/shipped"
  out=$work/shipped report=$work/prices-not-carried.md
else
  rm -f "$out"/Catalogue*.swift
fi
.build/release/price-book-tool shipped --as-of "$as_of" --out "$out" --report "$report" \
  --genai "$work/genai-prices.json" --genai-version "$(version genai-prices)" \
  --litellm "$work/litellm.json" --litellm-version "$(version litellm)"
if [ "${1:-}" = --check ]; then
  diff -r "$out" Sources/LedgerPricing/Shipped
  diff "$report" docs/prices-not-carried.md
  echo "the committed files are what the catalogues give"
fi
