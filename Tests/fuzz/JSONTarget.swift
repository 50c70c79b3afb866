import LedgerOTLP

/// Kept from input to input: what one record leaves behind must not show in the next.
private nonisolated(unsafe) let kept = OTLPDecoder(keys: fuzzedKeys)

/// Any bytes as one JSON record.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let first = decode(bytes, as: .json)
  // Twice: the second time it knows the order of things.
  requireSame(first, decode(bytes, as: .json, by: kept), "a decoder that was used before")
  requireSame(first, decode(bytes, as: .json, by: kept), "a decoder that has read the same before")
  let tail = Array("\"}]}]}],\"name\":\"behind the end\"}]}]}]}".utf8)
  requireSame(first, decode(bytes, as: .json, followedBy: tail), "other bytes behind the record")
  let cut = decode(bytes, as: .json, isTruncated: true)
  precondition(cut.calls == first.calls, "what is known to be cut off gives the same records")
  if !first.outcome.isDamaged, let spaced = spaced(bytes) {
    requireSame(first, decode(spaced, as: .json), "white space between the tokens", offsets: false)
  }
  return 0
}

/// The text with white space behind every opening bracket, comma and colon that is not in a string: the compact layout
/// is gone, the meaning is not. `nil` where a backslash stands outside of strings: what lies inside of them is open then,
/// and values that are passed over are not looked into.
private func spaced(_ bytes: [UInt8]) -> [UInt8]? {
  var out: [UInt8] = []
  out.reserveCapacity(bytes.count * 2)
  var isInString = false
  var isEscaped = false
  for byte in bytes {
    out.append(byte)
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else if byte == 0x22 {
        isInString = false
      }
    } else if byte == 0x22 {
      isInString = true
    } else if byte == 0x5C {
      return nil
    } else if [0x7B, 0x5B, 0x2C, 0x3A].contains(byte) {
      out.append(out.count & 1 == 0 ? 0x20 : 0x0A)
    }
  }
  return out
}
