import LedgerMemory
import LedgerModel

/// Finds the requests that a record carries which is none itself: among plain requests there may be some that a logger or a
/// queue wrapped into an object, or that became a text.
///
/// For records in which a decoder found nothing. Where the first lines of a file show that its requests are wrapped, they
/// come out of ``RecordSource`` without that.
public final class CarriedRequests: @unchecked Sendable {
  // Sound: it goes with one worker, as its decompression does.
  private let search: RequestSearch

  /// A search with what tells a message, and how much is believed.
  public init(probe: any MessageProbe, limits: ReadLimits = ReadLimits()) {
    search = RequestSearch(probe, RecordInflater(limits))
  }

  /// Calls `body` with each request that a record carries, how it is written, and what was wrong with its compression; a
  /// record of several documents has those called, too, that carry none. Answers whether there is a request.
  ///
  /// - Parameter record: JSON, or text that is no document. The views that `body` gets are gone afterwards.
  public func forEach(
    in record: ByteView, _ body: (ByteView, SourceFormat.Encoding, (code: ProblemCode, message: String)?) -> Void
  ) -> Bool {
    let start = record.firstNonSpace()
    let text = record.slice(start, record.endOfText(from: start, to: record.count))
    guard text.count > 0 else { return false }
    func use(_ request: ByteView, _ encoding: SourceFormat.Encoding, _ complaint: StreamComplaint?) {
      body(request, encoding, complaint.map { ($0.code, $0.ofPayload) })
    }
    guard let document = LineUnwrapper.documentStart(text) else {
      return search.forEachRequest(standingFor: text, use)
    }
    return search.forEachRequest(inAll: text.dropping(document), unused: { body($0, .otlpJSON, nil) }, use)
  }
}
