extension ProblemCode {
  /// What was done about a problem of this kind, as the middle part of a text that said what and where.
  public var consequence: String {
    switch self {
    case .unreadableFile: "it was left out; other inputs, where there are any, were used"
    case .unsupportedFormat: "the file was left out; other inputs, where there are any, were used"
    case .damagedCompression: "what came out before the damage was used"
    case .missingDictionary: "what came out before was used"
    case .truncatedInput: "everything before the cut was used"
    case .limitExceeded: "what lies beyond the limit was left out"
    case .unreadableRecord: "what came before it in the record was used, and so were all other records"
    case .foreignRecord: "the record was passed over"
    case .unreadableField: "the field counts as absent; the rest of its record was used"
    case .unreadableID: "the id counts as absent; the rest of its record was used"
    case .unreadableTime: "the record counts, with the times it has; what is not known is in no figure that needs it"
    case .invalidText: "the bad bytes were replaced by U+FFFD"
    }
  }

  /// What the user can do about it.
  public var advice: String {
    switch self {
    case .unreadableFile: "check the path and its permissions"
    // What to do about a format is in its name.
    case .unsupportedFormat: "if it holds no telemetry, leave it out of the inputs"
    case .damagedCompression: "copy or download the file again, and compare checksums"
    case .missingDictionary: "decompress the file first, with the dictionary that it was compressed with"
    case .truncatedInput: "run again when the exporter has closed the file, or fetch it again"
    case .limitExceeded:
      "if the file is sound, decompress it first where it is compressed, and have its exporter write smaller requests"
    case .unreadableRecord: "look at the position given; --strict stops there"
    case .foreignRecord: "if it is telemetry, export it as OTLP; if it is none, nothing is missing"
    case .unreadableField: "check the exporter that wrote the file"
    case .unreadableID: "check the exporter: ids are 16 and 8 bytes, in hex or base64"
    case .unreadableTime: "check the clock and the exporter of the service"
    case .invalidText: "check the exporter: OTLP text is UTF-8"
    }
  }
}

extension Problem {
  /// The position as people write it: `traces.jsonl:1842` where there are lines, else the path alone.
  public func place(path: String) -> String { position.line.map { "\(path):\($0)" } ?? path }

  /// The whole text for a terminal: what, where, what was done, what can be done.
  ///
  /// ```
  /// night/traces.jsonl:18: unreadable-record: a comma or the end of the list was expected (2 times)
  ///   where  byte 93118 after decompression, record 17
  ///   done   what came before it in the record was used, and so were all other records
  ///   help   look at the position given; --strict stops there
  /// ```
  public func text(path: String) -> String {
    var location = "byte \(position.byteOffset) after decompression"
    if let record = position.record { location += ", record \(record)" }
    // Of a file that could not be opened, or that is of another format, its path is all there is to say.
    let isWholeFile = (code == .unreadableFile || code == .unsupportedFormat) && position.byteOffset == 0
    return """
      \(place(path: path)): \(code.rawValue): \(message)\(count > 1 ? " (\(count) times)" : "")
      \(isWholeFile ? "" : "  where  \(location)\n")\
        done   \(code.consequence)
        help   \(code.advice)
      """
  }
}
