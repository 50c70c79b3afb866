# A reduced question, without percentiles and cost: hour, model, provider, spans, errors, input and output tokens of calls.
# usage: jq -rn -f question.jq TRACES.jsonl
def number($said; $a; $b; $c): ($said[$a] // $said[$b] // $said[$c] // 0);
reduce (inputs | .resourceSpans[].scopeSpans[].spans[]) as $span (
  {};
  ($span.attributes | map({key, value: (.value.stringValue // (.value.intValue | tonumber? // null))}) | from_entries) as $said
  | (($span.startTimeUnixNano | tonumber) / 3600000000000 | floor * 3600) as $hour
  | ($said["gen_ai.response.model"] // $said["gen_ai.request.model"] // $said["llm.model_name"] // $said["embedding.model_name"]) as $model
  | (if $model then ($said["gen_ai.provider.name"] // $said["gen_ai.system"] // $said["llm.provider"] // "" | ascii_downcase) else "" end) as $provider
  | ([$hour, $model // "", $provider] | @tsv) as $key
  | .[$key].spans += 1
  | .[$key].errors += (if $span.status.code == 2 then 1 else 0 end)
  | if $model then
      .[$key].input += number($said; "gen_ai.usage.input_tokens"; "gen_ai.usage.prompt_tokens"; "llm.token_count.prompt")
      | .[$key].output += number($said; "gen_ai.usage.output_tokens"; "gen_ai.usage.completion_tokens"; "llm.token_count.completion")
    else . end
)
| to_entries[] | .key + "\t" + ([.value.spans, .value.errors, .value.input, .value.output] | @tsv)
