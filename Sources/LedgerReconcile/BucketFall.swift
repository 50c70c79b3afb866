/// Whether any bucket holds less than before, which in a cumulative histogram can only be a reset.
///
/// Explicit buckets are compared where the bounds are the same. Exponential ones are brought to the lower scale first; a
/// scale that rises or a zero that narrows is a reset by itself, and under a zero that widened the buckets cannot be
/// compared. What cannot be compared did not fall.
func bucketsFell(from previous: MetricBuckets?, to current: MetricBuckets?) -> Bool {
  switch (previous, current) {
  case (.explicit(let bounds, let before), .explicit(let sameBounds, let after)):
    return bounds == sameBounds && before.count == after.count && zip(before, after).contains { $0 > $1 }
  case (.exponential(let before), .exponential(let after)):
    if after.scale > before.scale || after.zeroThreshold < before.zeroThreshold { return true }
    if after.zeroThreshold != before.zeroThreshold { return false }
    // Scales beyond ±20 do not occur; the bound keeps the shift defined for hostile ones.
    let shift = min(62, Int(before.scale) - Int(after.scale))
    return before.zeroCount > after.zeroCount
      || bucketsFell(
        from: before.positiveCounts, at: Int(before.positiveOffset), shift: shift, to: after.positiveCounts,
        at: Int(after.positiveOffset))
      || bucketsFell(
        from: before.negativeCounts, at: Int(before.negativeOffset), shift: shift, to: after.negativeCounts,
        at: Int(after.negativeOffset))
  default:
    return false
  }
}

/// Lowering the scale by `shift` merges index k into k >> shift, without error.
private func bucketsFell(from before: [UInt64], at offset: Int, shift: Int, to after: [UInt64], at newOffset: Int)
  -> Bool
{
  var merged: UInt64 = 0
  for position in before.indices {
    let index = (offset + position) >> shift
    let (sum, overflow) = merged.addingReportingOverflow(before[position])
    merged = overflow ? .max : sum
    let isLastOfIndex = position + 1 == before.count || (offset + position + 1) >> shift != index
    if isLastOfIndex {
      let place = index - newOffset
      if merged > (after.indices.contains(place) ? after[place] : 0) { return true }
      merged = 0
    }
  }
  return false
}
