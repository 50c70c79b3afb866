// The text of the shipped price book, kept by hand in this file: `docs/prices.md` says how to change it, and
// `Tests/LedgerPricingChecks/check_against_catalogues.py` compares it with public catalogues.

/// The SHA-256 of ``shippedBookText``, so that it need not be worked out in each run. A test says what it has to be.
let shippedBookDigest = "304a9df5e91d0ca58d9b8f6484244dd9da2b14b920533f7cbdd26b9f70eaad4b"

/// The shipped price book in the format of `docs/prices.md`. Its digest is over every byte between the quotation marks.
let shippedBookText = #"""
  spanledger-prices 2
  name main-models
  revision 2
  as-of 2026-11-26
  layer shipped
  unit USD-per-million-tokens

  # List prices. The values were read from two public catalogues, which name the vendors' pages for them; a row whose
  # history neither catalogue has says so in a note. Service tiers and uplifts are those of today: neither catalogue says
  # since when they have been sold, so they are taken to hold as long as their row.
  source genai catalogue checked=2026-11-26 https://pypi.org/project/genai-prices/0.2.3/
  source litellm catalogue checked=2026-11-26 https://pypi.org/project/litellm/1.110.2/
  source openai announcement checked=never https://openai.com/api/pricing/
  source anthropic announcement checked=never https://www.anthropic.com/news/1m-context
  source deepseek announcement checked=never https://api-docs.deepseek.com/quick_start/pricing

  # Providers whose models run on hardware of one's own: no seller, hence no price, and not free either.
  self-hosted ollama ollama_chat vllm hosted_vllm llama.cpp llama_cpp llamacpp llamafile lmstudio lm_studio localai
  self-hosted sglang xinference gpt4all mlx mlx_lm

  seller openai vendor page=https://developers.openai.com/api/docs/pricing
    provider openai openai_responses openai-responses openai-chat text-completion-openai

  model gpt-3.5-turbo-0613 family=gpt-3.5-turbo
    alias gpt-35-turbo-0613
    price from=2023-06-13 input=1.5 cache-read=input cache-write=input output=2 source=genai

  model gpt-3.5-turbo-1106 family=gpt-3.5-turbo
    alias gpt-35-turbo-1106
    price from=2023-11-06 input=1 cache-read=input cache-write=input output=2 source=genai,litellm

  model gpt-3.5-turbo-0125 family=gpt-3.5-turbo
    alias gpt-35-turbo-0125
    price from=2024-01-25 input=0.5 cache-read=input cache-write=input output=1.5 source=genai,litellm
    when service-tier=batch input=0.25 output=0.75

  model gpt-3.5-turbo
    alias gpt-35-turbo
    price from=2024-02-16 input=0.5 cache-read=input cache-write=input output=1.5 source=genai,litellm
    when service-tier=batch input=0.25 output=0.75
    note Priced from the day on which the name came to mean the version 0125; what it cost before is not in this book.

  model gpt-3.5-turbo-16k family=gpt-3.5-turbo
    alias gpt-3.5-turbo-16k-0613 gpt-35-turbo-16k gpt-35-turbo-16k-0613
    price from=2023-06-13 input=3 cache-read=input cache-write=input output=4 source=genai,litellm

  model gpt-3.5-turbo-instruct
    alias gpt-3.5-turbo-instruct-0914 gpt-35-turbo-instruct
    price from=2023-09-14 input=1.5 cache-read=input cache-write=input output=2 source=genai,litellm

  model ft:gpt-3.5-turbo family=gpt-3.5-turbo
    alias ft:gpt-3.5-turbo-0125 ft:gpt-3.5-turbo-1106 ft:gpt-3.5-turbo-0613
    price from=* input=3 cache-read=input cache-write=input output=6 source=genai,litellm
    when service-tier=batch input=1.5 output=3

  model gpt-4
    alias gpt-4-0314 gpt-4-0613
    price from=2023-03-14 input=30 cache-read=input cache-write=input output=60 source=genai,litellm
    when service-tier=batch input=15 output=30

  model gpt-4-32k family=gpt-4
    alias gpt-4-32k-0314 gpt-4-32k-0613
    price from=2023-03-14 input=60 cache-read=input cache-write=input output=120 source=genai

  model gpt-4-turbo
    alias gpt-4-turbo-2024-04-09 gpt-4-turbo-preview gpt-4-0125-preview gpt-4-1106-preview
    price from=2023-11-06 input=10 cache-read=input cache-write=input output=30 source=genai,litellm
    when service-tier=batch input=5 output=15

  model gpt-4.5-preview
    alias gpt-4.5-preview-2025-02-27
    price from=2025-02-27 input=75 cache-read=37.5 cache-write=input output=150 source=genai

  model gpt-4o
    price from=2024-05-13 until=2024-10-02 input=5 cache-read=input cache-write=input output=15 source=openai,genai
    when service-tier=batch x=0.5
    note Until 2 October 2024 the name meant gpt-4o-2024-05-13, at that version's price in genai-prices; caching was not
    note offered.
    note Batches cost half, by the vendor's announcement; neither catalogue has that time.
    price from=2024-10-02 input=2.5 cache-read=1.25 cache-write=input output=10 per-search=0.01 source=genai,litellm
    when service-tier=priority,fast input=4.25 cache-read=2.125 output=17
    when service-tier=batch input=1.25 output=5
    note The day of the switch was not compared with the vendor's own page; neither catalogue has it.

  model gpt-4o-2024-05-13 family=gpt-4o
    price from=2024-05-13 input=5 cache-read=input cache-write=input output=15 per-search=0.01 source=genai,litellm
    when service-tier=priority,fast input=8.75 output=26.25
    when service-tier=batch input=2.5 output=7.5

  model gpt-4o-2024-08-06 family=gpt-4o
    price from=2024-08-06 until=2024-10-01 input=2.5 cache-read=input cache-write=input output=10 source=openai,genai
    when service-tier=batch x=0.5
    note Caching began on 1 October 2024; neither catalogue has the time before.
    note Batches cost half, by the vendor's announcement; neither catalogue has that time.
    price from=2024-10-01 input=2.5 cache-read=1.25 cache-write=input output=10 per-search=0.01 source=genai,litellm
    when service-tier=priority,fast input=4.25 cache-read=2.125 output=17
    when service-tier=batch input=1.25 output=5

  model gpt-4o-2024-11-20 family=gpt-4o
    price from=2024-11-20 input=2.5 cache-read=1.25 cache-write=input output=10 per-search=0.01 source=genai,litellm
    when service-tier=priority,fast input=4.25 cache-read=2.125 output=17
    when service-tier=batch input=1.25 output=5

  model chatgpt-4o-latest family=gpt-4o
    price from=2024-08-14 input=5 cache-read=input cache-write=input output=15 source=genai

  model gpt-4o-search-preview family=gpt-4o
    alias gpt-4o-search-preview-2025-03-11
    price from=2025-03-11 input=2.5 cache-read=1.25 cache-write=input output=10 per-search=0.025 source=genai,litellm
    when service-tier=batch input=1.25 output=5
    note Only litellm has the cache-read price.

  model ft:gpt-4o family=gpt-4o
    alias ft:gpt-4o-2024-08-06
    price from=* input=3.75 cache-read=1.875 cache-write=input output=15 source=genai,litellm
    note The cache-read price is litellm's; genai-prices has none.

  model gpt-4o-mini
    alias gpt-4o-mini-2024-07-18
    price from=2024-07-18 until=2024-10-01 input=0.15 cache-read=input cache-write=input output=0.6 source=openai,genai
    when service-tier=batch x=0.5
    note Caching began on 1 October 2024; neither catalogue has the time before.
    note Batches cost half, by the vendor's announcement; neither catalogue has that time.
    price from=2024-10-01 input=0.15 cache-read=0.075 cache-write=input output=0.6 per-search=0.01 source=genai,litellm
    when service-tier=priority,fast input=0.25 cache-read=0.125 output=1
    when service-tier=batch input=0.075 output=0.3
    note Searches cost 25 dollars a thousand in litellm, which knows the preview of the tool.

  model gpt-4o-mini-search-preview family=gpt-4o-mini
    alias gpt-4o-mini-search-preview-2025-03-11
    price from=2025-03-11 input=0.15 cache-read=0.075 cache-write=input output=0.6 per-search=0.01 source=genai,litellm
    when service-tier=priority,fast input=0.25 cache-read=0.125 output=1
    when service-tier=batch input=0.075 output=0.3
    note Searches cost 25 dollars a thousand in litellm, which knows the preview of the tool.

  model ft:gpt-4o-mini family=gpt-4o-mini
    alias ft:gpt-4o-mini-2024-07-18
    price from=* input=0.3 cache-read=0.15 cache-write=input output=1.2 source=genai,litellm
    when service-tier=batch input=0.15 cache-read=0.075 output=0.6
    note The cache-read price is litellm's; genai-prices has none.

  model gpt-4.1
    alias gpt-4.1-2025-04-14
    price from=2025-04-14 input=2 cache-read=0.5 cache-write=input output=8 per-search=0.01 source=genai,litellm
    when service-tier=priority,fast input=3.5 cache-read=0.875 output=14
    when service-tier=batch input=1 output=4
    note Searches cost 25 dollars a thousand in litellm, which knows the preview of the tool.

  model gpt-4.1-mini
    alias gpt-4.1-mini-2025-04-14
    price from=2025-04-14 input=0.4 cache-read=0.1 cache-write=input output=1.6 per-search=0.01 source=genai,litellm
    when service-tier=priority,fast input=0.7 cache-read=0.175 output=2.8
    when service-tier=batch input=0.2 output=0.8
    note Searches cost 25 dollars a thousand in litellm, which knows the preview of the tool.

  model gpt-4.1-nano
    alias gpt-4.1-nano-2025-04-14
    price from=2025-04-14 input=0.1 cache-read=0.025 cache-write=input output=0.4 source=genai,litellm
    when service-tier=priority,fast input=0.2 cache-read=0.05 output=0.8
    when service-tier=batch input=0.05 output=0.2

  model ft:gpt-4.1 family=gpt-4.1
    alias ft:gpt-4.1-2025-04-14
    price from=* input=3 cache-read=0.75 cache-write=input output=12 source=litellm
    when service-tier=batch input=1.5 cache-read=0.5 output=6

  model ft:gpt-4.1-mini family=gpt-4.1-mini
    alias ft:gpt-4.1-mini-2025-04-14
    price from=* input=0.8 cache-read=0.2 cache-write=input output=3.2 source=litellm
    when service-tier=batch input=0.4 cache-read=0.1 output=1.6

  model ft:gpt-4.1-nano family=gpt-4.1-nano
    alias ft:gpt-4.1-nano-2025-04-14
    price from=* input=0.2 cache-read=0.05 cache-write=input output=0.8 source=litellm
    when service-tier=batch input=0.1 cache-read=0.025 output=0.4

  model ft:o4-mini family=o4-mini
    alias ft:o4-mini-2025-04-16
    price from=* input=4 cache-read=1 cache-write=input output=16 source=litellm
    when service-tier=batch input=2 cache-read=0.5 output=8

  model o1-preview
    alias o1-preview-2024-09-12
    price from=2024-10-01 input=15 cache-read=7.5 cache-write=input output=60 source=genai
    note Priced from the beginning of caching; the weeks from its launch until then are not in this book.

  model o1-mini
    alias o1-mini-2024-09-12
    price from=2025-01-31 input=1.1 cache-read=0.55 cache-write=input output=4.4 source=genai
    note It was dearer before o3-mini appeared; neither catalogue has that price.

  model o1
    alias o1-2024-12-17
    price from=2024-12-17 input=15 cache-read=7.5 cache-write=input output=60 source=genai,litellm
    when service-tier=batch input=7.5 output=30

  model o1-pro
    alias o1-pro-2025-03-19
    price from=2025-03-19 input=150 cache-read=input cache-write=input output=600 source=genai,litellm
    when service-tier=batch input=75 output=300
    note The vendor publishes no cached price for it.

  model o3
    alias o3-2025-04-16
    price from=2025-04-16 until=2025-06-10 input=10 cache-read=2.5 cache-write=input output=40 source=openai,genai
    when service-tier=batch x=0.5
    note genai-prices carries the later cache-read price of 0.5 into this time; the launch price was a quarter of
    note the input price.
    note Batches cost half, by the vendor's announcement; neither catalogue has that time.
    price from=2025-06-10 input=2 cache-read=0.5 cache-write=input output=8 per-search=0.01 source=genai,litellm
    when service-tier=flex input=1 cache-read=0.25 output=4
    when service-tier=priority,fast input=3.5 cache-read=0.875 output=14
    when service-tier=batch input=1 output=4

  model o3-pro
    alias o3-pro-2025-06-10
    price from=2025-06-10 input=20 cache-read=input cache-write=input output=80 per-search=0.01 source=genai,litellm
    when service-tier=batch input=10 output=40
    note The vendor publishes no cached price for it.

  model o3-mini
    alias o3-mini-2025-01-31 o3-mini-high
    price from=2025-01-31 input=1.1 cache-read=0.55 cache-write=input output=4.4 source=genai,litellm
    when service-tier=batch input=0.55 output=2.2

  model o4-mini
    alias o4-mini-2025-04-16 o4-mini-high
    price from=2025-04-16 input=1.1 cache-read=0.275 cache-write=input output=4.4 per-search=0.01 source=genai,litellm
    when service-tier=flex input=0.55 cache-read=0.138 output=2.2
    when service-tier=priority,fast input=2 cache-read=0.5 output=8
    when service-tier=batch input=0.55 output=2.2

  model o3-deep-research
    alias o3-deep-research-2025-06-26
    price from=2025-06-26 input=10 cache-read=2.5 cache-write=input output=40 per-search=0.01 source=genai,litellm

  model o4-mini-deep-research
    alias o4-mini-deep-research-2025-06-26
    price from=2025-06-26 input=2 cache-read=0.5 cache-write=input output=8 per-search=0.01 source=genai,litellm

  model codex-mini-latest
    alias codex-mini
    price from=2025-05-16 input=1.5 cache-read=0.375 cache-write=input output=6 source=genai

  model gpt-5
    alias gpt-5-2025-08-07 gpt-5-chat gpt-5-chat-latest gpt-5-codex
    price from=2025-08-07 input=1.25 cache-read=0.125 cache-write=input output=10 per-search=0.01 source=genai,litellm
    when service-tier=flex,batch input=0.625 cache-read=0.0625 output=5
    when service-tier=priority,fast input=2.5 cache-read=0.25 output=20

  model gpt-5-mini
    alias gpt-5-mini-2025-08-07
    price from=2025-08-07 input=0.25 cache-read=0.025 cache-write=input output=2 per-search=0.01 source=genai,litellm
    when service-tier=flex,batch input=0.125 cache-read=0.0125 output=1
    when service-tier=priority,fast input=0.45 cache-read=0.045 output=3.6

  model gpt-5-nano
    alias gpt-5-nano-2025-08-07
    price from=2025-08-07 input=0.05 cache-read=0.005 cache-write=input output=0.4 per-search=0.01 source=genai,litellm
    when service-tier=flex,batch input=0.025 cache-read=0.0025 output=0.2

  model gpt-5-pro
    alias gpt-5-pro-2025-10-06
    price from=2025-10-06 input=15 cache-read=input cache-write=input output=120 per-search=0.01 source=genai,litellm
    when service-tier=batch input=7.5 output=60
    note The vendor publishes no cached price for it.

  model gpt-5-search-api family=gpt-5
    alias gpt-5-search-api-2025-10-14
    price from=2025-10-14 input=1.25 cache-read=0.125 cache-write=input output=10 per-search=0.01 source=genai,litellm

  model gpt-5.1
    alias gpt-5.1-2025-11-13 gpt-5.1-chat gpt-5.1-chat-latest gpt-5.1-codex gpt-5.1-codex-max gpt-5-1
    price from=2025-11-13 input=1.25 cache-read=0.125 cache-write=input output=10 per-search=0.01 source=genai,litellm
    when service-tier=flex,batch input=0.625 cache-read=0.0625 output=5
    when service-tier=priority,fast input=2.5 cache-read=0.25 output=20

  model gpt-5.1-codex-mini
    alias gpt-5.1-mini gpt-5-1-codex-mini
    price from=2025-11-13 input=0.25 cache-read=0.025 cache-write=input output=2 source=genai,litellm

  model gpt-5.2
    alias gpt-5.2-2025-12-11 gpt-5.2-chat gpt-5.2-chat-latest gpt-5.2-codex gpt-5-2
    price from=2025-12-11 input=1.75 cache-read=0.175 cache-write=input output=14 per-search=0.01 source=genai,litellm
    when service-tier=flex,batch input=0.875 cache-read=0.0875 output=7
    when service-tier=priority,fast input=3.5 cache-read=0.35 output=28

  model gpt-5.2-pro
    alias gpt-5.2-pro-2025-12-11
    price from=2025-12-11 input=21 cache-read=input cache-write=input output=168 per-search=0.01 source=genai,litellm
    when service-tier=batch input=10.5 output=84
    note The vendor publishes no cached price for it.

  model gpt-5.3
    alias gpt-5.3-chat gpt-5.3-chat-latest gpt-5-3
    price from=* input=1.75 cache-read=0.175 cache-write=input output=14 source=genai,litellm
    note litellm lists it as gpt-5.3-chat-latest.

  model gpt-5.3-codex family=gpt-5.3
    alias gpt-5-3-codex
    price from=* input=1.75 cache-read=0.175 cache-write=input output=14 per-search=0.01 source=genai,litellm
    when service-tier=priority,fast input=3.5 cache-read=0.35 output=28

  model gpt-5.4
    alias gpt-5.4-2026-03-05 gpt-5-4
    price from=2026-03-05 input=2.5 cache-read=0.25 cache-write=input output=15 per-search=0.01 source=genai,litellm
    tier above=272000 basis=prompt scope=request input=5 cache-read=0.5 output=22.5
    when service-tier=flex,batch input=1.25 cache-read=0.13 output=7.5
    when service-tier=flex,batch above=272000 basis=prompt scope=request input=2.5 cache-read=0.25 output=11.25
    when service-tier=priority,fast input=5 cache-read=0.5 output=30
    when geo=eu,us x=1.1

  model gpt-5.4-pro
    alias gpt-5.4-pro-2026-03-05
    price from=2026-03-05 input=30 cache-read=input cache-write=input output=180 per-search=0.01 source=genai,litellm
    tier above=272000 basis=prompt scope=request input=60 output=270
    when service-tier=flex,batch input=15 output=90
    when service-tier=flex,batch above=272000 basis=prompt scope=request input=30 output=135
    when geo=eu,us x=1.1
    note The vendor publishes no cached price for it.

  model gpt-5.4-mini
    alias gpt-5.4-mini-2026-03-17
    price from=2026-03-17 input=0.75 cache-read=0.075 cache-write=input output=4.5 per-search=0.01 source=genai,litellm
    when service-tier=flex,batch input=0.375 cache-read=0.0375 output=2.25
    when service-tier=priority,fast input=1.5 cache-read=0.15 output=9
    when geo=eu,us x=1.1

  model gpt-5.4-nano
    alias gpt-5.4-nano-2026-03-17
    price from=2026-03-17 input=0.2 cache-read=0.02 cache-write=input output=1.25 per-search=0.01 source=genai,litellm
    when service-tier=flex,batch input=0.1 cache-read=0.01 output=0.625
    when geo=eu,us x=1.1

  model gpt-5.5
    alias gpt-5.5-2026-04-23 gpt-5.5-2026-04-24 gpt-5.5-chat gpt-5.5-chat-latest gpt-5.5-codex gpt-5-5
    price from=2026-04-23 input=5 cache-read=0.5 cache-write=input output=30 per-search=0.01 source=genai,litellm
    tier above=272000 basis=prompt scope=request input=10 cache-read=1 output=45
    when service-tier=flex,batch input=2.5 cache-read=0.25 output=15
    when service-tier=flex,batch above=272000 basis=prompt scope=request input=5 cache-read=0.5 output=22.5
    when service-tier=priority,fast input=12.5 cache-read=1.25 output=75
    when geo=eu,us x=1.1

  model gpt-5.5-pro
    alias gpt-5.5-pro-2026-04-23
    price from=2026-04-23 input=30 cache-read=input cache-write=input output=180 per-search=0.01 source=genai,litellm
    tier above=272000 basis=prompt scope=request input=60 output=270
    when service-tier=flex,batch input=15 output=90
    when service-tier=batch above=272000 basis=prompt scope=request input=30 output=135
    when geo=eu,us x=1.1
    note The vendor publishes no cached price for it.

  model gpt-chat-latest
    alias chat-latest
    price from=* input=5 cache-read=0.5 cache-write=input output=30 source=genai,litellm

  model gpt-5.6-sol family=gpt-5.6
    alias gpt-5.6 gpt-5-6-sol gpt-5-6
    price from=* until=2026-08-21 input=5 cache-read=0.5 cache-write=6.25 output=30 source=genai
    tier above=272000 basis=prompt scope=request input=10 cache-read=1 cache-write=12.5 output=45
    when service-tier=batch x=0.5
    note Batches cost half, by the vendor's announcement; neither catalogue has that time.
    price from=2026-08-21 input=4 cache-read=0.4 cache-write=5 output=20 per-search=0.01 source=genai,litellm
    tier above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=30
    when service-tier=flex,batch input=2 cache-read=0.2 cache-write=2.5 output=10
    when service-tier=flex,batch above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=15
    when service-tier=priority,fast input=8 cache-read=0.8 cache-write=10 output=40
    when service-tier=priority,fast above=272000 basis=prompt scope=request input=16 cache-read=1.6 cache-write=20 output=60
    when geo=eu,us x=1.1
    note Cache writes are priced for the default lifetime; longer lifetimes cost more.

  model gpt-5.6-terra family=gpt-5.6
    alias gpt-5-6-terra
    price from=* until=2026-07-30 input=2.5 cache-read=0.25 cache-write=3.125 output=15 source=genai
    tier above=272000 basis=prompt scope=request input=5 cache-read=0.5 cache-write=6.25 output=22.5
    when service-tier=batch x=0.5
    note Batches cost half, by the vendor's announcement; neither catalogue has that time.
    price from=2026-07-30 input=2 cache-read=0.2 cache-write=2.5 output=12 per-search=0.01 source=genai,litellm
    tier above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=18
    when service-tier=flex,batch input=1 cache-read=0.1 cache-write=1.25 output=6
    when service-tier=flex,batch above=272000 basis=prompt scope=request input=2 cache-read=0.2 cache-write=2.5 output=9
    when service-tier=priority,fast input=4 cache-read=0.4 cache-write=5 output=24
    when service-tier=priority,fast above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=36
    when geo=eu,us x=1.1
    note Cache writes are priced for the default lifetime; longer lifetimes cost more.

  model gpt-5.6-luna family=gpt-5.6
    alias gpt-5-6-luna
    price from=* until=2026-07-30 input=1 cache-read=0.1 cache-write=1.25 output=6 source=genai
    tier above=272000 basis=prompt scope=request input=2 cache-read=0.2 cache-write=2.5 output=9
    when service-tier=batch x=0.5
    note Batches cost half, by the vendor's announcement; neither catalogue has that time.
    price from=2026-07-30 input=0.2 cache-read=0.02 cache-write=0.25 output=1.2 per-search=0.01 source=genai,litellm
    tier above=272000 basis=prompt scope=request input=0.4 cache-read=0.04 cache-write=0.5 output=1.8
    when service-tier=flex,batch input=0.1 cache-read=0.01 cache-write=0.125 output=0.6
    when service-tier=flex,batch above=272000 basis=prompt scope=request input=0.2 cache-read=0.02 cache-write=0.25 output=0.9
    when service-tier=priority,fast input=0.4 cache-read=0.04 cache-write=0.5 output=2.4
    when service-tier=priority,fast above=272000 basis=prompt scope=request input=0.8 cache-read=0.08 cache-write=1 output=3.6
    when geo=eu,us x=1.1
    note Cache writes are priced for the default lifetime; longer lifetimes cost more.

  model gpt-6-astra family=gpt-6
    price from=* input=10 cache-read=1 cache-write=12.5 output=50 per-search=0.01 source=genai,litellm
    tier above=272000 basis=prompt scope=request input=20 cache-read=2 cache-write=25 output=75
    when service-tier=flex,batch input=5 cache-read=0.5 cache-write=6.25 output=25
    when service-tier=flex,batch above=272000 basis=prompt scope=request input=10 cache-read=1 cache-write=12.5 output=37.5
    when service-tier=priority,fast input=20 cache-read=2 cache-write=25 output=100
    when service-tier=priority,fast above=272000 basis=prompt scope=request input=40 cache-read=4 cache-write=50 output=150
    when service-tier=ultrafast input=60 cache-read=6 cache-write=75 output=300
    when service-tier=ultrafast above=272000 basis=prompt scope=request input=120 cache-read=12 cache-write=150 output=450
    when geo=eu,us x=1.1
    note Cache writes are priced for the default lifetime; longer lifetimes cost more.

  model gpt-6-sol family=gpt-6
    price from=* input=2 cache-read=0.2 cache-write=2.5 output=10 per-search=0.01 source=genai,litellm
    tier above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=15
    when service-tier=flex,batch input=1 cache-read=0.1 cache-write=1.25 output=5
    when service-tier=flex,batch above=272000 basis=prompt scope=request input=2 cache-read=0.2 cache-write=2.5 output=7.5
    when service-tier=priority,fast input=4 cache-read=0.4 cache-write=5 output=20
    when service-tier=priority,fast above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=30
    when geo=eu,us x=1.1
    note Cache writes are priced for the default lifetime; longer lifetimes cost more.

  model gpt-6-luna family=gpt-6
    price from=* input=0.1 cache-read=0.01 cache-write=0.125 output=0.5 per-search=0.01 source=genai,litellm
    tier above=272000 basis=prompt scope=request input=0.2 cache-read=0.02 cache-write=0.25 output=0.75
    when service-tier=flex,batch input=0.05 cache-read=0.005 cache-write=0.0625 output=0.25
    when service-tier=flex,batch above=272000 basis=prompt scope=request input=0.1 cache-read=0.01 cache-write=0.125 output=0.375
    when service-tier=priority,fast input=0.2 cache-read=0.02 cache-write=0.25 output=1
    when service-tier=priority,fast above=272000 basis=prompt scope=request input=0.4 cache-read=0.04 cache-write=0.5 output=1.5
    when geo=eu,us x=1.1
    note Cache writes are priced for the default lifetime; longer lifetimes cost more.

  model gpt-6.1-sol family=gpt-6.1
    price from=* input=2 cache-read=0.1 cache-write=2.5 output=10 per-search=0.01 source=genai,litellm
    tier above=272000 basis=prompt scope=request input=4 cache-read=0.2 cache-write=5 output=15
    when service-tier=flex,batch input=1 cache-read=0.05 cache-write=1.25 output=5
    when service-tier=flex,batch above=272000 basis=prompt scope=request input=2 cache-read=0.1 cache-write=2.5 output=7.5
    when service-tier=priority,fast input=4 cache-read=0.2 cache-write=5 output=20
    when service-tier=priority,fast above=272000 basis=prompt scope=request input=8 cache-read=0.4 cache-write=10 output=30
    when service-tier=ultrafast input=12 cache-read=0.6 cache-write=15 output=60
    when service-tier=ultrafast above=272000 basis=prompt scope=request input=24 cache-read=1.2 cache-write=30 output=90
    when geo=eu,us x=1.1
    note Cache writes are priced for the default lifetime; longer lifetimes cost more.

  model gpt-6.1-terra family=gpt-6.1
    price from=* input=1 cache-read=0.05 cache-write=1.25 output=5 per-search=0.01 source=genai,litellm
    tier above=272000 basis=prompt scope=request input=2 cache-read=0.1 cache-write=2.5 output=7.5
    when service-tier=flex,batch input=0.5 cache-read=0.025 cache-write=0.625 output=2.5
    when service-tier=flex,batch above=272000 basis=prompt scope=request input=1 cache-read=0.05 cache-write=1.25 output=3.75
    when service-tier=priority,fast input=2 cache-read=0.1 cache-write=2.5 output=10
    when service-tier=priority,fast above=272000 basis=prompt scope=request input=4 cache-read=0.2 cache-write=5 output=15
    when geo=eu,us x=1.1
    note Cache writes are priced for the default lifetime; longer lifetimes cost more.

  model text-embedding-3-small
    price from=2024-01-25 input=0.02 cache-read=none cache-write=none output=none source=genai,litellm
    when service-tier=batch input=0.01

  model text-embedding-3-large
    price from=2024-01-25 input=0.13 cache-read=none cache-write=none output=none source=genai,litellm
    when service-tier=batch input=0.065

  model text-embedding-ada-002
    alias text-embedding-ada-002-v2
    price from=2023-06-13 input=0.1 cache-read=none cache-write=none output=none source=genai,litellm
    note It was dearer before 13 June 2023; that price is not in this book.

  unpriced gpt-oss-120b gpt-oss-20b
    note Open weights: who runs it sets the price.

  seller anthropic vendor page=https://platform.claude.com/docs/en/about-claude/pricing
    provider anthropic

  model claude-2
    alias claude-2.0 claude-2.1 claude-v2 claude-v2:1
    price from=* input=8 cache-read=input cache-write=input output=24 source=genai

  model claude-3-haiku-20240307 family=claude-3-haiku
    alias claude-3-haiku
    price from=2024-03-07 input=0.25 cache-read=0.03 cache-write=0.3 cache-write-1h=0.5 output=1.25 source=genai

  model claude-3-sonnet-20240229 family=claude-3-sonnet
    alias claude-3-sonnet
    price from=2024-02-29 input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 source=genai

  model claude-3-opus-20240229 family=claude-3-opus
    alias claude-3-opus claude-3-opus-latest
    price from=2024-02-29 input=15 cache-read=1.5 cache-write=18.75 cache-write-1h=30 output=75 source=genai

  model claude-3-5-sonnet-20240620 family=claude-3-5-sonnet
    price from=2024-06-20 input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 source=genai

  model claude-3-5-sonnet-20241022 family=claude-3-5-sonnet
    alias claude-3-5-sonnet claude-3-5-sonnet-latest claude-3.5-sonnet
    price from=2024-06-20 input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 per-search=0.01 source=genai
    note The aliases meant the version of 20 June 2024 first, at the same price.

  model claude-3-5-haiku-20241022 family=claude-3-5-haiku
    alias claude-3-5-haiku claude-3-5-haiku-latest claude-3.5-haiku
    price from=2025-01-01 input=0.8 cache-read=0.08 cache-write=1 cache-write-1h=1.6 output=4 per-search=0.01 source=genai
    note Launched in November 2024 at 1 and 5 dollars and lowered in December, on a day that neither catalogue has:
    note use before 2025 is left unpriced.

  model claude-3-7-sonnet-20250219 family=claude-3-7-sonnet
    alias claude-3-7-sonnet claude-3-7-sonnet-latest claude-3.7-sonnet claude-sonnet-3-7 claude-sonnet-3.7
    price from=2025-02-19 input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 per-search=0.01 source=genai

  model claude-sonnet-4-20250514 family=claude-sonnet-4
    alias claude-sonnet-4 claude-sonnet-4-0 claude-4-sonnet claude-4-sonnet-20250514
    price from=2025-05-14 until=2025-08-12 input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 source=genai
    when service-tier=batch x=0.5
    note Batches cost half, by the vendor's announcement; neither catalogue has that time.
    price from=2025-08-12 input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 per-search=0.01 source=anthropic,genai
    tier above=200000 basis=prompt scope=request input=6 cache-read=0.6 cache-write=7.5 cache-write-1h=12 output=22.5
    note The long-context tier came with the one-million-token window on 12 August 2025; genai-prices has no tier
    note for this model.

  model claude-opus-4-20250514 family=claude-opus-4
    alias claude-opus-4 claude-opus-4-0 claude-4-opus claude-4-opus-20250514
    price from=2025-05-14 input=15 cache-read=1.5 cache-write=18.75 cache-write-1h=30 output=75 per-search=0.01 source=genai

  model claude-opus-4-1-20250805 family=claude-opus-4-1
    alias claude-opus-4-1 claude-opus-4.1
    price from=2025-08-05 input=15 cache-read=1.5 cache-write=18.75 cache-write-1h=30 output=75 per-search=0.01 source=genai

  model claude-sonnet-4-5-20250929 family=claude-sonnet-4-5
    alias claude-sonnet-4-5 claude-sonnet-4.5 claude-4-5-sonnet claude-4.5-sonnet
    price from=2025-09-29 input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 per-search=0.01 source=genai,litellm
    tier above=200000 basis=prompt scope=request input=6 cache-read=0.6 cache-write=7.5 cache-write-1h=12 output=22.5
    when service-tier=batch input=1.5 cache-read=0.15 cache-write=1.875 cache-write-1h=3 output=7.5
    when service-tier=batch above=200000 basis=prompt scope=request input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=11.25
    note The long-context tier is from genai-prices; litellm no longer lists one.

  model claude-haiku-4-5-20251001 family=claude-haiku-4-5
    alias claude-haiku-4-5 claude-haiku-4.5 claude-4-5-haiku claude-4.5-haiku
    price from=2025-10-01 input=1 cache-read=0.1 cache-write=1.25 cache-write-1h=2 output=5 per-search=0.01 source=genai,litellm
    when service-tier=batch input=0.5 cache-read=0.05 cache-write=0.625 cache-write-1h=1 output=2.5

  model claude-opus-4-5-20251101 family=claude-opus-4-5
    alias claude-opus-4-5 claude-opus-4.5 claude-4-5-opus claude-4.5-opus
    price from=2025-11-01 input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=genai,litellm
    when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 cache-write-1h=5 output=12.5

  model claude-opus-4-6
    alias claude-opus-4-6-20260205 claude-opus-4.6 claude-4-6-opus claude-4.6-opus
    price from=2026-02-05 until=2026-03-13 input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 source=genai
    tier above=200000 basis=prompt scope=request input=10 cache-read=1 cache-write=12.5 cache-write-1h=20 output=37.5
    when service-tier=batch x=0.5
    note Batches cost half, by the vendor's announcement; neither catalogue has that time.
    price from=2026-03-13 input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=genai,litellm
    when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 cache-write-1h=5 output=12.5
    when geo=us x=1.1
    note Until 13 March 2026 prompts above 200000 tokens were dearer.

  model claude-sonnet-4-6
    alias claude-sonnet-4.6 claude-4-6-sonnet claude-4.6-sonnet
    price from=* until=2026-03-13 input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 source=genai
    tier above=200000 basis=prompt scope=request input=6 cache-read=0.6 cache-write=7.5 cache-write-1h=12 output=22.5
    when service-tier=batch x=0.5
    note Batches cost half, by the vendor's announcement; neither catalogue has that time.
    price from=2026-03-13 input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 per-search=0.01 source=genai,litellm
    when service-tier=batch input=1.5 cache-read=0.15 cache-write=1.875 cache-write-1h=3 output=7.5
    when geo=us x=1.1
    note Until 13 March 2026 prompts above 200000 tokens were dearer.

  model claude-opus-4-7
    alias claude-opus-4-7-20260416 claude-opus-4.7 claude-4-7-opus claude-4.7-opus
    price from=2026-04-16 input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=genai,litellm
    when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 cache-write-1h=5 output=12.5
    when geo=us x=1.1

  model claude-opus-4-8
    alias claude-opus-4.8 claude-4-8-opus claude-4.8-opus
    price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=genai,litellm
    when service-tier=fast input=10 cache-read=1 cache-write=12.5 cache-write-1h=20 output=50
    when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 cache-write-1h=5 output=12.5
    when geo=us x=1.1

  model claude-opus-5
    alias claude-opus-5.0 claude-5-opus
    price from=* input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=genai,litellm
    when service-tier=fast input=10 cache-read=1 cache-write=12.5 cache-write-1h=20 output=50
    when service-tier=batch input=2.5 cache-read=0.25 cache-write=3.125 cache-write-1h=5 output=12.5
    when geo=us x=1.1

  model claude-opus-5-5
    alias claude-opus-5.5 claude-5-5-opus claude-5.5-opus
    price from=* input=4 cache-read=0.2 cache-write=5 cache-write-1h=8 output=20 per-search=0.01 source=genai,litellm
    when service-tier=fast input=8 cache-read=0.4 cache-write=10 cache-write-1h=16 output=40
    when service-tier=batch input=2 cache-read=0.1 cache-write=2.5 cache-write-1h=4 output=10
    when geo=us x=1.1

  model claude-sonnet-5
    alias claude-sonnet-5.0 claude-5-sonnet
    price from=* input=2 cache-read=0.2 cache-write=2.5 cache-write-1h=4 output=10 per-search=0.01 source=genai,litellm
    when service-tier=batch input=1 cache-read=0.1 cache-write=1.25 cache-write-1h=2 output=5
    when geo=us x=1.1

  model claude-sonnet-5-5
    alias claude-sonnet-5.5 claude-5-5-sonnet claude-5.5-sonnet
    price from=* input=2 cache-read=0.1 cache-write=2.5 cache-write-1h=4 output=10 per-search=0.01 source=genai,litellm
    when service-tier=batch input=1 cache-read=0.05 cache-write=1.25 cache-write-1h=2 output=5
    when geo=us x=1.1

  model claude-haiku-5-5
    alias claude-haiku-5.5 claude-5-5-haiku claude-5.5-haiku
    price from=* input=0.1 cache-read=0.01 cache-write=0.125 cache-write-1h=0.2 output=0.5 per-search=0.01 source=genai,litellm
    tier above=100000 basis=prompt scope=request input=0.5 cache-read=0.05 cache-write=0.625 cache-write-1h=1 output=2.5
    when service-tier=batch input=0.05 cache-read=0.005 cache-write=0.0625 cache-write-1h=0.1 output=0.25
    when service-tier=batch above=100000 basis=prompt scope=request input=0.25 cache-read=0.025 cache-write=0.3125 cache-write-1h=0.5 output=1.25
    when geo=us x=1.1

  model claude-fable-5
    price from=* input=10 cache-read=1 cache-write=12.5 cache-write-1h=20 output=50 per-search=0.01 source=genai,litellm
    when service-tier=batch input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25
    when geo=us x=1.1

  model claude-fable-5-1
    alias claude-fable-5.1
    price from=* input=10 cache-read=0.25 cache-write=12.5 cache-write-1h=20 output=50 per-search=0.01 source=genai,litellm
    when service-tier=batch input=5 cache-read=0.125 cache-write=6.25 cache-write-1h=10 output=25
    when geo=us x=1.1

  model claude-fable-5-2
    alias claude-fable-5.2
    price from=* input=8 cache-read=0.2 cache-write=10 cache-write-1h=16 output=40 per-search=0.01 source=genai
    when service-tier=fast input=16 cache-read=0.4 cache-write=20 cache-write-1h=32 output=80
    when service-tier=batch input=4 cache-read=0.1 cache-write=5 cache-write-1h=8 output=20

  seller google vendor page=https://ai.google.dev/gemini-api/docs/pricing
    provider google gcp.gemini gcp.gen_ai gemini google_genai google-genai google-gla google_generativeai

  model gemini-1.5-pro
    alias gemini-1.5-pro-001 gemini-1.5-pro-002 gemini-1.5-pro-latest gemini-pro-1.5
    price from=2024-10-01 input=1.25 cache-read=0.3125 cache-write=input output=5 source=genai
    tier above=128000 basis=prompt scope=request input=2.5 cache-read=0.625 output=10
    note Lowered in autumn 2024; the price before is not in this book. Its cache-read price is in the catalogue under
    note gemini-pro-1.5. Storing a cache costs extra by the hour, everywhere at this seller; that is not priced.

  model gemini-1.5-flash
    alias gemini-1.5-flash-001 gemini-1.5-flash-002 gemini-1.5-flash-latest gemini-flash-1.5
    price from=2024-10-01 input=0.075 cache-read=0.01875 cache-write=input output=0.3 source=genai
    tier above=128000 basis=prompt scope=request input=0.15 cache-read=0.0375 output=0.6
    note Lowered in August 2024; the price before is not in this book.

  model gemini-1.5-flash-8b family=gemini-1.5-flash
    alias gemini-1.5-flash-8b-001 gemini-1.5-flash-8b-latest gemini-flash-1.5-8b
    price from=2024-10-03 input=0.0375 cache-read=0.01 cache-write=input output=0.15 source=genai
    tier above=128000 basis=prompt scope=request input=0.075 cache-read=0.02 output=0.3
    note From gemini-flash-1.5-8b in genai-prices, whose gemini-1.5-flash also answers to this name at twice the price.

  model gemini-2.0-flash
    alias gemini-2.0-flash-001
    price from=2025-02-05 input=0.1 cache-read=0.025 cache-write=input output=0.4 audio-input=0.7 audio-cache-read=0.175 per-search=0.035 source=genai

  model gemini-2.0-flash-lite
    alias gemini-2.0-flash-lite-001
    price from=2025-02-25 input=0.075 cache-read=input cache-write=input output=0.3 source=genai

  model gemini-2.5-pro
    alias gemini-2.5-pro-preview-03-25 gemini-2.5-pro-preview-05-06 gemini-2.5-pro-preview-06-05
    price from=2025-04-04 input=1.25 cache-read=0.125 cache-write=input output=10 per-search=0.035 source=genai,litellm
    tier above=200000 basis=prompt scope=request input=2.5 cache-read=0.25 output=15
    when service-tier=flex,batch input=0.625 cache-read=0.125 output=5
    when service-tier=flex,batch above=200000 basis=prompt scope=request input=1.25 cache-read=0.25 output=7.5
    when service-tier=priority input=2.25 cache-read=0.225 output=18
    when service-tier=priority above=200000 basis=prompt scope=request input=4.5 cache-read=0.45 output=27
    note Base price and tier are the same in both catalogues.

  model gemini-2.5-flash
    alias gemini-2.5-flash-latest gemini-2.5-flash-preview-09-2025
    price from=2025-06-17 input=0.3 cache-read=0.03 cache-write=input output=2.5 reasoning=2.5 audio-input=1 audio-cache-read=0.1 per-search=0.035 source=genai,litellm
    when service-tier=flex,batch input=0.15 cache-read=0.03 output=1.25 audio-input=0.5 audio-cache-read=0.1
    when service-tier=priority input=0.54 cache-read=0.054 output=4.5 audio-input=1.8 audio-cache-read=0.18

  unpriced gemini-2.5-flash-preview-04-17 gemini-2.5-flash-preview-05-20
    note The previews had one output price with thinking and another without; telemetry does not say which applied.

  model gemini-2.5-flash-lite
    alias gemini-2.5-flash-lite-preview-06-17 gemini-2.5-flash-lite-preview-09-2025
    price from=2025-06-17 input=0.1 cache-read=0.01 cache-write=input output=0.4 reasoning=0.4 audio-input=0.3 audio-cache-read=0.03 per-search=0.035 source=genai,litellm
    when service-tier=flex,batch input=0.05 cache-read=0.01 output=0.2 audio-input=0.15 audio-cache-read=0.03
    when service-tier=priority input=0.18 cache-read=0.018 output=0.72 audio-input=0.54 audio-cache-read=0.054

  model gemini-3-pro-preview
    price from=* input=2 cache-read=0.2 cache-write=input output=12 per-search=0.014 source=genai
    tier above=200000 basis=prompt scope=request input=4 cache-read=0.4 output=18

  model gemini-3-flash-preview
    price from=* input=0.5 cache-read=0.05 cache-write=input output=3 reasoning=3 audio-input=1 audio-cache-read=0.1 per-search=0.014 source=genai,litellm
    when service-tier=flex,batch input=0.25 cache-read=0.05 output=1.5 audio-input=0.5 audio-cache-read=0.1
    when service-tier=priority input=0.9 cache-read=0.09 output=5.4 audio-input=1.8 audio-cache-read=0.18

  model gemini-3.1-pro-preview
    alias gemini-3.1-pro-preview-customtools gemini-pro-latest
    price from=* input=2 cache-read=0.2 cache-write=input output=12 per-search=0.014 source=genai,litellm
    tier above=200000 basis=prompt scope=request input=4 cache-read=0.4 output=18
    when service-tier=flex,batch input=1 cache-read=0.2 output=6
    when service-tier=flex,batch above=200000 basis=prompt scope=request input=2 cache-read=0.4 output=9
    when service-tier=priority input=3.6 cache-read=0.36 output=21.6
    when service-tier=priority above=200000 basis=prompt scope=request input=7.2 cache-read=0.72 output=32.4

  model gemini-3.1-flash-lite
    alias gemini-3.1-flash-lite-preview
    price from=* input=0.25 cache-read=0.025 cache-write=input output=1.5 reasoning=1.5 audio-input=0.5 audio-cache-read=0.05 per-search=0.014 source=genai,litellm
    when service-tier=flex,batch input=0.125 cache-read=0.0125 output=0.75 audio-input=0.25 audio-cache-read=0.025
    when service-tier=priority input=0.45 cache-read=0.045 output=2.7 audio-input=0.9 audio-cache-read=0.09

  model gemini-3.5-flash
    price from=* input=1.5 cache-read=0.15 cache-write=input output=9 reasoning=9 audio-input=1.5 per-search=0.014 source=genai,litellm
    when service-tier=flex input=0.75 cache-read=0.08 output=4.5
    when service-tier=priority input=2.7 cache-read=0.27 output=16.2 audio-input=2.7
    when service-tier=batch input=0.75 cache-read=0.075 output=4.5

  model gemini-3.5-flash-lite
    alias gemini-flash-lite-latest
    price from=* input=0.3 cache-read=0.03 cache-write=input output=2.5 reasoning=2.5 per-search=0.014 source=genai,litellm
    when service-tier=flex,batch input=0.15 cache-read=0.02 output=1.25
    when service-tier=priority input=0.54 cache-read=0.05 output=4.5

  model gemini-3.6-flash
    price from=* until=2027-01-01 input=0.75 cache-read=0.075 cache-write=input output=3.75 reasoning=3.75 per-search=0.014 source=genai,litellm
    when service-tier=flex,batch input=0.375 cache-read=0.0375 output=1.875
    when service-tier=priority input=1.35 cache-read=0.135 output=6.75
    price from=2027-01-01 input=1.5 cache-read=0.15 cache-write=input output=7.5 per-search=0.014 source=genai
    when service-tier=batch input=0.75 cache-read=0.075 output=3.75
    note The second price is announced for 2027 by genai-prices.

  model gemini-3.7-flash
    price from=* until=2027-01-01 input=0.75 cache-read=0.075 cache-write=input output=3.75 reasoning=3.75 per-search=0.014 source=genai,litellm
    when service-tier=flex,batch input=0.375 cache-read=0.0375 output=1.875
    when service-tier=priority input=1.35 cache-read=0.135 output=6.75
    price from=2027-01-01 input=1.5 cache-read=0.15 cache-write=input output=7.5 per-search=0.014 source=genai
    note The second price is announced for 2027 by genai-prices.

  model gemini-3.8-flash
    alias gemini-flash-latest
    price from=* until=2027-01-01 input=0.75 cache-read=0.075 cache-write=input output=3.75 reasoning=3.75 per-search=0.014 source=genai,litellm
    when service-tier=flex,batch input=0.375 cache-read=0.0375 output=1.875
    when service-tier=priority input=1.35 cache-read=0.135 output=6.75
    price from=2027-01-01 input=1.5 cache-read=0.15 cache-write=input output=7.5 per-search=0.014 source=genai
    when service-tier=batch input=0.75 cache-read=0.075 output=3.75
    note The second price is announced for 2027 by genai-prices.

  model gemini-4-argon
    price from=* until=2026-12-01 input=2 cache-read=0.1 cache-write=input output=10 reasoning=10 per-search=0.014 source=genai,litellm
    when service-tier=flex,batch input=1 cache-read=0.05 output=5
    when service-tier=priority input=3.6 cache-read=0.18 output=18
    price from=2026-12-01 input=4 cache-read=0.2 cache-write=input output=20 per-search=0.014 source=genai
    when service-tier=batch input=2 cache-read=0.1 output=10
    note The second price is announced for December 2026 by genai-prices.

  model gemini-embedding-001
    price from=* input=0.15 cache-read=none cache-write=none output=none source=genai,litellm
    when service-tier=batch input=0.075

  model gemini-embedding-2
    alias gemini-embedding-2-preview
    price from=* input=0.2 cache-read=none cache-write=none output=none audio-input=6.5 image-input=0.45 source=genai,litellm
    when service-tier=batch input=0.1 audio-input=3.25 image-input=0.225

  model gemma-4-31b-it
    price from=* input=free cache-read=free cache-write=free output=free source=litellm
    note The Gemini API bills nothing for it, cached or not; litellm has the two main prices. Other sellers do bill it.

  model gemma-4-26b-a4b-it
    price from=* input=free cache-read=free cache-write=free output=free source=litellm
    note The Gemini API bills nothing for it, cached or not; litellm has the two main prices. Other sellers do bill it.

  seller deepseek vendor page=https://api-docs.deepseek.com/quick_start/pricing
    provider deepseek

  model deepseek-chat family=deepseek
    price from=2025-02-08T16:00:00Z until=2025-09-05T16:00:00Z learned=2026-11-26 input=0.27 cache-read=0.07 cache-write=input output=1.1 source=deepseek,genai
    when from=2025-02-26T16:30:00Z hours=16:30-00:30 zone=UTC input=0.135 cache-read=0.035 output=0.55
    note genai-prices has the price by day and the one of the night, and carries both on beyond September 2025; the days
    note on which they began and ended are the vendor's.
    price from=2025-09-05T16:00:00Z until=2025-09-29 learned=2026-11-26 input=0.56 cache-read=0.07 cache-write=input output=1.68 source=deepseek
    note Neither catalogue has these weeks of one price for day and night.
    price from=2025-09-29 learned=2026-11-26 input=0.28 cache-read=0.028 cache-write=input output=0.42 source=litellm

  model deepseek-reasoner family=deepseek
    price from=2025-02-08T16:00:00Z until=2025-09-05T16:00:00Z learned=2026-11-26 input=0.55 cache-read=0.14 cache-write=input output=2.19 source=deepseek,genai
    when from=2025-02-26T16:30:00Z hours=16:30-00:30 zone=UTC input=0.135 cache-read=0.035 output=0.55
    note genai-prices has the price by day and the one of the night, and carries both on beyond September 2025; the days
    note on which they began and ended are the vendor's.
    price from=2025-09-05T16:00:00Z until=2025-09-29 learned=2026-11-26 input=0.56 cache-read=0.07 cache-write=input output=1.68 source=deepseek
    note Neither catalogue has these weeks of one price for day and night.
    price from=2025-09-29 learned=2026-11-26 input=0.28 cache-read=0.028 cache-write=input output=0.42 source=litellm
  """#
