import LedgerModel

/// The codes of spans of the same shape, so that their texts need not be looked up again.
struct ShapeCodes: ~Copyable {
  private struct Entry {
    var shape: UInt32 = 0
    var name: UInt32 = 0
    /// Whether the spans may be calls, and whether they are stages.
    var mayBeCall = false
    var isStage = false
    var call: CallCodes?
    /// Where the facts of the call came from.
    var sources = FieldSources()
    var stage: StageCodes?
  }

  private static let most = 1024

  // Each shape has one place. Shapes are numbered in turn, so that few share one.
  private var entries = [Entry](repeating: Entry(), count: most)

  private static func place(of shape: UInt32) -> Int { Int(shape) & (most &- 1) }

  /// Whether a shape is remembered; 0 is none.
  @inline(__always)
  private func knows(_ shape: UInt32) -> Bool { shape != 0 && entries[ShapeCodes.place(of: shape)].shape == shape }

  /// What is remembered of all spans of a shape.
  struct Known {
    /// The code of the name.
    var name: UInt32
    /// Whether they may be calls.
    var mayBeCall: Bool
    /// Whether they are stages.
    var isStage: Bool
  }

  /// What is remembered of a span's shape; `nil` where it is not.
  @inline(__always)
  func find(_ shape: UInt32) -> Known? {
    guard shape != 0 else { return nil }
    let place = ShapeCodes.place(of: shape)
    guard entries[place].shape == shape else { return nil }
    return Known(name: entries[place].name, mayBeCall: entries[place].mayBeCall, isStage: entries[place].isStage)
  }

  /// The codes of a call; `nil` where they are not remembered, or where its counts come from other attributes.
  @inline(__always)
  func call(_ reading: borrowing SpanReading) -> CallCodes? {
    let place = ShapeCodes.place(of: reading.shape)
    guard knows(reading.shape), entries[place].sources == reading.facts.sources else { return nil }
    return entries[place].call
  }

  /// The codes of a stage; `nil` where they are not remembered.
  @inline(__always)
  func stage(_ shape: UInt32) -> StageCodes? { knows(shape) ? entries[ShapeCodes.place(of: shape)].stage : nil }

  /// Remembers a shape in the place of the one before, if it is one.
  mutating func add(_ shape: UInt32, _ known: Known) {
    guard shape != 0 else { return }
    entries[ShapeCodes.place(of: shape)] = Entry(
      shape: shape, name: known.name, mayBeCall: known.mayBeCall, isStage: known.isStage)
  }

  /// Remembers the codes of a call, if its shape is remembered.
  mutating func remember(_ shape: UInt32, _ codes: CallCodes, _ sources: FieldSources) {
    guard knows(shape) else { return }
    entries[ShapeCodes.place(of: shape)].call = codes
    entries[ShapeCodes.place(of: shape)].sources = sources
  }

  /// Remembers the codes of a stage, if its shape is remembered.
  mutating func remember(_ shape: UInt32, _ codes: StageCodes) {
    if knows(shape) { entries[ShapeCodes.place(of: shape)].stage = codes }
  }
}
