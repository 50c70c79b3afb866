// Made by `make prices`; do not edit. `docs/prices.md` says what the lines mean.

extension ShippedCatalogueText {
  static let fireworks = #"""

    seller fireworks reseller page=https://fireworks.ai/pricing
      provider fireworks fireworks_ai fireworks-ai

    model deepseek-r1-0528
      alias accounts/fireworks/models/deepseek-r1-0528
      price from=* input=3 cache-read=1.5 cache-write=input output=8 source=genai,litellm

    model deepseek-v3-0324
      alias accounts/fireworks/models/deepseek-v3-0324
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=genai,litellm

    model deepseek-v3p2
      alias accounts/fireworks/models/deepseek-v3p2
      price from=* input=0.56 cache-read=0.28 cache-write=input output=1.68 source=genai

    model deepseek-v4-flash
      alias accounts/fireworks/models/deepseek-v4-flash accounts/fireworks/models/deepseek-v4-flash-0731
      price from=* input=0.14 cache-read=0.028 cache-write=input output=0.28 source=genai

    model deepseek-v4-pro
      alias accounts/fireworks/models/deepseek-v4-pro
      price from=* input=1.74 cache-read=0.145 cache-write=input output=3.48 source=genai

    model deepseek-v4p1-flash
      alias accounts/fireworks/models/deepseek-v4p1-flash
      price from=* input=0.3 cache-read=0.006 cache-write=input output=1.2 source=genai,litellm
      when service-tier=priority,fast input=0.375 cache-read=0.0075 output=1.5

    model deepseek-v4p1-flash-1017
      alias accounts/fireworks/models/deepseek-v4p1-flash-1017
      price from=* input=0.3 cache-read=0.006 cache-write=input output=1.2 source=genai,litellm
      when service-tier=priority,fast input=0.375 cache-read=0.0075 output=1.5

    model deepseek-v4p1-flash-1017-ultrafast
      alias accounts/fireworks/routers/deepseek-v4p1-flash-1017-ultrafast
      price from=* input=2.4 cache-read=0.048 cache-write=input output=9.6 source=genai

    model deepseek-v4p1-flash-1017-us
      alias accounts/fireworks/routers/deepseek-v4p1-flash-1017-us
      price from=* input=0.45 cache-read=0.009 cache-write=input output=1.8 source=genai

    model deepseek-v4p1-flash-us
      alias accounts/fireworks/routers/deepseek-v4p1-flash-us
      price from=* input=0.45 cache-read=0.009 cache-write=input output=1.8 source=genai,litellm
      when service-tier=priority,fast input=0.5625 cache-read=0.01125 output=2.25

    model ember-1
      alias accounts/fireworks/models/ember-1
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=genai,litellm
      when service-tier=priority,fast input=3.75 cache-read=0.375 output=18.75

    model gemma-3-27b-it
      alias accounts/fireworks/models/gemma-3-27b-it
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model glm-4p7
      alias accounts/fireworks/models/glm-4p7
      price from=* input=0.6 cache-read=0.3 cache-write=input output=2.2 source=genai,litellm

    model glm-5p1
      alias accounts/fireworks/models/glm-5p1
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model glm-5p1-fast
      alias accounts/fireworks/routers/glm-5p1-fast
      price from=* input=2.8 cache-read=0.52 cache-write=input output=8.8 source=genai

    model glm-5p2
      alias accounts/fireworks/models/glm-5p2
      price from=* input=1.4 cache-read=0.14 cache-write=input output=4.4 source=genai,litellm
      when service-tier=priority,fast input=1.75 cache-read=0.175 output=5.5

    model glm-5p2-fast
      alias accounts/fireworks/routers/glm-5p2-fast accounts/fireworks/routers/glm-5p2-fast-us
      price from=* input=2.1 cache-read=0.21 cache-write=input output=6.6 source=genai

    model glm-5p3
      alias accounts/fireworks/models/glm-5p3
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai,litellm
      when service-tier=priority,fast input=1.75 cache-read=0.325 output=5.5

    model glm-5p3-fast
      alias accounts/fireworks/routers/glm-5p3-fast
      price from=* input=2.1 cache-read=0.39 cache-write=input output=6.6 source=genai

    model glm-5p3-flash
      alias accounts/fireworks/models/glm-5p3-flash
      price from=* input=0.15 cache-read=0.03 cache-write=input output=0.5 source=genai,litellm
      when service-tier=priority,fast input=0.1875 cache-read=0.0375 output=0.625

    model glm-5p3-flash-us
      alias accounts/fireworks/routers/glm-5p3-flash-us
      price from=* input=0.225 cache-read=0.045 cache-write=input output=0.75 source=genai,litellm
      when service-tier=priority,fast input=0.28125 cache-read=0.05625 output=0.9375

    model glm-5p3-us
      alias accounts/fireworks/routers/glm-5p3-us
      price from=* input=2.1 cache-read=0.39 cache-write=input output=6.6 source=genai,litellm
      when service-tier=priority,fast input=2.625 cache-read=0.4875 output=8.25

    model gpt-oss-120b
      alias accounts/fireworks/models/gpt-oss-120b
      price from=* until=2026-10-19 input=0.15 cache-read=0.014 cache-write=input output=0.6 source=genai
      price from=2026-10-19 input=0.15 cache-read=0.015 cache-write=input output=0.6 source=genai,litellm
      when service-tier=priority,fast input=0.18 cache-read=0.018 output=0.72

    model gpt-oss-20b
      alias accounts/fireworks/models/gpt-oss-20b
      price from=* input=0.07 cache-read=0.035 cache-write=input output=0.3 source=genai

    model inkling
      alias accounts/fireworks/models/inkling
      price from=* input=1 cache-read=0.17 cache-write=input output=4.05 source=genai,litellm
      when service-tier=priority,fast input=1 cache-read=0.17 output=4.05

    model kimi-k2p5
      alias accounts/fireworks/models/kimi-k2p5
      price from=* input=0.6 cache-read=0.1 cache-write=input output=3 source=genai

    model kimi-k2p6
      alias accounts/fireworks/models/kimi-k2p6
      price from=* input=0.95 cache-read=0.16 cache-write=input output=4 source=genai,litellm
      when service-tier=priority,fast input=1.5 cache-read=0.22 output=6

    model kimi-k2p6-fast
      alias accounts/fireworks/routers/kimi-k2p6-fast
      price from=* input=2 cache-read=0.3 cache-write=input output=8 source=genai

    model kimi-k2p7-code
      alias accounts/fireworks/models/kimi-k2p7-code
      price from=* input=0.95 cache-read=0.19 cache-write=input output=4 source=genai,litellm
      when service-tier=priority,fast input=1.425 cache-read=0.285 output=6

    model kimi-k2p7-code-fast
      alias accounts/fireworks/routers/kimi-k2p7-code-fast
      price from=* input=1.9 cache-read=0.38 cache-write=input output=8 source=genai

    model kimi-k3
      alias accounts/fireworks/models/kimi-k3
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=genai,litellm
      when service-tier=priority,fast input=3.75 cache-read=0.375 output=18.75

    model kimi-k3-fast
      alias accounts/fireworks/routers/kimi-k3-fast
      price from=* input=4.5 cache-read=0.45 cache-write=input output=22.5 source=genai

    model kimi-k3-us
      alias accounts/fireworks/routers/kimi-k3-us
      price from=* until=2026-09-01 input=3.3 cache-read=0.33 cache-write=input output=16.5 source=genai
      price from=2026-09-01 input=4.5 cache-read=0.45 cache-write=input output=22.5 source=genai,litellm
      when service-tier=priority,fast input=5.625 cache-read=0.5625 output=28.125

    model kimi-k3p1-pro
      alias accounts/fireworks/models/kimi-k3p1-pro
      price from=* input=2 cache-read=0.2 cache-write=input output=10 source=genai,litellm
      when service-tier=priority,fast input=3 cache-read=0.3 output=15

    model llama-v3p1-8b-instruct
      alias accounts/fireworks/models/llama-v3p1-8b-instruct
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model llama4-maverick-instruct-basic
      alias accounts/fireworks/models/llama4-maverick-instruct-basic
      price from=* input=0.22 cache-read=0.11 cache-write=input output=0.88 source=genai,litellm

    model minimax-m2p1
      alias accounts/fireworks/models/minimax-m2p1
      price from=* input=0.3 cache-read=0.03 cache-write=input output=1.2 source=genai,litellm

    model minimax-m2p7
      alias accounts/fireworks/models/minimax-m2p7
      price from=* input=0.3 cache-read=0.06 cache-write=input output=1.2 source=genai

    model minimax-m3
      alias accounts/fireworks/models/minimax-m3
      price from=* input=0.3 cache-read=0.06 cache-write=input output=1.2 source=genai,litellm
      when service-tier=priority,fast input=0.45 cache-read=0.09 output=1.8

    model muse-spark-open
      alias accounts/fireworks/models/muse-spark-open
      price from=* input=1.25 cache-read=0.15 cache-write=input output=4.25 source=genai,litellm
      when service-tier=priority,fast input=1.875 cache-read=0.225 output=6.375

    model nemotron-3-ultra-nvfp4
      alias accounts/fireworks/models/nemotron-3-ultra-nvfp4
      price from=* input=0.6 cache-read=0.12 cache-write=input output=2.4 source=genai,litellm
      when service-tier=priority,fast input=0.75 cache-read=0.15 output=3

    model nemotron-lightning-3p5-30b-a3b
      alias accounts/fireworks/models/nemotron-lightning-3p5-30b-a3b
      price from=* input=0.05 cache-read=0.01 cache-write=input output=0.2 source=genai,litellm
      when service-tier=priority,fast input=0.0625 cache-read=0.0125 output=0.25

    model qwen2p5-vl-72b-instruct
      alias accounts/fireworks/models/qwen2p5-vl-72b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=genai,litellm

    model qwen3-235b-a22b
      alias accounts/fireworks/models/qwen3-235b-a22b
      price from=* input=0.22 cache-read=0.11 cache-write=input output=0.88 source=genai,litellm

    model qwen3p6-plus
      alias accounts/fireworks/models/qwen3p6-plus
      price from=* input=0.5 cache-read=0.1 cache-write=input output=3 source=genai

    model qwen3p7-plus
      alias accounts/fireworks/models/qwen3p7-plus
      price from=* input=0.4 cache-read=0.08 cache-write=input output=1.6 source=genai

    model qwen3p8-max
      alias accounts/fireworks/models/qwen3p8-max
      price from=* input=2 cache-read=0.25 cache-write=input output=6 source=genai,litellm
      when service-tier=priority,fast input=3 cache-read=0.375 output=9

    model ultramarine-1-flash-us
      alias accounts/fireworks/routers/ultramarine-1-flash-us
      price from=* until=2026-11-03 input=0.225 cache-read=0.045 cache-write=input output=0.75 source=genai
      price from=2026-11-03 input=0.15 cache-read=0.03 cache-write=input output=0.5 source=genai

    model accounts/fireworks/models/chronos-hermes-13b-v2
      alias fireworks_ai/accounts/fireworks/models/chronos-hermes-13b-v2
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/code-llama-13b
      alias fireworks_ai/accounts/fireworks/models/code-llama-13b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/code-llama-13b-instruct
      alias fireworks_ai/accounts/fireworks/models/code-llama-13b-instruct
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/code-llama-13b-python
      alias fireworks_ai/accounts/fireworks/models/code-llama-13b-python
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/code-llama-34b
      alias fireworks_ai/accounts/fireworks/models/code-llama-34b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/code-llama-34b-instruct
      alias fireworks_ai/accounts/fireworks/models/code-llama-34b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/code-llama-34b-python
      alias fireworks_ai/accounts/fireworks/models/code-llama-34b-python
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/code-llama-70b
      alias fireworks_ai/accounts/fireworks/models/code-llama-70b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/code-llama-70b-instruct
      alias fireworks_ai/accounts/fireworks/models/code-llama-70b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/code-llama-70b-python
      alias fireworks_ai/accounts/fireworks/models/code-llama-70b-python
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/code-llama-7b
      alias fireworks_ai/accounts/fireworks/models/code-llama-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/code-llama-7b-instruct
      alias fireworks_ai/accounts/fireworks/models/code-llama-7b-instruct
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/code-llama-7b-python
      alias fireworks_ai/accounts/fireworks/models/code-llama-7b-python
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/code-qwen-1p5-7b
      alias fireworks_ai/accounts/fireworks/models/code-qwen-1p5-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/codegemma-2b
      alias fireworks_ai/accounts/fireworks/models/codegemma-2b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/codegemma-7b
      alias fireworks_ai/accounts/fireworks/models/codegemma-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/cogito-671b-v2-p1
      alias fireworks_ai/accounts/fireworks/models/cogito-671b-v2-p1
      price from=* input=1.2 cache-read=0.6 cache-write=input output=1.2 source=litellm

    model accounts/fireworks/models/cogito-v1-preview-llama-3b
      alias fireworks_ai/accounts/fireworks/models/cogito-v1-preview-llama-3b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/cogito-v1-preview-llama-70b
      alias fireworks_ai/accounts/fireworks/models/cogito-v1-preview-llama-70b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/cogito-v1-preview-llama-8b
      alias fireworks_ai/accounts/fireworks/models/cogito-v1-preview-llama-8b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/cogito-v1-preview-qwen-14b
      alias fireworks_ai/accounts/fireworks/models/cogito-v1-preview-qwen-14b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/cogito-v1-preview-qwen-32b
      alias fireworks_ai/accounts/fireworks/models/cogito-v1-preview-qwen-32b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/dbrx-instruct
      alias fireworks_ai/accounts/fireworks/models/dbrx-instruct
      price from=* input=1.2 cache-read=0.6 cache-write=input output=1.2 source=litellm

    model accounts/fireworks/models/deepseek-coder-1b-base
      alias fireworks_ai/accounts/fireworks/models/deepseek-coder-1b-base
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/deepseek-coder-33b-instruct
      alias fireworks_ai/accounts/fireworks/models/deepseek-coder-33b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/deepseek-coder-7b-base
      alias fireworks_ai/accounts/fireworks/models/deepseek-coder-7b-base
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/deepseek-coder-7b-base-v1p5
      alias fireworks_ai/accounts/fireworks/models/deepseek-coder-7b-base-v1p5
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/deepseek-coder-7b-instruct-v1p5
      alias fireworks_ai/accounts/fireworks/models/deepseek-coder-7b-instruct-v1p5
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/deepseek-coder-v2-instruct
      alias fireworks_ai/accounts/fireworks/models/deepseek-coder-v2-instruct
      price from=* input=1.2 cache-read=0.6 cache-write=input output=1.2 source=litellm

    model accounts/fireworks/models/deepseek-coder-v2-lite-base
      alias fireworks_ai/accounts/fireworks/models/deepseek-coder-v2-lite-base
      price from=* input=0.5 cache-read=0.25 cache-write=input output=0.5 source=litellm

    model accounts/fireworks/models/deepseek-coder-v2-lite-instruct
      alias fireworks_ai/accounts/fireworks/models/deepseek-coder-v2-lite-instruct
      price from=* input=0.5 cache-read=0.25 cache-write=input output=0.5 source=litellm

    model accounts/fireworks/models/deepseek-prover-v2
      alias fireworks_ai/accounts/fireworks/models/deepseek-prover-v2
      price from=* input=1.2 cache-read=0.6 cache-write=input output=1.2 source=litellm

    model accounts/fireworks/models/deepseek-r1
      alias fireworks_ai/accounts/fireworks/models/deepseek-r1
      price from=* input=3 cache-read=1.5 cache-write=input output=8 source=litellm

    model fireworks_ai/accounts/fireworks/models/deepseek-r1-0528
      price from=* input=3 cache-read=1.5 cache-write=input output=8 source=litellm

    model accounts/fireworks/models/deepseek-r1-0528-distill-qwen3-8b
      alias fireworks_ai/accounts/fireworks/models/deepseek-r1-0528-distill-qwen3-8b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/deepseek-r1-basic
      alias fireworks_ai/accounts/fireworks/models/deepseek-r1-basic
      price from=* input=0.55 cache-read=0.275 cache-write=input output=2.19 source=litellm

    model accounts/fireworks/models/deepseek-r1-distill-llama-70b
      alias fireworks_ai/accounts/fireworks/models/deepseek-r1-distill-llama-70b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/deepseek-r1-distill-llama-8b
      alias fireworks_ai/accounts/fireworks/models/deepseek-r1-distill-llama-8b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/deepseek-r1-distill-qwen-14b
      alias fireworks_ai/accounts/fireworks/models/deepseek-r1-distill-qwen-14b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/deepseek-r1-distill-qwen-1p5b
      alias fireworks_ai/accounts/fireworks/models/deepseek-r1-distill-qwen-1p5b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/deepseek-r1-distill-qwen-32b
      alias fireworks_ai/accounts/fireworks/models/deepseek-r1-distill-qwen-32b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/deepseek-r1-distill-qwen-7b
      alias fireworks_ai/accounts/fireworks/models/deepseek-r1-distill-qwen-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/deepseek-v2-lite-chat
      alias fireworks_ai/accounts/fireworks/models/deepseek-v2-lite-chat
      price from=* input=0.5 cache-read=0.25 cache-write=input output=0.5 source=litellm

    model accounts/fireworks/models/deepseek-v2p5
      alias fireworks_ai/accounts/fireworks/models/deepseek-v2p5
      price from=* input=1.2 cache-read=0.6 cache-write=input output=1.2 source=litellm

    model accounts/fireworks/models/deepseek-v3
      alias fireworks_ai/accounts/fireworks/models/deepseek-v3
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model fireworks_ai/accounts/fireworks/models/deepseek-v3-0324
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/deepseek-v3p1
      alias fireworks_ai/accounts/fireworks/models/deepseek-v3p1
      price from=* input=0.56 cache-read=0.28 cache-write=input output=1.68 source=litellm

    model accounts/fireworks/models/deepseek-v3p1-terminus
      alias fireworks_ai/accounts/fireworks/models/deepseek-v3p1-terminus
      price from=* input=0.56 cache-read=0.28 cache-write=input output=1.68 source=litellm

    model fireworks_ai/accounts/fireworks/models/deepseek-v3p2
      price from=* input=0.56 cache-read=0.28 cache-write=input output=1.68 source=litellm

    model fireworks_ai/accounts/fireworks/models/deepseek-v4-flash
      price from=* input=0.14 cache-read=0.028 cache-write=input output=0.28 source=litellm

    model fireworks_ai/accounts/fireworks/models/deepseek-v4-flash-0731
      price from=* input=0.22 cache-read=0.007 cache-write=input output=0.66 source=litellm
      when service-tier=priority,fast input=0.275 cache-read=0.00875 output=0.825

    model accounts/fireworks/models/deepseek-v4-flash-vision-exp
      alias fireworks_ai/accounts/fireworks/models/deepseek-v4-flash-vision-exp
      price from=* input=0.22 cache-read=0.007 cache-write=input output=0.66 source=litellm
      when service-tier=priority,fast input=0.275 cache-read=0.00875 output=0.825

    model fireworks_ai/accounts/fireworks/models/deepseek-v4-pro
      price from=* input=1.2 cache-read=0.6 cache-write=input output=1.2 source=litellm
      when service-tier=priority,fast input=1.2 cache-read=0.6 output=1.2

    model accounts/fireworks/models/deepseek-v4-pro-0813
      alias fireworks_ai/accounts/fireworks/models/deepseek-v4-pro-0813
      price from=* input=1.32 cache-read=0.044 cache-write=input output=3.96 source=litellm
      when service-tier=priority,fast input=1.65 cache-read=0.055 output=4.95

    model fireworks_ai/accounts/fireworks/models/deepseek-v4p1-flash
      price from=* input=0.3 cache-read=0.006 cache-write=input output=1.2 source=litellm
      when service-tier=priority,fast input=0.375 cache-read=0.0075 output=1.5

    model fireworks_ai/accounts/fireworks/models/deepseek-v4p1-flash-1017
      price from=* input=0.3 cache-read=0.006 cache-write=input output=1.2 source=litellm
      when service-tier=priority,fast input=0.375 cache-read=0.0075 output=1.5

    model accounts/fireworks/models/deepseek-v4p1-flash-1017-us
      alias fireworks_ai/accounts/fireworks/models/deepseek-v4p1-flash-1017-us
      price from=* input=0.45 cache-read=0.009 cache-write=input output=1.8 source=litellm
      when service-tier=priority,fast input=0.5625 cache-read=0.01125 output=2.25

    model accounts/fireworks/models/devstral-small-2505
      alias fireworks_ai/accounts/fireworks/models/devstral-small-2505
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/dobby-mini-unhinged-plus-llama-3-1-8b
      alias fireworks_ai/accounts/fireworks/models/dobby-mini-unhinged-plus-llama-3-1-8b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/dobby-unhinged-llama-3-3-70b-new
      alias fireworks_ai/accounts/fireworks/models/dobby-unhinged-llama-3-3-70b-new
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/dolphin-2-9-2-qwen2-72b
      alias fireworks_ai/accounts/fireworks/models/dolphin-2-9-2-qwen2-72b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/dolphin-2p6-mixtral-8x7b
      alias fireworks_ai/accounts/fireworks/models/dolphin-2p6-mixtral-8x7b
      price from=* input=0.5 cache-read=0.25 cache-write=input output=0.5 source=litellm

    model fireworks_ai/accounts/fireworks/models/ember-1
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=litellm
      when service-tier=priority,fast input=3.75 cache-read=0.375 output=18.75

    model accounts/fireworks/models/ernie-4p5-21b-a3b-pt
      alias fireworks_ai/accounts/fireworks/models/ernie-4p5-21b-a3b-pt
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/ernie-4p5-300b-a47b-pt
      alias fireworks_ai/accounts/fireworks/models/ernie-4p5-300b-a47b-pt
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/fare-20b
      alias fireworks_ai/accounts/fireworks/models/fare-20b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/firefunction-v1
      alias fireworks_ai/accounts/fireworks/models/firefunction-v1
      price from=* input=0.5 cache-read=0.25 cache-write=input output=0.5 source=litellm

    model accounts/fireworks/models/firefunction-v2
      alias fireworks_ai/accounts/fireworks/models/firefunction-v2
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/firellava-13b
      alias fireworks_ai/accounts/fireworks/models/firellava-13b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/firesearch-ocr-v6
      alias fireworks_ai/accounts/fireworks/models/firesearch-ocr-v6
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/flux-1-dev
      alias fireworks_ai/accounts/fireworks/models/flux-1-dev
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/flux-1-dev-controlnet-union
      alias fireworks_ai/accounts/fireworks/models/flux-1-dev-controlnet-union
      price from=* input=0.001 cache-read=0.0005 cache-write=input output=0.001 source=litellm

    model accounts/fireworks/models/flux-1-dev-fp8
      alias fireworks_ai/accounts/fireworks/models/flux-1-dev-fp8
      price from=* input=0.0005 cache-read=0.00025 cache-write=input output=0.0005 source=litellm

    model accounts/fireworks/models/flux-1-schnell
      alias fireworks_ai/accounts/fireworks/models/flux-1-schnell
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/flux-1-schnell-fp8
      alias fireworks_ai/accounts/fireworks/models/flux-1-schnell-fp8
      price from=* input=0.00035 cache-read=0.000175 cache-write=input output=0.00035 source=litellm

    model accounts/fireworks/models/flux-kontext-max
      alias fireworks_ai/accounts/fireworks/models/flux-kontext-max
      price from=* input=0.08 cache-read=0.04 cache-write=input output=0.08 source=litellm

    model accounts/fireworks/models/flux-kontext-pro
      alias fireworks_ai/accounts/fireworks/models/flux-kontext-pro
      price from=* input=0.04 cache-read=0.02 cache-write=input output=0.04 source=litellm

    model accounts/fireworks/models/gemma-2b-it
      alias fireworks_ai/accounts/fireworks/models/gemma-2b-it
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model fireworks_ai/accounts/fireworks/models/gemma-3-27b-it
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/gemma-7b
      alias fireworks_ai/accounts/fireworks/models/gemma-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/gemma-7b-it
      alias fireworks_ai/accounts/fireworks/models/gemma-7b-it
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/gemma2-9b-it
      alias fireworks_ai/accounts/fireworks/models/gemma2-9b-it
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/glm-4p5
      alias fireworks_ai/accounts/fireworks/models/glm-4p5
      price from=* input=0.55 cache-read=0.275 cache-write=input output=2.19 source=litellm

    model accounts/fireworks/models/glm-4p5-air
      alias fireworks_ai/accounts/fireworks/models/glm-4p5-air
      price from=* input=0.22 cache-read=0.11 cache-write=input output=0.88 source=litellm

    model accounts/fireworks/models/glm-4p5v
      alias fireworks_ai/accounts/fireworks/models/glm-4p5v
      price from=* input=1.2 cache-read=0.6 cache-write=input output=1.2 source=litellm

    model accounts/fireworks/models/glm-4p6
      alias fireworks_ai/accounts/fireworks/models/glm-4p6
      price from=* input=0.55 cache-read=0.275 cache-write=input output=2.19 source=litellm

    model fireworks_ai/accounts/fireworks/models/glm-4p7
      price from=* input=0.6 cache-read=0.3 cache-write=input output=2.2 source=litellm

    model fireworks_ai/accounts/fireworks/models/glm-5p1
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=litellm

    model fireworks_ai/accounts/fireworks/models/glm-5p2
      price from=* input=1.4 cache-read=0.14 cache-write=input output=4.4 source=litellm
      when service-tier=priority,fast input=1.75 cache-read=0.175 output=5.5

    model fireworks_ai/accounts/fireworks/models/glm-5p3
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=litellm
      when service-tier=priority,fast input=1.75 cache-read=0.325 output=5.5

    model fireworks_ai/accounts/fireworks/models/glm-5p3-flash
      price from=* input=0.15 cache-read=0.03 cache-write=input output=0.5 source=litellm
      when service-tier=priority,fast input=0.1875 cache-read=0.0375 output=0.625

    model fireworks_ai/accounts/fireworks/models/gpt-oss-120b
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=litellm
      when service-tier=priority,fast input=0.18 cache-read=0.018 output=0.72

    model fireworks_ai/accounts/fireworks/models/gpt-oss-20b
      price from=* input=0.07 cache-read=0.035 cache-write=input output=0.3 source=litellm

    model accounts/fireworks/models/gpt-oss-safeguard-120b
      alias fireworks_ai/accounts/fireworks/models/gpt-oss-safeguard-120b
      price from=* input=1.2 cache-read=0.6 cache-write=input output=1.2 source=litellm

    model accounts/fireworks/models/gpt-oss-safeguard-20b
      alias fireworks_ai/accounts/fireworks/models/gpt-oss-safeguard-20b
      price from=* input=0.5 cache-read=0.25 cache-write=input output=0.5 source=litellm

    model accounts/fireworks/models/hermes-2-pro-mistral-7b
      alias fireworks_ai/accounts/fireworks/models/hermes-2-pro-mistral-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model fireworks_ai/accounts/fireworks/models/inkling
      price from=* input=1 cache-read=0.17 cache-write=input output=4.05 source=litellm
      when service-tier=priority,fast input=1 cache-read=0.17 output=4.05

    model accounts/fireworks/models/internvl3-38b
      alias fireworks_ai/accounts/fireworks/models/internvl3-38b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/internvl3-78b
      alias fireworks_ai/accounts/fireworks/models/internvl3-78b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/internvl3-8b
      alias fireworks_ai/accounts/fireworks/models/internvl3-8b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/japanese-stable-diffusion-xl
      alias fireworks_ai/accounts/fireworks/models/japanese-stable-diffusion-xl
      price from=* input=0.00013 cache-read=0.000065 cache-write=input output=0.00013 source=litellm

    model accounts/fireworks/models/kat-coder
      alias fireworks_ai/accounts/fireworks/models/kat-coder
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/kat-dev-32b
      alias fireworks_ai/accounts/fireworks/models/kat-dev-32b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/kat-dev-72b-exp
      alias fireworks_ai/accounts/fireworks/models/kat-dev-72b-exp
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/kimi-k2-instruct
      alias fireworks_ai/accounts/fireworks/models/kimi-k2-instruct
      price from=* input=0.6 cache-read=0.3 cache-write=input output=2.5 source=litellm

    model accounts/fireworks/models/kimi-k2-instruct-0905
      alias fireworks_ai/accounts/fireworks/models/kimi-k2-instruct-0905
      price from=* input=0.6 cache-read=0.3 cache-write=input output=2.5 source=litellm

    model accounts/fireworks/models/kimi-k2-thinking
      alias fireworks_ai/accounts/fireworks/models/kimi-k2-thinking
      price from=* input=0.6 cache-read=0.3 cache-write=input output=2.5 source=litellm

    model fireworks_ai/accounts/fireworks/models/kimi-k2p5
      price from=* input=0.6 cache-read=0.1 cache-write=input output=3 source=litellm

    model fireworks_ai/accounts/fireworks/models/kimi-k2p6
      price from=* input=0.95 cache-read=0.16 cache-write=input output=4 source=litellm
      when service-tier=priority,fast input=1.5 cache-read=0.22 output=6

    model fireworks_ai/accounts/fireworks/models/kimi-k2p7-code
      price from=* input=0.95 cache-read=0.19 cache-write=input output=4 source=litellm
      when service-tier=priority,fast input=1.425 cache-read=0.285 output=6

    model fireworks_ai/accounts/fireworks/models/kimi-k3
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=litellm
      when service-tier=priority,fast input=3.75 cache-read=0.375 output=18.75

    model fireworks_ai/accounts/fireworks/models/kimi-k3p1-pro
      price from=* input=2 cache-read=0.2 cache-write=input output=10 source=litellm
      when service-tier=priority,fast input=3 cache-read=0.3 output=15

    model accounts/fireworks/models/llama-guard-2-8b
      alias fireworks_ai/accounts/fireworks/models/llama-guard-2-8b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/llama-guard-3-1b
      alias fireworks_ai/accounts/fireworks/models/llama-guard-3-1b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/llama-guard-3-8b
      alias fireworks_ai/accounts/fireworks/models/llama-guard-3-8b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/llama-v2-13b
      alias fireworks_ai/accounts/fireworks/models/llama-v2-13b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/llama-v2-13b-chat
      alias fireworks_ai/accounts/fireworks/models/llama-v2-13b-chat
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/llama-v2-70b
      alias fireworks_ai/accounts/fireworks/models/llama-v2-70b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/llama-v2-70b-chat
      alias fireworks_ai/accounts/fireworks/models/llama-v2-70b-chat
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/llama-v2-7b
      alias fireworks_ai/accounts/fireworks/models/llama-v2-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/llama-v2-7b-chat
      alias fireworks_ai/accounts/fireworks/models/llama-v2-7b-chat
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/llama-v3-70b-instruct
      alias fireworks_ai/accounts/fireworks/models/llama-v3-70b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/llama-v3-70b-instruct-hf
      alias fireworks_ai/accounts/fireworks/models/llama-v3-70b-instruct-hf
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/llama-v3-8b
      alias fireworks_ai/accounts/fireworks/models/llama-v3-8b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/llama-v3-8b-instruct-hf
      alias fireworks_ai/accounts/fireworks/models/llama-v3-8b-instruct-hf
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/llama-v3p1-405b-instruct
      alias fireworks_ai/accounts/fireworks/models/llama-v3p1-405b-instruct
      price from=* input=3 cache-read=1.5 cache-write=input output=3 source=litellm

    model accounts/fireworks/models/llama-v3p1-405b-instruct-long
      alias fireworks_ai/accounts/fireworks/models/llama-v3p1-405b-instruct-long
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/llama-v3p1-70b-instruct
      alias fireworks_ai/accounts/fireworks/models/llama-v3p1-70b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/llama-v3p1-70b-instruct-1b
      alias fireworks_ai/accounts/fireworks/models/llama-v3p1-70b-instruct-1b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model fireworks_ai/accounts/fireworks/models/llama-v3p1-8b-instruct
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/llama-v3p1-nemotron-70b-instruct
      alias fireworks_ai/accounts/fireworks/models/llama-v3p1-nemotron-70b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/llama-v3p2-11b-vision-instruct
      alias fireworks_ai/accounts/fireworks/models/llama-v3p2-11b-vision-instruct
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/llama-v3p2-1b
      alias fireworks_ai/accounts/fireworks/models/llama-v3p2-1b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/llama-v3p2-1b-instruct
      alias fireworks_ai/accounts/fireworks/models/llama-v3p2-1b-instruct
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/llama-v3p2-3b
      alias fireworks_ai/accounts/fireworks/models/llama-v3p2-3b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/llama-v3p2-3b-instruct
      alias fireworks_ai/accounts/fireworks/models/llama-v3p2-3b-instruct
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/llama-v3p2-90b-vision-instruct
      alias fireworks_ai/accounts/fireworks/models/llama-v3p2-90b-vision-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/llama-v3p3-70b-instruct
      alias fireworks_ai/accounts/fireworks/models/llama-v3p3-70b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model fireworks_ai/accounts/fireworks/models/llama4-maverick-instruct-basic
      price from=* input=0.22 cache-read=0.11 cache-write=input output=0.88 source=litellm

    model accounts/fireworks/models/llama4-scout-instruct-basic
      alias fireworks_ai/accounts/fireworks/models/llama4-scout-instruct-basic
      price from=* input=0.15 cache-read=0.075 cache-write=input output=0.6 source=litellm

    model accounts/fireworks/models/llamaguard-7b
      alias fireworks_ai/accounts/fireworks/models/llamaguard-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/llava-yi-34b
      alias fireworks_ai/accounts/fireworks/models/llava-yi-34b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/minimax-m1-80k
      alias fireworks_ai/accounts/fireworks/models/minimax-m1-80k
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/minimax-m2
      alias fireworks_ai/accounts/fireworks/models/minimax-m2
      price from=* input=0.3 cache-read=0.15 cache-write=input output=1.2 source=litellm

    model fireworks_ai/accounts/fireworks/models/minimax-m2p1
      price from=* input=0.3 cache-read=0.03 cache-write=input output=1.2 source=litellm

    model fireworks_ai/accounts/fireworks/models/minimax-m3
      price from=* input=0.3 cache-read=0.06 cache-write=input output=1.2 source=litellm
      when service-tier=priority,fast input=0.45 cache-read=0.09 output=1.8

    model accounts/fireworks/models/minimax-m3p1-flash
      alias fireworks_ai/accounts/fireworks/models/minimax-m3p1-flash
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=litellm
      when service-tier=priority,fast input=0.225 cache-read=0.0225 output=0.9

    model accounts/fireworks/models/ministral-3-14b-instruct-2512
      alias fireworks_ai/accounts/fireworks/models/ministral-3-14b-instruct-2512
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/ministral-3-3b-instruct-2512
      alias fireworks_ai/accounts/fireworks/models/ministral-3-3b-instruct-2512
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/ministral-3-8b-instruct-2512
      alias fireworks_ai/accounts/fireworks/models/ministral-3-8b-instruct-2512
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/mistral-7b
      alias fireworks_ai/accounts/fireworks/models/mistral-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/mistral-7b-instruct-4k
      alias fireworks_ai/accounts/fireworks/models/mistral-7b-instruct-4k
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/mistral-7b-instruct-v0p2
      alias fireworks_ai/accounts/fireworks/models/mistral-7b-instruct-v0p2
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/mistral-7b-instruct-v3
      alias fireworks_ai/accounts/fireworks/models/mistral-7b-instruct-v3
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/mistral-7b-v0p2
      alias fireworks_ai/accounts/fireworks/models/mistral-7b-v0p2
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/mistral-large-3-fp8
      alias fireworks_ai/accounts/fireworks/models/mistral-large-3-fp8
      price from=* input=1.2 cache-read=0.6 cache-write=input output=1.2 source=litellm

    model accounts/fireworks/models/mistral-nemo-base-2407
      alias fireworks_ai/accounts/fireworks/models/mistral-nemo-base-2407
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/mistral-nemo-instruct-2407
      alias fireworks_ai/accounts/fireworks/models/mistral-nemo-instruct-2407
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/mistral-small-24b-instruct-2501
      alias fireworks_ai/accounts/fireworks/models/mistral-small-24b-instruct-2501
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/mixtral-8x22b
      alias fireworks_ai/accounts/fireworks/models/mixtral-8x22b
      price from=* input=1.2 cache-read=0.6 cache-write=input output=1.2 source=litellm

    model accounts/fireworks/models/mixtral-8x22b-instruct
      alias fireworks_ai/accounts/fireworks/models/mixtral-8x22b-instruct
      price from=* input=1.2 cache-read=0.6 cache-write=input output=1.2 source=litellm

    model accounts/fireworks/models/mixtral-8x22b-instruct-hf
      alias fireworks_ai/accounts/fireworks/models/mixtral-8x22b-instruct-hf
      price from=* input=1.2 cache-read=0.6 cache-write=input output=1.2 source=litellm

    model accounts/fireworks/models/mixtral-8x7b
      alias fireworks_ai/accounts/fireworks/models/mixtral-8x7b
      price from=* input=0.5 cache-read=0.25 cache-write=input output=0.5 source=litellm

    model accounts/fireworks/models/mixtral-8x7b-instruct
      alias fireworks_ai/accounts/fireworks/models/mixtral-8x7b-instruct
      price from=* input=0.5 cache-read=0.25 cache-write=input output=0.5 source=litellm

    model accounts/fireworks/models/mixtral-8x7b-instruct-hf
      alias fireworks_ai/accounts/fireworks/models/mixtral-8x7b-instruct-hf
      price from=* input=0.5 cache-read=0.25 cache-write=input output=0.5 source=litellm

    model accounts/fireworks/models/muse-glimmer-30b
      alias fireworks_ai/accounts/fireworks/models/muse-glimmer-30b
      price from=* input=0.35 cache-read=0.04 cache-write=input output=1.5 source=litellm
      when service-tier=priority,fast input=0.525 cache-read=0.06 output=2.25

    model fireworks_ai/accounts/fireworks/models/muse-spark-open
      price from=* input=1.25 cache-read=0.15 cache-write=input output=4.25 source=litellm
      when service-tier=priority,fast input=1.875 cache-read=0.225 output=6.375

    model accounts/fireworks/models/mythomax-l2-13b
      alias fireworks_ai/accounts/fireworks/models/mythomax-l2-13b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model fireworks_ai/accounts/fireworks/models/nemotron-3-ultra-nvfp4
      price from=* input=0.6 cache-read=0.12 cache-write=input output=2.4 source=litellm
      when service-tier=priority,fast input=0.75 cache-read=0.15 output=3

    model fireworks_ai/accounts/fireworks/models/nemotron-lightning-3p5-30b-a3b
      price from=* input=0.05 cache-read=0.01 cache-write=input output=0.2 source=litellm
      when service-tier=priority,fast input=0.0625 cache-read=0.0125 output=0.25

    model accounts/fireworks/models/nemotron-nano-v2-12b-vl
      alias fireworks_ai/accounts/fireworks/models/nemotron-nano-v2-12b-vl
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/nous-capybara-7b-v1p9
      alias fireworks_ai/accounts/fireworks/models/nous-capybara-7b-v1p9
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/nous-hermes-2-mixtral-8x7b-dpo
      alias fireworks_ai/accounts/fireworks/models/nous-hermes-2-mixtral-8x7b-dpo
      price from=* input=0.5 cache-read=0.25 cache-write=input output=0.5 source=litellm

    model accounts/fireworks/models/nous-hermes-2-yi-34b
      alias fireworks_ai/accounts/fireworks/models/nous-hermes-2-yi-34b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/nous-hermes-llama2-13b
      alias fireworks_ai/accounts/fireworks/models/nous-hermes-llama2-13b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/nous-hermes-llama2-70b
      alias fireworks_ai/accounts/fireworks/models/nous-hermes-llama2-70b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/nous-hermes-llama2-7b
      alias fireworks_ai/accounts/fireworks/models/nous-hermes-llama2-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/nvidia-nemotron-nano-12b-v2
      alias fireworks_ai/accounts/fireworks/models/nvidia-nemotron-nano-12b-v2
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/nvidia-nemotron-nano-9b-v2
      alias fireworks_ai/accounts/fireworks/models/nvidia-nemotron-nano-9b-v2
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/openchat-3p5-0106-7b
      alias fireworks_ai/accounts/fireworks/models/openchat-3p5-0106-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/openhermes-2-mistral-7b
      alias fireworks_ai/accounts/fireworks/models/openhermes-2-mistral-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/openhermes-2p5-mistral-7b
      alias fireworks_ai/accounts/fireworks/models/openhermes-2p5-mistral-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/openorca-7b
      alias fireworks_ai/accounts/fireworks/models/openorca-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/phi-2-3b
      alias fireworks_ai/accounts/fireworks/models/phi-2-3b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/phi-3-mini-128k-instruct
      alias fireworks_ai/accounts/fireworks/models/phi-3-mini-128k-instruct
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/phi-3-vision-128k-instruct
      alias fireworks_ai/accounts/fireworks/models/phi-3-vision-128k-instruct
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/phind-code-llama-34b-python-v1
      alias fireworks_ai/accounts/fireworks/models/phind-code-llama-34b-python-v1
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/phind-code-llama-34b-v1
      alias fireworks_ai/accounts/fireworks/models/phind-code-llama-34b-v1
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/phind-code-llama-34b-v2
      alias fireworks_ai/accounts/fireworks/models/phind-code-llama-34b-v2
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/playground-v2-1024px-aesthetic
      alias fireworks_ai/accounts/fireworks/models/playground-v2-1024px-aesthetic
      price from=* input=0.00013 cache-read=0.000065 cache-write=input output=0.00013 source=litellm

    model accounts/fireworks/models/playground-v2-5-1024px-aesthetic
      alias fireworks_ai/accounts/fireworks/models/playground-v2-5-1024px-aesthetic
      price from=* input=0.00013 cache-read=0.000065 cache-write=input output=0.00013 source=litellm

    model accounts/fireworks/models/pythia-12b
      alias fireworks_ai/accounts/fireworks/models/pythia-12b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen-qwq-32b-preview
      alias fireworks_ai/accounts/fireworks/models/qwen-qwq-32b-preview
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen-v2p5-14b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen-v2p5-14b-instruct
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen-v2p5-7b
      alias fireworks_ai/accounts/fireworks/models/qwen-v2p5-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen1p5-72b-chat
      alias fireworks_ai/accounts/fireworks/models/qwen1p5-72b-chat
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2-72b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2-72b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2-7b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2-7b-instruct
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen2-vl-2b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2-vl-2b-instruct
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/qwen2-vl-72b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2-vl-72b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2-vl-7b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2-vl-7b-instruct
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen2p5-0p5b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-0p5b-instruct
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/qwen2p5-14b
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-14b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen2p5-1p5b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-1p5b-instruct
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/qwen2p5-32b
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-32b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2p5-32b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-32b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2p5-72b
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-72b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2p5-72b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-72b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2p5-7b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-7b-instruct
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-0p5b
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-0p5b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-0p5b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-0p5b-instruct
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-14b
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-14b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-14b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-14b-instruct
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-1p5b
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-1p5b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-1p5b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-1p5b-instruct
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-32b
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-32b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-32b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-32b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-32b-instruct-128k
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-32b-instruct-128k
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-32b-instruct-32k-rope
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-32b-instruct-32k-rope
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-32b-instruct-64k
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-32b-instruct-64k
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-3b
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-3b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-3b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-3b-instruct
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-7b
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen2p5-coder-7b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-coder-7b-instruct
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen2p5-math-72b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-math-72b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2p5-vl-32b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-vl-32b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2p5-vl-3b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-vl-3b-instruct
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model fireworks_ai/accounts/fireworks/models/qwen2p5-vl-72b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen2p5-vl-7b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen2p5-vl-7b-instruct
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen3-0p6b
      alias fireworks_ai/accounts/fireworks/models/qwen3-0p6b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/qwen3-14b
      alias fireworks_ai/accounts/fireworks/models/qwen3-14b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen3-1p7b
      alias fireworks_ai/accounts/fireworks/models/qwen3-1p7b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/qwen3-1p7b-fp8-draft
      alias fireworks_ai/accounts/fireworks/models/qwen3-1p7b-fp8-draft
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/qwen3-1p7b-fp8-draft-131072
      alias fireworks_ai/accounts/fireworks/models/qwen3-1p7b-fp8-draft-131072
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/qwen3-1p7b-fp8-draft-40960
      alias fireworks_ai/accounts/fireworks/models/qwen3-1p7b-fp8-draft-40960
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model fireworks_ai/accounts/fireworks/models/qwen3-235b-a22b
      price from=* input=0.22 cache-read=0.11 cache-write=input output=0.88 source=litellm

    model accounts/fireworks/models/qwen3-235b-a22b-instruct-2507
      alias fireworks_ai/accounts/fireworks/models/qwen3-235b-a22b-instruct-2507
      price from=* input=0.22 cache-read=0.11 cache-write=input output=0.88 source=litellm

    model accounts/fireworks/models/qwen3-235b-a22b-thinking-2507
      alias fireworks_ai/accounts/fireworks/models/qwen3-235b-a22b-thinking-2507
      price from=* input=0.22 cache-read=0.11 cache-write=input output=0.88 source=litellm

    model accounts/fireworks/models/qwen3-30b-a3b
      alias fireworks_ai/accounts/fireworks/models/qwen3-30b-a3b
      price from=* input=0.15 cache-read=0.075 cache-write=input output=0.6 source=litellm

    model accounts/fireworks/models/qwen3-30b-a3b-instruct-2507
      alias fireworks_ai/accounts/fireworks/models/qwen3-30b-a3b-instruct-2507
      price from=* input=0.5 cache-read=0.25 cache-write=input output=0.5 source=litellm

    model accounts/fireworks/models/qwen3-30b-a3b-thinking-2507
      alias fireworks_ai/accounts/fireworks/models/qwen3-30b-a3b-thinking-2507
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen3-32b
      alias fireworks_ai/accounts/fireworks/models/qwen3-32b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen3-4b
      alias fireworks_ai/accounts/fireworks/models/qwen3-4b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen3-4b-instruct-2507
      alias fireworks_ai/accounts/fireworks/models/qwen3-4b-instruct-2507
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen3-8b
      alias fireworks_ai/accounts/fireworks/models/qwen3-8b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/qwen3-coder-30b-a3b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen3-coder-30b-a3b-instruct
      price from=* input=0.15 cache-read=0.075 cache-write=input output=0.6 source=litellm

    model accounts/fireworks/models/qwen3-coder-480b-a35b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen3-coder-480b-a35b-instruct
      price from=* input=0.45 cache-read=0.225 cache-write=input output=1.8 source=litellm

    model accounts/fireworks/models/qwen3-coder-480b-instruct-bf16
      alias fireworks_ai/accounts/fireworks/models/qwen3-coder-480b-instruct-bf16
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen3-embedding-8b
      alias fireworks_ai/accounts/fireworks/models/qwen3-embedding-8b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=none source=litellm

    model accounts/fireworks/models/qwen3-next-80b-a3b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen3-next-80b-a3b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen3-next-80b-a3b-thinking
      alias fireworks_ai/accounts/fireworks/models/qwen3-next-80b-a3b-thinking
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen3-reranker-8b
      alias fireworks_ai/accounts/fireworks/models/qwen3-reranker-8b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=none source=litellm

    model accounts/fireworks/models/qwen3-vl-235b-a22b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen3-vl-235b-a22b-instruct
      price from=* input=0.22 cache-read=0.11 cache-write=input output=0.88 source=litellm

    model accounts/fireworks/models/qwen3-vl-235b-a22b-thinking
      alias fireworks_ai/accounts/fireworks/models/qwen3-vl-235b-a22b-thinking
      price from=* input=0.22 cache-read=0.11 cache-write=input output=0.88 source=litellm

    model accounts/fireworks/models/qwen3-vl-30b-a3b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen3-vl-30b-a3b-instruct
      price from=* input=0.15 cache-read=0.075 cache-write=input output=0.6 source=litellm

    model accounts/fireworks/models/qwen3-vl-30b-a3b-thinking
      alias fireworks_ai/accounts/fireworks/models/qwen3-vl-30b-a3b-thinking
      price from=* input=0.15 cache-read=0.075 cache-write=input output=0.6 source=litellm

    model accounts/fireworks/models/qwen3-vl-32b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen3-vl-32b-instruct
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/qwen3-vl-8b-instruct
      alias fireworks_ai/accounts/fireworks/models/qwen3-vl-8b-instruct
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model fireworks_ai/accounts/fireworks/models/qwen3p7-plus
      price from=* input=0.4 cache-read=0.08 cache-write=input output=1.6 source=litellm

    model fireworks_ai/accounts/fireworks/models/qwen3p8-max
      price from=* input=2 cache-read=0.25 cache-write=input output=6 source=litellm
      when service-tier=priority,fast input=3 cache-read=0.375 output=9

    model accounts/fireworks/models/qwq-32b
      alias fireworks_ai/accounts/fireworks/models/qwq-32b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/rolm-ocr
      alias fireworks_ai/accounts/fireworks/models/rolm-ocr
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/rune
      alias fireworks_ai/accounts/fireworks/models/rune
      price from=* input=0.042 cache-read=0.0084 cache-write=input output=none source=litellm

    model accounts/fireworks/models/snorkel-mistral-7b-pairrm-dpo
      alias fireworks_ai/accounts/fireworks/models/snorkel-mistral-7b-pairrm-dpo
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/ssd-1b
      alias fireworks_ai/accounts/fireworks/models/ssd-1b
      price from=* input=0.00013 cache-read=0.000065 cache-write=input output=0.00013 source=litellm

    model accounts/fireworks/models/stable-diffusion-xl-1024-v1-0
      alias fireworks_ai/accounts/fireworks/models/stable-diffusion-xl-1024-v1-0
      price from=* input=0.00013 cache-read=0.000065 cache-write=input output=0.00013 source=litellm

    model accounts/fireworks/models/stablecode-3b
      alias fireworks_ai/accounts/fireworks/models/stablecode-3b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/starcoder-16b
      alias fireworks_ai/accounts/fireworks/models/starcoder-16b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/starcoder-7b
      alias fireworks_ai/accounts/fireworks/models/starcoder-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/starcoder2-15b
      alias fireworks_ai/accounts/fireworks/models/starcoder2-15b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/starcoder2-3b
      alias fireworks_ai/accounts/fireworks/models/starcoder2-3b
      price from=* input=0.1 cache-read=0.05 cache-write=input output=0.1 source=litellm

    model accounts/fireworks/models/starcoder2-7b
      alias fireworks_ai/accounts/fireworks/models/starcoder2-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/toppy-m-7b
      alias fireworks_ai/accounts/fireworks/models/toppy-m-7b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/ultramarine-1-flash-us
      alias fireworks_ai/accounts/fireworks/models/ultramarine-1-flash-us
      price from=* input=0.15 cache-read=0.03 cache-write=input output=0.5 source=litellm
      when service-tier=priority,fast input=0.1875 cache-read=0.0375 output=0.625

    model accounts/fireworks/models/yi-34b
      alias fireworks_ai/accounts/fireworks/models/yi-34b
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/yi-34b-200k-capybara
      alias fireworks_ai/accounts/fireworks/models/yi-34b-200k-capybara
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/yi-34b-chat
      alias fireworks_ai/accounts/fireworks/models/yi-34b-chat
      price from=* input=0.9 cache-read=0.45 cache-write=input output=0.9 source=litellm

    model accounts/fireworks/models/yi-6b
      alias fireworks_ai/accounts/fireworks/models/yi-6b
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/models/yi-large
      alias fireworks_ai/accounts/fireworks/models/yi-large
      price from=* input=3 cache-read=1.5 cache-write=input output=3 source=litellm

    model accounts/fireworks/models/zephyr-7b-beta
      alias fireworks_ai/accounts/fireworks/models/zephyr-7b-beta
      price from=* input=0.2 cache-read=0.1 cache-write=input output=0.2 source=litellm

    model accounts/fireworks/routers/deepseek-v4p1-flash-1017-spot
      alias fireworks_ai/accounts/fireworks/routers/deepseek-v4p1-flash-1017-spot
      price from=* input=0.21 cache-read=0.0042 cache-write=input output=0.84 source=litellm

    model fireworks_ai/accounts/fireworks/routers/deepseek-v4p1-flash-1017-ultrafast
      price from=* input=2.4 cache-read=0.048 cache-write=input output=9.6 source=litellm

    model accounts/fireworks/routers/deepseek-v4p1-flash-spot
      alias fireworks_ai/accounts/fireworks/routers/deepseek-v4p1-flash-spot
      price from=* input=0.21 cache-read=0.0042 cache-write=input output=0.84 source=litellm

    model fireworks_ai/accounts/fireworks/routers/deepseek-v4p1-flash-us
      price from=* input=0.45 cache-read=0.009 cache-write=input output=1.8 source=litellm
      when service-tier=priority,fast input=0.5625 cache-read=0.01125 output=2.25

    model fireworks_ai/accounts/fireworks/routers/glm-5p1-fast
      price from=* input=2.8 cache-read=0.52 cache-write=input output=8.8 source=litellm

    model fireworks_ai/accounts/fireworks/routers/glm-5p2-fast
      price from=* input=2.1 cache-read=0.21 cache-write=input output=6.6 source=litellm

    model fireworks_ai/accounts/fireworks/routers/glm-5p2-fast-us
      price from=* input=2.1 cache-read=0.21 cache-write=input output=6.6 source=litellm

    model fireworks_ai/accounts/fireworks/routers/glm-5p3-fast
      price from=* input=2.1 cache-read=0.39 cache-write=input output=6.6 source=litellm

    model fireworks_ai/accounts/fireworks/routers/glm-5p3-flash-us
      price from=* input=0.225 cache-read=0.045 cache-write=input output=0.75 source=litellm
      when service-tier=priority,fast input=0.28125 cache-read=0.05625 output=0.9375

    model accounts/fireworks/routers/glm-5p3-spot
      alias fireworks_ai/accounts/fireworks/routers/glm-5p3-spot
      price from=* input=0.98 cache-read=0.182 cache-write=input output=3.08 source=litellm

    model fireworks_ai/accounts/fireworks/routers/glm-5p3-us
      price from=* input=2.1 cache-read=0.39 cache-write=input output=6.6 source=litellm
      when service-tier=priority,fast input=2.625 cache-read=0.4875 output=8.25

    model fireworks_ai/accounts/fireworks/routers/kimi-k2p6-fast
      price from=* input=2 cache-read=0.3 cache-write=input output=8 source=litellm

    model fireworks_ai/accounts/fireworks/routers/kimi-k2p7-code-fast
      price from=* input=1.9 cache-read=0.38 cache-write=input output=8 source=litellm

    model fireworks_ai/accounts/fireworks/routers/kimi-k3-fast
      price from=* input=4.5 cache-read=0.45 cache-write=input output=22.5 source=litellm

    model accounts/fireworks/routers/kimi-k3-spot
      alias fireworks_ai/accounts/fireworks/routers/kimi-k3-spot
      price from=* input=2.1 cache-read=0.21 cache-write=input output=10.5 source=litellm

    model fireworks_ai/accounts/fireworks/routers/kimi-k3-us
      price from=* input=4.5 cache-read=0.45 cache-write=input output=22.5 source=litellm
      when service-tier=priority,fast input=5.625 cache-read=0.5625 output=28.125

    model accounts/fireworks/routers/rune
      alias fireworks_ai/accounts/fireworks/routers/rune
      price from=* input=0.042 cache-read=0.0084 cache-write=input output=none source=litellm

    model accounts/fireworks/routers/spot-deepseek-v4-flash
      alias fireworks_ai/accounts/fireworks/routers/spot-deepseek-v4-flash
      price from=* input=0.105 cache-read=0.021 cache-write=input output=0.21 source=litellm

    model deepseek-v4-flash-0731
      price from=* input=0.22 cache-read=0.007 cache-write=input output=0.66 source=litellm
      when service-tier=priority,fast input=0.275 cache-read=0.00875 output=0.825

    model deepseek-v4-flash-vision-exp
      price from=* input=0.22 cache-read=0.007 cache-write=input output=0.66 source=litellm
      when service-tier=priority,fast input=0.275 cache-read=0.00875 output=0.825

    model deepseek-v4-pro-0813
      price from=* input=1.32 cache-read=0.044 cache-write=input output=3.96 source=litellm
      when service-tier=priority,fast input=1.65 cache-read=0.055 output=4.95

    model fireworks_ai/nomic-ai/nomic-embed-text-v1
      price from=* input=0.008 cache-read=input cache-write=input output=none source=litellm

    model fireworks_ai/nomic-ai/nomic-embed-text-v1.5
      price from=* input=0.008 cache-read=input cache-write=input output=none source=litellm

    model fireworks_ai/thenlper/gte-base
      price from=* input=0.008 cache-read=input cache-write=input output=none source=litellm

    model fireworks_ai/thenlper/gte-large
      price from=* input=0.016 cache-read=input cache-write=input output=none source=litellm

    model fireworks_ai/whereisai/uae-large-v1
      price from=* input=0.016 cache-read=input cache-write=input output=none source=litellm

    model glm-5p2-fast-us
      price from=* input=2.1 cache-read=0.21 cache-write=input output=6.6 source=litellm

    model muse-glimmer-30b
      price from=* input=0.35 cache-read=0.04 cache-write=input output=1.5 source=litellm
      when service-tier=priority,fast input=0.525 cache-read=0.06 output=2.25

    unpriced accounts/fireworks/models/fireworks-asr-large accounts/fireworks/models/fireworks-asr-v2
      note LiteLLM lists it without a price above zero and does not say whether it is free.
    unpriced accounts/fireworks/models/qwen3-embedding-0p6b accounts/fireworks/models/qwen3-embedding-4b
      note LiteLLM lists it without a price above zero and does not say whether it is free.
    unpriced accounts/fireworks/models/qwen3-reranker-0p6b accounts/fireworks/models/qwen3-reranker-4b
      note LiteLLM lists it without a price above zero and does not say whether it is free.
    unpriced accounts/fireworks/routers/auto accounts/fireworks/routers/auto-instant accounts/fireworks/routers/firerouter
      note LiteLLM lists it without a price above zero and does not say whether it is free.

    """#
}
