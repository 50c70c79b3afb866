/// What clocks of a zone show.
public struct ZoneRules: Hashable, Sendable {
  /// The zone's name, as whoever asks for it has it.
  public var name: String
  // Seconds since the epoch at which the offset changes, in order; the offset before the first, and from each on.
  private var changes: [Int64]
  private var offsets: [Int32]

  /// Coordinated universal time.
  public static let utc = ZoneRules(name: "UTC", offset: 0)

  /// A zone of one offset.
  init(name: String, offset: Int32) {
    self.name = name
    changes = []
    offsets = [offset]
  }

  /// Seconds that clocks are ahead of UTC at an instant, in seconds since the epoch.
  public func offset(at seconds: Int64) -> Int32 {
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return offsets[low]
  }

  /// The zone of a fixed offset, `UTC` or `UTC+08:00`; `nil` for any other name.
  public init?(fixed name: String) {
    if name == "UTC" || name == "utc" {
      self = .utc
      return
    }
    let bytes = Array(name.utf8)
    guard bytes.count == 9, name.hasPrefix("UTC"), bytes[3] == 0x2B || bytes[3] == 0x2D, bytes[6] == 0x3A,
      let hours = number(bytes[4...5]), let minutes = number(bytes[7...8]), hours <= 14, minutes < 60
    else { return nil }
    self.init(name: name, offset: Int32(hours * 3600 + minutes * 60) * (bytes[3] == 0x2D ? -1 : 1))
  }

  /// A zone from a file of the zone data base (RFC 8536); `nil` where it is none.
  public init?(name: String, file: [UInt8]) {
    guard let first = Header(file, at: 0) else { return nil }
    // Behind the 32-bit block of newer versions comes the same in 64 bits, and a rule for all that comes later.
    var header = first
    if first.version >= 0x32 {
      guard let second = Header(file, at: first.end(timeBytes: 4)) else { return nil }
      header = second
    }
    let timeBytes = first.version >= 0x32 ? 8 : 4
    guard let block = header.block(file, timeBytes: timeBytes) else { return nil }
    self.name = name
    (changes, offsets) = (block.changes, block.offsets)
    guard timeBytes == 8 else { return }
    let footer = file[header.end(timeBytes: 8)...].dropFirst().prefix { $0 != 0x0A }
    guard !footer.isEmpty else { return }
    guard let rule = YearlyRule(footer) else { return nil }
    let last = changes.last ?? .min
    for change in rule.changes(years: 1970...2500) where change.at > last {
      changes.append(change.at)
      offsets.append(change.offset)
    }
    if changes.isEmpty { offsets = [rule.standard] }
  }

  private struct Header {
    let start: Int
    let version: UInt8
    let universals: Int
    let standards: Int
    let leaps: Int
    let times: Int
    let types: Int
    let characters: Int

    init?(_ file: [UInt8], at start: Int) {
      guard start >= 0, file.count >= start + 44, file[start..<start + 4].elementsEqual([0x54, 0x5A, 0x69, 0x66]) else {
        return nil
      }
      self.start = start
      version = file[start + 4]
      func count(_ place: Int) -> Int { Int(integer(file, at: start + 20 + place * 4, bytes: 4)) }
      (universals, standards, leaps) = (count(0), count(1), count(2))
      (times, types, characters) = (count(3), count(4), count(5))
      // No zone has more; a damaged file must not ask for gigabytes.
      guard [universals, standards, leaps, times, types, characters].allSatisfy({ (0...100_000).contains($0) }),
        types > 0
      else { return nil }
    }

    func end(timeBytes: Int) -> Int {
      start + 44 + times * (timeBytes + 1) + types * 6 + characters + leaps * (timeBytes + 4) + standards + universals
    }

    func block(_ file: [UInt8], timeBytes: Int) -> (changes: [Int64], offsets: [Int32])? {
      guard file.count >= end(timeBytes: timeBytes) else { return nil }
      let indices = start + 44 + times * timeBytes
      let table = indices + times
      var offsets: [Int32] = []
      func offset(ofType type: Int) -> Int32? {
        type < types ? Int32(truncatingIfNeeded: integer(file, at: table + type * 6, bytes: 4)) : nil
      }
      guard let early = offset(ofType: 0) else { return nil }
      offsets.append(early)
      var changes: [Int64] = []
      for place in 0..<times {
        let at = integer(file, at: start + 44 + place * timeBytes, bytes: timeBytes)
        guard let offset = offset(ofType: Int(file[indices + place])), changes.last.map({ $0 < at }) ?? true else {
          return nil
        }
        changes.append(at)
        offsets.append(offset)
      }
      return (changes, offsets)
    }
  }
}

/// A big-endian integer with its sign.
private func integer(_ file: [UInt8], at start: Int, bytes: Int) -> Int64 {
  var value: Int64 = file[start] & 0x80 != 0 ? -1 : 0
  for byte in file[start..<start + bytes] { value = value << 8 | Int64(byte) }
  return value
}

/// Two decimal digits.
private func number(_ digits: ArraySlice<UInt8>) -> Int? {
  guard digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
  return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
}
