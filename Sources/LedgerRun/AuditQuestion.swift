import LedgerAudit
import LedgerConfiguration
import LedgerPricing

/// What is asked of the ledger beside its figures.
public struct AuditQuestion: Sendable {
  /// A formula to be held against the list.
  public var against: UserFormula?
  /// Changes to be priced.
  public var whatIf: WhatIfQuestion?

  /// Nothing beside the figures.
  public init() {}
}

/// The formula that a user has today, out of a file: a table of rates, or a price book.
public struct UserFormula: Sendable {
  /// The file.
  public let file: String
  /// What kind of file it is, for people.
  let kind: String
  let formula: RateFormula

  /// Reads a formula from a file's text. What begins like a price book is one.
  ///
  /// Throws ``RefusedFile`` with what is wrong and where.
  public init(_ text: String, path: String) throws(RefusedFile) {
    file = path
    if text.utf8.starts(with: "spanledger-prices".utf8) {
      kind = "price book"
      do {
        let book = try PriceBook(parsing: Array(text.utf8), from: path)
        formula = RateFormula(try PriceShelf([book]))
      } catch let error as PriceBookError {
        throw RefusedFile(message: error.description)
      } catch let error as PriceShelfError {
        throw RefusedFile(message: error.description)
      } catch {
        throw RefusedFile(message: "\(path) cannot be used")
      }
    } else {
      kind = "rate table"
      let table: RateTable
      do {
        table = try RateTable(yaml: text, path: path)
      } catch {
        throw RefusedFile(message: error.text)
      }
      formula = RateFormula { _, requestModel, responseModel in
        table.row(requestModel: requestModel, responseModel: responseModel).map {
          RateFormula.Rule(
            input: $0.input, output: $0.output, cachedInput: $0.cachedInput, isBlended: $0.isBlended)
        }
      }
    }
  }
}

/// Changes to be priced, out of a file of rules.
public struct WhatIfQuestion: Sendable {
  /// The file.
  public let file: String
  let rules: [WhatIf]

  /// Reads rules from a file's text.
  ///
  /// Throws ``RefusedFile`` with what is wrong and where.
  public init(_ text: String, path: String) throws(RefusedFile) {
    file = path
    do {
      rules = try WhatIfRules(yaml: text, path: path).rules.map(WhatIfQuestion.rule)
    } catch {
      throw RefusedFile(message: error.text)
    }
  }

  private static func rule(_ rule: WhatIfRules.Rule) -> WhatIf {
    let globs = rule.models.map { NamePattern($0) }
    let providers = Set(rule.providers.map { $0.lowercased() })
    let (services, operations) = (Set(rule.services), Set(rule.operations))
    var known = WhatIf(rule.name) { names in
      func isIn(_ set: Set<String>, _ name: String?) -> Bool { set.isEmpty || name.map(set.contains) ?? false }
      let isModel = globs.isEmpty || globs.contains { $0.matches(names.model ?? "") }
      return isModel && isIn(providers, names.provider?.lowercased()) && isIn(services, names.service)
        && isIn(operations, names.operation)
    }
    known.isStreaming = rule.isStreaming
    known.model = rule.model
    known.provider = rule.provider
    known.serviceTier = rule.serviceTier
    known.caches =
      switch rule.cacheLifetime {
      case nil: nil
      case .standard: .standard
      case .oneHour: .oneHour
      case .some(.none): .some(.none)
      }
    return known
  }
}

/// A file that cannot be used, with everything that there is to say about it.
public struct RefusedFile: Error, Hashable, Sendable {
  /// What is wrong, where, and what could be done.
  public var message: String
}
