/// What a library's spans of streams say, other than what happened, wherever its scope is named: it is for whoever puts the
/// spans of several libraries together.
public enum ScopeHabit: Sendable {
  /// The output has the count of the stream's first message on top of that of its end, which is of the whole stream.
  case addsFirstCount
  /// They end when the stream is handed over, before the request may have been sent, and know no usage.
  case endsAtHandover

  /// The names of the scopes that have it.
  public var scopes: [String] {
    Dialects.all.flatMap { dialect in dialect.habits.filter { $0.habit == self }.map(\.scope) }
  }
}
