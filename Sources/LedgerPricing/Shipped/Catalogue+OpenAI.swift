// Made by `make prices`; do not edit. `docs/prices.md` says what the lines mean.

extension ShippedCatalogueText {
  static let openAI = #"""

    seller openai vendor page=https://developers.openai.com/api/docs/pricing
      provider openai openai_responses openai-responses openai-chat text-completion-openai

    model ada
      alias text-ada-001
      price from=* input=0.4 cache-read=input cache-write=input output=0.4 source=genai

    model babbage
      price from=* input=0.5 cache-read=input cache-write=input output=0.5 source=genai

    model babbage-002
      price from=* input=0.4 cache-read=input cache-write=input output=0.4 source=genai,litellm
      when service-tier=batch input=0.2 output=0.2

    model chatgpt-image-latest family=chatgpt-image
      price from=* input=5 cache-read=1.25 cache-write=input output=10 image-input=8 image-cache-read=2 image-output=32 source=genai,litellm
      when service-tier=batch input=2.5 cache-read=0.63 output=5 image-input=4 image-output=16

    model computer-use
      match starts=computer-use
      price from=* input=3 cache-read=input cache-write=input output=12 source=genai

    model curie
      alias text-curie-001
      price from=* input=2 cache-read=input cache-write=input output=2 source=genai

    model davinci
      alias text-davinci-001
      price from=* input=20 cache-read=input cache-write=input output=20 source=genai

    model davinci-002
      price from=* input=2 cache-read=input cache-write=input output=2 source=genai,litellm
      when service-tier=batch input=1 output=1

    model ft:gpt-3.5-turbo-
      price from=* input=3 cache-read=input cache-write=input output=6 source=genai
      when service-tier=batch input=1.5 output=3

    model gpt-3.5-0301
      alias gpt-3.5-turbo-0301
      price from=* input=1.5 cache-read=input cache-write=input output=2 source=genai

    model gpt-4-turbo-0125-preview
      price from=* input=10 cache-read=input cache-write=input output=30 source=genai
      when service-tier=batch input=5 output=15

    model gpt-4-vision-preview
      alias gpt-4-1106-vision-preview
      price from=* input=10 cache-read=input cache-write=input output=30 source=genai

    model gpt-4o-audio-preview
      match starts=gpt-4o-audio-preview
      price from=* input=2.5 cache-read=input cache-write=input output=10 audio-input=40 audio-output=80 source=genai,litellm

    model gpt-4o-mini-2024-07-18.ft-
      match starts=gpt-4o-mini-2024-07-18.ft-
      price from=* input=0.3 cache-read=input cache-write=input output=1.2 source=genai
      when service-tier=batch input=0.15 output=0.6

    model gpt-4o-mini-audio-preview
      alias gpt-4o-mini-audio
      match starts=gpt-4o-mini-audio
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=genai

    model gpt-4o-mini-realtime-preview
      alias gpt-4o-mini-realtime
      match starts=gpt-4o-mini-realtime
      price from=* input=0.6 cache-read=0.3 cache-write=input output=2.4 audio-input=10 audio-cache-read=0.3 audio-output=20 source=genai

    model gpt-4o-mini-transcribe
      price from=* input=1.25 cache-read=input cache-write=input output=5 audio-input=3 per-second-input=0.00005 source=genai,litellm

    model gpt-4o-mini-tts
      price from=* input=0.6 cache-read=input cache-write=input output=12 source=genai

    model gpt-4o-realtime-preview
      alias gpt-4o-realtime
      match starts=gpt-4o-realtime
      price from=* input=5 cache-read=2.5 cache-write=input output=20 audio-input=40 audio-cache-read=2.5 audio-output=80 source=genai

    model gpt-4o-transcribe
      alias gpt-4o-transcribe-diarize
      price from=* input=2.5 cache-read=input cache-write=input output=10 audio-input=6 per-second-input=0.0001 source=genai,litellm

    model gpt-4o:extended
      price from=* input=6 cache-read=input cache-write=input output=18 source=genai

    model gpt-5-image
      price from=* input=10 cache-read=1.25 cache-write=input output=10 source=genai

    model gpt-5-image-mini
      price from=* input=2.5 cache-read=0.25 cache-write=input output=2 source=genai

    model gpt-5-1-2025-11-13 family=gpt-5-1
      alias gpt-5-1-chat gpt-5-1-chat-latest gpt-5-1-codex gpt-5-1-codex-max
      price from=* input=1.25 cache-read=0.125 cache-write=input output=10 per-search=0.01 source=genai
      when service-tier=batch input=0.625 cache-read=0.0625 output=5
      when service-tier=fast input=2.5 cache-read=0.25 output=20
      when service-tier=priority input=2.5 cache-read=0.25 output=20
      when service-tier=flex input=0.625 cache-read=0.0625 output=5

    model gpt-5-1-mini
      price from=* input=0.25 cache-read=0.025 cache-write=input output=2 source=genai

    model gpt-5-2-2025-12-11 family=gpt-5-2
      alias gpt-5-2-chat gpt-5-2-chat-latest gpt-5-2-codex
      price from=* input=1.75 cache-read=0.175 cache-write=input output=14 per-search=0.01 source=genai
      when service-tier=batch input=0.875 cache-read=0.0875 output=7
      when service-tier=fast input=3.5 cache-read=0.35 output=28
      when service-tier=priority input=3.5 cache-read=0.35 output=28
      when service-tier=flex input=0.875 cache-read=0.0875 output=7

    model gpt-5-2-pro-2025-12-11 family=gpt-5-2-pro
      price from=* input=21 cache-read=input cache-write=input output=168 per-search=0.01 source=genai
      when service-tier=batch input=10.5 output=84

    model gpt-5-3-chat
      alias gpt-5-3-chat-latest
      price from=* input=1.75 cache-read=0.175 cache-write=input output=14 source=genai

    model gpt-5-4-2026-03-05 family=gpt-5-4
      price from=* input=2.5 cache-read=0.25 cache-write=input output=15 per-search=0.01 source=genai
      when above=272000 basis=prompt scope=request input=5 cache-read=0.5 output=22.5
      when service-tier=batch input=1.25 cache-read=0.13 output=7.5
      when service-tier=batch above=272000 basis=prompt scope=request input=2.5 cache-read=0.25 output=11.25
      when service-tier=fast input=5 cache-read=0.5 output=30
      when service-tier=priority input=5 cache-read=0.5 output=30
      when service-tier=flex input=1.25 cache-read=0.13 output=7.5
      when service-tier=flex above=272000 basis=prompt scope=request input=2.5 cache-read=0.25 output=11.25

    model gpt-5.4-image-2
      price from=* input=8 cache-read=2 cache-write=input output=15 source=genai

    model gpt-5-4-mini
      alias gpt-5-4-mini-2026-03-17
      price from=* input=0.75 cache-read=0.075 cache-write=input output=4.5 per-search=0.01 source=genai
      when service-tier=batch input=0.375 cache-read=0.0375 output=2.25
      when service-tier=fast input=1.5 cache-read=0.15 output=9
      when service-tier=priority input=1.5 cache-read=0.15 output=9
      when service-tier=flex input=0.375 cache-read=0.0375 output=2.25

    model gpt-5-4-nano
      alias gpt-5-4-nano-2026-03-17
      price from=* input=0.2 cache-read=0.02 cache-write=input output=1.25 per-search=0.01 source=genai
      when service-tier=batch input=0.1 cache-read=0.01 output=0.625
      when service-tier=flex input=0.1 cache-read=0.01 output=0.625

    model gpt-5-4-pro
      alias gpt-5-4-pro-2026-03-05
      price from=* input=30 cache-read=input cache-write=input output=180 per-search=0.01 source=genai
      when above=272000 basis=prompt scope=request input=60 output=270
      when service-tier=batch input=15 output=90
      when service-tier=batch above=272000 basis=prompt scope=request input=30 output=135
      when service-tier=flex input=15 output=90
      when service-tier=flex above=272000 basis=prompt scope=request input=30 output=135

    model gpt-5-5-2026-04-23 family=gpt-5-5
      alias gpt-5-5-2026-04-24 gpt-5-5-chat gpt-5-5-chat-latest gpt-5-5-codex
      price from=* input=5 cache-read=0.5 cache-write=input output=30 per-search=0.01 source=genai
      when above=272000 basis=prompt scope=request input=10 cache-read=1 output=45
      when service-tier=batch input=2.5 cache-read=0.25 output=15
      when service-tier=batch above=272000 basis=prompt scope=request input=5 cache-read=0.5 output=22.5
      when service-tier=fast input=12.5 cache-read=1.25 output=75
      when service-tier=priority input=12.5 cache-read=1.25 output=75
      when service-tier=flex input=2.5 cache-read=0.25 output=15
      when service-tier=flex above=272000 basis=prompt scope=request input=5 cache-read=0.5 output=22.5

    model gpt-5.5-cyber
      price from=* until=2026-10-19 input=12.5 cache-read=input cache-write=input output=75 source=genai
      price from=2026-10-19 input=12.5 cache-read=1.25 cache-write=input output=75 source=genai

    model gpt-5-5-pro
      alias gpt-5-5-pro-2026-04-23
      price from=* input=30 cache-read=input cache-write=input output=180 per-search=0.01 source=genai
      when above=272000 basis=prompt scope=request input=60 output=270
      when service-tier=batch input=15 output=90
      when service-tier=flex input=15 output=90

    model gpt-5.6-cyber
      price from=* input=12.5 cache-read=1.25 cache-write=15.625 output=75 source=genai

    model gpt-6-cyber
      price from=* input=20 cache-read=2 cache-write=25 output=100 source=genai

    model gpt-6-rosalind
      price from=* input=15 cache-read=1.5 cache-write=18.75 output=75 source=genai,litellm
      when above=272000 basis=prompt scope=request input=30 cache-read=3 cache-write=37.5 output=112.5
      when geo=eu x=1.1
      when geo=us x=1.1

    model gpt-audio
      alias gpt-audio-1.5 gpt-audio-2025-08-28
      price from=* input=2.5 cache-read=input cache-write=input output=10 audio-input=32 audio-output=64 source=genai

    model gpt-audio-mini
      alias gpt-audio-mini-2025-10-06 gpt-audio-mini-2025-12-15
      price from=* input=0.6 cache-read=input cache-write=input output=2.4 audio-input=10 audio-output=20 source=genai

    model gpt-image-1
      price from=* input=5 cache-read=1.25 cache-write=input output=40 image-input=10 image-cache-read=2.5 source=genai
      when service-tier=batch input=2.5 cache-read=0.63 output=20 image-input=5 image-cache-read=1.25

    model gpt-image-1-mini
      price from=* input=2 cache-read=0.2 cache-write=input output=8 image-input=2.5 image-cache-read=0.25 source=genai
      when service-tier=batch input=1 cache-read=0.1 output=4 image-input=1.25 image-cache-read=0.13

    model gpt-image-1.5
      alias gpt-image-1.5-2025-12-16
      price from=* input=5 cache-read=1.25 cache-write=input output=10 image-input=8 image-cache-read=2 image-output=32 source=genai
      when service-tier=batch input=2.5 cache-read=0.63 output=5 image-input=4 image-cache-read=1 image-output=16

    model gpt-image-2
      alias gpt-image-2-2026-04-21
      price from=* input=5 cache-read=1.25 cache-write=input output=30 image-input=8 image-cache-read=2 source=genai
      when service-tier=batch input=2.5 cache-read=0.625 output=15 image-input=4 image-cache-read=1

    model gpt-image-2.5-flare
      alias gpt-image-2.5-flare-2026-09-08
      price from=* input=5 cache-read=1.25 cache-write=input output=30 image-input=8 image-cache-read=2 source=genai
      when service-tier=batch input=2.5 cache-read=0.625 output=15 image-input=4 image-cache-read=1

    model gpt-image-2.5-sunburst
      alias gpt-image-2.5-sunburst-2026-09-08
      price from=* input=5 cache-read=1.25 cache-write=input output=30 image-input=8 image-cache-read=2 source=genai
      when service-tier=batch input=2.5 cache-read=0.625 output=15 image-input=4 image-cache-read=1

    model gpt-live-1
      price from=* per-second-input=0.000833333333 source=genai

    model gpt-live-transcribe
      price from=* per-second-input=0.000283333333 source=genai

    model gpt-oss-safeguard-20b
      price from=* input=0.075 cache-read=0.037 cache-write=input output=0.3 source=genai

    model gpt-realtime
      alias gpt-realtime-1.5 gpt-realtime-2025-08-28
      price from=* input=4 cache-read=0.4 cache-write=input output=16 audio-input=32 audio-cache-read=0.4 audio-output=64 image-input=5 image-cache-read=0.5 source=genai

    model gpt-realtime-2
      alias gpt-realtime-2.1
      price from=* input=4 cache-read=0.4 cache-write=input output=24 audio-input=32 audio-cache-read=0.4 audio-output=64 image-input=5 image-cache-read=0.5 source=genai

    model gpt-realtime-mini
      alias gpt-realtime-2.1-mini gpt-realtime-mini-2025-10-06 gpt-realtime-mini-2025-12-15
      price from=* input=0.6 cache-read=0.06 cache-write=input output=2.4 audio-input=10 audio-cache-read=0.3 audio-output=20 image-input=0.8 image-cache-read=0.08 source=genai

    model gpt-realtime-translate
      price from=* per-second-input=0.000566666667 source=genai

    model gpt-realtime-whisper
      price from=* per-second-input=0.000283333333 source=genai

    model gpt-rosalind-discovery
      price from=* input=5 cache-read=0.5 cache-write=input output=25 source=genai

    model gpt-rosalind-research
      price from=* input=5 cache-read=0.5 cache-write=input output=25 source=genai

    model gpt-transcribe
      price from=* per-second-input=0.000075 source=genai

    model text-davinci-002
      price from=* input=20 cache-read=input cache-write=input output=20 source=genai

    model text-davinci-003
      price from=* input=20 cache-read=input cache-write=input output=20 source=genai

    model text-embedding-ada
      price from=* input=0.1 cache-read=input cache-write=input output=none source=genai

    model tts-1
      price from=* per-character-input=0.000015 source=genai

    model tts-1-hd
      price from=* per-character-input=0.00003 source=genai

    model whisper-1
      price from=* per-second-input=0.0001 source=genai

    model computer-use-preview
      alias computer-use-preview-2025-03-11
      price from=* input=3 cache-read=input cache-write=input output=12 source=litellm

    model daybreak-blue-latest family=daybreak-blue
      price from=* input=4 cache-read=0.4 cache-write=5 output=20 source=litellm
      when above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=30

    model daybreak-red-latest family=daybreak-red
      price from=* input=12.5 cache-read=1.25 cache-write=15.625 output=75 source=litellm
      when above=272000 basis=prompt scope=request input=25 cache-read=2.5 cache-write=31.25 output=112.5

    model ft:babbage-002
      price from=* input=1.6 cache-read=input cache-write=input output=1.6 source=litellm
      when service-tier=batch input=0.8 output=0.9

    model ft:davinci-002
      price from=* input=12 cache-read=input cache-write=input output=12 source=litellm
      when service-tier=batch input=6 output=6

    model ft:gpt-4-0613
      price from=* input=30 cache-read=input cache-write=input output=60 source=litellm

    model ft:gpt-4o-2024-11-20 family=ft:gpt-4o
      price from=* input=3.75 cache-read=input cache-write=1.875 output=15 source=litellm

    model gpt-4o-audio-preview-2024-12-17 family=gpt-4o-audio-preview
      alias gpt-4o-audio-preview-2025-06-03
      price from=* input=2.5 cache-read=input cache-write=input output=10 audio-input=40 audio-output=80 source=litellm

    model gpt-4o-mini-audio-preview-2024-12-17 family=gpt-4o-mini-audio-preview
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 audio-input=10 audio-output=20 source=litellm

    model gpt-4o-mini-realtime-preview-2024-12-17 family=gpt-4o-mini-realtime-preview
      price from=* input=0.6 cache-read=0.3 cache-write=input output=2.4 audio-input=10 audio-output=20 source=litellm

    model gpt-4o-mini-transcribe-2025-03-20 family=gpt-4o-mini-transcribe
      alias gpt-4o-mini-transcribe-2025-12-15
      price from=* input=1.25 cache-read=input cache-write=input output=5 audio-input=1.25 per-second-input=0.00005 source=litellm

    model gpt-4o-mini-tts-2025-03-20 family=gpt-4o-mini-tts
      alias gpt-4o-mini-tts-2025-12-15
      price from=* input=0.6 cache-read=input cache-write=input output=10 audio-output=12 per-second-output=0.00025 source=litellm

    model gpt-5.5-cyber-preview
      price from=* input=12.5 cache-read=1.25 cache-write=input output=75 source=litellm

    model gpt-6-astra-law
      price from=* input=10 cache-read=1 cache-write=input output=50 per-search=0.01 source=litellm
      when geo=eu x=1.1
      when geo=us x=1.1

    model gpt-daybreak-blue-latest family=gpt-daybreak-blue
      price from=* input=4 cache-read=0.4 cache-write=5 output=20 source=litellm
      when above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=30

    model gpt-daybreak-red-latest family=gpt-daybreak-red
      price from=* input=12.5 cache-read=1.25 cache-write=15.625 output=75 source=litellm
      when above=272000 basis=prompt scope=request input=25 cache-read=2.5 cache-write=31.25 output=112.5

    model gpt-image-2.6-flare
      price from=* input=5 cache-read=1.25 cache-write=input output=none image-input=8 image-cache-read=2 image-output=30 source=litellm

    model gpt-image-2.6-sunburst
      price from=* input=5 cache-read=1.25 cache-write=input output=none image-input=8 image-cache-read=2 image-output=30 source=litellm

    model tts-1-1106
      price from=* per-character-input=0.000015 source=litellm

    model tts-1-hd-1106
      price from=* per-character-input=0.00003 source=litellm

    unpriced container omni-moderation-2024-09-26 omni-moderation-latest sora-2 sora-2-pro sora-2-pro-high-res
      note LiteLLM lists it without a price above zero and does not say whether it is free.

    unpriced moderation
      note genai-prices lists it without any price and does not say whether it is free.

    """#
}
