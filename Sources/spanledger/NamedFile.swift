import LedgerBytes
import LedgerConfiguration

/// A file that an option names. What is wrong with one is told on standard error and ends the program as wrong usage.
enum NamedFile {
  /// Its bytes.
  ///
  /// - Parameters:
  ///   - what: what the file is, for messages: `a price book`.
  ///   - limit: no such file is larger, in MiB.
  static func bytes(_ path: String, _ what: String, limit: Int) throws -> [UInt8] {
    do {
      return try WholeFile.bytes(of: path, limit: limit << 20)
    } catch .unreadable(let reason) {
      throw refuse("\(path) cannot be read: \(reason)")
    } catch .tooLarge {
      throw refuse("\(path) is larger than \(what) can be (\(limit) MiB)")
    }
  }

  /// Its text.
  static func text(_ path: String, _ what: String, limit: Int) throws -> String {
    guard let text = String(validating: try bytes(path, what, limit: limit), as: UTF8.self) else {
      throw refuse("\(path) is not UTF-8")
    }
    return text
  }

  /// A price book, or a catalogue that one is made of.
  static func priceBook(_ path: String) throws -> [UInt8] { try bytes(path, "a price book", limit: 64) }

  /// The configuration.
  static func configuration(_ path: String) throws -> Configuration {
    let text = try text(path, "a configuration", limit: 1)
    do {
      return try Configuration(yaml: text, path: path)
    } catch {
      throw refuse(error.text)
    }
  }

  /// Tells what is wrong with a file.
  static func refuse(_ message: String) -> ExitStatus {
    Terminal.tellBroken("spanledger: \(message)")
    return .usage
  }
}
