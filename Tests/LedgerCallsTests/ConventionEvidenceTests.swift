import LedgerColumns
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerCalls

/// Calls of one emitter, and what became of its convention.
private struct Emitter {
  var provider = "acme"
  var schema = ""
  var cache = Inclusion.unknown
  var reasoning = Inclusion.unknown

  func settle(_ calls: [ReportedUsage]) -> (convention: UsageConvention, calls: SettledCalls) {
    let spans = calls.enumerated().map { number, usage in
      NightBuilder.Span.chat(UInt64(number + 1), in: UInt64(number + 1)).with {
        $0.usage = usage
        $0.provider = provider
        $0.schemaURL = schema
        $0.cacheInclusion = cache
        $0.reasoningInclusion = reasoning
      }
    }
    let store = NightBuilder.store(spans)
    let settled = CallSettler.settle(store, SpanIndex(store))
    return (settled.emitters.emitters.first?.convention ?? UsageConvention(), settled)
  }
}

private func usage(
  _ input: Int64?, read: Int64? = nil, write: Int64? = nil, output: Int64? = 10, reasoning: Int64? = nil,
  total: Int64? = nil
) -> ReportedUsage {
  var usage = ReportedUsage()
  usage.inputTokens = input
  usage.cacheReadTokens = read
  usage.cacheWriteTokens = write
  usage.outputTokens = output
  usage.reasoningTokens = reasoning
  usage.totalTokens = total
  return usage
}

@Suite struct ConventionBasisTests {
  private func basis(_ emitter: Emitter, _ calls: [ReportedUsage]) -> String {
    let convention = emitter.settle(calls).convention
    return
      "\(convention.inputIncludesCache.map { $0 ? "inside" : "apart" } ?? "split") \(convention.inputBasis.rawValue)"
  }

  @Test func `documents come before the era, the era before the provider, the provider before the default`() {
    let calls = [usage(1200, read: 1000)]
    let era = "https://opentelemetry.io/schemas/1.40.0"
    #expect(basis(Emitter(), calls) == "inside default")
    #expect(basis(Emitter(provider: "anthropic"), calls) == "apart provider")
    #expect(basis(Emitter(provider: "openai"), calls) == "inside provider")
    #expect(basis(Emitter(provider: "anthropic", schema: era), calls) == "inside spec")
    #expect(basis(Emitter(provider: "anthropic", schema: era, cache: .asked), calls) == "inside spec")
    #expect(basis(Emitter(provider: "anthropic", schema: era, cache: .exclusive), calls) == "apart dialect")
    #expect(basis(Emitter(provider: "anthropic", cache: .inclusive), calls) == "inside dialect")
  }

  @Test func `names that ask for inclusive input prove nothing, but are not the provider's own answer`() {
    let calls = [usage(1200, read: 1000)]
    #expect(basis(Emitter(provider: "anthropic", cache: .asked), calls) == "inside default")
    #expect(basis(Emitter(provider: "openai", cache: .asked), calls) == "inside provider")
    #expect(basis(Emitter(provider: "anthropic", cache: .asked), calls + [usage(3, read: 9000)]) == "apart arithmetic")
    // Whoever writes under such names is no document: a single proof in many calls is one.
    let many = Array(repeating: usage(1200, read: 1000), count: 200)
    #expect(basis(Emitter(provider: "anthropic", cache: .asked), many + [usage(3, read: 9000)]) == "apart arithmetic")
    #expect(!Emitter(provider: "anthropic", cache: .asked).settle(many).convention.contradictsDocuments)
  }

  @Test func `a total that fits is a sign, and comes before the provider and after documents and proofs`() {
    let sign = [usage(1200, read: 1000, total: 1210)]
    #expect(basis(Emitter(provider: "anthropic"), sign) == "inside arithmetic")
    #expect(basis(Emitter(provider: "anthropic", cache: .exclusive), sign) == "apart dialect")
    #expect(basis(Emitter(provider: "anthropic"), sign + [usage(3, read: 9000, total: 13)]) == "apart arithmetic")
  }

  @Test func `only schemas from 1.40 on ask for inclusive counts`() {
    #expect(asksForInclusiveCounts("https://opentelemetry.io/schemas/1.40.0"))
    #expect(asksForInclusiveCounts("https://opentelemetry.io/schemas/gen-ai/1.42.0"))
    #expect(asksForInclusiveCounts("https://opentelemetry.io/schemas/2.0.0"))
    #expect(!asksForInclusiveCounts("https://opentelemetry.io/schemas/1.39.0"))
    #expect(!asksForInclusiveCounts("https://opentelemetry.io/schemas/1.4"))
    #expect(!asksForInclusiveCounts("1.40.0"))
    #expect(!asksForInclusiveCounts(nil))
  }

  @Test func `a certain proof comes before everything`() {
    let calls = [usage(3, read: 9000), usage(1200, read: 1000)]
    for provider in ["openai", "anthropic", "acme", ""] {
      for word in [Inclusion.unknown, .inclusive, .asked] {
        #expect(basis(Emitter(provider: provider, cache: word), calls) == "apart arithmetic")
      }
    }
  }

  @Test func `totals that an emitter added up do not stand against a proof, those of a provider do`() {
    let calls = [usage(3, read: 9000, total: 13)] + Array(repeating: usage(1200, read: 1000, total: 1210), count: 5)
    #expect(basis(Emitter(provider: "anthropic"), calls) == "apart arithmetic")
    #expect(basis(Emitter(provider: "openai"), calls) == "inside arithmetic")
    #expect(Emitter(provider: "openai").settle(calls).convention.isContradictory)
  }

  @Test func `a damaged call among many does not turn a documented emitter round`() {
    let sound = Array(repeating: usage(1200, read: 1000), count: 150)
    #expect(basis(Emitter(cache: .inclusive), sound + [usage(3, read: 9000)]) == "inside dialect")
    #expect(
      basis(Emitter(cache: .inclusive), sound + Array(repeating: usage(3, read: 9000), count: 2)) == "apart arithmetic")
    let settled = Emitter(cache: .inclusive).settle(sound + [usage(3, read: 9000)]).calls
    #expect(settled.tokens.allSatisfy { ($0.uncachedInput ?? 0) >= 0 })
    #expect(settled.tokens.filter { $0.cacheRead == nil }.count == 1)
  }
}

@Suite struct ConventionEvidenceTests {
  @Test func `reads and writes are told apart where totals show it`() {
    // The total holds what was written into the cache beside the input, and what was read inside it.
    let (convention, calls) = Emitter().settle([usage(1000, read: 300, write: 200, total: 1210)])
    #expect(convention.cacheRead == .init(isInside: true, basis: .arithmetic))
    #expect(convention.cacheWrite == .init(isInside: false, basis: .arithmetic))
    #expect(convention.inputIncludesCache == nil)
    #expect(calls.tokens[0].input == 1200)
    #expect(calls.tokens[0].uncachedInput == 700)
  }

  @Test func `what never shows anything follows the other kind of cached input`() {
    let convention = Emitter().settle([usage(3, read: 9000), usage(500, write: 100)]).convention
    #expect(convention.inputIncludesCache == false)
  }

  @Test func `totals that the one proves wrong show nothing of the other`() {
    // Input and output added up by an emitter that leaves both kinds of cached input out.
    let (convention, calls) = Emitter().settle([usage(41, read: 64, write: 32, total: 51)])
    #expect(convention.inputIncludesCache == false && calls.tokens[0].input == 137)
    let written = Emitter().settle([usage(41, read: 32, write: 64, total: 51)])
    #expect(written.convention.inputIncludesCache == false && written.calls.tokens[0].input == 137)
    let apart = Emitter().settle([usage(41, read: 64, total: 51), usage(500, write: 100, total: 510)])
    #expect(apart.calls.tokens.map(\.input) == [105, 600])
  }

  @Test func `together they exceed the input, so one of them is apart`() {
    let both = Emitter().settle([usage(100, read: 80, write: 60)]).convention
    #expect(both.inputIncludesCache == false && both.evidence.eitherCacheApart == 1)
    let write = Emitter().settle([usage(100, read: 80, write: 60), usage(100, read: 80, total: 110)]).convention
    #expect(write.cacheRead.isInside && !write.cacheWrite.isInside)
  }

  @Test func `a total that fits two ways shows nothing`() {
    // Reads and reasoning are alike: which of them is apart cannot be told.
    let convention = Emitter().settle([usage(100, read: 30, output: 50, reasoning: 30, total: 180)]).convention
    #expect(convention.inputBasis == .assumed && convention.reasoning.basis == .assumed)
  }

  @Test func `input and reasoning may both be apart`() {
    let (convention, calls) = Emitter().settle([usage(100, read: 30, output: 50, reasoning: 7, total: 187)])
    #expect(convention.inputIncludesCache == false && !convention.reasoning.isInside)
    #expect(calls.tokens[0].input == 130 && calls.tokens[0].output == 57)
  }

  @Test func `evidence counts calls, proofs and signs`() {
    let evidence = Emitter(provider: "openai").settle([
      usage(3, read: 9000), usage(1200, read: 1000, total: 1210), usage(5), usage(10, reasoning: 4, total: 20),
    ]).convention.evidence
    #expect(evidence.calls == 4)
    #expect(evidence.cacheRead == UsageEvidence.Side(calls: 2, apart: 1, inside: 1))
    #expect(evidence.reasoning == UsageEvidence.Side(calls: 1, apart: 0, inside: 1))
  }

  @Test func `a provider's thoughts are apart unless its totals say otherwise`() {
    #expect(Emitter(provider: "gcp.gemini").settle([usage(100, output: 20, reasoning: 8)]).calls.tokens[0].output == 28)
    let inside = Emitter(provider: "gcp.gemini").settle([usage(100, output: 20, reasoning: 8, total: 120)])
    #expect(inside.calls.tokens[0].output == 20 && inside.convention.reasoning.basis == .arithmetic)
  }

  @Test func `copies are not heard twice`() {
    let span = NightBuilder.Span.chat(1, input: 3, output: 1).with { $0.usage.cacheReadTokens = 9000 }
    let store = NightBuilder.store([span, span])
    #expect(CallSettler.settle(store, SpanIndex(store)).emitters.emitters[0].convention.evidence.calls == 1)
  }
}
