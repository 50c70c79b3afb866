/// A span before it is written in any encoding.
struct SpanDraft {
  var traceHigh: UInt64 = 0
  var traceLow: UInt64 = 0
  var spanID: UInt64 = 0
  /// 0 for a root span.
  var parentID: UInt64 = 0
  var name: Text
  /// The OTLP number: 1 internal, 2 server, 3 client.
  var kind: UInt8 = 1
  var start: UInt64 = 0
  var end: UInt64 = 0
  var status = Status.unset
  var statusMessage: Text?
  var attributes: [Attribute] = []
  var events: [EventDraft] = []

  /// The OTLP number of a status.
  enum Status: UInt8 {
    case unset, ok, error
  }

  struct Attribute {
    var key: Text
    var value: Value
  }

  struct EventDraft {
    var time: UInt64
    var name: Text
    var attributes: [Attribute]
  }

  enum Value {
    case text(Text)
    case int(Int64)
    case double(Double)
    case bool(Bool)
    /// An array of one text.
    case list(Text)
    /// A prefix and sixteen hex digits.
    case identifier(Text, UInt64)
    case content(Content)
  }

  /// Captured text. Only its seed is kept: every encoding draws the same words.
  struct Content {
    var opening: Text
    var closing: Text
    var isNested: Bool
    var seed: UInt64
    var partCount: Int

    /// Calls `body` with every part of the text: words, and now and then a sentence of the unkind sort.
    @inline(__always)
    func forEachPart(in vocabulary: Vocabulary, _ body: (Text) -> Void) {
      body(opening)
      var random = Random(seed: seed)
      for _ in 0..<partCount {
        let bits = random.next()
        body(
          bits & 15 == 0
            ? vocabulary.sentence(bits >> 32, isNested: isNested) : vocabulary.filler(bits >> 32))
      }
      body(closing)
    }
  }
}
