import LedgerMemory

/// The names of an OTLP enum as older JSON writes them: in full (`SPAN_KIND_CLIENT`) or short (`CLIENT`), in any case.
struct EnumNames: Sendable {
  private let prefix: [UInt8]
  private let names: [[UInt8]]

  /// Names without their prefix, in the order of their numbers from 0.
  private init(prefix: String, _ names: [String]) {
    self.prefix = Array(prefix.utf8)
    self.names = names.map { Array($0.utf8) }
  }

  /// The number of a name, or `nil` where the enum has no such name.
  func number(of text: ByteView) -> UInt8? {
    let isFull = text.count > prefix.count && holds(text, prefix, at: 0)
    let start = isFull ? prefix.count : 0
    for (number, name) in names.enumerated()
    where text.count - start == name.count && holds(text, name, at: start) {
      return UInt8(number)
    }
    return nil
  }

  private func holds(_ text: ByteView, _ name: [UInt8], at start: Int) -> Bool {
    for index in name.indices {
      let byte = text[start + index]
      let upper = byte >= 0x61 && byte <= 0x7A ? byte & 0xDF : byte
      if upper != name[index] { return false }
    }
    return true
  }

  static let spanKinds = EnumNames(
    prefix: "SPAN_KIND_", ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"])
  static let statusCodes = EnumNames(prefix: "STATUS_CODE_", ["UNSET", "OK", "ERROR"])
  static let temporalities = EnumNames(
    prefix: "AGGREGATION_TEMPORALITY_", ["UNSPECIFIED", "DELTA", "CUMULATIVE"])
  static let severities = EnumNames(
    prefix: "SEVERITY_NUMBER_",
    ["UNSPECIFIED"]
      + ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"].flatMap { [$0, $0 + "2", $0 + "3", $0 + "4"] })
}
