import LedgerMemory

// Lengths before records, of any width, with records that may be compressed.

extension FramingDetector {
  /// What a record of a length-prefixed framing is.
  struct PayloadKind: Equatable {
    var holdsJSON: Bool
    var compression: SourceFormat.Compression?
  }

  /// What the first records of a length-prefixed framing are: messages and documents may follow each other.
  struct PayloadKinds {
    var first: PayloadKind
    var isMixed = false
    var compression: SourceFormat.Compression?

    init(_ first: PayloadKind) {
      self.first = first
      compression = first.compression
    }

    /// Whether a record goes with those before it. Frames of gRPC say each for itself whether they are compressed.
    func go(with kind: PayloadKind, _ prefix: FramePrefix) -> Bool {
      kind.compression == compression || prefix == .grpc && (kind.compression == nil || compression == nil)
    }

    mutating func add(_ kind: PayloadKind) {
      if kind.holdsJSON != first.holdsJSON { isMixed = true }
      compression = compression ?? kind.compression
    }
  }

  enum TrialResult {
    case accepted(PayloadKinds)
    case rejected
    /// A record looks right so far, but its end is not in the head.
    case needsMore(PayloadKinds)
    /// The first records are right, then comes one that is not.
    case damaged(PayloadKinds)
  }

  /// Messages whose first field is a request: what Tempo answers with when it is asked for a trace.
  func answers() -> Finding? {
    guard head[0] == 0x0A, case .length(let length, let bytes) = readVarint(head, at: 1), length >= 8,
      ElementSyntax.isAnswer(
        head.slice(0, Int(min(UInt64(head.count), length + UInt64(1 + bytes)))), header: 1 + bytes, probe)
    else { return nil }
    return Finding(
      encoding: .otlpProtobuf, name: .raw, framing: .answers,
      explanation: "the content is a protobuf message with a request in it, as Tempo answers")
  }

  /// How many of the zeros that the head begins with, and that are the last of a hole, belong to the length before the first
  /// record.
  var zerosOfFirstLength: Int {
    for prefix in [FramePrefix.bigEndian, .grpc] {
      for zeros in 1...FramePrefix.zerosMax {
        let detector = FramingDetector(
          probe: probe, limits: limits, head: head.dropping(FramePrefix.zerosMax - zeros), isAll: isAll,
          mayGrow: mayGrow,
          contentBytes: contentBytes)
        switch detector.trial(of: prefix).result {
        case .accepted, .needsMore: return zeros
        case .rejected, .damaged: break
        }
      }
    }
    return 0
  }

  func trial(of prefix: FramePrefix) -> (result: TrialResult, whole: Int) {
    var at = 0
    var whole = 0
    var kinds: PayloadKinds?
    var records = 0
    var empties = 0
    var hasDamage = false
    // A letter before one document is no length, whatever it would be as a number.
    func isLetter(_ kinds: PayloadKinds) -> Bool { prefix == .varint && kinds.first.holdsJSON && whole < 2 }
    func damaged(_ kinds: PayloadKinds) -> TrialResult { isLetter(kinds) ? .rejected : .damaged(kinds) }
    while records < FramingDetector.recordsLookedAt, empties < 1024, at < head.count {
      guard case .length(let length, let bytes) = prefix.read(head, at: at) else {
        if case .unfinished = prefix.read(head, at: at) { break }
        return (kinds.map(damaged) ?? .rejected, whole)
      }
      let begin = at + bytes
      if length == 0 {
        empties += 1
        at = begin
        continue
      }
      records += 1
      let isCompressed = prefix == .grpc && head[at] == 1
      if length <= UInt64(head.count - begin) {
        let payload = head.slice(begin, begin + Int(length))
        let isTextual = prefix == .varint && bytes == 1 && FramingDetector.opensText(head[at])
        at = begin + Int(length)
        if let found = kind(of: payload, isComplete: true, isCompressed), kinds?.go(with: found, prefix) ?? true,
          !(isTextual && found.holdsJSON)
        {
          if kinds == nil { kinds = PayloadKinds(found) } else { kinds?.add(found) }
          whole += 1
        } else {
          // Lengths that lead to a record that is right are no accident, even if another record is damaged.
          hasDamage = true
        }
        continue
      }
      // The last record of the head goes on behind it, or the content is cut off inside it.
      let payload = head.dropping(begin)
      let partial = kind(of: payload, isComplete: false, isCompressed)
      if let kinds {
        let isRight = !hasDamage && (partial.map { kinds.go(with: $0, prefix) } ?? false || payload.count < 16)
        return (isRight && (partial != nil || !isLetter(kinds)) ? .accepted(kinds) : damaged(kinds), whole)
      }
      if hasDamage { return (.rejected, 0) }
      let left = contentBytes.map { $0 - min(UInt64(begin), $0) }
      guard !isAll, let partial, length <= left ?? UInt64(limits.recordBytes) else { return (.rejected, 0) }
      return (.needsMore(PayloadKinds(partial)), 0)
    }
    guard let kinds else { return (.rejected, 0) }
    return (hasDamage ? damaged(kinds) : .accepted(kinds), whole)
  }

  /// Whether a byte that may be a length may as well begin a text with JSON in it: a blank, a line break, a bracket.
  private static func opensText(_ byte: UInt8) -> Bool { isJSONSpace(byte) || byte == 0x5B || byte == 0x7B }

  func kind(of payload: ByteView, isComplete: Bool, _ isCompressed: Bool) -> PayloadKind? {
    // The mark of zlib is two bytes that may be anything.
    if case .compressed(let compression)? = ContentMagic(payload), compression != .zlib || isCompressed {
      return compressedKind(of: payload, compression, isComplete: isComplete)
    }
    if isCompressed { return nil }
    if probe.plausibility(of: payload, isComplete: isComplete) { return PayloadKind(holdsJSON: false) }
    return isDocument(payload, isComplete: isComplete) ? PayloadKind(holdsJSON: true) : nil
  }

  private func compressedKind(
    of payload: ByteView, _ compression: SourceFormat.Compression, isComplete: Bool
  ) -> PayloadKind? {
    var limits = limits
    limits.recordBytes = min(limits.recordBytes, limits.headBytesMax)
    var content = PaddedBytes()
    let complaint = RecordInflater(limits).inflate(payload, compression, into: &content)
    let isWhole = isComplete && complaint == nil
    // A length and a magic number are evidence of their own where not even the first block is there.
    if content.count == 0, !isComplete { return PayloadKind(holdsJSON: false, compression: compression) }
    if isDocument(content.view, isComplete: isWhole) { return PayloadKind(holdsJSON: true, compression: compression) }
    return probe.plausibility(of: content.view, isComplete: isWhole)
      ? PayloadKind(holdsJSON: false, compression: compression) : nil
  }

  private func isDocument(_ payload: ByteView, isComplete: Bool) -> Bool {
    var at = payload.firstNonSpace()
    guard at < payload.count, payload[at] == 0x7B || payload[at] == 0x5B else { return false }
    var scanner = JSONValueScanner()
    switch scanner.scan(payload, from: &at, isAtEnd: isComplete) {
    case .ended(let end): return payload.firstNonSpace(from: end) == payload.count
    case .unfinished: return !isComplete && startsDocument(payload)
    case .broken: return false
    }
  }

  /// Whether an opening bracket is followed by what may follow it.
  func startsDocument(_ payload: ByteView) -> Bool {
    let open = payload.firstNonSpace()
    let next = payload.firstNonSpace(from: open + 1)
    guard next < payload.count else { return false }
    return payload[open] == 0x7B
      ? payload[next] == 0x22 || payload[next] == 0x7D
      : payload[next] == 0x7B || payload[next] == 0x5B || payload[next] == 0x5D
  }

  func finding(_ prefix: FramePrefix, _ kinds: PayloadKinds, records: Int) -> Finding {
    let how =
      switch prefix {
      case .bigEndian: "a four-byte length"
      case .littleEndian: "a four-byte little-endian length"
      case .varint: "a varint length"
      case .grpc: "a gRPC frame header"
      }
    let seen =
      records == 0
      ? "the first record has \(how) before"
      : records == 1 ? "the first record has \(how) that fits" : "the first \(records) records have \(how) that fits"
    let name: SourceFormat.Framing =
      switch prefix {
      case .bigEndian, .littleEndian: .lengthPrefixed
      case .varint: .varintDelimited
      case .grpc: .grpc
      }
    let what =
      kinds.isMixed
      ? "a protobuf message or a JSON document" : kinds.first.holdsJSON ? "a JSON document" : "a protobuf message"
    return Finding(
      encoding: kinds.first.holdsJSON ? .otlpJSON : .otlpProtobuf,
      name: name == .lengthPrefixed && kinds.compression == .zstd ? .lengthPrefixedZstd : name,
      framing: .frames(prefix), recordCompression: kinds.compression,
      explanation: kinds.compression.map { "\(seen) \($0.rawValue) data, which hold \(what)" } ?? "\(seen) \(what)")
  }
}
