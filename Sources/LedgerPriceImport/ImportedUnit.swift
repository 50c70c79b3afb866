/// A unit class of price books, version 2; the raw value is its key on `price` and `when` lines.
enum ImportedUnit: String, CaseIterable, Hashable, Sendable {
  case input
  case cacheRead = "cache-read"
  case cacheWrite = "cache-write"
  case cacheWriteOneHour = "cache-write-1h"
  case output
  case reasoning
  case audioInput = "audio-input"
  case audioCacheRead = "audio-cache-read"
  case audioOutput = "audio-output"
  case imageInput = "image-input"
  case imageCacheRead = "image-cache-read"
  case imageOutput = "image-output"
  case perRequest = "per-request"
  case perImage = "per-image"
  case perSearch = "per-search"
  case perPage = "per-page"
  case perSecondInput = "per-second-input"
  case perSecondOutput = "per-second-output"
  case perCharacterInput = "per-character-input"
  case perCharacterOutput = "per-character-output"
  case perRerankSearch = "per-rerank-search"

  /// Whether prices are written in dollars per million; the others are dollars each.
  var isToken: Bool { !rawValue.hasPrefix("per-") }

  /// The classes without which a row with token prices would be refused.
  static let core: [ImportedUnit] = [.input, .cacheRead, .cacheWrite, .output]
}

/// What a book says of one unit.
enum ImportedRate: Hashable, Sendable {
  /// Pico-dollars per unit, above zero.
  case pico(Int64)
  case asInput
  case free
  case none

  /// The word on the line.
  func word(for unit: ImportedUnit) -> String {
    switch self {
    case .asInput: return "input"
    case .free: return "free"
    case .none: return "none"
    case .pico(let pico):
      let places = unit.isToken ? 6 : 12
      var divisor: Int64 = 1
      for _ in 0..<places { divisor *= 10 }
      var fraction = String(pico % divisor)
      fraction = String(repeating: "0", count: places - fraction.utf8.count) + fraction
      while fraction.hasSuffix("0") { fraction.removeLast() }
      return fraction.isEmpty ? "\(pico / divisor)" : "\(pico / divisor).\(fraction)"
    }
  }
}
