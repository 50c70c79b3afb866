// Made by `make prices`; do not edit. `docs/prices.md` says what the lines mean.

extension ShippedCatalogueText {
  static let google = #"""

    seller google vendor page=https://ai.google.dev/gemini-api/docs/pricing
      provider google gcp.gemini gcp.gen_ai gemini google_genai google-genai google-gla google_generativeai

    model gemini-1.0-pro-vision-001
      price from=* input=0.125 cache-read=input cache-write=input output=0.375 source=genai

    model gemini-2.5-flash-image
      alias gemini-2.5-flash-image-preview
      price from=* input=0.3 cache-read=0.03 cache-write=input output=2.5 reasoning=2.5 audio-input=1 image-output=30 per-image=0.039 per-search=0.035 source=genai,litellm
      when service-tier=flex input=0.15 output=1.25
      when service-tier=priority,fast input=0.54 output=4.5
      when service-tier=batch input=0.15 output=1.25

    model gemini-2.5-flash-lite-preview-tts
      price from=* input=0.5 cache-read=input cache-write=input output=10 source=genai

    model gemini-2.5-flash-preview
      alias gemini-2.5-flash-preview-05-20:thinking gemini-2.5-flash-preview:thinking
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 per-search=0.035 source=genai

    model gemini-2.5-flash-tts
      alias gemini-2.5-flash-preview-tts
      price from=* input=0.5 cache-read=input cache-write=input output=10 audio-output=10 source=genai,litellm
      when service-tier=batch input=0.25 output=5

    model gemini-2.5-pro-tts
      alias gemini-2.5-pro-preview-tts
      price from=* input=1 cache-read=0.125 cache-write=input output=20 audio-input=0.7 audio-output=20 per-search=0.035 source=genai,litellm
      when service-tier=batch input=0.5 output=10

    model gemini-3-pro-image-preview
      alias gemini-3-pro-image
      match starts=gemini-3-pro-image-preview
      price from=* until=2026-01-05 input=2 cache-read=input cache-write=input output=12 image-output=120 source=genai
      price from=2026-01-05 input=2 cache-read=input cache-write=input output=12 image-output=120 per-image=0.134 per-search=0.014 source=genai,litellm
      when service-tier=batch input=1 output=6 image-output=60

    model gemini-3-pro-text-preview
      price from=* until=2026-01-05 input=2 cache-read=0.2 cache-write=input output=12 source=genai
      when above=200000 basis=prompt scope=request input=4 cache-read=0.4 output=18
      price from=2026-01-05 input=2 cache-read=0.2 cache-write=input output=12 per-search=0.014 source=genai
      when above=200000 basis=prompt scope=request input=4 cache-read=0.4 output=18

    model gemini-3.1-flash-image-preview
      alias gemini-3.1-flash-image
      match starts=gemini-3.1-flash-image-preview
      price from=* input=0.5 cache-read=input cache-write=input output=3 image-output=60 per-image=0.045 per-search=0.014 source=genai,litellm
      when service-tier=batch input=0.25 output=1.5 image-output=30

    model gemini-3.1-flash-lite-image
      match starts=gemini-3.1-flash-lite-image
      price from=* input=0.25 cache-read=input cache-write=input output=1.5 image-output=30 per-image=0.0336 source=genai,litellm
      when service-tier=batch input=0.125 output=0.75 image-output=15

    model gemini-3.1-flash-live-preview
      match starts=gemini-3.1-flash-live-preview
      price from=* input=0.75 cache-read=input cache-write=input output=4.5 audio-input=3 audio-output=12 image-input=1 per-search=0.014 per-second-input=0.000083333333 source=genai,litellm

    model gemini-3.1-flash-tts-preview
      price from=* input=1 cache-read=input cache-write=input output=20 audio-output=20 source=genai,litellm
      when service-tier=batch input=0.5 output=10

    model gemini-3.8-flash-lite-tts
      price from=* until=2027-01-01 input=0.5 cache-read=0.125 cache-write=input output=6 audio-output=6 source=genai,litellm
      when service-tier=priority input=0.9 output=10.8
      when service-tier=flex input=0.25 output=3
      when service-tier=batch input=0.25 output=3
      price from=2027-01-01 input=1 cache-read=input cache-write=input output=12 source=genai
      when service-tier=priority input=1.8 output=21.6
      when service-tier=flex input=0.5 output=6
      when service-tier=batch input=0.5 output=6

    model gemini-3.8-flash-tts
      price from=* until=2027-01-01 input=0.5 cache-read=0.125 cache-write=input output=9 audio-output=9 source=genai,litellm
      when service-tier=priority input=0.9 output=16.2
      when service-tier=flex input=0.25 output=4.5
      when service-tier=batch input=0.25 output=4.5
      price from=2027-01-01 input=1 cache-read=input cache-write=input output=18 source=genai
      when service-tier=priority input=1.8 output=32.4
      when service-tier=flex input=0.5 output=9
      when service-tier=batch input=0.5 output=9

    model gemini-3.8-live
      match starts=gemini-3.8-live
      price from=* input=0.75 cache-read=input cache-write=input output=4.5 audio-input=3 audio-output=12 image-input=1 per-search=0.014 source=genai

    model gemini-live-2.5-flash
      alias gemini-2.5-flash-native-audio-latest gemini-2.5-flash-native-audio-preview
      match starts=gemini-live-2.5-flash
      match starts=gemini-2.5-flash-native-audio-preview
      price from=* input=0.5 cache-read=input cache-write=input output=2 audio-input=3 audio-output=12 image-input=3 source=genai

    model gemini-nano-banana-2.1
      price from=* input=1.5 cache-read=input cache-write=input output=7.5 image-output=30 per-image=0.0336 per-search=0.014 source=genai,litellm
      when service-tier=batch input=0.75 output=3.75 image-output=15

    model gemini-omni-1.1-flash
      price from=* input=1.5 cache-read=input cache-write=input output=9 reasoning=9 audio-input=1.5 source=genai,litellm

    model gemini-omni-flash-preview
      match starts=gemini-omni-flash-preview
      price from=* input=1.5 cache-read=input cache-write=input output=9 reasoning=9 audio-input=1.5 source=genai,litellm

    model gemini-pro
      alias gemini-1.0-pro
      price from=* input=0.125 cache-read=input cache-write=input output=0.375 source=genai

    model gemini-robotics-er-2-preview
      price from=* until=2027-01-01 input=1 cache-read=0.1 cache-write=input output=5 reasoning=5 audio-input=1 per-search=0.014 source=genai,litellm
      when service-tier=batch input=0.5 cache-read=0.05 output=2.5
      price from=2027-01-01 input=2 cache-read=0.2 cache-write=input output=10 source=genai

    model gemini-robotics-er-2-streaming-preview
      price from=* until=2027-01-01 input=1 cache-read=input cache-write=input output=5 audio-input=1 per-search=0.014 source=genai,litellm
      price from=2027-01-01 input=2 cache-read=input cache-write=input output=10 source=genai

    model gemma-2-27b-it
      price from=* input=0.65 cache-read=input cache-write=input output=0.65 source=genai

    model gemma-4-26b-a4b-it-maas
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=genai

    model deep-research-max-preview-04-2026
      price from=* input=2 cache-read=input cache-write=input output=12 per-search=0.035 source=litellm
      when service-tier=batch input=1 output=6

    model deep-research-preview-04-2026
      price from=* input=2 cache-read=input cache-write=input output=12 per-search=0.035 source=litellm
      when service-tier=batch input=1 output=6

    model deep-research-pro-preview-12-2025
      price from=* input=2 cache-read=input cache-write=input output=12 per-search=0.035 source=litellm
      when service-tier=batch input=1 output=6

    model gemini-2.5-computer-use-preview-10-2025
      price from=* input=1.25 cache-read=input cache-write=input output=10 source=litellm
      when above=200000 basis=prompt scope=request input=2.5 output=15

    model gemini-2.5-flash-native-audio-preview-09-2025
      price from=* input=0.5 cache-read=input cache-write=input output=2 audio-input=3 audio-output=12 source=litellm

    model gemini-2.5-flash-native-audio-preview-12-2025
      price from=* input=0.5 cache-read=input cache-write=input output=2 audio-input=3 audio-output=12 source=litellm

    model gemini-3.5-live-translate-preview
      price from=* input=3.5 cache-read=input cache-write=input output=21 audio-input=3.5 audio-output=21 source=litellm

    model gemini-3.5-transcribe
      price from=* input=2 cache-read=input cache-write=input output=12 audio-input=2 source=litellm

    model gemini-3.5-transcribe-live
      price from=* input=3.5 cache-read=input cache-write=input output=21 audio-input=3.5 source=litellm

    model gemini-3.8-live-extended-thinking
      price from=* input=0.75 cache-read=input cache-write=input output=4.5 audio-input=3 audio-output=12 image-input=1 source=litellm

    model gemini-4-hydrogen
      price from=* input=1.5 cache-read=0.075 cache-write=input output=7.5 reasoning=7.5 per-search=0.014 source=litellm
      when service-tier=flex input=0.75 cache-read=0.0375 output=3.75
      when service-tier=priority,fast input=2.7 cache-read=0.135 output=13.5
      when service-tier=batch input=0.75 cache-read=0.0375 output=3.75

    model gemini-exp-1206
      price from=* input=0.3 cache-read=0.03 cache-write=input output=2.5 reasoning=2.5 audio-input=1 per-search=0.035 source=litellm

    model gemini-gemma-2-27b-it
      price from=* input=0.35 cache-read=input cache-write=input output=1.05 source=litellm

    model gemini-gemma-2-9b-it
      price from=* input=0.35 cache-read=input cache-write=input output=1.05 source=litellm

    model gemini-live-2.5-flash-preview-native-audio-09-2025
      price from=* input=0.5 cache-read=input cache-write=input output=2 audio-input=3 audio-output=12 per-search=0.035 source=litellm

    model gemini-omni-1.2-flash
      price from=* input=1.5 cache-read=input cache-write=input output=9 reasoning=9 image-input=1.5 source=litellm

    model imagen-3.0-fast-generate-001
      price from=* per-image=0.02 source=litellm

    model imagen-3.0-generate-001
      price from=* per-image=0.04 source=litellm

    model lyria-3-clip-preview
      price from=* per-image=0.04 source=litellm

    model lyria-3-pro-preview
      price from=* per-image=0.08 source=litellm

    model lyria-3.5
      price from=* per-image=0.08 source=litellm

    model lyria-3.5-clip-preview
      price from=* per-image=0.04 source=litellm

    model lyria-3.5-pro-preview
      price from=* per-image=0.08 source=litellm

    model lyria-realtime-exp
      price from=* per-image=0.08 source=litellm

    model nano-banana-pro-preview
      price from=* input=2 cache-read=input cache-write=input output=12 image-output=120 per-image=0.134 per-search=0.014 source=litellm
      when service-tier=flex input=1 output=6
      when service-tier=priority,fast input=3.6 output=21.6
      when service-tier=batch input=1 output=6

    model veo-3.1-fast-generate-001
      price from=* per-second-output=0.1 source=litellm

    model veo-3.1-fast-generate-preview
      price from=* per-second-output=0.1 source=litellm

    model veo-3.1-generate-001
      price from=* per-second-output=0.4 source=litellm

    model veo-3.1-generate-preview
      price from=* per-second-output=0.4 source=litellm

    model veo-3.1-lite-generate-preview
      price from=* per-second-output=0.05 source=litellm

    unpriced gemini-exp-1114 gemma-3-27b-it learnlm-1.5-pro-experimental
      note LiteLLM lists it without a price above zero and does not say whether it is free.

    unpriced gemma-3 gemma-3n
      note genai-prices lists it without any price and does not say whether it is free.

    seller vertex reseller
      provider vertex gcp.vertex_ai vertex_ai vertexai google_vertexai google-vertex google_vertex google-vertex-ai
      provider google_anthropic_vertex vertex_ai-ai21_models vertex_ai-anthropic_models vertex_ai-deepseek_models
      provider vertex_ai-embedding-models vertex_ai-language-models vertex_ai-llama_models vertex_ai-minimax_models
      provider vertex_ai-mistral_models vertex_ai-moonshot_models vertex_ai-openai_models vertex_ai-qwen_models
      provider vertex_ai-text-models vertex_ai-video-models vertex_ai-zai_models

    model chirp
      price from=* per-character-input=0.00003 source=litellm

    model chirp_2
      price from=* per-second-input=0.00026667 source=litellm

    model chirp_3
      price from=* per-second-input=0.00026667 source=litellm

    model claude-3-5-haiku
      price from=* input=1 cache-read=input cache-write=input output=5 source=litellm

    model claude-3-5-haiku@20241022
      price from=* input=1 cache-read=input cache-write=input output=5 source=litellm

    model claude-3-5-sonnet
      price from=* input=3 cache-read=input cache-write=input output=15 source=litellm

    model claude-3-5-sonnet@20240620
      price from=* input=3 cache-read=input cache-write=input output=15 source=litellm

    model claude-3-haiku
      price from=* input=0.25 cache-read=input cache-write=input output=1.25 source=litellm

    model claude-3-haiku@20240307
      price from=* input=0.25 cache-read=input cache-write=input output=1.25 source=litellm

    model claude-3-sonnet
      price from=* input=3 cache-read=input cache-write=input output=15 source=litellm

    model claude-3-sonnet@20240229
      price from=* input=3 cache-read=input cache-write=input output=15 source=litellm

    model claude-fable-5
      price from=* input=10 cache-read=1 cache-write=12.5 cache-write-1h=20 output=50 per-search=0.01 source=litellm
      when service-tier=batch input=5 cache-read=0.5 cache-write=6.25 output=25

    model claude-fable-5-1
      price from=* input=10 cache-read=0.25 cache-write=12.5 cache-write-1h=20 output=50 per-search=0.01 source=litellm
      when service-tier=batch input=5 cache-read=0.125 cache-write=6.25 output=25

    model claude-fable-5-1@default
      price from=* input=10 cache-read=0.25 cache-write=12.5 cache-write-1h=20 output=50 per-search=0.01 source=litellm
      when service-tier=batch input=5 cache-read=0.125 cache-write=6.25 output=25

    model claude-fable-5@default
      price from=* input=10 cache-read=1 cache-write=12.5 cache-write-1h=20 output=50 per-search=0.01 source=litellm
      when service-tier=batch input=5 cache-read=0.5 cache-write=6.25 output=25

    model claude-haiku-4-5
      price from=* input=1 cache-read=0.1 cache-write=1.25 cache-write-1h=2 output=5 per-search=0.01 source=litellm
      when service-tier=batch input=0.5 cache-read=0.05 cache-write=0.625 output=2.5

    model claude-haiku-4-5@20251001
      price from=* input=1 cache-read=0.1 cache-write=1.25 cache-write-1h=2 output=5 per-search=0.01 source=litellm
      when service-tier=batch input=0.5 cache-read=0.05 cache-write=0.625 output=2.5

    model claude-haiku-5-5
      price from=* input=0.1 cache-read=0.01 cache-write=0.125 cache-write-1h=0.2 output=0.5 per-search=0.01 source=litellm
      when above=100000 basis=prompt scope=request input=0.5 cache-read=0.05 cache-write=0.625 cache-write-1h=1 output=2.5
      when service-tier=batch input=0.05 cache-read=0.005 cache-write=0.0625 output=0.25

    model claude-haiku-5-5@default
      price from=* input=0.1 cache-read=0.01 cache-write=0.125 cache-write-1h=0.2 output=0.5 per-search=0.01 source=litellm
      when above=100000 basis=prompt scope=request input=0.5 cache-read=0.05 cache-write=0.625 cache-write-1h=1 output=2.5
      when service-tier=batch input=0.05 cache-read=0.005 cache-write=0.0625 output=0.25

    model claude-opus-4-5
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm
      when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 output=12.5

    model claude-opus-4-5@20251101
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm
      when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 output=12.5

    model claude-opus-4-6
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm
      when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 output=12.5

    model claude-opus-4-6@default
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm
      when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 output=12.5

    model claude-opus-4-7
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm
      when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 output=12.5

    model claude-opus-4-7@default
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm
      when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 output=12.5

    model claude-opus-4-8
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm
      when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 output=12.5

    model claude-opus-4-8@default
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm
      when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 output=12.5

    model claude-opus-5
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm
      when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 output=12.5

    model claude-opus-5-5
      price from=* input=4 cache-read=0.2 cache-write=5 cache-write-1h=8 output=20 per-search=0.01 source=litellm
      when service-tier=batch input=2.5 cache-read=0.1 cache-write=2.5 output=12.5

    model claude-opus-5-5@default
      price from=* input=4 cache-read=0.2 cache-write=5 cache-write-1h=8 output=20 per-search=0.01 source=litellm
      when service-tier=batch input=2.5 cache-read=0.1 cache-write=2.5 output=12.5

    model claude-opus-5@default
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm
      when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 output=12.5

    model claude-sonnet-4-5
      price from=* input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 per-search=0.01 source=litellm
      when above=200000 basis=prompt scope=request input=6 cache-read=0.6 cache-write=7.5 cache-write-1h=12 output=22.5
      when service-tier=batch input=1.5 cache-read=0.15 cache-write=1.88 output=7.5

    model claude-sonnet-4-5@20250929
      price from=* input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 per-search=0.01 source=litellm
      when above=200000 basis=prompt scope=request input=6 cache-read=0.6 cache-write=7.5 cache-write-1h=12 output=22.5
      when service-tier=batch input=1.5 cache-read=0.15 cache-write=1.88 output=7.5

    model claude-sonnet-4-6
      price from=* input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 per-search=0.01 source=litellm
      when service-tier=batch input=1.5 cache-read=0.15 cache-write=1.88 output=7.5

    model claude-sonnet-4-6@default
      price from=* input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 per-search=0.01 source=litellm
      when service-tier=batch input=1.5 cache-read=0.15 cache-write=1.88 output=7.5

    model claude-sonnet-5
      price from=* input=2 cache-read=0.2 cache-write=2.5 cache-write-1h=4 output=10 per-search=0.01 source=litellm
      when service-tier=batch input=1 output=5

    model claude-sonnet-5-5
      price from=* input=2 cache-read=0.1 cache-write=2.5 cache-write-1h=4 output=10 per-search=0.01 source=litellm
      when service-tier=batch input=1 cache-read=0.05 cache-write=1.25 output=5

    model claude-sonnet-5-5@default
      price from=* input=2 cache-read=0.1 cache-write=2.5 cache-write-1h=4 output=10 per-search=0.01 source=litellm
      when service-tier=batch input=1 cache-read=0.05 cache-write=1.25 output=5

    model claude-sonnet-5@default
      price from=* input=2 cache-read=0.2 cache-write=2.5 cache-write-1h=4 output=10 per-search=0.01 source=litellm
      when service-tier=batch input=1 output=5

    model codestral-2
      price from=* input=0.3 cache-read=input cache-write=input output=0.9 source=litellm

    model codestral-2501
      price from=* input=0.2 cache-read=input cache-write=input output=0.6 source=litellm

    model codestral-2@001
      price from=* input=0.3 cache-read=input cache-write=input output=0.9 source=litellm

    model codestral@2405
      price from=* input=0.2 cache-read=input cache-write=input output=0.6 source=litellm

    model codestral@latest
      price from=* input=0.2 cache-read=input cache-write=input output=0.6 source=litellm

    model deep-research-pro-preview-12-2025
      price from=* input=2 cache-read=0.2 cache-write=input output=12 image-output=120 per-image=0.134 source=litellm
      when service-tier=batch input=1 cache-read=0.1 output=6

    model deepseek-ai/deepseek-ocr-maas
      alias vertex_ai/deepseek-ai/deepseek-ocr-maas
      price from=* input=0.3 cache-read=input cache-write=input output=1.2 per-page=0.0003 source=litellm

    model deepseek-ai/deepseek-r1-0528-maas
      alias vertex_ai/deepseek-ai/deepseek-r1-0528-maas
      price from=* input=1.35 cache-read=input cache-write=input output=5.4 source=litellm
      when service-tier=batch input=0.675 output=2.7

    model deepseek-ai/deepseek-v3.1-maas
      alias vertex_ai/deepseek-ai/deepseek-v3.1-maas
      price from=* input=0.6 cache-read=0.06 cache-write=input output=1.7 source=litellm
      when service-tier=batch input=0.3 output=0.85

    model deepseek-ai/deepseek-v3.2-maas
      alias vertex_ai/deepseek-ai/deepseek-v3.2-maas
      price from=* input=0.56 cache-read=0.056 cache-write=input output=1.68 source=litellm
      when service-tier=batch input=0.28 output=0.84

    model deepseek-ai/deepseek-v4.1-flash-maas
      alias vertex_ai/deepseek-ai/deepseek-v4.1-flash-maas
      price from=* input=0.3 cache-read=0.03 cache-write=input output=1.2 source=litellm

    model gemini-2.0-flash
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 audio-input=1 per-character-input=0.0000000375 source=litellm
      when service-tier=batch input=0.075 output=0.3 audio-input=0.5

    model gemini-2.0-flash-lite
      price from=* input=0.075 cache-read=input cache-write=input output=0.3 audio-input=0.075 per-character-input=0.00000001875 source=litellm
      when service-tier=batch input=0.0375 output=0.15 audio-input=0.0375

    model gemini-2.5-computer-use-preview-10-2025
      price from=* input=1.25 cache-read=input cache-write=input output=10 source=litellm
      when above=200000 basis=prompt scope=request input=2.5 output=15

    model gemini-2.5-flash
      price from=* input=0.3 cache-read=0.03 cache-write=input output=2.5 reasoning=2.5 audio-input=1 audio-cache-read=0.1 per-search=0.035 source=litellm
      when service-tier=flex input=0.15 cache-read=0.03 output=1.25 audio-input=0.5
      when service-tier=priority,fast input=0.54 cache-read=0.054 output=4.5 audio-input=1.8 audio-cache-read=0.18
      when above=200000 basis=prompt scope=request audio-input=0.3
      when service-tier=flex above=200000 basis=prompt scope=request audio-input=0.5
      when service-tier=priority,fast above=200000 basis=prompt scope=request audio-input=1.8
      when service-tier=batch input=0.15 output=1.25 audio-input=0.5
      when service-tier=batch above=200000 basis=prompt scope=request audio-input=0.5

    model gemini-2.5-flash-image
      price from=* input=0.3 cache-read=input cache-write=input output=2.5 reasoning=2.5 audio-input=1 image-output=30 per-image=0.039 source=litellm
      when service-tier=flex input=0.15 output=1.25
      when service-tier=batch input=0.15 output=1.25 image-output=15

    model gemini-2.5-flash-lite
      price from=* input=0.1 cache-read=0.01 cache-write=input output=0.4 reasoning=0.4 audio-input=0.3 audio-cache-read=0.03 per-search=0.035 source=litellm
      when service-tier=flex input=0.05 cache-read=0.01 output=0.2 audio-input=0.05
      when service-tier=priority,fast input=0.18 cache-read=0.018 output=0.72 audio-input=0.54 audio-cache-read=0.054
      when above=200000 basis=prompt scope=request audio-input=0.3
      when service-tier=flex above=200000 basis=prompt scope=request audio-input=0.05
      when service-tier=priority,fast above=200000 basis=prompt scope=request audio-input=0.54
      when service-tier=batch input=0.05 output=0.2 audio-input=0.05
      when service-tier=batch above=200000 basis=prompt scope=request audio-input=0.05

    model gemini-2.5-flash-lite-preview-09-2025
      price from=* input=0.1 cache-read=0.01 cache-write=input output=0.4 reasoning=0.4 audio-input=0.3 per-search=0.035 source=litellm

    model gemini-2.5-flash-native-audio
      price from=* input=0.5 cache-read=input cache-write=input output=2 audio-input=3 audio-output=12 image-input=3 source=litellm

    model gemini-2.5-flash-preview-09-2025
      price from=* input=0.3 cache-read=0.03 cache-write=input output=2.5 reasoning=2.5 audio-input=1 per-search=0.035 source=litellm

    model gemini-2.5-flash-preview-tts
      price from=* input=0.5 cache-read=input cache-write=input output=10 audio-output=10 source=litellm
      when service-tier=batch input=0.25

    model gemini-2.5-flash-tts
      price from=* input=0.5 cache-read=input cache-write=input output=10 audio-output=10 source=litellm
      when service-tier=batch input=0.25

    model gemini-2.5-pro
      price from=* input=1.25 cache-read=0.125 cache-write=input output=10 per-search=0.035 source=litellm
      when service-tier=flex input=0.625 cache-read=0.125 output=5
      when service-tier=priority,fast input=2.25 cache-read=0.225 output=18
      when above=200000 basis=prompt scope=request input=2.5 cache-read=0.25 cache-write=0.25 output=15
      when service-tier=flex above=200000 basis=prompt scope=request input=1.25 output=7.5
      when service-tier=priority,fast above=200000 basis=prompt scope=request input=4.5 cache-read=0.45 output=27
      when service-tier=batch input=0.625 output=5
      when service-tier=batch above=200000 basis=prompt scope=request input=1.25 output=7.5

    model gemini-2.5-pro-preview-tts
      price from=* input=1 cache-read=0.125 cache-write=input output=20 audio-input=0.7 audio-output=20 per-search=0.035 source=litellm
      when service-tier=batch input=0.5

    model gemini-2.5-pro-tts
      price from=* input=1 cache-read=input cache-write=input output=20 audio-output=20 source=litellm
      when service-tier=batch input=0.5

    model gemini-3-flash-preview
      price from=* input=0.5 cache-read=0.05 cache-write=input output=3 reasoning=3 audio-input=1 audio-cache-read=0.1 per-search=0.014 source=litellm
      when service-tier=flex input=0.25 output=1.5 audio-input=0.5
      when service-tier=priority,fast input=0.9 cache-read=0.09 output=5.4 audio-input=1.8 audio-cache-read=0.18
      when above=200000 basis=prompt scope=request audio-input=1
      when service-tier=flex above=200000 basis=prompt scope=request audio-input=0.5
      when service-tier=priority,fast above=200000 basis=prompt scope=request audio-input=1.8
      when service-tier=batch input=0.25 output=1.5 audio-input=0.5
      when service-tier=batch above=200000 basis=prompt scope=request audio-input=0.5

    model gemini-3-pro-image
      price from=* input=2 cache-read=0.2 cache-write=input output=12 image-output=120 per-image=0.134 per-search=0.014 source=litellm
      when service-tier=flex input=1 cache-read=0.1 output=6
      when service-tier=priority,fast input=3.6 cache-read=0.36 output=21.6 image-output=216
      when above=200000 basis=prompt scope=request input=4 cache-read=0.4 output=18
      when service-tier=priority,fast above=200000 basis=prompt scope=request input=7.2 cache-read=0.72 output=32.4
      when service-tier=batch input=1 cache-read=0.1 output=6 image-output=60

    model gemini-3-pro-image-preview
      price from=* input=2 cache-read=0.2 cache-write=input output=12 image-output=120 per-image=0.134 per-search=0.014 source=litellm
      when service-tier=priority,fast input=3.6 cache-read=0.36 output=21.6 image-output=216
      when above=200000 basis=prompt scope=request input=4 cache-read=0.4 output=18
      when service-tier=priority,fast above=200000 basis=prompt scope=request input=7.2 cache-read=0.72 output=32.4
      when service-tier=batch input=1 cache-read=0.1 output=6 image-output=60

    model gemini-3-pro-preview
      price from=* input=2 cache-read=0.2 cache-write=input output=12 per-search=0.014 source=litellm
      when service-tier=priority,fast input=3.6 cache-read=0.36 output=21.6
      when above=200000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=0.25 output=18
      when service-tier=priority,fast above=200000 basis=prompt scope=request input=7.2 cache-read=0.72 output=32.4
      when service-tier=batch input=1 output=6

    model gemini-3.1-flash-image
      price from=* input=0.5 cache-read=0.05 cache-write=input output=3 image-output=60 per-image=0.0672 per-search=0.014 source=litellm
      when service-tier=flex input=0.25 cache-read=0.025 output=1.5
      when service-tier=priority,fast input=0.9 cache-read=0.09 output=5.4 image-output=108
      when service-tier=batch input=0.25 cache-read=0.025 output=1.5 image-output=30

    model gemini-3.1-flash-image-preview
      price from=* input=0.5 cache-read=0.05 cache-write=input output=3 image-output=60 per-image=0.0672 per-search=0.014 source=litellm
      when service-tier=priority,fast image-output=108
      when service-tier=batch input=0.25 cache-read=0.025 output=1.5 image-output=30

    model gemini-3.1-flash-lite
      price from=* input=0.25 cache-read=0.025 cache-write=input output=1.5 reasoning=1.5 audio-input=0.5 audio-cache-read=0.05 per-search=0.014 source=litellm
      when service-tier=flex input=0.125 cache-read=0.0125 output=0.75 audio-input=0.25 audio-cache-read=0.025
      when service-tier=priority,fast input=0.45 cache-read=0.045 output=2.7 audio-input=0.9 audio-cache-read=0.09
      when above=200000 basis=prompt scope=request audio-input=0.5
      when service-tier=flex above=200000 basis=prompt scope=request audio-input=0.25
      when service-tier=priority,fast above=200000 basis=prompt scope=request audio-input=0.9
      when service-tier=batch input=0.125 cache-read=0.0125 output=0.75 audio-input=0.25 audio-cache-read=0.025
      when service-tier=batch above=200000 basis=prompt scope=request audio-input=0.25

    model gemini-3.1-flash-lite-image
      price from=* input=0.25 cache-read=0.025 cache-write=input output=1.5 image-output=30 per-image=0.0336 source=litellm
      when service-tier=flex input=0.125 cache-read=0.0125 output=0.75
      when service-tier=priority,fast input=0.45 cache-read=0.045 output=2.7 image-output=54
      when service-tier=batch input=0.125 cache-read=0.0125 output=0.75 image-output=15

    model gemini-3.1-flash-lite-preview
      price from=* input=0.25 cache-read=0.025 cache-write=input output=1.5 reasoning=1.5 audio-input=0.5 per-search=0.014 source=litellm

    model gemini-3.1-flash-tts-preview
      price from=* input=1 cache-read=input cache-write=input output=20 audio-output=20 source=litellm
      when service-tier=batch input=0.5

    model gemini-3.1-pro-preview
      price from=* input=2 cache-read=0.2 cache-write=input output=12 per-image=0.00012 per-search=0.014 source=litellm
      when service-tier=flex input=1 output=6
      when service-tier=priority,fast input=3.6 cache-read=0.36 output=21.6
      when above=200000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=0.25 output=18
      when service-tier=flex above=200000 basis=prompt scope=request input=2 output=9
      when service-tier=priority,fast above=200000 basis=prompt scope=request input=7.2 cache-read=0.72 output=32.4
      when service-tier=batch input=1 output=6
      when service-tier=batch above=200000 basis=prompt scope=request input=2 output=9

    model gemini-3.1-pro-preview-customtools
      price from=* input=2 cache-read=0.2 cache-write=input output=12 per-image=0.00012 per-search=0.014 source=litellm
      when above=200000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=0.25 output=18
      when service-tier=batch input=1 output=6

    model gemini-3.5-flash
      price from=* input=1.5 cache-read=0.15 cache-write=input output=9 reasoning=9 audio-input=1.5 per-search=0.014 source=litellm
      when service-tier=flex input=0.75 cache-read=0.075 output=4.5
      when service-tier=priority,fast input=2.7 cache-read=0.27 output=16.2 audio-input=2.7
      when service-tier=batch input=0.75 cache-read=0.075 output=4.5

    model gemini-3.5-flash-lite
      price from=* input=0.3 cache-read=0.03 cache-write=input output=2.5 reasoning=2.5 per-search=0.014 source=litellm
      when service-tier=flex input=0.15 cache-read=0.015 output=1.25
      when service-tier=priority,fast input=0.54 cache-read=0.054 output=4.5
      when service-tier=batch input=0.15 cache-read=0.015 output=1.25

    model gemini-3.5-live-translate-preview
      price from=* input=3.5 cache-read=input cache-write=input output=21 audio-input=3.5 audio-output=21 per-second-input=0.0000875 source=litellm

    model gemini-3.5-transcribe
      price from=* input=none cache-read=none cache-write=none output=12 audio-input=2 per-second-input=0.00005 source=litellm

    model gemini-3.5-transcribe-live
      price from=* input=none cache-read=none cache-write=none output=21 audio-input=3.5 per-second-input=0.0000875 source=litellm

    model gemini-3.5-transcribe-live-preview
      price from=* input=3.5 cache-read=input cache-write=input output=21 audio-input=3.5 source=litellm

    model gemini-3.5-transcribe-preview
      price from=* input=2 cache-read=input cache-write=input output=12 audio-input=2 source=litellm

    model gemini-3.6-flash
      price from=* input=0.75 cache-read=0.075 cache-write=input output=3.75 reasoning=3.75 per-search=0.014 source=litellm
      when service-tier=flex input=0.375 cache-read=0.0375 output=1.875
      when service-tier=priority,fast input=1.35 cache-read=0.135 output=6.75
      when service-tier=batch input=0.375 cache-read=0.0375 output=1.875

    model gemini-3.7-flash
      price from=* input=0.75 cache-read=0.075 cache-write=input output=3.75 reasoning=3.75 per-search=0.014 source=litellm
      when service-tier=flex input=0.375 cache-read=0.0375 output=1.875
      when service-tier=priority,fast input=1.35 cache-read=0.135 output=6.75
      when service-tier=batch input=0.375 cache-read=0.0375 output=1.875

    model gemini-3.8-flash
      price from=* input=0.75 cache-read=0.075 cache-write=input output=3.75 reasoning=3.75 per-search=0.014 source=litellm
      when service-tier=flex input=0.375 cache-read=0.0375 output=1.875
      when service-tier=priority,fast input=1.35 cache-read=0.135 output=6.75
      when service-tier=batch input=0.375 cache-read=0.0375 output=1.875

    model gemini-3.8-flash-cyber
      price from=* input=1.5 cache-read=0.15 cache-write=input output=7.5 reasoning=7.5 source=litellm
      when service-tier=flex input=0.75 cache-read=0.075 output=3.75
      when service-tier=priority,fast input=2.7 cache-read=0.27 output=13.5
      when service-tier=batch input=0.75 cache-read=0.075 output=3.75

    model gemini-3.8-flash-lite-tts
      price from=* input=0.5 cache-read=input cache-write=input output=6 audio-output=6 source=litellm

    model gemini-3.8-flash-tts
      price from=* input=0.5 cache-read=input cache-write=input output=9 audio-output=9 source=litellm

    model gemini-3.8-live
      price from=* input=0.75 cache-read=input cache-write=input output=4.5 audio-input=3 audio-output=12 image-input=1 source=litellm

    model gemini-4-argon
      price from=* input=2 cache-read=0.1 cache-write=input output=10 reasoning=10 audio-input=2 per-search=0.014 source=litellm
      when service-tier=flex input=1 cache-read=0.05 output=5
      when service-tier=priority,fast input=3.6 cache-read=0.18 output=18 audio-input=3.6
      when service-tier=batch input=1 cache-read=0.05 output=5 audio-input=1

    model gemini-4-argon-cyber-permissive
      price from=* input=4 cache-read=0.2 cache-write=input output=20 reasoning=20 audio-input=4 per-search=0.014 source=litellm
      when service-tier=flex input=2 cache-read=0.1 output=10
      when service-tier=priority,fast input=7.2 cache-read=0.36 output=36 audio-input=7.2
      when service-tier=batch input=2 cache-read=0.1 output=10 audio-input=2

    model gemini-4-hydrogen
      price from=* input=1.5 cache-read=0.075 cache-write=input output=7.5 reasoning=7.5 audio-input=1.5 per-search=0.014 source=litellm
      when service-tier=priority,fast input=2.7 cache-read=0.135 output=13.5 audio-input=2.7
      when service-tier=batch input=0.75 cache-read=0.0375 output=3.75 audio-input=0.75

    model gemini-embedding-001
      price from=* input=0.15 cache-read=input cache-write=input output=none source=litellm
      when service-tier=batch input=0.12

    model gemini-embedding-2
      price from=* input=0.2 cache-read=input cache-write=input output=none audio-input=6.5 image-input=0.45 source=litellm
      when service-tier=batch input=0.1 audio-input=3.25 image-input=0.225

    model gemini-embedding-2-preview
      price from=* input=0.2 cache-read=input cache-write=input output=none audio-input=6.5 image-input=0.45 source=litellm
      when service-tier=batch input=0.1 audio-input=3.25 image-input=0.225

    model gemini-live-2.5-flash-native-audio
      price from=* input=0.5 cache-read=input cache-write=input output=2 audio-input=3 audio-output=12 image-input=3 per-search=0.035 source=litellm

    model gemini-live-2.5-flash-preview-native-audio-09-2025
      price from=* input=0.5 cache-read=input cache-write=input output=2 audio-input=3 audio-output=12 image-input=3 per-search=0.035 source=litellm

    model gemini-nano-banana-2.1
      price from=* input=1.5 cache-read=0.15 cache-write=input output=7.5 image-output=30 per-image=0.0336 per-search=0.014 source=litellm
      when service-tier=priority,fast input=2.7 cache-read=0.27 output=13.5 image-output=54
      when service-tier=batch input=0.75 cache-read=0.075 output=3.75 image-output=15

    model gemini-omni-1.1-flash
      price from=* input=1.5 cache-read=input cache-write=input output=9 reasoning=9 source=litellm

    model gemini-omni-1.1-flash-preview
      price from=* input=1.5 cache-read=input cache-write=input output=9 reasoning=9 source=litellm

    model gemini-omni-1.2-flash
      price from=* input=1.5 cache-read=input cache-write=input output=9 reasoning=9 source=litellm

    model gemini-omni-flash-preview
      price from=* input=1.5 cache-read=input cache-write=input output=9 reasoning=9 audio-input=1.5 source=litellm

    model gemini-robotics-er-1.5-preview
      price from=* input=0.3 cache-read=free cache-write=input output=2.5 reasoning=2.5 audio-input=1 source=litellm

    model gemini-robotics-er-2-preview
      price from=* input=1 cache-read=0.1 cache-write=input output=5 reasoning=5 audio-input=1 per-search=0.014 source=litellm

    model gemma-4-26b-a4b-it
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=litellm

    model google/gemma-4-26b-a4b-it-maas
      alias vertex_ai/google/gemma-4-26b-a4b-it-maas
      price from=* input=0.15 cache-read=0.015 cache-write=input output=0.6 source=litellm

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

    model lyria-002
      price from=* per-image=0.06 source=litellm

    model lyria-3-clip-preview
      price from=* per-image=0.04 source=litellm

    model lyria-3-pro-preview
      price from=* per-image=0.08 source=litellm

    model medlm-large
      price from=* per-character-input=0.000005 per-character-output=0.000015 source=litellm

    model medlm-medium
      price from=* per-character-input=0.0000005 per-character-output=0.000001 source=litellm

    model meta/llama-3.1-405b-instruct-maas
      alias vertex_ai/meta/llama-3.1-405b-instruct-maas
      price from=* input=5 cache-read=input cache-write=input output=16 source=litellm

    model meta/llama-3.3-70b-instruct-maas
      alias vertex_ai/meta/llama-3.3-70b-instruct-maas
      price from=* input=0.72 cache-read=input cache-write=input output=0.72 source=litellm
      when service-tier=batch input=0.36 output=0.36

    model meta/llama-4-maverick-17b-128e-instruct-maas
      alias vertex_ai/meta/llama-4-maverick-17b-128e-instruct-maas
      price from=* input=0.35 cache-read=input cache-write=input output=1.15 source=litellm
      when service-tier=batch input=0.175 output=0.575

    model meta/llama-4-maverick-17b-16e-instruct-maas
      alias vertex_ai/meta/llama-4-maverick-17b-16e-instruct-maas
      price from=* input=0.35 cache-read=input cache-write=input output=1.15 source=litellm
      when service-tier=batch input=0.175 output=0.575

    model meta/llama-4-scout-17b-128e-instruct-maas
      alias vertex_ai/meta/llama-4-scout-17b-128e-instruct-maas
      price from=* input=0.25 cache-read=input cache-write=input output=0.7 source=litellm
      when service-tier=batch input=0.125 output=0.35

    model meta/llama-4-scout-17b-16e-instruct-maas
      alias vertex_ai/meta/llama-4-scout-17b-16e-instruct-maas
      price from=* input=0.25 cache-read=input cache-write=input output=0.7 source=litellm
      when service-tier=batch input=0.125 output=0.35

    model minimaxai/minimax-m2-maas
      alias vertex_ai/minimaxai/minimax-m2-maas
      price from=* input=0.3 cache-read=0.03 cache-write=input output=1.2 source=litellm

    model mistral-large-2411
      price from=* input=2 cache-read=input cache-write=input output=6 source=litellm

    model mistral-large@2407
      price from=* input=2 cache-read=input cache-write=input output=6 source=litellm

    model mistral-large@2411-001
      price from=* input=2 cache-read=input cache-write=input output=6 source=litellm

    model mistral-large@latest
      price from=* input=2 cache-read=input cache-write=input output=6 source=litellm

    model mistral-medium-3
      price from=* input=0.4 cache-read=input cache-write=input output=2 source=litellm

    model mistral-medium-3@001
      price from=* input=0.4 cache-read=input cache-write=input output=2 source=litellm

    model mistral-nemo@2407
      price from=* input=3 cache-read=input cache-write=input output=3 source=litellm

    model mistral-nemo@latest
      price from=* input=0.15 cache-read=input cache-write=input output=0.15 source=litellm

    model mistral-ocr-2505
      price from=* per-page=0.0005 source=litellm

    model mistral-small-2503
      price from=* input=0.1 cache-read=input cache-write=input output=0.3 source=litellm

    model mistral-small-2503@001
      price from=* input=0.1 cache-read=input cache-write=input output=0.3 source=litellm

    model mistralai/codestral-2
      alias vertex_ai/mistralai/codestral-2
      price from=* input=0.3 cache-read=input cache-write=input output=0.9 source=litellm

    model mistralai/codestral-2@001
      alias vertex_ai/mistralai/codestral-2@001
      price from=* input=0.3 cache-read=input cache-write=input output=0.9 source=litellm

    model mistralai/mistral-medium-3
      alias vertex_ai/mistralai/mistral-medium-3
      price from=* input=0.4 cache-read=input cache-write=input output=2 source=litellm

    model mistralai/mistral-medium-3@001
      alias vertex_ai/mistralai/mistral-medium-3@001
      price from=* input=0.4 cache-read=input cache-write=input output=2 source=litellm

    model moonshotai/kimi-k2-thinking-maas
      alias vertex_ai/moonshotai/kimi-k2-thinking-maas
      price from=* input=0.6 cache-read=0.06 cache-write=input output=2.5 source=litellm

    model multimodalembedding
      price from=* input=0.8 cache-read=input cache-write=input output=none per-character-input=0.0000002 source=litellm

    model multimodalembedding@001
      price from=* input=0.8 cache-read=input cache-write=input output=none per-character-input=0.0000002 source=litellm

    model openai/gpt-oss-120b-maas
      alias vertex_ai/openai/gpt-oss-120b-maas
      price from=* input=0.09 cache-read=input cache-write=input output=0.36 source=litellm
      when service-tier=batch input=0.045 output=0.18

    model openai/gpt-oss-20b-maas
      alias vertex_ai/openai/gpt-oss-20b-maas
      price from=* input=0.07 cache-read=0.007 cache-write=input output=0.25 source=litellm
      when service-tier=batch input=0.035 output=0.125

    model qwen/qwen3-235b-a22b-instruct-2507-maas
      alias vertex_ai/qwen/qwen3-235b-a22b-instruct-2507-maas
      price from=* input=0.22 cache-read=input cache-write=input output=0.88 source=litellm
      when service-tier=batch input=0.11 output=0.44

    model qwen/qwen3-coder-480b-a35b-instruct-maas
      alias vertex_ai/qwen/qwen3-coder-480b-a35b-instruct-maas
      price from=* input=0.22 cache-read=0.022 cache-write=input output=1.8 source=litellm
      when service-tier=batch input=0.11 output=0.9

    model qwen/qwen3-next-80b-a3b-instruct-maas
      alias vertex_ai/qwen/qwen3-next-80b-a3b-instruct-maas
      price from=* input=0.15 cache-read=input cache-write=input output=1.2 source=litellm

    model qwen/qwen3-next-80b-a3b-thinking-maas
      alias vertex_ai/qwen/qwen3-next-80b-a3b-thinking-maas
      price from=* input=0.15 cache-read=input cache-write=input output=1.2 source=litellm

    model semantic-ranker-default
      price from=* per-rerank-search=0.001 source=litellm

    model semantic-ranker-default-002
      price from=* per-rerank-search=0.001 source=litellm

    model semantic-ranker-default-003
      price from=* per-rerank-search=0.001 source=litellm

    model semantic-ranker-default-004
      price from=* per-rerank-search=0.001 source=litellm

    model semantic-ranker-default@latest
      price from=* per-rerank-search=0.001 source=litellm

    model semantic-ranker-fast
      price from=* per-rerank-search=0.001 source=litellm

    model semantic-ranker-fast-004
      price from=* per-rerank-search=0.001 source=litellm

    model semantic-ranker-fast@latest
      price from=* per-rerank-search=0.001 source=litellm

    model text-embedding-004
      price from=* input=0.1 cache-read=input cache-write=input output=none per-character-input=0.000000025 source=litellm

    model text-embedding-005
      price from=* input=0.1 cache-read=input cache-write=input output=none per-character-input=0.000000025 source=litellm

    model text-embedding-large-exp-03-07
      price from=* input=0.1 cache-read=input cache-write=input output=none per-character-input=0.000000025 source=litellm

    model text-embedding-preview-0409
      price from=* input=0.00625 cache-read=input cache-write=input output=none source=litellm

    model text-multilingual-embedding-002
      price from=* input=0.1 cache-read=input cache-write=input output=none per-character-input=0.000000025 source=litellm

    model text-unicorn
      price from=* input=10 cache-read=input cache-write=input output=28 source=litellm

    model text-unicorn@001
      price from=* input=10 cache-read=input cache-write=input output=28 source=litellm

    model veo-2.0-generate-001
      price from=* per-second-output=0.5 source=litellm

    model veo-3.0-fast-generate-001
      price from=* per-second-output=0.1 source=litellm

    model veo-3.0-generate-001
      price from=* per-second-output=0.4 source=litellm

    model veo-3.1-fast-generate-001
      price from=* per-second-output=0.1 source=litellm

    model veo-3.1-fast-generate-preview
      price from=* per-second-output=0.1 source=litellm

    model veo-3.1-generate-001
      price from=* per-second-output=0.4 source=litellm

    model veo-3.1-generate-preview
      price from=* per-second-output=0.4 source=litellm

    model veo-3.1-lite-generate-001
      price from=* per-second-output=0.05 source=litellm

    model virtual-try-on-001
      price from=* per-image=0.06 source=litellm

    model xai/grok-4.1-fast-non-reasoning
      alias vertex_ai/xai/grok-4.1-fast-non-reasoning
      price from=* input=0.2 cache-read=0.05 cache-write=input output=0.5 source=litellm

    model xai/grok-4.1-fast-reasoning
      alias vertex_ai/xai/grok-4.1-fast-reasoning
      price from=* input=0.2 cache-read=0.05 cache-write=input output=0.5 source=litellm

    model xai/grok-4.20-non-reasoning
      alias vertex_ai/xai/grok-4.20-non-reasoning
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 source=litellm
      when above=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model xai/grok-4.20-reasoning
      alias vertex_ai/xai/grok-4.20-reasoning
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 source=litellm
      when above=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model xai/grok-4.3
      alias vertex_ai/xai/grok-4.3
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 source=litellm
      when above=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model xai/grok-4.6
      alias vertex_ai/xai/grok-4.6
      price from=* input=2 cache-read=0.5 cache-write=input output=6 source=litellm
      when above=200000 basis=prompt scope=request input=4 cache-read=1 output=12

    model xai/grok-4.7
      alias vertex_ai/xai/grok-4.7
      price from=* input=2 cache-read=0.5 cache-write=input output=6 source=litellm
      when above=200000 basis=prompt scope=request input=4 cache-read=1 output=12

    model zai-org/glm-4.7-maas
      alias vertex_ai/zai-org/glm-4.7-maas
      price from=* input=0.6 cache-read=0.06 cache-write=input output=2.2 source=litellm

    model zai-org/glm-5-maas
      alias vertex_ai/zai-org/glm-5-maas
      price from=* input=1 cache-read=0.1 cache-write=input output=3.2 source=litellm

    model zai-org/glm-5.2-maas
      alias vertex_ai/zai-org/glm-5.2-maas
      price from=* input=1.4 cache-read=0.14 cache-write=input output=4.4 source=litellm

    unpriced gemini-flash-experimental meta/llama-3.1-70b-instruct-maas meta/llama-3.1-8b-instruct-maas
      note LiteLLM lists it without a price above zero and does not say whether it is free.
    unpriced meta/llama-3.2-90b-vision-instruct-maas meta/llama3-405b-instruct-maas meta/llama3-70b-instruct-maas
      note LiteLLM lists it without a price above zero and does not say whether it is free.
    unpriced meta/llama3-8b-instruct-maas search_api
      note LiteLLM lists it without a price above zero and does not say whether it is free.

    """#
}
