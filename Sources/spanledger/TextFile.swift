import FoundationEssentials

/// A file of text that an option names.
enum TextFile {
  /// Reads it; where that fails, it is told on standard error and ends the program as wrong usage.
  ///
  /// - Parameters:
  ///   - what: what the file is, for messages: `a rate table`.
  ///   - limit: no such file is larger, in MiB.
  static func read(_ path: String, _ what: String, limit: Int) throws -> String {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { throw refuse("\(path) cannot be read") }
    guard data.count <= limit << 20 else { throw refuse("\(path) is larger than \(what) can be (\(limit) MiB)") }
    guard let text = String(validating: data, as: UTF8.self) else { throw refuse("\(path) is not UTF-8") }
    return text
  }

  /// Tells what is wrong with a file.
  static func refuse(_ message: String) -> ExitStatus {
    Terminal.tell("spanledger: \(message)")
    return .usage
  }
}
