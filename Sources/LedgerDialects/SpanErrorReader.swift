import LedgerMemory
import LedgerModel

/// Tells the error type of spans that no dialect reads any further: ordinary spans of servers, databases, queues.
///
/// It is `error.type`, else the type of the last exception event, else `_OTHER` where the status is *error*; absent where
/// the status is *ok*, and where it is unset and `error.type` is not given. HTTP statuses are not looked at: what of them is
/// an error depends on the side, and the conventions have emitters say so in the status.
public struct SpanErrorReader: Sendable {
  private let isErrorType: [Bool]
  private let isExceptionType: [Bool]
  private let other: ByteView

  /// A reader by the tables of a run.
  public init(tables: DialectTables) {
    isErrorType = tables.ruleSets[0].map { $0.field == .errorType && $0.rank == 10 }
    isExceptionType = tables.ruleSets[0].map { $0.field == .errorType && $0.rank == 20 }
    other = tables.otherError
  }

  /// The error type of a span; empty where it did not fail. A view of the record or of the tables.
  public func errorType(of span: borrowing SpanRecord) -> ByteView {
    if span.statusCode == 1 { return .empty }
    for row in span.attributes.indices where isErrorType[Int(span.attributes[row].key.index)] {
      if !span.attributes[row].text.isEmpty { return span.attributes[row].text }
    }
    guard span.statusCode == 2 else { return .empty }
    var type = other
    for row in span.eventAttributes.indices where isExceptionType[Int(span.eventAttributes[row].key.index)] {
      if !span.eventAttributes[row].text.isEmpty { type = span.eventAttributes[row].text }
    }
    return type
  }
}
