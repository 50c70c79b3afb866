import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerDialects

@Suite struct SamplingTests {
  /// What a model call says of its sampling. The trace id ends in fourteen `f`, unless another one is given.
  private func weight(
    _ state: String, _ pairs: Pairs = [:], trace: TraceID = TraceID(high: 1, low: .max)
  ) -> SpanWeight {
    let recorder = Recorder()
    recorder.scope("my-app")
    var span = recorder.record("gen_ai.client.chat", pairs)
    span.traceID = trace
    span.traceState = recorder.view(state)
    var reading = SpanReading()
    recorder.interpreter.read(span, into: &reading)
    return reading.facts.weight
  }

  private func threshold(_ state: String) -> UInt64? {
    let recorder = Recorder()
    return TraceState(recorder.view(state)).threshold
  }

  // MARK: Trace state

  @Test(
    arguments: [
      ("ot=th:0", 0), ("ot=th:08", 0x08_0000_0000_0000), ("ot=th:4", 0x40_0000_0000_0000),
      ("ot=th:8", 0x80_0000_0000_0000), ("ot=th:aaab", 0xAA_AB00_0000_0000), ("ot=th:c", 0xC0_0000_0000_0000),
      ("ot=th:e666", 0xE6_6600_0000_0000), ("ot=th:fd70a4", 0xFD_70A4_0000_0000),
      ("ot=th:ffbe77", 0xFF_BE77_0000_0000), ("ot=th:ffffffffffffff", 0xFF_FFFF_FFFF_FFFF),
      ("ot=th:E666", 0xE6_6600_0000_0000), ("ot=rv:abcdefabcdefab;th:8", 0x80_0000_0000_0000),
      ("ot=th:8;rv:abcdefabcdefab", 0x80_0000_0000_0000), ("ot=x9:a.b-c_D;th:8", 0x80_0000_0000_0000),
      ("a=b,ot=th:8", 0x80_0000_0000_0000), ("a=b , \t ot=th:8 \t,c=d", 0x80_0000_0000_0000),
      ("a=b,,ot=th:8,", 0x80_0000_0000_0000), ("no list at all,ot=th:8", 0x80_0000_0000_0000),
      ("ot=th:8,ot=th:c", 0x80_0000_0000_0000), ("x@ot=th:c,ot=th:8", 0x80_0000_0000_0000),
      ("ot=a:" + String(repeating: "b", count: 250) + ";th:8", nil),  // 257 bytes of value
      ("ot=a:" + String(repeating: "b", count: 249) + ";th:8", 0x80_0000_0000_0000),
      ("", nil), (",", nil), ("ot", nil), ("ot=", nil), ("ot=th", nil), ("ot=th:", nil), ("ot=:8", nil),
      ("ot=th:8;", nil), ("ot=;th:8", nil), ("ot=th:8;;p:1", nil), ("ot=th:8;th:8", nil), ("ot=th=8", nil),
      ("ot=th:g", nil), ("ot=th:0x8", nil), ("ot=th:8 ", 0x80_0000_0000_0000), ("ot=th: 8", nil), ("ot= th:8", nil),
      ("ot=TH:8", nil), ("OT=th:8", nil), ("ot =th:8", nil), ("ot=th:123456789abcdef", nil), ("ot=th:8;9a:1", nil),
      ("tenant@ot=th:8", nil), ("ot@tenant=th:8", nil), ("xot=th:8", nil), ("ot=th:8\u{E9}", nil), ("ot=th:-8", nil),
    ] as [(String, UInt64?)])
  func `a threshold is read where the trace state is well-formed`(_ state: String, _ expected: UInt64?) {
    #expect(threshold(state) == expected, "\(state)")
  }

  @Test func `the subkeys of a malformed member say nothing, those of other members do`() {
    let recorder = Recorder()
    let state = TraceState(recorder.view("ot=th:8;p:3;bad,es=s:0.5;x:1"))
    #expect(state.threshold == nil && state.power == nil)
    #expect(state.elasticRate == "0.5")
  }

  @Test(
    arguments: [
      ("ot=p:8;r:62", 8, 62), ("ot=p:0", 0, nil), ("ot=p:63;r:5", 63, 5), ("ot=p:64", nil, nil), ("ot=p:", nil, nil),
      ("ot=p:-1", nil, nil), ("ot=p:1a", nil, nil), ("ot=p:007", nil, nil), ("ot=r:63;p:2", 2, nil),
    ] as [(String, UInt8?, UInt8?)])
  func `the older form is two small decimal numbers`(_ state: String, _ power: UInt8?, _ randomness: UInt8?) {
    let recorder = Recorder()
    let found = TraceState(recorder.view(state))
    #expect(found.power == power)
    #expect(found.powerRandomness == randomness)
  }

  @Test func `no bytes whatever are too much`() {
    var random = SplitMix64(seed: 5)
    let alphabet = Array("ot=th:8;,rvp \tes:.0123456789abcdefFG@_-".utf8) + [0, 0x7F, 0x80, 0xFF]
    let arena = TextArena()
    for round in 0..<4000 {
      let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        round % 2 == 0 ? alphabet.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
      }
      let view = arena.append(atMost: bytes.count) { $0.append(bytes) }
      let state = TraceState(view)
      if let threshold = state.threshold { #expect(threshold < 1 << 56) }
      if let power = state.power { #expect(power <= 63) }
      arena.reset()
    }
  }

  // MARK: Consistency

  @Test func `a threshold above the randomness cannot have kept the span`() {
    let low = TraceID(high: .max, low: 0xFFE6_65FF_FFFF_FFFF)
    let equal = TraceID(high: 0, low: 0x00E6_6600_0000_0000)
    #expect(
      weight("ot=th:e666", trace: equal) == SpanWeight(SamplingWeight(threshold: 0xE6_6600_0000_0000), .threshold))
    #expect(weight("ot=th:e666", trace: low).source == .unknown)
    #expect(weight("ot=th:e666", trace: low).isInconsistent)
    // Explicit randomness counts, not the trace id's; unless it is none.
    #expect(weight("ot=th:8;rv:80000000000000", trace: low).source == .threshold)
    #expect(weight("ot=th:8;rv:7fffffffffffff", trace: equal).isInconsistent)
    #expect(weight("ot=th:8;rv:7ffffffffffff", trace: equal).source == .threshold)
    // Without a trace id nothing contradicts; and 100 % cannot be contradicted.
    #expect(weight("ot=th:e666", trace: .absent).source == .threshold)
    #expect(weight("ot=th:0", trace: TraceID(high: 1, low: 0)) == SpanWeight(.one, .threshold))
  }

  @Test func `a power above its randomness cannot have kept the span, unless chance played no part`() {
    #expect(weight("ot=p:8;r:62") == SpanWeight(SamplingWeight(oneIn: 256), .power))
    #expect(weight("ot=p:8;r:8").source == .power)
    #expect(weight("ot=p:8;r:7").isInconsistent && weight("ot=p:8;r:7").source == .unknown)
    #expect(weight("ot=p:63;r:1") == SpanWeight(.zero, .power))
  }

  // MARK: Sources

  @Test func `no source means unknown, not all`() {
    #expect(weight("").isEmpty)
    #expect(weight("a=b,ot=rv:abcdefabcdefab").source == .unknown)
    #expect(weight("dd=s:2;o:rum").source == .unknown)
    #expect(weight("", ["sampling.priority": 1]).source == .unknown)
    #expect(weight("", ["meta.refinery.dryrun.sample_rate": 7]).source == .unknown)
  }

  @Test func `sources are believed in the order of the table`() {
    let all: [(pairs: Pairs, state: String, weight: UInt64)] = [
      (["sampling.threshold": "c"], "ot=p:5,es=s:0.0125", 4),
      ([:], "ot=p:5,es=s:0.0125", 32),
      (["_dd.agent_psr": 0.5, "SampleRate": 7, "sampleRate": 6], "es=s:0.0125", 6),
      (["SampleRate": 7, "meta.refinery.final_sample_rate": 8], "", 7),
      (["meta.refinery.original_sample_rate": 9, "meta.refinery.final_sample_rate": 8], "", 8),
      (["sampling.probability": 0.1, "meta.refinery.original_sample_rate": 9], "", 9),
      (["sampler.type": "probabilistic", "sampler.param": 0.05, "sampling.probability": 0.1], "", 10),
      (["_MS.sampleRate": 4, "sampler.param": 0.05, "sampler.type": "probabilistic"], "", 20),
      (["microsoft.sample_rate": 2, "_MS.sampleRate": 4], "es=s:0.0125", 25),
      (["microsoft.sample_rate": 2], "es=s:0.0125", 50),
      (["_dd.rule_psr": 0.01], "es=s:0.0125", 80),
      (["_dd.agent_psr": 0.5, "_dd.rule_psr": 0.01], "", 100),
      (["_dd.agent_psr": 0.5], "", 2),
    ]
    for (pairs, state, expected) in all {
      let found = weight(state, pairs)
      #expect(found.weight == SamplingWeight(oneIn: expected), "\(pairs) \(state)")
    }
    let valid = weight("ot=th:8;p:5", ["sampleRate": 7, "sampling.threshold": "c"])
    #expect(valid == SpanWeight(SamplingWeight(oneIn: 2), .threshold))
  }

  @Test func `a threshold that is not to be believed leaves the next source, and is told of`() {
    let found = weight("ot=th:8;rv:00000000000000", ["sampleRate": 7])
    #expect(found.weight == SamplingWeight(oneIn: 7) && found.source == .attribute && found.isInconsistent)
    #expect(weight("ot=th:xyz", ["sampleRate": 7]) == SpanWeight(SamplingWeight(oneIn: 7), .attribute))
  }

  @Test func `rates are read from numbers and their digits, and rounded`() {
    for value: Written in [8, "8", 8.2, "7.5", 7.6, .list(["8"])] {
      #expect(weight("", ["sampleRate": value]).weight == SamplingWeight(oneIn: 8))
    }
    for value: Written in [0, -3, "0", 0.2] {
      #expect(weight("", ["sampleRate": value]) == SpanWeight(.one, .attribute))
    }
    for value: Written in ["", "many", .bool(true), .double(.nan), .list(["8", "9"])] {
      #expect(weight("", ["sampleRate": value]).isEmpty)
    }
    for value: Written in [0, 1.5, -0.1, "x", .double(.infinity)] {
      #expect(weight("", ["sampling.probability": value]).isEmpty)
    }
    #expect(weight("", ["sampling.probability": 1]).weight == .one)
    #expect(weight("", ["sampling.probability": "0.25"]).weight == SamplingWeight(oneIn: 4))
    #expect(weight("", ["sampler.param": 0.5, "sampler.type": "ratelimiting"]).isEmpty)
    #expect(weight("es=s:1").weight == .one)
    #expect(weight("es=s:0").isEmpty && weight("es=s:").isEmpty && weight("es=x:1").isEmpty)
  }

  @Test func `weights beyond a thousand million are not used`() {
    for state in ["ot=th:ffffffffffffff", "ot=p:62", "ot=p:30"] {
      #expect(weight(state).isAbsurd && weight(state).source == .unknown)
    }
    for value: Written in [1_000_000_001, "99999999999999999999", .double(1e300), .int(.max)] {
      let found = weight("", ["sampleRate": value])
      #expect(found.isAbsurd && found.source == .unknown)
    }
    #expect(weight("", ["sampling.probability": 1e-12]).isAbsurd)
    #expect(weight("ot=p:29").weight == SamplingWeight(oneIn: 1 << 29))
  }

  @Test func `an ordinary span has no weight, and a weight makes no span a call`() {
    let facts = read("GET /", ["sampleRate": 8])
    #expect(facts.operationClass == .other && facts.reading.facts.weight.isEmpty && facts.dialect == "none")
  }

  @Test func `a scope may name the policy of a tail sampler`() {
    let recorder = Recorder()
    func policy(_ pairs: Pairs) -> UInt64 {
      let scope = ScopeRecord()
      scope.attributes = recorder.values(pairs)
      return recorder.interpreter.beginScope(scope).tailPolicy
    }
    let first = policy(["tailsampling.policy": "errors"])
    #expect(first != 0 && first == policy(["tailsampling.policy": "errors", "other": 1]))
    #expect(policy(["tailsampling.policy": "slow"]) != first)
    #expect(policy(["tailsampling.composite_policy": "c"]) != 0)
    #expect(policy(["tailsampling.cached_decision": true]) != 0)
    #expect(policy([:]) == 0 && policy(["service.name": "x"]) == 0)
  }
}
