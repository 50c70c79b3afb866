import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerConfiguration

@Suite struct SamplingTests {
  @Test func `rates are read by service`() throws {
    let yaml = """
      sampling:
        checkout: 0.1
        "desk=night": "0.25"
        7: 1
        hall: 25e-2
      """
    let rates = try Configuration(yaml: yaml, path: "c.yaml").samplingRates
    let expected = try ["checkout": "0.1", "desk=night": "0.25", "7": "1", "hall": "0.25"]
      .mapValues { try SamplingWeight(rate: $0) }
    #expect(rates == expected)
    #expect(rates["checkout"] == SamplingWeight(oneIn: 10))
    for yaml in ["", "sampling: {}", "dialects: []"] {
      #expect(try Configuration(yaml: yaml, path: "c").samplingRates.isEmpty)
    }
  }

  private static let none = "is no probability. A rate is a number above 0 and at most 1, such as 0.1."

  /// Each as it is written, and all that is said about it.
  static let errors: [(yaml: String, text: String)] = [
    ("sampling: 0.1", "1:11: 'sampling' must be a mapping of names to values"),
    ("sampling: [{a: 1}]", "1:11: 'sampling' must be a mapping of names to values"),
    ("sampling:", "1:10: 'sampling' must be a mapping of names to values"),
    ("sampling: {shop: 0}", "1:18: '0' \(none)"), ("sampling: {shop: 1.5}", "1:18: '1.5' \(none)"),
    ("sampling:\n  shop: x", "2:9: 'x' \(none)"), ("sampling: {shop: ''}", "1:18: '' \(none)"),
    ("sampling: {shop: -0.1}", "1:18: '-0.1' \(none)"), ("sampling: {shop: 10%}", "1:18: '10%' \(none)"),
    (
      "sampling: {shop: 0.0000000001}",
      "1:18: '0.0000000001' is less than one in 1,000,000,000, which no estimate can rest on."
    ),
    ("sampling: {shop: {rate: 0.1}}", "1:18: the rate of 'shop' must be a number"),
    ("sampling: {shop: [0.1]}", "1:18: the rate of 'shop' must be a number"),
    (
      "sampling: {shop: \(String(repeating: "1", count: 257))}", "1:18: the rate of 'shop' has more than 256 bytes"
    ),
    ("sampling: {'': 0.1}", "1:12: a name must not be empty"), ("sampling: {[a]: 0.1}", "1:12: a name must be a text"),
    ("sampling: {shop: 0.1, shop: 0.2}", "1:12: 'shop' stands twice in this mapping"),
    ("samplig: {shop: 0.1}", "1:1: there is no setting 'samplig'; did you mean 'sampling'?"),
  ]

  @Test(arguments: errors)
  func `what is wrong is named with its place`(yaml: String, text: String) {
    do {
      _ = try Configuration(yaml: yaml, path: "c.yaml")
      Issue.record("no error")
    } catch {
      #expect(error.text == "c.yaml:" + text)
    }
  }
}
