import LedgerBudgets
import LedgerDialects
import LedgerModel
import LedgerYAML

/// What a user sets in a file: YAML, read strictly. Whatever is not known, or not of its type, is an error with its place.
///
/// Each setting is read in a file of its own; to add one, give it a member here, a case in ``Setting`` and an extension of
/// ``ConfigurationReader``.
public struct Configuration: Sendable {
  /// The user's own dialects, in the order of the file.
  public var dialects: [UserDialect] = []
  /// What a call of a service stands for where its span does not say; by the service's name.
  public var samplingRates: [String: SamplingWeight] = [:]

  /// What calls may cost, in the order of the file.
  public var budgets: [Budget] = []

  /// The settings by their names in the file.
  enum Setting: String, CaseIterable {
    case budgets
    case dialects
    case sampling
  }

  /// A configuration that sets nothing.
  public init() {}

  /// Reads a configuration from the text of a file; an empty one sets nothing.
  ///
  /// - Parameter path: the file, as errors shall name it.
  public init(yaml: String, path: String) throws(ConfigurationError) {
    let reader = ConfigurationReader(path: path)
    guard let root = try reader.compose(yaml) else { return }
    for (key, value) in try reader.mapping(root, "the file", of: Setting.self, called: "setting") {
      switch key {
      case .budgets: budgets = try reader.budgets(value)
      case .dialects: dialects = try reader.dialects(value)
      case .sampling: samplingRates = try reader.samplingRates(value)
      }
    }
  }
}

/// Why a configuration cannot be used.
public struct ConfigurationError: Error, Equatable {
  /// The file.
  public var path: String
  /// The line, from 1.
  public var line: Int
  /// The column, from 1.
  public var column: Int
  /// What is wrong there, and what could be written instead.
  public var message: String

  /// Place and message in one line.
  public var text: String { "\(path):\(line):\(column): \(message)" }
}
