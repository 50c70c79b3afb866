// Made by `make prices`; do not edit. `docs/prices.md` says what the lines mean.

extension ShippedCatalogueText {
  static let bedrock = #"""

    seller bedrock reseller
      provider bedrock aws.bedrock aws_bedrock amazon-bedrock amazon_bedrock bedrock_converse aws-bedrock amazon aws
      route us-gov prefix=us-gov.
      route us prefix=us.
      route eu prefix=eu.
      route apac prefix=apac.
      route au prefix=au.
      route jp prefix=jp.
      route in prefix=in.
      route global prefix=global.
      route in-region default
      route ap-northeast-1 segment=ap-northeast-1
      route ap-south-1 segment=ap-south-1
      route ap-southeast-2 segment=ap-southeast-2
      route ap-southeast-3 segment=ap-southeast-3
      route ca-central-1 segment=ca-central-1
      route eu-central-1 segment=eu-central-1
      route eu-north-1 segment=eu-north-1
      route eu-south-1 segment=eu-south-1
      route eu-west-1 segment=eu-west-1
      route eu-west-2 segment=eu-west-2
      route eu-west-3 segment=eu-west-3
      route sa-east-1 segment=sa-east-1
      route us-east-1 segment=us-east-1
      route us-east-2 segment=us-east-2
      route us-gov-east-1 segment=us-gov-east-1
      route us-gov-west-1 segment=us-gov-west-1
      route us-west-1 segment=us-west-1
      route us-west-2 segment=us-west-2

    model ai21.j2-mid-v1
      price from=* input=12.5 cache-read=input cache-write=input output=12.5 source=litellm

    model ai21.j2-ultra-v1
      price from=* input=18.8 cache-read=input cache-write=input output=18.8 source=litellm

    model ai21.jamba-1-5-large-v1:0
      price from=* input=2 cache-read=input cache-write=input output=8 source=litellm

    model ai21.jamba-1-5-mini-v1:0
      price from=* input=0.2 cache-read=input cache-write=input output=0.4 source=litellm

    model ai21.jamba-instruct-v1:0
      price from=* input=0.5 cache-read=input cache-write=input output=0.7 source=litellm

    model amazon.nova-2-5-sonic
      price from=* input=0.33 cache-read=input cache-write=input output=2.75 audio-input=3 audio-output=12 source=litellm

    model amazon.nova-2-lite-v1:0
      price from=* route=apac input=0.396 cache-read=0.099 cache-write=input output=3.311 source=litellm
      price from=* route=eu,in-region input=0.429 cache-read=0.10725 cache-write=input output=3.597 source=litellm
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=0.3 cache-read=0.075 cache-write=input output=2.5 source=litellm
      when service-tier=priority,fast input=0.525 cache-read=0.13125 output=4.375
      when service-tier=batch input=0.15 output=1.25
      price from=* route=jp input=0.396 cache-read=0.099 cache-write=input output=3.311 source=litellm
      when service-tier=flex input=0.198 cache-read=0.0495 output=1.6555
      when service-tier=priority,fast input=0.693 cache-read=0.17325 output=5.79425
      when service-tier=batch input=0.198 output=1.6555
      price from=* route=us input=0.33 cache-read=0.0825 cache-write=input output=2.75 source=litellm
      when service-tier=flex input=0.165 cache-read=0.04125 output=1.375
      when service-tier=priority,fast input=0.5775 cache-read=0.144375 output=4.8125
      when service-tier=batch input=0.165 output=1.375

    model amazon.nova-2-multimodal-embeddings-v1:0
      price from=* route=in-region input=0.135 cache-read=input cache-write=input output=none source=litellm
      price from=* route=us-gov-west-1 input=0.162 cache-read=input cache-write=input output=none source=litellm
      when service-tier=batch input=0.081

    model amazon.nova-2-pro-preview-20251202-v1:0
      price from=* route=apac,eu input=1.375 cache-read=0.34375 cache-write=input output=11 audio-input=1.375 image-input=1.375 source=litellm
      price from=* route=in-region input=1.25 cache-read=0.3125 cache-write=input output=10 audio-input=1.25 image-input=1.25 source=litellm
      when service-tier=priority,fast input=2.1875 output=17.5
      when service-tier=batch input=0.625 output=5
      price from=* route=us input=1.375 cache-read=0.34375 cache-write=input output=11 audio-input=1.375 image-input=1.375 source=litellm
      when service-tier=priority,fast input=2.40625 output=19.25
      when service-tier=batch input=0.6875 output=5.5

    model amazon.nova-2-sonic-v1:0
      price from=* input=0.33 cache-read=input cache-write=input output=2.75 audio-input=3 audio-output=12 source=litellm

    model amazon.nova-canvas-v1:0
      price from=* per-image=0.06 source=litellm

    model amazon.nova-lite-v1:0
      price from=* route=apac input=0.063 cache-read=0.01575 cache-write=input output=0.252 source=litellm
      price from=* route=eu input=0.078 cache-read=0.0195 cache-write=input output=0.312 source=litellm
      price from=* route=in-region,us input=0.06 cache-read=0.015 cache-write=input output=0.24 source=litellm
      when service-tier=batch input=0.03 output=0.12
      price from=* route=us-gov-west-1 input=0.072 cache-read=0.018 cache-write=input output=0.288 source=litellm
      when service-tier=batch input=0.036 output=0.144

    model amazon.nova-micro-v1:0
      price from=* route=apac input=0.037 cache-read=0.00925 cache-write=input output=0.148 source=litellm
      price from=* route=eu input=0.046 cache-read=0.0115 cache-write=input output=0.184 source=litellm
      price from=* route=in-region,us input=0.035 cache-read=0.00875 cache-write=input output=0.14 source=litellm
      when service-tier=batch input=0.0175 output=0.07
      price from=* route=us-gov-west-1 input=0.042 cache-read=0.0105 cache-write=input output=0.168 source=litellm
      when service-tier=batch input=0.021 output=0.084

    model amazon.nova-premier-v1:0
      price from=* input=2.5 cache-read=0.625 cache-write=input output=12.5 source=litellm
      when service-tier=priority,fast input=4.375 cache-read=1.09375 output=21.875
      when service-tier=batch input=1.25 output=6.25

    model amazon.nova-pro-v1:0
      price from=* route=apac input=0.84 cache-read=0.21 cache-write=input output=3.36 source=litellm
      when service-tier=flex input=0.42 cache-read=0.105 output=1.68
      price from=* route=eu input=1.05 cache-read=0.2625 cache-write=input output=4.2 source=litellm
      when service-tier=flex input=0.525 cache-read=0.13125 output=2.1
      price from=* route=in-region,us input=0.8 cache-read=0.2 cache-write=input output=3.2 source=litellm
      when service-tier=flex input=0.4 cache-read=0.1 output=1.6
      when service-tier=priority,fast input=1.4 cache-read=0.35 output=5.6
      when service-tier=batch input=0.4 output=1.6
      price from=* route=us-gov-east-1 input=0.96 cache-read=0.24 cache-write=input output=3.84 source=litellm
      price from=* route=us-gov-west-1 input=0.96 cache-read=0.24 cache-write=input output=3.84 source=litellm
      when service-tier=flex input=0.48 cache-read=0.12 output=1.92
      when service-tier=priority,fast input=1.68 cache-read=0.42 output=6.72
      when service-tier=batch input=0.48 output=1.92

    model amazon.rerank-v1:0
      price from=* per-rerank-search=0.001 source=litellm

    model amazon.titan-embed-g1-text-02
      price from=* input=0.1 cache-read=input cache-write=input output=none source=litellm

    model amazon.titan-embed-image-v1
      price from=* input=0.8 cache-read=input cache-write=input output=none source=litellm

    model amazon.titan-embed-text-v1
      price from=* input=0.1 cache-read=input cache-write=input output=none source=litellm

    model amazon.titan-embed-text-v2:0
      price from=* route=in-region input=0.02 cache-read=input cache-write=input output=none source=litellm
      price from=* route=us-gov-east-1 input=0.03 cache-read=input cache-write=input output=none source=litellm
      price from=* route=us-gov-west-1 input=0.11 cache-read=input cache-write=input output=none source=litellm

    model amazon.titan-image-generator-v1
      price from=* per-image=0.008 source=litellm

    model amazon.titan-image-generator-v2
      price from=* per-image=0.008 source=litellm

    model amazon.titan-image-generator-v2:0
      price from=* per-image=0.008 source=litellm

    model amazon.titan-text-express-v1
      price from=* route=in-region input=0.2 cache-read=input cache-write=input output=0.6 source=litellm
      price from=* route=us-gov-east-1 input=1.3 cache-read=input cache-write=input output=1.7 source=litellm
      price from=* route=us-gov-west-1 input=0.8 cache-read=input cache-write=input output=1.6 source=litellm

    model amazon.titan-text-lite-v1
      price from=* route=in-region input=0.15 cache-read=input cache-write=input output=0.2 source=litellm
      price from=* route=us-gov-east-1,us-gov-west-1 input=0.3 cache-read=input cache-write=input output=0.4 source=litellm

    model amazon.titan-text-premier-v1:0
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=litellm

    model anthropic.claude-3-5-haiku-20241022-v1:0
      price from=* input=0.8 cache-read=0.08 cache-write=1 output=4 source=litellm

    model anthropic.claude-3-5-sonnet-20240620-v1:0
      price from=* route=eu,in-region,us input=3 cache-read=0.3 cache-write=3.75 output=15 source=litellm
      price from=* route=us-gov-east-1,us-gov-west-1 input=3.6 cache-read=input cache-write=input output=18 source=litellm
      when service-tier=batch input=1.8 output=9

    model anthropic.claude-3-5-sonnet-20241022-v2:0
      price from=* input=3 cache-read=0.3 cache-write=3.75 output=15 source=litellm

    model anthropic.claude-3-7-sonnet-20240620-v1:0
      price from=* input=3.6 cache-read=0.36 cache-write=4.5 output=18 source=litellm

    model anthropic.claude-3-7-sonnet-20250219-v1:0
      price from=* route=eu,in-region,us input=3 cache-read=0.3 cache-write=3.75 output=15 source=litellm
      price from=* route=us-gov-east-1,us-gov-west-1 input=3.6 cache-read=0.36 cache-write=4.5 output=18 source=litellm

    model anthropic.claude-3-haiku-20240307-v1:0
      price from=* route=us-gov-east-1,us-gov-west-1 input=0.3 cache-read=input cache-write=input output=1.5 source=litellm
      price from=* route=apac,eu,in-region,us input=0.25 cache-read=input cache-write=input output=1.25 source=genai

    model anthropic.claude-3-opus-20240229-v1:0
      price from=* input=15 cache-read=1.5 cache-write=18.75 output=75 source=litellm

    model anthropic.claude-fable-5
      price from=* route=apac,au input=11 cache-read=1.1 cache-write=13.75 cache-write-1h=22 output=55 source=litellm
      price from=* route=eu,in-region,us input=11 cache-read=1.1 cache-write=13.75 cache-write-1h=22 output=55 per-search=0.01 source=litellm
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=10 cache-read=1 cache-write=12.5 cache-write-1h=20 output=50 per-search=0.01 source=litellm

    model anthropic.claude-fable-5-1
      price from=* route=eu,in-region,us input=11 cache-read=0.275 cache-write=13.75 cache-write-1h=22 output=55 per-search=0.01 source=litellm
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=10 cache-read=0.25 cache-write=12.5 cache-write-1h=20 output=50 per-search=0.01 source=litellm
      price from=* route=us-gov,us-gov-east-1,us-gov-west-1 input=12 cache-read=0.3 cache-write=15 cache-write-1h=24 output=60 source=litellm

    model anthropic.claude-haiku-4-5-20251001-v1:0
      price from=* route=apac input=1.1 cache-read=0.11 cache-write=1.375 output=5.5 source=litellm
      when service-tier=batch input=0.55 output=2.75
      price from=* route=au,eu,in-region,jp,us input=1.1 cache-read=0.11 cache-write=1.375 cache-write-1h=2.2 output=5.5 source=litellm
      when service-tier=batch input=0.55 output=2.75
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=1 cache-read=0.1 cache-write=1.25 cache-write-1h=2 output=5 source=litellm
      when service-tier=batch input=0.5 output=2.5
      price from=* route=us-gov-east-1,us-gov-west-1 input=1.2 cache-read=0.12 cache-write=1.5 cache-write-1h=2.4 output=6 source=litellm

    model anthropic.claude-haiku-4-5@20251001
      price from=* input=1 cache-read=0.1 cache-write=1.25 cache-write-1h=2 output=5 source=litellm

    model anthropic.claude-haiku-5-5
      price from=* route=apac input=0.11 cache-read=0.011 cache-write=0.1375 cache-write-1h=0.22 output=0.55 source=litellm
      when above=100000 basis=prompt scope=request input=0.55 cache-read=0.055 cache-write=0.6875 cache-write-1h=1.1 output=2.75
      price from=* route=au,eu,in-region,jp,us input=0.11 cache-read=0.011 cache-write=0.1375 cache-write-1h=0.22 output=0.55 per-search=0.01 source=litellm
      when above=100000 basis=prompt scope=request input=0.55 cache-read=0.055 cache-write=0.6875 cache-write-1h=1.1 output=2.75
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=0.1 cache-read=0.01 cache-write=0.125 cache-write-1h=0.2 output=0.5 per-search=0.01 source=litellm
      when above=100000 basis=prompt scope=request input=0.5 cache-read=0.05 cache-write=0.625 cache-write-1h=1 output=2.5
      price from=* route=us-gov,us-gov-east-1,us-gov-west-1 input=0.12 cache-read=0.012 cache-write=0.15 cache-write-1h=0.24 output=0.6 source=litellm
      when above=100000 basis=prompt scope=request input=0.6 cache-read=0.06 cache-write=0.75 cache-write-1h=1.2 output=3

    model anthropic.claude-instant-v1
      price from=* route=ap-northeast-1 input=2.23 cache-read=input cache-write=input output=7.55 source=litellm
      price from=* route=eu-central-1 input=2.48 cache-read=input cache-write=input output=8.38 source=litellm
      price from=* route=in-region,us-east-1,us-west-2 input=0.8 cache-read=input cache-write=input output=2.4 source=litellm

    model anthropic.claude-mythos-5
      price from=* route=us input=11 cache-read=1.1 cache-write=13.75 cache-write-1h=22 output=55 source=litellm

    model anthropic.claude-mythos-5-1
      price from=* route=global input=10 cache-read=0.25 cache-write=12.5 cache-write-1h=20 output=50 source=litellm
      price from=* route=in-region,us input=11 cache-read=0.275 cache-write=13.75 cache-write-1h=22 output=55 source=litellm
      note litellm gives the bare id the price of global use; genai-prices gives it this one.

    model anthropic.claude-mythos-preview
      price from=* input=27.5 cache-read=2.75 cache-write=34.375 cache-write-1h=55 output=137.5 source=litellm

    model anthropic.claude-opus-4-1-20250805-v1:0
      price from=* input=15 cache-read=1.5 cache-write=18.75 output=75 per-search=0.01 source=litellm

    model anthropic.claude-opus-4-20250514-v1:0
      price from=* input=15 cache-read=1.5 cache-write=18.75 output=75 per-search=0.01 source=litellm

    model anthropic.claude-opus-4-5-20251101-v1:0
      price from=* route=eu,in-region,us input=5.5 cache-read=0.55 cache-write=6.875 cache-write-1h=11 output=27.5 per-search=0.01 source=litellm
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm

    model anthropic.claude-opus-4-6-v1
      price from=* route=au,eu,in-region,us input=5.5 cache-read=0.55 cache-write=6.875 cache-write-1h=11 output=27.5 per-search=0.01 source=litellm
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm

    model anthropic.claude-opus-4-7
      price from=* route=apac input=5.5 cache-read=0.55 cache-write=6.875 cache-write-1h=11 output=27.5 source=litellm
      price from=* route=au,eu,in-region,jp,us input=5.5 cache-read=0.55 cache-write=6.875 cache-write-1h=11 output=27.5 per-search=0.01 source=litellm
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm

    model anthropic.claude-opus-4-8
      price from=* route=apac input=5.5 cache-read=0.55 cache-write=6.875 cache-write-1h=11 output=27.5 source=litellm
      price from=* route=au,eu,in-region,jp,us input=5.5 cache-read=0.55 cache-write=6.875 cache-write-1h=11 output=27.5 per-search=0.01 source=litellm
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm
      price from=* route=us-gov,us-gov-east-1,us-gov-west-1 input=6 cache-read=0.6 cache-write=7.5 cache-write-1h=12 output=30 source=litellm

    model anthropic.claude-opus-5
      price from=* route=apac input=5.5 cache-read=0.55 cache-write=6.875 cache-write-1h=11 output=27.5 source=litellm
      when service-tier=batch input=2.75 output=13.75
      price from=* route=au,eu,in-region,jp,us input=5.5 cache-read=0.55 cache-write=6.875 cache-write-1h=11 output=27.5 per-search=0.01 source=litellm
      when service-tier=batch input=2.75 output=13.75
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=5 cache-read=0.5 cache-write=6.25 cache-write-1h=10 output=25 per-search=0.01 source=litellm
      when service-tier=batch input=2.5 output=12.5
      price from=* route=us-gov,us-gov-east-1,us-gov-west-1 input=6 cache-read=0.6 cache-write=7.5 cache-write-1h=12 output=30 source=litellm
      when service-tier=batch input=3 output=15

    model anthropic.claude-opus-5-5
      price from=* route=apac input=4.4 cache-read=0.22 cache-write=5.5 cache-write-1h=8.8 output=22 source=litellm
      price from=* route=au,eu,in-region,jp,us input=4.4 cache-read=0.22 cache-write=5.5 cache-write-1h=8.8 output=22 per-search=0.01 source=litellm
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=4 cache-read=0.2 cache-write=5 cache-write-1h=8 output=20 per-search=0.01 source=litellm
      price from=* route=us-gov,us-gov-east-1,us-gov-west-1 input=4.8 cache-read=0.24 cache-write=6 cache-write-1h=9.6 output=24 source=litellm

    model anthropic.claude-sonnet-4-20250514-v1:0
      price from=* input=3 cache-read=0.3 cache-write=3.75 output=15 per-search=0.01 source=litellm
      when above=200000 basis=prompt scope=request input=6 cache-read=0.6 cache-write=7.5 output=22.5

    model anthropic.claude-sonnet-4-5-20250929-v1:0
      price from=* route=au,eu,in-region,jp,us input=3.3 cache-read=0.33 cache-write=4.125 cache-write-1h=6.6 output=16.5 per-search=0.01 source=litellm
      when above=200000 basis=prompt scope=request input=6.6 cache-read=0.66 cache-write=8.25 cache-write-1h=13.2 output=24.75
      when service-tier=batch input=1.65 output=8.25
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 per-search=0.01 source=litellm
      when above=200000 basis=prompt scope=request input=6 cache-read=0.6 cache-write=7.5 cache-write-1h=12 output=22.5
      when service-tier=batch input=1.5 output=7.5
      price from=* route=us-gov input=3.6 cache-read=0.36 cache-write=4.5 cache-write-1h=7.2 output=18 source=litellm
      when above=200000 basis=prompt scope=request input=7.2 cache-read=0.72 cache-write=9 cache-write-1h=14.4 output=27
      price from=* route=us-gov-east-1,us-gov-west-1 input=3.6 cache-read=0.36 cache-write=4.5 cache-write-1h=7.2 output=18 source=litellm

    model anthropic.claude-sonnet-4-6
      price from=* route=apac input=3.3 cache-read=0.33 cache-write=4.125 cache-write-1h=6.6 output=16.5 source=litellm
      price from=* route=au,eu,in-region,jp,us input=3.3 cache-read=0.33 cache-write=4.125 cache-write-1h=6.6 output=16.5 per-search=0.01 source=litellm
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 per-search=0.01 source=litellm

    model anthropic.claude-sonnet-5
      price from=* route=apac input=2.2 cache-read=0.22 cache-write=2.75 cache-write-1h=4.4 output=11 source=litellm
      price from=* route=au,eu,in-region,jp,us input=2.2 cache-read=0.22 cache-write=2.75 cache-write-1h=4.4 output=11 per-search=0.01 source=litellm
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=2 cache-read=0.2 cache-write=2.5 cache-write-1h=4 output=10 per-search=0.01 source=litellm
      price from=* route=us-gov,us-gov-east-1,us-gov-west-1 input=2.4 cache-read=0.24 cache-write=3 cache-write-1h=4.8 output=12 source=litellm

    model anthropic.claude-sonnet-5-5
      price from=* route=apac input=2.2 cache-read=0.11 cache-write=2.75 cache-write-1h=4.4 output=11 source=litellm
      price from=* route=au,eu,in-region,jp,us input=2.2 cache-read=0.11 cache-write=2.75 cache-write-1h=4.4 output=11 per-search=0.01 source=litellm
      note litellm gives the bare id the price of global use; genai-prices gives it this one.
      price from=* route=global input=2 cache-read=0.1 cache-write=2.5 cache-write-1h=4 output=10 per-search=0.01 source=litellm
      price from=* route=us-gov,us-gov-east-1,us-gov-west-1 input=2.4 cache-read=0.12 cache-write=3 cache-write-1h=4.8 output=12 source=litellm

    model anthropic.claude-v1
      price from=* input=8 cache-read=input cache-write=input output=24 source=litellm

    model anthropic.claude-v2:1
      price from=* input=8 cache-read=input cache-write=input output=24 source=litellm

    model claude-sonnet-4-5-20250929-v1:0
      price from=* route=in-region input=3 cache-read=0.3 cache-write=3.75 cache-write-1h=6 output=15 source=litellm
      when above=200000 basis=prompt scope=request input=6 cache-read=0.6 cache-write=7.5 cache-write-1h=12 output=22.5
      when service-tier=batch input=1.5 output=7.5
      price from=* route=us-gov-east-1,us-gov-west-1 input=3.6 cache-read=0.36 cache-write=4.5 cache-write-1h=7.2 output=18 source=litellm

    model cohere.command-light-text-v14
      price from=* input=0.3 cache-read=input cache-write=input output=0.6 source=litellm

    model cohere.command-text-v14
      price from=* input=1 cache-read=input cache-write=input output=2 source=litellm

    model cohere.embed-english-v3
      price from=* input=0.1 cache-read=input cache-write=input output=none source=litellm

    model cohere.embed-multilingual-v3
      price from=* input=0.1 cache-read=input cache-write=input output=none source=litellm

    model cohere.embed-v4:0
      price from=* input=0.12 cache-read=input cache-write=input output=none source=litellm

    model cohere.rerank-v3-5:0
      price from=* per-rerank-search=0.002 source=litellm

    model deepseek.r1-v1:0
      price from=* input=1.35 cache-read=input cache-write=input output=5.4 source=litellm

    model deepseek.v3-v1:0
      price from=* input=0.58 cache-read=input cache-write=input output=1.68 source=litellm

    model deepseek.v3.2
      price from=* route=ap-northeast-1,ap-south-1,eu-north-1,sa-east-1 input=0.74 cache-read=input cache-write=input output=2.22 source=litellm
      when service-tier=flex input=0.37 output=1.11
      when service-tier=priority,fast input=1.295 output=3.885
      when service-tier=batch input=0.37 output=1.11
      price from=* route=ap-southeast-3,eu input=0.74 cache-read=input cache-write=input output=2.22 source=litellm
      when service-tier=flex input=0.37 output=1.11
      price from=* route=in-region,us,us-east-1,us-east-2,us-west-2 input=0.62 cache-read=input cache-write=input output=1.85 source=litellm
      when service-tier=flex input=0.31 output=0.925
      when service-tier=priority,fast input=1.085 output=3.2375
      when service-tier=batch input=0.31 output=0.925

    model google.gemma-3-12b-it
      price from=* input=0.09 cache-read=input cache-write=input output=0.29 source=litellm
      when service-tier=flex input=0.05 output=0.15
      when service-tier=priority,fast input=0.16 output=0.51
      when service-tier=batch input=0.05 output=0.15

    model google.gemma-3-27b-it
      price from=* input=0.23 cache-read=input cache-write=input output=0.38 source=litellm
      when service-tier=flex input=0.12 output=0.19
      when service-tier=priority,fast input=0.4 output=0.67
      when service-tier=batch input=0.12 output=0.19

    model google.gemma-3-4b-it
      price from=* input=0.04 cache-read=input cache-write=input output=0.08 source=litellm
      when service-tier=flex input=0.02 output=0.04
      when service-tier=priority,fast input=0.07 output=0.14
      when service-tier=batch input=0.02 output=0.04

    model meta.llama2-13b-chat-v1
      price from=* input=0.75 cache-read=input cache-write=input output=1 source=litellm

    model meta.llama2-70b-chat-v1
      price from=* input=1.95 cache-read=input cache-write=input output=2.56 source=litellm

    model meta.llama3-1-405b-instruct-v1:0
      price from=* input=2.4 cache-read=input cache-write=input output=2.4 source=litellm

    model meta.llama3-1-70b-instruct-v1:0
      price from=* input=0.72 cache-read=input cache-write=input output=0.72 source=litellm
      when service-tier=batch input=0.36 output=0.36

    model meta.llama3-1-8b-instruct-v1:0
      price from=* input=0.22 cache-read=input cache-write=input output=0.22 source=litellm
      when service-tier=batch input=0.11 output=0.11

    model meta.llama3-2-11b-instruct-v1:0
      price from=* input=0.16 cache-read=input cache-write=input output=0.16 source=litellm

    model meta.llama3-2-1b-instruct-v1:0
      price from=* route=eu input=0.13 cache-read=input cache-write=input output=0.13 source=litellm
      price from=* route=in-region,us input=0.1 cache-read=input cache-write=input output=0.1 source=litellm

    model meta.llama3-2-3b-instruct-v1:0
      price from=* route=eu input=0.19 cache-read=input cache-write=input output=0.19 source=litellm
      price from=* route=in-region,us input=0.15 cache-read=input cache-write=input output=0.15 source=litellm

    model meta.llama3-2-90b-instruct-v1:0
      price from=* input=0.72 cache-read=input cache-write=input output=0.72 source=litellm

    model meta.llama3-3-70b-instruct-v1:0
      price from=* input=0.72 cache-read=input cache-write=input output=0.72 source=litellm
      when service-tier=batch input=0.36 output=0.36

    model meta.llama3-70b-instruct-v1:0
      price from=* route=ap-south-1 input=3.18 cache-read=input cache-write=input output=4.2 source=litellm
      price from=* route=ca-central-1 input=3.05 cache-read=input cache-write=input output=4.03 source=litellm
      price from=* route=eu-west-1 input=2.86 cache-read=input cache-write=input output=3.78 source=litellm
      price from=* route=eu-west-2 input=3.45 cache-read=input cache-write=input output=4.55 source=litellm
      price from=* route=in-region,us-east-1,us-gov-east-1,us-gov-west-1,us-west-1 input=2.65 cache-read=input cache-write=input output=3.5 source=litellm
      price from=* route=sa-east-1 input=4.45 cache-read=input cache-write=input output=5.88 source=litellm

    model meta.llama3-8b-instruct-v1:0
      price from=* route=ap-south-1 input=0.36 cache-read=input cache-write=input output=0.72 source=litellm
      price from=* route=ca-central-1 input=0.35 cache-read=input cache-write=input output=0.69 source=litellm
      price from=* route=eu-west-1 input=0.32 cache-read=input cache-write=input output=0.65 source=litellm
      price from=* route=eu-west-2 input=0.39 cache-read=input cache-write=input output=0.78 source=litellm
      price from=* route=in-region,us-east-1,us-gov-west-1,us-west-1 input=0.3 cache-read=input cache-write=input output=0.6 source=litellm
      price from=* route=sa-east-1 input=0.5 cache-read=input cache-write=input output=1.01 source=litellm
      price from=* route=us-gov-east-1 input=0.3 cache-read=input cache-write=input output=2.65 source=litellm

    model meta.llama4-maverick-17b-instruct-v1:0
      price from=* input=0.24 cache-read=input cache-write=input output=0.97 source=litellm
      when service-tier=batch input=0.12 output=0.485

    model meta.llama4-scout-17b-instruct-v1:0
      price from=* input=0.17 cache-read=input cache-write=input output=0.66 source=litellm
      when service-tier=batch input=0.085 output=0.33

    model minimax.minimax-m2
      price from=* input=0.3 cache-read=input cache-write=input output=1.2 source=litellm
      when service-tier=flex input=0.15 output=0.6
      when service-tier=priority,fast input=0.52 output=2.1
      when service-tier=batch input=0.15 output=0.6

    model minimax.minimax-m2.1
      price from=* route=ap-northeast-1,ap-south-1,eu-central-1,eu-north-1,eu-west-1,sa-east-1 input=0.36 cache-read=input cache-write=input output=1.44 source=litellm
      when service-tier=flex input=0.18 output=0.72
      when service-tier=priority,fast input=0.63 output=2.52
      when service-tier=batch input=0.18 output=0.72
      price from=* route=ap-southeast-3,eu-south-1 input=0.36 cache-read=input cache-write=input output=1.44 source=litellm
      when service-tier=flex input=0.18 output=0.72
      price from=* route=eu-west-2 input=0.47 cache-read=input cache-write=input output=1.86 source=litellm
      when service-tier=flex input=0.235 output=0.93
      when service-tier=priority,fast input=0.8225 output=3.255
      when service-tier=batch input=0.235 output=0.93
      price from=* route=in-region,us-east-1,us-east-2,us-west-2 input=0.3 cache-read=input cache-write=input output=1.2 source=litellm
      when service-tier=flex input=0.15 output=0.6
      when service-tier=priority,fast input=0.525 output=2.1
      when service-tier=batch input=0.15 output=0.6

    model minimax.minimax-m2.5
      price from=* route=ap-northeast-1,ap-south-1,eu-central-1,eu-north-1,eu-west-1,sa-east-1 input=0.36 cache-read=input cache-write=input output=1.44 source=litellm
      when service-tier=flex input=0.18 output=0.72
      when service-tier=priority,fast input=0.63 output=2.52
      when service-tier=batch input=0.18 output=0.72
      price from=* route=ap-southeast-2 input=0.31 cache-read=input cache-write=input output=1.24 source=litellm
      when service-tier=flex input=0.155 output=0.62
      when service-tier=priority,fast input=0.5425 output=2.17
      when service-tier=batch input=0.155 output=0.62
      price from=* route=ap-southeast-3,eu-south-1 input=0.36 cache-read=input cache-write=input output=1.44 source=litellm
      when service-tier=flex input=0.18 output=0.72
      price from=* route=eu-west-2 input=0.47 cache-read=input cache-write=input output=1.86 source=litellm
      when service-tier=flex input=0.235 output=0.93
      when service-tier=priority,fast input=0.8225 output=3.255
      when service-tier=batch input=0.235 output=0.93
      price from=* route=in-region,us-east-1,us-east-2,us-west-2 input=0.3 cache-read=input cache-write=input output=1.2 source=litellm
      when service-tier=flex input=0.15 output=0.6
      when service-tier=priority,fast input=0.525 output=2.1
      when service-tier=batch input=0.15 output=0.6

    model mistral.devstral-2-123b
      price from=* input=0.4 cache-read=input cache-write=input output=2 source=litellm
      when service-tier=flex input=0.2 output=1
      when service-tier=priority,fast input=0.7 output=3.5
      when service-tier=batch input=0.2 output=1

    model mistral.magistral-small-2509
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=litellm
      when service-tier=flex input=0.25 output=0.75
      when service-tier=priority,fast input=0.88 output=2.63
      when service-tier=batch input=0.25 output=0.75

    model mistral.ministral-3-14b-instruct
      price from=* input=0.2 cache-read=input cache-write=input output=0.2 source=litellm
      when service-tier=flex input=0.1 output=0.1
      when service-tier=priority,fast input=0.35 output=0.35
      when service-tier=batch input=0.1 output=0.1

    model mistral.ministral-3-3b-instruct
      price from=* input=0.1 cache-read=input cache-write=input output=0.1 source=litellm
      when service-tier=flex input=0.05 output=0.05
      when service-tier=priority,fast input=0.17 output=0.17
      when service-tier=batch input=0.05 output=0.05

    model mistral.ministral-3-8b-instruct
      price from=* input=0.15 cache-read=input cache-write=input output=0.15 source=litellm
      when service-tier=flex input=0.07 output=0.07
      when service-tier=priority,fast input=0.26 output=0.26
      when service-tier=batch input=0.07 output=0.07

    model mistral.mistral-7b-instruct-v0:2
      price from=* route=eu-west-3 input=0.2 cache-read=input cache-write=input output=0.26 source=litellm
      price from=* route=in-region,us-east-1,us-west-2 input=0.15 cache-read=input cache-write=input output=0.2 source=litellm

    model mistral.mistral-large-2402-v1:0
      price from=* route=eu-west-3 input=5.2 cache-read=input cache-write=input output=15.6 source=litellm
      price from=* route=in-region,us-east-1,us-west-2 input=4 cache-read=input cache-write=input output=12 source=litellm

    model mistral.mistral-large-2407-v1:0
      price from=* input=2 cache-read=input cache-write=input output=6 source=litellm

    model mistral.mistral-large-3-675b-instruct
      price from=* input=0.5 cache-read=input cache-write=input output=1.5 source=litellm
      when service-tier=flex input=0.25 output=0.75
      when service-tier=priority,fast input=0.88 output=2.63
      when service-tier=batch input=0.25 output=0.75

    model mistral.mistral-small-2402-v1:0
      price from=* input=1 cache-read=input cache-write=input output=3 source=litellm
      when service-tier=batch input=0.5 output=1.5

    model mistral.mixtral-8x7b-instruct-v0:1
      price from=* route=eu-west-3 input=0.59 cache-read=input cache-write=input output=0.91 source=litellm
      price from=* route=in-region,us-east-1,us-west-2 input=0.45 cache-read=input cache-write=input output=0.7 source=litellm

    model mistral.pixtral-large-2502-v1:0
      price from=* input=2 cache-read=input cache-write=input output=6 source=litellm

    model mistral.voxtral-mini-3b-2507
      price from=* route=ap-northeast-1 input=0.05 cache-read=input cache-write=input output=0.05 source=litellm
      when service-tier=flex input=0.03 output=0.03
      when service-tier=priority,fast input=0.09 output=0.09
      when service-tier=batch input=0.03 output=0.03
      price from=* route=ap-southeast-2 input=0.0412 cache-read=input cache-write=input output=0.0412 source=litellm
      when service-tier=flex input=0.0206 output=0.0206
      when service-tier=priority,fast input=0.0721 output=0.0721
      when service-tier=batch input=0.0206 output=0.0206
      price from=* route=eu-west-2 input=0.06 cache-read=input cache-write=input output=0.06 source=litellm
      when service-tier=flex input=0.03 output=0.03
      when service-tier=priority,fast input=0.11 output=0.11
      when service-tier=batch input=0.03 output=0.03
      price from=* route=in-region input=0.04 cache-read=input cache-write=input output=0.04 source=litellm
      when service-tier=flex input=0.02 output=0.02
      when service-tier=priority,fast input=0.07 output=0.07
      when service-tier=batch input=0.02 output=0.02

    model mistral.voxtral-small-24b-2507
      price from=* route=ap-northeast-1 input=0.12 cache-read=input cache-write=input output=0.36 source=litellm
      when service-tier=flex input=0.06 output=0.18
      when service-tier=priority,fast input=0.21 output=0.63
      when service-tier=batch input=0.06 output=0.18
      price from=* route=ap-southeast-2 input=0.103 cache-read=input cache-write=input output=0.309 source=litellm
      when service-tier=flex input=0.0515 output=0.1545
      when service-tier=priority,fast input=0.18025 output=0.54075
      when service-tier=batch input=0.0515 output=0.1545
      price from=* route=eu-west-2 input=0.16 cache-read=input cache-write=input output=0.47 source=litellm
      when service-tier=flex input=0.08 output=0.23
      when service-tier=priority,fast input=0.28 output=0.82
      when service-tier=batch input=0.08 output=0.23
      price from=* route=in-region input=0.1 cache-read=input cache-write=input output=0.3 source=litellm
      when service-tier=flex input=0.05 output=0.15
      when service-tier=priority,fast input=0.17 output=0.52
      when service-tier=batch input=0.05 output=0.15

    model moonshot.kimi-k2-thinking
      price from=* input=0.6 cache-read=input cache-write=input output=2.5 source=litellm
      when service-tier=priority,fast input=1.05 output=4.38
      when service-tier=batch input=0.3 output=1.25

    model moonshotai.kimi-k2-thinking
      price from=* route=ap-northeast-1,sa-east-1 input=0.73 cache-read=input cache-write=input output=3.03 source=litellm
      when service-tier=flex input=0.36 output=1.52
      price from=* route=ap-south-1 input=0.71 cache-read=input cache-write=input output=2.94 source=litellm
      when service-tier=flex input=0.36 output=1.47
      price from=* route=in-region,us-east-1,us-east-2,us-west-2 input=0.6 cache-read=input cache-write=input output=2.5 source=litellm
      when service-tier=flex input=0.3 output=1.25

    model moonshotai.kimi-k2.5
      price from=* route=ap-northeast-1,ap-south-1,eu-north-1,sa-east-1 input=0.72 cache-read=input cache-write=input output=3.6 source=litellm
      when service-tier=flex input=0.36 output=1.8
      when service-tier=priority,fast input=1.26 output=6.3
      when service-tier=batch input=0.36 output=1.8
      price from=* route=ap-southeast-3 input=0.72 cache-read=input cache-write=input output=3.6 source=litellm
      when service-tier=flex input=0.36 output=1.8
      price from=* route=in-region,us-east-1,us-east-2,us-west-2 input=0.6 cache-read=input cache-write=input output=3 source=litellm
      when service-tier=flex input=0.3 output=1.5
      when service-tier=priority,fast input=1.05 output=5.25
      when service-tier=batch input=0.3 output=1.5

    model moonshotai.kimi-k3
      price from=* route=global input=3 cache-read=0.3 cache-write=3.75 output=15 source=litellm
      when service-tier=flex input=1.5 cache-read=0.15 cache-write=1.875 output=7.5
      when service-tier=priority,fast input=5.25 cache-read=0.525 cache-write=6.5625 output=26.25
      price from=* route=in,in-region,us input=3.3 cache-read=0.33 cache-write=4.125 output=16.5 source=litellm
      when service-tier=flex input=1.65 cache-read=0.165 cache-write=2.0625 output=8.25
      when service-tier=priority,fast input=5.775 cache-read=0.5775 cache-write=7.21875 output=28.875
      price from=* route=us-gov-east-1,us-gov-west-1 input=3.96 cache-read=0.396 cache-write=4.95 output=19.8 source=litellm
      when service-tier=flex input=1.98 cache-read=0.198 cache-write=2.475 output=9.9
      when service-tier=priority,fast input=6.93 cache-read=0.693 cache-write=8.6625 output=34.65
      when service-tier=batch input=1.98 output=9.9

    model moonshotai.kimi-k3.1
      price from=* route=global input=4 cache-read=0.2 cache-write=5 output=20 source=litellm
      when service-tier=flex input=2 cache-read=0.1 cache-write=2.5 output=10
      when service-tier=priority,fast input=7 cache-read=0.35 cache-write=8.75 output=35
      price from=* route=in,in-region,us input=4.4 cache-read=0.22 cache-write=5.5 output=22 source=litellm
      when service-tier=flex input=2.2 cache-read=0.11 cache-write=2.75 output=11
      when service-tier=priority,fast input=7.7 cache-read=0.385 cache-write=9.625 output=38.5

    model nvidia.nemotron-nano-12b-v2
      price from=* route=in-region input=0.2 cache-read=input cache-write=input output=0.6 source=litellm
      when service-tier=flex input=0.1 output=0.3
      when service-tier=priority,fast input=0.35 output=1.05
      when service-tier=batch input=0.1 output=0.3
      price from=* route=us-gov input=0.24 cache-read=input cache-write=input output=0.72 source=litellm
      price from=* route=us-gov-east-1,us-gov-west-1 input=0.24 cache-read=input cache-write=input output=0.72 source=litellm
      when service-tier=flex input=0.12 output=0.36
      when service-tier=priority,fast input=0.42 output=1.26
      when service-tier=batch input=0.12 output=0.36

    model nvidia.nemotron-nano-3-30b
      price from=* route=in-region input=0.06 cache-read=input cache-write=input output=0.24 source=litellm
      when service-tier=flex input=0.03 output=0.12
      when service-tier=priority,fast input=0.11 output=0.42
      when service-tier=batch input=0.03 output=0.12
      price from=* route=us-gov input=0.072 cache-read=input cache-write=input output=0.288 source=litellm
      price from=* route=us-gov-east-1,us-gov-west-1 input=0.072 cache-read=input cache-write=input output=0.288 source=litellm
      when service-tier=flex input=0.036 output=0.144
      when service-tier=priority,fast input=0.132 output=0.504
      when service-tier=batch input=0.036 output=0.144

    model nvidia.nemotron-nano-9b-v2
      price from=* route=in-region input=0.06 cache-read=input cache-write=input output=0.23 source=litellm
      when service-tier=flex input=0.03 output=0.12
      when service-tier=priority,fast input=0.11 output=0.4
      when service-tier=batch input=0.03 output=0.12
      price from=* route=us-gov input=0.072 cache-read=input cache-write=input output=0.276 source=litellm
      price from=* route=us-gov-east-1,us-gov-west-1 input=0.072 cache-read=input cache-write=input output=0.276 source=litellm
      when service-tier=flex input=0.036 output=0.144
      when service-tier=priority,fast input=0.132 output=0.48
      when service-tier=batch input=0.036 output=0.144

    model nvidia.nemotron-super-3-120b
      price from=* route=eu-west-2 input=0.23 cache-read=input cache-write=input output=1.01 source=litellm
      when service-tier=flex input=0.115 output=0.505
      when service-tier=priority,fast input=0.4025 output=1.7675
      when service-tier=batch input=0.115 output=0.505
      price from=* route=in-region input=0.15 cache-read=input cache-write=input output=0.65 source=litellm
      when service-tier=flex input=0.075 output=0.325
      when service-tier=priority,fast input=0.2625 output=1.1375
      when service-tier=batch input=0.075 output=0.325
      price from=* route=us-gov input=0.18 cache-read=input cache-write=input output=0.78 source=litellm
      price from=* route=us-gov-east-1,us-gov-west-1 input=0.18 cache-read=input cache-write=input output=0.78 source=litellm
      when service-tier=flex input=0.09 output=0.39
      when service-tier=priority,fast input=0.315 output=1.365
      when service-tier=batch input=0.09 output=0.39

    model openai.gpt-5.4
      price from=* route=global input=2.5 cache-read=0.25 cache-write=input output=15 source=litellm
      when above=272000 basis=prompt scope=request input=5 cache-read=0.5 output=22.5
      price from=* route=us input=2.75 cache-read=0.275 cache-write=input output=16.5 source=litellm
      when above=272000 basis=prompt scope=request input=5.5 cache-read=0.55 output=24.75

    model openai.gpt-5.5
      price from=* route=global input=5 cache-read=0.5 cache-write=input output=30 source=litellm
      when above=272000 basis=prompt scope=request input=10 cache-read=1 output=45
      price from=* route=us input=5.5 cache-read=0.55 cache-write=input output=33 source=litellm
      when above=272000 basis=prompt scope=request input=11 cache-read=1.1 output=49.5

    model openai.gpt-5.6-luna
      price from=* route=global input=0.2 cache-read=0.02 cache-write=0.25 output=1.2 source=litellm
      when above=272000 basis=prompt scope=request input=0.4 cache-read=0.04 cache-write=0.5 output=1.8
      price from=* route=us input=0.22 cache-read=0.022 cache-write=0.275 output=1.32 source=litellm
      when above=272000 basis=prompt scope=request input=0.44 cache-read=0.044 cache-write=0.55 output=1.98
      price from=2026-07-30 route=apac,eu,in-region input=0.22 cache-read=0.022 cache-write=0.275 output=1.32 source=genai
      when above=272000 basis=prompt scope=request input=0.44 cache-read=0.044 cache-write=0.55 output=1.98

    model openai.gpt-5.6-sol
      price from=* route=global input=4 cache-read=0.4 cache-write=5 output=20 source=litellm
      when above=272000 basis=prompt scope=request input=8 cache-read=0.8 cache-write=10 output=30
      price from=* route=us input=4.4 cache-read=0.44 cache-write=5.5 output=22 source=litellm
      when above=272000 basis=prompt scope=request input=8.8 cache-read=0.88 cache-write=11 output=33
      price from=2026-08-21 route=apac,eu,in-region input=4.4 cache-read=0.44 cache-write=5.5 output=22 source=genai
      when above=272000 basis=prompt scope=request input=8.8 cache-read=0.88 cache-write=11 output=33

    model openai.gpt-5.6-terra
      price from=* route=global input=2 cache-read=0.2 cache-write=2.5 output=12 source=litellm
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=18
      price from=* route=us input=2.2 cache-read=0.22 cache-write=2.75 output=13.2 source=litellm
      when above=272000 basis=prompt scope=request input=4.4 cache-read=0.44 cache-write=5.5 output=19.8
      price from=2026-07-30 route=apac,eu,in-region input=2.2 cache-read=0.22 cache-write=2.75 output=13.2 source=genai
      when above=272000 basis=prompt scope=request input=4.4 cache-read=0.44 cache-write=5.5 output=19.8

    model openai.gpt-6-astra
      price from=* route=global input=10 cache-read=1 cache-write=12.5 output=50 source=litellm
      when service-tier=ultrafast input=60 cache-read=6 cache-write=75 output=300
      when above=272000 basis=prompt scope=request input=20 cache-read=2 cache-write=25 output=75
      when service-tier=ultrafast above=272000 basis=prompt scope=request input=120 cache-read=12 cache-write=150 output=450
      price from=* route=us input=11 cache-read=1.1 cache-write=13.75 output=55 source=litellm
      when service-tier=ultrafast input=66 cache-read=6.6 cache-write=82.5 output=330
      when above=272000 basis=prompt scope=request input=22 cache-read=2.2 cache-write=27.5 output=82.5
      when service-tier=ultrafast above=272000 basis=prompt scope=request input=132 cache-read=13.2 cache-write=165 output=495
      price from=* route=apac,eu,in-region input=11 cache-read=1.1 cache-write=13.75 output=55 source=genai
      when above=272000 basis=prompt scope=request input=22 cache-read=2.2 cache-write=27.5 output=82.5

    model openai.gpt-6-luna
      price from=* route=global input=0.1 cache-read=0.01 cache-write=0.125 output=0.5 source=litellm
      when above=272000 basis=prompt scope=request input=0.2 cache-read=0.02 cache-write=0.25 output=0.75
      price from=* route=in-region,us input=0.11 cache-read=0.011 cache-write=0.1375 output=0.55 source=litellm
      when above=272000 basis=prompt scope=request input=0.22 cache-read=0.022 cache-write=0.275 output=0.825
      note litellm gives the bare id the price of global use; genai-prices gives it this one.

    model openai.gpt-6-sol
      price from=* route=global input=2 cache-read=0.2 cache-write=2.5 output=10 source=litellm
      when above=272000 basis=prompt scope=request input=4 cache-read=0.4 cache-write=5 output=15
      price from=* route=in-region,us input=2.2 cache-read=0.22 cache-write=2.75 output=11 source=litellm
      when above=272000 basis=prompt scope=request input=4.4 cache-read=0.44 cache-write=5.5 output=16.5
      note litellm gives the bare id the price of global use; genai-prices gives it this one.

    model openai.gpt-6.1-sol
      price from=* route=global input=2 cache-read=0.1 cache-write=2.5 output=10 source=litellm
      when service-tier=ultrafast input=12 cache-read=0.6 cache-write=15 output=60
      when above=272000 basis=prompt scope=request input=4 cache-read=0.2 cache-write=5 output=15
      when service-tier=ultrafast above=272000 basis=prompt scope=request input=24 cache-read=1.2 cache-write=30 output=90
      price from=* route=us input=2.2 cache-read=0.11 cache-write=2.75 output=11 source=litellm
      when service-tier=ultrafast input=13.2 cache-read=0.66 cache-write=16.5 output=66
      when above=272000 basis=prompt scope=request input=4.4 cache-read=0.22 cache-write=5.5 output=16.5
      when service-tier=ultrafast above=272000 basis=prompt scope=request input=26.4 cache-read=1.32 cache-write=33 output=99
      price from=* route=apac,eu,in-region input=2.2 cache-read=0.11 cache-write=2.75 output=11 source=genai
      when above=272000 basis=prompt scope=request input=4.4 cache-read=0.22 cache-write=5.5 output=16.5

    model openai.gpt-6.1-terra
      price from=* route=global input=1 cache-read=0.05 cache-write=1.25 output=5 source=litellm
      when above=272000 basis=prompt scope=request input=2 cache-read=0.1 cache-write=2.5 output=7.5
      price from=* route=us input=1.1 cache-read=0.055 cache-write=1.375 output=5.5 source=litellm
      when above=272000 basis=prompt scope=request input=2.2 cache-read=0.11 cache-write=2.75 output=8.25
      price from=* route=apac,eu,in-region input=1.1 cache-read=0.055 cache-write=1.375 output=5.5 source=genai
      when above=272000 basis=prompt scope=request input=2.2 cache-read=0.11 cache-write=2.75 output=8.25

    model openai.gpt-oss-120b-1:0
      price from=* route=in-region input=0.15 cache-read=input cache-write=input output=0.6 source=litellm
      when service-tier=flex input=0.075 output=0.3
      when service-tier=priority,fast input=0.2625 output=1.05
      when service-tier=batch input=0.075 output=0.3
      price from=* route=us-gov input=0.18 cache-read=input cache-write=input output=0.72 source=litellm
      price from=* route=us-gov-east-1,us-gov-west-1 input=0.18 cache-read=input cache-write=input output=0.72 source=litellm
      when service-tier=flex input=0.09 output=0.36
      when service-tier=priority,fast input=0.315 output=1.26
      when service-tier=batch input=0.09 output=0.36

    model openai.gpt-oss-20b-1:0
      price from=* route=in-region input=0.07 cache-read=input cache-write=input output=0.3 source=litellm
      when service-tier=flex input=0.035 output=0.15
      when service-tier=priority,fast input=0.1225 output=0.525
      when service-tier=batch input=0.035 output=0.15
      price from=* route=us-gov input=0.084 cache-read=input cache-write=input output=0.36 source=litellm
      price from=* route=us-gov-east-1,us-gov-west-1 input=0.084 cache-read=input cache-write=input output=0.36 source=litellm
      when service-tier=flex input=0.042 output=0.18
      when service-tier=priority,fast input=0.147 output=0.63
      when service-tier=batch input=0.042 output=0.18

    model openai.gpt-oss-safeguard-120b
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=litellm
      when service-tier=flex input=0.07 output=0.3
      when service-tier=priority,fast input=0.26 output=1.05
      when service-tier=batch input=0.07 output=0.3

    model openai.gpt-oss-safeguard-20b
      price from=* input=0.07 cache-read=input cache-write=input output=0.2 source=litellm
      when service-tier=flex input=0.03 output=0.1
      when service-tier=priority,fast input=0.12 output=0.35
      when service-tier=batch input=0.03 output=0.1

    model qwen.qwen3-235b-a22b-2507-v1:0
      price from=* input=0.22 cache-read=input cache-write=input output=0.88 source=litellm
      when service-tier=flex input=0.11 output=0.44
      when service-tier=batch input=0.11 output=0.44

    model qwen.qwen3-32b-v1:0
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=litellm
      when service-tier=flex input=0.075 output=0.3
      when service-tier=priority,fast input=0.2625 output=1.05
      when service-tier=batch input=0.075 output=0.3

    model qwen.qwen3-coder-30b-a3b-v1:0
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=litellm
      when service-tier=priority,fast input=0.2625 output=1.05
      when service-tier=batch input=0.075 output=0.3

    model qwen.qwen3-coder-480b-a35b-v1:0
      price from=* input=0.45 cache-read=input cache-write=input output=1.8 source=litellm

    model qwen.qwen3-coder-next
      price from=* route=ap-northeast-1,ap-south-1,ap-southeast-3,eu-central-1,eu-south-1,eu-west-1,sa-east-1 input=0.6 cache-read=input cache-write=input output=1.44 source=litellm
      when service-tier=flex input=0.3 output=0.72
      price from=* route=eu-west-2 input=0.78 cache-read=input cache-write=input output=1.86 source=litellm
      when service-tier=flex input=0.39 output=0.93
      when service-tier=priority,fast input=1.365 output=3.255
      when service-tier=batch input=0.39 output=0.93
      price from=* route=in-region,us-east-1 input=0.5 cache-read=input cache-write=input output=1.2 source=litellm
      when service-tier=flex input=0.25 output=0.6
      when service-tier=priority,fast input=0.875 output=2.1
      when service-tier=batch input=0.25 output=0.6
      price from=* route=us-east-2,us-west-2 input=0.5 cache-read=input cache-write=input output=1.2 source=litellm
      when service-tier=flex input=0.25 output=0.6

    model qwen.qwen3-next-80b-a3b
      price from=* route=ap-northeast-1,sa-east-1 input=0.18 cache-read=input cache-write=input output=1.45 source=litellm
      when service-tier=flex input=0.09 output=0.72
      when service-tier=priority,fast input=0.32 output=2.54
      price from=* route=ap-south-1 input=0.18 cache-read=input cache-write=input output=1.41 source=litellm
      when service-tier=flex input=0.09 output=0.71
      when service-tier=priority,fast input=0.32 output=2.47
      when service-tier=batch input=0.09 output=0.71
      price from=* route=ap-southeast-2 input=0.1545 cache-read=input cache-write=input output=1.236 source=litellm
      price from=* route=eu-west-1 input=0.18 cache-read=input cache-write=input output=1.41 source=litellm
      when service-tier=flex input=0.09 output=0.71
      when service-tier=priority,fast input=0.32 output=2.47
      price from=* route=eu-west-2 input=0.23 cache-read=input cache-write=input output=1.86 source=litellm
      when service-tier=flex input=0.12 output=0.93
      when service-tier=priority,fast input=0.4 output=3.26
      price from=* route=in-region input=0.15 cache-read=input cache-write=input output=1.2 source=litellm
      when service-tier=flex input=0.07 output=0.6
      when service-tier=priority,fast input=0.26 output=2.1

    model qwen.qwen3-vl-235b-a22b
      price from=* input=0.53 cache-read=input cache-write=input output=2.66 source=litellm
      when service-tier=priority,fast input=0.93 output=4.66
      when service-tier=batch input=0.26 output=1.33

    model stability.sd3-5-large-v1:0
      price from=* per-image=0.08 source=litellm

    model stability.sd3-large-v1:0
      price from=* per-image=0.08 source=litellm

    model stability.stable-conservative-upscale-v1:0
      price from=* per-image=0.4 source=litellm

    model stability.stable-creative-upscale-v1:0
      price from=* per-image=0.6 source=litellm

    model stability.stable-fast-upscale-v1:0
      price from=* per-image=0.03 source=litellm

    model stability.stable-image-control-sketch-v1:0
      price from=* per-image=0.07 source=litellm

    model stability.stable-image-control-structure-v1:0
      price from=* per-image=0.07 source=litellm

    model stability.stable-image-core-v1:0
      price from=* per-image=0.04 source=litellm

    model stability.stable-image-core-v1:1
      price from=* per-image=0.04 source=litellm

    model stability.stable-image-erase-object-v1:0
      price from=* per-image=0.07 source=litellm

    model stability.stable-image-inpaint-v1:0
      price from=* per-image=0.07 source=litellm

    model stability.stable-image-remove-background-v1:0
      price from=* per-image=0.07 source=litellm

    model stability.stable-image-search-recolor-v1:0
      price from=* per-image=0.07 source=litellm

    model stability.stable-image-search-replace-v1:0
      price from=* per-image=0.07 source=litellm

    model stability.stable-image-style-guide-v1:0
      price from=* per-image=0.07 source=litellm

    model stability.stable-image-ultra-v1:0
      price from=* per-image=0.14 source=litellm

    model stability.stable-image-ultra-v1:1
      price from=* per-image=0.14 source=litellm

    model stability.stable-outpaint-v1:0
      price from=* per-image=0.06 source=litellm

    model stability.stable-style-transfer-v1:0
      price from=* per-image=0.08 source=litellm

    model twelvelabs.marengo-embed-2-7-v1:0
      price from=* per-request=0.00007 source=litellm

    model twelvelabs.marengo-embed-3-0-v1:0
      price from=* per-request=0.00007 source=litellm

    model twelvelabs.pegasus-1-2-v1:0
      price from=* input=none cache-read=none cache-write=none output=7.5 source=litellm

    model twelvelabs.pegasus-1-5-v1:0
      price from=* input=none cache-read=none cache-write=none output=7.5 source=litellm

    model writer.palmyra-vision-7b
      price from=* input=0.15 cache-read=input cache-write=input output=0.6 source=litellm
      when service-tier=flex input=0.075 output=0.3
      when service-tier=priority,fast input=0.2625 output=1.05
      when service-tier=batch input=0.075 output=0.3

    model writer.palmyra-x4-v1:0
      price from=* input=2.5 cache-read=input cache-write=input output=10 source=litellm

    model writer.palmyra-x5-v1:0
      price from=* input=0.6 cache-read=input cache-write=input output=6 source=litellm

    model xai.grok-4.6
      price from=* route=global input=2 cache-read=0.5 cache-write=input output=6 source=litellm
      when service-tier=flex input=1 cache-read=0.25 output=3
      when service-tier=priority,fast input=3.5 cache-read=0.875 output=10.5
      price from=* route=us input=2.2 cache-read=0.55 cache-write=input output=6.6 source=litellm
      when service-tier=flex input=1.1 cache-read=0.275 output=3.3
      when service-tier=priority,fast input=3.85 cache-read=0.9625 output=11.55
      price from=* route=us-gov input=2.64 cache-read=0.66 cache-write=input output=7.92 source=litellm

    model xai.grok-4.7
      price from=* route=global input=2 cache-read=0.5 cache-write=input output=6 source=litellm
      when service-tier=flex input=1 cache-read=0.25 output=3
      when service-tier=priority,fast input=3.5 cache-read=0.875 output=10.5
      price from=* route=us input=2.2 cache-read=0.55 cache-write=input output=6.6 source=litellm
      when service-tier=flex input=1.1 cache-read=0.275 output=3.3
      when service-tier=priority,fast input=3.85 cache-read=0.9625 output=11.55
      price from=* route=us-gov input=2.64 cache-read=0.66 cache-write=input output=7.92 source=litellm
      when service-tier=flex input=1.32 cache-read=0.33 output=3.96
      when service-tier=priority,fast input=4.62 cache-read=1.155 output=13.86
      when service-tier=batch input=1.32 output=3.96

    model zai.glm-4.7
      price from=* input=0.6 cache-read=input cache-write=input output=2.2 source=litellm
      when service-tier=flex input=0.3 output=1.1
      when service-tier=priority,fast input=1.05 output=3.85
      when service-tier=batch input=0.3 output=1.1

    model zai.glm-4.7-flash
      price from=* input=0.07 cache-read=input cache-write=input output=0.4 source=litellm
      when service-tier=flex input=0.035 output=0.2
      when service-tier=priority,fast input=0.1225 output=0.7
      when service-tier=batch input=0.035 output=0.2

    model zai.glm-5
      price from=* route=in-region input=1 cache-read=input cache-write=input output=3.2 source=litellm
      when service-tier=priority,fast input=1.75 output=5.6
      when service-tier=batch input=0.5 output=1.6
      price from=* route=us-east-1,us-west-2 input=1 cache-read=input cache-write=input output=3.2 source=litellm
      when service-tier=flex input=0.5 output=1.6
      when service-tier=priority,fast input=1.75 output=5.6
      when service-tier=batch input=0.5 output=1.6

    model zai.glm-5.3
      price from=* route=global input=1.68 cache-read=0.312 cache-write=2.1 output=5.28 source=litellm
      when service-tier=flex input=0.84 cache-read=0.156 cache-write=1.05 output=2.64
      when service-tier=priority,fast input=2.94 cache-read=0.546 cache-write=3.675 output=9.24
      when service-tier=batch input=0.84 cache-read=0.156 cache-write=1.05 output=2.64
      price from=* route=us input=1.848 cache-read=0.3432 cache-write=2.31 output=5.808 source=litellm
      when service-tier=flex input=0.924 cache-read=0.1716 cache-write=1.155 output=2.904
      when service-tier=priority,fast input=3.234 cache-read=0.6006 cache-write=4.0425 output=10.164
      when service-tier=batch input=0.924 cache-read=0.1716 cache-write=1.155 output=2.904
      price from=* route=apac,eu,in-region input=1.848 cache-read=0.3432 cache-write=2.31 output=5.808 source=genai

    unpriced guardrails
      note LiteLLM lists it without a price above zero and does not say whether it is free.

    """#
}
