import LedgerPricing

/// A book for tests: its head, and below it what a test writes.
func book(_ rows: String, head: String = smallHead) throws -> PriceBook {
  try PriceBook(parsing: Array((head + "\n" + rows).utf8), from: "small.prices")
}

/// Nine lines, so that the rows of a test begin on line 10.
let smallHead = """
  spanledger-prices 1
  name small
  revision 3
  as-of 2026-11-01
  unit USD-per-million-tokens
  source page vendor-page checked=2026-10-30 https://example.com/prices
  source list catalogue checked=2026-10-20 https://example.com/list
  source rumour announcement checked=never https://example.com/news
  self-hosted ollama
  """

/// The same head in version 2, nine lines as well; `lines` stand behind it, above the rows.
func book2(_ rows: String, name: String = "small", lines: String = "") throws -> PriceBook {
  try PriceBook(parsing: Array(text2(rows, name: name, lines: lines).utf8), from: "small.prices", zones: zone)
}

func text2(_ rows: String, name: String = "small", lines: String = "") -> String {
  let head = smallHead.replacing("spanledger-prices 1", with: "spanledger-prices 2")
    .replacing("name small", with: "name \(name)")
  return head + "\n" + (lines.isEmpty ? "" : lines + "\n") + rows
}

/// Zones for tests, so that they do not depend on the machine: two changes and a rule for the time behind them.
func zone(_ name: String) -> [UInt8]? {
  switch name {
  case "Asia/Shanghai": zoneFile(changes: [], types: [8 * 3600], footer: "CST-8")
  case "America/New_York":
    zoneFile(
      changes: [(1_173_596_400, 1), (1_194_156_000, 0)], types: [-5 * 3600, -4 * 3600], footer: "EST5EDT,M3.2.0,M11.1.0"
    )
  default: nil
  }
}

/// A file of the zone data base, version 2.
func zoneFile(changes: [(at: Int64, type: UInt8)], types: [Int32], footer: String) -> [UInt8] {
  func bytes(_ value: Int64, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> Int64($0 * 8)) }
  }
  func block(_ timeBytes: Int, _ changes: [(at: Int64, type: UInt8)]) -> [UInt8] {
    var file = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
    for count in [0, 0, 0, changes.count, types.count, 4] { file += bytes(Int64(count), 4) }
    for change in changes { file += bytes(change.at, timeBytes) }
    file += changes.map(\.type)
    for type in types { file += bytes(Int64(type), 4) + [0, 0] }
    return file + Array("XYZ\0".utf8)
  }
  return block(4, []) + block(8, changes) + Array("\n\(footer)\n".utf8)
}
