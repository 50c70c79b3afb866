/// One part of a path pattern: `*`, `?` and `[…]` between two slashes.
///
/// `*` matches any run of characters, `?` one character, `[a-z]` one of a set, `[!a-z]` or `[^a-z]` one outside of it,
/// `\` takes the next character as it is. A name that starts with a dot is matched only by a pattern that does.
/// Names are compared as Unicode scalars; a byte that is not UTF-8 counts as one character of its own.
struct GlobPattern: Equatable {
  private enum Piece: Equatable {
    case any
    case one
    case exactly(UInt32)
    case oneOf([ClosedRange<UInt32>], isNegated: Bool)
  }

  private let pieces: [Piece]
  private let matchesHidden: Bool

  /// The pattern of one path part.
  init(_ bytes: [UInt8]) {
    pieces = GlobPattern.pieces(of: scalars(of: bytes))
    matchesHidden = bytes.first == 0x2E
  }

  /// Whether a path part holds anything but plain characters.
  static func isPattern(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.contains { $0 == 0x2A || $0 == 0x3F || $0 == 0x5B }
  }

  /// Whether the pattern matches the whole name.
  func matches(_ name: [UInt8]) -> Bool {
    if name.first == 0x2E, !matchesHidden { return false }
    let text = scalars(of: name)
    var piece = 0
    var at = 0
    // Where the last star was, and how far it reaches: only that one ever needs to take back a choice.
    var star: (piece: Int, at: Int)?
    while at < text.count {
      if piece < pieces.count, pieces[piece] == .any {
        star = (piece, at)
        piece += 1
      } else if piece < pieces.count, GlobPattern.accepts(pieces[piece], text[at]) {
        piece += 1
        at += 1
      } else if let last = star {
        star = (last.piece, last.at + 1)
        piece = last.piece + 1
        at = last.at + 1
      } else {
        return false
      }
    }
    while piece < pieces.count, pieces[piece] == .any { piece += 1 }
    return piece == pieces.count
  }

  private static func accepts(_ piece: Piece, _ scalar: UInt32) -> Bool {
    switch piece {
    case .any: false
    case .one: true
    case .exactly(let wanted): wanted == scalar
    case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
    }
  }

  private static func pieces(of pattern: [UInt32]) -> [Piece] {
    var pieces: [Piece] = []
    var at = 0
    while at < pattern.count {
      switch pattern[at] {
      case 0x2A:
        if pieces.last != .any { pieces.append(.any) }
      case 0x3F:
        pieces.append(.one)
      case 0x5C where at + 1 < pattern.count:
        at += 1
        pieces.append(.exactly(pattern[at]))
      case 0x5B:
        if let (set, end) = set(in: pattern, from: at) {
          pieces.append(set)
          at = end
        } else {
          // Without a closing bracket it is just a bracket, as in every shell.
          pieces.append(.exactly(0x5B))
        }
      case let scalar:
        pieces.append(.exactly(scalar))
      }
      at += 1
    }
    return pieces
  }

  /// The set that begins at a bracket, and where its closing bracket is.
  private static func set(in pattern: [UInt32], from start: Int) -> (Piece, end: Int)? {
    var at = start + 1
    var isNegated = false
    if at < pattern.count, pattern[at] == 0x21 || pattern[at] == 0x5E {
      isNegated = true
      at += 1
    }
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while at < pattern.count {
      let low = pattern[at]
      if low == 0x5D, !isFirst { return (.oneOf(ranges, isNegated: isNegated), at) }
      isFirst = false
      if at + 2 < pattern.count, pattern[at + 1] == 0x2D, pattern[at + 2] != 0x5D {
        let high = pattern[at + 2]
        if low <= high { ranges.append(low...high) }
        at += 3
      } else {
        ranges.append(low...low)
        at += 1
      }
    }
    return nil
  }
}

/// The characters of a name; a byte that is no UTF-8 becomes a value that no character has.
private func scalars(of bytes: [UInt8]) -> [UInt32] {
  var scalars: [UInt32] = []
  var at = 0
  while at < bytes.count {
    let length =
      switch bytes[at] {
      case 0x00..<0x80: 1
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 0
      }
    if length > 0, at + length <= bytes.count,
      let text = String(validating: bytes[at..<at + length], as: UTF8.self), let scalar = text.unicodeScalars.first
    {
      scalars.append(scalar.value)
      at += length
    } else {
      scalars.append(0xFFFF_FF00 | UInt32(bytes[at]))
      at += 1
    }
  }
  return scalars
}
