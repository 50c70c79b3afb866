/// The streams of clients, each of which is taken once by a span that ended when its stream was handed over.
struct HandedStreams {
  /// Those that name one model, by their places, and the first one that may still be taken.
  private struct Queue {
    var places: [Int] = []
    var next = 0
  }

  private let streams: [Twin]
  private var isTaken: [Bool]
  private var byRequestModel: [UInt32: Queue] = [:]
  private var byResponseModel: [UInt32: Queue] = [:]

  /// Streams in any order.
  init(_ streams: [Twin]) {
    self.streams = streams.sorted { Twin.isEarlier($0, than: $1) }
    isTaken = [Bool](repeating: false, count: streams.count)
    for (place, stream) in self.streams.enumerated() {
      if stream.requestModel != 0 { byRequestModel[stream.requestModel, default: Queue()].places.append(place) }
      if stream.responseModel != 0 { byResponseModel[stream.responseModel, default: Queue()].places.append(place) }
    }
  }

  /// Takes the first stream that begins while a span lasts or right behind it, and names the same model. Spans come in the
  /// order of their starts: what begins before one is of no use to those that follow.
  mutating func take(for handed: Twin) -> Twin? {
    let found = [
      first(in: &byRequestModel[handed.requestModel], from: handed.start),
      first(in: &byResponseModel[handed.responseModel], from: handed.start),
    ].compactMap { $0 }.min()
    guard let found, handed.opens(streams[found]) else { return nil }
    isTaken[found] = true
    return streams[found]
  }

  private func first(in queue: inout Queue?, from start: UInt64) -> Int? {
    while let known = queue, known.next < known.places.count {
      let place = known.places[known.next]
      if !isTaken[place], streams[place].start >= start { return place }
      queue?.next += 1
    }
    return nil
  }
}
