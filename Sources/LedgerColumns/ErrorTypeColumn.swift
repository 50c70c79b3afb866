import LedgerMemory

/// The error types of a segment's spans: 8 bytes for each span that failed, and only in runs that ask for them.
public final class ErrorTypeColumn: @unchecked Sendable {
  // Sound: as SpanSegment.
  private var rows: [UInt32] = []  // rising
  private var codes: [UInt32] = []

  init() {}

  /// The code of a row's error type; 0 where it did not fail, and where error types were not asked for.
  public subscript(row: Int) -> UInt32 {
    if rows.isEmpty { return 0 }
    let place = place(of: row)
    return place < rows.count && rows[place] == row ? codes[place] : 0
  }

  func append(row: Int, code: UInt32) {
    rows.append(UInt32(row))
    codes.append(code)
  }

  func truncate(to count: Int) {
    if rows.isEmpty { return }
    let place = place(of: count)
    rows.removeSubrange(place...)
    codes.removeSubrange(place...)
  }

  /// Puts other codes in place of these.
  func rewrite(_ map: [UInt32]) {
    for place in codes.indices { codes[place] = map[Int(codes[place])] }
  }

  /// The first place whose row is not below.
  private func place(of row: Int) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
