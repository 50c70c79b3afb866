// Made by `make prices`; do not edit. `docs/prices.md` says what the lines mean.

extension ShippedCatalogueText {
  static let azure = #"""

    seller azure reseller
      provider azure azure.ai.openai az.ai.openai azure_openai azure-openai azureopenai azure_text
      route eu segment=eu
      route us segment=us
      route apac segment=apac
      route us-gov segment=us-gov
      route global segment=global
      route global-standard segment=global-standard
      route standard default

    model ada
      price from=* input=0.11 cache-read=input cache-write=input output=none source=litellm

    model chat-latest family=chat
      price from=* input=5 cache-read=0.5 cache-write=input output=30 source=litellm

    model codex-mini
      price from=* route=eu,us input=1.65 cache-read=0.413 cache-write=input output=6.6 source=litellm
      price from=* route=standard input=1.5 cache-read=0.375 cache-write=input output=6 source=litellm

    model computer-use-preview
      price from=* route=eu,us input=3.3 cache-read=input cache-write=input output=13.2 source=litellm
      price from=* route=standard input=3 cache-read=input cache-write=input output=12 source=litellm

    model gpt-3.5-turbo
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=litellm

    model gpt-3.5-turbo-instruct-0914
      price from=* input=1.65 cache-read=input cache-write=input output=2.2 source=litellm

    model gpt-35-turbo
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=litellm

    model gpt-35-turbo-instruct
      price from=* input=1.65 cache-read=input cache-write=input output=2.2 source=litellm

    model gpt-35-turbo-instruct-0914
      price from=* input=1.65 cache-read=input cache-write=input output=2.2 source=litellm

    model gpt-4-0125-preview
      price from=* input=10 cache-read=input cache-write=input output=30 source=litellm

    model gpt-4-1106-preview
      price from=* input=10 cache-read=input cache-write=input output=30 source=litellm

    model gpt-4-turbo
      alias gpt-4-turbo-2024-04-09
      price from=* input=11 cache-read=input cache-write=input output=33 source=litellm

    model gpt-4-turbo-vision-preview
      price from=* input=11 cache-read=input cache-write=input output=33 source=litellm

    model gpt-4.1
      price from=* route=eu,us input=2.2 cache-read=0.55 cache-write=input output=8.8 per-search=0.014 source=litellm
      when service-tier=priority,fast input=3.85 cache-read=0.963 output=15.4
      when service-tier=batch input=1.1 output=4.4
      price from=* route=standard input=2 cache-read=0.5 cache-write=input output=8 per-search=0.014 source=litellm
      when service-tier=priority,fast input=3.5 cache-read=0.875 output=14
      when service-tier=batch input=1 output=4

    model gpt-4.1-2025-04-14 family=gpt-4.1
      price from=* route=standard input=2 cache-read=0.5 cache-write=input output=8 per-search=0.014 source=litellm
      when service-tier=priority,fast input=3.5 cache-read=0.875 output=14
      when service-tier=batch input=1 output=4
      price from=* route=us input=2.2 cache-read=0.55 cache-write=input output=8.8 per-search=0.014 source=litellm
      when service-tier=priority,fast input=3.85 cache-read=0.963 output=15.4
      when service-tier=batch input=1.1 output=4.4

    model gpt-4.1-mini
      price from=* route=eu,us input=0.44 cache-read=0.11 cache-write=input output=1.76 per-search=0.014 source=litellm
      when service-tier=priority,fast input=0.77 cache-read=0.193 output=3.08
      when service-tier=batch input=0.22 output=0.88
      price from=* route=standard input=0.4 cache-read=0.1 cache-write=input output=1.6 per-search=0.014 source=litellm
      when service-tier=priority,fast input=0.7 cache-read=0.175 output=2.8
      when service-tier=batch input=0.2 output=0.8

    model gpt-4.1-mini-2025-04-14 family=gpt-4.1-mini
      price from=* route=standard input=0.4 cache-read=0.1 cache-write=input output=1.6 per-search=0.014 source=litellm
      when service-tier=priority,fast input=0.7 cache-read=0.175 output=2.8
      when service-tier=batch input=0.2 output=0.8
      price from=* route=us input=0.44 cache-read=0.11 cache-write=input output=1.76 per-search=0.014 source=litellm
      when service-tier=priority,fast input=0.77 cache-read=0.193 output=3.08
      when service-tier=batch input=0.22 output=0.88

    model gpt-4.1-nano
      price from=* route=eu,us input=0.11 cache-read=0.028 cache-write=input output=0.44 source=litellm
      when service-tier=batch input=0.055 output=0.22
      price from=* route=standard input=0.1 cache-read=0.025 cache-write=input output=0.4 source=litellm
      when service-tier=batch input=0.05 output=0.2

    model gpt-4.1-nano-2025-04-14 family=gpt-4.1-nano
      price from=* route=standard input=0.1 cache-read=0.025 cache-write=input output=0.4 source=litellm
      when service-tier=batch input=0.05 output=0.2
      price from=* route=us input=0.11 cache-read=0.028 cache-write=input output=0.44 source=litellm
      when service-tier=batch input=0.055 output=0.22

    model gpt-4o
      price from=* route=eu,us input=2.75 cache-read=1.375 cache-write=1.38 output=11 source=litellm
      when service-tier=batch input=1.375 output=5.5
      price from=* route=standard input=2.5 cache-read=1.25 cache-write=input output=10 source=litellm
      when service-tier=batch input=1.25 output=5

    model gpt-4o-2024-05-13 family=gpt-4o
      price from=* route=eu,us input=5.5 cache-read=input cache-write=input output=16.5 source=litellm
      when service-tier=batch input=2.75 output=8.25
      price from=* route=standard input=5 cache-read=input cache-write=input output=15 source=litellm
      when service-tier=batch input=2.5 output=7.5

    model gpt-4o-2024-08-06 family=gpt-4o
      price from=* route=eu,us input=2.75 cache-read=1.375 cache-write=input output=11 source=litellm
      when service-tier=batch input=1.375 output=5.5
      price from=* route=global,global-standard,standard input=2.5 cache-read=1.25 cache-write=input output=10 source=litellm
      when service-tier=batch input=1.25 output=5

    model gpt-4o-2024-11-20 family=gpt-4o
      price from=* route=eu,us input=2.75 cache-read=1.375 cache-write=1.38 output=11 source=litellm
      when service-tier=batch input=1.375 output=5.5
      price from=* route=global,global-standard,standard input=2.5 cache-read=1.25 cache-write=input output=10 source=litellm
      when service-tier=batch input=1.25 output=5

    model gpt-4o-audio-preview-2024-12-17 family=gpt-4o-audio-preview
      price from=* input=2.5 cache-read=input cache-write=input output=10 audio-input=40 audio-output=80 source=litellm

    model gpt-4o-mini
      price from=* route=eu,us input=0.165 cache-read=0.083 cache-write=input output=0.66 per-search=0.014 source=litellm
      when service-tier=batch input=0.083
      price from=* route=global-standard input=0.15 cache-read=input cache-write=input output=0.6 per-search=0.014 source=litellm
      price from=* route=standard input=0.15 cache-read=0.075 cache-write=input output=0.6 per-search=0.014 source=litellm
      when service-tier=batch input=0.075 output=0.3

    model gpt-4o-mini-2024-07-18 family=gpt-4o-mini
      price from=* route=eu,us input=0.165 cache-read=0.083 cache-write=input output=0.66 per-search=0.014 source=litellm
      when service-tier=batch input=0.083
      price from=* route=standard input=0.15 cache-read=0.075 cache-write=input output=0.6 per-search=0.014 source=litellm
      when service-tier=batch input=0.075 output=0.3

    model gpt-4o-mini-audio-preview-2024-12-17 family=gpt-4o-mini-audio-preview
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 audio-input=10 audio-output=20 source=litellm

    model gpt-4o-mini-realtime-preview-2024-12-17 family=gpt-4o-mini-realtime-preview
      price from=* route=eu,us input=0.66 cache-read=0.33 cache-write=input output=2.64 audio-input=11 audio-output=22 source=litellm
      price from=* route=standard input=0.6 cache-read=0.3 cache-write=input output=2.4 audio-input=10 audio-output=20 source=litellm

    model gpt-4o-mini-transcribe
      price from=* input=1.25 cache-read=input cache-write=input output=5 audio-input=3 source=litellm

    model gpt-4o-mini-tts
      price from=* input=0.6 cache-read=input cache-write=input output=10 audio-output=12 per-second-output=0.00025 source=litellm

    model gpt-4o-realtime-preview-2024-12-17 family=gpt-4o-realtime-preview
      price from=* route=eu,us input=5.5 cache-read=2.75 cache-write=input output=22 audio-input=44 audio-cache-read=2.5 audio-output=88 source=litellm
      price from=* route=standard input=5 cache-read=2.5 cache-write=input output=20 audio-input=40 audio-output=80 source=litellm

    model gpt-4o-transcribe
      price from=* input=2.5 cache-read=input cache-write=input output=10 audio-input=6 source=litellm

    model gpt-4o-transcribe-diarize
      price from=* input=2.5 cache-read=input cache-write=input output=10 audio-input=6 source=litellm

    model gpt-5
      alias gpt-5-2025-08-07
      price from=* route=eu,us input=1.375 cache-read=0.1375 cache-write=input output=11 per-search=0.014 source=litellm
      when service-tier=priority,fast input=2.75 cache-read=0.275 output=22
      when service-tier=batch input=0.6875 cache-read=0.06875 output=5.5
      price from=* route=standard input=1.25 cache-read=0.125 cache-write=input output=10 per-search=0.014 source=litellm
      when service-tier=priority,fast input=2.5 cache-read=0.25 output=20
      when service-tier=batch input=0.625 cache-read=0.0625 output=5

    model gpt-5-chat
      price from=* input=1.25 cache-read=0.125 cache-write=input output=10 source=litellm

    model gpt-5-codex
      price from=* route=eu,us input=1.375 cache-read=0.138 cache-write=input output=11 source=litellm
      price from=* route=standard input=1.25 cache-read=0.125 cache-write=input output=10 source=litellm

    model gpt-5-mini
      alias gpt-5-mini-2025-08-07
      price from=* route=eu,us input=0.275 cache-read=0.0275 cache-write=input output=2.2 per-search=0.014 source=litellm
      when service-tier=priority,fast input=0.495 cache-read=0.0495 output=3.96
      when service-tier=batch input=0.1375 cache-read=0.01375 output=1.1
      price from=* route=standard input=0.25 cache-read=0.025 cache-write=input output=2 per-search=0.014 source=litellm
      when service-tier=priority,fast input=0.45 cache-read=0.045 output=3.6
      when service-tier=batch input=0.125 cache-read=0.0125 output=1

    model gpt-5-nano
      alias gpt-5-nano-2025-08-07
      price from=* route=eu,us input=0.055 cache-read=0.0055 cache-write=input output=0.44 per-search=0.014 source=litellm
      when service-tier=batch input=0.0275 cache-read=0.00275 output=0.22
      price from=* route=standard input=0.05 cache-read=0.005 cache-write=input output=0.4 per-search=0.014 source=litellm
      when service-tier=batch input=0.025 cache-read=0.0025 output=0.2

    model gpt-5-pro
      price from=* route=eu,us input=16.5 cache-read=input cache-write=input output=132 per-search=0.014 source=litellm
      when service-tier=batch input=8.25 output=66
      price from=* route=standard input=15 cache-read=input cache-write=input output=120 per-search=0.014 source=litellm
      when service-tier=batch input=7.5 output=60

    model gpt-5.1
      price from=* route=eu,us input=1.375 cache-read=0.1375 cache-write=input output=11 per-search=0.014 source=litellm
      when service-tier=priority,fast input=2.75 cache-read=0.275 output=22
      when service-tier=batch input=0.6875 cache-read=0.06875 output=5.5
      price from=* route=global,standard input=1.25 cache-read=0.125 cache-write=input output=10 per-search=0.014 source=litellm
      when service-tier=priority,fast input=2.5 cache-read=0.25 output=20
      when service-tier=batch input=0.625 cache-read=0.0625 output=5
      price from=* route=us-gov input=1.71875 cache-read=0.171875 cache-write=input output=13.75 source=litellm

    model gpt-5.1-2025-11-13 family=gpt-5.1
      price from=* input=1.25 cache-read=0.125 cache-write=input output=10 per-search=0.014 source=litellm
      when service-tier=priority,fast input=2.5 cache-read=0.25 output=20
      when service-tier=batch input=0.625 cache-read=0.0625 output=5

    model gpt-5.1-chat
      price from=* route=eu,us input=1.375 cache-read=0.1375 cache-write=input output=11 source=litellm
      price from=* route=standard input=1.25 cache-read=0.125 cache-write=input output=10 source=litellm

    model gpt-5.1-codex
      price from=* route=eu,us input=1.375 cache-read=0.1375 cache-write=input output=11 source=litellm
      price from=* route=global,standard input=1.25 cache-read=0.125 cache-write=input output=10 source=litellm

    model gpt-5.1-codex-2025-11-13 family=gpt-5.1-codex
      price from=* input=1.25 cache-read=0.125 cache-write=input output=10 source=litellm
      when service-tier=priority,fast input=2.5 cache-read=0.25 output=20

    model gpt-5.1-codex-max
      price from=* route=eu,us input=1.375 cache-read=0.1375 cache-write=input output=11 source=litellm
      price from=* route=standard input=1.25 cache-read=0.125 cache-write=input output=10 source=litellm

    model gpt-5.1-codex-mini
      price from=* route=eu,us input=0.275 cache-read=0.0275 cache-write=input output=2.2 source=litellm
      price from=* route=global,standard input=0.25 cache-read=0.025 cache-write=input output=2 source=litellm

    model gpt-5.1-codex-mini-2025-11-13 family=gpt-5.1-codex-mini
      price from=* input=0.25 cache-read=0.025 cache-write=input output=2 source=litellm
      when service-tier=priority,fast input=0.45 cache-read=0.045 output=3.6

    model gpt-5.2
      price from=* route=eu,us input=1.925 cache-read=0.1925 cache-write=input output=15.4 per-search=0.014 source=litellm
      when service-tier=priority,fast input=3.85 cache-read=0.385 output=30.8
      when service-tier=batch input=0.9625 cache-read=0.09625 output=7.7
      price from=* route=standard input=1.75 cache-read=0.175 cache-write=input output=14 per-search=0.014 source=litellm
      when service-tier=priority,fast input=3.5 cache-read=0.35 output=28
      when service-tier=batch input=0.875 cache-read=0.0875 output=7

    model gpt-5.2-2025-12-11 family=gpt-5.2
      price from=* input=1.75 cache-read=0.175 cache-write=input output=14 per-search=0.014 source=litellm
      when service-tier=priority,fast input=3.5 cache-read=0.35 output=28
      when service-tier=batch input=0.875 cache-read=0.0875 output=7

    model gpt-5.2-chat
      price from=* route=eu,us input=1.925 cache-read=0.1925 cache-write=input output=15.4 source=litellm
      price from=* route=standard input=1.75 cache-read=0.175 cache-write=input output=14 source=litellm

    model gpt-5.2-codex
      price from=* route=eu,us input=1.925 cache-read=0.1925 cache-write=input output=15.4 source=litellm
      price from=* route=standard input=1.75 cache-read=0.175 cache-write=input output=14 source=litellm

    model gpt-5.2-pro
      price from=* route=eu,us input=23.1 cache-read=input cache-write=input output=184.8 per-search=0.014 source=litellm
      when service-tier=batch input=11.55 output=92.4
      price from=* route=standard input=21 cache-read=input cache-write=input output=168 per-search=0.014 source=litellm
      when service-tier=batch input=10.5 output=84

    model gpt-5.2-pro-2025-12-11 family=gpt-5.2-pro
      price from=* input=21 cache-read=input cache-write=input output=168 per-search=0.014 source=litellm
      when service-tier=batch input=10.5 output=84

    model gpt-5.3-chat
      price from=* route=eu,us input=1.925 cache-read=0.1925 cache-write=input output=15.4 source=litellm
      price from=* route=standard input=1.75 cache-read=0.175 cache-write=input output=14 source=litellm

    model gpt-5.3-codex
      price from=* route=eu,us input=1.925 cache-read=0.1925 cache-write=input output=15.4 per-search=0.014 source=litellm
      when service-tier=priority,fast input=3.85 cache-read=0.385 output=30.8
      price from=* route=standard input=1.75 cache-read=0.175 cache-write=input output=14 per-search=0.014 source=litellm
      when service-tier=priority,fast input=3.5 cache-read=0.35 output=28

    model gpt-5.4
      alias gpt-5.4-2026-03-05
      price from=* route=eu,us input=2.75 cache-read=0.275 cache-write=input output=16.5 source=litellm
      when service-tier=priority,fast input=5.5 cache-read=0.55 output=33
      when above=272000 basis=prompt scope=request input=5.5 cache-read=0.55 output=24.75
      when service-tier=batch input=1.375 cache-read=0.143 output=8.25
      when service-tier=batch above=272000 basis=prompt scope=request input=2.75 cache-read=0.275 output=12.375
      price from=* route=standard input=2.5 cache-read=0.25 cache-write=input output=15 source=litellm
      when service-tier=flex input=1.25 output=7.5
      when service-tier=priority,fast input=5 cache-read=0.5 output=30
      when above=272000 basis=prompt scope=request input=5 cache-read=0.5 output=22.5
      when service-tier=flex above=272000 basis=prompt scope=request input=2.5 cache-read=0.25 output=11.25
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=10 cache-read=1 output=45
      when service-tier=batch input=1.25 cache-read=0.13 output=7.5
      when service-tier=batch above=272000 basis=prompt scope=request input=2.5 cache-read=0.25 output=11.25

    model gpt-5.4-mini
      price from=* route=eu,us input=0.825 cache-read=0.0825 cache-write=input output=4.95 per-search=0.014 source=litellm
      when service-tier=priority,fast input=1.65 cache-read=0.165 output=9.9
      when service-tier=batch input=0.4125 cache-read=0.04125 output=2.475
      price from=* route=standard input=0.75 cache-read=0.075 cache-write=input output=4.5 per-search=0.014 source=litellm
      when service-tier=flex input=0.375 cache-read=0.0375 output=2.25
      when service-tier=priority,fast input=1.5 cache-read=0.15 output=9
      when service-tier=batch input=0.375 cache-read=0.0375 output=2.25

    model gpt-5.4-mini-2026-03-17 family=gpt-5.4-mini
      price from=* input=0.75 cache-read=0.075 cache-write=input output=4.5 per-search=0.014 source=litellm
      when service-tier=flex input=0.375 cache-read=0.0375 output=2.25
      when service-tier=priority,fast input=1.5 cache-read=0.15 output=9
      when service-tier=batch input=0.375 cache-read=0.0375 output=2.25

    model gpt-5.4-nano
      price from=* route=eu,us input=0.22 cache-read=0.022 cache-write=input output=1.375 per-search=0.014 source=litellm
      when service-tier=batch input=0.11 cache-read=0.011 output=0.6875
      price from=* route=standard input=0.2 cache-read=0.02 cache-write=input output=1.25 per-search=0.014 source=litellm
      when service-tier=flex input=0.1 cache-read=0.01 output=0.625
      when service-tier=batch input=0.1 cache-read=0.01 output=0.625

    model gpt-5.4-nano-2026-03-17 family=gpt-5.4-nano
      price from=* input=0.2 cache-read=0.02 cache-write=input output=1.25 per-search=0.014 source=litellm
      when service-tier=flex input=0.1 cache-read=0.01 output=0.625
      when service-tier=batch input=0.1 cache-read=0.01 output=0.625

    model gpt-5.4-pro
      price from=* route=eu,us input=33 cache-read=input cache-write=input output=198 per-search=0.014 source=litellm
      when above=272000 basis=prompt scope=request input=66 output=297
      when service-tier=batch input=16.5 output=99
      when service-tier=batch above=272000 basis=prompt scope=request input=33 output=148.5
      price from=* route=standard input=30 cache-read=3 cache-write=input output=180 per-search=0.014 source=litellm
      when service-tier=flex input=15 output=90
      when above=272000 basis=prompt scope=request input=60 cache-read=6 output=270
      when service-tier=flex above=272000 basis=prompt scope=request input=30 output=135
      when service-tier=batch input=15 output=90
      when service-tier=batch above=272000 basis=prompt scope=request input=30 output=135

    model gpt-5.4-pro-2026-03-05 family=gpt-5.4-pro
      price from=* input=30 cache-read=3 cache-write=input output=180 per-search=0.014 source=litellm
      when service-tier=flex input=15 output=90
      when above=272000 basis=prompt scope=request input=60 cache-read=6 output=270
      when service-tier=flex above=272000 basis=prompt scope=request input=30 output=135
      when service-tier=batch input=15 output=90
      when service-tier=batch above=272000 basis=prompt scope=request input=30 output=135

    model gpt-5.5
      alias gpt-5.5-2026-04-23 gpt-5.5-2026-04-24
      price from=* route=eu,us input=5.5 cache-read=0.55 cache-write=input output=33 per-search=0.014 source=litellm
      when service-tier=priority,fast input=13.75 cache-read=1.375 output=82.5
      when above=272000 basis=prompt scope=request input=11 cache-read=1.1 output=49.5
      when service-tier=batch input=2.75 cache-read=0.275 output=16.5
      when service-tier=batch above=272000 basis=prompt scope=request input=5.5 cache-read=0.55 output=24.75
      price from=* route=standard input=5 cache-read=0.5 cache-write=input output=30 per-search=0.014 source=litellm
      when service-tier=flex input=2.5 cache-read=0.25
      when service-tier=priority,fast input=12.5 cache-read=1.25 output=75
      when above=272000 basis=prompt scope=request input=10 cache-read=1 output=45
      when service-tier=flex above=272000 basis=prompt scope=request input=5
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=20 cache-read=2 output=90
      when service-tier=batch input=2.5 cache-read=0.25 output=15
      when service-tier=batch above=272000 basis=prompt scope=request input=5 cache-read=0.5 output=22.5

    model gpt-5.5-pro
      alias gpt-5.5-pro-2026-04-23
      price from=* input=30 cache-read=3 cache-write=input output=180 per-search=0.014 source=litellm
      when above=272000 basis=prompt scope=request input=60 cache-read=6 output=270

    model gpt-5.6
      price from=* route=eu,us input=4.4 cache-read=0.44 cache-write=5.5 output=22 per-search=0.014 source=litellm
      when service-tier=priority,fast input=8.8 cache-read=0.88 cache-write=11 output=44
      when above=272000 basis=prompt scope=request input=8.8 cache-read=0.88 cache-write=11 output=33
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=17.6 cache-read=1.76 cache-write=22 output=66
      price from=* route=standard input=4 cache-read=0.4 cache-write=5 output=20 per-search=0.014 source=litellm
      when service-tier=priority,fast input=8 cache-read=0.8 cache-write=10 output=40
      when above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=30
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=16 cache-read=1.6 cache-write=20 output=60

    model gpt-5.6-luna
      price from=* route=eu,us input=0.22 cache-read=0.022 cache-write=0.275 output=1.32 per-search=0.014 source=litellm
      when service-tier=priority,fast input=0.44 cache-read=0.044 cache-write=0.55 output=2.64
      when above=272000 basis=prompt scope=request input=0.44 cache-read=0.044 cache-write=0.55 output=1.98
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=0.88 cache-read=0.088 cache-write=1.1 output=3.96
      price from=* route=standard input=0.2 cache-read=0.02 cache-write=0.25 output=1.2 per-search=0.014 source=litellm
      when service-tier=flex input=0.1 cache-read=0.01 cache-write=0.125 output=0.6
      when service-tier=priority,fast input=0.4 cache-read=0.04 cache-write=0.5 output=2.4
      when above=272000 basis=prompt scope=request input=0.4 cache-read=0.04 cache-write=0.5 output=1.8
      when service-tier=flex above=272000 basis=prompt scope=request input=0.2 cache-read=0.02 cache-write=0.25 output=0.9
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=0.8 cache-read=0.08 cache-write=1 output=3.6

    model gpt-5.6-luna-2026-07-09 family=gpt-5.6-luna
      price from=* input=0.2 cache-read=0.02 cache-write=0.25 output=1.2 per-search=0.014 source=litellm
      when service-tier=flex input=0.1 cache-read=0.01 cache-write=0.125 output=0.6
      when service-tier=priority,fast input=0.4 cache-read=0.04 cache-write=0.5 output=2.4
      when above=272000 basis=prompt scope=request input=0.4 cache-read=0.04 cache-write=0.5 output=1.8
      when service-tier=flex above=272000 basis=prompt scope=request input=0.2 cache-read=0.02 cache-write=0.25 output=0.9
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=0.8 cache-read=0.08 cache-write=1 output=3.6

    model gpt-5.6-sol
      price from=* route=eu,us input=4.4 cache-read=0.44 cache-write=5.5 output=22 per-search=0.014 source=litellm
      when service-tier=priority,fast input=8.8 cache-read=0.88 cache-write=11 output=44
      when above=272000 basis=prompt scope=request input=8.8 cache-read=0.88 cache-write=11 output=33
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=17.6 cache-read=1.76 cache-write=22 output=66
      price from=* route=standard input=4 cache-read=0.4 cache-write=5 output=20 per-search=0.014 source=litellm
      when service-tier=flex input=2 cache-read=0.2 cache-write=2.5 output=10
      when service-tier=priority,fast input=8 cache-read=0.8 cache-write=10 output=40
      when above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=30
      when service-tier=flex above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=15
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=16 cache-read=1.6 cache-write=20 output=60

    model gpt-5.6-sol-2026-07-09 family=gpt-5.6-sol
      price from=* input=4 cache-read=0.4 cache-write=5 output=20 per-search=0.014 source=litellm
      when service-tier=flex input=2 cache-read=0.2 cache-write=2.5 output=10
      when service-tier=priority,fast input=8 cache-read=0.8 cache-write=10 output=40
      when above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=30
      when service-tier=flex above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=15
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=16 cache-read=1.6 cache-write=20 output=60

    model gpt-5.6-terra
      price from=* route=eu,us input=2.2 cache-read=0.22 cache-write=2.75 output=13.2 per-search=0.014 source=litellm
      when service-tier=priority,fast input=4.4 cache-read=0.44 cache-write=5.5 output=26.4
      when above=272000 basis=prompt scope=request input=4.4 cache-read=0.44 cache-write=5.5 output=19.8
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=8.8 cache-read=0.88 cache-write=11 output=39.6
      price from=* route=standard input=2 cache-read=0.2 cache-write=2.5 output=12 per-search=0.014 source=litellm
      when service-tier=flex input=1 cache-read=0.1 cache-write=1.25 output=6
      when service-tier=priority,fast input=4 cache-read=0.4 cache-write=5 output=24
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=18
      when service-tier=flex above=272000 basis=prompt scope=request input=2 cache-read=0.2 cache-write=2.5 output=9
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=36

    model gpt-5.6-terra-2026-07-09 family=gpt-5.6-terra
      price from=* input=2 cache-read=0.2 cache-write=2.5 output=12 per-search=0.014 source=litellm
      when service-tier=flex input=1 cache-read=0.1 cache-write=1.25 output=6
      when service-tier=priority,fast input=4 cache-read=0.4 cache-write=5 output=24
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=18
      when service-tier=flex above=272000 basis=prompt scope=request input=2 cache-read=0.2 cache-write=2.5 output=9
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=36

    model gpt-6-astra
      price from=* route=eu input=12 cache-read=1.2 cache-write=15 output=60 per-search=0.014 source=litellm
      when above=272000 basis=prompt scope=request input=24 cache-read=2.4 cache-write=30 output=90
      price from=* route=standard input=10 cache-read=1 cache-write=12.5 output=50 per-search=0.014 source=litellm
      when service-tier=flex input=5 cache-read=0.5 cache-write=6.25 output=25
      when above=272000 basis=prompt scope=request input=20 cache-read=2 cache-write=25 output=75
      when service-tier=flex above=272000 basis=prompt scope=request input=10 cache-read=1 cache-write=12.5 output=37.5
      price from=* route=us input=11 cache-read=1.1 cache-write=13.75 output=55 per-search=0.014 source=litellm
      when above=272000 basis=prompt scope=request input=22 cache-read=2.2 cache-write=27.5 output=82.5

    model gpt-6-astra-2026-09-03 family=gpt-6-astra
      price from=* input=10 cache-read=1 cache-write=12.5 output=50 per-search=0.014 source=litellm
      when service-tier=flex input=5 cache-read=0.5 cache-write=6.25 output=25
      when above=272000 basis=prompt scope=request input=20 cache-read=2 cache-write=25 output=75
      when service-tier=flex above=272000 basis=prompt scope=request input=10 cache-read=1 cache-write=12.5 output=37.5

    model gpt-6-luna
      price from=* route=eu input=0.12 cache-read=0.012 cache-write=0.15 output=0.6 per-search=0.014 source=litellm
      when above=272000 basis=prompt scope=request input=0.24 cache-read=0.024 cache-write=0.3 output=0.9
      price from=* route=standard input=0.1 cache-read=0.01 cache-write=0.125 output=0.5 per-search=0.014 source=litellm
      when service-tier=flex input=0.05 cache-read=0.005 cache-write=0.0625 output=0.25
      when above=272000 basis=prompt scope=request input=0.2 cache-read=0.02 cache-write=0.25 output=0.75
      when service-tier=flex above=272000 basis=prompt scope=request input=0.1 cache-read=0.01 cache-write=0.125 output=0.375
      price from=* route=us input=0.11 cache-read=0.011 cache-write=0.1375 output=0.55 per-search=0.014 source=litellm
      when above=272000 basis=prompt scope=request input=0.22 cache-read=0.022 cache-write=0.275 output=0.825

    model gpt-6-luna-2026-09-22 family=gpt-6-luna
      price from=* input=0.1 cache-read=0.01 cache-write=0.125 output=0.5 per-search=0.014 source=litellm
      when service-tier=flex input=0.05 cache-read=0.005 cache-write=0.0625 output=0.25
      when above=272000 basis=prompt scope=request input=0.2 cache-read=0.02 cache-write=0.25 output=0.75
      when service-tier=flex above=272000 basis=prompt scope=request input=0.1 cache-read=0.01 cache-write=0.125 output=0.375

    model gpt-6-sol
      price from=* route=eu input=2.4 cache-read=0.24 cache-write=3 output=12 per-search=0.014 source=litellm
      when above=272000 basis=prompt scope=request input=4.8 cache-read=0.48 cache-write=6 output=18
      price from=* route=standard input=2 cache-read=0.2 cache-write=2.5 output=10 per-search=0.014 source=litellm
      when service-tier=flex input=1 cache-read=0.1 cache-write=1.25 output=5
      when service-tier=priority,fast input=4 cache-read=0.4 cache-write=5 output=20
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=15
      when service-tier=flex above=272000 basis=prompt scope=request input=2 cache-read=0.2 cache-write=2.5 output=7.5
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=30
      price from=* route=us input=2.2 cache-read=0.22 cache-write=2.75 output=11 per-search=0.014 source=litellm
      when service-tier=priority,fast input=4.4 cache-read=0.44 cache-write=5.5 output=22
      when above=272000 basis=prompt scope=request input=4.4 cache-read=0.44 cache-write=5.5 output=16.5
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=8.8 cache-read=0.88 cache-write=11 output=33

    model gpt-6-sol-2026-09-22 family=gpt-6-sol
      price from=* input=2 cache-read=0.2 cache-write=2.5 output=10 per-search=0.014 source=litellm
      when service-tier=flex input=1 cache-read=0.1 cache-write=1.25 output=5
      when service-tier=priority,fast input=4 cache-read=0.4 cache-write=5 output=20
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=15
      when service-tier=flex above=272000 basis=prompt scope=request input=2 cache-read=0.2 cache-write=2.5 output=7.5
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=30

    model gpt-6.1-sol
      price from=* route=apac,eu input=2.4 cache-read=0.12 cache-write=3 output=12 per-search=0.014 source=litellm
      when above=272000 basis=prompt scope=request input=4.8 cache-read=0.24 cache-write=6 output=18
      price from=* route=standard input=2 cache-read=0.1 cache-write=2.5 output=10 per-search=0.014 source=litellm
      when service-tier=flex input=1 cache-read=0.05 cache-write=1.25 output=5
      when above=272000 basis=prompt scope=request input=4 cache-read=0.2 cache-write=5 output=15
      when service-tier=flex above=272000 basis=prompt scope=request input=2 cache-read=0.1 cache-write=2.5 output=7.5
      price from=* route=us input=2.2 cache-read=0.11 cache-write=2.75 output=11 per-search=0.014 source=litellm
      when above=272000 basis=prompt scope=request input=4.4 cache-read=0.22 cache-write=5.5 output=16.5

    model gpt-6.1-sol-2026-09-29 family=gpt-6.1-sol
      price from=* input=2 cache-read=0.1 cache-write=2.5 output=10 per-search=0.014 source=litellm
      when service-tier=flex input=1 cache-read=0.05 cache-write=1.25 output=5
      when above=272000 basis=prompt scope=request input=4 cache-read=0.2 cache-write=5 output=15
      when service-tier=flex above=272000 basis=prompt scope=request input=2 cache-read=0.1 cache-write=2.5 output=7.5

    model gpt-6.1-terra
      price from=* route=apac,eu input=1.2 cache-read=0.06 cache-write=1.5 output=6 per-search=0.014 source=litellm
      when above=272000 basis=prompt scope=request input=2.4 cache-read=0.12 cache-write=3 output=9
      price from=* route=standard input=1 cache-read=0.05 cache-write=1.25 output=5 per-search=0.014 source=litellm
      when above=272000 basis=prompt scope=request input=2 cache-read=0.1 cache-write=2.5 output=7.5
      price from=* route=us input=1.1 cache-read=0.055 cache-write=1.375 output=5.5 per-search=0.014 source=litellm
      when above=272000 basis=prompt scope=request input=2.2 cache-read=0.11 cache-write=2.75 output=8.25

    model gpt-audio
      alias gpt-audio-2025-08-28
      price from=* input=2.5 cache-read=input cache-write=input output=10 audio-input=40 audio-output=80 source=litellm

    model gpt-audio-1.5
      alias gpt-audio-1.5-2026-02-23
      price from=* input=2.5 cache-read=input cache-write=input output=10 audio-input=32 audio-output=64 source=litellm

    model gpt-audio-mini
      alias gpt-audio-mini-2025-10-06
      price from=* input=0.6 cache-read=input cache-write=input output=2.4 audio-input=10 audio-output=20 source=litellm

    model gpt-chat-latest family=gpt-chat
      price from=* route=standard input=5 cache-read=0.5 cache-write=input output=30 source=litellm
      price from=* route=us input=5.5 cache-read=0.55 cache-write=input output=33 source=litellm

    model gpt-image-1
      price from=* input=5 cache-read=1.25 cache-write=input output=none image-input=10 image-cache-read=2.5 image-output=40 source=litellm

    model gpt-image-1-mini
      price from=* input=2 cache-read=0.2 cache-write=input output=none image-input=2.5 image-cache-read=0.25 image-output=8 source=litellm

    model gpt-image-1.5
      alias gpt-image-1.5-2025-12-16
      price from=* input=5 cache-read=1.25 cache-write=input output=10 image-input=8 image-cache-read=2 image-output=32 source=litellm

    model gpt-image-2
      alias gpt-image-2-2026-04-21
      price from=* input=5 cache-read=1.25 cache-write=input output=none image-input=8 image-cache-read=2 image-output=30 source=litellm

    model gpt-image-2.5-flare
      price from=* input=5 cache-read=1.25 cache-write=input output=none image-input=8 image-cache-read=2 image-output=30 source=litellm

    model gpt-image-2.5-sunburst
      price from=* input=5 cache-read=1.25 cache-write=input output=none image-input=8 image-cache-read=2 image-output=30 source=litellm

    model gpt-live-1
      price from=* per-second-input=0.000833333333 source=litellm

    model gpt-live-transcribe
      price from=* per-second-input=0.000283333333 source=litellm

    model gpt-realtime
      alias gpt-realtime-2025-08-28
      price from=* input=4 cache-read=0.4 cache-write=input output=16 audio-input=32 audio-cache-read=0.4 audio-output=64 image-input=5 source=litellm

    model gpt-realtime-1.5
      price from=* route=standard input=4 cache-read=0.4 cache-write=input output=16 audio-input=32 audio-cache-read=0.4 audio-output=64 image-input=5 source=litellm
      price from=* route=us input=4.4 cache-read=0.44 cache-write=input output=17.6 audio-input=35.2 audio-cache-read=0.44 audio-output=70.4 image-input=5.5 image-cache-read=0.55 source=litellm

    model gpt-realtime-1.5-2026-02-23 family=gpt-realtime-1.5
      price from=* input=4 cache-read=0.4 cache-write=input output=16 audio-input=32 audio-cache-read=0.4 audio-output=64 image-input=5 source=litellm

    model gpt-realtime-2
      price from=* input=4 cache-read=0.4 cache-write=input output=24 audio-input=32 audio-cache-read=0.4 audio-output=64 image-input=5 source=litellm

    model gpt-realtime-2.1
      price from=* route=standard input=4 cache-read=0.4 cache-write=input output=24 audio-input=32 audio-cache-read=0.4 audio-output=64 image-input=5 image-cache-read=0.5 source=litellm
      price from=* route=us input=4.4 cache-read=0.44 cache-write=input output=26.4 audio-input=35.2 audio-cache-read=0.44 audio-output=70.4 image-input=5.5 image-cache-read=0.55 source=litellm

    model gpt-realtime-2.1-2026-07-07 family=gpt-realtime-2.1
      price from=* input=4 cache-read=0.4 cache-write=input output=24 audio-input=32 audio-cache-read=0.4 audio-output=64 image-input=5 image-cache-read=0.5 source=litellm

    model gpt-realtime-2.1-mini
      price from=* route=standard input=0.6 cache-read=0.06 cache-write=input output=2.4 audio-input=10 audio-cache-read=0.3 audio-output=20 image-input=0.8 image-cache-read=0.08 source=litellm
      price from=* route=us input=0.66 cache-read=0.066 cache-write=input output=2.64 audio-input=11 audio-cache-read=0.33 audio-output=22 image-input=0.88 image-cache-read=0.088 source=litellm

    model gpt-realtime-2.1-mini-2026-07-07 family=gpt-realtime-2.1-mini
      price from=* input=0.6 cache-read=0.06 cache-write=input output=2.4 audio-input=10 audio-cache-read=0.3 audio-output=20 image-input=0.8 image-cache-read=0.08 source=litellm

    model gpt-realtime-mini
      alias gpt-realtime-mini-2025-10-06
      price from=* input=0.6 cache-read=0.06 cache-write=input output=2.4 audio-input=10 audio-cache-read=0.3 audio-output=20 image-input=0.8 source=litellm

    model gpt-realtime-translate
      alias gpt-realtime-translate-2026-05-06 gpt-realtime-translate-2026-05-07
      price from=* per-second-input=0.000566666667 source=litellm

    model gpt-realtime-whisper
      alias gpt-realtime-whisper-2026-05-06 gpt-realtime-whisper-2026-05-07
      price from=* per-second-input=0.000283333333 source=litellm

    model gpt-transcribe
      price from=* per-second-input=0.000075 source=litellm

    model mistral-large-2402
      price from=* input=8 cache-read=input cache-write=input output=24 source=litellm

    model mistral-large-latest family=mistral-large
      price from=* input=8 cache-read=input cache-write=input output=24 source=litellm

    model model-router
      price from=* input=0.14 cache-read=input cache-write=input output=free source=litellm

    model o1
      price from=* route=eu,us input=16.5 cache-read=8.25 cache-write=input output=66 source=litellm
      when service-tier=batch input=8.25 output=33
      price from=* route=standard input=15 cache-read=7.5 cache-write=input output=60 source=litellm

    model o1-2024-12-17 family=o1
      price from=* route=eu,us input=16.5 cache-read=8.25 cache-write=input output=66 source=litellm
      when service-tier=batch input=8.25 output=33
      price from=* route=standard input=15 cache-read=7.5 cache-write=input output=60 source=litellm
      when service-tier=batch input=7.5 output=30

    model o1-mini
      alias o1-mini-2024-09-12
      price from=* route=eu,us input=1.21 cache-read=0.605 cache-write=input output=4.84 source=litellm
      when service-tier=batch input=0.605 output=2.42
      price from=* route=standard input=1.1 cache-read=0.55 cache-write=input output=4.4 source=litellm
      when service-tier=batch input=0.55 output=2.2

    model o3
      alias o3-2025-04-16
      price from=* route=eu,us input=2.2 cache-read=0.55 cache-write=input output=8.8 per-search=0.014 source=litellm
      when service-tier=batch input=1.1 output=4.4
      price from=* route=standard input=2 cache-read=0.5 cache-write=input output=8 per-search=0.014 source=litellm
      when service-tier=batch input=1 output=4

    model o3-deep-research
      price from=* route=eu,us input=11 cache-read=2.75 cache-write=input output=44 source=litellm
      price from=* route=standard input=10 cache-read=2.5 cache-write=input output=40 per-search=0.014 source=litellm

    model o3-mini
      price from=* route=eu,us input=1.21 cache-read=0.605 cache-write=input output=4.84 source=litellm
      when service-tier=batch input=0.605 output=2.42
      price from=* route=standard input=1.1 cache-read=0.55 cache-write=input output=4.4 source=litellm
      when service-tier=batch input=0.55 output=2.2
      price from=* route=us-gov input=1.513 cache-read=0.757 cache-write=input output=6.05 source=litellm

    model o3-mini-2025-01-31 family=o3-mini
      price from=* route=eu,us input=1.21 cache-read=0.605 cache-write=input output=4.84 source=litellm
      when service-tier=batch input=0.605 output=2.42
      price from=* route=standard input=1.1 cache-read=0.55 cache-write=input output=4.4 source=litellm
      when service-tier=batch input=0.55 output=2.2

    model o3-pro
      alias o3-pro-2025-06-10
      price from=* input=20 cache-read=input cache-write=input output=80 per-search=0.014 source=litellm
      when service-tier=batch input=10 output=40

    model o4-mini
      alias o4-mini-2025-04-16
      price from=* route=eu,us input=1.21 cache-read=0.303 cache-write=input output=4.84 per-search=0.014 source=litellm
      when service-tier=batch input=0.605 output=2.42
      price from=* route=standard input=1.1 cache-read=0.275 cache-write=input output=4.4 per-search=0.014 source=litellm
      when service-tier=batch input=0.55 output=2.2

    model speech/azure-stt
      alias azure/speech/azure-stt
      price from=* per-second-input=0.0002777778 source=litellm

    model speech/azure-tts
      alias azure/speech/azure-tts
      price from=* per-character-input=0.000015 source=litellm

    model speech/azure-tts-hd
      alias azure/speech/azure-tts-hd
      price from=* per-character-input=0.00003 source=litellm

    model text-embedding-3-large
      price from=* route=eu,standard,us input=0.143 cache-read=input cache-write=input output=none source=litellm
      price from=* route=us-gov input=0.163 cache-read=input cache-write=input output=none source=litellm

    model text-embedding-3-small
      price from=* route=eu,standard,us input=0.022 cache-read=input cache-write=input output=none source=litellm
      price from=* route=us-gov input=0.025 cache-read=input cache-write=input output=none source=litellm

    model text-embedding-ada-002
      price from=* input=0.11 cache-read=input cache-write=input output=none source=litellm

    model tts-1
      price from=* per-character-input=0.000015 source=litellm

    model tts-1-hd
      price from=* per-character-input=0.000033 source=litellm

    model whisper
      price from=* per-second-input=0.0001 source=litellm

    model whisper-1
      price from=* per-second-input=0.0001 source=litellm

    unpriced container sora-2 sora-2-pro sora-2-pro-high-res
      note LiteLLM lists it without a price above zero and does not say whether it is free.

    seller azure-ai reseller
      provider azure-ai azure.ai.inference az.ai.inference azure_ai azure_ai_inference

    model claude-fable-5
      price from=* input=10 cache-read=1 cache-write=12.5 cache-write-1h=20 output=50 per-search=0.01 source=litellm

    model claude-fable-5-1
      price from=* input=10 cache-read=0.25 cache-write=12.5 cache-write-1h=20 output=50 per-search=0.01 source=litellm

    model claude-haiku-4-5
      price from=* input=1 cache-read=0.1 cache-write=1.25 cache-write-1h=2 output=5 source=litellm

    model claude-haiku-5-5
      price from=* input=0.1 cache-read=0.01 cache-write=0.125 cache-write-1h=0.2 output=0.5 per-search=0.01 source=litellm
      when above=100000 basis=prompt scope=request input=0.5 cache-read=0.05 cache-write=0.625 cache-write-1h=1 output=2.5

    model claude-mythos-5-1
      price from=* input=10 cache-read=0.25 cache-write=12.5 cache-write-1h=20 output=50 source=litellm

    model claude-opus-4-5
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 source=litellm

    model claude-opus-4-6
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm

    model claude-opus-4-7
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm

    model claude-opus-4-8
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm

    model claude-opus-5
      price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm

    model claude-opus-5-5
      price from=* input=4 cache-read=0.2 cache-write=5 cache-write-1h=8 output=20 per-search=0.01 source=litellm

    model claude-opus-5-5-fast
      price from=* input=8 cache-read=0.4 cache-write=10 cache-write-1h=16 output=40 per-search=0.02 source=litellm

    model claude-sonnet-4-5
      price from=* input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 source=litellm

    model claude-sonnet-4-6
      price from=* input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 source=litellm

    model claude-sonnet-5
      price from=* input=2 cache-read=0.2 cache-write=2.5 cache-write-1h=4 output=10 per-search=0.01 source=litellm

    model claude-sonnet-5-5
      price from=* input=2 cache-read=0.1 cache-write=2.5 cache-write-1h=4 output=10 per-search=0.01 source=litellm

    model codestral-2501
      price from=* input=0.3 cache-read=input cache-write=input output=0.9 source=litellm

    model codex-mini
      price from=* input=1.5 cache-read=0.375 cache-write=input output=6 source=litellm

    model cohere-command-a
      price from=* input=2.5 cache-read=input cache-write=input output=10 source=litellm

    model cohere-command-a-plus-05-2026
      price from=* input=0.8 cache-read=input cache-write=input output=3.2 source=litellm

    model cohere-embed-v3-english
      price from=* input=0.1 cache-read=input cache-write=input output=none source=litellm

    model cohere-embed-v3-multilingual
      price from=* input=0.1 cache-read=input cache-write=input output=none source=litellm

    model cohere-embed-v5-fast
      price from=* input=0.08 cache-read=input cache-write=input output=none image-input=0.4 source=litellm

    model cohere-embed-v5-pro
      price from=* input=0.12 cache-read=input cache-write=input output=none image-input=0.4 source=litellm

    model cohere-parse-v5
      price from=* per-page=0.0015 source=litellm

    model cohere-rerank-v4.0-fast
      price from=* per-rerank-search=0.002 source=litellm

    model cohere-rerank-v4.0-pro
      price from=* per-rerank-search=0.0025 source=litellm

    model cohere-rerank-v5-fast
      price from=* input=0.02 cache-read=input cache-write=input output=none source=litellm

    model cohere-rerank-v5-pro
      price from=* input=0.05 cache-read=input cache-write=input output=none source=litellm

    model deepseek-r1
      price from=* input=1.35 cache-read=input cache-write=input output=5.4 source=litellm

    model deepseek-v3-0324
      price from=* input=1.14 cache-read=input cache-write=input output=4.56 source=litellm

    model deepseek-v3.1
      price from=* input=1.23 cache-read=input cache-write=input output=4.94 source=litellm

    model deepseek-v3.2
      price from=* input=0.58 cache-read=input cache-write=input output=1.68 source=litellm

    model deepseek-v3.2-speciale
      price from=* input=0.58 cache-read=input cache-write=input output=1.68 source=litellm

    model deepseek-v4-flash
      price from=* input=0.19 cache-read=0.028 cache-write=input output=0.51 source=litellm

    model deepseek-v4-flash-0731
      price from=* input=0.44 cache-read=0.014 cache-write=input output=1.32 source=litellm

    model deepseek-v4-pro
      price from=* input=1.74 cache-read=0.145 cache-write=input output=3.48 source=litellm

    model deepseek-v4.1-flash
      price from=* input=0.3 cache-read=0.006 cache-write=input output=1.2 source=litellm

    model doc-intelligence/prebuilt-document
      alias azure_ai/doc-intelligence/prebuilt-document
      price from=* per-page=0.01 source=litellm

    model doc-intelligence/prebuilt-layout
      alias azure_ai/doc-intelligence/prebuilt-layout
      price from=* per-page=0.01 source=litellm

    model doc-intelligence/prebuilt-read
      alias azure_ai/doc-intelligence/prebuilt-read
      price from=* per-page=0.0015 source=litellm

    model embed-v-4-0
      price from=* input=0.12 cache-read=input cache-write=input output=none image-input=0.47 source=litellm

    model flux-1.1-pro
      price from=* per-image=0.04 source=litellm

    model flux.1-kontext-pro
      price from=* per-image=0.04 source=litellm

    model flux.2-pro
      price from=* per-image=0.04 source=litellm

    model fw-deepseek-v3.2
      price from=* input=0.62 cache-read=0.31 cache-write=input output=1.85 source=litellm

    model fw-deepseek-v4-flash
      price from=* input=0.15 cache-read=0.03 cache-write=input output=0.31 source=litellm

    model fw-deepseek-v4-pro
      price from=* input=1.925 cache-read=0.165 cache-write=input output=3.828 source=litellm

    model fw-deepseek-v4.1-flash
      price from=* input=0.375 cache-read=0.008 cache-write=input output=1.5 source=litellm

    model fw-glm-5
      price from=* input=1.1 cache-read=0.22 cache-write=input output=3.52 source=litellm

    model fw-glm-5.1
      price from=* input=1.54 cache-read=0.286 cache-write=input output=4.84 source=litellm

    model fw-glm-5.2
      price from=* input=1.54 cache-read=0.15 cache-write=input output=4.84 source=litellm

    model fw-glm-5.2-fast
      price from=* input=2.31 cache-read=0.231 cache-write=input output=7.26 source=litellm

    model fw-glm-5.3
      price from=* input=1.75 cache-read=0.325 cache-write=input output=5.5 source=litellm

    model fw-glm-5.3-flash
      price from=* input=0.188 cache-read=0.038 cache-write=input output=0.625 source=litellm

    model fw-gpt-oss-120b
      price from=* input=0.165 cache-read=0.082 cache-write=input output=0.66 source=litellm

    model fw-inkling
      price from=* input=1.1 cache-read=0.19 cache-write=input output=4.46 source=litellm

    model fw-kimi-k2.5
      price from=* input=0.66 cache-read=0.11 cache-write=input output=3.3 source=litellm

    model fw-kimi-k2.6
      price from=* input=1.045 cache-read=0.176 cache-write=input output=4.4 source=litellm

    model fw-kimi-k2.7-code
      price from=* input=1.05 cache-read=0.21 cache-write=input output=4.4 source=litellm

    model fw-kimi-k3
      price from=* input=3 cache-read=0.3 cache-write=input output=15 source=litellm

    model fw-minimax-m2.5
      price from=* input=0.33 cache-read=0.033 cache-write=input output=1.32 source=litellm

    model fw-minimax-m3
      price from=* input=0.33 cache-read=0.066 cache-write=input output=1.32 source=litellm

    model fw-nemotron-3-ultra-nvfp4
      price from=* input=0.66 cache-read=0.13 cache-write=input output=2.64 source=litellm

    model fw-nemotron-lightning-3.5-30b-a3b
      price from=* input=0.06 cache-read=0.01 cache-write=input output=0.22 source=litellm

    model gpt-5.4
      alias gpt-5.4-2026-03-05
      price from=* input=2.5 cache-read=0.25 cache-write=input output=15 source=litellm
      when service-tier=priority,fast input=5 cache-read=0.5 output=30
      when above=272000 basis=prompt scope=request input=5 cache-read=0.5 output=22.5
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=10 cache-read=1 output=45

    model gpt-5.4-mini
      alias gpt-5.4-mini-2026-03-17
      price from=* input=0.75 cache-read=0.075 cache-write=input output=4.5 source=litellm
      when service-tier=priority,fast input=1.5 cache-read=0.15 output=9

    model gpt-5.4-nano
      alias gpt-5.4-nano-2026-03-17
      price from=* input=0.2 cache-read=0.02 cache-write=input output=1.25 source=litellm
      when service-tier=priority,fast input=0.4 cache-read=0.04 output=2.5

    model gpt-5.4-pro
      alias gpt-5.4-pro-2026-03-05
      price from=* input=30 cache-read=3 cache-write=input output=180 source=litellm
      when service-tier=priority,fast input=60 cache-read=6 output=360
      when above=272000 basis=prompt scope=request input=60 cache-read=6 output=270
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=120 cache-read=12 output=540

    model gpt-5.5
      alias gpt-5.5-2026-04-23 gpt-5.5-2026-04-24
      price from=* input=5 cache-read=0.5 cache-write=input output=30 source=litellm
      when service-tier=priority,fast input=10 cache-read=1 output=60
      when above=272000 basis=prompt scope=request input=10 cache-read=1 output=45
      when service-tier=priority,fast above=272000 basis=prompt scope=request input=20 cache-read=2 output=90

    model gpt-6-astra
      price from=* input=10 cache-read=1 cache-write=12.5 output=50 per-search=0.01 source=litellm
      when above=272000 basis=prompt scope=request input=20 cache-read=2 cache-write=25 output=75

    model gpt-6-luna
      price from=* input=0.1 cache-read=0.01 cache-write=0.125 output=0.5 per-search=0.01 source=litellm
      when above=272000 basis=prompt scope=request input=0.2 cache-read=0.02 cache-write=0.25 output=0.75

    model gpt-6-sol
      price from=* input=2 cache-read=0.2 cache-write=2.5 output=10 per-search=0.01 source=litellm
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=15

    model gpt-6.1-sol
      price from=* input=2 cache-read=0.1 cache-write=2.5 output=10 per-search=0.01 source=litellm
      when above=272000 basis=prompt scope=request input=4 cache-read=0.2 cache-write=5 output=15

    model gpt-6.1-terra
      price from=* input=1 cache-read=0.05 cache-write=1.25 output=5 per-search=0.014 source=litellm
      when above=272000 basis=prompt scope=request input=2 cache-read=0.1 cache-write=2.5 output=7.5

    model gpt-chat-latest family=gpt-chat
      price from=* input=5 cache-read=0.5 cache-write=input output=30 source=litellm

    model gpt-image-2
      price from=* input=5 cache-read=1.25 cache-write=input output=none image-input=8 image-cache-read=2 image-output=30 source=litellm

    model gpt-oss-120b
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=litellm

    model grok-3
      price from=* input=3 cache-read=input cache-write=input output=15 source=litellm

    model grok-3-mini
      price from=* input=0.25 cache-read=input cache-write=input output=1.27 source=litellm

    model grok-4
      price from=* input=3 cache-read=input cache-write=input output=15 source=litellm

    model grok-4-1-fast-non-reasoning
      price from=* input=0.2 cache-read=input cache-write=input output=0.5 source=litellm

    model grok-4-1-fast-reasoning
      price from=* input=0.2 cache-read=input cache-write=input output=0.5 source=litellm

    model grok-4-20-non-reasoning
      price from=* input=1.25 cache-read=1.25 cache-write=input output=2.5 source=litellm

    model grok-4-20-reasoning
      price from=* input=1.25 cache-read=1.25 cache-write=input output=2.5 source=litellm

    model grok-4-fast-non-reasoning
      price from=* input=0.2 cache-read=input cache-write=input output=0.5 source=litellm

    model grok-4-fast-reasoning
      price from=* input=0.2 cache-read=input cache-write=input output=0.5 source=litellm

    model grok-4.3
      price from=* input=1.25 cache-read=0.2 cache-write=input output=2.5 source=litellm
      when above=200000 basis=prompt scope=request input=2.5 cache-read=0.4 output=5

    model grok-4.6
      price from=* input=2 cache-read=0.5 cache-write=input output=6 source=litellm
      when above=200000 basis=prompt scope=request input=4 cache-read=1 output=12

    model grok-4.7
      price from=* input=2 cache-read=0.5 cache-write=input output=6 source=litellm
      when above=200000 basis=prompt scope=request input=4 cache-read=1 output=12

    model grok-code-fast-1
      price from=* input=0.2 cache-read=input cache-write=input output=1.5 source=litellm

    model jais-30b-chat
      price from=* input=3.2 cache-read=input cache-write=input output=9.71 source=litellm

    model kimi-k2-thinking
      price from=* input=0.6 cache-read=input cache-write=input output=2.5 source=litellm

    model kimi-k2.5
      price from=* input=0.6 cache-read=0.1 cache-write=input output=3 source=litellm

    model kimi-k2.6
      price from=* input=0.95 cache-read=0.16 cache-write=input output=4 source=litellm

    model kimi-k2.7-code
      price from=* input=0.95 cache-read=0.19 cache-write=input output=4 source=litellm

    model llama-3.3-70b-instruct
      price from=* input=0.71 cache-read=input cache-write=input output=0.71 source=litellm

    model llama-4-maverick-17b-128e-instruct-fp8
      price from=* input=0.25 cache-read=input cache-write=input output=1 source=litellm

    model llama-4-scout-17b-16e-instruct
      price from=* input=0.2 cache-read=input cache-write=input output=0.78 source=litellm

    model mai-code-1.1-flash
      price from=* input=0.2 cache-read=0.02 cache-write=input output=1.2 source=litellm

    model mai-cyber-1-flash
      price from=* input=0.6 cache-read=0.06 cache-write=input output=3.5 source=litellm

    model mai-ds-r1
      price from=* input=1.35 cache-read=input cache-write=input output=5.4 source=litellm

    model mai-image-2.5
      price from=* input=5 cache-read=input cache-write=input output=none image-input=8 image-output=47 per-image=0.048 source=litellm

    model mai-image-2.5-flash
      price from=* input=1.75 cache-read=input cache-write=input output=none image-input=1.75 image-output=19.5 per-image=0.02 source=litellm

    model mai-image-2.5-pro
      price from=* input=5 cache-read=input cache-write=input output=none image-input=8 image-output=106 per-image=0.1085 source=litellm

    model mai-image-2.6
      price from=* input=5 cache-read=input cache-write=input output=none image-input=8 image-output=38 source=litellm

    model mai-image-2.6-flash
      price from=* input=1.75 cache-read=input cache-write=input output=none image-input=2.5 image-output=19 source=litellm

    model mai-thinking-1
      price from=* input=2 cache-read=0.2 cache-write=input output=8 source=litellm

    model microsoft-decision-1
      price from=* input=0.042 cache-read=input cache-write=input output=none source=litellm

    model ministral-3b
      price from=* input=0.04 cache-read=input cache-write=input output=0.04 source=litellm

    model mistral-document-ai-2512
      price from=* per-page=0.003 source=litellm

    model mistral-large-3
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=litellm

    model mistral-large-latest family=mistral-large
      price from=* input=2 cache-read=input cache-write=input output=6 source=litellm

    model mistral-medium-2505
      price from=* input=0.4 cache-read=input cache-write=input output=2 source=litellm

    model mistral-medium-3-5
      price from=* input=1.5 cache-read=input cache-write=input output=7.5 source=litellm

    model mistral-nemo
      price from=* input=0.15 cache-read=input cache-write=input output=0.15 source=litellm

    model mistral-ocr-2505
      price from=* per-page=0.001 source=litellm

    model mistral-ocr-2512
      price from=* per-page=0.002 source=litellm

    model mistral-ocr-4-0
      price from=* per-page=0.004 source=litellm

    model mistral-small-2503
      price from=* input=0.1 cache-read=input cache-write=input output=0.3 source=litellm

    model model-router
      price from=* input=0.14 cache-read=input cache-write=input output=free source=litellm

    model model_router
      price from=* input=0.14 cache-read=input cache-write=input output=free source=litellm

    model phi-4
      price from=* input=0.125 cache-read=input cache-write=input output=0.5 source=litellm

    model phi-4-mini-instruct
      price from=* input=0.075 cache-read=input cache-write=input output=0.3 source=litellm

    model phi-4-mini-reasoning
      price from=* input=0.075 cache-read=input cache-write=input output=0.3 source=litellm

    model phi-4-multimodal-instruct
      price from=* input=0.08 cache-read=input cache-write=input output=0.32 audio-input=4 source=litellm

    model phi-4-reasoning
      price from=* input=0.125 cache-read=input cache-write=input output=0.5 source=litellm

    model whisper
      price from=* per-second-input=0.0001 source=litellm

    unpriced flux.2-flex
      note LiteLLM lists it without a price above zero and does not say whether it is free.

    """#
}
