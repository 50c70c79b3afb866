// Made by `make prices`; do not edit. `docs/prices.md` says what the lines mean.

extension ShippedCatalogueText {
  static let others = #"""

    seller ai21 vendor
      provider ai21 ai21_chat

    model j2-light
      price from=* input=3 cache-read=input cache-write=input output=3 source=litellm

    model j2-mid
      price from=* input=10 cache-read=input cache-write=input output=10 source=litellm

    model j2-ultra
      price from=* input=15 cache-read=input cache-write=input output=15 source=litellm

    model jamba-1.5
      price from=* input=0.2 cache-read=input cache-write=input output=0.4 source=litellm

    model jamba-1.5-large
      price from=* input=2 cache-read=input cache-write=input output=8 source=litellm

    model jamba-1.5-large@001
      price from=* input=2 cache-read=input cache-write=input output=8 source=litellm

    model jamba-1.5-mini
      price from=* input=0.2 cache-read=input cache-write=input output=0.4 source=litellm

    model jamba-1.5-mini@001
      price from=* input=0.2 cache-read=input cache-write=input output=0.4 source=litellm

    model jamba-large-1.6
      price from=* input=2 cache-read=input cache-write=input output=8 source=litellm

    model jamba-large-1.7
      price from=* input=2 cache-read=input cache-write=input output=8 source=litellm

    model jamba-mini-1.6
      price from=* input=0.2 cache-read=input cache-write=input output=0.4 source=litellm

    model jamba-mini-1.7
      price from=* input=0.2 cache-read=input cache-write=input output=0.4 source=litellm

    seller baseten reseller page=https://www.baseten.co/pricing/
      provider baseten

    model deepseek-ai/deepseek-v4-flash-0731
      price from=* input=0.13 cache-read=0.028 cache-write=input output=0.26 source=genai

    model deepseek-ai/deepseek-v4-pro
      price from=* input=1.74 cache-read=0.145 cache-write=input output=3.48 source=genai

    model deepseek-ai/deepseek-v4-pro-0813
      price from=* input=1.32 cache-read=0.132 cache-write=input output=3.96 source=genai

    model deepseek-ai/deepseek-v4.1-flash
      alias deepseek-ai/deepseek-v4.1-flash-1017
      price from=* input=0.3 cache-read=0.007 cache-write=input output=1.2 source=genai

    model deepseek-ai/deepseek-v4.1-flash-1017-fast
      price from=* input=0.6 cache-read=0.014 cache-write=input output=2.4 source=genai

    model deepseek-ai/deepseek-v4.1-flash-fast
      price from=* input=0.6 cache-read=0.014 cache-write=input output=2.4 source=genai

    model meta-models/muse-spark-open
      price from=* input=1.25 cache-read=0.15 cache-write=input output=4.25 source=genai

    model moonshotai/kimi-k2.6
      price from=* input=0.95 cache-read=0.16 cache-write=input output=4 source=genai

    model moonshotai/kimi-k2.7-code
      price from=* input=0.95 cache-read=0.16 cache-write=input output=4 source=genai

    model moonshotai/kimi-k3
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=genai

    model nvidia/nvidia-nemotron-3-ultra-550b-a55b
      price from=* input=0.6 cache-read=0.12 cache-write=input output=2.4 source=genai

    model nvidia/nvidia-nemotron-3.5-super-vl-120b-a12b
      price from=* input=0.2 cache-read=0.04 cache-write=input output=0.5 source=genai

    model openai/gpt-oss-120b
      price from=* input=0.1 cache-read=input cache-write=input output=0.5 source=genai

    model reflection/beam-1.0
      price from=* until=2026-11-02 input=1.3 cache-read=0.13 cache-write=input output=4.3 source=genai
      price from=2026-11-02 input=0.4 cache-read=0.04 cache-write=input output=1.2 source=genai

    model thinkingmachines/inkling
      price from=* input=1 cache-read=0.17 cache-write=input output=4.05 source=genai

    model thinkingmachines/inkling-small
      price from=* input=0.5 cache-read=0.1 cache-write=input output=1.2 source=genai

    model zai-org/glm-4.7
      price from=* input=0.6 cache-read=0.12 cache-write=input output=2.2 source=genai

    model zai-org/glm-5.2
      price from=* input=1.4 cache-read=0.14 cache-write=input output=4.4 source=genai

    model zai-org/glm-5.2-fast
      price from=* input=2.1 cache-read=0.21 cache-write=input output=6.6 source=genai

    model zai-org/glm-5.3
      price from=* input=1.4 cache-read=0.14 cache-write=input output=4.4 source=genai

    model zai-org/glm-5.3-fast
      price from=* input=2.1 cache-read=0.21 cache-write=input output=6.6 source=genai

    model zai-org/glm-5.3-flash
      price from=* input=0.15 cache-read=0.03 cache-write=input output=0.5 source=genai

    seller cerebras reseller page=https://www.cerebras.ai/pricing#pricing
      provider cerebras

    model gemma-4-31b
      alias cerebras/gemma-4-31b cerebras:gemma-4-31b
      match starts=cerebras/gemma-4-31b
      match starts=cerebras:gemma-4-31b
      price from=* input=0.99 cache-read=input cache-write=input output=1.49 source=genai

    model gpt-oss-120b
      alias cerebras/gpt-oss-120b cerebras:gpt-oss-120b
      match starts=cerebras/gpt-oss-120b
      match starts=cerebras:gpt-oss-120b
      price from=* input=0.35 cache-read=input cache-write=input output=0.75 source=genai

    model llama-3.3-70b
      alias cerebras/llama-3.3-70b cerebras:llama-3.3-70b
      match starts=cerebras/llama-3.3-70b
      match starts=cerebras:llama-3.3-70b
      price from=* input=0.85 cache-read=input cache-write=input output=1.2 source=genai

    model llama3.1-8b
      alias cerebras/llama3.1-8b cerebras:llama3.1-8b
      match starts=cerebras/llama3.1-8b
      match starts=cerebras:llama3.1-8b
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model qwen-3-32b
      alias cerebras/qwen-3-32b cerebras:qwen-3-32b
      match starts=cerebras/qwen-3-32b
      match starts=cerebras:qwen-3-32b
      price from=* input=0.4 cache-read=input cache-write=input output=0.8 source=genai

    model qwen-3.8-27b
      alias cerebras/qwen-3.8-27b cerebras:qwen-3.8-27b
      match starts=cerebras/qwen-3.8-27b
      match starts=cerebras:qwen-3.8-27b
      price from=* input=0.99 cache-read=input cache-write=input output=1.49 source=genai

    model zai-glm-4.7
      alias cerebras/zai-glm-4.7 cerebras:zai-glm-4.7
      match starts=cerebras/zai-glm-4.7
      match starts=cerebras:zai-glm-4.7
      price from=* input=2.25 cache-read=input cache-write=input output=2.75 source=genai

    model llama-3.1-70b
      price from=* input=0.6 cache-read=input cache-write=input output=0.6 source=litellm

    model llama-3.1-8b
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=litellm

    unpriced qwen-3-coder-480b
      note genai-prices lists it without any price and does not say whether it is free.

    seller cloudflare vendor page=https://developers.cloudflare.com/workers-ai/platform/pricing/
      provider cloudflare

    model @cf/ai4bharat/indictrans2-en-indic-1b
      price from=* input=0.342 cache-read=input cache-write=input output=0.342 source=genai

    model @cf/aisingapore/gemma-sea-lion-v4-27b-it
      price from=* input=0.351 cache-read=input cache-write=input output=0.555 source=genai

    model @cf/baai/bge-base-en-v1.5
      price from=* input=0.067 cache-read=input cache-write=input output=none source=genai

    model @cf/baai/bge-large-en-v1.5
      price from=* input=0.204 cache-read=input cache-write=input output=none source=genai

    model @cf/baai/bge-m3
      price from=* input=0.012 cache-read=input cache-write=input output=none source=genai

    model @cf/baai/bge-reranker-base
      price from=* input=0.003 cache-read=input cache-write=input output=none source=genai

    model @cf/baai/bge-small-en-v1.5
      price from=* input=0.02 cache-read=input cache-write=input output=none source=genai

    model @cf/cloudflare/clairic
      alias clairic
      price from=* input=0.1 cache-read=input cache-write=input output=none source=genai

    model @cf/cloudflare/clef
      alias clef
      price from=* input=0.24 cache-read=input cache-write=input output=none source=genai

    model @cf/cloudflare/clef-flash
      alias clef-flash
      price from=* until=2026-10-19 input=0.09 cache-read=input cache-write=input output=none source=genai
      price from=2026-10-19 input=0.038 cache-read=input cache-write=input output=none source=genai

    model @cf/cloudflare/clef-omni
      alias clef-omni
      price from=* input=0.15 cache-read=input cache-write=input output=none source=genai

    model @cf/daily-co/phonellm-mini-alpha-2
      price from=* input=0.06 cache-read=input cache-write=input output=0.24 source=genai

    model @cf/deepseek-ai/deepseek-r1-distill-qwen-32b
      price from=* input=0.497 cache-read=input cache-write=input output=4.881 source=genai

    model @cf/deepseek-ai/deepseek-v4-flash-0731
      price from=* input=0.44 cache-read=0.014 cache-write=input output=1.32 source=genai

    model @cf/deepseek-ai/deepseek-v4-pro-0813
      price from=* input=1.32 cache-read=0.044 cache-write=input output=3.96 source=genai

    model @cf/deepseek-ai/deepseek-v4.1-flash-1017
      price from=* input=0.3 cache-read=0.006 cache-write=input output=1.2 source=genai

    model @cf/google/gemma-3-12b-it
      price from=* input=0.345 cache-read=input cache-write=input output=0.556 source=genai

    model @cf/google/gemma-4-26b-a4b-it
      price from=* input=0.1 cache-read=input cache-write=input output=0.3 source=genai

    model @cf/huggingface/distilbert-sst-2-int8
      price from=* input=0.026 cache-read=input cache-write=input output=none source=genai

    model @cf/ibm-granite/granite-4.0-h-micro
      price from=* input=0.017 cache-read=input cache-write=input output=0.112 source=genai

    model @cf/meta/llama-2-7b-chat-fp16
      price from=* input=0.556 cache-read=input cache-write=input output=6.667 source=genai

    model @cf/meta/llama-3-8b-instruct
      price from=* input=0.282 cache-read=input cache-write=input output=0.827 source=genai

    model @cf/meta/llama-3-8b-instruct-awq
      price from=* input=0.123 cache-read=input cache-write=input output=0.266 source=genai

    model @cf/meta/llama-3.1-70b-instruct-fp8-fast
      price from=* input=0.293 cache-read=input cache-write=input output=2.253 source=genai

    model @cf/meta/llama-3.1-8b-instruct
      price from=* input=0.282 cache-read=input cache-write=input output=0.827 source=genai

    model @cf/meta/llama-3.1-8b-instruct-awq
      price from=* input=0.123 cache-read=input cache-write=input output=0.266 source=genai

    model @cf/meta/llama-3.1-8b-instruct-fp8
      price from=* input=0.152 cache-read=input cache-write=input output=0.287 source=genai

    model @cf/meta/llama-3.1-8b-instruct-fp8-fast
      alias @cf/meta/llama-3.1-8b-instruct-fast
      price from=* input=0.045 cache-read=input cache-write=input output=0.384 source=genai

    model @cf/meta/llama-3.2-11b-vision-instruct
      price from=* input=0.049 cache-read=input cache-write=input output=0.676 source=genai

    model @cf/meta/llama-3.2-1b-instruct
      price from=* input=0.027 cache-read=input cache-write=input output=0.201 source=genai

    model @cf/meta/llama-3.2-3b-instruct
      price from=* input=0.051 cache-read=input cache-write=input output=0.335 source=genai

    model @cf/meta/llama-3.3-70b-instruct-fp8-fast
      price from=* input=0.293 cache-read=input cache-write=input output=2.253 source=genai

    model @cf/meta/llama-4-scout-17b-16e-instruct
      price from=* input=0.27 cache-read=input cache-write=input output=0.85 source=genai

    model @cf/meta/llama-guard-3-8b
      price from=* input=0.484 cache-read=input cache-write=input output=0.03 source=genai

    model @cf/meta/m2m100-1.2b
      price from=* input=0.342 cache-read=input cache-write=input output=0.342 source=genai

    model @cf/mistral/mistral-7b-instruct-v0.1
      price from=* input=0.11 cache-read=input cache-write=input output=0.19 source=genai

    model @cf/mistralai/mistral-small-3.1-24b-instruct
      price from=* input=0.351 cache-read=input cache-write=input output=0.555 source=genai

    model @cf/moondream/moondream3.1-9b-a2b
      price from=* input=0.3 cache-read=input cache-write=input output=1 source=genai

    model @cf/moonshotai/kimi-k2.5
      price from=* input=0.6 cache-read=0.1 cache-write=input output=3 source=genai

    model @cf/moonshotai/kimi-k2.6
      price from=* input=0.95 cache-read=0.16 cache-write=input output=4 source=genai

    model @cf/moonshotai/kimi-k2.7-code
      price from=* input=0.95 cache-read=0.19 cache-write=input output=4 source=genai

    model @cf/nvidia/nemotron-3-120b-a12b
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=genai

    model @cf/openai/gpt-oss-120b
      price from=* input=0.35 cache-read=input cache-write=input output=0.75 source=genai

    model @cf/openai/gpt-oss-20b
      price from=* input=0.2 cache-read=input cache-write=input output=0.3 source=genai

    model @cf/pfnet/plamo-embedding-1b
      price from=* input=0.019 cache-read=input cache-write=input output=none source=genai

    model @cf/qwen/qwen2.5-coder-32b-instruct
      price from=* input=0.66 cache-read=input cache-write=input output=1 source=genai

    model @cf/qwen/qwen3-30b-a3b-fp8
      price from=* input=0.051 cache-read=input cache-write=input output=0.335 source=genai

    model @cf/qwen/qwen3-embedding-0.6b
      price from=* input=0.012 cache-read=input cache-write=input output=none source=genai

    model @cf/qwen/qwen3.8-27b
      price from=* input=0.45 cache-read=input cache-write=input output=3.2 source=genai

    model @cf/qwen/qwq-32b
      price from=* input=0.66 cache-read=input cache-write=input output=1 source=genai

    model @cf/zai-org/glm-4.7-flash
      price from=* input=0.06 cache-read=input cache-write=input output=0.4 source=genai

    model @cf/zai-org/glm-5.2
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model @cf/zai-org/glm-5.3
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model @cf/zai-org/glm-5.3-flash
      price from=* input=0.15 cache-read=0.03 cache-write=input output=0.5 source=genai

    seller cohere vendor page=https://cohere.com/pricing
      provider cohere cohere_chat cohere-v2

    model c4ai-aya-expanse-32b
      alias aya-expanse-32b
      match contains=aya-expanse-32b
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=genai

    model c4ai-aya-expanse-8b
      alias aya-expanse-8b
      match contains=aya-expanse-8b
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=genai

    model command
      price from=* input=1 cache-read=input cache-write=input output=2 source=genai

    model command-a
      alias command-a-03-2025
      price from=* input=2.5 cache-read=input cache-write=input output=10 source=genai

    model command-light
      match starts=command-light
      price from=* input=0.3 cache-read=input cache-write=input output=0.6 source=genai

    model command-r
      alias command-r-08-2024
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=genai

    model command-r-plus
      alias command-r-plus-08-2024
      price from=* input=2.5 cache-read=input cache-write=input output=10 source=genai

    model command-r7b
      alias command-r7b-12-2024
      price from=* input=0.0375 cache-read=input cache-write=input output=0.15 source=genai

    model embed-v4.0
      price from=* input=0.12 cache-read=input cache-write=input output=none image-input=0.47 source=genai,litellm

    model command-nightly
      price from=* input=1 cache-read=input cache-write=input output=2 source=litellm

    model embed-english-light-v3.0
      price from=* input=0.1 cache-read=input cache-write=input output=none source=litellm

    model embed-english-v3.0
      price from=* input=0.1 cache-read=input cache-write=input output=none source=litellm

    model embed-multilingual-light-v3.0
      price from=* input=100 cache-read=input cache-write=input output=none source=litellm

    model embed-multilingual-v3.0
      price from=* input=0.1 cache-read=input cache-write=input output=none source=litellm

    model embed-v5.0-fast
      price from=* input=0.08 cache-read=input cache-write=input output=none source=litellm

    model embed-v5.0-pro
      price from=* input=0.12 cache-read=input cache-write=input output=none source=litellm

    model parse-v5.0
      price from=* per-page=0.0015 source=litellm

    model rerank-english-v3.0
      price from=* per-rerank-search=0.002 source=litellm

    model rerank-multilingual-v3.0
      price from=* per-rerank-search=0.002 source=litellm

    model rerank-v3.5
      price from=* per-rerank-search=0.002 source=litellm

    model rerank-v4.0-fast
      price from=* per-rerank-search=0.002 source=litellm

    model rerank-v4.0-pro
      price from=* per-rerank-search=0.0025 source=litellm

    model rerank-v5.0-fast
      price from=* input=0.02 cache-read=input cache-write=input output=none source=litellm

    model rerank-v5.0-pro
      price from=* input=0.05 cache-read=input cache-write=input output=none source=litellm

    unpriced command-a-plus-05-2026
      note LiteLLM lists it without a price above zero and does not say whether it is free.

    seller dashscope reseller
      provider dashscope

    model deepseek-v4-flash
      price from=* input=0.2 cache-read=0.04 cache-write=input output=0.4 source=litellm

    model deepseek-v4-flash-0731
      price from=* input=0.2 cache-read=0.04 cache-write=input output=0.4 source=litellm

    model deepseek-v4-pro
      price from=* input=2.4 cache-read=0.2 cache-write=input output=4.8 source=litellm

    model glm-5.1
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=litellm

    model glm-5.2
      price from=* input=1.4 cache-read=0.28 cache-write=input output=4.4 source=litellm

    model happyhorse-1.0-i2v
      price from=* per-second-output=0.220034 source=litellm

    model happyhorse-1.0-r2v
      price from=* per-second-output=0.220034 source=litellm

    model happyhorse-1.0-t2v
      price from=* per-second-output=0.220034 source=litellm

    model happyhorse-1.1-i2v
      price from=* per-second-output=0.165026 source=litellm

    model happyhorse-1.1-r2v
      price from=* per-second-output=0.165026 source=litellm

    model happyhorse-1.1-t2v
      price from=* per-second-output=0.165026 source=litellm

    model kimi-k2.7-code
      price from=* input=0.95 cache-read=0.19 cache-write=input output=4 source=litellm

    model qwen-audio-3.0-tts-flash
      price from=* per-character-input=0.000015 source=litellm

    model qwen-audio-3.0-tts-plus
      price from=* per-character-input=0.00002 source=litellm

    model qwen-audio-3.1-tts-flash
      price from=* input=0.23 cache-read=input cache-write=input output=1.87 source=litellm

    model qwen-audio-3.1-tts-plus
      price from=* per-character-input=0.00003 source=litellm

    model qwen-coder
      price from=* input=0.3 cache-read=input cache-write=input output=1.5 source=litellm

    model qwen-flash
      alias qwen-flash-2025-07-28
      price from=* input=0.05 cache-read=input cache-write=input output=0.4 source=litellm
      when above=256000 basis=prompt scope=request input=0.25 cache-read=input cache-write=input output=2

    model qwen-image-2.0
      price from=* per-image=0.035 source=litellm

    model qwen-image-2.0-pro
      price from=* per-image=0.075 source=litellm

    model qwen-image-3.0
      price from=* per-image=0.03 source=litellm

    model qwen-max
      price from=* input=1.6 cache-read=input cache-write=input output=6.4 source=litellm

    model qwen-plus
      alias qwen-plus-2025-01-25
      price from=* input=0.4 cache-read=input cache-write=input output=1.2 source=litellm

    model qwen-plus-2025-04-28 family=qwen-plus
      alias qwen-plus-2025-07-14
      price from=* input=0.4 cache-read=input cache-write=input output=1.2 reasoning=4 source=litellm

    model qwen-plus-2025-07-28 family=qwen-plus
      alias qwen-plus-2025-09-11 qwen-plus-latest
      price from=* input=0.4 cache-read=input cache-write=input output=1.2 reasoning=4 source=litellm
      when above=256000 basis=prompt scope=request input=1.2 cache-read=input cache-write=input output=3.6 reasoning=12

    model qwen-turbo
      price from=* input=0.05 cache-read=input cache-write=input output=0.2 reasoning=0.5 source=litellm

    model qwen-turbo-2024-11-01 family=qwen-turbo
      price from=* input=0.05 cache-read=input cache-write=input output=0.2 source=litellm

    model qwen-turbo-2025-04-28 family=qwen-turbo
      alias qwen-turbo-latest
      price from=* input=0.05 cache-read=input cache-write=input output=0.2 reasoning=0.5 source=litellm

    model qwen3-coder-flash
      price from=* input=0.3 cache-read=0.08 cache-write=input output=1.5 source=litellm
      when above=32000 basis=prompt scope=request input=0.5 cache-read=0.12 cache-write=input output=2.5
      when above=128000 basis=prompt scope=request input=0.8 cache-read=0.2 cache-write=input output=4
      when above=256000 basis=prompt scope=request input=1.6 cache-read=0.4 cache-write=input output=9.6

    model qwen3-coder-flash-2025-07-28 family=qwen3-coder-flash
      price from=* input=0.3 cache-read=input cache-write=input output=1.5 source=litellm
      when above=32000 basis=prompt scope=request input=0.5 cache-read=input cache-write=input output=2.5
      when above=128000 basis=prompt scope=request input=0.8 cache-read=input cache-write=input output=4
      when above=256000 basis=prompt scope=request input=1.6 cache-read=input cache-write=input output=9.6

    model qwen3-coder-plus
      price from=* input=1 cache-read=0.1 cache-write=input output=5 source=litellm
      when above=32000 basis=prompt scope=request input=1.8 cache-read=0.18 cache-write=input output=9
      when above=128000 basis=prompt scope=request input=3 cache-read=0.3 cache-write=input output=15
      when above=256000 basis=prompt scope=request input=6 cache-read=0.6 cache-write=input output=60

    model qwen3-coder-plus-2025-07-22 family=qwen3-coder-plus
      price from=* input=1 cache-read=input cache-write=input output=5 source=litellm
      when above=32000 basis=prompt scope=request input=1.8 cache-read=input cache-write=input output=9
      when above=128000 basis=prompt scope=request input=3 cache-read=input cache-write=input output=15
      when above=256000 basis=prompt scope=request input=6 cache-read=input cache-write=input output=60

    model qwen3-max
      alias qwen3-max-2026-01-23
      price from=* input=1.2 cache-read=input cache-write=input output=6 source=litellm
      when above=32000 basis=prompt scope=request input=2.4 cache-read=input cache-write=input output=12
      when above=128000 basis=prompt scope=request input=3 cache-read=input cache-write=input output=15

    model qwen3-max-preview
      price from=* input=1.2 cache-read=input cache-write=input output=6 source=litellm
      when above=32000 basis=prompt scope=request input=2.4 cache-read=input cache-write=input output=12
      when above=128000 basis=prompt scope=request input=3 cache-read=input cache-write=input output=15

    model qwen3-next-80b-a3b-instruct
      price from=* input=0.15 cache-read=input cache-write=input output=1.2 source=litellm

    model qwen3-next-80b-a3b-thinking
      price from=* input=0.15 cache-read=input cache-write=input output=1.2 source=litellm

    model qwen3-tts-flash
      price from=* per-character-input=0.00001 source=litellm

    model qwen3-vl-235b-a22b-instruct
      price from=* input=0.4 cache-read=input cache-write=input output=1.6 source=litellm

    model qwen3-vl-235b-a22b-thinking
      price from=* input=0.4 cache-read=input cache-write=input output=4 source=litellm

    model qwen3-vl-32b-instruct
      price from=* input=0.16 cache-read=input cache-write=input output=0.64 source=litellm

    model qwen3-vl-32b-thinking
      price from=* input=0.16 cache-read=input cache-write=input output=2.87 source=litellm

    model qwen3-vl-plus
      price from=* input=0.2 cache-read=input cache-write=input output=1.6 source=litellm
      when above=32000 basis=prompt scope=request input=0.3 cache-read=input cache-write=input output=2.4
      when above=128000 basis=prompt scope=request input=0.6 cache-read=input cache-write=input output=4.8

    model qwen3.5-plus
      price from=* input=0.4 cache-read=input cache-write=input output=2.4 source=litellm
      when above=256000 basis=prompt scope=request input=0.5 cache-read=input cache-write=input output=3

    model qwen3.7-max
      price from=* input=2.5 cache-read=0.5 cache-write=3.125 output=7.5 source=litellm

    model qwen3.7-plus
      price from=* input=0.4 cache-read=0.08 cache-write=input output=1.6 source=litellm
      when above=256000 basis=prompt scope=request input=1.2 cache-read=0.24 cache-write=input output=4.8

    model qwen3.8-flash
      price from=* input=0.15 cache-read=0.016 cache-write=0.2 output=0.47 source=litellm

    model qwen3.8-max
      price from=* input=2 cache-read=0.25 cache-write=input output=6 source=litellm

    model qwen3.8-omni-flash
      price from=* input=0.15 cache-read=0.016 cache-write=input output=0.47 source=litellm

    model qwq-plus
      price from=* input=0.8 cache-read=input cache-write=input output=2.4 source=litellm

    model wan2.7-i2v
      price from=* per-second-output=0.143353 source=litellm

    model wan2.7-r2v
      price from=* per-second-output=0.143353 source=litellm

    model wan2.7-t2v
      price from=* per-second-output=0.143353 source=litellm

    model wan3.0-video
      price from=* per-second-output=0.165025 source=litellm

    model wan3.0-video-prime
      price from=* per-second-output=0.254399 source=litellm

    unpriced qwen-image-3.0-pro qwen3-30b-a3b
      note LiteLLM lists it without a price above zero and does not say whether it is free.

    seller databricks reseller page=https://www.databricks.com/product/pricing/foundation-model-serving
      provider databricks

    model databricks-bge-large-en
      alias system.ai.bge-large-en
      price from=* input=0.1 cache-read=input cache-write=input output=none source=genai

    model databricks-deepseek-v4-1-flash
      alias system.ai.deepseek-v4-1-flash
      price from=* input=0.3 cache-read=0.03 cache-write=input output=1.2 source=genai

    model databricks-deepseek-v4-flash-0731
      alias system.ai.deepseek-v4-flash-0731
      price from=* input=0.14 cache-read=0.028 cache-write=input output=0.28 source=genai

    model databricks-deepseek-v4-pro-0813
      alias system.ai.deepseek-v4-pro-0813
      price from=* input=1.32 cache-read=0.132 cache-write=input output=3.96 source=genai

    model databricks-gemma-3-12b
      alias system.ai.gemma-3-12b
      price from=* input=0.15 cache-read=input cache-write=input output=0.5 source=genai

    model databricks-glm-5-2
      alias system.ai.glm-5-2
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model databricks-glm-5-3
      alias system.ai.glm-5-3
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model databricks-glm-5-3-flash
      alias system.ai.glm-5-3-flash
      price from=* input=0.15 cache-read=0.03 cache-write=input output=0.5 source=genai

    model databricks-gpt-oss-120b
      alias system.ai.gpt-oss-120b
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=genai

    model databricks-gpt-oss-20b
      alias system.ai.gpt-oss-20b
      price from=* input=0.07 cache-read=input cache-write=input output=0.3 source=genai

    model databricks-gte-large-en
      alias system.ai.gte-large-en
      price from=* input=0.13 cache-read=input cache-write=input output=none source=genai

    model databricks-inkling
      alias system.ai.inkling
      price from=* input=1 cache-read=0.17 cache-write=input output=4.05 source=genai

    model databricks-kimi-k2-7-code
      alias system.ai.kimi-k2-7-code
      price from=* input=0.95 cache-read=0.19 cache-write=input output=4 source=genai

    model databricks-kimi-k3
      alias system.ai.kimi-k3
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=genai

    model databricks-llama-4-maverick
      alias system.ai.llama-4-maverick
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=genai

    model databricks-meta-llama-3-1-8b-instruct
      alias system.ai.meta-llama-3-1-8b-instruct
      price from=* input=0.15 cache-read=input cache-write=input output=0.45 source=genai

    model databricks-meta-llama-3-3-70b-instruct
      alias system.ai.meta-llama-3-3-70b-instruct
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=genai

    model databricks-qwen3-embedding-0-6b
      alias system.ai.qwen3-embedding-0-6b
      price from=* input=0.02 cache-read=input cache-write=input output=none source=genai

    model databricks-qwen3-next-80b-a3b-instruct
      alias system.ai.qwen3-next-80b-a3b-instruct
      price from=* input=0.15 cache-read=input cache-write=input output=1.2 source=genai

    model databricks-qwen35-122b-a10b
      alias system.ai.qwen35-122b-a10b
      price from=* input=0.22 cache-read=input cache-write=input output=2.2 source=genai

    seller deepinfra reseller
      provider deepinfra deep_infra

    model allenai/olmocr-7b-0725-fp8
      alias deepinfra/allenai/olmocr-7b-0725-fp8
      price from=* input=0.27 cache-read=input cache-write=input output=1.5 source=litellm

    model anthropic/claude-3-7-sonnet-latest family=anthropic/claude-3-7-sonnet
      alias deepinfra/anthropic/claude-3-7-sonnet-latest
      price from=* input=3.3 cache-read=0.33 cache-write=input output=16.5 source=litellm

    model anthropic/claude-4-opus
      alias deepinfra/anthropic/claude-4-opus
      price from=* input=16.5 cache-read=input cache-write=input output=82.5 source=litellm

    model anthropic/claude-4-sonnet
      alias deepinfra/anthropic/claude-4-sonnet
      price from=* input=3.3 cache-read=input cache-write=input output=16.5 source=litellm

    model anthropic/claude-fable-5
      alias deepinfra/anthropic/claude-fable-5
      price from=* input=10 cache-read=input cache-write=input output=50 source=litellm

    model anthropic/claude-haiku-4-5
      alias deepinfra/anthropic/claude-haiku-4-5
      price from=* input=1 cache-read=input cache-write=input output=5 source=litellm

    model anthropic/claude-opus-4-7
      alias deepinfra/anthropic/claude-opus-4-7
      price from=* input=5 cache-read=input cache-write=input output=25 source=litellm

    model anthropic/claude-opus-4-8
      alias deepinfra/anthropic/claude-opus-4-8
      price from=* input=5 cache-read=input cache-write=input output=25 source=litellm

    model anthropic/claude-opus-5
      alias deepinfra/anthropic/claude-opus-5
      price from=* input=5 cache-read=input cache-write=input output=25 source=litellm

    model anthropic/claude-sonnet-4-6
      alias deepinfra/anthropic/claude-sonnet-4-6
      price from=* input=3 cache-read=input cache-write=input output=15 source=litellm

    model anthropic/claude-sonnet-5
      alias deepinfra/anthropic/claude-sonnet-5
      price from=* input=2 cache-read=input cache-write=input output=10 source=litellm

    model bytedance/seed-1.8
      alias deepinfra/bytedance/seed-1.8
      price from=* input=0.25 cache-read=0.05 cache-write=input output=2 source=litellm

    model bytedance/seed-2.0-code
      alias deepinfra/bytedance/seed-2.0-code
      price from=* input=0.5 cache-read=0.1 cache-write=input output=3 source=litellm

    model bytedance/seed-2.0-mini
      alias deepinfra/bytedance/seed-2.0-mini
      price from=* input=0.1 cache-read=0.02 cache-write=input output=0.4 source=litellm

    model bytedance/seed-2.0-pro
      alias deepinfra/bytedance/seed-2.0-pro
      price from=* input=0.5 cache-read=0.1 cache-write=input output=3 source=litellm

    model deepseek-ai/deepseek-r1
      alias deepinfra/deepseek-ai/deepseek-r1
      price from=* input=0.7 cache-read=input cache-write=input output=2.4 source=litellm

    model deepseek-ai/deepseek-r1-0528
      alias deepinfra/deepseek-ai/deepseek-r1-0528
      price from=* input=0.5 cache-read=0.35 cache-write=input output=2.15 source=litellm

    model deepseek-ai/deepseek-r1-0528-turbo
      alias deepinfra/deepseek-ai/deepseek-r1-0528-turbo
      price from=* input=1 cache-read=input cache-write=input output=3 source=litellm

    model deepseek-ai/deepseek-r1-distill-llama-70b
      alias deepinfra/deepseek-ai/deepseek-r1-distill-llama-70b
      price from=* input=0.2 cache-read=input cache-write=input output=0.6 source=litellm

    model deepseek-ai/deepseek-r1-distill-qwen-32b
      alias deepinfra/deepseek-ai/deepseek-r1-distill-qwen-32b
      price from=* input=0.27 cache-read=input cache-write=input output=0.27 source=litellm

    model deepseek-ai/deepseek-r1-turbo
      alias deepinfra/deepseek-ai/deepseek-r1-turbo
      price from=* input=1 cache-read=input cache-write=input output=3 source=litellm

    model deepseek-ai/deepseek-v3
      alias deepinfra/deepseek-ai/deepseek-v3
      price from=* input=0.32 cache-read=input cache-write=input output=0.89 source=litellm

    model deepseek-ai/deepseek-v3-0324
      alias deepinfra/deepseek-ai/deepseek-v3-0324
      price from=* input=0.24 cache-read=0.135 cache-write=input output=0.9 source=litellm

    model deepseek-ai/deepseek-v3.1
      alias deepinfra/deepseek-ai/deepseek-v3.1
      price from=* input=0.25 cache-read=0.13 cache-write=input output=0.95 source=litellm

    model deepseek-ai/deepseek-v3.1-terminus
      alias deepinfra/deepseek-ai/deepseek-v3.1-terminus
      price from=* input=0.27 cache-read=0.216 cache-write=input output=1 source=litellm

    model deepseek-ai/deepseek-v3.2
      alias deepinfra/deepseek-ai/deepseek-v3.2
      price from=* input=0.26 cache-read=0.13 cache-write=input output=0.38 source=litellm

    model deepseek-ai/deepseek-v4-flash
      alias deepinfra/deepseek-ai/deepseek-v4-flash
      price from=* input=0.09 cache-read=0.018 cache-write=input output=0.18 source=litellm

    model deepseek-ai/deepseek-v4-flash-0731
      alias deepinfra/deepseek-ai/deepseek-v4-flash-0731
      price from=* input=0.06 cache-read=0.015 cache-write=input output=0.18 source=litellm

    model deepseek-ai/deepseek-v4-pro
      alias deepinfra/deepseek-ai/deepseek-v4-pro
      price from=* input=1.3 cache-read=0.1 cache-write=input output=2.6 source=litellm

    model deepseek-ai/deepseek-v4-pro-0813
      alias deepinfra/deepseek-ai/deepseek-v4-pro-0813
      price from=* input=1.3 cache-read=0.1 cache-write=input output=2.6 source=litellm

    model deepseek-ai/deepseek-v4.1-flash
      alias deepinfra/deepseek-ai/deepseek-v4.1-flash
      price from=* input=0.14 cache-read=0.0042 cache-write=input output=0.42 source=litellm

    model deepseek-ai/deepseek-v4.1-flash-1017
      alias deepinfra/deepseek-ai/deepseek-v4.1-flash-1017
      price from=* input=0.14 cache-read=0.0042 cache-write=input output=0.42 source=litellm

    model google/gemini-2.5-flash
      alias deepinfra/google/gemini-2.5-flash
      price from=* input=0.3 cache-read=input cache-write=input output=2.5 source=litellm

    model google/gemini-2.5-pro
      alias deepinfra/google/gemini-2.5-pro
      price from=* input=1.25 cache-read=input cache-write=input output=10 source=litellm

    model google/gemini-3.1-flash-lite
      alias deepinfra/google/gemini-3.1-flash-lite
      price from=* input=0.25 cache-read=input cache-write=input output=1.5 source=litellm

    model google/gemini-3.1-pro
      alias deepinfra/google/gemini-3.1-pro
      price from=* input=2 cache-read=input cache-write=input output=12 source=litellm

    model google/gemini-3.5-flash
      alias deepinfra/google/gemini-3.5-flash
      price from=* input=1.5 cache-read=input cache-write=input output=9 source=litellm

    model google/gemini-3.7-flash
      alias deepinfra/google/gemini-3.7-flash
      price from=* input=0.75 cache-read=input cache-write=input output=3.75 source=litellm

    model google/gemma-3-12b-it
      alias deepinfra/google/gemma-3-12b-it
      price from=* input=0.05 cache-read=input cache-write=input output=0.15 source=litellm

    model google/gemma-3-27b-it
      alias deepinfra/google/gemma-3-27b-it
      price from=* input=0.08 cache-read=input cache-write=input output=0.16 source=litellm

    model google/gemma-3-4b-it
      alias deepinfra/google/gemma-3-4b-it
      price from=* input=0.05 cache-read=input cache-write=input output=0.1 source=litellm

    model google/gemma-4-26b-a4b-it
      alias deepinfra/google/gemma-4-26b-a4b-it
      price from=* input=0.07 cache-read=input cache-write=input output=0.34 source=litellm

    model google/gemma-4-31b-it
      alias deepinfra/google/gemma-4-31b-it
      price from=* input=0.2 cache-read=input cache-write=input output=0.4 source=litellm

    model google/gemma-4-31b-it-turbo
      alias deepinfra/google/gemma-4-31b-it-turbo
      price from=* input=0.09 cache-read=0.05 cache-write=input output=0.34 source=litellm

    model google/gemma-4-31b-it-ultra
      alias deepinfra/google/gemma-4-31b-it-ultra
      price from=* input=0.27 cache-read=input cache-write=input output=0.76 source=litellm

    model google/gemma-4-e4b-it
      alias deepinfra/google/gemma-4-e4b-it
      price from=* input=0.02 cache-read=input cache-write=input output=0.1 source=litellm

    model gryphe/mythomax-l2-13b
      alias deepinfra/gryphe/mythomax-l2-13b
      price from=* input=0.4 cache-read=input cache-write=input output=0.4 source=litellm

    model inclusionai/ling-3.0-flash
      alias deepinfra/inclusionai/ling-3.0-flash
      price from=* input=0.06 cache-read=0.012 cache-write=input output=0.18 source=litellm

    model meta-llama/llama-3.2-11b-vision-instruct
      alias deepinfra/meta-llama/llama-3.2-11b-vision-instruct
      price from=* input=0.049 cache-read=input cache-write=input output=0.049 source=litellm

    model meta-llama/llama-3.2-3b-instruct
      alias deepinfra/meta-llama/llama-3.2-3b-instruct
      price from=* input=0.02 cache-read=input cache-write=input output=0.02 source=litellm

    model meta-llama/llama-3.3-70b-instruct
      alias deepinfra/meta-llama/llama-3.3-70b-instruct
      price from=* input=0.23 cache-read=input cache-write=input output=0.4 source=litellm

    model meta-llama/llama-3.3-70b-instruct-turbo
      alias deepinfra/meta-llama/llama-3.3-70b-instruct-turbo
      price from=* input=0.1 cache-read=input cache-write=input output=0.32 source=litellm

    model meta-llama/llama-4-maverick-17b-128e-instruct-fp8
      alias deepinfra/meta-llama/llama-4-maverick-17b-128e-instruct-fp8
      price from=* input=0.2 cache-read=input cache-write=input output=0.8 source=litellm

    model meta-llama/llama-4-scout-17b-16e-instruct
      alias deepinfra/meta-llama/llama-4-scout-17b-16e-instruct
      price from=* input=0.1 cache-read=input cache-write=input output=0.3 source=litellm

    model meta-llama/llama-guard-3-8b
      alias deepinfra/meta-llama/llama-guard-3-8b
      price from=* input=0.055 cache-read=input cache-write=input output=0.055 source=litellm

    model meta-llama/llama-guard-4-12b
      alias deepinfra/meta-llama/llama-guard-4-12b
      price from=* input=0.18 cache-read=input cache-write=input output=0.18 source=litellm

    model meta-llama/meta-llama-3-8b-instruct
      alias deepinfra/meta-llama/meta-llama-3-8b-instruct
      price from=* input=0.03 cache-read=input cache-write=input output=0.06 source=litellm

    model meta-llama/meta-llama-3.1-70b-instruct
      alias deepinfra/meta-llama/meta-llama-3.1-70b-instruct
      price from=* input=0.4 cache-read=input cache-write=input output=0.4 source=litellm

    model meta-llama/meta-llama-3.1-70b-instruct-turbo
      alias deepinfra/meta-llama/meta-llama-3.1-70b-instruct-turbo
      price from=* input=0.4 cache-read=input cache-write=input output=0.4 source=litellm

    model meta-llama/meta-llama-3.1-8b-instruct
      alias deepinfra/meta-llama/meta-llama-3.1-8b-instruct
      price from=* input=0.03 cache-read=input cache-write=input output=0.05 source=litellm

    model meta-llama/meta-llama-3.1-8b-instruct-turbo
      alias deepinfra/meta-llama/meta-llama-3.1-8b-instruct-turbo
      price from=* input=0.02 cache-read=input cache-write=input output=0.04 source=litellm

    model meta-models/muse-glimmer-30b
      alias deepinfra/meta-models/muse-glimmer-30b
      price from=* input=0.3 cache-read=0.04 cache-write=input output=1.2 source=litellm

    model microsoft/phi-4
      alias deepinfra/microsoft/phi-4
      price from=* input=0.07 cache-read=input cache-write=input output=0.14 source=litellm

    model microsoft/wizardlm-2-8x22b
      alias deepinfra/microsoft/wizardlm-2-8x22b
      price from=* input=0.48 cache-read=input cache-write=input output=0.48 source=litellm

    model minimaxai/minimax-m2.7
      alias deepinfra/minimaxai/minimax-m2.7
      price from=* input=0.25 cache-read=0.05 cache-write=input output=1 source=litellm

    model minimaxai/minimax-m2.7-turbo
      alias deepinfra/minimaxai/minimax-m2.7-turbo
      price from=* input=0.38 cache-read=0.07 cache-write=input output=1.7 source=litellm

    model minimaxai/minimax-m3
      alias deepinfra/minimaxai/minimax-m3
      price from=* input=0.28 cache-read=0.056 cache-write=input output=1.1 source=litellm

    model mistralai/mistral-nemo-instruct-2407
      alias deepinfra/mistralai/mistral-nemo-instruct-2407
      price from=* input=0.019 cache-read=input cache-write=input output=0.03 source=litellm

    model mistralai/mistral-small-24b-instruct-2501
      alias deepinfra/mistralai/mistral-small-24b-instruct-2501
      price from=* input=0.05 cache-read=input cache-write=input output=0.08 source=litellm

    model mistralai/mistral-small-3.2-24b-instruct-2506
      alias deepinfra/mistralai/mistral-small-3.2-24b-instruct-2506
      price from=* input=0.075 cache-read=input cache-write=input output=0.2 source=litellm

    model mistralai/mixtral-8x7b-instruct-v0.1
      alias deepinfra/mistralai/mixtral-8x7b-instruct-v0.1
      price from=* input=0.4 cache-read=input cache-write=input output=0.4 source=litellm

    model moonshotai/kimi-k2-instruct
      alias deepinfra/moonshotai/kimi-k2-instruct
      price from=* input=0.5 cache-read=input cache-write=input output=2 source=litellm

    model moonshotai/kimi-k2-instruct-0905
      alias deepinfra/moonshotai/kimi-k2-instruct-0905
      price from=* input=0.5 cache-read=0.4 cache-write=input output=2 source=litellm

    model moonshotai/kimi-k2.5
      alias deepinfra/moonshotai/kimi-k2.5
      price from=* input=0.45 cache-read=0.07 cache-write=input output=2.25 source=litellm

    model moonshotai/kimi-k2.6
      alias deepinfra/moonshotai/kimi-k2.6
      price from=* input=0.75 cache-read=0.15 cache-write=input output=3.5 source=litellm

    model moonshotai/kimi-k2.7-code
      alias deepinfra/moonshotai/kimi-k2.7-code
      price from=* input=0.68 cache-read=0.136 cache-write=input output=3.4 source=litellm

    model moonshotai/kimi-k3
      alias deepinfra/moonshotai/kimi-k3
      price from=* input=2.85 cache-read=0.285 cache-write=input output=14.25 source=litellm

    model nousresearch/hermes-3-llama-3.1-405b
      alias deepinfra/nousresearch/hermes-3-llama-3.1-405b
      price from=* input=1 cache-read=input cache-write=input output=1 source=litellm

    model nousresearch/hermes-3-llama-3.1-70b
      alias deepinfra/nousresearch/hermes-3-llama-3.1-70b
      price from=* input=0.7 cache-read=input cache-write=input output=0.7 source=litellm

    model nvidia/llama-3.1-nemotron-70b-instruct
      alias deepinfra/nvidia/llama-3.1-nemotron-70b-instruct
      price from=* input=0.6 cache-read=input cache-write=input output=0.6 source=litellm

    model nvidia/llama-3.3-nemotron-super-49b-v1.5
      alias deepinfra/nvidia/llama-3.3-nemotron-super-49b-v1.5
      price from=* input=0.1 cache-read=input cache-write=input output=0.4 source=litellm

    model nvidia/nemotron-3-nano-30b-a3b
      alias deepinfra/nvidia/nemotron-3-nano-30b-a3b
      price from=* input=0.05 cache-read=0.025 cache-write=input output=0.2 source=litellm

    model nvidia/nemotron-content-safety-3.5
      alias deepinfra/nvidia/nemotron-content-safety-3.5
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=litellm

    model nvidia/nvidia-nemotron-3-super-120b-a12b
      alias deepinfra/nvidia/nvidia-nemotron-3-super-120b-a12b
      price from=* input=0.085 cache-read=input cache-write=input output=0.4 source=litellm

    model nvidia/nvidia-nemotron-3-ultra-550b-a55b
      alias deepinfra/nvidia/nvidia-nemotron-3-ultra-550b-a55b
      price from=* input=0.5 cache-read=0.1 cache-write=input output=2.2 source=litellm

    model nvidia/nvidia-nemotron-3.5-lightning
      alias deepinfra/nvidia/nvidia-nemotron-3.5-lightning
      price from=* input=0.08 cache-read=0.04 cache-write=input output=0.2 source=litellm

    model nvidia/nvidia-nemotron-nano-9b-v2
      alias deepinfra/nvidia/nvidia-nemotron-nano-9b-v2
      price from=* input=0.04 cache-read=input cache-write=input output=0.16 source=litellm

    model openai/gpt-oss-120b
      alias deepinfra/openai/gpt-oss-120b
      price from=* input=0.037 cache-read=input cache-write=input output=0.17 source=litellm

    model openai/gpt-oss-120b-turbo
      alias deepinfra/openai/gpt-oss-120b-turbo
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=litellm

    model openai/gpt-oss-120b-ultra
      alias deepinfra/openai/gpt-oss-120b-ultra
      price from=* input=0.2 cache-read=input cache-write=input output=0.95 source=litellm

    model openai/gpt-oss-20b
      alias deepinfra/openai/gpt-oss-20b
      price from=* input=0.03 cache-read=input cache-write=input output=0.14 source=litellm

    model qwen/qwen2.5-72b-instruct
      alias deepinfra/qwen/qwen2.5-72b-instruct
      price from=* input=0.36 cache-read=input cache-write=input output=0.4 source=litellm

    model qwen/qwen2.5-7b-instruct
      alias deepinfra/qwen/qwen2.5-7b-instruct
      price from=* input=0.04 cache-read=input cache-write=input output=0.1 source=litellm

    model qwen/qwen2.5-vl-32b-instruct
      alias deepinfra/qwen/qwen2.5-vl-32b-instruct
      price from=* input=0.2 cache-read=input cache-write=input output=0.6 source=litellm

    model qwen/qwen3-14b
      alias deepinfra/qwen/qwen3-14b
      price from=* input=0.12 cache-read=input cache-write=input output=0.24 source=litellm

    model qwen/qwen3-235b-a22b
      alias deepinfra/qwen/qwen3-235b-a22b
      price from=* input=0.18 cache-read=input cache-write=input output=0.54 source=litellm

    model qwen/qwen3-235b-a22b-instruct-2507
      alias deepinfra/qwen/qwen3-235b-a22b-instruct-2507
      price from=* input=0.09 cache-read=input cache-write=input output=0.55 source=litellm

    model qwen/qwen3-235b-a22b-thinking-2507
      alias deepinfra/qwen/qwen3-235b-a22b-thinking-2507
      price from=* input=0.3 cache-read=input cache-write=input output=2.9 source=litellm

    model qwen/qwen3-30b-a3b
      alias deepinfra/qwen/qwen3-30b-a3b
      price from=* input=0.12 cache-read=input cache-write=input output=0.5 source=litellm

    model qwen/qwen3-32b
      alias deepinfra/qwen/qwen3-32b
      price from=* input=0.08 cache-read=input cache-write=input output=0.28 source=litellm

    model qwen/qwen3-coder-480b-a35b-instruct
      alias deepinfra/qwen/qwen3-coder-480b-a35b-instruct
      price from=* input=0.4 cache-read=input cache-write=input output=1.6 source=litellm

    model qwen/qwen3-coder-480b-a35b-instruct-turbo
      alias deepinfra/qwen/qwen3-coder-480b-a35b-instruct-turbo
      price from=* input=0.3 cache-read=0.1 cache-write=input output=1 source=litellm

    model qwen/qwen3-max
      alias deepinfra/qwen/qwen3-max
      price from=* input=1.2 cache-read=0.24 cache-write=input output=6 source=litellm

    model qwen/qwen3-max-thinking
      alias deepinfra/qwen/qwen3-max-thinking
      price from=* input=1.2 cache-read=0.24 cache-write=input output=6 source=litellm

    model qwen/qwen3-next-80b-a3b-instruct
      alias deepinfra/qwen/qwen3-next-80b-a3b-instruct
      price from=* input=0.09 cache-read=input cache-write=input output=1.1 source=litellm

    model qwen/qwen3-next-80b-a3b-thinking
      alias deepinfra/qwen/qwen3-next-80b-a3b-thinking
      price from=* input=0.14 cache-read=input cache-write=input output=1.4 source=litellm

    model qwen/qwen3-vl-235b-a22b-instruct
      alias deepinfra/qwen/qwen3-vl-235b-a22b-instruct
      price from=* input=0.2 cache-read=0.11 cache-write=input output=0.88 source=litellm

    model qwen/qwen3-vl-30b-a3b-instruct
      alias deepinfra/qwen/qwen3-vl-30b-a3b-instruct
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=litellm

    model qwen/qwen3.5-122b-a10b
      alias deepinfra/qwen/qwen3.5-122b-a10b
      price from=* input=0.29 cache-read=input cache-write=input output=2.4 source=litellm

    model qwen/qwen3.5-27b
      alias deepinfra/qwen/qwen3.5-27b
      price from=* input=0.26 cache-read=input cache-write=input output=2.6 source=litellm

    model qwen/qwen3.5-35b-a3b
      alias deepinfra/qwen/qwen3.5-35b-a3b
      price from=* input=0.14 cache-read=0.05 cache-write=input output=1 source=litellm

    model qwen/qwen3.5-397b-a17b
      alias deepinfra/qwen/qwen3.5-397b-a17b
      price from=* input=0.45 cache-read=0.22 cache-write=input output=3 source=litellm

    model qwen/qwen3.5-9b
      alias deepinfra/qwen/qwen3.5-9b
      price from=* input=0.1 cache-read=input cache-write=input output=0.15 source=litellm

    model qwen/qwen3.6-27b
      alias deepinfra/qwen/qwen3.6-27b
      price from=* input=0.32 cache-read=input cache-write=input output=3.2 source=litellm

    model qwen/qwen3.6-35b-a3b
      alias deepinfra/qwen/qwen3.6-35b-a3b
      price from=* input=0.1 cache-read=input cache-write=input output=0.95 source=litellm

    model qwen/qwen3.7-max
      alias deepinfra/qwen/qwen3.7-max
      price from=* input=2.5 cache-read=0.5 cache-write=input output=7.5 source=litellm

    model qwen/qwen3.8-2.4t-a95b
      alias deepinfra/qwen/qwen3.8-2.4t-a95b
      price from=* input=2 cache-read=0.2 cache-write=input output=6 source=litellm

    model qwen/qwen3.8-27b
      alias deepinfra/qwen/qwen3.8-27b
      price from=* input=0.4 cache-read=0.04 cache-write=input output=3 source=litellm

    model qwen/qwen3.8-max
      alias deepinfra/qwen/qwen3.8-max
      price from=* input=1.65 cache-read=0.206 cache-write=input output=4.951 source=litellm

    model qwen/qwq-32b
      alias deepinfra/qwen/qwq-32b
      price from=* input=0.15 cache-read=input cache-write=input output=0.4 source=litellm

    model sao10k/l3-8b-lunaris-v1-turbo
      alias deepinfra/sao10k/l3-8b-lunaris-v1-turbo
      price from=* input=0.04 cache-read=input cache-write=input output=0.05 source=litellm

    model sao10k/l3.1-70b-euryale-v2.2
      alias deepinfra/sao10k/l3.1-70b-euryale-v2.2
      price from=* input=0.85 cache-read=input cache-write=input output=0.85 source=litellm

    model sao10k/l3.3-70b-euryale-v2.3
      alias deepinfra/sao10k/l3.3-70b-euryale-v2.3
      price from=* input=0.65 cache-read=input cache-write=input output=0.75 source=litellm

    model stepfun-ai/step-3.7-flash
      alias deepinfra/stepfun-ai/step-3.7-flash
      price from=* input=0.2 cache-read=0.04 cache-write=input output=1.15 source=litellm

    model tencent/hy3
      alias deepinfra/tencent/hy3
      price from=* input=0.14 cache-read=0.035 cache-write=input output=0.58 source=litellm

    model thinkingmachines/inkling
      alias deepinfra/thinkingmachines/inkling
      price from=* input=0.95 cache-read=0.16 cache-write=input output=4.05 source=litellm

    model thinkingmachines/inkling-small
      alias deepinfra/thinkingmachines/inkling-small
      price from=* input=0.45 cache-read=0.1 cache-write=input output=1.2 source=litellm

    model xiaomimimo/mimo-v2.5
      alias deepinfra/xiaomimimo/mimo-v2.5
      price from=* input=0.4 cache-read=0.08 cache-write=input output=2 source=litellm

    model xiaomimimo/mimo-v2.5-pro
      alias deepinfra/xiaomimimo/mimo-v2.5-pro
      price from=* input=1 cache-read=0.2 cache-write=input output=3 source=litellm

    model zai-org/glm-4.5
      alias deepinfra/zai-org/glm-4.5
      price from=* input=0.4 cache-read=input cache-write=input output=1.6 source=litellm

    model zai-org/glm-4.6
      alias deepinfra/zai-org/glm-4.6
      price from=* input=0.5 cache-read=0.1 cache-write=input output=2 source=litellm

    model zai-org/glm-4.7
      alias deepinfra/zai-org/glm-4.7
      price from=* input=0.4 cache-read=0.08 cache-write=input output=1.75 source=litellm

    model zai-org/glm-4.7-flash
      alias deepinfra/zai-org/glm-4.7-flash
      price from=* input=0.06 cache-read=0.01 cache-write=input output=0.4 source=litellm

    model zai-org/glm-5
      alias deepinfra/zai-org/glm-5
      price from=* input=0.6 cache-read=0.12 cache-write=input output=2.08 source=litellm

    model zai-org/glm-5.1
      alias deepinfra/zai-org/glm-5.1
      price from=* input=1.05 cache-read=0.205 cache-write=input output=3.5 source=litellm

    model zai-org/glm-5.2
      alias deepinfra/zai-org/glm-5.2
      price from=* input=0.75 cache-read=0.14 cache-write=input output=2.4 source=litellm

    seller deepseek vendor page=https://api-docs.deepseek.com/quick_start/pricing
      provider deepseek

    model deepseek-chat-v3-0324
      price from=* input=0.135 cache-read=0.035 cache-write=input output=0.55 source=genai
      when hours=00:30-16:30 zone=UTC input=0.27 cache-read=0.07 cache-write=input output=1.1

    model deepseek-flash
      price from=* input=0.15 cache-read=0.003 cache-write=input output=0.6 source=genai
      when hours=01:00-04:00 zone=UTC input=0.3 cache-read=0.006 cache-write=input output=1.2
      when hours=06:00-10:00 zone=UTC input=0.3 cache-read=0.006 cache-write=input output=1.2

    model deepseek-r1-0528
      price from=* input=0.135 cache-read=0.035 cache-write=input output=0.55 source=genai
      when hours=00:30-16:30 zone=UTC input=0.55 cache-read=0.14 cache-write=input output=2.19

    model deepseek-v3.1-terminus
      price from=* input=0.27 cache-read=0.13 cache-write=input output=0.95 source=genai

    model deepseek-v3.2
      price from=* input=0.2288 cache-read=input cache-write=input output=0.3432 source=genai

    model deepseek-v3.2-exp
      price from=* input=0.27 cache-read=input cache-write=input output=0.41 source=genai

    model deepseek-v4-flash
      match starts=deepseek-v4-flash
      price from=* until=2026-08-17 input=0.14 cache-read=0.0028 cache-write=input output=0.28 source=genai
      when hours=01:00-04:00 zone=UTC input=0.3 cache-read=0.006 cache-write=input output=1.2
      when hours=06:00-10:00 zone=UTC input=0.3 cache-read=0.006 cache-write=input output=1.2
      price from=2026-08-17 until=2026-09-10 input=0.22 cache-read=0.007 cache-write=input output=0.66 source=genai
      when hours=01:00-04:00 zone=UTC input=0.3 cache-read=0.006 cache-write=input output=1.2
      when hours=06:00-10:00 zone=UTC input=0.3 cache-read=0.006 cache-write=input output=1.2
      price from=2026-09-10 input=0.15 cache-read=0.003 cache-write=input output=0.6 source=genai
      when hours=01:00-04:00 zone=UTC input=0.3 cache-read=0.006 cache-write=input output=1.2
      when hours=06:00-10:00 zone=UTC input=0.3 cache-read=0.006 cache-write=input output=1.2

    model deepseek-v4-pro
      match starts=deepseek-v4-pro
      price from=* until=2026-08-17 input=0.435 cache-read=0.003625 cache-write=input output=0.87 source=genai
      when hours=01:00-04:00 zone=UTC input=1.32 cache-read=0.044 cache-write=input output=3.96
      when hours=06:00-10:00 zone=UTC input=1.32 cache-read=0.044 cache-write=input output=3.96
      price from=2026-08-17 input=0.66 cache-read=0.022 cache-write=input output=1.98 source=genai
      when hours=01:00-04:00 zone=UTC input=1.32 cache-read=0.044 cache-write=input output=3.96
      when hours=06:00-10:00 zone=UTC input=1.32 cache-read=0.044 cache-write=input output=3.96

    model deepseek-coder
      price from=* input=0.14 cache-read=0.014 cache-write=input output=0.28 source=litellm

    model deepseek-r1
      price from=* input=0.55 cache-read=0.14 cache-write=input output=2.19 source=litellm

    model deepseek-v3
      price from=* input=0.27 cache-read=0.07 cache-write=free output=1.1 source=litellm

    model deepseek-v4-flash-vision-exp
      price from=* input=0.3 cache-read=0.006 cache-write=free output=1.2 source=litellm
      when days=mon-fri hours=00:00-01:00 zone=UTC input=0.15 cache-read=0.003 output=0.6
      when days=mon-fri hours=04:00-06:00 zone=UTC input=0.15 cache-read=0.003 output=0.6
      when days=mon-fri hours=10:00-00:00 zone=UTC input=0.15 cache-read=0.003 output=0.6
      when days=sat,sun zone=UTC input=0.15 cache-read=0.003 output=0.6

    model search
      price from=* per-search=0.00075 source=litellm

    seller elevenlabs vendor page=https://elevenlabs.io/pricing/api
      provider elevenlabs

    model eleven_realtime_v1_max
      price from=* input=1.8 cache-read=0.18 cache-write=input output=9 per-second-input=0.001333333333 source=genai

    model eleven_realtime_v1_mini
      price from=* input=0.2 cache-read=input cache-write=input output=6 per-second-input=0.001333333333 source=genai

    seller groq reseller page=https://console.groq.com/docs/models
      provider groq

    model canopylabs/orpheus-arabic-saudi
      price from=* per-character-input=0.00004 source=genai

    model canopylabs/orpheus-v1-english
      price from=* per-character-input=0.000022 source=genai

    model deepseek-r1-distill-llama-70b
      price from=* input=0.75 cache-read=input cache-write=input output=0.99 source=genai

    model gemma-7b-it
      price from=* input=0.07 cache-read=input cache-write=input output=0.07 source=genai

    model gemma2-9b-it
      alias gemma2-9b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model llama-3.1-405b-reasoning
      price from=* input=0.59 cache-read=input cache-write=input output=0.79 source=genai

    model llama-3.1-70b-versatile
      price from=* input=0.59 cache-read=input cache-write=input output=0.79 source=genai

    model llama-3.1-8b-instant
      price from=* input=0.05 cache-read=input cache-write=input output=0.08 source=genai

    model llama-3.2-11b-text-preview
      price from=* input=0.18 cache-read=input cache-write=input output=0.18 source=genai

    model llama-3.2-11b-vision-preview
      price from=* input=0.18 cache-read=input cache-write=input output=0.18 source=genai

    model llama-3.2-1b-preview
      price from=* input=0.04 cache-read=input cache-write=input output=0.04 source=genai

    model llama-3.2-3b-preview
      price from=* input=0.06 cache-read=input cache-write=input output=0.06 source=genai

    model llama-3.2-90b-text-preview
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model llama-3.2-90b-vision-preview
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model llama-3.3-70b-specdec
      price from=* input=0.59 cache-read=input cache-write=input output=0.99 source=genai

    model llama-3.3-70b-versatile
      price from=* input=0.59 cache-read=input cache-write=input output=0.79 source=genai

    model llama-guard-3-8b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model llama2-70b-4096
      price from=* input=0.7 cache-read=input cache-write=input output=0.8 source=genai

    model llama3-70b-8192
      price from=* input=0.59 cache-read=input cache-write=input output=0.79 source=genai

    model llama3-8b-8192
      price from=* input=0.05 cache-read=input cache-write=input output=0.08 source=genai

    model llama3-groq-70b-8192-tool-use-preview
      price from=* input=0.89 cache-read=input cache-write=input output=0.89 source=genai

    model llama3-groq-8b-8192-tool-use-preview
      price from=* input=0.19 cache-read=input cache-write=input output=0.19 source=genai

    model meta-llama/llama-4-maverick-17b-128e-instruct
      price from=* input=0.2 cache-read=input cache-write=input output=0.6 source=genai

    model meta-llama/llama-4-scout-17b-16e-instruct
      price from=* input=0.11 cache-read=input cache-write=input output=0.34 source=genai

    model meta-llama/llama-guard-4-12b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model meta-llama/llama-prompt-guard-2-22m
      price from=* input=0.03 cache-read=input cache-write=input output=0.03 source=genai

    model meta-llama/llama-prompt-guard-2-86m
      price from=* input=0.04 cache-read=input cache-write=input output=0.04 source=genai

    model mistral-saba-24b
      price from=* input=0.79 cache-read=input cache-write=input output=0.79 source=genai

    model mixtral-8x7b-32768
      price from=* input=0.24 cache-read=input cache-write=input output=0.24 source=genai

    model moonshotai/kimi-k2-instruct
      alias moonshotai/kimi-k2-instruct-0905
      price from=* input=1 cache-read=0.5 cache-write=input output=3 source=genai

    model openai/gpt-oss-120b
      price from=* input=0.15 cache-read=0.075 cache-write=input output=0.6 per-search=0.005 source=genai,litellm
      when service-tier=batch input=0.075 cache-read=0.075 output=0.3

    model openai/gpt-oss-20b
      price from=* input=0.075 cache-read=0.0375 cache-write=input output=0.3 per-search=0.005 source=genai,litellm
      when service-tier=batch input=0.0375 cache-read=0.0375 output=0.15

    model openai/gpt-oss-safeguard-20b
      price from=* input=0.075 cache-read=0.0375 cache-write=input output=0.3 per-search=0.005 source=genai,litellm

    model qwen/qwen3-32b
      price from=* input=0.29 cache-read=input cache-write=input output=0.59 source=genai

    model qwen/qwen3.8-27b
      price from=* input=0.8 cache-read=input cache-write=input output=4 source=genai

    model whisper-large-v3
      price from=* per-second-input=0.000030833333 source=genai
      when service-tier=batch per-second-input=0.000015416667

    model whisper-large-v3-turbo
      price from=* per-second-input=0.000011111111 source=genai
      when service-tier=batch per-second-input=0.000005555556

    model groq/canopylabs/orpheus-arabic-saudi
      price from=* per-character-input=0.00004 source=litellm

    model groq/canopylabs/orpheus-v1-english
      price from=* per-character-input=0.000022 source=litellm

    model groq/meta-llama/llama-prompt-guard-2-22m
      price from=* input=0.03 cache-read=input cache-write=input output=0.03 source=litellm

    model groq/meta-llama/llama-prompt-guard-2-86m
      price from=* input=0.04 cache-read=input cache-write=input output=0.04 source=litellm

    model groq/openai/gpt-oss-120b
      price from=* input=0.15 cache-read=0.075 cache-write=input output=0.6 per-search=0.005 source=litellm

    model groq/openai/gpt-oss-20b
      price from=* input=0.075 cache-read=0.0375 cache-write=input output=0.3 per-search=0.005 source=litellm

    model groq/openai/gpt-oss-safeguard-20b
      price from=* input=0.075 cache-read=0.037 cache-write=input output=0.3 per-search=0.005 source=litellm

    model groq/qwen/qwen3.8-27b
      price from=* input=0.8 cache-read=input cache-write=input output=4 source=litellm

    seller jina vendor
      provider jina jina_ai jinaai

    model jina-reranker-m0
      price from=* input=0.05 cache-read=input cache-write=input output=none source=litellm

    model jina-reranker-v2-base-multilingual
      price from=* input=0.05 cache-read=input cache-write=input output=none source=litellm

    model jina-reranker-v3.5
      price from=* input=0.05 cache-read=input cache-write=input output=none source=litellm

    seller meta vendor page=https://dev.meta.ai/docs/pricing-rate-limits
      provider meta

    model muse-spark-1.1
      price from=* input=1.25 cache-read=0.15 cache-write=input output=4.25 per-search=0.0025 source=genai

    model muse-spark-1.2
      price from=* input=1.25 cache-read=0.15 cache-write=input output=4.25 per-search=0.0025 source=genai

    model muse-spark-1.2-contributor
      price from=* input=0.1 cache-read=0.002 cache-write=input output=0.2 per-search=0.0025 source=genai

    model muse-spark-1.3
      price from=* input=1.25 cache-read=0.15 cache-write=input output=4.25 per-search=0.0025 source=genai

    model muse-spark-1.3-contributor
      price from=* input=0.1 cache-read=0.002 cache-write=input output=0.2 per-search=0.0025 source=genai

    model muse-wonder-1.0
      price from=* input=4 cache-read=0.2 cache-write=input output=20 per-search=0.0025 source=genai

    seller minimax vendor page=https://platform.minimax.io/docs/pricing/overview
      provider minimax

    model m2-her
      price from=* input=0.3 cache-read=input cache-write=input output=1.2 source=genai

    model minimax-m2
      alias minimax-m2.1 minimax-m2.5
      price from=* input=0.3 cache-read=0.03 cache-write=0.375 output=1.2 source=genai

    model minimax-m2.1-highspeed
      alias m2.1-highspeed
      match contains=m2.1-highspeed
      match contains=m2.1-highspeed
      price from=* input=0.6 cache-read=0.03 cache-write=0.375 output=2.4 source=genai

    model minimax-m2.5-highspeed
      alias m2.5-highspeed
      match contains=m2.5-highspeed
      match contains=m2.5-highspeed
      price from=* input=0.6 cache-read=0.03 cache-write=0.375 output=2.4 source=genai

    model minimax-m2.7
      price from=* input=0.3 cache-read=0.06 cache-write=0.375 output=1.2 source=genai

    model minimax-m2.7-highspeed
      alias m2.7-highspeed
      match contains=m2.7-highspeed
      match contains=m2.7-highspeed
      price from=* input=0.6 cache-read=0.06 cache-write=0.375 output=2.4 source=genai

    model minimax-m3.1-flash
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=genai

    model minimax-01
      price from=* input=0.2 cache-read=input cache-write=input output=1.1 source=genai

    model minimax-m1
      price from=* input=0.4 cache-read=input cache-write=input output=2.2 source=genai

    model minimax-m3
      price from=* input=0.3 cache-read=0.06 cache-write=input output=1.2 source=genai
      when above=512000 basis=prompt scope=request input=0.6 cache-read=0.12 output=2.4

    model minimax-h3
      price from=* per-second-output=0.08 source=litellm

    model minimax-h3-max
      price from=* per-second-output=0.08 source=litellm

    model minimax-m2.1-lightning
      price from=* input=0.3 cache-read=0.03 cache-write=0.375 output=2.4 source=litellm

    model minimax-m2.5-lightning
      price from=* input=0.3 cache-read=0.03 cache-write=0.375 output=2.4 source=litellm

    model speech-02-hd
      price from=* per-character-input=0.0001 source=litellm

    model speech-02-turbo
      price from=* per-character-input=0.00006 source=litellm

    model speech-2.6-hd
      price from=* per-character-input=0.0001 source=litellm

    model speech-2.6-turbo
      price from=* per-character-input=0.00006 source=litellm

    seller mistral vendor page=https://mistral.ai/pricing/api
      provider mistral mistral_ai mistralai mistral-ai

    model codestral
      alias codestral-2501 codestral-latest
      price from=* input=0.3 cache-read=0.03 cache-write=input output=0.9 source=genai,litellm
      when service-tier=batch input=0.15 output=0.45

    model codestral-2508
      price from=* input=0.3 cache-read=0.03 cache-write=input output=0.9 source=genai
      when service-tier=batch input=0.15 cache-read=0.015 output=0.45

    model codestral-embed-2505
      alias codestral-embed
      price from=* input=0.15 cache-read=0.015 cache-write=input output=none source=genai

    model deepseek-v4-1-flash-1017
      price from=* input=0.3 cache-read=0.007 cache-write=input output=1.2 source=genai

    model devstral-2512
      price from=* input=0.4 cache-read=0.04 cache-write=input output=2 source=genai

    model devstral-small
      alias devstral-small-2505 devstral-small-2507 devstral-small-latest labs-devstral-small-2512
      price from=* input=0.1 cache-read=0.01 cache-write=input output=0.3 source=genai,litellm

    model devstral-small:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model magistral-medium
      match starts=magistral-medium
      price from=* input=2 cache-read=input cache-write=input output=5 source=genai

    model magistral-small
      match starts=magistral-small-
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=genai

    model ministral-14b-2512
      price from=* input=0.2 cache-read=0.02 cache-write=input output=0.2 source=genai
      when service-tier=batch input=0.1 cache-read=0.01 output=0.1

    model ministral-3b
      price from=* input=0.04 cache-read=input cache-write=input output=0.04 source=genai

    model ministral-3b-2512
      price from=* input=0.1 cache-read=0.01 cache-write=input output=0.1 source=genai
      when service-tier=batch input=0.05 cache-read=0.005 output=0.05

    model ministral-8b
      alias ministral-8b-2410
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model ministral-8b-2512
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.15 source=genai
      when service-tier=batch input=0.075 cache-read=0.0075 output=0.075

    model ministral-8b-latest family=ministral-8b
      price from=* until=2025-12-02 input=0.1 cache-read=input cache-write=input output=0.1 source=genai
      price from=2025-12-02 input=0.15 cache-read=0.015 cache-write=input output=0.15 source=genai
      when service-tier=batch input=0.075 cache-read=0.0075 output=0.075

    model mistral-7b
      alias open-mistral-7b
      price from=* input=0.25 cache-read=input cache-write=input output=0.25 source=genai

    model mistral-embed
      alias mistral-embed-2312
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai
      when service-tier=batch input=0.05 output=0.05

    model mistral-large
      alias mistral-large-2407 mistral-large-2411 mistral-large-latest
      price from=* input=2 cache-read=input cache-write=input output=6 source=genai

    model mistral-large-2512
      price from=* input=0.5 cache-read=0.05 cache-write=input output=1.5 source=genai
      when service-tier=batch input=0.25 cache-read=0.025 output=0.75

    model mistral-large-4
      alias mistral-large-4-0
      price from=* until=2026-10-20 input=0.68 cache-read=0.07 cache-write=input output=2.09 source=genai
      when service-tier=batch input=0.34 cache-read=0.035 output=1.045
      price from=2026-10-20 until=2026-10-29 input=1.36 cache-read=0.14 cache-write=input output=4.18 source=genai
      when service-tier=batch input=0.68 cache-read=0.07 output=2.09
      price from=2026-10-29 input=0.7 cache-read=0.07 cache-write=input output=2.1 source=genai
      when service-tier=batch input=0.35 cache-read=0.035 output=1.05

    model mistral-medium-2312
      price from=* input=2.7 cache-read=input cache-write=input output=8.1 source=genai

    model mistral-medium-3-1
      alias mistral-medium mistral-medium-2505 mistral-medium-2508
      price from=* input=0.4 cache-read=0.04 cache-write=input output=2 source=genai

    model mistral-medium-3-5
      alias mistral-medium-2604 mistral-medium-3 mistral-medium-3.5
      price from=* input=1.5 cache-read=0.15 cache-write=input output=7.5 source=genai
      when service-tier=batch input=0.75 cache-read=0.075 output=3.75

    model mistral-medium-latest family=mistral-medium
      price from=* until=2026-06-16 input=0.4 cache-read=0.04 cache-write=input output=2 source=genai
      price from=2026-06-16 input=1.5 cache-read=0.15 cache-write=input output=7.5 source=genai
      when service-tier=batch input=0.75 cache-read=0.075 output=3.75

    model mistral-nemo
      alias open-mistral-nemo
      price from=* input=0.15 cache-read=input cache-write=input output=0.15 source=genai

    model mistral-nemo:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model mistral-ocr-2503
      alias mistral-ocr-2503-completion
      price from=* per-page=0.001 source=genai

    model mistral-ocr-2505
      alias mistral-ocr-2505-completion
      price from=* per-page=0.001 source=genai

    model mistral-ocr-2512
      alias mistral-ocr-2512-completion
      price from=* per-page=0.002 source=genai
      when service-tier=batch per-page=0.001

    model mistral-ocr-4-0
      alias mistral-ocr-4-0-completion
      price from=* per-page=0.004 source=genai,litellm
      when service-tier=batch per-page=0.002

    model mistral-ocr-4-1
      alias mistral-ocr-4 mistral-ocr-4-1-completion mistral-ocr-4-completion
      price from=* per-page=0.004 source=genai
      when service-tier=batch per-page=0.002

    model mistral-ocr-latest family=mistral-ocr
      alias mistral-ocr-latest-completion
      price from=* until=2025-12-18 per-page=0.001 source=genai
      price from=2025-12-18 until=2026-06-23 per-page=0.002 source=genai
      price from=2026-06-23 per-page=0.004 source=genai
      when service-tier=batch per-page=0.002

    model mistral-saba
      alias mistral-saba-latest
      price from=* input=0.2 cache-read=input cache-write=input output=0.6 source=genai

    model mistral-small-24b-instruct-2501
      price from=* input=0.05 cache-read=input cache-write=input output=0.08 source=genai

    model mistral-small-24b-instruct-2501:free
      price from=* input=free cache-read=free cache-write=free output=free source=genai

    model mistral-small-2603
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=genai
      when service-tier=batch input=0.075 cache-read=0.0075 output=0.3

    model mistral-small-3.1-24b-instruct
      price from=* input=0.351 cache-read=input cache-write=input output=0.555 source=genai

    model mistral-small-3.2-24b-instruct
      alias mistral-small-2506
      price from=* input=0.1 cache-read=input cache-write=input output=0.3 source=genai

    model mistral-small-latest family=mistral-small
      price from=* until=2026-03-16 input=0.1 cache-read=input cache-write=input output=0.3 source=genai
      price from=2026-03-16 input=0.15 cache-read=0.015 cache-write=input output=0.6 source=genai
      when service-tier=batch input=0.075 cache-read=0.0075 output=0.3

    model mistral-tiny
      price from=* input=0.25 cache-read=0.025 cache-write=input output=0.25 source=genai,litellm

    model mixtral-8x22b-instruct
      alias open-mixtral-8x22b
      price from=* input=2 cache-read=input cache-write=input output=6 source=genai

    model mixtral-8x7b
      alias open-mixtral-8x7b
      match starts=mixtral-8x7b
      price from=* input=0.7 cache-read=input cache-write=input output=0.7 source=genai

    model pixtral-12b
      alias pixtral-12b-latest
      price from=* input=0.15 cache-read=input cache-write=input output=0.15 source=genai

    model pixtral-large
      alias pixtral-large-2411 pixtral-large-latest
      price from=* input=2 cache-read=0.2 cache-write=input output=6 source=genai,litellm

    model voxtral-mini-2602
      alias voxtral-mini-latest
      price from=* per-second-input=0.00005 source=genai
      when service-tier=batch per-second-input=0.000025

    model voxtral-mini-transcribe-3-0
      price from=* per-second-input=0.000058333333 source=genai

    model voxtral-mini-transcribe-realtime-2602
      price from=* per-second-input=0.0001 source=genai

    model voxtral-mini-transcribe-realtime-3-0
      price from=* per-second-input=0.000133333333 source=genai

    model voxtral-small-24b-2507
      alias voxtral-small-2507 voxtral-small-latest
      price from=* until=2026-08-11 input=0.1 cache-read=0.01 cache-write=input output=0.3 per-second-input=0.000066666667 source=genai
      price from=2026-08-11 input=0.1 cache-read=0.01 cache-write=input output=0.4 per-second-input=0.000066666667 source=genai
      when service-tier=batch input=0.05 cache-read=0.005 output=0.2

    model voxtral-small-transcribe-3-0
      price from=* per-second-input=0.000066666667 source=genai

    model zai-glm-5-3
      price from=* input=1.4 cache-read=0.14 cache-write=input output=4.4 source=genai

    model zai-glm-5-3-flash
      price from=* input=0.15 cache-read=0.03 cache-write=input output=0.5 source=genai

    model codestral-mamba-latest family=codestral-mamba
      price from=* input=0.25 cache-read=0.025 cache-write=input output=0.25 source=litellm

    model devstral-latest family=devstral
      price from=* input=0.4 cache-read=0.04 cache-write=input output=2 source=litellm

    model devstral-medium-latest family=devstral-medium
      price from=* input=0.4 cache-read=0.04 cache-write=input output=2 source=litellm

    model glm-5-2
      price from=* input=1.4 cache-read=0.14 cache-write=input output=4.4 source=litellm

    model magistral-medium-latest family=magistral-medium
      price from=* input=1.5 cache-read=0.15 cache-write=input output=7.5 source=litellm

    model magistral-small-latest family=magistral-small
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=litellm

    model ministral-14b-latest family=ministral-14b
      price from=* input=0.2 cache-read=0.02 cache-write=input output=0.2 source=litellm

    model ministral-3-14b-2512
      price from=* input=0.2 cache-read=0.02 cache-write=input output=0.2 source=litellm

    model ministral-3-3b-2512
      price from=* input=0.1 cache-read=0.01 cache-write=input output=0.1 source=litellm

    model ministral-3-8b-2512
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.15 source=litellm

    model ministral-3b-latest family=ministral-3b
      price from=* input=0.1 cache-read=0.01 cache-write=input output=0.1 source=litellm

    model mistral-code-agent-latest family=mistral-code-agent
      price from=* input=0.4 cache-read=0.04 cache-write=input output=2 source=litellm

    model mistral-code-fim-latest family=mistral-code-fim
      price from=* input=0.3 cache-read=0.03 cache-write=input output=0.9 source=litellm

    model mistral-code-latest family=mistral-code
      price from=* input=0.3 cache-read=0.03 cache-write=input output=0.9 source=litellm

    model mistral-large-3
      price from=* input=0.5 cache-read=0.05 cache-write=input output=1.5 source=litellm

    model mistral-ocr-3
      price from=* per-page=0.002 source=litellm
      when service-tier=batch per-page=0.001

    model mistral-ocr-3-0
      price from=* per-page=0.002 source=litellm
      when service-tier=batch per-page=0.001

    model mistral-small
      price from=* input=0.1 cache-read=0.01 cache-write=input output=0.3 source=litellm

    model mistral-vibe-cli-fast
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=litellm

    model mistral-vibe-cli-latest family=mistral-vibe-cli
      price from=* input=1.5 cache-read=0.15 cache-write=input output=7.5 source=litellm

    model mistral-vibe-cli-with-tools
      price from=* input=1.5 cache-read=0.15 cache-write=input output=7.5 source=litellm

    model voxtral-mini-realtime-2602
      price from=* per-second-input=0.0001 source=litellm

    model voxtral-mini-realtime-latest family=voxtral-mini-realtime
      price from=* per-second-input=0.0001 source=litellm

    model voxtral-mini-transcribe-3
      price from=* per-second-input=0.0000583333 source=litellm

    model voxtral-mini-transcribe-realtime-3
      price from=* per-second-input=0.000133333 source=litellm

    model voxtral-mini-transcribe-realtime-latest family=voxtral-mini-transcribe-realtime
      price from=* per-second-input=0.0001 source=litellm

    model voxtral-mini-tts-2603
      price from=* per-character-input=0.000016 source=litellm

    model voxtral-mini-tts-3
      price from=* per-character-input=0.000013 source=litellm

    model voxtral-mini-tts-3-0
      price from=* per-character-input=0.000013 source=litellm

    model voxtral-mini-tts-latest family=voxtral-mini-tts
      price from=* per-character-input=0.000016 source=litellm

    model voxtral-small-transcribe-3
      price from=* per-second-input=0.0000666667 source=litellm

    model zai-glm-5
      price from=* input=1.4 cache-read=0.14 cache-write=input output=4.4 source=litellm

    model zai-glm-5-2
      price from=* input=1.4 cache-read=0.14 cache-write=input output=4.4 source=litellm

    model zai-glm-latest family=zai-glm
      price from=* input=1.4 cache-read=0.14 cache-write=input output=4.4 source=litellm

    unpriced labs-leanstral-1-5 labs-leanstral-1-5-1 mistral-moderation-2603
      note LiteLLM lists it without a price above zero and does not say whether it is free.

    seller moonshot vendor page=https://platform.kimi.ai/docs/models.md
      provider moonshot moonshot_ai moonshotai

    model kimi-k2
      price from=* input=0.57 cache-read=input cache-write=input output=2.3 source=genai

    model kimi-k2-0711-preview
      price from=* input=0.6 cache-read=0.15 cache-write=input output=2.5 source=genai

    model kimi-k2-0905-preview
      price from=* input=0.6 cache-read=0.15 cache-write=input output=2.5 source=genai

    model kimi-k2-thinking
      price from=* input=0.6 cache-read=0.15 cache-write=input output=2.5 source=genai

    model kimi-k2-thinking-turbo
      price from=* input=1.15 cache-read=0.15 cache-write=input output=8 source=genai

    model kimi-k2-turbo-preview
      alias kimi-k2-turbo
      match starts=kimi-k2-turbo
      price from=* input=1.15 cache-read=0.15 cache-write=input output=8 source=genai

    model kimi-k2.5
      match starts=kimi-k2.5
      price from=* input=0.6 cache-read=0.1 cache-write=input output=3 source=genai

    model kimi-k2.6
      match starts=kimi-k2.6
      price from=* input=0.95 cache-read=0.16 cache-write=input output=4 source=genai

    model kimi-k2.7-code
      price from=* input=0.95 cache-read=0.19 cache-write=input output=4 source=genai

    model kimi-k2.7-code-highspeed
      price from=* input=1.9 cache-read=0.38 cache-write=input output=8 source=genai

    model kimi-k3
      price from=* input=3 cache-read=0.3 cache-write=3 cache-write-1h=6 output=15 source=genai

    model kimi-k3.1-pro
      price from=* input=2 cache-read=0.2 cache-write=2 cache-write-1h=4 output=10 source=genai

    model kimi-k3.1-pro-highspeed
      price from=* input=4 cache-read=0.2 cache-write=4 cache-write-1h=8 output=20 source=genai

    model moonshot-v1-128k
      alias moonshot-v1-128k-vision-preview
      price from=* input=2 cache-read=input cache-write=input output=5 source=genai

    model moonshot-v1-32k
      alias moonshot-v1-32k-vision-preview
      price from=* input=1 cache-read=input cache-write=input output=3 source=genai

    model moonshot-v1-8k
      alias moonshot-v1-8k-vision-preview
      price from=* input=0.2 cache-read=input cache-write=input output=2 source=genai

    model moonshot-v1-auto
      price from=* input=2 cache-read=input cache-write=input output=5 source=litellm

    seller nebius reseller
      provider nebius

    model baai/bge-en-icl
      alias nebius/baai/bge-en-icl
      price from=* input=0.01 cache-read=input cache-write=input output=none source=litellm

    model baai/bge-multilingual-gemma2
      alias nebius/baai/bge-multilingual-gemma2
      price from=* input=0.01 cache-read=input cache-write=input output=none source=litellm

    model deepseek-ai/deepseek-r1
      alias nebius/deepseek-ai/deepseek-r1
      price from=* input=0.8 cache-read=input cache-write=input output=2.4 source=litellm

    model deepseek-ai/deepseek-r1-0528
      alias nebius/deepseek-ai/deepseek-r1-0528
      price from=* input=0.8 cache-read=input cache-write=input output=2.4 source=litellm

    model deepseek-ai/deepseek-r1-distill-llama-70b
      alias nebius/deepseek-ai/deepseek-r1-distill-llama-70b
      price from=* input=0.25 cache-read=input cache-write=input output=0.75 source=litellm

    model deepseek-ai/deepseek-v3
      alias nebius/deepseek-ai/deepseek-v3
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=litellm

    model deepseek-ai/deepseek-v3-0324
      alias nebius/deepseek-ai/deepseek-v3-0324
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=litellm

    model deepseek-ai/deepseek-v4-flash
      alias nebius/deepseek-ai/deepseek-v4-flash
      price from=* input=0.14 cache-read=input cache-write=input output=0.28 source=litellm

    model deepseek-ai/deepseek-v4-flash-0731
      alias nebius/deepseek-ai/deepseek-v4-flash-0731
      price from=* input=0.14 cache-read=0.01 cache-write=input output=0.28 source=litellm

    model deepseek-ai/deepseek-v4-pro
      alias nebius/deepseek-ai/deepseek-v4-pro
      price from=* input=1.75 cache-read=0.14 cache-write=input output=3.5 source=litellm

    model deepseek-ai/deepseek-v4-pro-0813
      alias nebius/deepseek-ai/deepseek-v4-pro-0813
      price from=* input=1.32 cache-read=0.04 cache-write=input output=3.96 source=litellm

    model deepseek-ai/deepseek-v4.1-flash
      alias nebius/deepseek-ai/deepseek-v4.1-flash
      price from=* input=0.3 cache-read=0.01 cache-write=input output=1.2 source=litellm

    model deepseek-ai/deepseek-v4.1-flash-1017
      alias nebius/deepseek-ai/deepseek-v4.1-flash-1017
      price from=* input=0.3 cache-read=0.006 cache-write=input output=1.2 source=litellm

    model google/gemma-3-27b-it
      alias nebius/google/gemma-3-27b-it
      price from=* input=0.1 cache-read=0.04 cache-write=input output=0.3 source=litellm

    model intfloat/e5-mistral-7b-instruct
      alias nebius/intfloat/e5-mistral-7b-instruct
      price from=* input=0.01 cache-read=input cache-write=input output=none source=litellm

    model meta-llama/llama-3.3-70b-instruct
      alias nebius/meta-llama/llama-3.3-70b-instruct
      price from=* input=0.13 cache-read=input cache-write=input output=0.4 source=litellm

    model meta-llama/llama-guard-3-8b
      alias nebius/meta-llama/llama-guard-3-8b
      price from=* input=0.02 cache-read=input cache-write=input output=0.06 source=litellm

    model meta-llama/meta-llama-3.1-405b-instruct
      alias nebius/meta-llama/meta-llama-3.1-405b-instruct
      price from=* input=1 cache-read=input cache-write=input output=3 source=litellm

    model meta-llama/meta-llama-3.1-70b-instruct
      alias nebius/meta-llama/meta-llama-3.1-70b-instruct
      price from=* input=0.13 cache-read=input cache-write=input output=0.4 source=litellm

    model meta-llama/meta-llama-3.1-8b-instruct
      alias nebius/meta-llama/meta-llama-3.1-8b-instruct
      price from=* input=0.02 cache-read=input cache-write=input output=0.06 source=litellm

    model meta-models/muse-spark-open
      alias nebius/meta-models/muse-spark-open
      price from=* input=1.25 cache-read=0.15 cache-write=input output=4.25 source=litellm

    model minimaxai/minimax-m2.5
      alias nebius/minimaxai/minimax-m2.5
      price from=* input=0.3 cache-read=input cache-write=input output=1.2 source=litellm

    model minimaxai/minimax-m3
      alias nebius/minimaxai/minimax-m3
      price from=* input=0.3 cache-read=0.06 cache-write=input output=1.2 source=litellm

    model minimaxai/minimax-m3.1-flash
      alias nebius/minimaxai/minimax-m3.1-flash
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=litellm

    model mistralai/mistral-nemo-instruct-2407
      alias nebius/mistralai/mistral-nemo-instruct-2407
      price from=* input=0.04 cache-read=input cache-write=input output=0.12 source=litellm

    model moonshotai/kimi-k2.6
      alias nebius/moonshotai/kimi-k2.6
      price from=* input=0.95 cache-read=0.16 cache-write=input output=4 source=litellm

    model moonshotai/kimi-k2.7-code
      alias nebius/moonshotai/kimi-k2.7-code
      price from=* input=0.95 cache-read=0.15 cache-write=input output=4 source=litellm

    model moonshotai/kimi-k3
      alias nebius/moonshotai/kimi-k3
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=litellm

    model moonshotai/kimi-k3.1-pro
      alias nebius/moonshotai/kimi-k3.1-pro
      price from=* input=2 cache-read=0.2 cache-write=input output=10 source=litellm

    model nousresearch/hermes-3-llama-3.1-405b
      alias nebius/nousresearch/hermes-3-llama-3.1-405b
      price from=* input=1 cache-read=input cache-write=input output=3 source=litellm

    model nousresearch/hermes-4-405b
      alias nebius/nousresearch/hermes-4-405b
      price from=* input=1 cache-read=0.2 cache-write=input output=3 source=litellm

    model nousresearch/hermes-4-70b
      alias nebius/nousresearch/hermes-4-70b
      price from=* input=0.13 cache-read=input cache-write=input output=0.4 source=litellm

    model nvidia/cosmos3-super-reasoner
      alias nebius/nvidia/cosmos3-super-reasoner
      price from=* input=0.1 cache-read=input cache-write=input output=0.3 source=litellm

    model nvidia/llama-3.1-nemotron-ultra-253b-v1
      alias nebius/nvidia/llama-3.1-nemotron-ultra-253b-v1
      price from=* input=0.6 cache-read=input cache-write=input output=1.8 source=litellm

    model nvidia/llama-3.3-nemotron-super-49b-v1
      alias nebius/nvidia/llama-3.3-nemotron-super-49b-v1
      price from=* input=0.1 cache-read=input cache-write=input output=0.4 source=litellm

    model nvidia/llama-3_1-nemotron-ultra-253b-v1
      alias nebius/nvidia/llama-3_1-nemotron-ultra-253b-v1
      price from=* input=0.6 cache-read=input cache-write=input output=1.8 source=litellm

    model nvidia/nemotron-3-nano-omni
      alias nebius/nvidia/nemotron-3-nano-omni
      price from=* input=0.06 cache-read=input cache-write=input output=0.24 source=litellm

    model nvidia/nemotron-3-super-120b-a12b
      alias nebius/nvidia/nemotron-3-super-120b-a12b
      price from=* input=0.3 cache-read=0.06 cache-write=input output=0.9 source=litellm

    model nvidia/nemotron-3-ultra-550b-a55b
      alias nebius/nvidia/nemotron-3-ultra-550b-a55b
      price from=* input=1 cache-read=0.12 cache-write=input output=3 source=litellm

    model nvidia/nemotron-3.5-super-vl
      alias nebius/nvidia/nemotron-3.5-super-vl
      price from=* input=0.3 cache-read=0.06 cache-write=input output=0.9 source=litellm

    model nvidia/nemotron-3_5-lightning
      alias nebius/nvidia/nemotron-3_5-lightning
      price from=* input=0.06 cache-read=0.03 cache-write=input output=0.24 source=litellm

    model nvidia/nvidia-nemotron-3-nano-30b-a3b
      alias nebius/nvidia/nvidia-nemotron-3-nano-30b-a3b
      price from=* input=0.06 cache-read=0.012 cache-write=input output=0.24 source=litellm

    model openai/gpt-oss-120b
      alias nebius/openai/gpt-oss-120b
      price from=* input=0.15 cache-read=0.1 cache-write=input output=0.6 source=litellm

    model openbmb/minicpm-v-4_5
      alias nebius/openbmb/minicpm-v-4_5
      price from=* input=0.658 cache-read=0.13 cache-write=input output=1.11 source=litellm

    model qwen/qwen2-vl-72b-instruct
      alias nebius/qwen/qwen2-vl-72b-instruct
      price from=* input=0.13 cache-read=input cache-write=input output=0.4 source=litellm

    model qwen/qwen2-vl-7b-instruct
      alias nebius/qwen/qwen2-vl-7b-instruct
      price from=* input=0.02 cache-read=input cache-write=input output=0.06 source=litellm

    model qwen/qwen2.5-32b-instruct
      alias nebius/qwen/qwen2.5-32b-instruct
      price from=* input=0.06 cache-read=input cache-write=input output=0.2 source=litellm

    model qwen/qwen2.5-72b-instruct
      alias nebius/qwen/qwen2.5-72b-instruct
      price from=* input=0.13 cache-read=input cache-write=input output=0.4 source=litellm

    model qwen/qwen2.5-coder-7b
      alias nebius/qwen/qwen2.5-coder-7b
      price from=* input=0.01 cache-read=input cache-write=input output=0.03 source=litellm

    model qwen/qwen2.5-vl-72b-instruct
      alias nebius/qwen/qwen2.5-vl-72b-instruct
      price from=* input=0.25 cache-read=input cache-write=input output=0.75 source=litellm

    model qwen/qwen3-14b
      alias nebius/qwen/qwen3-14b
      price from=* input=0.08 cache-read=input cache-write=input output=0.24 source=litellm

    model qwen/qwen3-235b-a22b
      alias nebius/qwen/qwen3-235b-a22b
      price from=* input=0.2 cache-read=input cache-write=input output=0.6 source=litellm

    model qwen/qwen3-235b-a22b-instruct-2507
      alias nebius/qwen/qwen3-235b-a22b-instruct-2507
      price from=* input=0.2 cache-read=0.05 cache-write=input output=0.6 source=litellm

    model qwen/qwen3-30b-a3b
      alias nebius/qwen/qwen3-30b-a3b
      price from=* input=0.1 cache-read=input cache-write=input output=0.3 source=litellm

    model qwen/qwen3-30b-a3b-instruct-2507
      alias nebius/qwen/qwen3-30b-a3b-instruct-2507
      price from=* input=0.1 cache-read=0.1 cache-write=input output=0.3 source=litellm

    model qwen/qwen3-32b
      alias nebius/qwen/qwen3-32b
      price from=* input=0.1 cache-read=input cache-write=input output=0.3 source=litellm

    model qwen/qwen3-4b
      alias nebius/qwen/qwen3-4b
      price from=* input=0.08 cache-read=input cache-write=input output=0.24 source=litellm

    model qwen/qwen3-embedding-8b
      alias nebius/qwen/qwen3-embedding-8b
      price from=* input=0.01 cache-read=input cache-write=input output=none source=litellm

    model qwen/qwen3-next-80b-a3b-thinking
      alias nebius/qwen/qwen3-next-80b-a3b-thinking
      price from=* input=0.15 cache-read=input cache-write=input output=1.2 source=litellm

    model qwen/qwen3.5-397b-a17b
      alias nebius/qwen/qwen3.5-397b-a17b
      price from=* input=0.6 cache-read=0.12 cache-write=input output=3.6 source=litellm

    model qwen/qwen3.8-27b
      alias nebius/qwen/qwen3.8-27b
      price from=* input=0.45 cache-read=0.1 cache-write=input output=3 source=litellm

    model qwen/qwq-32b
      alias nebius/qwen/qwq-32b
      price from=* input=0.15 cache-read=input cache-write=input output=0.45 source=litellm

    model reflection/beam
      alias nebius/reflection/beam
      price from=* input=0.25 cache-read=0.05 cache-write=input output=1 source=litellm

    model zai-org/glm-5.1
      alias nebius/zai-org/glm-5.1
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=litellm

    model zai-org/glm-5.2
      alias nebius/zai-org/glm-5.2
      price from=* input=1.4 cache-read=0.14 cache-write=input output=4.4 source=litellm

    model zai-org/glm-5.3
      alias nebius/zai-org/glm-5.3
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=litellm

    model zai-org/glm-5.3-flash
      alias nebius/zai-org/glm-5.3-flash
      price from=* input=0.15 cache-read=0.03 cache-write=input output=0.5 source=litellm

    seller novita reseller page=https://novita.ai/pricing
      provider novita

    model sao10k/l3-8b-stheno-v3.2
      price from=* input=0.05 cache-read=input cache-write=input output=0.05 source=genai

    model baichuan/baichuan-m2-32b
      price from=* input=0.07 cache-read=input cache-write=input output=0.07 source=genai

    model baidu/cobuddy
      price from=* input=0.28 cache-read=0.07 cache-write=input output=1.13 source=genai

    model baidu/ernie-4.5-21b-a3b
      price from=* input=0.07 cache-read=input cache-write=input output=0.28 source=genai

    model cognitivecomputations/dolphin-mixtral-8x22b
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model deepseek/deepseek-ocr-2
      price from=* input=0.03 cache-read=input cache-write=input output=0.03 source=genai

    model deepseek/deepseek-r1
      alias deepseek/deepseek-r1/community
      price from=* input=4 cache-read=input cache-write=input output=4 source=genai

    model deepseek/deepseek-r1-0528
      price from=* input=0.7 cache-read=0.35 cache-write=input output=2.5 source=genai

    model deepseek/deepseek-r1-0528-qwen3-8b
      price from=* input=0.06 cache-read=input cache-write=input output=0.09 source=genai

    model deepseek/deepseek-r1-distill-llama-70b
      price from=* input=0.8 cache-read=input cache-write=input output=0.8 source=genai

    model deepseek/deepseek-r1-distill-llama-8b
      price from=* input=0.04 cache-read=input cache-write=input output=0.04 source=genai

    model deepseek/deepseek-r1-distill-qwen-14b
      price from=* input=0.15 cache-read=input cache-write=input output=0.15 source=genai

    model deepseek/deepseek-r1-distill-qwen-32b
      price from=* input=0.3 cache-read=input cache-write=input output=0.3 source=genai

    model deepseek/deepseek-r1-turbo
      price from=* input=0.7 cache-read=input cache-write=input output=2.5 source=genai

    model deepseek/deepseek-v4-flash-0731
      price from=* input=0.44 cache-read=0.028 cache-write=input output=1.32 source=genai

    model deepseek/deepseek-v4-flash-0731-p
      price from=* input=0.44 cache-read=0.0148 cache-write=input output=1.32 source=genai

    model deepseek/deepseek-v4-pro
      price from=* input=1.6 cache-read=0.135 cache-write=input output=3.2 source=genai

    model deepseek/deepseek-v4-pro-0813
      alias deepseek/deepseek-v4-pro-0813-p
      price from=* input=1.32 cache-read=0.044 cache-write=input output=3.96 source=genai

    model deepseek/deepseek-v4.1-flash
      alias deepseek/deepseek-v4.1-flash-1017 deepseek/deepseek-v4.1-flash-dst deepseek/deepseek-v4.1-flash-p
      price from=* input=0.3 cache-read=0.006 cache-write=input output=1.2 source=genai

    model deepseek/deepseek_v3
      price from=* input=0.89 cache-read=input cache-write=input output=0.89 source=genai

    model google/gemma-2-9b-it
      price from=* input=0.08 cache-read=input cache-write=input output=0.08 source=genai

    model google/gemma-3-12b-it
      price from=* input=0.05 cache-read=input cache-write=input output=0.1 source=genai

    model google/gemma-3-27b-it
      price from=* input=0.119 cache-read=input cache-write=input output=0.2 source=genai

    model google/gemma-4-26b-a4b-it
      price from=* input=0.13 cache-read=input cache-write=input output=0.4 source=genai

    model google/gemma-4-31b-it
      price from=* input=0.14 cache-read=input cache-write=input output=0.4 source=genai

    model gryphe/mythomax-l2-13b
      price from=* input=0.09 cache-read=input cache-write=input output=0.09 source=genai

    model inclusionai/ling-3.0-flash
      price from=* input=0.06 cache-read=0.012 cache-write=input output=0.18 source=genai

    model inclusionai/ling-3.0-flash-fin
      price from=* input=0.075 cache-read=0.015 cache-write=input output=0.22 source=genai

    model inclusionai/ling-3.0-flash-sante
      price from=* input=0.075 cache-read=0.015 cache-write=input output=0.22 source=genai

    model inclusionai/ling-3.0-flash-vl
      price from=* input=0.075 cache-read=0.015 cache-write=input output=0.22 source=genai

    model inclusionai/ling-3.1-flash
      price from=* input=0.3 cache-read=0.06 cache-write=input output=0.9 source=genai

    model jondurbin/airoboros-l2-70b
      price from=* input=0.5 cache-read=input cache-write=input output=0.5 source=genai

    model meta-llama/llama-3-70b-instruct
      price from=* input=0.51 cache-read=input cache-write=input output=0.74 source=genai

    model meta-llama/llama-3-8b-instruct
      price from=* input=0.04 cache-read=input cache-write=input output=0.04 source=genai

    model meta-llama/llama-3.1-70b-instruct
      price from=* input=0.34 cache-read=input cache-write=input output=0.39 source=genai

    model meta-llama/llama-3.1-8b-instruct
      alias meta-llama/llama-3.1-8b-instruct-max
      price from=* until=2026-10-18 input=0.05 cache-read=input cache-write=input output=0.05 source=genai
      price from=2026-10-18 input=0.02 cache-read=input cache-write=input output=0.05 source=genai

    model meta-llama/llama-3.1-8b-instruct-bf16
      price from=* input=0.06 cache-read=input cache-write=input output=0.06 source=genai

    model meta-llama/llama-3.2-11b-vision-instruct
      price from=* input=0.06 cache-read=input cache-write=input output=0.06 source=genai

    model meta-llama/llama-3.2-1b-instruct
      price from=* input=0.02 cache-read=input cache-write=input output=0.02 source=genai

    model meta-llama/llama-3.2-3b-instruct
      price from=* input=0.03 cache-read=input cache-write=input output=0.05 source=genai

    model meta-llama/llama-3.3-70b-instruct
      price from=* until=2026-10-18 input=0.39 cache-read=input cache-write=input output=0.39 source=genai
      price from=2026-10-18 input=0.135 cache-read=input cache-write=input output=0.4 source=genai

    model meta-llama/llama-4-maverick-17b-128e-instruct-fp8
      price from=* input=0.27 cache-read=input cache-write=input output=0.85 source=genai

    model meta-llama/llama-4-scout-17b-16e-instruct
      price from=* input=0.18 cache-read=input cache-write=input output=0.59 source=genai

    model microsoft/wizardlm-2-8x22b
      price from=* input=0.62 cache-read=input cache-write=input output=0.62 source=genai

    model mindai/macaron-v1-tall
      price from=* input=0.2475 cache-read=0.044 cache-write=input output=1.43 source=genai

    model mindai/macaron-v1-venti
      price from=* input=0.825 cache-read=0.165 cache-write=input output=2.475 source=genai

    model ming-image-0.1-design
      alias ming-image-0.1-design-layer
      price from=* input=1 cache-read=input cache-write=input output=1 source=genai

    model minimax/minimax-m2.5
      price from=* input=0.3 cache-read=0.03 cache-write=input output=1.2 source=genai

    model minimax/minimax-m2.7
      price from=* input=0.3 cache-read=0.06 cache-write=input output=1.2 source=genai

    model minimax/minimax-m2.7-highspeed
      price from=* input=0.6 cache-read=0.06 cache-write=input output=2.4 source=genai

    model minimax/minimax-m3
      price from=* input=0.3 cache-read=0.06 cache-write=input output=1.2 source=genai
      when above=524288 basis=prompt scope=request input=0.6 cache-read=0.12 output=2.4

    model minimax/minimax-m3.1-flash
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=genai

    model minimaxai/minimax-m1-80k
      price from=* input=0.55 cache-read=input cache-write=input output=2.2 source=genai

    model mistralai/mistral-7b-instruct
      price from=* input=0.059 cache-read=input cache-write=input output=0.059 source=genai

    model mistralai/mistral-nemo
      price from=* input=0.17 cache-read=input cache-write=input output=0.17 source=genai

    model moonshotai/kimi-k2-0905
      price from=* input=0.6 cache-read=input cache-write=input output=2.5 source=genai

    model moonshotai/kimi-k2-instruct
      price from=* input=0.57 cache-read=input cache-write=input output=2.3 source=genai

    model moonshotai/kimi-k2-thinking
      price from=* input=0.6 cache-read=0.15 cache-write=input output=2.5 source=genai

    model moonshotai/kimi-k2.5
      price from=* input=0.6 cache-read=0.1 cache-write=input output=3 source=genai

    model moonshotai/kimi-k2.6
      price from=* input=0.8 cache-read=0.16 cache-write=input output=3.4 source=genai

    model moonshotai/kimi-k2.7-code
      price from=* input=0.95 cache-read=0.19 cache-write=input output=4 source=genai

    model moonshotai/kimi-k3
      alias moonshotai/kimi-k3-p
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=genai

    model moonshotai/kimi-k3.1-pro
      price from=* input=2 cache-read=0.2 cache-write=input output=10 source=genai

    model moonshotai/kimi-k3.1-pro-highspeed
      price from=* input=4 cache-read=0.2 cache-write=input output=20 source=genai

    model nousresearch/hermes-2-pro-llama-3-8b
      price from=* input=0.14 cache-read=input cache-write=input output=0.14 source=genai

    model nousresearch/nous-hermes-llama2-13b
      price from=* input=0.17 cache-read=input cache-write=input output=0.17 source=genai

    model nvidia/nemotron-3-nano-30b-a3b
      price from=* input=0.05 cache-read=input cache-write=input output=0.2 source=genai

    model openai/gpt-oss-120b
      price from=* input=0.05 cache-read=input cache-write=input output=0.25 source=genai

    model openchat/openchat-7b
      price from=* input=0.06 cache-read=input cache-write=input output=0.06 source=genai

    model paddlepaddle/paddleocr-vl
      price from=* input=0.02 cache-read=input cache-write=input output=0.02 source=genai

    model qwen/qwen-2-7b-instruct
      price from=* input=0.054 cache-read=input cache-write=input output=0.054 source=genai

    model qwen/qwen-2-vl-72b-instruct
      price from=* input=0.45 cache-read=input cache-write=input output=0.45 source=genai

    model qwen/qwen-2.5-72b-instruct
      price from=* input=0.38 cache-read=input cache-write=input output=0.4 source=genai

    model qwen/qwen-mt-plus
      price from=* input=0.25 cache-read=input cache-write=input output=0.75 source=genai

    model qwen/qwen3-omni-30b-a3b-thinking
      price from=* input=0.25 cache-read=input cache-write=input output=0.97 source=genai

    model qwen/qwen3-vl-30b-a3b-instruct
      price from=* input=0.2 cache-read=input cache-write=input output=0.7 source=genai

    model qwen/qwen3.5-122b-a10b
      price from=* input=0.4 cache-read=input cache-write=input output=3.2 source=genai

    model qwen/qwen3.5-27b
      price from=* input=0.3 cache-read=input cache-write=input output=2.4 source=genai

    model qwen/qwen3.5-35b-a3b
      price from=* input=0.25 cache-read=input cache-write=input output=2 source=genai

    model qwen/qwen3.5-397b-a17b
      price from=* input=0.6 cache-read=input cache-write=input output=3.6 source=genai

    model qwen/qwen3.6-27b
      price from=* input=0.6 cache-read=input cache-write=input output=3.6 source=genai

    model qwen/qwen3.6-35b-a3b
      price from=* input=0.248 cache-read=input cache-write=input output=1.485 source=genai

    model qwen/qwen3.7-max
      price from=* input=1.25 cache-read=0.25 cache-write=input output=3.75 source=genai

    model qwen/qwen3.8-2.4t-a95b
      price from=* input=2 cache-read=0.25 cache-write=input output=6 source=genai

    model qwen/qwen3.8-27b
      price from=* input=0.42 cache-read=0.085 cache-write=input output=3 source=genai

    model qwen/qwen3.8-flash
      price from=* input=0.15 cache-read=0.016 cache-write=input output=0.47 source=genai

    model qwen/qwen3.8-max
      price from=* input=2 cache-read=0.25 cache-write=input output=6 source=genai

    model sao10k/l3-70b-euryale-v2.1
      price from=* input=1.48 cache-read=input cache-write=input output=1.48 source=genai

    model sao10k/l3-8b-lunaris
      price from=* input=0.05 cache-read=input cache-write=input output=0.05 source=genai

    model sao10k/l31-70b-euryale-v2.2
      price from=* input=1.48 cache-read=input cache-write=input output=1.48 source=genai

    model sophosympatheia/midnight-rose-70b
      price from=* input=0.8 cache-read=input cache-write=input output=0.8 source=genai

    model stepfun/step-3.7-flash
      price from=* input=0.2 cache-read=0.04 cache-write=input output=1.15 source=genai

    model stepfun/step-5-preview
      price from=* input=1 cache-read=0.1 cache-write=input output=2.7 source=genai

    model teknium/openhermes-2.5-mistral-7b
      price from=* input=0.17 cache-read=input cache-write=input output=0.17 source=genai

    model tencent/hy3
      price from=* input=0.14 cache-read=0.035 cache-write=input output=0.58 source=genai

    model tencent/hy4
      price from=* input=0.417 cache-read=0.021 cache-write=input output=1.2505 source=genai

    model tencent/hy4-preview
      price from=* input=0.834 cache-read=0.042 cache-write=input output=2.501 source=genai

    model xiaomimimo/mimo-v2.5
      price from=* input=0.168 cache-read=0.0034 cache-write=input output=0.336 source=genai

    model xiaomimimo/mimo-v2.5-pro
      price from=* input=0.522 cache-read=0.0043 cache-write=input output=1.044 source=genai

    model xiaomimimo/mimo-v2.6-flash
      price from=* input=0.14 cache-read=0.0028 cache-write=input output=0.28 source=genai

    model xiaomimimo/mimo-v2.6-pro
      price from=* input=0.435 cache-read=0.0036 cache-write=input output=0.87 source=genai

    model zai-org/autoglm-phone-9b-multilingual
      price from=* input=0.035 cache-read=input cache-write=input output=0.138 source=genai

    model zai-org/glm-4.5-air
      price from=* input=0.13 cache-read=0.025 cache-write=input output=0.85 source=genai

    model zai-org/glm-4.5v
      price from=* input=0.6 cache-read=0.11 cache-write=input output=1.8 source=genai

    model zai-org/glm-4.6
      price from=* input=0.55 cache-read=0.11 cache-write=input output=2.2 source=genai

    model zai-org/glm-4.6v
      price from=* input=0.3 cache-read=0.055 cache-write=input output=0.9 source=genai

    model zai-org/glm-4.7
      alias zai-org/glm-4.7-h
      price from=* input=0.6 cache-read=0.11 cache-write=input output=2.2 source=genai

    model zai-org/glm-4.7-flash
      price from=* input=0.07 cache-read=0.01 cache-write=input output=0.4 source=genai

    model zai-org/glm-5
      price from=* input=1 cache-read=0.2 cache-write=input output=3.2 source=genai

    model zai-org/glm-5.1
      price from=* input=1.38 cache-read=0.26 cache-write=input output=4.4 source=genai

    model zai-org/glm-5.2
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model zai-org/glm-5.3
      alias zai-org/glm-5.3-p
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model zai-org/glm-5.3-flash
      price from=* input=0.15 cache-read=0.03 cache-write=input output=0.5 source=genai

    model zai-org/glm-5.3-flashx
      price from=* input=0.37 cache-read=0.075 cache-write=input output=1.25 source=genai

    seller perplexity vendor page=https://docs.perplexity.ai/docs/getting-started/pricing
      provider perplexity

    model llama-3.1-sonar-large-128k-online
      price from=* input=1 cache-read=input cache-write=input output=1 source=genai

    model llama-3.1-sonar-small-128k-online
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model perplexity/deepseek-v4-pro-0813
      price from=* input=1.32 cache-read=0.044 cache-write=input output=3.96 source=genai

    model perplexity/glm-5.3
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model perplexity/glm-5.3-flash
      price from=* input=0.15 cache-read=0.03 cache-write=input output=0.5 source=genai

    model perplexity/kimi-k3
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=genai

    model perplexity/nemotron-3.5-super-120b-a12b
      price from=* input=0.2 cache-read=0.04 cache-write=input output=0.5 source=genai

    model perplexity/sonar
      price from=* input=0.25 cache-read=0.0625 cache-write=input output=2.5 per-search=0.0025 source=genai

    model pplx-decider-flash-v1.2
      alias perplexity/pplx-decider-flash-latest pplx-decider-flash-latest
      price from=* input=0.01 cache-read=input cache-write=input output=none source=genai

    model pplx-decider-v1-27b
      price from=* input=0.02 cache-read=input cache-write=input output=none source=genai

    model pplx-decider-v1.1-27b
      price from=* input=0.02 cache-read=input cache-write=input output=none source=genai

    model pplx-decider-v1.2
      alias perplexity/pplx-decider-latest pplx-decider-latest
      price from=* input=0.02 cache-read=input cache-write=input output=none source=genai

    model pplx-embed-context-v1-0.6b
      price from=* input=0.008 cache-read=input cache-write=input output=none source=genai

    model pplx-embed-context-v1-4b
      price from=* input=0.05 cache-read=input cache-write=input output=none source=genai

    model pplx-embed-v1-0.6b
      price from=* input=0.004 cache-read=input cache-write=input output=none source=genai

    model pplx-embed-v1-4b
      price from=* input=0.03 cache-read=input cache-write=input output=none source=genai

    model r1-1776
      price from=* input=2 cache-read=input cache-write=input output=8 source=genai

    model sonar
      price from=* input=1 cache-read=input cache-write=input output=1 per-request=0.012 source=genai

    model sonar-deep-research
      price from=* input=2 cache-read=input cache-write=input output=8 reasoning=3 per-search=0.005 source=genai

    model sonar-pro
      price from=* input=3 cache-read=input cache-write=input output=15 per-request=0.014 source=genai

    model sonar-pro-search
      price from=* input=3 cache-read=input cache-write=input output=15 source=genai

    model sonar-reasoning
      price from=* input=1 cache-read=input cache-write=input output=5 per-request=0.012 source=genai

    model sonar-reasoning-pro
      price from=* input=2 cache-read=input cache-write=input output=8 per-request=0.014 source=genai

    model anthropic/claude-fable-5
      alias perplexity/anthropic/claude-fable-5
      price from=* input=10 cache-read=1 cache-write=input output=50 source=litellm

    model anthropic/claude-fable-5-1
      alias perplexity/anthropic/claude-fable-5-1
      price from=* input=10 cache-read=0.25 cache-write=input output=50 source=litellm

    model anthropic/claude-haiku-4-5
      alias perplexity/anthropic/claude-haiku-4-5
      price from=* input=1 cache-read=0.1 cache-write=input output=5 source=litellm

    model anthropic/claude-haiku-5-5
      alias perplexity/anthropic/claude-haiku-5-5
      price from=* input=0.1 cache-read=0.01 cache-write=input output=0.5 source=litellm
      when above=100000 basis=prompt scope=request input=0.5 cache-read=0.05 output=2.5

    model anthropic/claude-opus-4-5
      alias perplexity/anthropic/claude-opus-4-5
      price from=* input=5 cache-read=0.5 cache-write=input output=25 source=litellm

    model anthropic/claude-opus-4-6
      alias perplexity/anthropic/claude-opus-4-6
      price from=* input=5 cache-read=0.5 cache-write=input output=25 source=litellm

    model anthropic/claude-opus-4-7
      alias perplexity/anthropic/claude-opus-4-7
      price from=* input=5 cache-read=0.5 cache-write=input output=25 source=litellm

    model anthropic/claude-opus-4-8
      alias perplexity/anthropic/claude-opus-4-8
      price from=* input=5 cache-read=0.5 cache-write=input output=25 source=litellm

    model anthropic/claude-opus-5
      alias perplexity/anthropic/claude-opus-5
      price from=* input=5 cache-read=0.5 cache-write=input output=25 source=litellm

    model anthropic/claude-opus-5-5
      alias perplexity/anthropic/claude-opus-5-5
      price from=* input=4 cache-read=0.2 cache-write=input output=20 source=litellm

    model anthropic/claude-sonnet-4-5
      alias perplexity/anthropic/claude-sonnet-4-5
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=litellm

    model anthropic/claude-sonnet-4-6
      alias perplexity/anthropic/claude-sonnet-4-6
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=litellm

    model anthropic/claude-sonnet-5
      alias perplexity/anthropic/claude-sonnet-5
      price from=* input=2 cache-read=0.2 cache-write=input output=10 source=litellm

    model anthropic/claude-sonnet-5-5
      alias perplexity/anthropic/claude-sonnet-5-5
      price from=* input=2 cache-read=0.1 cache-write=input output=10 source=litellm

    model codellama-34b-instruct
      price from=* input=0.35 cache-read=input cache-write=input output=1.4 source=litellm

    model codellama-70b-instruct
      price from=* input=0.7 cache-read=input cache-write=input output=2.8 source=litellm

    model google/gemini-3-flash-preview
      alias perplexity/google/gemini-3-flash-preview
      price from=* input=0.5 cache-read=0.05 cache-write=input output=3 source=litellm

    model google/gemini-3.1-flash-lite
      alias perplexity/google/gemini-3.1-flash-lite
      price from=* input=0.25 cache-read=0.025 cache-write=input output=1.5 source=litellm

    model google/gemini-3.1-pro-preview
      alias perplexity/google/gemini-3.1-pro-preview
      price from=* input=2 cache-read=0.2 cache-write=input output=12 source=litellm
      when above=200000 basis=prompt scope=request input=4 cache-read=0.4 output=18

    model google/gemini-3.5-flash
      alias perplexity/google/gemini-3.5-flash
      price from=* input=1.5 cache-read=0.15 cache-write=input output=9 source=litellm

    model google/gemini-3.5-flash-lite
      alias perplexity/google/gemini-3.5-flash-lite
      price from=* input=0.3 cache-read=0.03 cache-write=input output=2.5 source=litellm

    model google/gemini-3.6-flash
      alias perplexity/google/gemini-3.6-flash
      price from=* input=1.5 cache-read=0.15 cache-write=input output=7.5 source=litellm

    model google/gemini-3.7-flash
      alias perplexity/google/gemini-3.7-flash
      price from=* input=0.75 cache-read=0.075 cache-write=input output=3.75 source=litellm

    model google/gemini-3.8-flash
      alias perplexity/google/gemini-3.8-flash
      price from=* input=0.75 cache-read=0.075 cache-write=input output=3.75 source=litellm

    model google/gemini-4-argon
      alias perplexity/google/gemini-4-argon
      price from=* input=2 cache-read=0.1 cache-write=input output=10 source=litellm

    model llama-2-70b-chat
      price from=* input=0.7 cache-read=input cache-write=input output=2.8 source=litellm

    model llama-3.1-70b-instruct
      price from=* input=1 cache-read=input cache-write=input output=1 source=litellm

    model llama-3.1-8b-instruct
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=litellm

    model mistral-7b-instruct
      price from=* input=0.07 cache-read=input cache-write=input output=0.28 source=litellm

    model mixtral-8x7b-instruct
      price from=* input=0.07 cache-read=input cache-write=input output=0.28 source=litellm

    model openai/gpt-5
      alias perplexity/openai/gpt-5
      price from=* input=1.25 cache-read=0.125 cache-write=input output=10 source=litellm

    model openai/gpt-5-mini
      alias perplexity/openai/gpt-5-mini
      price from=* input=0.25 cache-read=0.025 cache-write=input output=2 source=litellm

    model openai/gpt-5-nano
      alias perplexity/openai/gpt-5-nano
      price from=* input=0.05 cache-read=0.005 cache-write=input output=0.4 source=litellm

    model openai/gpt-5.1
      alias perplexity/openai/gpt-5.1
      price from=* input=1.25 cache-read=0.125 cache-write=input output=10 source=litellm

    model openai/gpt-5.2
      alias perplexity/openai/gpt-5.2
      price from=* input=1.75 cache-read=0.175 cache-write=input output=14 source=litellm

    model openai/gpt-5.3-codex
      alias perplexity/openai/gpt-5.3-codex
      price from=* input=3.5 cache-read=0.35 cache-write=input output=28 source=litellm

    model openai/gpt-5.4
      alias perplexity/openai/gpt-5.4
      price from=* input=2.5 cache-read=0.25 cache-write=input output=15 source=litellm
      when above=272000 basis=prompt scope=request input=5 output=22.5

    model openai/gpt-5.4-mini
      alias perplexity/openai/gpt-5.4-mini
      price from=* input=0.75 cache-read=0.075 cache-write=input output=4.5 source=litellm

    model openai/gpt-5.4-nano
      alias perplexity/openai/gpt-5.4-nano
      price from=* input=0.2 cache-read=0.02 cache-write=input output=1.25 source=litellm

    model openai/gpt-5.5
      alias perplexity/openai/gpt-5.5
      price from=* input=5 cache-read=0.5 cache-write=input output=30 source=litellm
      when above=272000 basis=prompt scope=request input=10 cache-read=1 output=45

    model openai/gpt-5.6-luna
      alias perplexity/openai/gpt-5.6-luna
      price from=* input=0.2 cache-read=0.02 cache-write=input output=1.2 source=litellm
      when above=272000 basis=prompt scope=request input=0.4 cache-read=0.04 output=1.8

    model openai/gpt-5.6-sol
      alias perplexity/openai/gpt-5.6-sol
      price from=* input=4 cache-read=0.4 cache-write=input output=20 source=litellm
      when above=272000 basis=prompt scope=request input=8 cache-read=0.8 output=30

    model openai/gpt-5.6-terra
      alias perplexity/openai/gpt-5.6-terra
      price from=* input=2 cache-read=0.2 cache-write=input output=12 source=litellm
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 output=18

    model openai/gpt-6-astra
      alias perplexity/openai/gpt-6-astra
      price from=* input=10 cache-read=1 cache-write=12.5 output=50 source=litellm
      when above=272000 basis=prompt scope=request input=20 cache-read=2 output=75

    model openai/gpt-6-luna
      alias perplexity/openai/gpt-6-luna
      price from=* input=0.1 cache-read=0.01 cache-write=input output=0.5 source=litellm
      when above=272000 basis=prompt scope=request input=0.2 cache-read=0.02 output=0.75

    model openai/gpt-6-sol
      alias perplexity/openai/gpt-6-sol
      price from=* input=2 cache-read=0.2 cache-write=input output=10 source=litellm
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 output=15

    model openai/gpt-6.1-sol
      alias perplexity/openai/gpt-6.1-sol
      price from=* input=2 cache-read=0.1 cache-write=input output=10 source=litellm
      when above=272000 basis=prompt scope=request input=4 cache-read=0.2 output=15

    model perplexity/deepseek-v4-flash-0731
      alias perplexity/perplexity/deepseek-v4-flash-0731
      price from=* input=0.13 cache-read=0.028 cache-write=input output=0.26 source=litellm

    model perplexity/perplexity/deepseek-v4-pro-0813
      price from=* input=1.32 cache-read=0.044 cache-write=input output=3.96 source=litellm

    model perplexity/glm-5.2
      alias perplexity/perplexity/glm-5.2
      price from=* input=1.4 cache-read=0.14 cache-write=input output=4.4 source=litellm

    model perplexity/perplexity/glm-5.3
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=litellm

    model perplexity/perplexity/glm-5.3-flash
      price from=* input=0.15 cache-read=0.03 cache-write=input output=0.5 source=litellm

    model perplexity/kimi-k2.7-code
      alias perplexity/perplexity/kimi-k2.7-code
      price from=* input=0.95 cache-read=0.19 cache-write=input output=4 source=litellm

    model perplexity/perplexity/kimi-k3
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=litellm

    model perplexity/nemotron-3-ultra-550b-a55b
      alias perplexity/perplexity/nemotron-3-ultra-550b-a55b
      price from=* input=0.25 cache-read=0.25 cache-write=input output=2.5 source=litellm

    model perplexity/nemotron-3.5-lightning-30b-a3b
      alias perplexity/perplexity/nemotron-3.5-lightning-30b-a3b
      price from=* input=0.0115 cache-read=0.00115 cache-write=input output=0.17 source=litellm

    model perplexity/perplexity/nemotron-3.5-super-120b-a12b
      price from=* input=0.2 cache-read=0.04 cache-write=input output=0.5 source=litellm

    model perplexity/perplexity/sonar
      price from=* input=0.25 cache-read=0.0625 cache-write=input output=2.5 source=litellm

    model pplx-70b-chat
      price from=* input=0.7 cache-read=input cache-write=input output=2.8 source=litellm

    model pplx-70b-online
      price from=* input=free cache-read=input cache-write=input output=2.8 per-request=0.005 source=litellm

    model pplx-7b-chat
      price from=* input=0.07 cache-read=input cache-write=input output=0.28 source=litellm

    model pplx-7b-online
      price from=* input=free cache-read=input cache-write=input output=0.28 per-request=0.005 source=litellm

    model search
      price from=* per-search=0.005 source=litellm

    model sonar-medium-chat
      price from=* input=0.6 cache-read=input cache-write=input output=1.8 source=litellm

    model sonar-medium-online
      price from=* input=free cache-read=input cache-write=input output=1.8 per-request=0.005 source=litellm

    model sonar-small-chat
      price from=* input=0.07 cache-read=input cache-write=input output=0.28 source=litellm

    model sonar-small-online
      price from=* input=free cache-read=input cache-write=input output=0.28 per-request=0.005 source=litellm

    model xai/grok-4.20-multi-agent
      alias perplexity/xai/grok-4.20-multi-agent
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 source=litellm
      when above=200000 basis=prompt scope=request input=2.5 output=5

    model xai/grok-4.20-non-reasoning
      alias perplexity/xai/grok-4.20-non-reasoning
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 source=litellm
      when above=200000 basis=prompt scope=request input=2.5 output=5

    model xai/grok-4.20-reasoning
      alias perplexity/xai/grok-4.20-reasoning
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 source=litellm
      when above=200000 basis=prompt scope=request input=2.5 output=5

    model xai/grok-4.3
      alias perplexity/xai/grok-4.3
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 source=litellm
      when above=200000 basis=prompt scope=request input=2.5 output=5

    model xai/grok-4.5
      alias perplexity/xai/grok-4.5
      price from=* input=2 cache-read=0.3 cache-write=input output=6 source=litellm
      when above=200000 basis=prompt scope=request input=4 cache-read=0.6 output=12

    model xai/grok-4.6
      alias perplexity/xai/grok-4.6
      price from=* input=2 cache-read=0.5 cache-write=input output=6 source=litellm
      when above=200000 basis=prompt scope=request input=4 cache-read=1 output=12

    model xai/grok-4.7
      alias perplexity/xai/grok-4.7
      price from=* input=2 cache-read=0.5 cache-write=input output=6 source=litellm
      when above=200000 basis=prompt scope=request input=4 cache-read=1 output=12

    unpriced google/gemini-2.5-flash google/gemini-2.5-pro google/gemini-3-pro-preview preset/advanced-deep-research
      note LiteLLM lists it without a price above zero and does not say whether it is free.
    unpriced preset/deep-research preset/fast-search preset/pro-search xai/grok-4-1-fast-non-reasoning
      note LiteLLM lists it without a price above zero and does not say whether it is free.

    seller sambanova reseller
      provider sambanova

    model deepseek-r1
      price from=* input=5 cache-read=input cache-write=input output=7 source=litellm

    model deepseek-v3.1
      price from=* input=3 cache-read=input cache-write=input output=4.5 source=litellm

    model deepseek-v3.2
      price from=* input=3 cache-read=input cache-write=input output=4.5 source=litellm

    model gemma-4-31b-it
      price from=* input=0.38 cache-read=input cache-write=input output=1.15 source=litellm

    model gpt-oss-120b
      price from=* input=0.22 cache-read=input cache-write=input output=0.59 source=litellm

    model llama-4-maverick-17b-128e-instruct
      price from=* input=0.63 cache-read=input cache-write=input output=1.8 source=litellm

    model meta-llama-3.3-70b-instruct
      price from=* input=0.6 cache-read=input cache-write=input output=1.2 source=litellm

    model minimax-m2.7
      price from=* input=0.6 cache-read=input cache-write=input output=2.4 source=litellm

    seller voyage vendor page=https://docs.voyageai.com/docs/pricing
      provider voyage voyageai voyage_ai

    model voyage-01
      price from=* input=0.1 cache-read=input cache-write=input output=none source=genai

    model voyage-02
      price from=* input=0.1 cache-read=input cache-write=input output=none source=genai

    model voyage-2
      price from=* input=0.1 cache-read=input cache-write=input output=none source=genai

    model voyage-3
      price from=* input=0.06 cache-read=input cache-write=input output=none source=genai

    model voyage-3-large
      price from=* input=0.18 cache-read=input cache-write=input output=none source=genai

    model voyage-3-lite
      price from=* input=0.02 cache-read=input cache-write=input output=none source=genai

    model voyage-3.5
      price from=* input=0.06 cache-read=input cache-write=input output=none source=genai

    model voyage-3.5-lite
      price from=* input=0.02 cache-read=input cache-write=input output=none source=genai

    model voyage-4
      price from=* input=0.06 cache-read=input cache-write=input output=none source=genai

    model voyage-4-large
      price from=* input=0.12 cache-read=input cache-write=input output=none source=genai

    model voyage-4-lite
      price from=* input=0.02 cache-read=input cache-write=input output=none source=genai

    model voyage-code-2
      price from=* input=0.12 cache-read=input cache-write=input output=none source=genai

    model voyage-code-3
      price from=* input=0.18 cache-read=input cache-write=input output=none source=genai

    model voyage-code-4
      price from=* input=0.12 cache-read=input cache-write=input output=none source=genai

    model voyage-context-3
      price from=* input=0.18 cache-read=input cache-write=input output=none source=genai

    model voyage-context-4
      price from=* input=0.12 cache-read=input cache-write=input output=none source=genai

    model voyage-finance-2
      price from=* input=0.12 cache-read=input cache-write=input output=none source=genai

    model voyage-large-2
      price from=* input=0.12 cache-read=input cache-write=input output=none source=genai

    model voyage-large-2-instruct
      price from=* input=0.12 cache-read=input cache-write=input output=none source=genai

    model voyage-law-2
      price from=* input=0.12 cache-read=input cache-write=input output=none source=genai

    model voyage-lite-01
      price from=* input=0.1 cache-read=input cache-write=input output=none source=genai

    model voyage-lite-01-instruct
      price from=* input=0.1 cache-read=input cache-write=input output=none source=genai

    model voyage-lite-02-instruct
      price from=* input=0.1 cache-read=input cache-write=input output=none source=genai

    model voyage-multilingual-2
      price from=* input=0.12 cache-read=input cache-write=input output=none source=genai

    model rerank-1
      price from=* input=0.05 cache-read=input cache-write=input output=none source=litellm

    model rerank-2
      price from=* input=0.05 cache-read=input cache-write=input output=none source=litellm

    model rerank-2-lite
      price from=* input=0.02 cache-read=input cache-write=input output=none source=litellm

    model rerank-2.5
      price from=* input=0.05 cache-read=input cache-write=input output=none source=litellm

    model rerank-2.5-lite
      price from=* input=0.02 cache-read=input cache-write=input output=none source=litellm

    model rerank-3
      price from=* input=0.05 cache-read=input cache-write=input output=none source=litellm

    model rerank-3-lite
      price from=* input=0.02 cache-read=input cache-write=input output=none source=litellm

    model rerank-lite-1
      price from=* input=0.02 cache-read=input cache-write=input output=none source=litellm

    model voyage-multimodal-3
      price from=* input=0.12 cache-read=input cache-write=input output=none source=litellm

    model voyage-multimodal-3.5
      price from=* input=0.12 cache-read=input cache-write=input output=none source=litellm

    seller watsonx reseller
      provider watsonx

    model bigscience/mt0-xxl
      alias watsonx/bigscience/mt0-xxl
      price from=* input=1.908 cache-read=input cache-write=input output=1.908 source=litellm

    model bigscience/mt0-xxl-13b
      alias watsonx/bigscience/mt0-xxl-13b
      price from=* input=1.908 cache-read=input cache-write=input output=1.908 source=litellm

    model core42/jais-13b-chat
      alias watsonx/core42/jais-13b-chat
      price from=* input=1.8 cache-read=input cache-write=input output=1.8 source=litellm

    model google/flan-t5-xl-3b
      alias watsonx/google/flan-t5-xl-3b
      price from=* input=0.6 cache-read=input cache-write=input output=0.6 source=litellm

    model ibm/granite-13b-chat-v2
      alias watsonx/ibm/granite-13b-chat-v2
      price from=* input=0.6 cache-read=input cache-write=input output=0.6 source=litellm

    model ibm/granite-13b-instruct-v2
      alias watsonx/ibm/granite-13b-instruct-v2
      price from=* input=0.6 cache-read=input cache-write=input output=0.6 source=litellm

    model ibm/granite-3-3-8b-instruct
      alias watsonx/ibm/granite-3-3-8b-instruct
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=litellm

    model ibm/granite-3-8b-instruct
      alias watsonx/ibm/granite-3-8b-instruct
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=litellm

    model ibm/granite-4-h-small
      alias watsonx/ibm/granite-4-h-small
      price from=* input=0.0636 cache-read=input cache-write=input output=0.265 source=litellm

    model ibm/granite-guardian-3-2-2b
      alias watsonx/ibm/granite-guardian-3-2-2b
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=litellm

    model ibm/granite-guardian-3-3-8b
      alias watsonx/ibm/granite-guardian-3-3-8b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=litellm

    model ibm/granite-ttm-1024-96-r2
      alias watsonx/ibm/granite-ttm-1024-96-r2
      price from=* input=0.38 cache-read=input cache-write=input output=0.38 source=litellm

    model ibm/granite-ttm-1536-96-r2
      alias watsonx/ibm/granite-ttm-1536-96-r2
      price from=* input=0.38 cache-read=input cache-write=input output=0.38 source=litellm

    model ibm/granite-ttm-512-96-r2
      alias watsonx/ibm/granite-ttm-512-96-r2
      price from=* input=0.38 cache-read=input cache-write=input output=0.38 source=litellm

    model ibm/granite-vision-3-2-2b
      alias watsonx/ibm/granite-vision-3-2-2b
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=litellm

    model meta-llama/llama-3-2-11b-vision-instruct
      alias watsonx/meta-llama/llama-3-2-11b-vision-instruct
      price from=* input=0.35 cache-read=input cache-write=input output=0.35 source=litellm

    model meta-llama/llama-3-2-1b-instruct
      alias watsonx/meta-llama/llama-3-2-1b-instruct
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=litellm

    model meta-llama/llama-3-2-3b-instruct
      alias watsonx/meta-llama/llama-3-2-3b-instruct
      price from=* input=0.15 cache-read=input cache-write=input output=0.15 source=litellm

    model meta-llama/llama-3-2-90b-vision-instruct
      alias watsonx/meta-llama/llama-3-2-90b-vision-instruct
      price from=* input=2 cache-read=input cache-write=input output=2 source=litellm

    model meta-llama/llama-3-3-70b-instruct
      alias watsonx/meta-llama/llama-3-3-70b-instruct
      price from=* input=0.7526 cache-read=input cache-write=input output=0.7526 source=litellm

    model meta-llama/llama-4-maverick-17b
      alias watsonx/meta-llama/llama-4-maverick-17b
      price from=* input=0.371 cache-read=input cache-write=input output=1.484 source=litellm

    model meta-llama/llama-4-maverick-17b-128e-instruct-fp8
      alias watsonx/meta-llama/llama-4-maverick-17b-128e-instruct-fp8
      price from=* input=0.371 cache-read=input cache-write=input output=1.484 source=litellm

    model meta-llama/llama-guard-3-11b-vision
      alias watsonx/meta-llama/llama-guard-3-11b-vision
      price from=* input=0.35 cache-read=input cache-write=input output=0.35 source=litellm

    model mistralai/mistral-large
      alias watsonx/mistralai/mistral-large
      price from=* input=3 cache-read=input cache-write=input output=10 source=litellm

    model mistralai/mistral-medium-2505
      alias watsonx/mistralai/mistral-medium-2505
      price from=* input=3 cache-read=input cache-write=input output=10 source=litellm

    model mistralai/mistral-small-2503
      alias watsonx/mistralai/mistral-small-2503
      price from=* input=0.1 cache-read=input cache-write=input output=0.3 source=litellm

    model mistralai/mistral-small-3-1-24b-instruct-2503
      alias watsonx/mistralai/mistral-small-3-1-24b-instruct-2503
      price from=* input=0.106 cache-read=input cache-write=input output=0.318 source=litellm

    model mistralai/pixtral-12b-2409
      alias watsonx/mistralai/pixtral-12b-2409
      price from=* input=0.35 cache-read=input cache-write=input output=0.35 source=litellm

    model openai/gpt-oss-120b
      alias watsonx/openai/gpt-oss-120b
      price from=* input=0.159 cache-read=input cache-write=input output=0.636 source=litellm

    model sdaia/allam-1-13b-instruct
      alias watsonx/sdaia/allam-1-13b-instruct
      price from=* input=1.8 cache-read=input cache-write=input output=1.8 source=litellm

    model whisper-large-v3-turbo
      price from=* per-second-input=0.0001 source=litellm

    seller xai vendor page=https://docs.x.ai/docs/models
      provider xai x_ai x-ai

    model grok-2-1212
      alias grok-2 grok-2-latest
      price from=* input=2 cache-read=input cache-write=input output=10 source=genai

    model grok-2-vision-1212
      alias grok-2-vision grok-2-vision-latest
      price from=* input=2 cache-read=input cache-write=input output=10 source=genai

    model grok-3
      alias grok-3-beta grok-3-latest
      price from=* input=3 cache-read=0.75 cache-write=input output=15 source=genai

    model grok-3-fast
      alias grok-3-fast-beta grok-3-fast-latest
      price from=* input=5 cache-read=1.25 cache-write=input output=25 source=genai

    model grok-3-mini
      alias grok-3-mini-beta grok-3-mini-latest
      price from=* input=0.3 cache-read=0.075 cache-write=input output=0.5 source=genai

    model grok-3-mini-fast
      alias grok-3-mini-fast-beta grok-3-mini-fast-latest
      price from=* input=0.6 cache-read=0.15 cache-write=input output=4 source=genai

    model grok-4-0709
      alias grok-4 grok-4-latest
      price from=* input=3 cache-read=0.75 cache-write=input output=15 source=genai

    model grok-4-1-fast-non-reasoning
      alias grok-4-1-fast-non-reasoning-latest
      price from=* input=0.2 cache-read=0.05 cache-write=input output=0.5 source=genai

    model grok-4-1-fast-reasoning
      alias grok-4-1-fast grok-4-1-fast-reasoning-latest
      price from=* input=0.2 cache-read=0.05 cache-write=input output=0.5 source=genai

    model grok-4-fast-non-reasoning
      alias grok-4-fast-non-reasoning-latest
      price from=* input=0.2 cache-read=0.05 cache-write=input output=0.5 source=genai

    model grok-4-fast-reasoning
      alias grok-4-fast grok-4-fast-reasoning-latest
      price from=* input=0.2 cache-read=0.05 cache-write=input output=0.5 source=genai

    model grok-4.20
      alias grok-4.20-0309-non-reasoning grok-4.20-0309-reasoning
      price from=* until=2026-04-30 input=2 cache-read=0.2 cache-write=input output=6 source=genai
      when at-least=200000 basis=prompt scope=request input=4 cache-read=0.4 output=12
      price from=2026-04-30 input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=genai,litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5
      when service-tier=batch input=1 cache-read=0.16 output=2
      when service-tier=batch at-least=200000 basis=prompt scope=request input=2 cache-read=0.32 output=4

    model grok-4.20-multi-agent-0309
      alias grok-4.20-multi-agent grok-4.20-multi-agent-beta-0309 grok-4.20-multi-agent-beta-latest
      alias grok-4.20-multi-agent-latest
      price from=* until=2026-04-30 input=2 cache-read=0.2 cache-write=input output=6 source=genai
      when at-least=200000 basis=prompt scope=request input=4 cache-read=0.4 output=12
      price from=2026-04-30 input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=genai,litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5
      when service-tier=batch input=1 cache-read=0.16 output=2
      when service-tier=batch at-least=200000 basis=prompt scope=request input=2 cache-read=0.32 output=4

    model grok-4.3
      alias grok-4.3-latest x-ai/grok-4.3
      match starts=x-ai/grok-4.3-20
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=genai,litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5
      when service-tier=batch input=1 cache-read=0.16 output=2
      when service-tier=batch at-least=200000 basis=prompt scope=request input=2 cache-read=0.32 output=4

    model grok-4.5
      alias grok-4.5-latest grok-latest x-ai/grok-4.5
      match starts=x-ai/grok-4.5-20
      price from=* input=2 cache-read=0.3 cache-write=input output=6 image-input=2 source=genai,litellm
      when at-least=200000 basis=prompt scope=request input=4 cache-read=0.6 output=12

    model grok-4.6
      alias grok-4.6-latest x-ai/grok-4.6
      match starts=x-ai/grok-4.6-20
      price from=* input=2 cache-read=0.5 cache-write=input output=6 image-input=2 source=genai,litellm
      when at-least=200000 basis=prompt scope=request input=4 cache-read=1 output=12

    model grok-4.7
      alias grok-4.7-latest x-ai/grok-4.7
      match starts=x-ai/grok-4.7-20
      price from=* input=2 cache-read=0.5 cache-write=input output=6 image-input=2 source=genai,litellm
      when at-least=200000 basis=prompt scope=request input=4 cache-read=1 output=12
      when service-tier=batch input=1.6 cache-read=0.4 output=4.8
      when service-tier=batch at-least=200000 basis=prompt scope=request input=3.2 cache-read=0.8 output=9.6

    model grok-build-0.1
      price from=* input=1 cache-read=0.2 cache-write=input output=2 image-input=1 source=genai,litellm
      when at-least=200000 basis=prompt scope=request input=2 cache-read=0.4 output=4

    model grok-code-fast-1
      alias grok-code-fast grok-code-fast-1-0825
      price from=* input=0.2 cache-read=0.02 cache-write=input output=1.5 source=genai

    model grok-voice-latest family=grok-voice
      alias grok-voice-3.0
      price from=* until=2026-08-05 per-second-input=0.000833333333 source=genai
      price from=2026-08-05 per-second-input=0.001333333333 source=genai

    model grok-voice-think-fast-1.0
      price from=* per-second-input=0.000833333333 source=genai

    model grok-voice-think-fast-2.0
      price from=* per-second-input=0.001333333333 source=genai

    model grok-4.20-0309
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5
      when service-tier=batch input=1 cache-read=0.16 output=2
      when service-tier=batch at-least=200000 basis=prompt scope=request input=2 cache-read=0.32 output=4

    model grok-4.20-beta
      alias grok-4.20-beta-latest
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-beta-0309
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-beta-0309-non-reasoning
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-beta-0309-reasoning
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-beta-latest-non-reasoning
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-beta-latest-reasoning
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-beta-non-reasoning
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-beta-reasoning
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-experimental-beta-0304
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-experimental-beta-0304-non-reasoning
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-experimental-beta-0304-reasoning
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-experimental-beta-latest family=grok-4.20-experimental-beta
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-experimental-beta-non-reasoning-latest family=grok-4.20-experimental-beta-non-reasoning
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-experimental-beta-reasoning-latest family=grok-4.20-experimental-beta-reasoning
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-multi-agent-experimental-beta-0304
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-multi-agent-experimental-beta-latest family=grok-4.20-multi-agent-experimental-beta
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-non-reasoning
      alias grok-4.20-non-reasoning-latest
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5
      when service-tier=batch input=1 cache-read=0.16 output=2
      when service-tier=batch at-least=200000 basis=prompt scope=request input=2 cache-read=0.32 output=4

    model grok-4.20-non-reasoning-gv2
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.20-reasoning
      alias grok-4.20-reasoning-latest
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5
      when service-tier=batch input=1 cache-read=0.16 output=2
      when service-tier=batch at-least=200000 basis=prompt scope=request input=2 cache-read=0.32 output=4

    model grok-4.20-reasoning-gv2
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 image-input=1.25 source=litellm
      when at-least=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-build-latest family=grok-build
      price from=* input=2 cache-read=0.3 cache-write=input output=6 image-input=2 source=litellm
      when at-least=200000 basis=prompt scope=request input=4 cache-read=0.6 output=12

    model grok-imagine-video
      price from=* per-second-output=0.05 source=litellm

    model grok-imagine-video-1.5
      alias grok-imagine-video-1.5-2026-05-30
      price from=* per-second-output=0.08 source=litellm

    model grok-imagine-video-1.5-lite
      price from=* per-second-output=0.02 source=litellm

    model grok-imagine-video-1.5-preview
      price from=* per-second-output=0.08 source=litellm

    model grok-voice-2.0
      price from=* per-second-input=0.001333333333 source=litellm

    model grok-voice-transcribe-1.0
      price from=* per-second-input=0.00002778 source=litellm

    model grok-voice-transcribe-2.0
      price from=* per-second-input=0.00002778 source=litellm

    unpriced grok-imagine-image grok-imagine-image-2.0 grok-imagine-image-2026-03-02 grok-imagine-image-pro
      note LiteLLM lists it without a price above zero and does not say whether it is free.
    unpriced grok-imagine-image-quality grok-imagine-image-quality-20260403 grok-imagine-image-quality-latest
      note LiteLLM lists it without a price above zero and does not say whether it is free.

    seller zai vendor page=https://docs.z.ai/guides/overview/pricing
      provider zai z_ai z-ai

    model glm-4-32b-0414-128k
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model glm-4.5
      price from=* input=0.6 cache-read=0.11 cache-write=input output=2.2 source=genai

    model glm-4.5-air
      price from=* input=0.2 cache-read=0.03 cache-write=input output=1.1 source=genai

    model glm-4.5-airx
      price from=* input=1.1 cache-read=0.22 cache-write=input output=4.5 source=genai

    model glm-4.5-x
      price from=* input=2.2 cache-read=0.45 cache-write=input output=8.9 source=genai

    model glm-4.5v
      price from=* input=0.6 cache-read=0.11 cache-write=input output=1.8 source=genai

    model glm-4.6
      price from=* input=0.6 cache-read=0.11 cache-write=input output=2.2 source=genai

    model glm-4.6v
      price from=* input=0.3 cache-read=0.05 cache-write=input output=0.9 source=genai

    model glm-4.6v-flashx
      price from=* input=0.04 cache-read=0.004 cache-write=input output=0.4 source=genai

    model glm-4.7
      price from=* input=0.6 cache-read=0.11 cache-write=input output=2.2 source=genai

    model glm-4.7-flashx
      price from=* input=0.07 cache-read=0.01 cache-write=input output=0.4 source=genai

    model glm-5
      price from=* input=1 cache-read=0.2 cache-write=input output=3.2 source=genai

    model glm-5.1
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model glm-5.2
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model glm-5.3
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model glm-5.3-flash
      price from=* until=2026-09-10 input=0.075 cache-read=0.015 cache-write=input output=0.25 source=genai
      price from=2026-09-10 input=0.15 cache-read=0.03 cache-write=input output=0.5 source=genai

    model glm-5.3-flashx
      alias glm-5.3-flashx-legal
      price from=* input=0.37 cache-read=0.075 cache-write=input output=1.25 source=genai

    model glm-ocr
      price from=* input=0.03 cache-read=input cache-write=input output=0.03 source=genai

    model glm-5-code
      price from=* input=1.2 cache-read=0.3 cache-write=free output=5 source=litellm

    model glm-5v-turbo
      price from=* input=1.2 cache-read=0.24 cache-write=input output=4 source=litellm

    unpriced glm-4.5-flash glm-4.7-flash
      note LiteLLM lists it without a price above zero and does not say whether it is free.

    seller zhipuai vendor page=https://open.bigmodel.cn/pricing
      provider zhipuai

    model glm-4-air
      price from=* input=0.069 cache-read=0.034 cache-write=input output=0.069 source=genai

    model glm-4-airx
      price from=* input=1.379 cache-read=input cache-write=input output=1.379 source=genai

    model glm-4-assistant
      price from=* input=0.69 cache-read=input cache-write=input output=0.69 source=genai

    model glm-4-flashx-250414
      price from=* input=0.014 cache-read=0.007 cache-write=input output=0.014 source=genai

    model glm-4-long
      price from=* input=0.138 cache-read=0.069 cache-write=input output=0.138 source=genai

    model glm-4-plus
      price from=* input=0.69 cache-read=0.345 cache-write=input output=0.69 source=genai

    model glm-4.5-air
      price from=* input=0.11 cache-read=0.022 cache-write=input output=0.276 source=genai

    model glm-4.7
      price from=* input=0.276 cache-read=0.055 cache-write=input output=1.103 source=genai

    model glm-4.7-flashx
      price from=* input=0.069 cache-read=0.014 cache-write=input output=0.414 source=genai

    model glm-5
      price from=* input=0.552 cache-read=0.138 cache-write=input output=2.483 source=genai

    model glm-5-turbo
      price from=* input=0.69 cache-read=0.166 cache-write=input output=3.034 source=genai

    model glm-5.1
      alias glm-5.1-20260406
      price from=* input=0.828 cache-read=0.179 cache-write=input output=3.31 source=genai

    model glm-5.2
      price from=* input=1.103 cache-read=0.276 cache-write=input output=3.862 source=genai

    model glm-5.3
      price from=* input=1.103 cache-read=0.276 cache-write=input output=3.862 source=genai

    model glm-5.3-flash
      price from=* until=2026-09-10 input=0.055 cache-read=0.016 cache-write=input output=0.193 source=genai
      price from=2026-09-10 input=0.11 cache-read=0.032 cache-write=input output=0.386 source=genai

    """#
}
