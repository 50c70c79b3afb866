import LedgerMemory
import LedgerModel

/// The details of a segment's calls: 8 bytes for each that a call gives, nothing for the others.
public final class CallDetails: @unchecked Sendable {
  // Sound: as SpanSegment.

  // Row, detail, value, from the top, so that entries are in the order of rows; the few values that do not fit are kept
  // beside, by entry.
  private let entries = ColumnBuffer<UInt64>(capacity: CallSegment.rows * CallDetail.allCases.count)
  private var large: [Int: Int64] = [:]
  /// A bit for each detail that any row may have.
  private var present: UInt64 = 0

  private static var valueBits: UInt64 { 44 }
  private static var rowShift: UInt64 { 50 }
  private static var elsewhere: UInt64 { (1 << 44) - 1 }

  init() {}

  /// Appends a detail of a row, each once, in the order of rows and of the details' numbers.
  @inline(__always)
  func append(row: Int, number: Int, _ value: Int64) {
    let place = UInt64(row) &<< CallDetails.rowShift | UInt64(number) &<< CallDetails.valueBits
    present |= 1 &<< UInt64(number)
    if UInt64(bitPattern: value) < CallDetails.elsewhere {
      entries.append(place | UInt64(bitPattern: value))
    } else {
      appendLarge(place, value)
    }
  }

  @inline(never)
  private func appendLarge(_ place: UInt64, _ value: Int64) {
    large[entries.count] = value
    entries.append(place | CallDetails.elsewhere)
  }

  func truncate(to rows: Int) {
    let count = firstEntry(atOrAfter: UInt64(rows) << CallDetails.rowShift)
    entries.truncate(to: count)
    if !large.isEmpty { large = large.filter { $0.key < count } }
  }

  /// Puts other codes in place of those of texts.
  func rewriteTexts(_ codes: [UInt32]) {
    guard CallDetail.allCases.contains(where: { $0.isText && has($0) }) else { return }
    for entry in 0..<entries.count where detail(entry)?.isText == true {
      let code = UInt64(codes[Int(entries[entry] & CallDetails.elsewhere)])
      entries[entry] = entries[entry] & ~CallDetails.elsewhere | code
    }
  }

  /// Whether any row may give a detail.
  private func has(_ detail: CallDetail) -> Bool { present >> UInt64(detail.rawValue) & 1 != 0 }

  /// How many details there are.
  public var count: Int { entries.count }

  /// A detail of a row, `nil` where it does not give it; of a text, its code.
  public func value(_ row: Int, _ detail: CallDetail) -> Int64? {
    let key = UInt64(row) &<< CallDetails.rowShift | UInt64(detail.rawValue) << CallDetails.valueBits
    let entry = firstEntry(atOrAfter: key)
    guard entry < entries.count, entries[entry] & ~CallDetails.elsewhere == key else { return nil }
    return value(entry)
  }

  /// Whether two rows have the same details; mostly both have none.
  public func isAlike(_ row: Int, _ other: CallDetails, _ otherRow: Int) -> Bool {
    if count == 0, other.count == 0 { return true }
    return CallDetail.allCases.allSatisfy { value(row, $0) == other.value(otherRow, $0) }
  }

  /// The rows that give a detail, with its value, in order.
  public func rows(with detail: CallDetail) -> [(row: Int, value: Int64)] {
    if !has(detail) { return [] }
    return (0..<entries.count).compactMap { entry in
      self.detail(entry) == detail ? (Int(entries[entry] >> CallDetails.rowShift), value(entry)) : nil
    }
  }

  private func detail(_ entry: Int) -> CallDetail? {
    CallDetail(rawValue: UInt8(truncatingIfNeeded: entries[entry] >> CallDetails.valueBits & 63))
  }

  private func value(_ entry: Int) -> Int64 {
    let bits = entries[entry] & CallDetails.elsewhere
    return bits == CallDetails.elsewhere ? large[entry] ?? 0 : Int64(bits)
  }

  private func firstEntry(atOrAfter key: UInt64) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
