// Made by `make prices`; do not edit. `docs/prices.md` says what the lines mean.

extension ShippedCatalogueText {
  static let anthropic = #"""

    seller anthropic vendor page=https://www.anthropic.com/pricing#api
      provider anthropic

    model claude-mythos-5-2
      price from=* input=8 cache-read=0.2 cache-write=10 cache-write-1h=16 output=40 per-search=0.01 source=genai
      when service-tier=fast input=16 cache-read=0.4 cache-write=20 cache-write-1h=32 output=80
      when service-tier=batch input=4 cache-read=0.1 cache-write=5 cache-write-1h=8 output=20

    model claude-opus-5-latest family=claude-opus-5
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=genai
      when service-tier=fast input=10 cache-read=1 cache-write=12.5 cache-write-1h=20 output=50
      when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 cache-write-1h=5 output=12.5

    model claude-v1
      price from=* input=8 cache-read=input cache-write=input output=24 source=genai

    model claude-mythos-5
      price from=* input=10 cache-read=1 cache-write=12.5 cache-write-1h=20 output=50 per-search=0.01 source=litellm
      when service-tier=batch input=5 cache-read=0.5 cache-write=6.25 output=25
      when geo=us x=1.1

    model claude-mythos-5-1
      price from=* input=10 cache-read=0.25 cache-write=12.5 cache-write-1h=20 output=50 per-search=0.01 source=litellm
      when service-tier=batch input=5 cache-read=0.125 cache-write=6.25 output=25
      when geo=us x=1.1

    model claude-mythos-preview
      price from=* input=10 cache-read=1 cache-write=12.5 cache-write-1h=20 output=50 per-search=0.01 source=litellm
      when geo=us x=1.1

    """#
}
