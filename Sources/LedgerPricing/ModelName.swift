/// A change to a model's name on the way to a row of the book.
public enum NameRewrite: String, Hashable, Sendable {
  /// A path in front of the model was left out: `openai/gpt-4o`, `models/gemini-2.5-pro`, a Bedrock ARN.
  case path
  /// A fine-tuned model was reduced to `ft:` and its base model, which has prices of its own.
  case fineTune = "fine-tune"
  /// A region in front of a vendor was left out: `us.anthropic.…`.
  case region
  /// A vendor in front of the model was left out: `anthropic.claude-…`.
  case vendor
  /// A vendor was put in front of the model: the seller has `amazon.nova-lite-v1:0`, the call says `nova-lite-v1:0`.
  case addedVendor = "added-vendor"
  /// A revision behind the model was left out: `-v1:0`, `-v1`.
  case revision
  /// A version behind an `@` was left out or turned into a date behind a hyphen.
  case atVersion = "at-version"
  /// A date was spelled the other way: `-20240806` for `-2024-08-06` and back.
  case dateSpelling = "date-spelling"
  /// A date that the book does not know was left out.
  case date
  /// The suffix `-latest` was left out.
  case latest
}

/// A name to look up, and what was changed to get there.
struct NameCandidate: Hashable {
  var name: String
  var rewrites: [NameRewrite]
}

/// The names under which a model may stand in a price book, the closest first.
///
/// Each step takes away one known decoration; nothing is guessed from parts of a name, so `gpt-4o-turbo-x` never
/// becomes `gpt-4o`. A fine-tuned model never becomes its base model, because it never costs the same.
///
/// - Parameters:
///   - name: in lower case and without surrounding white space.
///   - vendors: the prefixes that count as a vendor in `anthropic.claude-…`.
///   - routePrefixes: what sellers put in front of a model for a route, the longest first.
func nameCandidates(of name: String, vendors: Set<String>, routePrefixes: [String] = []) -> [NameCandidate] {
  var candidates = [NameCandidate(name: name, rewrites: [])]
  var current = name
  var rewrites: [NameRewrite] = []
  func take(_ changed: String, by rewrite: NameRewrite) {
    guard !changed.isEmpty, changed != current else { return }
    current = changed
    if rewrites.last != .path || rewrite != .path { rewrites.append(rewrite) }
    candidates.append(NameCandidate(name: current, rewrites: rewrites))
  }

  if !current.hasPrefix("ft:") {
    // One part of the path after the other: books of resellers have names such as `anthropic/claude-…` themselves.
    while let slash = current.firstIndex(of: "/") {
      let before = current
      take(String(current[current.index(after: slash)...]), by: .path)
      if current == before { break }
    }
  }
  if current.hasPrefix("ft:") {
    let base = current.dropFirst(3).prefix { $0 != ":" }
    take("ft:" + base, by: .fineTune)
  } else if let mark = lastIndex(of: ".ft-", in: current) {
    take("ft:" + current[..<mark], by: .fineTune)
  }
  if let dot = current.firstIndex(of: ".") {
    let rest = current[current.index(after: dot)...]
    if let next = rest.firstIndex(of: "."), vendors.contains(String(rest[..<next])), isRegion(current[..<dot]) {
      take(String(rest), by: .region)
    }
  }
  if !rewrites.contains(.region), let prefix = routePrefixes.first(where: { current.hasPrefix($0) }) {
    take(String(current.dropFirst(prefix.count)), by: .region)
  }
  if let dot = current.firstIndex(of: "."), vendors.contains(String(current[..<dot])) {
    take(String(current[current.index(after: dot)...]), by: .vendor)
  }
  if let bare = withoutRevision(current) { take(bare, by: .revision) }
  if let at = current.firstIndex(of: "@") {
    let version = current[current.index(after: at)...]
    let base = String(current[..<at])
    take(isCompactDate(version) ? base + "-" + version : base, by: .atVersion)
  }
  if let dated = splitDate(current) {
    candidates.append(
      NameCandidate(name: dated.base + "-" + dated.otherSpelling, rewrites: rewrites + [.dateSpelling]))
    take(dated.base, by: .date)
  }
  if current.hasSuffix("-latest") { take(String(current.dropLast(7)), by: .latest) }
  return candidates
}

/// Whether an id is a name behind a vendor and a dot: `amazon.nova-lite-v1:0` for `nova-lite-v1:0`.
///
/// The dot of `gpt-4.1` or `qwen2.5-coder` is one of a version: what stands before it is no single word, or a digit behind it.
func isBehindVendor(_ name: String, in id: String) -> Bool {
  let (name, id) = (name.utf8, id.utf8)
  guard id.count > name.count + 1, let first = name.first, !isDigit(first), id.suffix(name.count).elementsEqual(name)
  else { return false }
  let front = id.dropLast(name.count)
  return front.last == 0x2E && front.dropLast().allSatisfy { isDigit($0) || ($0 >= 0x61 && $0 <= 0x7A) }
}

/// Whether a prefix may be a region: `us`, `eu`, `apac`, `global`, `us-gov`, …
private func isRegion(_ text: Substring) -> Bool {
  !text.isEmpty && text.utf8.count <= 8 && text.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x2D }
}

/// The name before `-vN` or `-vN:M…`; `nil` where there is no such suffix.
private func withoutRevision(_ name: String) -> String? {
  guard let mark = lastIndex(of: "-v", in: name) else { return nil }
  let version = name[mark...].dropFirst(2).prefix { $0 != ":" }
  guard !version.isEmpty, version.utf8.count <= 3, version.utf8.allSatisfy(isDigit) else { return nil }
  return String(name[..<mark])
}

/// A name that ends in a date, cut before it; the date in the spelling that the name does not use.
private func splitDate(_ name: String) -> (base: String, otherSpelling: String)? {
  let bytes = Array(name.utf8)
  if bytes.count > 11, bytes[bytes.count - 11] == 0x2D, isDashedDate(name.suffix(10)) {
    return (String(name.dropLast(11)), String(name.suffix(10).filter { $0 != "-" }))
  }
  if bytes.count > 9, bytes[bytes.count - 9] == 0x2D, isCompactDate(name.suffix(8)) {
    let date = name.suffix(8)
    return (String(name.dropLast(9)), "\(date.prefix(4))-\(date.dropFirst(4).prefix(2))-\(date.suffix(2))")
  }
  return nil
}

private func isDashedDate(_ text: Substring) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  guard parts.map(\.utf8.count) == [4, 2, 2] else { return false }
  return isCompactDate(parts.joined()[...])
}

/// Eight digits that are a date of the years 2020 to 2099: other runs of digits are versions, not dates.
private func isCompactDate(_ text: Substring) -> Bool {
  guard text.utf8.count == 8, text.utf8.allSatisfy(isDigit), let number = Int(text) else { return false }
  let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
  return (2020...2099).contains(year) && (1...12).contains(month) && (1...31).contains(day)
}

/// Where the last occurrence of some ASCII characters begins.
private func lastIndex(of needle: String, in text: String) -> String.Index? {
  text.indices.last { text[$0...].hasPrefix(needle) }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
