import Testing

@testable import LedgerAudit

@Suite struct NamePatternTests {
  @Test(arguments: [
    ("gpt-4o", "gpt-4o", true), ("gpt-4o", "gpt-4o-mini", false), ("gpt-4o*", "GPT-4o-mini", true),
    ("*mini", "gpt-4o-mini", true), ("*mini", "gpt-4o-mini-2024", false), ("gpt*mini*", "gpt-4o-mini-2024", true),
    ("*", "", true), ("a*a", "a", false), ("a*b*c", "abc", true), ("a*b*c", "acb", false), ("", "", true),
    ("", "x", false), ("*a*b", "ab", true), ("a**b", "axb", true),
  ])
  func `stars stand for anything`(pattern: String, name: String, fits: Bool) {
    #expect(NamePattern(pattern).matches(name) == fits)
  }
}
