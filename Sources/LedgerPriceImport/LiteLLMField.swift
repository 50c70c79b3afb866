/// The name of a price in LiteLLM's map, taken apart.
///
/// A name is a quantity with suffixes in any order: a lifetime of the cache, a threshold and a service tier, such as
/// `cache_creation_input_token_cost_above_1hr_above_200k_tokens_batches`.
struct LiteLLMField: Hashable, Sendable {
  var unit: ImportedUnit
  /// From how many prompt tokens on; `nil` for any number.
  var threshold: Int?
  /// As LiteLLM writes it: `priority`, `flex`, `batches`, …
  var tier: String?

  static let tiers = ["priority", "flex", "batches", "balanced", "ultrafast", "decisions"]

  private static let units: [String: ImportedUnit] = [
    "input_cost_per_token": .input,
    "output_cost_per_token": .output,
    "cache_read_input_token_cost": .cacheRead,
    "cache_creation_input_token_cost": .cacheWrite,
    "output_cost_per_reasoning_token": .reasoning,
    "input_cost_per_audio_token": .audioInput,
    "output_cost_per_audio_token": .audioOutput,
    "cache_read_input_audio_token_cost": .audioCacheRead,
    "input_cost_per_image_token": .imageInput,
    "output_cost_per_image_token": .imageOutput,
    "cache_read_input_image_token_cost": .imageCacheRead,
    "input_cost_per_request": .perRequest,
    "output_cost_per_image": .perImage,
    "ocr_cost_per_page": .perPage,
    "input_cost_per_second": .perSecondInput,
    "output_cost_per_second": .perSecondOutput,
    "input_cost_per_character": .perCharacterInput,
    "output_cost_per_character": .perCharacterOutput,
  ]

  /// The name's parts, or `nil` if the name is none of those that a book can express.
  init?(_ name: String) {
    var rest = name[...]
    var tier: String?
    var threshold: Int?
    var isOneHour = false
    scanning: while true {
      for word in Self.tiers where rest.hasSuffix("_\(word)") && tier == nil {
        tier = word
        rest = rest.dropLast(word.utf8.count + 1)
        continue scanning
      }
      if rest.hasSuffix("_above_1hr") {
        isOneHour = true
        rest = rest.dropLast(10)
        continue
      }
      guard rest.hasSuffix("_tokens"), let mark = rest.ranges(of: "_above_").last, threshold == nil else { break }
      var digits = rest[mark.upperBound...].dropLast(7)
      let isThousands = digits.last == "k"
      if isThousands { digits = digits.dropLast() }
      guard let number = Int(digits), number > 0, number < 1_000_000_000 else { return nil }
      threshold = isThousands ? number * 1000 : number
      rest = rest[..<mark.lowerBound]
    }
    guard var unit = Self.units[String(rest)] else { return nil }
    if isOneHour {
      guard unit == .cacheWrite else { return nil }
      unit = .cacheWriteOneHour
    }
    self.unit = unit
    self.threshold = threshold
    self.tier = tier
  }

  /// The words of `service-tier` that the tier stands for. LiteLLM prices `fast` as `priority`.
  var tierWords: String? {
    switch tier {
    case "batches": "batch"
    case "priority": "priority,fast"
    default: tier
    }
  }
}
