import LedgerMemory

// The members of objects that are looked into before anything is known of them: none has to be of any schema.

extension ByteView {
  /// The inside of a JSON string that is the whole view; `nil` where it is no string.
  var insideOfString: ByteView? {
    count >= 2 && self[0] == 0x22 && self[count - 1] == 0x22 ? slice(1, count - 1) : nil
  }

  /// Calls `body` with each key, without quotes, and each value of an object that fills the view; says whether it does.
  ///
  /// Members that come before what is wrong are handed over; the last value may have no end.
  @discardableResult
  func forEachMember(_ body: (ByteView, ByteView) -> Void) -> Bool {
    guard count > 1, self[0] == 0x7B else { return false }
    var at = firstNonSpace(from: 1)
    if at < count, self[at] == 0x7D { return firstNonSpace(from: at + 1) == count }
    while at < count, self[at] == 0x22, let keyEnd = stringEnd(from: at + 1) {
      let key = slice(at + 1, keyEnd)
      at = firstNonSpace(from: keyEnd + 1)
      guard at < count, self[at] == 0x3A else { return false }
      at = firstNonSpace(from: at + 1)
      guard at < count else { return false }
      let valueEnd = endOfValue(at: at)
      body(key, slice(at, valueEnd ?? count))
      guard let valueEnd else { return false }
      at = firstNonSpace(from: valueEnd)
      guard at < count else { return false }
      if self[at] == 0x7D { return firstNonSpace(from: at + 1) == count }
      guard self[at] == 0x2C else { return false }
      at = firstNonSpace(from: at + 1)
    }
    return false
  }

  /// Calls `body` with each element of the list at the beginning of the view; the last one may have no end.
  func forEachElement(_ body: (ByteView) -> Void) {
    guard count > 0, self[0] == 0x5B else { return }
    var at = firstNonSpace(from: 1)
    while at < count, self[at] != 0x5D {
      let valueEnd = endOfValue(at: at)
      body(slice(at, valueEnd ?? count))
      guard let valueEnd else { return }
      at = firstNonSpace(from: valueEnd)
      guard at < count, self[at] == 0x2C else { return }
      at = firstNonSpace(from: at + 1)
    }
  }

  /// The closing quote of a string that begins, behind its opening quote, at `start`.
  private func stringEnd(from start: Int) -> Int? {
    var at = start
    while at < count {
      let mask = quotesAndBackslashes32(at: at)
      guard mask != 0 else {
        at += 32
        continue
      }
      at += mask.trailingZeroBitCount
      guard at < count else { return nil }
      if self[at] == 0x22 { return at }
      at += 2
    }
    return nil
  }

  /// Where the value at an offset ends, by its brackets and quotes alone; `nil` where it has no end.
  func endOfValue(at start: Int) -> Int? {
    switch self[start] {
    case 0x22: return stringEnd(from: start + 1).map { $0 + 1 }
    case 0x7B, 0x5B:
      var at = start
      var scanner = JSONValueScanner()
      if case .ended(let end) = scanner.scan(self, from: &at, isAtEnd: true) { return end }
      return nil
    default:
      var at = start
      while at < count, self[at] != 0x2C, self[at] != 0x7D, !isJSONSpace(self[at]) { at += 1 }
      return at > start ? at : nil
    }
  }
}
