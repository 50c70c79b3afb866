import LedgerModel

/// The codes of calls of the same shape, so that their texts need not be looked up again.
struct ShapeCodes: ~Copyable {
  private struct Entry {
    var shape: UInt32 = 0
    var codes = CallCodes()
    var sources = FieldSources()
  }

  private static let most = 1024

  // Each shape has one place. Shapes are numbered in turn, so that few share one.
  private var entries = [Entry](repeating: Entry(), count: most)

  /// The codes of a call; `nil` where its shape is not remembered, or where its counts come from other attributes.
  @inline(__always)
  func codes(_ reading: borrowing SpanReading) -> CallCodes? {
    let place = Int(reading.shape) & (ShapeCodes.most &- 1)
    guard reading.shape != 0, entries[place].shape == reading.shape, entries[place].sources == reading.facts.sources
    else { return nil }
    return entries[place].codes
  }

  /// Remembers the codes of a call, if it has a shape.
  mutating func remember(_ reading: borrowing SpanReading, _ codes: CallCodes) {
    guard reading.shape != 0 else { return }
    entries[Int(reading.shape) & (ShapeCodes.most - 1)] = Entry(
      shape: reading.shape, codes: codes, sources: reading.facts.sources)
  }
}
