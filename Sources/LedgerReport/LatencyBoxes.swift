import LedgerModel

/// Which characters a chart in a terminal is drawn with.
public enum ChartCharacters: String, CaseIterable, Hashable, Sendable {
  /// The lines of Unicode's box drawing.
  case unicode
  /// Letters that every terminal has.
  case ascii
  /// No chart.
  case none

  fileprivate var glyphs: (left: Character, whisker: Character, box: Character, median: Character, right: Character) {
    self == .unicode ? ("├", "─", "━", "┃", "┤") : ("|", "-", "=", "#", "|")
  }
}

// Boxes below the tables: a line for each row, all on one scale, so that they can be compared.

extension LatencyReport {
  /// The widest name beside a box.
  private static let nameWidth = 34

  /// A chart for each measure; nothing where no boxes were asked for, or nothing has a value.
  func boxes(_ characters: ChartCharacters, _ paint: TerminalStyle) -> [String] {
    if characters == .none { return [] }
    let rows = titledRows
    let names = rows.map { TextTable.clipped($0.title, to: LatencyReport.nameWidth) }
    let indent = 2
    let nameWidth = max(measures.map(\.title.count).max() ?? 0, names.map(TextTable.width).max() ?? 0)
    let room = TerminalStyle.width - indent - nameWidth - 2
    var lines: [String] = []
    for (place, measure) in measures.enumerated() {
      let boxes = rows.map { $0.row.boxes.indices.contains(place) ? $0.row.boxes[place] : nil }
      guard let scale = BoxScale(boxes.compactMap { $0 }, columns: room) else { continue }
      let unit = rows.compactMap { $0.row.drawn[place] }[0]
      let ends = (figure(scale.low, measure, unit), figure(scale.high, measure, unit))
      lines.append("")
      lines.append(
        paint.faint(
          TextTable.padded(measure.title, to: indent + nameWidth, flushRight: false) + "  "
            + axis(ends, isLogarithmic: scale.isLogarithmic, room)))
      for (name, box) in zip(names, boxes) {
        let label = "  " + TextTable.padded(name, to: nameWidth, flushRight: false) + "  "
        lines.append(label + (box.map { scale.line($0, characters) } ?? LatencyReport.dash))
      }
    }
    if lines.isEmpty { return [] }
    let glyphs = characters.glyphs
    let example =
      "\(glyphs.left)\(glyphs.whisker)\(glyphs.box)\(glyphs.median)\(glyphs.box)\(glyphs.whisker)\(glyphs.right)"
    return lines + ["", "\(example)  smallest value, p25, p50, p75, largest value"]
  }

  private func axis(_ ends: (low: String, high: String), isLogarithmic: Bool, _ room: Int) -> String {
    let word = isLogarithmic ? "logarithmic" : "linear"
    let gap = max(2, room - TextTable.width(ends.low) - TextTable.width(ends.high) - word.count)
    let left = String(repeating: " ", count: gap / 2)
    return ends.low + left + word + String(repeating: " ", count: gap - gap / 2) + ends.high
  }
}

/// Where values lie on a line of characters. Worked out in integers, so that every machine draws the same.
struct BoxScale {
  /// The value at the first character.
  let low: Int64
  /// The value at the last one.
  let high: Int64
  /// Whether each character is a constant factor instead of a constant difference.
  let isLogarithmic: Bool
  private let columns: Int

  /// From this ratio of the largest to the smallest value on, a linear scale would squeeze most boxes into its beginning.
  private static let logarithmicRatio: Int64 = 20

  /// The scale of some boxes; `nil` without any. Values that are not above 0 make it linear.
  init?(_ boxes: [LatencyReport.Box], columns: Int) {
    guard let low = boxes.map(\.min).min(), let high = boxes.map(\.max).max() else { return nil }
    self.low = low
    self.high = high
    self.columns = columns
    isLogarithmic = BoxScale.isLogarithmic(from: low, to: high)
  }

  /// Whether a scale over these values should be logarithmic.
  static func isLogarithmic(from low: Int64, to high: Int64) -> Bool {
    low > 0 && high / low >= BoxScale.logarithmicRatio
  }

  /// The column of a value, from 0.
  func column(_ value: Int64) -> Int {
    let (from, to, at) =
      isLogarithmic
      ? (BoxScale.logarithm(low), BoxScale.logarithm(high), BoxScale.logarithm(value))
      : (Int128(low), Int128(high), Int128(value))
    if to == from { return 0 }
    return Int(roundedQuotient((at - from) * Int128(columns - 1), to - from))
  }

  /// The binary logarithm in 2⁻³², straight between powers of two; at most 0.09 from the true one.
  static func logarithm(_ value: Int64) -> Int128 {
    let exponent = 63 - value.leadingZeroBitCount
    let power = Int128(1) << Int128(exponent)
    return (Int128(exponent) << 32) + ((Int128(value) - power) << 32) / power
  }

  /// A box as a line.
  func line(_ box: LatencyReport.Box, _ characters: ChartCharacters) -> String {
    let glyphs = characters.glyphs
    let (first, last) = (column(box.min), column(box.max))
    let (lower, upper) = (column(box.lower), column(box.upper))
    var line = [Character](repeating: " ", count: last + 1)
    for place in first...last { line[place] = glyphs.whisker }
    line[last] = glyphs.right
    line[first] = glyphs.left
    for place in lower...upper { line[place] = glyphs.box }
    line[column(box.median)] = glyphs.median
    return String(line)
  }
}
