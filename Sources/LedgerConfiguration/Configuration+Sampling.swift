import LedgerModel
import LedgerYAML

// `sampling`: the rates with which the calls of services were kept.

extension ConfigurationReader {
  func samplingRates(_ node: YAMLNode) throws(ConfigurationError) -> [String: SamplingWeight] {
    var rates: [String: SamplingWeight] = [:]
    for (_, service, value) in try members(node, "'sampling'") {
      guard case .scalar(let rate) = value.content else {
        throw error(value, "the rate of '\(service)' must be a number")
      }
      guard rate.utf8.count <= ConfigurationReader.longestName else {
        throw error(value, "the rate of '\(service)' has more than \(ConfigurationReader.longestName) bytes")
      }
      do {
        rates[service] = try SamplingWeight(rate: rate)
      } catch {
        throw self.error(value, error.text)
      }
    }
    return rates
  }
}
