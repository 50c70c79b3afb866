/// A name with `*` for any run of characters; letters in any case.
public struct NamePattern: Hashable, Sendable {
  private let pieces: [[UInt8]]

  /// A pattern from its text.
  public init(_ text: String) {
    pieces = Array(text.lowercased().utf8).split(separator: 0x2A, omittingEmptySubsequences: false).map(Array.init)
  }

  /// Whether it is what a name looks like.
  public func matches(_ name: String) -> Bool {
    let name = Array(name.lowercased().utf8)
    guard let first = pieces.first, let last = pieces.last, name.starts(with: first) else { return false }
    if pieces.count == 1 { return name.count == first.count }
    guard name.count >= first.count + last.count, name.suffix(last.count).elementsEqual(last) else { return false }
    var at = first.count
    let end = name.count - last.count
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard at + piece.count <= end,
        let place = (at...(end - piece.count)).first(where: { name[$0..<$0 + piece.count].elementsEqual(piece) })
      else { return false }
      at = place + piece.count
    }
    return true
  }
}
