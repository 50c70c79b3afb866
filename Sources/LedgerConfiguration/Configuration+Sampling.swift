import LedgerModel
import Yams

// `sampling`: the rates with which the calls of services were kept.

extension ConfigurationReader {
  func samplingRates(_ node: Node) throws(ConfigurationError) -> [String: SamplingWeight] {
    var rates: [String: SamplingWeight] = [:]
    for (_, service, value) in try members(node, "'sampling'") {
      guard case .scalar(let rate) = value else { throw error(value, "the rate of '\(service)' must be a number") }
      guard rate.string.utf8.count <= ConfigurationReader.longestName else {
        throw error(value, "the rate of '\(service)' has more than \(ConfigurationReader.longestName) bytes")
      }
      do {
        rates[service] = try SamplingWeight(rate: rate.string)
      } catch {
        throw self.error(value, error.text)
      }
    }
    return rates
  }
}
