import Testing

@testable import LedgerPriceImport

@Suite struct LiteLLMFieldTests {
  @Test(arguments: [
    ("input_cost_per_token", ImportedUnit.input, nil as Int?, nil as String?),
    ("output_cost_per_token_above_272k_tokens", .output, 272_000, nil),
    ("input_cost_per_token_above_512_tokens", .input, 512, nil),
    ("cache_read_input_token_cost_above_200k_tokens_priority", .cacheRead, 200_000, "priority"),
    ("input_cost_per_token_priority_above_200k_tokens", .input, 200_000, "priority"),
    ("cache_creation_input_token_cost_above_1hr", .cacheWriteOneHour, nil, nil),
    ("cache_creation_input_token_cost_above_1hr_above_200k_tokens", .cacheWriteOneHour, 200_000, nil),
    ("cache_creation_input_token_cost_above_1hr_above_200k_tokens_batches", .cacheWriteOneHour, 200_000, "batches"),
    ("output_cost_per_reasoning_token", .reasoning, nil, nil),
    ("input_cost_per_audio_token_flex", .audioInput, nil, "flex"),
    ("ocr_cost_per_page_batches", .perPage, nil, "batches"),
  ])
  func `a name is taken apart`(name: String, unit: ImportedUnit, threshold: Int?, tier: String?) throws {
    let field = try #require(LiteLLMField(name))
    #expect(field.unit == unit)
    #expect(field.threshold == threshold)
    #expect(field.tier == tier)
  }

  @Test(arguments: [
    "cache_creation_input_token_cost_above_12hr", "input_cost_per_video_per_second", "input_dbu_cost_per_token",
    "input_cost_per_token_above_1hr", "input_cost_per_token_above_xk_tokens", "output_cost_per_second_1080p", "mode",
    "input_cost_per_token_above_0k_tokens",
  ])
  func `what a book has no word for is not taken for something else`(name: String) {
    #expect(LiteLLMField(name) == nil)
  }
}
