import LedgerMemory
import LedgerOTLP

private nonisolated(unsafe) let kept = OTLPDecoder(keys: fuzzedKeys)

/// Any bytes as one protobuf record.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzProtobuf(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let first = decode(bytes, as: .protobuf)
  requireSame(first, decode(bytes, as: .protobuf, by: kept), "a decoder that was used before")
  let tail: [UInt8] = [0x0A, 0x02, 0x0A, 0x00, 0x12, 0x04, 0x12, 0x02, 0x2A, 0x00, 0x39, 1, 2, 3, 4, 5, 6, 7, 8]
  requireSame(first, decode(bytes, as: .protobuf, followedBy: tail), "other bytes behind the record")
  let cut = decode(bytes, as: .protobuf, isTruncated: true)
  precondition(cut.calls == first.calls, "what is known to be cut off gives the same records")
  PaddedBytes(bytes).withView { view in
    let shape = MessageShape()
    let isWhole = shape.plausibility(of: view, isComplete: true)
    precondition(!isWhole || shape.plausibility(of: view, isComplete: false), "a whole message is a good beginning")
    _ = shape.signal(of: view)
  }
  return 0
}
