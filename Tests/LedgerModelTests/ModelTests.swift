import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@Suite struct TimeTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_400_000_000_000, "2000-02-29T00:00:00Z"),
    (1_735_689_599_999_999_999, "2024-12-31T23:59:59.999999999Z"),
    (1_795_455_901_703_966_000, "2026-11-23T17:45:01.703966Z"),
    (1_795_455_901_500_000_000, "2026-11-23T17:45:01.500Z"), (UInt64.max, "2554-07-21T23:34:33.709551615Z"),
  ]) func `an instant is written in UTC and read back`(nanos: UInt64, text: String) {
    #expect(UnixNanos(nanos).description == text)
    if nanos != .max { #expect(UnixNanos(rfc3339: text)?.value == nanos) }
  }

  @Test(arguments: [
    ("2026-11-23", "2026-11-23T00:00:00Z"), ("2026-11-23T01:30:00+05:45", "2026-11-22T19:45:00Z"),
    ("2026-11-23t01:30:00.1z", "2026-11-23T01:30:00.100Z"), ("2026-11-23 23:00:00-02:00", "2026-11-24T01:00:00Z"),
  ]) func `other ways to write an instant are understood`(text: String, utc: String) {
    #expect(UnixNanos(rfc3339: text)?.description == utc)
  }

  @Test(arguments: [
    "", "2026", "2026-13-01", "2026-02-30", "2026-11-23T25:00:00Z", "2026-11-23T10:00:00", "1969-12-31T23:59:59Z",
    "2026-11-23T10:00:00Zx", "2026-11-23T10:00:00.Z", "yesterday",
  ]) func `what is no instant is refused`(text: String) { #expect(UnixNanos(rfc3339: text) == nil) }

  @Test(arguments: WindowSize.allCases) func `every instant lies in exactly one window`(size: WindowSize) {
    for instant in [0, 1, size.nanos - 1, size.nanos, size.nanos + 1, 1_795_455_901_703_966_098, UInt64.max] {
      let window = size.window(holding: UnixNanos(instant))
      #expect(window.start.value % size.nanos == 0)
      #expect(window.contains(UnixNanos(instant)) || instant == .max)
    }
  }
}

@Suite struct MoneyTests {
  @Test(arguments: [
    ("0", "0.00"), ("12", "12.00"), ("-0.25", "-0.25"), ("1.5e-6", "0.0000015"), ("0.0000000000005", "0.00"),
    ("0.0000000000015", "0.000000000002"), ("0.00000000000250000001", "0.000000000003"), ("1e3", "1000.00"),
    ("+.5", "0.50"),
  ]) func `decimal dollars are read exactly and rounded half to even behind the twelfth place`(
    text: String, shown: String
  ) {
    #expect(PicoUSD(decimal: text)?.description == shown)
  }

  @Test(arguments: ["", "-", ".", "1.2.3", "1e", "0x10", "NaN", "1e9999", "12 "])
  func `what is no decimal number is refused`(text: String) { #expect(PicoUSD(decimal: text) == nil) }

  @Test func `a reported double is taken at its shortest decimal form`() {
    #expect(PicoUSD(dollars: 0.1)?.description == "0.10")
    #expect(PicoUSD(dollars: 7.36e-05)?.description == "0.0000736")
    #expect(PicoUSD(dollars: .nan) == nil)
    #expect(PicoUSD(dollars: .infinity) == nil)
    #expect(PicoUSD(dollars: 1e300) == nil)
  }

  @Test func `a double is read as the decimal number that is its shortest form`() {
    var random = SplitMix64(seed: 13)
    func check(_ dollars: Double) {
      #expect(PicoUSD(dollars: dollars) == PicoUSD(decimal: "\(dollars)"), "\(dollars)")
    }
    for _ in 0..<4000 {
      // Sums of floating-point products, as emitters work them out; any double of that size; and halves of the last place.
      check(
        Double(Int.random(in: 0...200_000, using: &random)) * 2.5e-06 + Double(
          Int.random(in: 0...9_000, using: &random)) * 1e-05)
      check(Double.random(in: -2...2, using: &random))
      check(Double.random(in: 0...1, using: &random) * 1e-9)
      check(
        Double(
          sign: .plus, exponent: Int.random(in: -80...40, using: &random),
          significand: Double.random(in: 1..<2, using: &random)))
      let half = (Double(Int.random(in: 0...1_200_000, using: &random)) + 0.5) * 1e-12
      check(half)
      check(half.nextUp)
      check(half.nextDown)
      check(Double(Int.random(in: 0...2_000_000, using: &random)) / 1e6)
    }
    for dollars in [0, -0.0, 1.099511627776, 1.0995116277755, 1.0995116277765, 5e-13, 1.5e-12, 2.5e-12, 4.9e-324] {
      check(dollars)
      check(-dollars)
    }
  }

  @Test func `sums do not depend on their order`() {
    var random = SplitMix64(seed: 11)
    let amounts = (0..<1000).map { _ in PicoUSD(Int128(random.next() >> 20)) }
    #expect(amounts.reduce(.zero, +) == amounts.shuffled(using: &random).reduce(.zero, +))
  }
}

@Suite struct PercentileTests {
  @Test func `seven percent of a hundred is rank seven, not eight`() {
    #expect(Percentile("7")?.nearestRank(of: 100) == 7)
    #expect(Percentile("99.9")?.nearestRank(of: 1000) == 999)
    #expect(Percentile("0")?.nearestRank(of: 10) == 1)
    #expect(Percentile("100")?.nearestRank(of: 10) == 10)
    #expect(Percentile("50")?.nearestRank(of: 1) == 1)
  }

  @Test func `the standard percentiles are what their names say`() {
    #expect(Percentile.standard == ["50", "75", "90", "95", "99", "99.9"].compactMap { Percentile($0) })
  }

  @Test(arguments: ["-1", "100.1", "x", ""]) func `what is no percentile is refused`(text: String) {
    #expect(Percentile(text) == nil)
  }

  @Test func `the mean is rounded half away from zero`() {
    func mean(_ sum: Int128, _ count: Int) -> Int64 {
      Distribution(unit: .count, count: count, min: 0, max: 0, sum: sum, percentiles: []).mean
    }
    #expect(mean(3, 2) == 2)
    #expect(mean(-3, 2) == -2)
    #expect(mean(4, 3) == 1)
    #expect(mean(5, 3) == 2)
  }

  @Test func `decimals are exact and short`() {
    #expect(decimalText(12_500_000, places: 9) == "0.0125")
    #expect(decimalText(-1, places: 9) == "-0.000000001")
    #expect(decimalText(3_000_000_000, places: 9) == "3")
    #expect(decimalText(Int64.min, places: 0) == "-9223372036854775808")
  }
}

@Suite struct KeyIndexTests {
  @Test func `known names are found, others are not, and the longest family wins`() {
    let names = (0..<500).map { "gen_ai.some.attribute.number_\($0)" } + ["a", "ab", "exactly8", "model"]
    let index = AttributeKeyIndex(
      names: names.enumerated().map { ($1, AttributeKey(UInt16($0))) },
      prefixes: [
        ("retrieval.documents.", AttributeKey(900)), ("retrieval.documents.0.", AttributeKey(901)),
      ])
    func match(_ name: String) -> AttributeKey? { PaddedBytes(name.utf8).withView { index.match($0)?.key } }
    for (row, name) in names.enumerated() { #expect(match(name) == AttributeKey(UInt16(row))) }
    for name in ["", "b", "exactly9", "gen_ai.some.attribute.number_500", "gen_ai.some.attribute.number_", "retrieval"]
    {
      #expect(match(name) == nil)
    }
    #expect(match("retrieval.documents.3.document.score") == AttributeKey(900))
    #expect(match("retrieval.documents.0.document.score") == AttributeKey(901))
  }
}

@Suite struct ProblemLogTests {
  @Test func `the same problem is counted once with its first place, in any order of adding`() {
    let problems = [300, 100, 200].map {
      Problem(
        .unreadableField, at: SourcePosition(source: 0, byteOffset: $0, record: $0), "\"endTimeUnixNano\" is a boolean")
    }
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
      var log = ProblemLog()
      for row in order { log.add(problems[row]) }
      #expect(log.sorted.count == 1)
      #expect(log.sorted[0].count == 3)
      #expect(log.sorted[0].position.byteOffset == 100)
    }
  }

  @Test func `a hostile file cannot fill memory with different complaints`() {
    var log = ProblemLog()
    for row in 0..<10_000 {
      log.add(Problem(.unreadableRecord, at: SourcePosition(source: 0, byteOffset: UInt64(row)), "complaint \(row)"))
    }
    #expect(log.sorted.count == ProblemLog.distinctLimit + 1)
    #expect(log.sorted.reduce(0) { $0 + $1.count } == 10_000)
  }

  @Test func `a problem tells what, where, what was done and what can be done`() {
    let problem = Problem(
      .unreadableRecord, at: SourcePosition(source: 0, byteOffset: 93118, record: 17, line: 18),
      "a comma or the end of the list was expected", count: 2)
    #expect(
      problem.text(path: "night/traces.jsonl") == """
        night/traces.jsonl:18: unreadable-record: a comma or the end of the list was expected (2 times)
          where  byte 93118 after decompression, record 17
          done   what came before it in the record was used, and so were all other records
          help   look at the position given; --strict stops there
        """)
  }

  /// No option raises a limit, and a file that needs a dictionary is sound.
  @Test func `advice is something that can be done`() {
    #expect(
      ProblemCode.limitExceeded.advice
        == "if the file is sound, decompress it first where it is compressed, and have its exporter write smaller requests"
    )
    #expect(
      ProblemCode.missingDictionary.advice
        == "decompress the file first, with the dictionary that it was compressed with")
  }

  @Test func `a file that cannot be opened has no position but its path`() {
    let problem = Problem(.unreadableFile, at: SourcePosition(source: 0, byteOffset: 0), "No such file or directory")
    #expect(
      problem.text(path: "night/traces.jsonl") == """
        night/traces.jsonl: unreadable-file: No such file or directory
          done   it was left out; other inputs, where there are any, were used
          help   check the path and its permissions
        """)
    let foreign = Problem(.unsupportedFormat, at: SourcePosition(source: 0, byteOffset: 0), "a tar archive: unpack it")
    #expect(
      foreign.text(path: "night.tar") == """
        night.tar: unsupported-format: a tar archive: unpack it
          done   the file was left out; other inputs, where there are any, were used
          help   if it holds no telemetry, leave it out of the inputs
        """)
  }
}
