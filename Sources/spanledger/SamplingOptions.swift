import ArgumentParser
import LedgerModel
import LedgerRun

/// What is known of sampling beside what the spans say.
struct SamplingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The probability with which a service's calls were kept, above 0 and at most 1; for calls that do not say it \
      themselves. May be given several times.
      """, valueName: "service=rate"),
    transform: { try ServiceRate($0) })
  var samplingRate: [ServiceRate] = []

  func validate() throws {
    var services: Set<String> = []
    for rate in samplingRate where !services.insert(rate.service).inserted {
      throw ValidationError("--sampling-rate is given twice for '\(rate.service)'.")
    }
  }

  /// The weights by service.
  var weights: [String: SamplingWeight] {
    Dictionary(samplingRate.map { ($0.service, $0.weight) }) { first, _ in first }
  }
}

/// `SERVICE=RATE`.
struct ServiceRate: Sendable {
  let service: String
  let weight: SamplingWeight

  init(_ argument: String) throws {
    // A service's name may hold the sign, a rate cannot.
    guard let sign = argument.lastIndex(of: "="), sign != argument.startIndex else {
      throw ValidationError("'\(argument)' is no rate of a service. Write SERVICE=RATE, such as checkout=0.1.")
    }
    service = String(argument[..<sign])
    do {
      weight = try SamplingWeight(rate: argument[argument.index(after: sign)...])
    } catch {
      throw ValidationError(error.text)
    }
  }
}
