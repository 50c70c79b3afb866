import LedgerMemory

/// How the bytes of a text stand in a record.
public enum TextForm: Sendable {
  /// UTF-8 as it is meant.
  case utf8
  /// The inside of a JSON string that has escapes.
  case escaped
  /// A value in JSON: a list, an object, or a value in an unusual layout.
  case json
  /// An `AnyValue` message: a list, key-value pairs, or a value in an unusual layout.
  case protobuf
}

/// Looks into the texts of attributes while they are read, known and unknown ones alike: for whoever searches for captured
/// content or secrets.
///
/// What is handed over is a view of the record itself; nothing is copied or unescaped for it. It is valid during the call
/// only. Without a scanner, unknown attributes are passed over without a look inside, and this costs nothing but a branch.
public protocol TextScanner: AnyObject {
  /// A text among the attributes of a span, an event or a log record, or a log record's body.
  ///
  /// - Parameters:
  ///   - name: the attribute's name; empty for a body.
  ///   - bytes: the text as it stands in the record.
  ///   - form: how it stands there.
  func text(of name: ByteView, _ bytes: ByteView, _ form: TextForm)
}
