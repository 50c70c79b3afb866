/// The rows of `keys` in ascending order of their keys; equal keys stay in the order of their rows.
///
/// A radix sort by bytes, least significant first. Bytes in which no two keys differ take no pass: instants of one day
/// differ in six of their eight.
public func ascendingOrder(of keys: borrowing Span<UInt64>) -> [UInt32] {
  precondition(keys.count <= Int(UInt32.max), "more rows than 32 bits count")
  guard keys.count > 1 else { return keys.indices.map { UInt32($0) } }
  var differing: UInt64 = 0
  var isAscending = true
  for row in 1..<keys.count {
    differing |= keys[row] ^ keys[0]
    isAscending = isAscending && keys[row - 1] <= keys[row]
  }
  var order = [UInt32](0..<UInt32(keys.count))
  if isAscending { return order }
  var sorted = [UInt32](repeating: 0, count: keys.count)
  for shift in stride(from: UInt64(0), to: 64, by: 8) where differing >> shift & 0xFF != 0 {
    var places = [Int](repeating: 0, count: 257)
    for row in keys.indices { places[Int(keys[row] >> shift & 0xFF) + 1] += 1 }
    for digit in 0..<256 { places[digit + 1] += places[digit] }
    for row in order {
      let digit = Int(keys[Int(row)] >> shift & 0xFF)
      sorted[places[digit]] = row
      places[digit] += 1
    }
    swap(&order, &sorted)
  }
  return order
}
