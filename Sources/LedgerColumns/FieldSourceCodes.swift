import LedgerModel

/// Numbers for the sources of calls: spans of one emitter share a few sets of them.
struct FieldSourceCodes: ~Copyable {
  /// The sets by number; the first says nothing, and stands for all beyond 65,535 different ones.
  private(set) var values = [FieldSources()]
  private var codes = [FieldSources(): UInt16(0)]
  // Sets take turns within a batch.
  private var recent = Array(repeating: (FieldSources(), UInt16(0)), count: 4)
  private var turn = 0

  mutating func code(of sources: FieldSources) -> UInt16 {
    for known in recent where known.0 == sources { return known.1 }
    let code: UInt16
    if let known = codes[sources] {
      code = known
    } else if values.count <= Int(UInt16.max) {
      code = UInt16(values.count)
      values.append(sources)
      codes[sources] = code
    } else {
      code = 0
    }
    recent[turn & 3] = (sources, code)
    turn &+= 1
    return code
  }

  /// One list of all workers' sets, in the order of their content, and each worker's numbers in it.
  static func join(_ lists: [[FieldSources]]) -> (values: [FieldSources], maps: [[UInt16]]) {
    let all = Set(lists.joined()).union([FieldSources()]).sorted(by: FieldSources.precedes)
    let kept = all.prefix(Int(UInt16.max) + 1)
    let rows = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, UInt16($0)) })
    return (Array(kept), lists.map { $0.map { rows[$0] ?? 0 } })
  }
}
