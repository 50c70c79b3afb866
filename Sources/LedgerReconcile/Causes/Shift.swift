/// By how much the metrics of a service, or of one of its processes, are stamped ahead of the traces.
struct Shift: Hashable {
  /// The process; `nil` for all of them.
  var process: Int?
  /// How far ahead, in nanoseconds; negative is behind.
  var nanos: Int64
  /// From which stamp on another offset holds, as where daylight saving changes.
  var changesAt: UInt64?
  /// That other offset.
  var laterNanos: Int64

  init(process: Int? = nil, nanos: Int64, changesAt: UInt64? = nil, laterNanos: Int64 = 0) {
    self.process = process
    self.nanos = nanos
    self.changesAt = changesAt
    self.laterNanos = laterNanos
  }

  /// Where a stamp belongs.
  func corrected(_ stamp: UInt64) -> UInt64 {
    let offset = changesAt.map { stamp > $0 ? laterNanos : nanos } ?? nanos
    if offset >= 0 { return stamp - min(stamp, UInt64(offset)) }
    let (sum, overflow) = stamp.addingReportingOverflow(offset.magnitude)
    return overflow ? .max : sum
  }
}
