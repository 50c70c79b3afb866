import LedgerMemory

/// A column of codes: a small number for each row, below ``cardinality``.
public final class CodeColumn: Sendable {
  /// The code of each row.
  public let codes: RowBuffer<UInt32>
  /// How many codes there may be; all codes are below.
  public let cardinality: Int

  /// A column of zeros, to be filled before it is used.
  public init(rowCount: Int, cardinality: Int) {
    codes = RowBuffer(zeroed: rowCount)
    self.cardinality = cardinality
  }

  /// A column that holds anything: each row has to be set before it is read.
  public init(unsetRows rowCount: Int, cardinality: Int) {
    codes = RowBuffer(unset: rowCount)
    self.cardinality = cardinality
  }

  init(_ codes: consuming RowBuffer<UInt32>, cardinality: Int) {
    self.codes = codes
    self.cardinality = cardinality
  }

  /// How many rows there are.
  public var count: Int { codes.count }

  /// The code of a row.
  @inlinable
  public subscript(row: Int) -> UInt32 {
    get { codes[row] }
    set { codes[row] = newValue }
  }
}

/// Rows sorted into groups by the combination of their codes in several columns.
///
/// Groups are numbered in the order in which the rows first show them, for any number of workers. Combinations of few
/// codes are looked up in a table with a place for each, others in a hash table. 4 bytes stay for each row.
public final class RowGroups: Sendable {
  /// The group of each row: a column of codes, which can be grouped further.
  public let group: CodeColumn
  /// For each group the first row that is in it, which stands for the codes of all.
  public let representatives: [UInt32]

  /// How many groups there are.
  public var count: Int { representatives.count }

  /// Rows in stretches below this are not worth a worker of their own.
  static let leastStretch = 1 << 14

  /// Groups rows by columns of as many rows; other counts are a programmer error. Without columns all rows are one group.
  public convenience init(rowCount: Int, columns: [CodeColumn], workers: Workers = .one) {
    self.init(
      rowCount: rowCount, columns: columns, workers: workers,
      stretches: workers.stretches(of: rowCount, least: RowGroups.leastStretch))
  }

  /// Groups that were found some other way, numbered in the order in which the rows first show them.
  ///
  /// - Parameters:
  ///   - group: the group of each row; its cardinality may be larger than there are groups.
  ///   - representatives: for each group the first row that is in it.
  public init(group: CodeColumn, representatives: [UInt32]) {
    precondition(group.cardinality >= representatives.count, "more groups than codes")
    self.group = group
    self.representatives = representatives
  }

  init(rowCount: Int, columns: [CodeColumn], workers: Workers, stretches: [Range<Int>]) {
    precondition(columns.allSatisfy { $0.count == rowCount }, "columns differ in count")
    let group = RowBuffer<UInt32>(zeroed: rowCount)
    let found = workers.map(stretches.count) { RowGroups.number(stretches[$0], by: columns, into: group) }
    if stretches.count <= 1 {
      representatives = found.first ?? []
      self.group = CodeColumn(group, cardinality: representatives.count)
      return
    }
    // Each stretch has numbers of its own. Their representatives, grouped the same way, tell which of them are the same.
    let all = found.flatMap { $0 }
    let joined = RowGroups(
      rowCount: all.count,
      columns: columns.map { column in
        let codes = CodeColumn(rowCount: all.count, cardinality: column.cardinality)
        for (index, row) in all.enumerated() { codes[index] = column[Int(row)] }
        return codes
      })
    var firsts: [Int] = []
    for part in found { firsts.append((firsts.last ?? 0) + part.count) }
    firsts = [0] + firsts
    let starts = firsts
    workers.run(stretches.count) { part in
      for row in stretches[part] { group[row] = joined.group[starts[part] &+ Int(group[row])] }
    }
    representatives = joined.representatives.map { all[Int($0)] }
    self.group = CodeColumn(group, cardinality: representatives.count)
  }

  /// Numbers one stretch by itself; returns its representatives.
  private static func number(
    _ stretch: Range<Int>, by columns: [CodeColumn], into group: borrowing RowBuffer<UInt32>
  ) -> [UInt32] {
    if stretch.isEmpty { return [] }
    var representatives = [UInt32(stretch.lowerBound)]
    // One column after the other: a group and a code make a new group.
    for column in columns where column.cardinality > 1 {
      let places = representatives.count.multipliedReportingOverflow(by: column.cardinality)
      if !places.overflow, places.partialValue <= max(1 << 16, stretch.count) {
        representatives = split(stretch, by: column, places: places.partialValue, into: group)
      } else {
        representatives = splitByHash(stretch, by: column, into: group)
      }
    }
    return representatives
  }

  private static func split(
    _ stretch: Range<Int>, by column: CodeColumn, places: Int, into group: borrowing RowBuffer<UInt32>
  ) -> [UInt32] {
    var representatives: [UInt32] = []
    var table = [UInt32](repeating: 0, count: places)  // new group + 1; 0 not seen
    var numbers = table.mutableSpan
    let cardinality = column.cardinality
    column.codes.withSpan { codes in
      for row in stretch {
        let code = Int(codes[row])
        precondition(code < cardinality, "a code beyond its column's cardinality")
        let place = Int(group[row]) &* cardinality &+ code
        var number = numbers[place]
        if number == 0 {
          representatives.append(UInt32(truncatingIfNeeded: row))
          number = UInt32(truncatingIfNeeded: representatives.count)
          numbers[place] = number
        }
        group[row] = number &- 1
      }
    }
    return representatives
  }

  private static func splitByHash(
    _ stretch: Range<Int>, by column: CodeColumn, into group: borrowing RowBuffer<UInt32>
  ) -> [UInt32] {
    var representatives: [UInt32] = []
    var numbers = KeyNumbers<UInt64>()
    column.codes.withSpan { codes in
      for row in stretch {
        let number = numbers.number(of: UInt64(group[row]) << 32 | UInt64(codes[row]))
        if number == representatives.count { representatives.append(UInt32(truncatingIfNeeded: row)) }
        group[row] = UInt32(truncatingIfNeeded: number)
      }
    }
    return representatives
  }
}
