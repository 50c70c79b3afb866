// Made by `make prices`; do not edit. `docs/prices.md` says what the lines mean.

extension ShippedCatalogueText {
  static let together = #"""

    seller together reseller page=https://www.together.ai/pricing
      provider together together_ai togetherai together-ai

    model austism/chronos-hermes-13b
      price from=* input=0.3 cache-read=input cache-write=input output=0.3 source=genai

    model gryphe/mythomax-l2-13b
      price from=* input=0.3 cache-read=input cache-write=input output=0.3 source=genai

    model minimaxai/minimax-m3
      price from=* input=0.3 cache-read=0.06 cache-write=input output=1.2 source=genai

    model minimaxai/minimax-m3.1-flash
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=genai

    model nexusflow/nexusraven-v2-13b
      price from=* input=0.3 cache-read=input cache-write=input output=0.3 source=genai

    model nousresearch/nous-capybara-7b-v1p9
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model nousresearch/nous-hermes-2-mixtral-8x7b-dpo
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model nousresearch/nous-hermes-2-mixtral-8x7b-sft
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model nousresearch/nous-hermes-2-yi-34b
      price from=* input=0.8 cache-read=input cache-write=input output=0.8 source=genai

    model nousresearch/nous-hermes-llama2-13b
      price from=* input=0.225 cache-read=input cache-write=input output=0.225 source=genai

    model nousresearch/nous-hermes-llama-2-7b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model open-orca/mistral-7b-openorca
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model qwen/qwen1.5-0.5b
      alias qwen/qwen1.5-0.5b-chat
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model qwen/qwen1.5-1.8b
      alias qwen/qwen1.5-1.8b-chat
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model qwen/qwen1.5-14b
      alias qwen/qwen1.5-14b-chat
      price from=* input=0.3 cache-read=input cache-write=input output=0.3 source=genai

    model qwen/qwen1.5-4b
      alias qwen/qwen1.5-4b-chat
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model qwen/qwen1.5-72b
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model qwen/qwen1.5-7b
      alias qwen/qwen1.5-7b-chat
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model qwen/qwen3.5-9b
      price from=* input=0.17 cache-read=input cache-write=input output=0.25 source=genai

    model qwen/qwen3.6-plus
      price from=* input=0.5 cache-read=input cache-write=input output=3 source=genai

    model qwen/qwen3.7-max
      price from=* input=2.5 cache-read=0.5 cache-write=input output=7.5 source=genai

    model qwen/qwen3.7-plus
      price from=* input=0.32 cache-read=input cache-write=input output=1.28 source=genai

    model qwen/qwen3.8-2.4t-a95b
      price from=* input=2 cache-read=0.5 cache-write=input output=6 source=genai

    model qwen/qwen3.8-flash
      price from=* input=0.15 cache-read=input cache-write=input output=0.47 source=genai

    model undi95/remm-slerp-l2-13b
      price from=* input=0.3 cache-read=input cache-write=input output=0.3 source=genai

    model undi95/toppy-m-7b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model wizardlm/wizardlm-13b-v1.2
      price from=* input=0.3 cache-read=input cache-write=input output=0.3 source=genai

    model allenai/olmo-7b
      alias allenai/olmo-7b-instruct allenai/olmo-7b-twin-2t
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model codellama/codellama-13b-instruct-hf
      price from=* input=0.225 cache-read=input cache-write=input output=0.225 source=genai

    model codellama/codellama-34b-instruct-hf
      price from=* input=0.776 cache-read=input cache-write=input output=0.776 source=genai

    model codellama/codellama-70b-instruct-hf
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model codellama/codellama-7b-instruct-hf
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model deepseek-ai/deepseek-v4-pro-0813
      price from=* input=1.32 cache-read=0.13 cache-write=input output=3.96 source=genai

    model deepseek-ai/deepseek-v4.1-flash
      alias deepseek-ai/deepseek-v4.1-flash-1017
      price from=* input=0.3 cache-read=0.006 cache-write=input output=1.2 source=genai

    model deepseek-ai/deepseek-coder-33b-instruct
      price from=* input=0.8 cache-read=input cache-write=input output=0.8 source=genai

    model garage-baind/platypus2-70b-instruct
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model google/gemma-2b
      alias google/gemma-2b-it
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model google/gemma-7b
      alias google/gemma-7b-it
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model lmsys/vicuna-13b-v1.5
      price from=* input=0.3 cache-read=input cache-write=input output=0.3 source=genai

    model lmsys/vicuna-7b-v1.5
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model meta-llama/llama-2-13b-chat-hf
      price from=* input=0.225 cache-read=input cache-write=input output=0.225 source=genai

    model meta-llama/llama-2-70b-chat-hf
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model meta-llama/llama-2-7b-chat-hf
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model meta-llama/llama-3-70b-chat-hf
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model meta-llama/llama-3-8b-chat-hf
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model meta-llama/llama-3.3-70b-instruct-turbo
      price from=* input=0.88 cache-read=input cache-write=input output=0.88 source=genai

    model meta-llama/llama-4-maverick-17b-128e-instruct-fp8
      price from=* input=0.27 cache-read=input cache-write=input output=0.85 source=genai

    model meta-llama/llama-4-scout-17b-16e-instruct
      price from=* input=0.18 cache-read=input cache-write=input output=0.59 source=genai

    model meta-llama/meta-llama-3-70b-instruct-lite
      price from=* input=0.54 cache-read=input cache-write=input output=0.54 source=genai

    model meta-llama/meta-llama-3-70b-instruct-turbo
      price from=* input=0.88 cache-read=input cache-write=input output=0.88 source=genai

    model meta-llama/meta-llama-3-8b-instruct-lite
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model meta-llama/meta-llama-3-8b-instruct-turbo
      price from=* input=0.18 cache-read=input cache-write=input output=0.18 source=genai

    model meta-llama/meta-llama-3.1-405b-instruct-turbo
      price from=* input=3.5 cache-read=input cache-write=input output=3.5 source=genai

    model meta-llama/meta-llama-3.1-70b-instruct-turbo
      price from=* input=0.88 cache-read=input cache-write=input output=0.88 source=genai

    model meta-llama/meta-llama-3.1-8b-instruct-turbo
      price from=* input=0.18 cache-read=input cache-write=input output=0.18 source=genai

    model meta-llama/meta-llama-3.3-70b-instruct-turbo
      price from=* input=0.88 cache-read=input cache-write=input output=0.88 source=genai

    model meta-models/muse-glimmer-30b
      price from=* input=0.35 cache-read=0.04 cache-write=input output=1.5 source=genai

    model meta-models/muse-spark-open-816b-a42b
      price from=* input=1.25 cache-read=0.15 cache-write=input output=4.25 source=genai

    model microsoft/wizardlm-2-8x22b
      price from=* input=1.2 cache-read=input cache-write=input output=1.2 source=genai

    model microsoft/phi-2
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model mistralai/mistral-7b-instruct-v0.1
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model mistralai/mistral-7b-instruct-v0.2
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model mistralai/mistral-7b-v0.1
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model mistralai/mixtral-8x22b-instruct-v0.1
      price from=* input=2.4 cache-read=input cache-write=input output=2.4 source=genai

    model mistralai/mixtral-8x7b-instruct-v0.1
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model mistralai/mixtral-8x7b-v0.1
      price from=* input=0.9 cache-read=input cache-write=input output=0.9 source=genai

    model moonshotai/kimi-k3
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=genai

    model moonshotai/kimi-k3.1-pro
      price from=* input=2 cache-read=0.2 cache-write=input output=10 source=genai

    model nvidia/nvidia-nemotron-3.5-super-vl
      price from=* input=0.15 cache-read=0.02 cache-write=input output=0.5 source=genai

    model openai/gpt-oss-120b
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=genai

    model openchat/openchat-3.5-1210
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model reflection/beam-1.0-501b-a23b
      price from=* input=0.4 cache-read=0.04 cache-write=input output=1.2 source=genai

    model ricursive-ai/ripple-65b-preview
      price from=* input=0.2 cache-read=0.02 cache-write=input output=0.6 source=genai,litellm

    model snorkelai/snorkel-mistral-pairrm-dpo
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model teknium/openhermes-2-mistral-7b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model teknium/openhermes-2p5-mistral-7b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model thinkingmachines/inkling
      price from=* input=1 cache-read=0.17 cache-write=input output=4.05 source=genai

    model together/tev1-4b-experimental
      price from=* until=2026-10-19 input=0.04 cache-read=input cache-write=input output=none source=genai
      price from=2026-10-19 input=0.042 cache-read=input cache-write=input output=none source=genai

    model togethercomputer/gpt-jt-moderation-6b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model togethercomputer/llama-2-7b-32k-instruct
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model togethercomputer/redpajama-incite-7b-base
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model togethercomputer/redpajama-incite-7b-chat
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model togethercomputer/redpajama-incite-7b-instruct
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model togethercomputer/redpajama-incite-base-3b-v1
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model togethercomputer/redpajama-incite-chat-3b-v1
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model togethercomputer/redpajama-incite-instruct-3b-v1
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=genai

    model togethercomputer/stripedhyena-hessian-7b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model togethercomputer/stripedhyena-nous-7b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model togethercomputer/alpaca-7b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model upstage/solar-10.7b-instruct-v1.0
      price from=* input=0.3 cache-read=input cache-write=input output=0.3 source=genai

    model zai-org/glm-5.2
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model zai-org/glm-5.3
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=genai

    model zai-org/glm-5.3-flash
      price from=* input=0.15 cache-read=0.03 cache-write=input output=0.5 source=genai

    model zero-one-ai/yi-34b
      price from=* input=0.8 cache-read=input cache-write=input output=0.8 source=genai

    model zero-one-ai/yi-6b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=genai

    model arcee-ai/trinity-mini
      alias together_ai/arcee-ai/trinity-mini
      price from=* input=0.045 cache-read=input cache-write=input output=0.15 source=litellm

    model arize-ai/qwen-2-1.5b-instruct
      alias together_ai/arize-ai/qwen-2-1.5b-instruct
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=litellm

    model baai/bge-base-en-v1.5
      alias together_ai/baai/bge-base-en-v1.5
      price from=* input=0.008 cache-read=input cache-write=input output=none source=litellm

    model deepseek-ai/deepseek-r1-0528
      alias together_ai/deepseek-ai/deepseek-r1-0528
      price from=* input=3 cache-read=input cache-write=input output=7 source=litellm

    model deepseek-ai/deepseek-v3
      alias together_ai/deepseek-ai/deepseek-v3
      price from=* input=1.25 cache-read=input cache-write=input output=1.25 source=litellm

    model deepseek-ai/deepseek-v3.1
      alias together_ai/deepseek-ai/deepseek-v3.1
      price from=* input=0.6 cache-read=input cache-write=input output=1.7 source=litellm

    model deepseek-ai/deepseek-v4-flash-0731
      alias together_ai/deepseek-ai/deepseek-v4-flash-0731
      price from=* input=0.14 cache-read=0.03 cache-write=input output=0.28 source=litellm

    model together_ai/deepseek-ai/deepseek-v4-pro-0813
      price from=* input=1.32 cache-read=0.13 cache-write=input output=3.96 source=litellm

    model together_ai/deepseek-ai/deepseek-v4.1-flash
      price from=* input=0.3 cache-read=0.006 cache-write=input output=1.2 source=litellm

    model together_ai/deepseek-ai/deepseek-v4.1-flash-1017
      price from=* input=0.3 cache-read=0.006 cache-write=input output=1.2 source=litellm

    model essentialai/rnj-1-instruct
      alias together_ai/essentialai/rnj-1-instruct
      price from=* input=0.15 cache-read=input cache-write=input output=0.15 source=litellm

    model google/gemma-4-31b-it
      alias together_ai/google/gemma-4-31b-it
      price from=* input=0.39 cache-read=input cache-write=input output=0.97 source=litellm

    model meta-llama/llama-3.1-405b-instruct
      alias together_ai/meta-llama/llama-3.1-405b-instruct
      price from=* input=3.5 cache-read=input cache-write=input output=3.5 source=litellm

    model meta-llama/llama-3.2-1b-instruct
      alias together_ai/meta-llama/llama-3.2-1b-instruct
      price from=* input=0.06 cache-read=input cache-write=input output=0.06 source=litellm

    model meta-llama/llama-3.2-3b-instruct
      alias together_ai/meta-llama/llama-3.2-3b-instruct
      price from=* input=0.06 cache-read=input cache-write=input output=0.06 source=litellm

    model together_ai/meta-llama/llama-3.3-70b-instruct-turbo
      price from=* input=1.04 cache-read=input cache-write=input output=1.04 source=litellm

    model together_ai/meta-llama/llama-4-scout-17b-16e-instruct
      price from=* input=0.18 cache-read=input cache-write=input output=0.59 source=litellm

    model together_ai/meta-llama/meta-llama-3.1-70b-instruct-turbo
      price from=* input=0.88 cache-read=input cache-write=input output=0.88 source=litellm

    model meta-llama/meta-llama-3.1-8b
      alias together_ai/meta-llama/meta-llama-3.1-8b
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=litellm

    model together_ai/meta-llama/meta-llama-3.1-8b-instruct-turbo
      price from=* input=0.18 cache-read=input cache-write=input output=0.18 source=litellm

    model together_ai/meta-models/muse-glimmer-30b
      price from=* input=0.35 cache-read=0.04 cache-write=input output=1.5 source=litellm

    model together_ai/meta-models/muse-spark-open-816b-a42b
      price from=* input=1.25 cache-read=0.15 cache-write=input output=4.25 source=litellm

    model minimaxai/minimax-m2.7
      alias together_ai/minimaxai/minimax-m2.7
      price from=* input=0.3 cache-read=0.06 cache-write=input output=1.2 source=litellm

    model together_ai/minimaxai/minimax-m3
      price from=* input=0.3 cache-read=0.06 cache-write=input output=1.2 source=litellm

    model together_ai/minimaxai/minimax-m3.1-flash
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=litellm

    model mistralai/ministral-3-14b-instruct-2512
      alias together_ai/mistralai/ministral-3-14b-instruct-2512
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=litellm

    model mistralai/mistral-7b-instruct-v0.3
      alias together_ai/mistralai/mistral-7b-instruct-v0.3
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=litellm

    model mistralai/mistral-small-24b-instruct-2501
      alias together_ai/mistralai/mistral-small-24b-instruct-2501
      price from=* input=0.1 cache-read=input cache-write=input output=0.3 source=litellm

    model together_ai/mistralai/mixtral-8x7b-instruct-v0.1
      price from=* input=0.6 cache-read=input cache-write=input output=0.6 source=litellm

    model moonshotai/kimi-k2-instruct
      alias together_ai/moonshotai/kimi-k2-instruct
      price from=* input=1 cache-read=input cache-write=input output=3 source=litellm

    model moonshotai/kimi-k2.5-fp4
      alias together_ai/moonshotai/kimi-k2.5-fp4
      price from=* input=0.5 cache-read=input cache-write=input output=2.8 source=litellm

    model moonshotai/kimi-k2.6
      alias together_ai/moonshotai/kimi-k2.6
      price from=* input=1.2 cache-read=0.2 cache-write=input output=4.5 source=litellm

    model moonshotai/kimi-k2.7-code
      alias together_ai/moonshotai/kimi-k2.7-code
      price from=* input=0.95 cache-read=0.19 cache-write=input output=4 source=litellm

    model together_ai/moonshotai/kimi-k3
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=litellm

    model together_ai/moonshotai/kimi-k3.1-pro
      price from=* input=2 cache-read=0.2 cache-write=input output=10 source=litellm

    model nvidia/nemotron-3-ultra-550b-a55b
      alias together_ai/nvidia/nemotron-3-ultra-550b-a55b
      price from=* input=0.6 cache-read=0.2 cache-write=input output=3.6 source=litellm

    model together_ai/nvidia/nvidia-nemotron-3.5-super-vl
      price from=* input=0.15 cache-read=0.02 cache-write=input output=0.5 source=litellm

    model nvidia/nvidia-nemotron-nano-9b-v2
      alias together_ai/nvidia/nvidia-nemotron-nano-9b-v2
      price from=* input=0.06 cache-read=input cache-write=input output=0.25 source=litellm

    model together_ai/openai/gpt-oss-120b
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=litellm

    model openai/gpt-oss-20b
      alias together_ai/openai/gpt-oss-20b
      price from=* input=0.05 cache-read=input cache-write=input output=0.2 source=litellm

    model qwen/qwen2-1.5b-instruct
      alias together_ai/qwen/qwen2-1.5b-instruct
      price from=* input=0.02 cache-read=input cache-write=input output=0.02 source=litellm

    model qwen/qwen2.5-14b-instruct
      alias together_ai/qwen/qwen2.5-14b-instruct
      price from=* input=0.8 cache-read=input cache-write=input output=0.8 source=litellm

    model qwen/qwen2.5-72b-instruct
      alias together_ai/qwen/qwen2.5-72b-instruct
      price from=* input=1.2 cache-read=input cache-write=input output=1.2 source=litellm

    model qwen/qwen2.5-72b-instruct-turbo
      alias together_ai/qwen/qwen2.5-72b-instruct-turbo
      price from=* input=1.2 cache-read=input cache-write=input output=1.2 source=litellm

    model qwen/qwen2.5-7b-instruct-turbo
      alias together_ai/qwen/qwen2.5-7b-instruct-turbo
      price from=* input=0.3 cache-read=input cache-write=input output=0.3 source=litellm

    model qwen/qwen2.5-vl-72b-instruct
      alias together_ai/qwen/qwen2.5-vl-72b-instruct
      price from=* input=1.95 cache-read=input cache-write=input output=8 source=litellm

    model qwen/qwen3-coder-480b-a35b-instruct-fp8
      alias together_ai/qwen/qwen3-coder-480b-a35b-instruct-fp8
      price from=* input=2 cache-read=input cache-write=input output=2 source=litellm

    model qwen/qwen3-coder-next-fp8
      alias together_ai/qwen/qwen3-coder-next-fp8
      price from=* input=0.5 cache-read=input cache-write=input output=1.2 source=litellm

    model qwen/qwen3-next-80b-a3b-instruct
      alias together_ai/qwen/qwen3-next-80b-a3b-instruct
      price from=* input=0.15 cache-read=input cache-write=input output=1.5 source=litellm

    model qwen/qwen3-next-80b-a3b-thinking
      alias together_ai/qwen/qwen3-next-80b-a3b-thinking
      price from=* input=0.15 cache-read=input cache-write=input output=1.5 source=litellm

    model qwen/qwen3-vl-32b-instruct
      alias together_ai/qwen/qwen3-vl-32b-instruct
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=litellm

    model qwen/qwen3-vl-8b-instruct
      alias together_ai/qwen/qwen3-vl-8b-instruct
      price from=* input=0.18 cache-read=input cache-write=input output=0.68 source=litellm

    model qwen/qwen3.5-397b-a17b
      alias together_ai/qwen/qwen3.5-397b-a17b
      price from=* input=0.6 cache-read=0.35 cache-write=input output=3.6 source=litellm

    model together_ai/qwen/qwen3.5-9b
      price from=* input=0.17 cache-read=input cache-write=input output=0.25 source=litellm

    model together_ai/qwen/qwen3.6-plus
      price from=* input=0.5 cache-read=input cache-write=input output=3 source=litellm

    model together_ai/qwen/qwen3.7-max
      price from=* input=2.5 cache-read=0.5 cache-write=input output=7.5 source=litellm

    model together_ai/qwen/qwen3.7-plus
      price from=* input=0.32 cache-read=input cache-write=input output=1.28 source=litellm

    model together_ai/qwen/qwen3.8-2.4t-a95b
      price from=* input=2 cache-read=0.25 cache-write=input output=6 source=litellm

    model together_ai/qwen/qwen3.8-flash
      price from=* input=0.15 cache-read=input cache-write=input output=0.47 source=litellm

    model together_ai/reflection/beam-1.0-501b-a23b
      price from=* input=0.4 cache-read=0.04 cache-write=input output=1.2 source=litellm

    model together_ai/ricursive-ai/ripple-65b-preview
      price from=* input=0.2 cache-read=0.02 cache-write=input output=0.6 source=litellm

    model salesforce/llama-rank-v1
      alias together_ai/salesforce/llama-rank-v1
      price from=* input=0.1 cache-read=input cache-write=input output=none source=litellm

    model together_ai/thinkingmachines/inkling
      price from=* input=1 cache-read=0.17 cache-write=input output=4.05 source=litellm

    model together_ai/together/tev1-4b-experimental
      price from=* input=0.042 cache-read=input cache-write=input output=free source=litellm

    model zai-org/glm-4.5-air-fp8
      alias together_ai/zai-org/glm-4.5-air-fp8
      price from=* input=0.2 cache-read=input cache-write=input output=1.1 source=litellm

    model zai-org/glm-4.6
      alias together_ai/zai-org/glm-4.6
      price from=* input=0.6 cache-read=input cache-write=input output=2.2 source=litellm

    model zai-org/glm-4.7
      alias together_ai/zai-org/glm-4.7
      price from=* input=0.45 cache-read=input cache-write=input output=2 source=litellm

    model zai-org/glm-5
      alias together_ai/zai-org/glm-5
      price from=* input=1 cache-read=input cache-write=input output=3.2 source=litellm

    model zai-org/glm-5.1
      alias together_ai/zai-org/glm-5.1
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=litellm

    model together_ai/zai-org/glm-5.2
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=litellm

    model together_ai/zai-org/glm-5.3
      price from=* input=1.4 cache-read=0.26 cache-write=input output=4.4 source=litellm

    model together_ai/zai-org/glm-5.3-flash
      price from=* input=0.15 cache-read=0.03 cache-write=input output=0.5 source=litellm

    unpriced prism-ml/ternary-bonsai-27b togethercomputer/codellama-34b-instruct
      note LiteLLM lists it without a price above zero and does not say whether it is free.

    """#
}
