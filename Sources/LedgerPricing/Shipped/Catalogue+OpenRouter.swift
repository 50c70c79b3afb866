// Made by `make prices`; do not edit. `docs/prices.md` says what the lines mean.

extension ShippedCatalogueText {
  static let openRouter = #"""

    seller openrouter reseller page=https://openrouter.ai/models
      provider openrouter

    model 01-ai/yi-large
      price from=* input=3 cache-read=input cache-write=input output=3 source=genai

    model aetherwiing/mn-starcannon-12b
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model agentica-org/deepcoder-14b-preview:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model ai21/jamba-1-5-large
      price from=* input=2 cache-read=input cache-write=input output=8 source=genai

    model ai21/jamba-1-5-mini
      price from=* input=0.2 cache-read=input cache-write=input output=0.4 source=genai

    model ai21/jamba-1.6-large
      price from=* input=2 cache-read=input cache-write=input output=8 source=genai

    model ai21/jamba-1.6-mini
      price from=* input=0.2 cache-read=input cache-write=input output=0.4 source=genai

    model ai21/jamba-instruct
      price from=* input=0.5 cache-read=input cache-write=input output=0.7 source=genai

    model ai21/jamba-large-1.7
      price from=* input=2 cache-read=input cache-write=input output=8 source=genai

    model aion-labs/aion-1.0
      price from=* input=4 cache-read=input cache-write=input output=8 source=genai

    model aion-labs/aion-1.0-mini
      price from=* input=0.7 cache-read=input cache-write=input output=1.4 source=genai

    model aion-labs/aion-2.0
      alias aion-labs/aion-2.0-20260223
      price from=* input=0.8 cache-read=0.2 cache-write=input output=1.6 source=genai

    model aion-labs/aion-3.0
      alias aion-labs/aion-3.0-20260707
      price from=* input=3 cache-read=0.75 cache-write=input output=6 source=genai

    model aion-labs/aion-3.0-mini
      alias aion-labs/aion-3.0-mini-20260707
      price from=* input=0.7 cache-read=0.18 cache-write=input output=1.4 source=genai

    model aion-labs/aion-3.5
      alias aion-labs/aion-3.5-20260923
      price from=* input=3 cache-read=0.75 cache-write=input output=6 source=genai

    model aion-labs/aion-3.5-mini
      alias aion-labs/aion-3.5-mini-20260923
      price from=* input=0.7 cache-read=0.18 cache-write=input output=1.4 source=genai

    model aion-labs/aion-rp-llama-3.1-8b
      price from=* until=2026-10-19 input=0.2 cache-read=input cache-write=input output=0.2 source=genai
      price from=2026-10-19 input=0.8 cache-read=input cache-write=input output=1.6 source=genai

    model alfredpros/codellama-7b-instruct-solidity
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model all-hands/openhands-lm-32b-v0.1
      price from=* input=2.6 cache-read=input cache-write=input output=3.4 source=genai

    model allenai/molmo-7b-d:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model allenai/olmo-3-32b-think
      price from=* input=0.15 cache-read=input cache-write=input output=0.5 source=genai

    model alpindale/goliath-120b
      price from=* input=6.5625 cache-read=input cache-write=input output=9.375 source=genai

    model alpindale/magnum-72b
      price from=* input=1.5 cache-read=input cache-write=input output=2.25 source=genai

    model amazon/nova-2-lite-v1
      price from=* input=0.3 cache-read=input cache-write=input output=2.5 source=genai

    model amazon/nova-lite-v1
      price from=* input=0.06 cache-read=input cache-write=input output=0.24 source=genai

    model amazon/nova-micro-v1
      price from=* input=0.035 cache-read=input cache-write=input output=0.14 source=genai

    model amazon/nova-premier-v1
      price from=* input=2.5 cache-read=0.625 cache-write=input output=12.5 source=genai

    model amazon/nova-pro-v1
      price from=* input=0.8 cache-read=input cache-write=input output=3.2 source=genai

    model anthracite-org/magnum-v2-72b
      price from=* input=3 cache-read=input cache-write=input output=3 source=genai

    model anthracite-org/magnum-v4-72b
      price from=* until=2026-10-19 input=1.5 cache-read=input cache-write=input output=2.25 source=genai
      price from=2026-10-19 input=2.5 cache-read=input cache-write=input output=5 source=genai

    model anthropic/claude-2
      alias anthropic/claude-2.0 anthropic/claude-2.0:beta anthropic/claude-2.1 anthropic/claude-2.1:beta
      alias anthropic/claude-2:beta
      price from=* input=8 cache-read=input cache-write=input output=24 source=genai

    model anthropic/claude-3-haiku
      alias anthropic/claude-3-haiku:beta
      price from=* input=0.25 cache-read=input cache-write=input output=1.25 source=genai

    model anthropic/claude-3-opus
      alias anthropic/claude-3-opus:beta
      price from=* input=15 cache-read=input cache-write=input output=75 source=genai

    model anthropic/claude-3-sonnet
      alias anthropic/claude-3-sonnet:beta
      price from=* input=3 cache-read=input cache-write=input output=15 source=genai

    model anthropic/claude-3.5-haiku
      alias anthropic/claude-3.5-haiku-20241022 anthropic/claude-3.5-haiku-20241022:beta anthropic/claude-3.5-haiku:beta
      price from=* input=0.8 cache-read=input cache-write=input output=4 source=genai

    model anthropic/claude-3.5-sonnet
      alias anthropic/claude-3.5-sonnet-20240620 anthropic/claude-3.5-sonnet-20240620:beta
      alias anthropic/claude-3.5-sonnet:beta
      price from=* input=3 cache-read=input cache-write=input output=15 source=genai

    model anthropic/claude-3.7-sonnet
      alias anthropic/claude-3.7-sonnet:beta anthropic/claude-3.7-sonnet:thinking
      price from=* input=3 cache-read=input cache-write=input output=15 source=genai

    model anthropic/claude-fable-5
      alias anthropic/claude-5-fable-20260609 anthropic/claude-fable-5:beta
      price from=* input=10 cache-read=1 cache-write=12.5 output=50 source=genai

    model anthropic/claude-fable-5.1
      alias anthropic/claude-fable-5.1-20260831 anthropic/claude-fable-5.1:beta
      price from=* input=10 cache-read=0.25 cache-write=12.5 output=50 source=genai

    model anthropic/claude-fable-5.1:batch
      price from=* input=5 cache-read=0.125 cache-write=6.25 output=25 source=genai

    model anthropic/claude-fable-5:batch
      price from=* input=5 cache-read=0.5 cache-write=6.25 output=25 source=genai

    model anthropic/claude-haiku-4.5
      alias anthropic/claude-4.5-haiku-20251001 anthropic/claude-4.5-haiku-20251001:beta
      alias anthropic/claude-haiku-4.5-20251001 anthropic/claude-haiku-4.5-20251001:beta anthropic/claude-haiku-4.5:beta
      price from=* input=1 cache-read=0.1 cache-write=1.25 output=5 source=genai

    model anthropic/claude-haiku-4.5:batch
      price from=* input=0.5 cache-read=0.05 cache-write=0.625 output=2.5 source=genai

    model anthropic/claude-haiku-5.5
      alias anthropic/claude-haiku-5.5-20261007
      match starts=anthropic/claude-haiku-5.5-20
      price from=* input=0.1 cache-read=0.01 cache-write=0.125 cache-write-1h=0.2 output=0.5 per-search=0.01 source=genai
      when above=100000 basis=prompt scope=request input=0.5 cache-read=0.05 cache-write=0.625 cache-write-1h=1 output=2.5

    model anthropic/claude-haiku-5.5:batch
      price from=* input=0.05 cache-read=0.005 cache-write=0.0625 cache-write-1h=0.1 output=0.25 per-search=0.01 source=genai
      when above=100000 basis=prompt scope=request input=0.25 cache-read=0.025 cache-write=0.3125 cache-write-1h=0.5 output=1.25

    model anthropic/claude-opus-4
      alias anthropic/claude-4.1-opus-20250805 anthropic/claude-opus-4.1
      price from=* input=15 cache-read=1.5 cache-write=18.75 output=75 source=genai

    model anthropic/claude-opus-4.1:batch
      price from=* input=7.5 cache-read=0.75 cache-write=9.375 output=37.5 source=genai

    model anthropic/claude-opus-4.5
      alias anthropic/claude-4.5-opus-20251124 anthropic/claude-4.5-opus-20251124:beta anthropic/claude-opus-4.5-20251124
      alias anthropic/claude-opus-4.5-20251124:beta anthropic/claude-opus-4.5:beta
      price from=* input=5 cache-read=0.5 cache-write=6.25 output=25 source=genai

    model anthropic/claude-opus-4.5:batch
      price from=* input=2.5 cache-read=0.25 cache-write=3.125 output=12.5 source=genai

    model anthropic/claude-opus-4.6
      alias anthropic/claude-4.6-opus-20260205 anthropic/claude-4.6-opus-20260205:beta anthropic/claude-opus-4.6-20260205
      alias anthropic/claude-opus-4.6-20260205:beta anthropic/claude-opus-4.6:beta
      price from=* input=5 cache-read=0.5 cache-write=6.25 output=25 source=genai

    model anthropic/claude-opus-4.6-fast
      price from=* input=30 cache-read=3 cache-write=37.5 output=150 source=genai

    model anthropic/claude-opus-4.6:batch
      price from=* input=2.5 cache-read=0.25 cache-write=3.125 output=12.5 source=genai

    model anthropic/claude-opus-4.7
      alias anthropic/claude-4.7-opus-20260416 anthropic/claude-opus-4.7:beta
      price from=* input=5 cache-read=0.5 cache-write=6.25 output=25 source=genai

    model anthropic/claude-opus-4.7-fast
      price from=* input=30 cache-read=3 cache-write=37.5 output=150 source=genai

    model anthropic/claude-opus-4.7:batch
      price from=* input=2.5 cache-read=0.25 cache-write=3.125 output=12.5 source=genai

    model anthropic/claude-opus-4.8
      alias anthropic/claude-4.8-opus-20260528 anthropic/claude-opus-4.8:beta
      price from=* input=5 cache-read=0.5 cache-write=6.25 output=25 source=genai

    model anthropic/claude-opus-4.8-fast
      price from=* input=10 cache-read=1 cache-write=12.5 output=50 source=genai

    model anthropic/claude-opus-4.8:batch
      price from=* input=2.5 cache-read=0.25 cache-write=3.125 output=12.5 source=genai

    model anthropic/claude-opus-5
      alias anthropic/claude-opus-5-20260723 anthropic/claude-opus-5:beta
      price from=* input=5 cache-read=0.5 cache-write=6.25 output=25 source=genai

    model anthropic/claude-opus-5-fast
      price from=* input=10 cache-read=1 cache-write=12.5 output=50 source=genai

    model anthropic/claude-opus-5.5
      alias anthropic/claude-opus-5.5-20260921 anthropic/claude-opus-5.5:beta
      price from=* input=4 cache-read=0.2 cache-write=5 output=20 source=genai

    model anthropic/claude-opus-5.5:batch
      price from=* input=2 cache-read=0.1 cache-write=2.5 output=10 source=genai

    model anthropic/claude-opus-5:batch
      price from=* input=2.5 cache-read=0.25 cache-write=3.125 output=12.5 source=genai

    model anthropic/claude-sonnet-4
      price from=* input=3 cache-read=0.3 cache-write=3.75 output=15 source=genai

    model anthropic/claude-sonnet-4.5
      alias anthropic/claude-4.5-sonnet-20250929 anthropic/claude-4.5-sonnet-20250929:beta
      alias anthropic/claude-sonnet-4.5-20250929 anthropic/claude-sonnet-4.5-20250929:beta
      alias anthropic/claude-sonnet-4.5:beta
      price from=* input=3 cache-read=0.3 cache-write=3.75 output=15 source=genai
      when above=200000 basis=prompt scope=request input=6 cache-read=0.6 cache-write=7.5 output=22.5

    model anthropic/claude-sonnet-4.5:batch
      price from=* input=1.5 cache-read=0.15 cache-write=1.875 output=7.5 source=genai
      when above=200000 basis=prompt scope=request input=3 cache-read=0.3 cache-write=3.75 output=11.25

    model anthropic/claude-sonnet-4.6
      alias anthropic/claude-4.6-sonnet-20260217 anthropic/claude-4.6-sonnet-20260217:beta
      alias anthropic/claude-sonnet-4.6-20260217 anthropic/claude-sonnet-4.6-20260217:beta
      alias anthropic/claude-sonnet-4.6:beta
      price from=* input=3 cache-read=0.3 cache-write=3.75 output=15 source=genai

    model anthropic/claude-sonnet-4.6:batch
      price from=* input=1.5 cache-read=0.15 cache-write=1.875 output=7.5 source=genai

    model anthropic/claude-sonnet-5
      alias anthropic/claude-sonnet-5-20260630 anthropic/claude-sonnet-5:beta
      price from=* input=2 cache-read=0.2 cache-write=2.5 output=10 source=genai

    model anthropic/claude-sonnet-5.5
      alias anthropic/claude-sonnet-5.5-20260928 anthropic/claude-sonnet-5.5:beta
      price from=* input=2 cache-read=0.1 cache-write=2.5 output=10 source=genai

    model anthropic/claude-sonnet-5.5:batch
      price from=* input=1 cache-read=0.05 cache-write=1.25 output=5 source=genai

    model anthropic/claude-sonnet-5:batch
      price from=* input=1 cache-read=0.1 cache-write=1.25 output=5 source=genai

    model anubis-pro-105b-v1
      price from=* input=0.8 cache-read=input cache-write=input output=1 source=genai

    model arcee-ai/coder-large
      price from=* input=0.5 cache-read=input cache-write=input output=0.8 source=genai

    model arcee-ai/trinity-large-thinking
      price from=* until=2026-10-19 input=0.22 cache-read=0.06 cache-write=input output=0.85 source=genai
      price from=2026-10-19 input=0.25 cache-read=0.06 cache-write=input output=0.8 source=genai

    model arcee-ai/trinity-mini
      price from=* input=0.045 cache-read=input cache-write=input output=0.15 source=genai

    model arcee-ai/virtuoso-large
      price from=* input=0.75 cache-read=input cache-write=input output=1.2 source=genai

    model arcee-blitz
      price from=* input=0.45 cache-read=input cache-write=input output=0.75 source=genai

    model arliai/qwq-32b-arliai-rpr-v1:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model baidu/ernie-4.5-vl-424b-a47b
      price from=* input=0.42 cache-read=input cache-write=input output=1.25 source=genai

    model bytedance-research/ui-tars-72b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model bytedance-seed/seed-1.6
      alias bytedance-seed/seed-1.6-20250625
      price from=* until=2026-10-19 input=0.25 cache-read=input cache-write=input output=2 source=genai
      price from=2026-10-19 input=0.25 cache-read=input cache-write=input output=2 source=genai
      when above=128000 basis=prompt scope=request input=0.5 output=4

    model bytedance-seed/seed-1.6-flash
      alias bytedance-seed/seed-1.6-flash-20250625
      price from=* until=2026-10-19 input=0.075 cache-read=input cache-write=input output=0.3 source=genai
      price from=2026-10-19 input=0.075 cache-read=input cache-write=input output=0.3 source=genai
      when above=128000 basis=prompt scope=request input=0.1 output=0.8

    model bytedance-seed/seed-2-1-turbo
      alias bytedance-seed/seed-2-1-turbo-20260810
      price from=* input=0.5 cache-read=input cache-write=input output=2.5 source=genai

    model bytedance-seed/seed-2.0-code
      alias bytedance-seed/seed-2.0-code-20260730
      price from=* input=0.5 cache-read=input cache-write=input output=3 source=genai
      when above=128000 basis=prompt scope=request input=1 output=6

    model bytedance-seed/seed-2.0-lite
      alias bytedance-seed/seed-2.0-lite-20260309
      price from=* until=2026-10-19 input=0.25 cache-read=input cache-write=input output=2 source=genai
      price from=2026-10-19 input=0.25 cache-read=input cache-write=input output=2 source=genai
      when above=128000 basis=prompt scope=request input=0.5 output=4

    model bytedance-seed/seed-2.0-mini
      alias bytedance-seed/seed-2.0-mini-20260224
      price from=* until=2026-10-19 input=0.1 cache-read=input cache-write=input output=0.4 source=genai
      price from=2026-10-19 input=0.1 cache-read=input cache-write=input output=0.4 source=genai
      when above=128000 basis=prompt scope=request input=0.2 output=0.8

    model bytedance/ui-tars-1.5-7b
      price from=* input=0.1 cache-read=input cache-write=input output=0.2 source=genai

    model caller-large
      price from=* input=0.55 cache-read=input cache-write=input output=0.85 source=genai

    model chatgpt-4o-latest family=chatgpt-4o
      price from=* input=5 cache-read=input cache-write=input output=15 source=genai

    model claude-2
      alias claude-2.0 claude-2.0:beta claude-2.1 claude-2.1:beta claude-2:beta
      price from=* input=8 cache-read=input cache-write=input output=24 source=genai

    model claude-3-opus
      alias claude-3-opus:beta
      price from=* input=15 cache-read=1.5 cache-write=18.75 output=75 source=genai

    model claude-3-sonnet
      alias claude-3-sonnet:beta
      price from=* input=3 cache-read=0.3 cache-write=3.75 output=15 source=genai

    model claude-3.5-sonnet
      alias claude-3.5-sonnet-20240620 claude-3.5-sonnet-20240620:beta claude-3.5-sonnet:beta
      price from=* input=3 cache-read=0.3 cache-write=3.75 output=15 source=genai

    model claude-3.7-sonnet
      alias claude-3.7-sonnet:beta claude-3.7-sonnet:thinking
      price from=* input=3 cache-read=0.3 cache-write=3.75 output=15 source=genai

    model cloudflare/clef
      price from=* input=0.24 cache-read=input cache-write=input output=none source=genai

    model cloudflare/clef-flash
      price from=* input=0.09 cache-read=input cache-write=input output=none source=genai

    model codellama-7b-instruct-solidity
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model codestral-2501
      price from=* input=0.3 cache-read=input cache-write=input output=0.9 source=genai

    model codex-mini
      price from=* input=1.5 cache-read=0.375 cache-write=input output=6 source=genai

    model cognitivecomputations/dolphin-mistral-24b-venice-edition
      alias venice/uncensored
      price from=* input=0.2 cache-read=input cache-write=input output=0.9 source=genai

    model cognitivecomputations/dolphin-mistral-24b-venice-edition:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model cognitivecomputations/dolphin-mixtral-8x22b
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model cognitivecomputations/dolphin-mixtral-8x7b
      price from=* input=0.5 cache-read=input cache-write=input output=0.5 source=genai

    model cognitivecomputations/dolphin3.0-mistral-24b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model cognitivecomputations/dolphin3.0-r1-mistral-24b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model cohere/command
      price from=* input=1 cache-read=input cache-write=input output=2 source=genai

    model cohere/command-a
      alias cohere/command-a-03-2025
      price from=* input=2.5 cache-read=input cache-write=input output=10 source=genai

    model cohere/command-a-plus
      alias cohere/command-a-plus-05-2026
      price from=* input=0.3 cache-read=0.15 cache-write=input output=1.5 source=genai

    model cohere/command-r
      alias cohere/command-r-03-2024
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=genai

    model cohere/command-r-08-2024
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=genai

    model cohere/command-r-plus
      alias cohere/command-r-plus-04-2024
      price from=* input=3 cache-read=input cache-write=input output=15 source=genai

    model cohere/command-r-plus-08-2024
      price from=* input=2.5 cache-read=input cache-write=input output=10 source=genai

    model cohere/command-r7b-12-2024
      price from=* input=0.0375 cache-read=input cache-write=input output=0.15 source=genai

    model cohere/north-mini-code:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model command
      price from=* input=1 cache-read=input cache-write=input output=2 source=genai

    model command-r
      alias command-r-03-2024
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=genai

    model command-r-plus
      alias command-r-plus-04-2024
      price from=* input=3 cache-read=input cache-write=input output=15 source=genai

    model deepcoder-14b-preview:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepcogito/cogito-v2.1-671b
      price from=* input=1.25 cache-read=input cache-write=input output=1.25 source=genai

    model deephermes-3-llama-3-8b-preview:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek-chat-v3-0324:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek-chat:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek-prover-v2
      price from=* input=0.5 cache-read=input cache-write=input output=2.18 source=genai

    model deepseek-r1-0528-qwen3-8b
      price from=* input=0.05 cache-read=input cache-write=input output=0.1 source=genai

    model deepseek-r1-0528-qwen3-8b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek-r1-0528:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek-r1-distill-llama-70b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek-r1-distill-llama-8b
      price from=* input=0.04 cache-read=input cache-write=input output=0.04 source=genai

    model deepseek-r1-distill-qwen-1.5b
      price from=* input=0.18 cache-read=input cache-write=input output=0.18 source=genai

    model deepseek-r1-distill-qwen-14b
      price from=* input=0.15 cache-read=input cache-write=input output=0.15 source=genai

    model deepseek-r1-distill-qwen-14b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek-r1-distill-qwen-32b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek-r1-distill-qwen-7b
      price from=* input=0.1 cache-read=input cache-write=input output=0.2 source=genai

    model deepseek-r1:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek-r1t-chimera:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek-v3-base:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek/deepseek-chat
      alias deepseek/deepseek-chat-v3
      price from=* until=2026-10-19 input=0.38 cache-read=input cache-write=input output=0.89 source=genai
      price from=2026-10-19 until=2026-10-20 input=0.32 cache-read=input cache-write=input output=0.89 source=genai
      price from=2026-10-20 input=0.2574 cache-read=input cache-write=input output=1.0287 source=genai

    model deepseek/deepseek-chat-v3-0324
      price from=* until=2026-10-19 input=0.3 cache-read=input cache-write=input output=0.88 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.29 cache-read=0.11 cache-write=input output=1.14 source=genai
      price from=2026-11-03 input=0.25 cache-read=0.11 cache-write=input output=1 source=genai

    model deepseek/deepseek-chat-v3-0324:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek/deepseek-chat-v3.1
      price from=* until=2026-10-19 input=0.21 cache-read=0.13 cache-write=input output=0.79 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.25 cache-read=0.13 cache-write=input output=0.95 source=genai
      price from=2026-11-03 until=2026-11-09 input=0.55 cache-read=input cache-write=input output=1.65 source=genai
      price from=2026-11-09 input=0.27 cache-read=input cache-write=input output=1 source=genai

    model deepseek/deepseek-chat:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek/deepseek-r1
      price from=* until=2026-10-19 input=0.45 cache-read=input cache-write=input output=2.15 source=genai
      price from=2026-10-19 input=0.7 cache-read=input cache-write=input output=2.5 source=genai

    model deepseek/deepseek-r1-0528
      price from=* until=2026-10-19 input=0.5 cache-read=input cache-write=input output=2.15 source=genai
      price from=2026-10-19 input=0.5 cache-read=0.35 cache-write=input output=2.15 source=genai

    model deepseek/deepseek-r1-distill-llama-70b
      price from=* input=0.1 cache-read=input cache-write=input output=0.4 source=genai

    model deepseek/deepseek-r1-distill-llama-70b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek/deepseek-r1-distill-llama-8b
      price from=* input=0.04 cache-read=input cache-write=input output=0.04 source=genai

    model deepseek/deepseek-r1-distill-qwen-1.5b
      price from=* input=0.18 cache-read=input cache-write=input output=0.18 source=genai

    model deepseek/deepseek-r1-distill-qwen-14b
      price from=* input=0.15 cache-read=input cache-write=input output=0.15 source=genai

    model deepseek/deepseek-r1-distill-qwen-14b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek/deepseek-r1-distill-qwen-32b
      price from=* input=0.12 cache-read=input cache-write=input output=0.18 source=genai

    model deepseek/deepseek-r1-distill-qwen-32b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek/deepseek-r1-zero:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek/deepseek-r1:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek/deepseek-v3-base:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model deepseek/deepseek-v3.1-terminus
      price from=* until=2026-10-19 input=0.23 cache-read=input cache-write=input output=0.9 source=genai
      price from=2026-10-19 input=0.27 cache-read=input cache-write=input output=1 source=genai

    model deepseek/deepseek-v3.2
      alias deepseek/deepseek-v3.2-20251201
      price from=* until=2026-10-19 input=0.2288 cache-read=input cache-write=input output=0.3432 source=genai
      price from=2026-10-19 until=2026-11-09 input=0.28 cache-read=0.028 cache-write=input output=0.42 source=genai
      price from=2026-11-09 input=0.26 cache-read=0.13 cache-write=input output=0.38 source=genai

    model deepseek/deepseek-v3.2-exp
      price from=* input=0.27 cache-read=input cache-write=input output=0.41 source=genai

    model deepseek/deepseek-v4-flash
      alias deepseek/deepseek-v4-flash-20260423
      price from=* until=2026-10-19 input=0.0983 cache-read=0.0197 cache-write=input output=0.1966 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.091 cache-read=0.0182 cache-write=input output=0.182 source=genai
      price from=2026-11-03 until=2026-11-09 input=0.14 cache-read=0.03 cache-write=input output=0.28 source=genai
      price from=2026-11-09 input=0.105 cache-read=0.021 cache-write=input output=0.21 source=genai

    model deepseek/deepseek-v4-flash-0731
      alias deepseek/deepseek-v4-flash-20260731
      price from=* until=2026-10-20 input=0.15 cache-read=0.042 cache-write=input output=0.15 source=genai
      price from=2026-10-20 until=2026-11-03 input=0.44 cache-read=0.014 cache-write=input output=1.32 source=genai
      price from=2026-11-03 until=2026-11-09 input=0.14 cache-read=0.07 cache-write=input output=0.28 source=genai
      price from=2026-11-09 input=0.14 cache-read=0.05 cache-write=input output=0.28 source=genai

    model deepseek/deepseek-v4-flash-0731:batch
      price from=* input=0.048 cache-read=0.012 cache-write=input output=0.144 source=genai

    model deepseek/deepseek-v4-flash-vision-exp
      alias deepseek/deepseek-v4-flash-vision-exp-20260821
      price from=* input=0.2156 cache-read=0.00686 cache-write=input output=0.6468 source=genai

    model deepseek/deepseek-v4-pro
      alias deepseek/deepseek-v4-pro-20260423
      price from=* until=2026-10-19 input=0.435 cache-read=0.003625 cache-write=input output=0.87 source=genai
      price from=2026-10-19 until=2026-10-20 input=0.422472 cache-read=0.035206 cache-write=input output=0.844944 source=genai
      price from=2026-10-20 until=2026-11-03 input=0.95526 cache-read=0.079605 cache-write=input output=1.91052 source=genai
      price from=2026-11-03 input=1.416 cache-read=0.118 cache-write=input output=2.832 source=genai

    model deepseek/deepseek-v4-pro-0813
      alias deepseek/deepseek-v4-pro-20260813
      price from=* input=0.66 cache-read=0.022 cache-write=input output=1.98 source=genai

    model deepseek/deepseek-v4.1-flash
      alias deepseek/deepseek-v4.1-flash-20260910
      price from=* until=2026-10-19 input=0.0448 cache-read=0.0016 cache-write=input output=0.08 source=genai
      price from=2026-10-19 until=2026-10-20 input=0.0344 cache-read=0.0016 cache-write=input output=0.08 source=genai
      price from=2026-10-20 until=2026-11-03 input=0.0352 cache-read=0.0016 cache-write=input output=0.0112 source=genai
      price from=2026-11-03 input=0.21 cache-read=0.0042 cache-write=input output=0.84 source=genai

    model deepseek/deepseek-v4.1-flash-1017:batch
      price from=* input=0.011 cache-read=0.002 cache-write=input output=0.2 source=genai

    model deepseek/deepseek-v4.1-flash:batch
      price from=* until=2026-11-09 input=0.05 cache-read=0.004 cache-write=input output=0.15 source=genai
      price from=2026-11-09 input=0.011 cache-read=0.002 cache-write=input output=0.2 source=genai

    model devstral-small
      price from=* input=0.06 cache-read=input cache-write=input output=0.12 source=genai

    model devstral-small:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model dobby-mini-unhinged-plus-llama-3.1-8b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model dolphin-mixtral-8x22b
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model dolphin3.0-mistral-24b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model dolphin3.0-r1-mistral-24b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model dots-studio/dots-3-note-preview:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model eleutherai/llemma_7b
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model elorian/glimpse
      alias elorian/glimpse-20261016
      price from=* input=0.6 cache-read=0.06 cache-write=input output=3 source=genai

    model essentialai/rnj-1-instruct
      price from=* input=0.15 cache-read=input cache-write=input output=0.15 source=genai

    model eva-llama-3.33-70b
      price from=* input=4 cache-read=input cache-write=input output=6 source=genai

    model eva-qwen-2.5-32b
      price from=* input=2.6 cache-read=input cache-write=input output=3.4 source=genai

    model eva-qwen-2.5-72b
      price from=* input=4 cache-read=input cache-write=input output=6 source=genai

    model eva-unit-01/eva-llama-3.33-70b
      price from=* input=4 cache-read=input cache-write=input output=6 source=genai

    model eva-unit-01/eva-qwen-2.5-32b
      price from=* input=2.6 cache-read=input cache-write=input output=3.4 source=genai

    model eva-unit-01/eva-qwen-2.5-72b
      price from=* input=0.9 cache-read=input cache-write=input output=1.2 source=genai

    model featherless/qwerky-72b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model fimbulvetr-11b-v2
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model fireworks/ember-1
      alias fireworks/ember-1-20260923
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=genai

    model gemini-2.0-flash-001
      price from=* input=0.1 cache-read=0.025 cache-write=0.1833 output=0.4 source=genai

    model gemini-2.0-flash-exp:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model gemini-2.0-flash-lite-001
      price from=* input=0.075 cache-read=input cache-write=input output=0.3 source=genai

    model gemini-2.5-flash-lite-preview-06-17
      price from=* input=0.1 cache-read=input cache-write=input output=0.4 source=genai

    model gemini-2.5-flash-preview
      alias gemini-2.5-flash-preview-05-20
      price from=* input=0.15 cache-read=0.0375 cache-write=0.2333 output=0.6 source=genai

    model gemini-2.5-flash-preview-05-20:thinking
      price from=* input=0.15 cache-read=0.0375 cache-write=0.2333 output=3.5 source=genai

    model gemini-2.5-flash-preview:thinking
      price from=* input=0.15 cache-read=0.0375 cache-write=0.2333 output=3.5 source=genai

    model gemini-flash-1.5
      price from=* input=0.075 cache-read=0.01875 cache-write=0.1583 output=0.3 source=genai

    model gemini-flash-1.5-8b
      price from=* input=0.0375 cache-read=0.01 cache-write=0.0583 output=0.15 source=genai

    model gemini-pro-1.5
      price from=* input=1.25 cache-read=input cache-write=input output=5 source=genai

    model gemma-2-9b-it
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model gemma-2-9b-it:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model gemma-3-12b-it:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model gemma-3-27b-it:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model gemma-3-4b-it:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model gemma-3n-e4b-it:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model glm-4-32b
      price from=* input=0.24 cache-read=input cache-write=input output=0.24 source=genai

    model glm-4-32b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model glm-4.5-air:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model glm-5v-turbo
      price from=* input=1.2 cache-read=0.24 cache-write=input output=4 source=genai

    model glm-z1-32b
      price from=* input=0.24 cache-read=input cache-write=input output=0.24 source=genai

    model glm-z1-32b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model glm-z1-rumination-32b
      price from=* input=0.24 cache-read=input cache-write=input output=0.24 source=genai

    model goliath-120b
      price from=* input=10 cache-read=input cache-write=input output=12.5 source=genai

    model google/gemini-2.0-flash-001
      price from=* input=0.1 cache-read=input cache-write=input output=0.4 source=genai

    model google/gemini-2.0-flash-exp:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model google/gemini-2.0-flash-lite-001
      price from=* input=0.075 cache-read=input cache-write=input output=0.3 source=genai

    model google/gemini-2.0-flash-thinking-exp-1219:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model google/gemini-2.0-flash-thinking-exp:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model google/gemini-2.5-flash
      price from=* until=2026-10-19 input=0.3 cache-read=0.075 cache-write=0.3833 output=2.5 source=genai
      price from=2026-10-19 input=0.3 cache-read=0.03 cache-write=0.083333 output=2.5 source=genai

    model google/gemini-2.5-flash-image
      price from=* input=0.3 cache-read=0.03 cache-write=0.083333 output=2.5 source=genai

    model google/gemini-2.5-flash-lite
      price from=* input=0.1 cache-read=0.01 cache-write=0.083333 output=0.4 source=genai

    model google/gemini-2.5-flash-lite-preview-09-2025
      price from=* input=0.1 cache-read=input cache-write=input output=0.4 source=genai

    model google/gemini-2.5-flash-lite:batch
      price from=* input=0.05 cache-read=0.01 cache-write=0.041667 output=0.2 source=genai

    model google/gemini-2.5-flash-preview
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=genai

    model google/gemini-2.5-flash-preview-09-2025
      price from=* input=0.3 cache-read=0.075 cache-write=0.383 output=2.5 source=genai

    model google/gemini-2.5-flash-preview:thinking
      price from=* input=0.15 cache-read=input cache-write=input output=3.5 source=genai

    model google/gemini-2.5-flash:batch
      price from=* input=0.15 cache-read=0.03 cache-write=0.041667 output=1.25 source=genai

    model google/gemini-2.5-pro
      alias google/gemini-2.5-pro-preview google/gemini-2.5-pro-preview-05-06
      price from=* until=2026-10-19 input=1.25 cache-read=0.31 cache-write=1.625 output=10 source=genai
      price from=2026-10-19 input=1.25 cache-read=0.125 cache-write=0.375 output=10 source=genai
      when above=200000 basis=prompt scope=request input=2.5 cache-read=0.25 output=15

    model google/gemini-2.5-pro-exp-03-25:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model google/gemini-2.5-pro-preview-03-25
      price from=* input=1.25 cache-read=input cache-write=input output=10 source=genai

    model google/gemini-2.5-pro:batch
      price from=* input=0.625 cache-read=0.125 cache-write=0.1875 output=5 source=genai
      when above=200000 basis=prompt scope=request input=1.25 cache-read=0.25 output=7.5

    model google/gemini-3-flash-preview
      alias google/gemini-3-flash-preview-20251217
      price from=* input=0.5 cache-read=0.05 cache-write=0.083333 output=3 source=genai

    model google/gemini-3-flash-preview:batch
      price from=* input=0.25 cache-read=input cache-write=0.041667 output=1.5 source=genai

    model google/gemini-3-pro-image
      alias google/gemini-3-pro-image-20260528
      price from=* input=2 cache-read=0.2 cache-write=0.375 output=12 source=genai

    model google/gemini-3-pro-image-preview
      alias google/gemini-3-pro-image-preview-20251120
      price from=* input=2 cache-read=0.2 cache-write=0.375 output=12 source=genai

    model google/gemini-3.1-flash-image
      alias google/gemini-3.1-flash-image-20260528
      price from=* input=0.5 cache-read=input cache-write=input output=3 source=genai

    model google/gemini-3.1-flash-image-preview
      alias google/gemini-3.1-flash-image-preview-20260226
      price from=* input=0.5 cache-read=input cache-write=input output=3 source=genai

    model google/gemini-3.1-flash-lite
      alias google/gemini-3.1-flash-lite-20260507 google/gemini-3.1-flash-lite-preview
      price from=* input=0.25 cache-read=0.025 cache-write=0.083333 output=1.5 source=genai

    model google/gemini-3.1-flash-lite-image
      alias google/gemini-3.1-flash-lite-image-20260630
      price from=* input=0.25 cache-read=input cache-write=input output=1.5 source=genai

    model google/gemini-3.1-flash-lite:batch
      price from=* input=0.125 cache-read=0.0125 cache-write=0.041667 output=0.75 source=genai

    model google/gemini-3.1-pro-preview
      alias google/gemini-3.1-pro-preview-20260219 google/gemini-3.1-pro-preview-customtools
      price from=* until=2026-10-19 input=2 cache-read=0.2 cache-write=0.375 output=12 source=genai
      price from=2026-10-19 input=2 cache-read=0.2 cache-write=0.375 output=12 source=genai
      when above=200000 basis=prompt scope=request input=4 cache-read=0.4 output=18

    model google/gemini-3.1-pro-preview:batch
      price from=* input=1 cache-read=input cache-write=0.1875 output=6 source=genai
      when above=200000 basis=prompt scope=request input=2 output=9

    model google/gemini-3.5-flash
      alias google/gemini-3.5-flash-20260519
      match starts=google/gemini-3.5-flash-20
      price from=* input=1.5 cache-read=0.15 cache-write=0.083333 output=9 source=genai

    model google/gemini-3.5-flash-lite
      alias google/gemini-3.5-flash-lite-20260721
      price from=* input=0.3 cache-read=0.03 cache-write=0.083333 output=2.5 source=genai

    model google/gemini-3.5-flash-lite:batch
      price from=* input=0.15 cache-read=0.015 cache-write=0.041667 output=1.25 source=genai

    model google/gemini-3.5-flash:batch
      price from=* input=0.75 cache-read=0.075 cache-write=0.041667 output=4.5 source=genai

    model google/gemini-3.6-flash
      alias google/gemini-3.6-flash-20260721
      price from=* input=0.75 cache-read=0.075 cache-write=0.041667 output=3.75 source=genai

    model google/gemini-3.6-flash:batch
      price from=* input=0.375 cache-read=0.0375 cache-write=0.041667 output=1.875 source=genai

    model google/gemini-3.7-flash
      alias google/gemini-3.7-flash-20260813
      price from=* input=0.75 cache-read=0.075 cache-write=0.041667 output=3.75 source=genai

    model google/gemini-3.7-flash:batch
      price from=* input=0.375 cache-read=0.0375 cache-write=0.041667 output=1.875 source=genai

    model google/gemini-3.8-flash
      alias google/gemini-3.8-flash-20260902
      match starts=google/gemini-3.8-flash-20
      price from=* until=2026-10-19 input=0.75 cache-read=0.075 cache-write=0.041667 output=3.75 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.825 cache-read=0.0825 cache-write=0.041667 output=4.125 source=genai
      price from=2026-11-03 input=0.75 cache-read=0.075 cache-write=0.041667 output=3.75 source=genai

    model google/gemini-3.8-flash:batch
      price from=* input=0.375 cache-read=0.0375 cache-write=0.041667 output=1.875 source=genai

    model google/gemini-4-argon
      alias google/gemini-4-argon-20261013
      price from=* input=2 cache-read=0.1 cache-write=0.1875 output=10 source=genai

    model google/gemini-4-argon:batch
      price from=* input=1 cache-read=0.05 cache-write=0.1875 output=5 source=genai

    model google/gemini-flash-1.5
      price from=* input=0.075 cache-read=input cache-write=input output=0.3 source=genai

    model google/gemini-flash-1.5-8b
      price from=* input=0.0375 cache-read=input cache-write=input output=0.15 source=genai

    model google/gemini-nano-banana-2.1
      alias google/gemini-nano-banana-2.1-20261006
      price from=* input=1.5 cache-read=input cache-write=input output=7.5 source=genai

    model google/gemini-omni-1.1-flash
      alias google/gemini-omni-1.1-flash-20260911
      price from=* input=1.5 cache-read=input cache-write=input output=9 source=genai

    model google/gemini-omni-1.2-flash
      alias google/gemini-omni-1.2-flash-20261105
      price from=* input=1.5 cache-read=input cache-write=input output=9 source=genai

    model google/gemini-pro
      alias google/gemini-pro-vision
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=genai

    model google/gemini-pro-1.5
      price from=* input=1.25 cache-read=input cache-write=input output=5 source=genai

    model google/gemma-2-27b-it
      price from=* until=2026-10-19 input=0.8 cache-read=input cache-write=input output=0.8 source=genai
      price from=2026-10-19 input=0.65 cache-read=input cache-write=input output=0.65 source=genai

    model google/gemma-2-9b-it
      price from=* input=0.07 cache-read=input cache-write=input output=0.07 source=genai

    model google/gemma-2-9b-it:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model google/gemma-3-12b-it
      price from=* until=2026-10-19 input=0.05 cache-read=input cache-write=input output=0.1 source=genai
      price from=2026-10-19 input=0.05 cache-read=input cache-write=input output=0.15 source=genai

    model google/gemma-3-12b-it:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model google/gemma-3-1b-it:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model google/gemma-3-27b-it
      price from=* until=2026-10-19 input=0.1 cache-read=input cache-write=input output=0.2 source=genai
      price from=2026-10-19 input=0.08 cache-read=0.04 cache-write=input output=0.35 source=genai

    model google/gemma-3-27b-it:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model google/gemma-3-4b-it
      price from=* until=2026-10-19 input=0.02 cache-read=input cache-write=input output=0.04 source=genai
      price from=2026-10-19 until=2026-10-20 input=0.05 cache-read=input cache-write=input output=0.1 source=genai
      price from=2026-10-20 input=0.04 cache-read=0.02 cache-write=input output=0.05 source=genai

    model google/gemma-3-4b-it:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model google/gemma-3n-e4b-it
      price from=* input=0.06 cache-read=input cache-write=input output=0.12 source=genai

    model google/gemma-4-26b-a4b-it
      alias google/gemma-4-26b-a4b-it-20260403
      price from=* until=2026-10-19 input=0.06 cache-read=input cache-write=input output=0.33 source=genai
      price from=2026-10-19 until=2026-10-20 input=0.09 cache-read=0.05 cache-write=input output=0.3 source=genai
      price from=2026-10-20 until=2026-11-03 input=0.0765 cache-read=0.0425 cache-write=input output=0.255 source=genai
      price from=2026-11-03 input=0.15 cache-read=0.0425 cache-write=input output=0.6 source=genai

    model google/gemma-4-26b-a4b-it:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model google/gemma-4-31b-it
      alias google/gemma-4-31b-it-20260402
      price from=* until=2026-08-27 input=0.12 cache-read=0.09 cache-write=input output=0.36 source=genai
      price from=2026-08-27 until=2026-10-19 input=0.09 cache-read=0.05 cache-write=input output=0.34 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.2 cache-read=0.05 cache-write=input output=0.4 source=genai
      price from=2026-11-03 input=0.15 cache-read=0.06 cache-write=input output=0.4 source=genai

    model google/gemma-4-31b-it:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model google/learnlm-1.5-pro-experimental:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model google/palm-2-chat-bison
      alias google/palm-2-chat-bison-32k
      price from=* input=1 cache-read=input cache-write=input output=2 source=genai

    model google/palm-2-codechat-bison
      alias google/palm-2-codechat-bison-32k
      price from=* input=1 cache-read=input cache-write=input output=2 source=genai

    model gpt-3.5-turbo-1106
      price from=* input=1 cache-read=input cache-write=input output=2 source=genai

    model gpt-4-1106-preview
      price from=* input=10 cache-read=input cache-write=input output=30 source=genai

    model gpt-4.5-preview
      price from=* input=75 cache-read=37.5 cache-write=input output=150 source=genai

    model gpt-4o:extended
      price from=* input=6 cache-read=input cache-write=input output=18 source=genai

    model grok-2-1212
      price from=* input=2 cache-read=input cache-write=input output=10 source=genai

    model grok-2-vision-1212
      price from=* input=2 cache-read=input cache-write=input output=10 source=genai

    model grok-3
      alias grok-3-beta
      price from=* input=3 cache-read=0.75 cache-write=input output=15 source=genai

    model grok-3-mini
      alias grok-3-mini-beta
      price from=* input=0.3 cache-read=0.075 cache-write=input output=0.5 source=genai

    model grok-beta
      price from=* input=5 cache-read=input cache-write=input output=15 source=genai

    model grok-vision-beta
      price from=* input=5 cache-read=input cache-write=input output=15 source=genai

    model gryphe/mythomax-l2-13b
      price from=* until=2026-10-19 input=0.065 cache-read=input cache-write=input output=0.065 source=genai
      price from=2026-10-19 input=0.08 cache-read=input cache-write=input output=0.11 source=genai

    model hermes-2-pro-llama-3-8b
      price from=* input=0.025 cache-read=input cache-write=input output=0.04 source=genai

    model huggingfaceh4/zephyr-7b-beta:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model ibm-granite/granite-4.0-h-micro
      price from=* input=0.017 cache-read=input cache-write=input output=0.112 source=genai

    model ibm-granite/granite-4.1-8b
      price from=* input=0.05 cache-read=input cache-write=input output=0.1 source=genai

    model ibm-granite/granite-4.2-8b
      alias ibm-granite/granite-4.2-8b-20260831
      price from=* until=2026-11-03 input=0.06 cache-read=0.015 cache-write=input output=0.25 source=genai
      price from=2026-11-03 input=0.06 cache-read=0.015 cache-write=input output=0.15 source=genai

    model inception/mercury-2
      alias inception/mercury-2-20260304
      price from=* input=0.25 cache-read=0.025 cache-write=input output=0.75 source=genai

    model inception/mercury-2.5
      alias inception/mercury-2.5-20260908
      price from=* input=0.04 cache-read=0.004 cache-write=input output=0.15 source=genai

    model inception/mercury-3
      alias inception/mercury-3-20261019
      price from=* input=0.1 cache-read=0.01 cache-write=input output=0.35 source=genai

    model inclusionai/ling-2.6-1t
      price from=* input=0.075 cache-read=0.015 cache-write=input output=0.625 source=genai

    model inclusionai/ling-2.6-flash
      price from=* input=0.01 cache-read=0.002 cache-write=input output=0.03 source=genai

    model inclusionai/ling-3.0-flash
      alias inclusionai/ling-3.0-flash-20260723
      price from=* input=0.021 cache-read=0.0042 cache-write=input output=0.063 source=genai

    model inclusionai/ling-3.0-flash-vl
      alias inclusionai/ling-3.0-flash-vl-20260910
      price from=* input=0.06 cache-read=0.012 cache-write=input output=0.18 source=genai

    model inclusionai/ling-3.0-tiny
      alias inclusionai/ling-3.0-tiny-20260806
      price from=* input=0.015 cache-read=0.003 cache-write=input output=0.045 source=genai

    model inclusionai/ling-3.1-flash
      alias inclusionai/ling-3.1-flash-20261002
      price from=* until=2026-11-09 input=0.075 cache-read=0.015 cache-write=input output=0.225 source=genai
      price from=2026-11-09 input=0.045 cache-read=0.009 cache-write=input output=0.135 source=genai

    model inclusionai/ring-2.6-1t
      price from=* input=0.075 cache-read=0.015 cache-write=input output=0.625 source=genai

    model inference-net/schematron-v2-small
      alias inference-net/schematron-v2-small-20260902
      price from=* input=0.05 cache-read=input cache-write=input output=0.23 source=genai

    model inference-net/schematron-v2-turbo
      alias inference-net/schematron-v2-turbo-20260902
      price from=* input=0.03 cache-read=input cache-write=input output=0.15 source=genai

    model infermatic/mn-inferor-12b
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model inflection/inflection-3-pi
      price from=* input=2.5 cache-read=input cache-write=input output=10 source=genai

    model inflection/inflection-3-productivity
      price from=* input=2.5 cache-read=input cache-write=input output=10 source=genai

    model internvl3-14b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model internvl3-2b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model jamba-1.6-large
      price from=* input=2 cache-read=input cache-write=input output=8 source=genai

    model jamba-1.6-mini
      price from=* input=0.2 cache-read=input cache-write=input output=0.4 source=genai

    model jondurbin/airoboros-l2-70b
      price from=* input=0.5 cache-read=input cache-write=input output=0.5 source=genai

    model kimi-dev-72b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model kimi-vl-a3b-thinking:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model kwaipilot/kat-coder-pro-v2
      price from=* input=0.3 cache-read=0.06 cache-write=input output=1.2 source=genai

    model l3-euryale-70b
      price from=* input=1.48 cache-read=input cache-write=input output=1.48 source=genai

    model latitudegames/wayfarer-large-70b-llama-3.3
      price from=* input=0.8 cache-read=input cache-write=input output=0.9 source=genai

    model lfm-3b
      price from=* input=0.02 cache-read=input cache-write=input output=0.02 source=genai

    model lfm-40b
      price from=* input=0.15 cache-read=input cache-write=input output=0.15 source=genai

    model lfm-7b
      price from=* input=0.01 cache-read=input cache-write=input output=0.01 source=genai

    model liquid/lfm-2-24b-a2b
      price from=* input=0.03 cache-read=input cache-write=input output=0.12 source=genai

    model liquid/lfm-2.5-1.2b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model liquid/lfm-2.5-1.2b-thinking:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model liquid/lfm-2.5-2.6b
      alias liquid/lfm-2.5-2.6b-20260811
      price from=* input=0.35 cache-read=0.04 cache-write=input output=0.5 source=genai

    model liquid/lfm-2.5-2.6b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model liquid/lfm-2.5-24b-a2b
      alias liquid/lfm-2.5-24b-a2b-20261012
      price from=* input=0.05 cache-read=0.025 cache-write=input output=0.7 source=genai

    model liquid/lfm-3-1.7b
      alias liquid/lfm-3-1.7b-20261106
      price from=* input=0.08 cache-read=0.02 cache-write=input output=0.2 source=genai

    model liquid/lfm-3-1.7b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model liquid/lfm-3b
      price from=* input=0.02 cache-read=input cache-write=input output=0.02 source=genai

    model liquid/lfm-40b
      price from=* input=0.15 cache-read=input cache-write=input output=0.15 source=genai

    model liquid/lfm-7b
      price from=* input=0.01 cache-read=input cache-write=input output=0.01 source=genai

    model llama-3-lumimaid-70b
      price from=* input=4 cache-read=input cache-write=input output=6 source=genai

    model llama-3-lumimaid-8b
      price from=* input=0.2 cache-read=input cache-write=input output=1.25 source=genai

    model llama-3.1-405b
      price from=* input=2 cache-read=input cache-write=input output=2 source=genai

    model llama-3.1-405b-instruct
      price from=* input=0.8 cache-read=input cache-write=input output=0.8 source=genai

    model llama-3.1-8b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model llama-3.1-lumimaid-70b
      price from=* input=2.5 cache-read=input cache-write=input output=3 source=genai

    model llama-3.1-lumimaid-8b
      price from=* input=0.2 cache-read=input cache-write=input output=1.25 source=genai

    model llama-3.1-nemotron-70b-instruct
      price from=* input=0.12 cache-read=input cache-write=input output=0.3 source=genai

    model llama-3.1-nemotron-ultra-253b-v1
      price from=* input=0.6 cache-read=input cache-write=input output=1.8 source=genai

    model llama-3.1-nemotron-ultra-253b-v1:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model llama-3.1-sonar-large-128k-online
      price from=* input=1 cache-read=input cache-write=input output=1 source=genai

    model llama-3.1-sonar-small-128k-online
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model llama-3.2-11b-vision-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model llama-3.2-1b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model llama-3.2-90b-vision-instruct
      price from=* input=1.2 cache-read=input cache-write=input output=1.2 source=genai

    model llama-3.3-8b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model llama-3.3-nemotron-super-49b-v1
      price from=* input=0.13 cache-read=input cache-write=input output=0.4 source=genai

    model llama-3.3-nemotron-super-49b-v1:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model llama-4-maverick:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model llama-4-scout:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model llama-guard-2-8b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model llama3.1-typhoon2-70b-instruct
      price from=* input=0.88 cache-read=input cache-write=input output=0.88 source=genai

    model llemma_7b
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model maestro-reasoning
      price from=* input=0.9 cache-read=input cache-write=input output=3.3 source=genai

    model magistral-medium-2506
      alias magistral-medium-2506:thinking
      price from=* input=2 cache-read=input cache-write=input output=5 source=genai

    model magistral-small-2506
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=genai

    model magnum-72b
      price from=* input=4 cache-read=input cache-write=input output=6 source=genai

    model magnum-v2-72b
      price from=* input=3 cache-read=input cache-write=input output=3 source=genai

    model mai-ds-r1:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model mancer/weaver
      price from=* until=2026-10-19 input=1.125 cache-read=input cache-write=input output=1.125 source=genai
      price from=2026-10-19 input=0.4 cache-read=input cache-write=input output=0.75 source=genai

    model meituan/longcat-2.0
      alias meituan/longcat-2.0-20260720
      price from=* input=0.3 cache-read=0.006 cache-write=input output=1.2 source=genai

    model mercury-coder-small-beta
      price from=* input=0.25 cache-read=input cache-write=input output=1 source=genai

    model meta-llama/llama-2-13b-chat
      price from=* input=0.22 cache-read=input cache-write=input output=0.22 source=genai

    model meta-llama/llama-2-70b-chat
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model meta-llama/llama-3-70b-instruct
      price from=* input=0.3 cache-read=input cache-write=input output=0.4 source=genai

    model meta-llama/llama-3-8b-instruct
      price from=* input=0.03 cache-read=input cache-write=input output=0.06 source=genai

    model meta-llama/llama-3.1-405b
      price from=* input=2 cache-read=input cache-write=input output=2 source=genai

    model meta-llama/llama-3.1-405b-instruct
      price from=* input=0.8 cache-read=input cache-write=input output=0.8 source=genai

    model meta-llama/llama-3.1-405b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model meta-llama/llama-3.1-70b-instruct
      price from=* until=2026-10-19 input=0.1 cache-read=input cache-write=input output=0.28 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.4 cache-read=input cache-write=input output=0.4 source=genai
      price from=2026-11-03 input=0.72 cache-read=input cache-write=input output=0.72 source=genai

    model meta-llama/llama-3.1-8b-instruct
      price from=* until=2026-10-19 input=0.02 cache-read=input cache-write=input output=0.03 source=genai
      price from=2026-10-19 input=0.05 cache-read=0.025 cache-write=input output=0.08 source=genai

    model meta-llama/llama-3.1-8b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model meta-llama/llama-3.2-11b-vision-instruct
      price from=* input=0.049 cache-read=input cache-write=input output=0.049 source=genai

    model meta-llama/llama-3.2-11b-vision-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model meta-llama/llama-3.2-1b-instruct
      price from=* until=2026-10-19 input=0.005 cache-read=input cache-write=input output=0.01 source=genai
      price from=2026-10-19 input=0.027 cache-read=input cache-write=input output=0.201 source=genai

    model meta-llama/llama-3.2-1b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model meta-llama/llama-3.2-3b-instruct
      price from=* until=2026-10-19 input=0.01 cache-read=input cache-write=input output=0.02 source=genai
      price from=2026-10-19 input=0.0509 cache-read=input cache-write=input output=0.335 source=genai

    model meta-llama/llama-3.2-3b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model meta-llama/llama-3.2-90b-vision-instruct
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model meta-llama/llama-3.3-70b-instruct
      price from=* until=2026-10-19 input=0.05 cache-read=input cache-write=input output=0.24 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.1 cache-read=input cache-write=input output=0.32 source=genai
      price from=2026-11-03 until=2026-11-09 input=0.45 cache-read=input cache-write=input output=0.9 source=genai
      price from=2026-11-09 input=0.59 cache-read=0.295 cache-write=input output=0.79 source=genai

    model meta-llama/llama-3.3-70b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model meta-llama/llama-4-maverick
      alias meta-llama/llama-4-maverick-17b-128e-instruct
      price from=* until=2026-10-19 input=0.15 cache-read=input cache-write=input output=0.6 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.1875 cache-read=0.05 cache-write=input output=0.6525 source=genai
      price from=2026-11-03 input=0.35 cache-read=0.17 cache-write=input output=1 source=genai

    model meta-llama/llama-4-maverick:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model meta-llama/llama-4-scout
      alias meta-llama/llama-4-scout-17b-16e-instruct
      price from=* until=2026-10-19 input=0.08 cache-read=input cache-write=input output=0.3 source=genai
      price from=2026-10-19 input=0.1 cache-read=input cache-write=input output=0.3 source=genai

    model meta-llama/llama-4-scout:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model meta-llama/llama-guard-2-8b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model meta-llama/llama-guard-3-8b
      price from=* input=0.02 cache-read=input cache-write=input output=0.06 source=genai

    model meta-llama/llama-guard-4-12b
      price from=* until=2026-10-19 input=0.05 cache-read=input cache-write=input output=0.05 source=genai
      price from=2026-10-19 input=0.18 cache-read=input cache-write=input output=0.18 source=genai

    model meta/muse-glimmer-30b
      alias meta/muse-glimmer-30b-20260810
      price from=* input=0.3 cache-read=0.04 cache-write=input output=1.2 source=genai

    model meta/muse-glimmer-30b:batch
      price from=* input=0.24 cache-read=0.032 cache-write=input output=0.96 source=genai

    model meta/muse-spark-1.1
      alias meta/muse-spark-1.1-20260709
      price from=* input=1.25 cache-read=0.15 cache-write=input output=4.25 per-search=0.0025 source=genai

    model meta/muse-spark-1.2
      alias meta/muse-spark-1.2-20260805
      price from=* input=1.25 cache-read=0.15 cache-write=input output=4.25 per-search=0.0025 source=genai

    model meta/muse-spark-1.2-contributor
      alias meta/muse-spark-1.2-contributor-20260805
      price from=* input=0.1 cache-read=0.002 cache-write=input output=0.2 per-search=0.0025 source=genai

    model meta/muse-spark-1.3
      alias meta/muse-spark-1.3-20260902
      price from=* input=1.25 cache-read=0.15 cache-write=input output=4.25 per-search=0.0025 source=genai

    model meta/muse-spark-1.3-contributor
      alias meta/muse-spark-1.3-contributor-20260902
      price from=* input=0.1 cache-read=0.002 cache-write=input output=0.2 per-search=0.0025 source=genai

    model meta/muse-spark-open
      alias meta/muse-spark-open-20261015
      price from=* input=1.25 cache-read=0.15 cache-write=input output=4.25 source=genai

    model meta/muse-wonder
      alias meta/muse-wonder-20261012
      price from=* input=4 cache-read=0.2 cache-write=input output=20 per-search=0.0025 source=genai

    model microsoft/phi-3-medium-128k-instruct
      price from=* input=1 cache-read=input cache-write=input output=1 source=genai

    model microsoft/phi-3-mini-128k-instruct
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model microsoft/phi-3.5-mini-128k-instruct
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model microsoft/phi-4
      price from=* input=0.07 cache-read=input cache-write=input output=0.14 source=genai

    model microsoft/phi-4-mini-instruct
      price from=* input=0.08 cache-read=input cache-write=input output=0.35 source=genai

    model microsoft/phi-4-multimodal-instruct
      price from=* input=0.05 cache-read=input cache-write=input output=0.1 source=genai

    model microsoft/wizardlm-2-7b
      price from=* input=0.07 cache-read=input cache-write=input output=0.07 source=genai

    model microsoft/wizardlm-2-8x22b
      price from=* until=2026-10-19 input=0.5 cache-read=input cache-write=input output=0.5 source=genai
      price from=2026-10-19 input=0.62 cache-read=input cache-write=input output=0.62 source=genai

    model midnight-rose-70b
      price from=* input=0.8 cache-read=input cache-write=input output=0.8 source=genai

    model minimax-m1:extended
      price from=* input=0.55 cache-read=input cache-write=input output=2.2 source=genai

    model minimax/minimax-01
      price from=* input=0.2 cache-read=input cache-write=input output=1.1 source=genai

    model minimax/minimax-m1
      price from=* until=2026-10-19 input=0.3 cache-read=input cache-write=input output=1.65 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.55 cache-read=input cache-write=input output=2.2 source=genai
      price from=2026-11-03 until=2026-11-09 input=0.4 cache-read=input cache-write=input output=2.2 source=genai
      price from=2026-11-09 input=0.55 cache-read=input cache-write=input output=2.2 source=genai

    model minimax/minimax-m2
      price from=* until=2026-10-19 input=0.255 cache-read=0.03 cache-write=input output=1 source=genai
      price from=2026-10-19 input=0.255 cache-read=0.03 cache-write=input output=1.02 source=genai

    model minimax/minimax-m2-her
      alias minimax/minimax-m2-her-20260123
      price from=* input=0.3 cache-read=0.03 cache-write=input output=1.2 source=genai

    model minimax/minimax-m2.1
      price from=* until=2026-10-19 input=0.29 cache-read=0.03 cache-write=input output=0.95 source=genai
      price from=2026-10-19 input=0.3 cache-read=0.03 cache-write=input output=1.2 source=genai

    model minimax/minimax-m2.5
      alias minimax/minimax-m2.5-20260211
      price from=* until=2026-10-19 input=0.15 cache-read=0.05 cache-write=input output=0.9 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.27 cache-read=0.03 cache-write=input output=0.95 source=genai
      price from=2026-11-03 until=2026-11-09 input=0.3 cache-read=0.03 cache-write=input output=1.2 source=genai
      price from=2026-11-09 input=0.295 cache-read=0.06 cache-write=input output=1.2 source=genai

    model minimax/minimax-m2.7
      alias minimax/minimax-m2.7-20260318
      price from=* until=2026-10-19 input=0.27 cache-read=0.054 cache-write=input output=1.08 source=genai
      price from=2026-10-19 until=2026-11-09 input=0.3 cache-read=0.06 cache-write=input output=1.2 source=genai
      price from=2026-11-09 input=0.27 cache-read=0.054 cache-write=input output=1.08 source=genai

    model minimax/minimax-m3
      alias minimax/minimax-m3-20260531
      price from=* input=0.3 cache-read=0.06 cache-write=input output=1.2 source=genai

    model minimax/minimax-m3.1-flash:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model minimax/minimax-m3:batch
      price from=* input=0.224 cache-read=0.0448 cache-write=input output=0.88 source=genai

    model ministral-3b
      price from=* input=0.04 cache-read=input cache-write=input output=0.04 source=genai

    model ministral-8b
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model mistral-7b-instruct
      alias mistral-7b-instruct-v0.3
      price from=* input=0.028 cache-read=input cache-write=input output=0.054 source=genai

    model mistral-7b-instruct-v0.1
      price from=* input=0.11 cache-read=input cache-write=input output=0.19 source=genai

    model mistral-7b-instruct-v0.2
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model mistral-7b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model mistral-medium
      price from=* input=2.75 cache-read=input cache-write=input output=8.1 source=genai

    model mistral-nemo:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model mistral-small
      price from=* input=0.2 cache-read=input cache-write=input output=0.6 source=genai

    model mistral-small-24b-instruct-2501:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model mistral-small-3.1-24b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model mistral-small-3.2-24b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model mistral-tiny
      price from=* input=0.25 cache-read=input cache-write=input output=0.25 source=genai

    model mistral/ministral-8b
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model mistralai/codestral-2501
      price from=* input=0.3 cache-read=input cache-write=input output=0.9 source=genai

    model mistralai/codestral-2508
      price from=* input=0.3 cache-read=0.03 cache-write=input output=0.9 source=genai

    model mistralai/codestral-2508:batch
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.45 source=genai

    model mistralai/codestral-mamba
      price from=* input=0.25 cache-read=input cache-write=input output=0.25 source=genai

    model mistralai/devstral-2512
      price from=* input=0.4 cache-read=0.04 cache-write=input output=2 source=genai

    model mistralai/ministral-14b-2512
      price from=* input=0.2 cache-read=0.02 cache-write=input output=0.2 source=genai

    model mistralai/ministral-3b
      price from=* input=0.04 cache-read=input cache-write=input output=0.04 source=genai

    model mistralai/ministral-3b-2512
      price from=* input=0.1 cache-read=0.01 cache-write=input output=0.1 source=genai

    model mistralai/ministral-8b
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model mistralai/ministral-8b-2512
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.15 source=genai

    model mistralai/ministral-8b-2512:batch
      price from=* input=0.075 cache-read=0.0075 cache-write=input output=0.075 source=genai

    model mistralai/mistral-7b-instruct
      alias mistralai/mistral-7b-instruct-v0.3
      price from=* input=0.029 cache-read=input cache-write=input output=0.059 source=genai

    model mistralai/mistral-7b-instruct-v0.1
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model mistralai/mistral-7b-instruct-v0.2
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model mistralai/mistral-7b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model mistralai/mistral-large
      alias mistral-large-2411 mistralai/mistral-large-2407
      price from=* until=2026-10-19 input=2 cache-read=input cache-write=input output=6 source=genai
      price from=2026-10-19 input=2 cache-read=0.2 cache-write=input output=6 source=genai

    model mistralai/mistral-large-2512
      price from=* input=0.5 cache-read=0.05 cache-write=input output=1.5 source=genai

    model mistralai/mistral-large-2512:batch
      price from=* input=0.25 cache-read=0.025 cache-write=input output=0.75 source=genai

    model mistralai/mistral-large-4-0
      alias mistralai/mistral-large-4-0-20261006
      price from=* until=2026-11-03 input=0.68 cache-read=0.07 cache-write=input output=2.09 source=genai
      price from=2026-11-03 input=0.7 cache-read=0.07 cache-write=input output=2.1 source=genai

    model mistralai/mistral-medium
      price from=* input=2.75 cache-read=input cache-write=input output=8.1 source=genai

    model mistralai/mistral-medium-3
      price from=* until=2026-10-19 input=0.4 cache-read=input cache-write=input output=2 source=genai
      price from=2026-10-19 input=0.4 cache-read=0.04 cache-write=input output=2 source=genai

    model mistralai/mistral-medium-3-5
      alias mistralai/mistral-medium-3.5-20260430
      price from=* input=1.5 cache-read=input cache-write=input output=7.5 source=genai

    model mistralai/mistral-medium-3-5:batch
      price from=* input=0.75 cache-read=input cache-write=input output=3.75 source=genai

    model mistralai/mistral-medium-3.1
      price from=* input=0.4 cache-read=0.04 cache-write=input output=2 source=genai

    model mistralai/mistral-medium-3.1:batch
      price from=* input=0.2 cache-read=0.02 cache-write=input output=1 source=genai

    model mistralai/mistral-nemo
      price from=* until=2026-10-19 input=0.01 cache-read=input cache-write=input output=0.019 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.029 cache-read=input cache-write=input output=0.03 source=genai
      price from=2026-11-03 input=0.15 cache-read=0.015 cache-write=input output=0.15 source=genai

    model mistralai/mistral-nemo:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model mistralai/mistral-saba
      alias mistralai/mistral-saba-2502
      price from=* until=2026-10-19 input=0.2 cache-read=input cache-write=input output=0.6 source=genai
      price from=2026-10-19 input=0.2 cache-read=0.02 cache-write=input output=0.6 source=genai

    model mistralai/mistral-small
      price from=* input=0.2 cache-read=input cache-write=input output=0.6 source=genai

    model mistralai/mistral-small-24b-instruct-2501
      price from=* until=2026-10-19 input=0.05 cache-read=input cache-write=input output=0.09 source=genai
      price from=2026-10-19 input=0.05 cache-read=input cache-write=input output=0.08 source=genai

    model mistralai/mistral-small-24b-instruct-2501:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model mistralai/mistral-small-2603
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=genai

    model mistralai/mistral-small-2603:batch
      price from=* input=0.075 cache-read=0.0075 cache-write=input output=0.3 source=genai

    model mistralai/mistral-small-3.1-24b-instruct
      alias mistralai/mistral-small-3.1-24b-instruct-2503
      price from=* until=2026-10-19 input=0.05 cache-read=input cache-write=input output=0.15 source=genai
      price from=2026-10-19 input=0.351 cache-read=input cache-write=input output=0.555 source=genai

    model mistralai/mistral-small-3.1-24b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model mistralai/mistral-small-3.2-24b-instruct
      alias mistralai/mistral-small-3.2-24b-instruct-2506
      price from=* until=2026-10-19 input=0.075 cache-read=input cache-write=input output=0.2 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.09375 cache-read=input cache-write=input output=0.25 source=genai
      price from=2026-11-03 input=0.1 cache-read=0.01 cache-write=input output=0.3 source=genai

    model mistralai/mistral-tiny
      price from=* input=0.25 cache-read=input cache-write=input output=0.25 source=genai

    model mistralai/mixtral-8x22b-instruct
      price from=* until=2026-10-19 input=0.9 cache-read=input cache-write=input output=0.9 source=genai
      price from=2026-10-19 input=2 cache-read=0.2 cache-write=input output=6 source=genai

    model mistralai/mixtral-8x7b-instruct
      price from=* input=0.24 cache-read=input cache-write=input output=0.24 source=genai

    model mistralai/pixtral-12b
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model mistralai/pixtral-large-2411
      price from=* input=2 cache-read=input cache-write=input output=6 source=genai

    model mistralai/voxtral-small-24b-2507
      price from=* input=0.1 cache-read=0.01 cache-write=input output=0.3 source=genai

    model mixtral-8x7b-instruct
      price from=* input=0.08 cache-read=input cache-write=input output=0.24 source=genai

    model mn-celeste-12b
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model mn-inferor-12b
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model mn-starcannon-12b
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model moondream/moondream3-preview
      alias moondream/moondream3-preview-20261013
      price from=* input=0.3 cache-read=input cache-write=input output=2.5 source=genai

    model moondream/moondream3.1-9b-a2b
      alias moondream/moondream3.1-9b-a2b-20261013
      price from=* input=0.3 cache-read=input cache-write=input output=2.5 source=genai

    model moonshotai/kimi-k2
      price from=* input=0.57 cache-read=input cache-write=input output=2.3 source=genai

    model moonshotai/kimi-k2-0905
      price from=* input=0.6 cache-read=input cache-write=input output=2.5 source=genai

    model moonshotai/kimi-k2-thinking
      alias moonshotai/kimi-k2-thinking-20251106
      price from=* until=2026-10-19 input=0.6 cache-read=input cache-write=input output=2.5 source=genai
      price from=2026-10-19 input=0.6 cache-read=0.15 cache-write=input output=2.5 source=genai

    model moonshotai/kimi-k2.5
      alias moonshotai/kimi-k2.5-0127
      price from=* until=2026-10-19 input=0.4 cache-read=0.09 cache-write=input output=1.9 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.5 cache-read=0.15 cache-write=input output=2.5 source=genai
      price from=2026-11-03 input=0.532 cache-read=0.209 cache-write=input output=3.325 source=genai

    model moonshotai/kimi-k2.6
      alias moonshotai/kimi-k2.6-20260420
      price from=* until=2026-10-19 input=0.68 cache-read=0.34 cache-write=input output=3.41 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.65 cache-read=0.15 cache-write=input output=3.41 source=genai
      price from=2026-11-03 input=0.95 cache-read=0.16 cache-write=input output=4 source=genai

    model moonshotai/kimi-k2.6:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model moonshotai/kimi-k2.7-code
      alias moonshotai/kimi-k2.7-code-20260612
      price from=* until=2026-10-19 input=0.75 cache-read=0.16 cache-write=input output=3.5 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.6712 cache-read=0.18 cache-write=input output=3.35 source=genai
      price from=2026-11-03 input=0.95 cache-read=0.19 cache-write=input output=4 source=genai

    model moonshotai/kimi-k3
      alias moonshotai/kimi-k3-20260715
      price from=* until=2026-10-19 input=3 cache-read=0.3 cache-write=input output=15 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.239 cache-read=0.21 cache-write=input output=11.936 source=genai
      price from=2026-11-03 input=3 cache-read=0.3 cache-write=input output=15 source=genai

    model moonshotai/kimi-k3.1-pro
      alias moonshotai/kimi-k3.1-pro-20261023
      price from=* input=2 cache-read=0.2 cache-write=input output=10 source=genai

    model moonshotai/kimi-k3:batch
      price from=* until=2026-11-09 input=2.28 cache-read=0.228 cache-write=input output=11.4 source=genai
      price from=2026-11-09 input=0.917 cache-read=0.226 cache-write=input output=6 source=genai

    model moonshotai/kimi-vl-a3b-thinking:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model moonshotai/moonlight-16b-a3b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model morph/morph-v3-fast
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model morph/morph-v3-fast:batch
      price from=* input=0.4 cache-read=input cache-write=input output=0.6 source=genai

    model morph/morph-v3-large
      price from=* input=0.9 cache-read=input cache-write=input output=1.9 source=genai

    model morph/morph-v3-large:batch
      price from=* input=0.45 cache-read=input cache-write=input output=0.95 source=genai

    model mythalion-13b
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model neversleep/llama-3-lumimaid-70b
      price from=* input=3.375 cache-read=input cache-write=input output=4.5 source=genai

    model neversleep/llama-3-lumimaid-8b
      alias neversleep/llama-3-lumimaid-8b:extended
      price from=* input=0.09375 cache-read=input cache-write=input output=0.75 source=genai

    model neversleep/llama-3.1-lumimaid-70b
      price from=* input=1.5 cache-read=input cache-write=input output=2.25 source=genai

    model neversleep/llama-3.1-lumimaid-8b
      price from=* input=0.09375 cache-read=input cache-write=input output=0.75 source=genai

    model neversleep/noromaid-20b
      price from=* input=0.75 cache-read=input cache-write=input output=1.5 source=genai

    model nex-agi/nex-n2-pro:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nex-agi/nex-n2.5-mini
      alias nex-agi/nex-n2.5-mini-20260908
      price from=* input=0.025 cache-read=0.0025 cache-write=input output=0.1 source=genai

    model nex-agi/nex-n2.5-pro
      alias nex-agi/nex-n2.5-pro-20260907
      price from=* input=0.075 cache-read=0.015 cache-write=input output=0.25 source=genai

    model noromaid-20b
      price from=* input=1.25 cache-read=input cache-write=input output=2 source=genai

    model nothingiisreal/mn-celeste-12b
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model nous-hermes-2-mixtral-8x7b-dpo
      price from=* input=0.6 cache-read=input cache-write=input output=0.6 source=genai

    model nousresearch/deephermes-3-llama-3-8b-preview:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nousresearch/hermes-2-pro-llama-3-8b
      price from=* input=0.025 cache-read=input cache-write=input output=0.04 source=genai

    model nousresearch/hermes-3-llama-3.1-405b
      price from=* until=2026-10-19 input=0.7 cache-read=input cache-write=input output=0.8 source=genai
      price from=2026-10-19 input=1 cache-read=input cache-write=input output=1 source=genai

    model nousresearch/hermes-3-llama-3.1-405b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nousresearch/hermes-3-llama-3.1-70b
      price from=* until=2026-10-19 input=0.12 cache-read=input cache-write=input output=0.3 source=genai
      price from=2026-10-19 input=0.7 cache-read=input cache-write=input output=0.7 source=genai

    model nousresearch/hermes-4-405b
      price from=* until=2026-11-03 input=1 cache-read=input cache-write=input output=3 source=genai
      price from=2026-11-03 input=1 cache-read=0.2 cache-write=input output=3 source=genai

    model nousresearch/hermes-4-70b
      price from=* input=0.13 cache-read=input cache-write=input output=0.4 source=genai

    model nousresearch/nous-hermes-2-mixtral-8x7b-dpo
      price from=* input=0.6 cache-read=input cache-write=input output=0.6 source=genai

    model nousresearch/nous-hermes-llama2-13b
      price from=* input=0.18 cache-read=input cache-write=input output=0.18 source=genai

    model nvidia/llama-3.1-nemotron-70b-instruct
      price from=* input=0.12 cache-read=input cache-write=input output=0.3 source=genai

    model nvidia/llama-3.1-nemotron-70b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nvidia/llama-3.1-nemotron-nano-8b-v1:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nvidia/llama-3.1-nemotron-ultra-253b-v1:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nvidia/llama-3.3-nemotron-super-49b-v1.5
      price from=* input=0.4 cache-read=input cache-write=input output=0.4 source=genai

    model nvidia/llama-3.3-nemotron-super-49b-v1:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nvidia/nemotron-3-nano-30b-a3b
      price from=* until=2026-10-19 input=0.05 cache-read=input cache-write=input output=0.2 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.06 cache-read=input cache-write=input output=0.24 source=genai
      price from=2026-11-03 input=0.06 cache-read=0.012 cache-write=input output=0.24 source=genai

    model nvidia/nemotron-3-nano-30b-a3b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nvidia/nemotron-3-nano-omni-30b-a3b-reasoning:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nvidia/nemotron-3-super-120b-a12b
      alias nvidia/nemotron-3-super-120b-a12b-20230311
      price from=* until=2026-10-19 input=0.09 cache-read=input cache-write=input output=0.45 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.08 cache-read=input cache-write=input output=0.45 source=genai
      price from=2026-11-03 until=2026-11-09 input=0.085 cache-read=input cache-write=input output=0.4 source=genai
      price from=2026-11-09 input=0.08 cache-read=input cache-write=input output=0.45 source=genai

    model nvidia/nemotron-3-super-120b-a12b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nvidia/nemotron-3-ultra-550b-a55b
      alias nvidia/nemotron-3-ultra-550b-a55b-20260604
      price from=* until=2026-10-19 input=0.5 cache-read=0.15 cache-write=input output=2.5 source=genai
      price from=2026-10-19 input=0.6 cache-read=0.12 cache-write=input output=2.4 source=genai

    model nvidia/nemotron-3-ultra-550b-a55b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nvidia/nemotron-3.5-content-safety
      alias nvidia/nemotron-3.5-content-safety-20260604
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model nvidia/nemotron-3.5-content-safety:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nvidia/nemotron-3.5-lightning
      alias nvidia/nemotron-3.5-lightning-20260807
      price from=* until=2026-11-03 input=0.07 cache-read=0.04 cache-write=input output=0.2 source=genai
      price from=2026-11-03 input=0.05 cache-read=0.01 cache-write=input output=0.2 source=genai

    model nvidia/nemotron-3.5-lightning:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nvidia/nemotron-3.5-super-vl
      alias nvidia/nemotron-3.5-super-vl-20261015
      price from=* until=2026-10-20 input=0.1 cache-read=0.08 cache-write=input output=0.4 source=genai
      price from=2026-10-20 input=0.15 cache-read=0.02 cache-write=input output=0.5 source=genai

    model nvidia/nemotron-3.5-super-vl:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nvidia/nemotron-nano-12b-v2-vl:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model nvidia/nemotron-nano-9b-v2
      price from=* input=0.04 cache-read=input cache-write=input output=0.16 source=genai

    model nvidia/nemotron-nano-9b-v2:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model o1-mini
      alias o1-mini-2024-09-12
      price from=* input=1.1 cache-read=0.55 cache-write=input output=4.4 source=genai

    model open-r1/olympiccoder-32b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model open-r1/olympiccoder-7b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model openai/chatgpt-4o-latest family=openai/chatgpt-4o
      price from=* input=5 cache-read=input cache-write=input output=15 source=genai

    model openai/codex-mini
      price from=* input=1.5 cache-read=0.375 cache-write=input output=6 source=genai

    model openai/gpt-3.5-turbo
      alias gpt-3.5-turbo-0125
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=genai

    model openai/gpt-3.5-turbo-0613
      price from=* input=1 cache-read=input cache-write=input output=2 source=genai

    model openai/gpt-3.5-turbo-1106
      price from=* input=1 cache-read=input cache-write=input output=2 source=genai

    model openai/gpt-3.5-turbo-16k
      price from=* input=3 cache-read=input cache-write=input output=4 source=genai

    model openai/gpt-3.5-turbo-instruct
      price from=* input=1.5 cache-read=input cache-write=input output=2 source=genai

    model openai/gpt-3.5-turbo:batch
      price from=* input=0.25 cache-read=input cache-write=input output=0.75 source=genai

    model openai/gpt-4
      alias gpt-4-0314
      price from=* input=30 cache-read=input cache-write=input output=60 source=genai

    model openai/gpt-4-1106-preview
      price from=* input=10 cache-read=input cache-write=input output=30 source=genai

    model openai/gpt-4-32k
      alias openai/gpt-4-32k-0314
      price from=* input=60 cache-read=input cache-write=input output=120 source=genai

    model openai/gpt-4-turbo
      alias openai/gpt-4-turbo-preview
      price from=* input=10 cache-read=input cache-write=input output=30 source=genai

    model openai/gpt-4-turbo:batch
      price from=* input=5 cache-read=input cache-write=input output=15 source=genai

    model openai/gpt-4.1
      alias openai/gpt-4.1-2025-04-14
      price from=* input=2 cache-read=0.5 cache-write=input output=8 source=genai

    model openai/gpt-4.1-mini
      alias openai/gpt-4.1-mini-2025-04-14
      price from=* input=0.4 cache-read=0.1 cache-write=input output=1.6 source=genai

    model openai/gpt-4.1-mini:batch
      price from=* input=0.2 cache-read=0.05 cache-write=input output=0.8 source=genai

    model openai/gpt-4.1-nano
      alias openai/gpt-4.1-nano-2025-04-14
      price from=* until=2026-11-03 input=0.1 cache-read=0.025 cache-write=input output=0.4 source=genai
      price from=2026-11-03 input=0.1 cache-read=0.03 cache-write=input output=0.4 source=genai

    model openai/gpt-4.1-nano:batch
      price from=* input=0.05 cache-read=0.0125 cache-write=input output=0.2 source=genai

    model openai/gpt-4.1:batch
      price from=* input=1 cache-read=0.25 cache-write=input output=4 source=genai

    model openai/gpt-4.5-preview
      price from=* input=75 cache-read=input cache-write=input output=150 source=genai

    model openai/gpt-4o
      alias openai/gpt-4o-2024-08-06 openai/gpt-4o-2024-11-20 openai/gpt-4o-audio-preview
      price from=* until=2026-10-19 input=2.5 cache-read=input cache-write=input output=10 source=genai
      price from=2026-10-19 input=2.5 cache-read=1.25 cache-write=input output=10 source=genai

    model openai/gpt-4o-2024-05-13 family=openai/gpt-4o
      price from=* input=5 cache-read=input cache-write=input output=15 source=genai

    model openai/gpt-4o-mini
      alias openai/gpt-4o-mini-2024-07-18
      price from=* input=0.15 cache-read=0.075 cache-write=input output=0.6 source=genai

    model openai/gpt-4o-mini-search-preview
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=genai

    model openai/gpt-4o-mini:batch
      price from=* input=0.075 cache-read=0.0375 cache-write=input output=0.3 source=genai

    model openai/gpt-4o-search-preview
      price from=* input=2.5 cache-read=input cache-write=input output=10 source=genai

    model openai/gpt-4o:batch
      price from=* input=1.25 cache-read=0.625 cache-write=input output=5 source=genai

    model openai/gpt-4o:extended
      price from=* input=6 cache-read=input cache-write=input output=18 source=genai

    model openai/gpt-5
      alias openai/gpt-5-2025-08-07 openai/gpt-5-chat openai/gpt-5-codex openai/gpt-5.1-codex-max
      price from=* input=1.25 cache-read=0.125 cache-write=input output=10 source=genai

    model openai/gpt-5-image
      price from=* input=10 cache-read=1.25 cache-write=input output=10 source=genai

    model openai/gpt-5-image-mini
      price from=* input=2.5 cache-read=0.25 cache-write=input output=2 source=genai

    model openai/gpt-5-mini
      alias openai/gpt-5-mini-2025-08-07
      price from=* input=0.25 cache-read=0.025 cache-write=input output=2 source=genai

    model openai/gpt-5-mini:batch
      price from=* input=0.125 cache-read=0.0125 cache-write=input output=1 source=genai

    model openai/gpt-5-nano
      alias openai/gpt-5-nano-2025-08-07
      price from=* until=2026-10-19 input=0.05 cache-read=0.01 cache-write=input output=0.4 source=genai
      price from=2026-10-19 input=0.05 cache-read=0.005 cache-write=input output=0.4 source=genai

    model openai/gpt-5-nano:batch
      price from=* input=0.025 cache-read=0.0025 cache-write=input output=0.2 source=genai

    model openai/gpt-5-pro
      alias openai/gpt-5-pro-2025-10-06
      price from=* input=15 cache-read=input cache-write=input output=120 source=genai

    model openai/gpt-5-pro:batch
      price from=* input=7.5 cache-read=input cache-write=input output=60 source=genai

    model openai/gpt-5.1
      alias openai/gpt-5.1-20251113 openai/gpt-5.1-chat openai/gpt-5.1-codex
      price from=* until=2026-10-19 input=1.25 cache-read=0.13 cache-write=input output=10 source=genai
      price from=2026-10-19 input=1.25 cache-read=0.125 cache-write=input output=10 source=genai

    model openai/gpt-5.1-codex-mini
      alias openai/gpt-5.1-codex-mini-20251113
      price from=* until=2026-10-19 input=0.25 cache-read=0.025 cache-write=input output=2 source=genai
      price from=2026-10-19 input=0.25 cache-read=0.03 cache-write=input output=2 source=genai

    model openai/gpt-5.1:batch
      price from=* input=0.625 cache-read=0.0625 cache-write=input output=5 source=genai

    model openai/gpt-5.2
      alias openai/gpt-5.2-20251211 openai/gpt-5.2-chat openai/gpt-5.2-codex
      price from=* input=1.75 cache-read=0.175 cache-write=input output=14 source=genai

    model openai/gpt-5.2-pro
      alias openai/gpt-5.2-pro-20251211
      price from=* input=21 cache-read=input cache-write=input output=168 source=genai

    model openai/gpt-5.2-pro:batch
      price from=* input=10.5 cache-read=input cache-write=input output=84 source=genai

    model openai/gpt-5.2:batch
      price from=* input=0.875 cache-read=0.0875 cache-write=input output=7 source=genai

    model openai/gpt-5.3-chat
      price from=* input=1.75 cache-read=0.175 cache-write=input output=14 source=genai

    model openai/gpt-5.3-codex
      alias openai/gpt-5.3-codex-20260224
      price from=* input=1.75 cache-read=0.175 cache-write=input output=14 source=genai

    model openai/gpt-5.4
      alias openai/gpt-5.4-20260305
      price from=* input=2.5 cache-read=0.25 cache-write=input output=15 source=genai
      when above=272000 basis=prompt scope=request input=5 cache-read=0.5 output=22.5

    model openai/gpt-5.4-image-2
      alias openai/gpt-5.4-image-2-20260421
      price from=* input=8 cache-read=2 cache-write=input output=15 source=genai

    model openai/gpt-5.4-mini
      alias openai/gpt-5.4-mini-20260317
      price from=* input=0.75 cache-read=0.075 cache-write=input output=4.5 source=genai

    model openai/gpt-5.4-mini:batch
      price from=* input=0.375 cache-read=0.0375 cache-write=input output=2.25 source=genai

    model openai/gpt-5.4-nano
      alias openai/gpt-5.4-nano-20260317
      price from=* input=0.2 cache-read=0.02 cache-write=input output=1.25 source=genai

    model openai/gpt-5.4-nano:batch
      price from=* input=0.1 cache-read=0.01 cache-write=input output=0.625 source=genai

    model openai/gpt-5.4-pro
      alias openai/gpt-5.4-pro-20260305
      price from=* input=30 cache-read=input cache-write=input output=180 source=genai
      when above=272000 basis=prompt scope=request input=60 output=270

    model openai/gpt-5.4-pro:batch
      price from=* input=15 cache-read=input cache-write=input output=90 source=genai
      when above=272000 basis=prompt scope=request input=30 output=135

    model openai/gpt-5.4:batch
      price from=* input=1.25 cache-read=0.125 cache-write=input output=7.5 source=genai
      when above=272000 basis=prompt scope=request input=2.5 cache-read=0.25 output=11.25

    model openai/gpt-5.5
      alias openai/gpt-5.5-20260423
      price from=* input=5 cache-read=0.5 cache-write=input output=30 source=genai
      when above=272000 basis=prompt scope=request input=10 cache-read=1 output=45

    model openai/gpt-5.5-pro
      alias openai/gpt-5.5-pro-20260423
      price from=* input=30 cache-read=input cache-write=input output=180 source=genai
      when above=272000 basis=prompt scope=request input=60 output=270

    model openai/gpt-5.5-pro:batch
      price from=* input=15 cache-read=input cache-write=input output=90 source=genai
      when above=272000 basis=prompt scope=request input=30 output=135

    model openai/gpt-5.5:batch
      price from=* input=2.5 cache-read=0.25 cache-write=input output=15 source=genai
      when above=272000 basis=prompt scope=request input=5 cache-read=0.5 output=22.5

    model openai/gpt-5.6-luna
      alias openai/gpt-5.6-luna-20260709
      match starts=openai/gpt-5.6-luna-20
      price from=* input=0.2 cache-read=0.02 cache-write=0.25 output=1.2 source=genai
      when above=272000 basis=prompt scope=request input=0.4 cache-read=0.04 cache-write=0.5 output=1.8

    model openai/gpt-5.6-luna-pro
      alias openai/gpt-5.6-luna-pro-20260709
      price from=* input=0.2 cache-read=0.02 cache-write=0.25 output=1.2 source=genai
      when above=272000 basis=prompt scope=request input=0.4 cache-read=0.04 cache-write=0.5 output=1.8

    model openai/gpt-5.6-luna-pro:batch
      price from=* input=0.1 cache-read=0.01 cache-write=0.125 output=0.6 source=genai
      when above=272000 basis=prompt scope=request input=0.2 cache-read=0.02 cache-write=0.25 output=0.9

    model openai/gpt-5.6-luna:batch
      price from=* input=0.1 cache-read=0.01 cache-write=0.125 output=0.6 source=genai
      when above=272000 basis=prompt scope=request input=0.2 cache-read=0.02 cache-write=0.25 output=0.9

    model openai/gpt-5.6-sol
      alias openai/gpt-5.6-sol-20260709
      match starts=openai/gpt-5.6-sol-20
      price from=* until=2026-10-19 input=2 cache-read=0.2 cache-write=2.5 output=10 source=genai
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=15
      price from=2026-10-19 input=4 cache-read=0.4 cache-write=5 output=20 source=genai
      when above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=30

    model openai/gpt-5.6-sol-pro
      alias openai/gpt-5.6-sol-pro-20260709
      price from=* input=4 cache-read=0.4 cache-write=5 output=20 source=genai
      when above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=30

    model openai/gpt-5.6-sol-pro:batch
      price from=* input=2 cache-read=0.2 cache-write=2.5 output=10 source=genai
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=15

    model openai/gpt-5.6-sol:batch
      price from=* input=2 cache-read=0.2 cache-write=2.5 output=10 source=genai
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=15

    model openai/gpt-5.6-terra
      alias openai/gpt-5.6-terra-20260709
      match starts=openai/gpt-5.6-terra-20
      price from=* input=2 cache-read=0.2 cache-write=2.5 output=12 source=genai
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=18

    model openai/gpt-5.6-terra-pro
      alias openai/gpt-5.6-terra-pro-20260709
      price from=* input=2 cache-read=0.2 cache-write=2.5 output=12 source=genai
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=18

    model openai/gpt-5.6-terra-pro:batch
      price from=* input=1 cache-read=0.1 cache-write=1.25 output=6 source=genai
      when above=272000 basis=prompt scope=request input=2 cache-read=0.2 cache-write=2.5 output=9

    model openai/gpt-5.6-terra:batch
      price from=* input=1 cache-read=0.1 cache-write=1.25 output=6 source=genai
      when above=272000 basis=prompt scope=request input=2 cache-read=0.2 cache-write=2.5 output=9

    model openai/gpt-5:batch
      price from=* input=0.625 cache-read=0.0625 cache-write=input output=5 source=genai

    model openai/gpt-6-astra
      alias openai/gpt-6-astra-20260903 openai/gpt-6-astra-pro openai/gpt-6-astra-pro-20260903
      price from=* input=10 cache-read=1 cache-write=12.5 output=50 source=genai
      when above=272000 basis=prompt scope=request input=20 cache-read=2 cache-write=25 output=75

    model openai/gpt-6-astra-pro:batch
      price from=* input=5 cache-read=0.5 cache-write=6.25 output=25 source=genai
      when above=272000 basis=prompt scope=request input=10 cache-read=1 cache-write=12.5 output=37.5

    model openai/gpt-6-astra:batch
      price from=* input=5 cache-read=0.5 cache-write=6.25 output=25 source=genai
      when above=272000 basis=prompt scope=request input=10 cache-read=1 cache-write=12.5 output=37.5

    model openai/gpt-6-luna
      alias openai/gpt-6-luna-20260922 openai/gpt-6-luna-pro
      match starts=openai/gpt-6-luna-20
      price from=* input=0.1 cache-read=0.01 cache-write=0.125 output=0.5 per-search=0.01 source=genai
      when above=272000 basis=prompt scope=request input=0.2 cache-read=0.02 cache-write=0.25 output=0.75

    model openai/gpt-6-luna:batch
      alias openai/gpt-6-luna-pro:batch
      price from=* input=0.05 cache-read=0.005 cache-write=0.0625 output=0.25 per-search=0.01 source=genai
      when above=272000 basis=prompt scope=request input=0.1 cache-read=0.01 cache-write=0.125 output=0.375

    model openai/gpt-6-sol
      alias openai/gpt-6-sol-20260922 openai/gpt-6-sol-pro
      match starts=openai/gpt-6-sol-20
      price from=* input=2 cache-read=0.2 cache-write=2.5 output=10 per-search=0.01 source=genai
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=15

    model openai/gpt-6-sol:batch
      alias openai/gpt-6-sol-pro:batch
      price from=* input=1 cache-read=0.1 cache-write=1.25 output=5 per-search=0.01 source=genai
      when above=272000 basis=prompt scope=request input=2 cache-read=0.2 cache-write=2.5 output=7.5

    model openai/gpt-6.1-sol
      alias openai/gpt-6.1-sol-20260929 openai/gpt-6.1-sol-pro
      match starts=openai/gpt-6.1-sol-20
      match starts=openai/gpt-6.1-sol-pro-20
      price from=* input=2 cache-read=0.1 cache-write=2.5 output=10 per-search=0.01 source=genai
      when above=272000 basis=prompt scope=request input=4 cache-read=0.2 cache-write=5 output=15

    model openai/gpt-6.1-sol:batch
      alias openai/gpt-6.1-sol-pro:batch
      price from=* input=1 cache-read=0.05 cache-write=1.25 output=5 per-search=0.01 source=genai
      when above=272000 basis=prompt scope=request input=2 cache-read=0.1 cache-write=2.5 output=7.5

    model openai/gpt-6.1-terra
      alias openai/gpt-6.1-terra-20261026 openai/gpt-6.1-terra-pro openai/gpt-6.1-terra-pro-20261026
      price from=* input=1 cache-read=0.05 cache-write=1.25 output=5 source=genai
      when above=272000 basis=prompt scope=request input=2 cache-read=0.1 cache-write=2.5 output=7.5

    model openai/gpt-6.1-terra-pro:batch
      price from=* input=0.5 cache-read=0.025 cache-write=0.625 output=2.5 source=genai
      when above=272000 basis=prompt scope=request input=1 cache-read=0.05 cache-write=1.25 output=3.75

    model openai/gpt-6.1-terra:batch
      price from=* input=0.5 cache-read=0.025 cache-write=0.625 output=2.5 source=genai
      when above=272000 basis=prompt scope=request input=1 cache-read=0.05 cache-write=1.25 output=3.75

    model openai/gpt-audio
      price from=* input=2.5 cache-read=input cache-write=input output=10 source=genai

    model openai/gpt-audio-mini
      price from=* input=0.6 cache-read=input cache-write=input output=2.4 source=genai

    model openai/gpt-chat-latest family=openai/gpt-chat
      alias openai/gpt-chat-latest-20260505
      price from=* input=5 cache-read=0.5 cache-write=input output=30 source=genai

    model openai/gpt-oss-120b
      price from=* until=2026-10-19 input=0.039 cache-read=input cache-write=input output=0.18 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.15 cache-read=0.075 cache-write=input output=0.6 source=genai
      price from=2026-11-03 input=0.1 cache-read=input cache-write=input output=0.5 source=genai

    model openai/gpt-oss-120b:batch
      price from=* input=0.0296 cache-read=input cache-write=input output=0.136 source=genai

    model openai/gpt-oss-120b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model openai/gpt-oss-20b
      price from=* until=2026-10-19 input=0.029 cache-read=input cache-write=input output=0.14 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.018 cache-read=0.009 cache-write=input output=0.09 source=genai
      price from=2026-11-03 input=0.03 cache-read=0.009 cache-write=input output=0.14 source=genai

    model openai/gpt-oss-20b:batch
      price from=* input=0.024 cache-read=input cache-write=input output=0.112 source=genai

    model openai/gpt-oss-20b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model openai/gpt-oss-safeguard-20b
      price from=* until=2026-10-19 input=0.075 cache-read=0.037 cache-write=input output=0.3 source=genai
      price from=2026-10-19 input=0.075 cache-read=0.0375 cache-write=input output=0.3 source=genai

    model openai/o1
      alias o1-preview o1-preview-2024-09-12 openai/o1-2024-12-17
      price from=* input=15 cache-read=7.5 cache-write=input output=60 source=genai

    model openai/o1-mini
      alias openai/o1-mini-2024-09-12
      price from=* input=1.1 cache-read=input cache-write=input output=4.4 source=genai

    model openai/o1-pro
      price from=* input=150 cache-read=input cache-write=input output=600 source=genai

    model openai/o3
      alias openai/o3-2025-04-16
      price from=* input=2 cache-read=0.5 cache-write=input output=8 source=genai

    model openai/o3-deep-research
      price from=* input=10 cache-read=2.5 cache-write=input output=40 source=genai

    model openai/o3-mini
      alias openai/o3-mini-2025-01-31 openai/o3-mini-high
      price from=* input=1.1 cache-read=0.55 cache-write=input output=4.4 source=genai

    model openai/o3-mini:batch
      price from=* input=0.55 cache-read=0.275 cache-write=input output=2.2 source=genai

    model openai/o3-pro
      alias openai/o3-pro-2025-06-10
      price from=* input=20 cache-read=input cache-write=input output=80 source=genai

    model openai/o3:batch
      price from=* input=1 cache-read=0.25 cache-write=input output=4 source=genai

    model openai/o4-mini
      alias openai/o4-mini-2025-04-16 openai/o4-mini-high
      price from=* input=1.1 cache-read=0.275 cache-write=input output=4.4 source=genai

    model openai/o4-mini-deep-research
      price from=* input=2 cache-read=0.5 cache-write=input output=8 source=genai

    model openai/o4-mini:batch
      price from=* input=0.55 cache-read=0.1375 cache-write=input output=2.2 source=genai

    model openchat/openchat-7b
      price from=* input=0.07 cache-read=input cache-write=input output=0.07 source=genai

    model openhands-lm-32b-v0.1
      price from=* input=2.6 cache-read=input cache-write=input output=3.4 source=genai

    model particle-ai/particle-1
      alias particle-ai/particle-1-20261027
      price from=* input=0.05 cache-read=0.003 cache-write=input output=0.5 source=genai

    model perceptron/perceptron-mk1
      alias perceptron/perceptron-mk1-20260512
      price from=* input=0.15 cache-read=input cache-write=input output=1.5 source=genai

    model perceptron/perceptron-mk1.5
      alias perceptron/perceptron-mk1.5-20260925
      price from=* input=0.15 cache-read=input cache-write=input output=1.5 source=genai

    model perplexity/llama-3.1-sonar-large-128k-online
      price from=* input=1 cache-read=input cache-write=input output=1 source=genai

    model perplexity/llama-3.1-sonar-small-128k-online
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model perplexity/pplx-decider-v1-27b
      price from=* input=0.04 cache-read=input cache-write=input output=none source=genai

    model perplexity/pplx-decider-v1.1-27b
      price from=* input=0.02 cache-read=input cache-write=input output=none source=genai

    model perplexity/r1-1776
      price from=* input=2 cache-read=input cache-write=input output=8 source=genai

    model perplexity/sonar
      price from=* input=1 cache-read=input cache-write=input output=1 source=genai

    model perplexity/sonar-deep-research
      price from=* input=2 cache-read=input cache-write=input output=8 reasoning=3 source=genai

    model perplexity/sonar-pro
      price from=* input=3 cache-read=input cache-write=input output=15 source=genai

    model perplexity/sonar-pro-search
      price from=* input=3 cache-read=input cache-write=input output=15 source=genai

    model perplexity/sonar-reasoning
      price from=* input=1 cache-read=input cache-write=input output=5 source=genai

    model perplexity/sonar-reasoning-pro
      price from=* input=2 cache-read=input cache-write=input output=8 source=genai

    model phi-3-medium-128k-instruct
      price from=* input=1 cache-read=input cache-write=input output=1 source=genai

    model phi-3-mini-128k-instruct
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model phi-3.5-mini-128k-instruct
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model phi-4-multimodal-instruct
      price from=* input=0.05 cache-read=input cache-write=input output=0.1 source=genai

    model phi-4-reasoning-plus
      price from=* input=0.07 cache-read=input cache-write=input output=0.35 source=genai

    model phi-4-reasoning-plus:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model phi-4-reasoning:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model pixtral-12b
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model pixtral-large-2411
      price from=* input=2 cache-read=input cache-write=input output=6 source=genai

    model poolside/laguna-m.1:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model poolside/laguna-s-2.1
      alias poolside/laguna-s-2.1-20260720
      price from=* input=0.09 cache-read=0.009 cache-write=input output=0.18 source=genai

    model poolside/laguna-s-2.1:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model poolside/laguna-xs-2.1
      alias poolside/laguna-xs-2.1-20260625
      price from=* input=0.06 cache-read=0.03 cache-write=input output=0.12 source=genai

    model poolside/laguna-xs-2.1:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model poolside/laguna-xs.2:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model prime-intellect/intellect-3
      price from=* input=0.2 cache-read=input cache-write=input output=1.1 source=genai

    model prism-ml/ternary-bonsai-2-27b
      alias prism-ml/ternary-bonsai-2-27b-20260918
      price from=* input=0.075 cache-read=0.0375 cache-write=input output=0.5 source=genai

    model prism-ml/ternary-bonsai-2-9b
      alias prism-ml/ternary-bonsai-2-9b-20261015
      price from=* input=0.08 cache-read=0.04 cache-write=input output=0.13 source=genai

    model pygmalionai/mythalion-13b
      price from=* input=0.5625 cache-read=input cache-write=input output=1.125 source=genai

    model qwen-2-72b-instruct
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model qwen-2.5-72b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen-2.5-coder-32b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen-2.5-vl-7b-instruct
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model qwen-max
      price from=* input=1.6 cache-read=0.64 cache-write=input output=6.4 source=genai

    model qwen-turbo
      price from=* input=0.05 cache-read=0.02 cache-write=input output=0.2 source=genai

    model qwen-vl-max
      price from=* input=0.8 cache-read=input cache-write=input output=3.2 source=genai

    model qwen-vl-plus
      price from=* input=0.21 cache-read=input cache-write=input output=0.63 source=genai

    model qwen/qwen-2-72b-instruct
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model qwen/qwen-2.5-72b-instruct
      price from=* until=2026-10-19 input=0.12 cache-read=input cache-write=input output=0.39 source=genai
      price from=2026-10-19 input=0.36 cache-read=input cache-write=input output=0.4 source=genai

    model qwen/qwen-2.5-72b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen/qwen-2.5-7b-instruct
      price from=* until=2026-10-19 input=0.04 cache-read=input cache-write=input output=0.1 source=genai
      price from=2026-10-19 input=0.1 cache-read=input cache-write=input output=0.2 source=genai

    model qwen/qwen-2.5-7b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen/qwen-2.5-coder-32b-instruct
      price from=* until=2026-10-19 input=0.06 cache-read=input cache-write=input output=0.15 source=genai
      price from=2026-10-19 input=0.66 cache-read=input cache-write=input output=1 source=genai

    model qwen/qwen-2.5-coder-32b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen/qwen-2.5-vl-72b-instruct
      price from=* input=0.6 cache-read=input cache-write=input output=0.6 source=genai

    model qwen/qwen-2.5-vl-7b-instruct
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model qwen/qwen-2.5-vl-7b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen/qwen-max
      price from=* input=1.6 cache-read=input cache-write=input output=6.4 source=genai

    model qwen/qwen-plus
      alias qwen/qwen-plus-2025-01-25
      price from=* until=2026-10-19 input=0.4 cache-read=0.16 cache-write=input output=1.2 source=genai
      price from=2026-10-19 input=0.26 cache-read=0.052 cache-write=0.325 output=0.78 source=genai
      when above=256000 basis=prompt scope=request input=0.78 cache-read=0.156 cache-write=0.975 output=2.34

    model qwen/qwen-plus-2025-07-28 family=qwen/qwen-plus
      price from=* input=0.26 cache-read=input cache-write=input output=0.78 source=genai

    model qwen/qwen-plus-2025-07-28:thinking
      price from=* input=0.26 cache-read=input cache-write=0.325 output=0.78 source=genai

    model qwen/qwen-turbo
      price from=* input=0.05 cache-read=input cache-write=input output=0.2 source=genai

    model qwen/qwen-vl-max
      price from=* input=0.8 cache-read=input cache-write=input output=3.2 source=genai

    model qwen/qwen-vl-plus
      price from=* input=0.21 cache-read=input cache-write=input output=0.63 source=genai

    model qwen/qwen2.5-coder-7b-instruct
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model qwen/qwen2.5-vl-32b-instruct
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model qwen/qwen2.5-vl-32b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen/qwen2.5-vl-3b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen/qwen2.5-vl-72b-instruct
      price from=* until=2026-10-19 input=0.7 cache-read=input cache-write=input output=0.7 source=genai
      price from=2026-10-19 input=0.8 cache-read=0.4 cache-write=input output=1 source=genai

    model qwen/qwen2.5-vl-72b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen/qwen3-14b
      alias qwen/qwen3-14b-04-28
      price from=* until=2026-10-19 input=0.06 cache-read=input cache-write=input output=0.24 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.12 cache-read=input cache-write=input output=0.24 source=genai
      price from=2026-11-03 input=0.1 cache-read=input cache-write=input output=0.22 source=genai

    model qwen/qwen3-235b-a22b
      price from=* input=0.13 cache-read=input cache-write=input output=0.6 source=genai

    model qwen/qwen3-235b-a22b-2507
      alias qwen/qwen3-235b-a22b-07-25
      price from=* until=2026-10-19 input=0.09 cache-read=input cache-write=input output=0.1 source=genai
      price from=2026-10-19 input=0.09 cache-read=input cache-write=input output=0.55 source=genai

    model qwen/qwen3-235b-a22b-thinking-2507
      price from=* until=2026-10-19 input=0.1 cache-read=input cache-write=input output=0.1 source=genai
      price from=2026-10-19 input=0.45 cache-read=input cache-write=input output=3.5 source=genai

    model qwen/qwen3-30b-a3b
      alias qwen/qwen3-30b-a3b-04-28
      price from=* until=2026-10-19 input=0.08 cache-read=input cache-write=input output=0.29 source=genai
      price from=2026-10-19 input=0.12 cache-read=input cache-write=input output=0.5 source=genai

    model qwen/qwen3-30b-a3b-instruct-2507
      price from=* until=2026-10-19 input=0.04815 cache-read=input cache-write=input output=0.19305 source=genai
      price from=2026-10-19 input=0.09 cache-read=input cache-write=input output=0.3 source=genai

    model qwen/qwen3-30b-a3b-thinking-2507
      price from=* input=0.08 cache-read=input cache-write=input output=0.4 source=genai

    model qwen/qwen3-32b
      alias qwen/qwen3-32b-04-28
      price from=* until=2026-10-19 input=0.1 cache-read=input cache-write=input output=0.3 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.08 cache-read=input cache-write=input output=0.28 source=genai
      price from=2026-11-03 input=0.14 cache-read=0.09 cache-write=input output=0.4 source=genai

    model qwen/qwen3-8b
      price from=* input=0.035 cache-read=input cache-write=input output=0.138 source=genai

    model qwen/qwen3-coder
      alias qwen/qwen3-coder-480b-a35b-07-25
      price from=* until=2026-10-19 input=0.22 cache-read=input cache-write=input output=1.8 source=genai
      price from=2026-10-19 input=0.3 cache-read=0.1 cache-write=input output=1 source=genai

    model qwen/qwen3-coder-30b-a3b-instruct
      price from=* until=2026-10-19 input=0.07 cache-read=input cache-write=input output=0.27 source=genai
      price from=2026-10-19 input=0.07 cache-read=input cache-write=input output=0.28 source=genai

    model qwen/qwen3-coder-flash
      price from=* until=2026-10-19 input=0.195 cache-read=0.039 cache-write=0.24375 output=0.975 source=genai
      price from=2026-10-19 input=0.195 cache-read=0.039 cache-write=0.24375 output=0.975 source=genai
      when above=32000 basis=prompt scope=request input=0.325 cache-read=0.065 cache-write=0.40625 output=1.625
      when above=128000 basis=prompt scope=request input=0.52 cache-read=0.104 cache-write=0.65 output=2.6

    model qwen/qwen3-coder-next
      alias qwen/qwen3-coder-next-2025-02-03
      price from=* until=2026-10-19 input=0.11 cache-read=0.07 cache-write=input output=0.8 source=genai
      price from=2026-10-19 input=0.12 cache-read=0.07 cache-write=input output=0.8 source=genai

    model qwen/qwen3-coder-plus
      price from=* input=0.65 cache-read=0.13 cache-write=0.8125 output=3.25 source=genai

    model qwen/qwen3-coder:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen/qwen3-max
      price from=* input=1.2 cache-read=input cache-write=input output=6 source=genai

    model qwen/qwen3-max-thinking
      alias qwen/qwen3-max-thinking-20260123
      price from=* input=0.78 cache-read=input cache-write=input output=3.9 source=genai

    model qwen/qwen3-next-80b-a3b-instruct
      alias qwen/qwen3-next-80b-a3b-instruct-2509
      price from=* input=0.09 cache-read=input cache-write=input output=1.1 source=genai

    model qwen/qwen3-next-80b-a3b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen/qwen3-next-80b-a3b-thinking
      alias qwen/qwen3-next-80b-a3b-thinking-2509
      price from=* until=2026-10-19 input=0.0975 cache-read=input cache-write=input output=0.78 source=genai
      price from=2026-10-19 input=0.15 cache-read=input cache-write=input output=1.2 source=genai

    model qwen/qwen3-vl-235b-a22b-instruct
      price from=* until=2026-10-19 input=0.2 cache-read=0.11 cache-write=input output=0.88 source=genai
      price from=2026-10-19 input=0.21 cache-read=0.1 cache-write=input output=1.9 source=genai

    model qwen/qwen3-vl-235b-a22b-thinking
      price from=* input=0.26 cache-read=input cache-write=input output=2.6 source=genai

    model qwen/qwen3-vl-30b-a3b-instruct
      price from=* until=2026-10-19 input=0.13 cache-read=input cache-write=input output=0.52 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.15 cache-read=input cache-write=input output=0.6 source=genai
      price from=2026-11-03 input=0.2 cache-read=input cache-write=input output=0.7 source=genai

    model qwen/qwen3-vl-30b-a3b-thinking
      price from=* until=2026-10-19 input=0.13 cache-read=input cache-write=input output=1.56 source=genai
      price from=2026-10-19 input=0.29 cache-read=input cache-write=input output=1 source=genai

    model qwen/qwen3-vl-32b-instruct
      price from=* input=0.104 cache-read=input cache-write=input output=0.416 source=genai

    model qwen/qwen3-vl-8b-instruct
      price from=* until=2026-10-19 input=0.08 cache-read=input cache-write=input output=0.5 source=genai
      price from=2026-10-19 input=0.25 cache-read=0.12 cache-write=input output=0.75 source=genai

    model qwen/qwen3-vl-8b-thinking
      price from=* input=0.117 cache-read=input cache-write=input output=1.365 source=genai

    model qwen/qwen3.5-122b-a10b
      alias qwen/qwen3.5-122b-a10b-20260224
      price from=* input=0.26 cache-read=input cache-write=input output=2.08 source=genai

    model qwen/qwen3.5-27b
      alias qwen/qwen3.5-27b-20260224
      price from=* until=2026-10-19 input=0.195 cache-read=input cache-write=input output=1.56 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.27 cache-read=input cache-write=input output=2.16 source=genai
      price from=2026-11-03 input=0.195 cache-read=input cache-write=input output=1.56 source=genai

    model qwen/qwen3.5-35b-a3b
      alias qwen/qwen3.5-35b-a3b-20260224
      price from=* until=2026-10-19 input=0.14 cache-read=0.05 cache-write=input output=1 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.15 cache-read=0.05 cache-write=input output=1 source=genai
      price from=2026-11-03 input=0.1625 cache-read=0.05 cache-write=input output=1.3 source=genai

    model qwen/qwen3.5-397b-a17b
      alias qwen/qwen3.5-397b-a17b-20260216
      price from=* until=2026-10-19 input=0.39 cache-read=input cache-write=input output=2.34 source=genai
      price from=2026-10-19 until=2026-10-20 input=0.5 cache-read=0.3 cache-write=input output=3.6 source=genai
      price from=2026-10-20 input=0.39 cache-read=0.3 cache-write=input output=2.34 source=genai

    model qwen/qwen3.5-9b
      alias qwen/qwen3.5-9b-20260310
      price from=* input=0.1 cache-read=input cache-write=input output=0.15 source=genai

    model qwen/qwen3.5-flash-02-23
      alias qwen/qwen3.5-flash-20260224
      price from=* input=0.065 cache-read=input cache-write=input output=0.26 source=genai

    model qwen/qwen3.5-plus-02-15
      alias qwen/qwen3.5-plus-20260216
      price from=* until=2026-10-19 input=0.4 cache-read=input cache-write=input output=2.4 source=genai
      price from=2026-10-19 input=0.26 cache-read=input cache-write=input output=1.56 source=genai
      when above=256000 basis=prompt scope=request input=0.325 output=1.95

    model qwen/qwen3.5-plus-20260420 family=qwen/qwen3.5-plus
      price from=* until=2026-10-19 input=0.3 cache-read=input cache-write=0.375 output=1.8 source=genai
      price from=2026-10-19 input=0.3 cache-read=input cache-write=0.375 output=1.8 source=genai
      when above=256000 basis=prompt scope=request input=0.375 cache-write=0.46875 output=2.25

    model qwen/qwen3.6-27b
      alias qwen/qwen3.6-27b-20260422
      price from=* until=2026-10-19 input=0.289 cache-read=input cache-write=input output=2.4 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.25 cache-read=0.025 cache-write=input output=2 source=genai
      price from=2026-11-03 input=0.45 cache-read=0.025 cache-write=input output=2.7 source=genai

    model qwen/qwen3.6-35b-a3b
      alias qwen/qwen3.6-35b-a3b-20260415
      price from=* until=2026-10-19 input=0.14 cache-read=input cache-write=input output=1 source=genai
      price from=2026-10-19 until=2026-10-20 input=0.15 cache-read=0.05 cache-write=input output=1 source=genai
      price from=2026-10-20 until=2026-11-09 input=0.1 cache-read=0.05 cache-write=input output=0.95 source=genai
      price from=2026-11-09 input=0.1 cache-read=input cache-write=input output=0.95 source=genai

    model qwen/qwen3.6-flash
      price from=* until=2026-10-19 input=0.1875 cache-read=input cache-write=0.234375 output=1.125 source=genai
      price from=2026-10-19 input=0.1875 cache-read=input cache-write=0.234375 output=1.125 source=genai
      when above=256000 basis=prompt scope=request input=0.75 cache-write=0.9375 output=3

    model qwen/qwen3.6-max-preview
      alias qwen/qwen3.6-max-preview-20260420
      price from=* input=1.04 cache-read=input cache-write=1.3 output=6.24 source=genai

    model qwen/qwen3.6-plus
      alias qwen/qwen3.6-plus-04-02
      price from=* until=2026-10-19 input=0.325 cache-read=input cache-write=0.40625 output=1.95 source=genai
      price from=2026-10-19 input=0.325 cache-read=input cache-write=0.40625 output=1.95 source=genai
      when above=256000 basis=prompt scope=request input=1.3 cache-write=1.625 output=3.9

    model qwen/qwen3.7-flash
      alias qwen/qwen3.7-flash-20260727
      price from=* input=0.03 cache-read=0.006 cache-write=0.038 output=0.13 source=genai
      when above=32000 basis=prompt scope=request input=0.1 cache-read=0.02 cache-write=0.125 output=0.4
      when above=256000 basis=prompt scope=request input=0.2 cache-read=0.04 cache-write=0.25 output=0.8

    model qwen/qwen3.7-max
      alias qwen/qwen3.7-max-20260520
      price from=* until=2026-10-19 input=1.25 cache-read=0.25 cache-write=1.5625 output=3.75 source=genai
      price from=2026-10-19 input=1.475 cache-read=0.295 cache-write=1.84375 output=4.425 source=genai

    model qwen/qwen3.7-plus
      alias qwen/qwen3.7-plus-20260602
      price from=* until=2026-10-19 input=0.4 cache-read=0.08 cache-write=0.5 output=1.6 source=genai
      price from=2026-10-19 input=0.32 cache-read=0.064 cache-write=0.4 output=1.28 source=genai
      when above=256000 basis=prompt scope=request input=0.96 cache-read=0.192 cache-write=1.2 output=3.84

    model qwen/qwen3.7-plus:batch
      price from=* input=0.23 cache-read=input cache-write=input output=0.92 source=genai

    model qwen/qwen3.8-2.4t-a95b
      alias qwen/qwen3.8-2.4t-a95b-20260812
      price from=* until=2026-11-03 input=2 cache-read=0.25 cache-write=input output=6 source=genai
      price from=2026-11-03 input=2 cache-read=0.25 cache-write=2.5 output=6 source=genai

    model qwen/qwen3.8-27b
      alias qwen/qwen3.8-27b-20260814
      price from=* until=2026-11-03 input=0.24 cache-read=0.05 cache-write=input output=2.2 source=genai
      price from=2026-11-03 input=0.425 cache-read=0.085 cache-write=0.53125 output=2.55 source=genai

    model qwen/qwen3.8-27b:batch
      price from=* input=0.16 cache-read=0.04 cache-write=0.2 output=2 source=genai

    model qwen/qwen3.8-flash
      alias qwen/qwen3.8-flash-20260826
      price from=* input=0.15 cache-read=0.016 cache-write=input output=0.47 source=genai

    model qwen/qwen3.8-max-0902
      alias qwen/qwen3.8-max-20260902
      price from=* input=2 cache-read=0.25 cache-write=input output=6 source=genai

    model qwen/qwen3.8-max-prime
      alias qwen/qwen3.8-max-prime-20260923
      price from=* input=4 cache-read=0.5 cache-write=input output=12 source=genai

    model qwen/qwen3.8-omni-flash
      alias qwen/qwen3.8-omni-flash-20260918
      price from=* input=0.15 cache-read=0.016 cache-write=input output=0.47 source=genai

    model qwen/qwq-32b
      price from=* input=0.15 cache-read=input cache-write=input output=0.2 source=genai

    model qwen/qwq-32b-preview
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model qwen/qwq-32b-preview:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen/qwq-32b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen2.5-vl-32b-instruct
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model qwen2.5-vl-32b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen2.5-vl-72b-instruct:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen3-14b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen3-235b-a22b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen3-30b-a3b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen3-32b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwen3-8b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwerky-72b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwq-32b
      price from=* input=0.15 cache-read=input cache-write=input output=0.2 source=genai

    model qwq-32b-arliai-rpr-v1:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model qwq-32b-preview
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model qwq-32b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model r1-1776
      price from=* input=2 cache-read=input cache-write=input output=8 source=genai

    model raifle/sorcererlm-8x22b
      price from=* input=4.5 cache-read=input cache-write=input output=4.5 source=genai

    model recursive/flint-v1.0:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model reflection/beam-1.0-501b-a23b
      alias reflection/beam-1.0-501b-a23b-20261016
      price from=* until=2026-10-20 input=1 cache-read=0.1 cache-write=input output=3 source=genai
      price from=2026-10-20 until=2026-11-03 input=0.3 cache-read=0.04 cache-write=input output=1 source=genai
      price from=2026-11-03 input=0.4 cache-read=0.04 cache-write=input output=1.2 source=genai

    model reka-flash-3:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model rekaai/reka-edge
      alias rekaai/reka-edge-2603
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model rekaai/reka-flash-3
      price from=* input=0.1 cache-read=input cache-write=input output=0.2 source=genai

    model rekaai/reka-flash-3:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model relace/relace-apply-3
      price from=* input=0.85 cache-read=input cache-write=input output=1.25 source=genai

    model relace/relace-search
      alias relace/relace-search-20251208
      price from=* input=1 cache-read=input cache-write=input output=3 source=genai

    model ricursiveai/ripple-65b-preview
      alias ricursiveai/ripple-65b-preview-20261104
      price from=* input=0.2 cache-read=0.05 cache-write=input output=0.6 source=genai

    model sakana/fugu-max
      alias sakana/fugu-max-20260911
      price from=* input=2 cache-read=0.25 cache-write=input output=6 source=genai

    model sakana/fugu-ultra
      alias sakana/fugu-ultra-20260615 sakana/fugu-ultra-v2 sakana/fugu-ultra-v2-20260911
      price from=* input=5 cache-read=0.5 cache-write=input output=30 source=genai
      when above=272000 basis=prompt scope=request input=10 cache-read=1 output=45

    model sakana/sakana-namazu
      alias sakana/namazu-20260811
      price from=* input=0.95 cache-read=0.15 cache-write=input output=4 source=genai

    model sao10k/fimbulvetr-11b-v2
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model sao10k/l3-euryale-70b
      price from=* input=1.48 cache-read=input cache-write=input output=1.48 source=genai

    model sao10k/l3-lunaris-8b
      price from=* until=2026-10-19 input=0.02 cache-read=input cache-write=input output=0.05 source=genai
      price from=2026-10-19 input=0.04 cache-read=input cache-write=input output=0.05 source=genai

    model sao10k/l3.1-70b-hanami-x1
      price from=* input=3 cache-read=input cache-write=input output=3 source=genai

    model sao10k/l3.1-euryale-70b
      price from=* until=2026-10-19 input=0.7 cache-read=input cache-write=input output=0.8 source=genai
      price from=2026-10-19 input=0.85 cache-read=input cache-write=input output=0.85 source=genai

    model sao10k/l3.3-euryale-70b
      alias sao10k/l3.3-euryale-70b-v2.3
      price from=* until=2026-10-19 input=0.7 cache-read=input cache-write=input output=0.8 source=genai
      price from=2026-10-19 input=0.65 cache-read=input cache-write=input output=0.75 source=genai

    model sarvam-m:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model scaledown/extract
      alias scaledown/extract-20260928
      price from=* input=0.04 cache-read=input cache-write=input output=none source=genai

    model scaledown/summarize
      alias scaledown/summarize-20260928
      price from=* input=0.04 cache-read=input cache-write=input output=none source=genai

    model scb10x/llama3.1-typhoon2-70b-instruct
      price from=* input=0.88 cache-read=input cache-write=input output=0.88 source=genai

    model scb10x/llama3.1-typhoon2-8b-instruct
      price from=* input=0.18 cache-read=input cache-write=input output=0.18 source=genai

    model shisa-ai/shisa-v2-llama3.3-70b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model shisa-v2-llama3.3-70b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model sonar-reasoning
      price from=* input=1 cache-read=input cache-write=input output=5 source=genai

    model sophosympatheia/midnight-rose-70b
      price from=* input=0.8 cache-read=input cache-write=input output=0.8 source=genai

    model sophosympatheia/rogue-rose-103b-v0.2:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model sorcererlm-8x22b
      price from=* input=4.5 cache-read=input cache-write=input output=4.5 source=genai

    model spotlight
      price from=* input=0.18 cache-read=input cache-write=input output=0.18 source=genai

    model steelskull/l3.3-electra-r1-70b
      price from=* input=0.7 cache-read=input cache-write=input output=0.95 source=genai

    model stepfun/step-3.5-flash
      price from=* until=2026-10-19 input=0.09 cache-read=0.02 cache-write=input output=0.3 source=genai
      price from=2026-10-19 input=0.1 cache-read=0.02 cache-write=input output=0.3 source=genai

    model stepfun/step-3.7-flash
      alias stepfun/step-3.7-flash-20260528
      price from=* input=0.2 cache-read=0.04 cache-write=input output=1.15 source=genai

    model stepfun/step-5-preview
      alias stepfun/step-5-preview-20261008
      price from=* input=1 cache-read=0.1 cache-write=input output=2.7 source=genai

    model switchpoint/router
      price from=* input=0.85 cache-read=input cache-write=input output=3.4 source=genai

    model tencent/hunyuan-a13b-instruct
      price from=* input=0.14 cache-read=input cache-write=input output=0.57 source=genai

    model tencent/hy-mt2-1.8b
      alias tencent/hy-mt2-1.8b-20260521
      price from=* input=0.044 cache-read=input cache-write=input output=0.177 source=genai

    model tencent/hy-mt2-30b-a3b
      alias tencent/hy-mt2-30b-a3b-20260521
      price from=* input=0.074 cache-read=input cache-write=input output=0.295 source=genai

    model tencent/hy-mt2-7b
      alias tencent/hy-mt2-7b-20260521
      price from=* input=0.074 cache-read=input cache-write=input output=0.295 source=genai

    model tencent/hy3-preview
      alias tencent/hy3-preview-20260421
      price from=* until=2026-10-19 input=0.063 cache-read=0.021 cache-write=input output=0.21 source=genai
      price from=2026-10-19 input=0.18 cache-read=0.06 cache-write=input output=0.6 source=genai

    model tencent/hy4
      alias tencent/hy4-20261104
      price from=* input=0.417 cache-read=0.021 cache-write=input output=1.2505 source=genai

    model thedrummer/anubis-pro-105b-v1
      price from=* input=0.8 cache-read=input cache-write=input output=1 source=genai

    model thedrummer/cydonia-24b-v4.1
      price from=* input=0.3 cache-read=0.15 cache-write=input output=0.5 source=genai

    model thedrummer/rocinante-12b
      price from=* input=0.25 cache-read=input cache-write=input output=0.5 source=genai

    model thedrummer/skyfall-36b-v2
      price from=* until=2026-10-19 input=0.5 cache-read=input cache-write=input output=0.8 source=genai
      price from=2026-10-19 input=0.55 cache-read=0.25 cache-write=input output=0.8 source=genai

    model thedrummer/unslopnemo-12b
      price from=* until=2026-10-19 input=0.5 cache-read=input cache-write=input output=0.5 source=genai
      price from=2026-10-19 input=0.4 cache-read=input cache-write=input output=0.4 source=genai

    model thinkingmachines/inkling
      alias thinkingmachines/inkling-20260715
      price from=* input=1 cache-read=0.17 cache-write=input output=4.05 source=genai

    model thinkingmachines/inkling-small
      alias thinkingmachines/inkling-small-20260730
      price from=* input=0.45 cache-read=0.1 cache-write=input output=1.2 source=genai

    model thinkingmachines/inkling-small:batch
      price from=* input=0.36 cache-read=0.08 cache-write=input output=0.96 source=genai

    model thinkingmachines/inkling-small:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model thinkingmachines/inkling:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model thudm/glm-4-32b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model thudm/glm-z1-32b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model toppy-m-7b
      price from=* input=0.8 cache-read=input cache-write=input output=1.2 source=genai

    model typesafe/jev-1.13
      match starts=typesafe/jev-1.13-20
      price from=* input=0.042 cache-read=input cache-write=input output=none source=genai

    model typesafe/jev-1.14
      alias ~typesafe/jev-latest
      match starts=typesafe/jev-1.14-20
      price from=* input=0.042 cache-read=input cache-write=input output=none source=genai

    model unbiased/pareto-26.10
      alias unbiased/pareto-26.10-20261015
      price from=* input=0.8 cache-read=0.03 cache-write=input output=3.2 source=genai

    model unbiased/pareto-26.9
      alias unbiased/pareto-26.9-20260917
      price from=* input=2.5 cache-read=0.25 cache-write=input output=7.5 source=genai

    model undi95/remm-slerp-l2-13b
      price from=* until=2026-10-19 input=0.8 cache-read=input cache-write=input output=1.2 source=genai
      price from=2026-10-19 input=0.35 cache-read=input cache-write=input output=0.65 source=genai

    model undi95/toppy-m-7b
      price from=* input=0.07 cache-read=input cache-write=input output=0.07 source=genai

    model upstage/solar-mini4
      alias upstage/solar-mini4-20260922
      price from=* input=0.05 cache-read=0.005 cache-write=input output=0.2 source=genai

    model upstage/solar-pro-3
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=genai

    model upstage/solar-pro4
      alias upstage/solar-pro4-20260810
      price from=* until=2026-10-20 input=0.09 cache-read=0.018 cache-write=input output=0.36 source=genai
      price from=2026-10-20 input=0.15 cache-read=0.03 cache-write=input output=0.6 source=genai

    model valkyrie-49b-v1
      price from=* input=0.5 cache-read=input cache-write=input output=0.8 source=genai

    model virtuoso-medium-v2
      price from=* input=0.5 cache-read=input cache-write=input output=0.8 source=genai

    model writer/palmyra-x5
      alias writer/palmyra-x5-20250428
      price from=* input=0.6 cache-read=input cache-write=input output=6 source=genai

    model x-ai/grok-2-1212
      price from=* input=2 cache-read=input cache-write=input output=10 source=genai

    model x-ai/grok-2-vision-1212
      price from=* input=2 cache-read=input cache-write=input output=10 source=genai

    model x-ai/grok-3-beta
      price from=* input=3 cache-read=input cache-write=input output=15 source=genai

    model x-ai/grok-3-mini-beta
      price from=* input=0.3 cache-read=input cache-write=input output=0.5 source=genai

    model x-ai/grok-4-fast
      price from=* input=0.2 cache-read=0.05 cache-write=input output=0.5 source=genai
      when above=128000 basis=prompt scope=request input=0.4 output=1

    model x-ai/grok-4.1-fast:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model x-ai/grok-4.20
      alias x-ai/grok-4.20-20260309
      price from=* until=2026-10-19 input=1.25 cache-read=0.2 cache-write=input output=2.5 source=genai
      price from=2026-10-19 input=1.25 cache-read=0.2 cache-write=input output=2.5 source=genai
      when above=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model x-ai/grok-4.20-multi-agent
      alias x-ai/grok-4.20-multi-agent-20260309
      price from=* until=2026-10-19 input=2 cache-read=0.2 cache-write=input output=6 source=genai
      price from=2026-10-19 input=1.25 cache-read=0.2 cache-write=input output=2.5 source=genai
      when above=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model x-ai/grok-4.3
      alias x-ai/grok-4.3-20260430
      match starts=x-ai/grok-4.3-20
      price from=* until=2026-10-19 input=1.25 cache-read=0.2 cache-write=input output=2.5 source=genai
      price from=2026-10-19 input=1.25 cache-read=0.2 cache-write=input output=2.5 source=genai
      when above=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model x-ai/grok-4.3:batch
      price from=* input=1 cache-read=0.16 cache-write=input output=2 source=genai
      when above=200000 basis=prompt scope=request input=2 cache-read=0.32 output=4

    model x-ai/grok-4.5
      alias x-ai/grok-4.5-20260708
      price from=* input=2 cache-read=0.3 cache-write=input output=6 source=genai
      when above=200000 basis=prompt scope=request input=4 cache-read=0.6 output=12

    model x-ai/grok-4.6
      alias x-ai/grok-4.6-20260810
      price from=* input=2 cache-read=0.5 cache-write=input output=6 source=genai
      when above=200000 basis=prompt scope=request input=4 cache-read=1 output=12

    model x-ai/grok-4.6:batch
      price from=* input=1.6 cache-read=0.4 cache-write=input output=4.8 source=genai
      when above=200000 basis=prompt scope=request input=3.2 cache-read=0.8 output=9.6

    model x-ai/grok-4.7
      alias x-ai/grok-4.7-20260916
      price from=* input=2 cache-read=0.5 cache-write=input output=6 source=genai
      when above=200000 basis=prompt scope=request input=4 cache-read=1 output=12

    model x-ai/grok-4.7:batch
      price from=* input=1.6 cache-read=0.4 cache-write=input output=4.8 source=genai
      when above=200000 basis=prompt scope=request input=3.2 cache-read=0.8 output=9.6

    model x-ai/grok-beta
      price from=* input=5 cache-read=input cache-write=input output=15 source=genai

    model x-ai/grok-build-0.1
      alias x-ai/grok-build-0.1-20260520
      price from=* until=2026-10-19 input=1 cache-read=0.2 cache-write=input output=2 source=genai
      price from=2026-10-19 input=1 cache-read=0.2 cache-write=input output=2 source=genai
      when above=200000 basis=prompt scope=request input=2 cache-read=0.4 output=4

    model x-ai/grok-code-fast-1
      price from=* input=0.2 cache-read=0.02 cache-write=input output=1.5 source=genai

    model x-ai/grok-vision-beta
      price from=* input=5 cache-read=input cache-write=input output=15 source=genai

    model xiaomi/mimo-v2-flash
      price from=* input=0.1 cache-read=0.01 cache-write=input output=0.3 source=genai

    model xiaomi/mimo-v2.5
      alias xiaomi/mimo-v2.5-20260422
      price from=* until=2026-11-03 input=0.14 cache-read=0.0028 cache-write=input output=0.28 source=genai
      price from=2026-11-03 until=2026-11-09 input=0.119 cache-read=0.00255 cache-write=input output=0.238 source=genai
      price from=2026-11-09 input=0.4 cache-read=0.08 cache-write=input output=2 source=genai

    model xiaomi/mimo-v2.5-pro
      alias xiaomi/mimo-v2.5-pro-20260422
      price from=* input=0.435 cache-read=0.0036 cache-write=input output=0.87 source=genai

    model xiaomi/mimo-v2.6-flash
      alias xiaomi/mimo-v2.6-flash-20260921
      price from=* input=0.14 cache-read=0.0028 cache-write=input output=0.28 source=genai

    model xiaomi/mimo-v2.6-pro
      alias xiaomi/mimo-v2.6-pro-20260921
      price from=* input=0.435 cache-read=0.0036 cache-write=input output=0.87 source=genai

    model xiaomi/mimo-v2.6-pro-ultraspeed
      alias xiaomi/mimo-v2.6-pro-ultraspeed-20260921
      price from=* input=4.35 cache-read=0.036 cache-write=input output=8.7 source=genai

    model xingchen-agi/xing4.0-29b-a4b:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model xwin-lm/xwin-lm-70b
      price from=* input=3.75 cache-read=input cache-write=input output=3.75 source=genai

    model yi-large
      price from=* input=3 cache-read=input cache-write=input output=3 source=genai

    model z-ai/glm-4.5
      price from=* input=0.6 cache-read=0.11 cache-write=input output=2.2 source=genai

    model z-ai/glm-4.5-air
      price from=* until=2026-10-19 input=0.125 cache-read=0.06 cache-write=input output=0.85 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.13 cache-read=0.025 cache-write=input output=0.85 source=genai
      price from=2026-11-03 input=0.2 cache-read=0.03 cache-write=input output=1.1 source=genai

    model z-ai/glm-4.5v
      price from=* input=0.6 cache-read=0.11 cache-write=input output=1.8 source=genai

    model z-ai/glm-4.6
      price from=* until=2026-10-19 input=0.43 cache-read=0.08 cache-write=input output=1.74 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.55 cache-read=0.11 cache-write=input output=2.2 source=genai
      price from=2026-11-03 input=0.6 cache-read=0.11 cache-write=input output=2.2 source=genai

    model z-ai/glm-4.6v
      alias z-ai/glm-4.6-20251208
      price from=* until=2026-10-19 input=0.3 cache-read=0.05 cache-write=input output=0.9 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.3 cache-read=0.055 cache-write=input output=0.9 source=genai
      price from=2026-11-03 input=0.3 cache-read=0.05 cache-write=input output=0.9 source=genai

    model z-ai/glm-4.7
      alias z-ai/glm-4.7-20251222
      price from=* until=2026-10-19 input=0.4 cache-read=0.08 cache-write=input output=1.75 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.54 cache-read=0.099 cache-write=input output=1.98 source=genai
      price from=2026-11-03 input=0.6 cache-read=0.11 cache-write=input output=2.2 source=genai

    model z-ai/glm-4.7-flash
      alias z-ai/glm-4.7-flash-20260119
      price from=* until=2026-10-19 input=0.06 cache-read=0.01 cache-write=input output=0.4 source=genai
      price from=2026-10-19 input=0.0605 cache-read=0.01 cache-write=input output=0.4 source=genai

    model z-ai/glm-5
      alias z-ai/glm-5-20260211
      price from=* until=2026-10-19 input=0.6 cache-read=0.12 cache-write=input output=1.92 source=genai
      price from=2026-10-19 until=2026-10-20 input=1 cache-read=0.2 cache-write=input output=3.2 source=genai
      price from=2026-10-20 until=2026-11-03 input=0.6 cache-read=0.12 cache-write=input output=1.92 source=genai
      price from=2026-11-03 input=1 cache-read=0.2 cache-write=input output=3.2 source=genai

    model z-ai/glm-5-turbo
      alias z-ai/glm-5-turbo-20260315
      price from=* input=1.2 cache-read=0.24 cache-write=input output=4 source=genai

    model z-ai/glm-5.1
      alias z-ai/glm-5.1-20260406
      price from=* until=2026-10-19 input=0.98 cache-read=0.182 cache-write=input output=3.08 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.966 cache-read=0.1794 cache-write=input output=3.036 source=genai
      price from=2026-11-03 input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model z-ai/glm-5.2
      alias z-ai/glm-5.2-20260616
      price from=* until=2026-10-19 input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.62 cache-read=0.14 cache-write=input output=2.42 source=genai
      price from=2026-11-03 input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model z-ai/glm-5.2:batch
      price from=* input=0.623 cache-read=0.21 cache-write=input output=1.271 source=genai

    model z-ai/glm-5.3
      alias z-ai/glm-5.3-20260816
      price from=* until=2026-10-19 input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai
      price from=2026-10-19 until=2026-11-03 input=0.079 cache-read=0.078 cache-write=input output=1.4 source=genai
      price from=2026-11-03 input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model z-ai/glm-5.3-flash
      alias z-ai/glm-5.3-flash-20260826
      price from=* until=2026-09-10 input=0.075 cache-read=0.015 cache-write=input output=0.25 source=genai
      price from=2026-09-10 until=2026-10-19 input=0.15 cache-read=0.03 cache-write=input output=0.5 source=genai
      price from=2026-10-19 until=2026-10-20 input=0.048 cache-read=0.006 cache-write=input output=0.16 source=genai
      price from=2026-10-20 input=0.15 cache-read=0.03 cache-write=input output=0.5 source=genai

    model z-ai/glm-5.3-flash:batch
      price from=* until=2026-11-09 input=0.05 cache-read=0.01 cache-write=input output=0.18 source=genai
      price from=2026-11-09 input=0.061 cache-read=0.026 cache-write=input output=0.124 source=genai

    model z-ai/glm-5.3-flashx
      alias z-ai/glm-5.3-flashx-20260918
      price from=* until=2026-11-03 input=0.37 cache-read=0.09 cache-write=input output=1.25 source=genai
      price from=2026-11-03 input=0.37 cache-read=0.075 cache-write=input output=1.25 source=genai

    model z-ai/glm-5.3-flashx-legal
      alias z-ai/glm-5.3-flashx-legal-20261102
      price from=* input=0.37 cache-read=0.075 cache-write=input output=1.25 source=genai

    model z-ai/glm-5.3-prime
      alias z-ai/glm-5.3-prime-20260921
      price from=* input=2.8 cache-read=0.56 cache-write=input output=8.8 source=genai

    model z-ai/glm-5.3:batch
      price from=* input=0.45 cache-read=0.1 cache-write=input output=2 source=genai

    model z-ai/glm-5v-turbo
      alias z-ai/glm-5v-turbo-20260401
      price from=* input=1.2 cache-read=0.24 cache-write=input output=4 source=genai

    model ~anthropic/claude-fable-latest family=~anthropic/claude-fable
      price from=* until=2026-10-19 input=10 cache-read=1 cache-write=12.5 output=50 source=genai
      price from=2026-10-19 input=10 cache-read=0.25 cache-write=12.5 output=50 source=genai

    model ~anthropic/claude-haiku-latest family=~anthropic/claude-haiku
      price from=* until=2026-10-07 input=1 cache-read=0.1 cache-write=1.25 output=5 source=genai
      price from=2026-10-07 input=0.1 cache-read=0.01 cache-write=0.125 cache-write-1h=0.2 output=0.5 per-search=0.01 source=genai
      when above=100000 basis=prompt scope=request input=0.5 cache-read=0.05 cache-write=0.625 cache-write-1h=1 output=2.5

    model ~anthropic/claude-opus-latest family=~anthropic/claude-opus
      price from=* until=2026-09-22 input=5 cache-read=0.5 cache-write=6.25 output=25 source=genai
      price from=2026-09-22 input=4 cache-read=0.2 cache-write=5 output=20 source=genai

    model ~anthropic/claude-sonnet-latest family=~anthropic/claude-sonnet
      price from=* until=2026-09-28 input=3 cache-read=0.3 cache-write=3.75 output=15 source=genai
      price from=2026-09-28 until=2026-10-19 input=2 cache-read=0.2 cache-write=2.5 output=10 source=genai
      price from=2026-10-19 input=2 cache-read=0.1 cache-write=2.5 output=10 source=genai

    model ~deepseek/deepseek-flash-latest family=~deepseek/deepseek-flash
      price from=* input=0.05 cache-read=0.012 cache-write=input output=0.15 source=genai

    model ~deepseek/deepseek-pro-latest family=~deepseek/deepseek-pro
      price from=* input=0.225 cache-read=0.23 cache-write=input output=8 source=genai

    model ~deepseek/deepseek-v4-flash-latest family=~deepseek/deepseek-v4-flash
      price from=* until=2026-10-19 input=0.0065 cache-read=input cache-write=input output=0.45 source=genai
      price from=2026-10-19 input=0.00688 cache-read=0.00336 cache-write=input output=0.12 source=genai

    model ~google/gemini-flash-latest family=~google/gemini-flash
      price from=* until=2026-10-19 input=1.5 cache-read=0.15 cache-write=0.083333 output=9 source=genai
      price from=2026-10-19 input=0.75 cache-read=0.075 cache-write=0.041667 output=3.75 source=genai

    model ~google/gemini-pro-latest family=~google/gemini-pro
      price from=* until=2026-10-19 input=2 cache-read=0.2 cache-write=0.375 output=12 source=genai
      price from=2026-10-19 input=2 cache-read=0.1 cache-write=0.1875 output=10 source=genai

    model ~moonshotai/kimi-latest family=~moonshotai/kimi
      price from=* until=2026-10-19 input=0.68 cache-read=0.34 cache-write=input output=3.41 source=genai
      price from=2026-10-19 input=0.239 cache-read=0.21 cache-write=input output=11.936 source=genai

    model ~openai/gpt-astra-latest family=~openai/gpt-astra
      price from=* input=10 cache-read=1 cache-write=12.5 output=50 source=genai
      when above=272000 basis=prompt scope=request input=20 cache-read=2 cache-write=25 output=75

    model ~openai/gpt-latest family=~openai/gpt
      price from=* input=5 cache-read=0.5 cache-write=input output=30 source=genai

    model ~openai/gpt-luna-latest family=~openai/gpt-luna
      price from=* input=0.1 cache-read=0.01 cache-write=0.125 output=0.5 source=genai
      when above=272000 basis=prompt scope=request input=0.2 cache-read=0.02 cache-write=0.25 output=0.75

    model ~openai/gpt-mini-latest family=~openai/gpt-mini
      price from=* input=0.75 cache-read=0.075 cache-write=input output=4.5 source=genai

    model ~openai/gpt-sol-latest family=~openai/gpt-sol
      price from=* input=2 cache-read=0.1 cache-write=2.5 output=10 source=genai
      when above=272000 basis=prompt scope=request input=4 cache-read=0.2 cache-write=5 output=15

    model ~openai/gpt-terra-latest family=~openai/gpt-terra
      price from=* input=2 cache-read=0.2 cache-write=2.5 output=12 source=genai
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=18

    model ~unbiased/pareto-latest family=~unbiased/pareto
      price from=* input=0.8 cache-read=0.03 cache-write=input output=3.2 source=genai

    model ~x-ai/grok-latest family=~x-ai/grok
      price from=* input=2 cache-read=0.5 cache-write=input output=6 source=genai
      when above=200000 basis=prompt scope=request input=4 cache-read=1 output=12

    model ~z-ai/glm-flash-latest family=~z-ai/glm-flash
      price from=* until=2026-10-19 input=0.0392 cache-read=0.006 cache-write=input output=0.2 source=genai
      price from=2026-10-19 input=0.048 cache-read=0.006 cache-write=input output=0.2 source=genai

    model ~z-ai/glm-latest family=~z-ai/glm
      price from=* until=2026-10-19 input=0.04 cache-read=0.025 cache-write=input output=6 source=genai
      price from=2026-10-19 input=0.042 cache-read=0.026 cache-write=input output=6 source=genai

    unpriced gemini-2.5-pro-exp-03-25 google/gemini-flash-1.5-8b-exp google/lyria-3-clip-preview
      note genai-prices lists it without any price and does not say whether it is free.
    unpriced google/lyria-3-clip-preview-20260330 google/lyria-3-pro-preview google/lyria-3-pro-preview-20260330
      note genai-prices lists it without any price and does not say whether it is free.
    unpriced stealth/crouton-alpha
      note genai-prices lists it without any price and does not say whether it is free.

    """#
}
