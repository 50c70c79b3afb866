/// Reads a size such as `20MB` or `1.5GB` (powers of ten; `KB`, `MB`, `GB`, or bytes); `nil` where it is none.
public func parseSize(_ text: String) -> Int? {
  for (suffix, factor) in [("GB", 1e9), ("MB", 1e6), ("KB", 1e3), ("", 1)] where text.hasSuffix(suffix) {
    guard let number = Double(text.dropLast(suffix.count)), number > 0, number * factor < 1e15 else { return nil }
    return Int(number * factor)
  }
  return nil
}
