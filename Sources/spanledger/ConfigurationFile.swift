import FoundationEssentials
import LedgerConfiguration

/// The file that `--config` names.
enum ConfigurationFile {
  /// No configuration is larger.
  private static let sizeLimit = 1 << 20

  /// Reads it; what is wrong with it is told on standard error and ends the program as wrong usage.
  static func read(_ path: String) throws -> Configuration {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { throw refuse("\(path) cannot be read") }
    guard data.count <= sizeLimit else { throw refuse("\(path) is larger than a configuration can be (1 MiB)") }
    guard let text = String(validating: data, as: UTF8.self) else { throw refuse("\(path) is not UTF-8") }
    do {
      return try Configuration(yaml: text, path: path)
    } catch {
      throw refuse(error.text)
    }
  }

  private static func refuse(_ message: String) -> ExitStatus {
    Terminal.tell("spanledger: \(message)")
    return .usage
  }
}
