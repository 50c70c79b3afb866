import LedgerModel
import Testing

@testable import LedgerReconcile

@Suite struct ExemplarFitTests {
  private func series(
    _ family: MetricFamily, _ type: TokenType = .unspecified, scale: (Int64, Int64) = (1, 1), isOfCalls: Bool = true
  ) -> ExemplarSeries {
    ExemplarSeries(
      family: family, tokenType: type, scaleNumerator: scale.0, scaleDenominator: scale.1, service: "desk",
      requestModel: "gpt-4o", responseModel: "gpt-4o-2024-08-06", isOfCalls: isOfCalls)
  }

  private func exemplar(_ value: Exemplar.Value, at second: Double = 10) -> Exemplar {
    var exemplar = Exemplar()
    exemplar.timeUnixNano = t(second)
    exemplar.value = value
    return exemplar
  }

  /// From 8 to 10 seconds, with 300 and 40 tokens and the first after 0.4 seconds.
  private func span(service: String? = "desk", isCall: Bool = true, model: String? = "gpt-4o-2024-08-06")
    -> ExemplarSpan
  {
    ExemplarSpan(
      start: t(8), end: t(10), duration: 2_000_000_000, service: service,
      call: isCall
        ? ExemplarSpan.Call(
          requestModel: nil, responseModel: model, inputTokens: 300, outputTokens: 40, cacheReadTokens: 128,
          reasoningTokens: 16,
          timeToFirstToken: 400_000_000)
        : nil)
  }

  private func agrees(_ value: Exemplar.Value, _ series: ExemplarSeries, _ span: ExemplarSpan? = nil) -> Bool? {
    fit(exemplar(value), of: series, with: span ?? self.span()).valueAgrees
  }

  @Test func `tokens are the same or not`() {
    #expect(agrees(.int(300), series(.tokenUsage, .input)) == true)
    #expect(agrees(.double(300), series(.tokenUsage, .input)) == true)
    #expect(agrees(.double(300.2), series(.tokenUsage, .input)) == false)
    #expect(agrees(.int(40), series(.tokenUsage, .output)) == true)
    #expect(agrees(.int(41), series(.tokenUsage, .output)) == false)
    #expect(agrees(.int(340), series(.tokenUsage)) == true)
    #expect(agrees(.int(340), series(.tokenUsage, .subset)) == nil)
    #expect(agrees(.int(128), series(.tokenUsage, .cacheRead)) == true)
    #expect(agrees(.int(129), series(.tokenUsage, .cacheRead)) == false)
    #expect(agrees(.int(0), series(.tokenUsage, .cacheWrite)) == nil)
    #expect(agrees(.int(16), series(.tokenUsage, .reasoning)) == true)
    #expect(agrees(.absent, series(.tokenUsage, .input)) == nil)
    #expect(agrees(.double(.nan), series(.tokenUsage, .input)) == false)
    #expect(agrees(.double(.infinity), series(.tokenUsage, .input)) == false)
  }

  @Test func `times may differ by a fiftieth or five milliseconds`() {
    #expect(agrees(.double(1.97), series(.operationDuration)) == true)
    #expect(agrees(.double(1.95), series(.operationDuration)) == false)
    #expect(agrees(.int(2031), series(.operationDuration, scale: (1, 1000))) == true)
    #expect(agrees(.int(2050), series(.operationDuration, scale: (1, 1000))) == false)
    #expect(agrees(.double(0.4055), series(.timeToFirstToken)) == true)
    #expect(agrees(.double(0.41), series(.timeToFirstToken)) == false)
    var short = span()
    short.duration = 1_000_000
    #expect(agrees(.double(0.0055), series(.operationDuration), short) == true)
    #expect(agrees(.double(0.0065), series(.operationDuration), short) == false)
    #expect(agrees(.double(.greatestFiniteMagnitude), series(.operationDuration)) == false)
    #expect(agrees(.int(.min), series(.operationDuration)) == false)
  }

  @Test func `calls are compared with calls, and agents with agents`() {
    #expect(agrees(.double(2), series(.operationDuration), span(isCall: false)) == nil)
    #expect(agrees(.double(2), series(.operationDuration, isOfCalls: false), span(isCall: false)) == true)
    #expect(agrees(.double(2), series(.operationDuration, isOfCalls: false)) == nil)
    #expect(agrees(.double(2), series(.cost)) == nil)
  }

  @Test func `a call is of the service and of one of the models`() {
    func kind(_ span: ExemplarSpan, _ series: ExemplarSeries) -> ExemplarFit.Kind {
      fit(exemplar(.absent), of: series, with: span).kind
    }
    var unnamed = series(.tokenUsage)
    (unnamed.requestModel, unnamed.responseModel) = (nil, nil)
    #expect(kind(span(), series(.tokenUsage)) == .sameCall)
    #expect(kind(span(model: "gpt-4o"), series(.tokenUsage)) == .sameCall)
    #expect(kind(span(model: "o4-mini"), series(.tokenUsage)) == .otherCall)
    #expect(kind(span(model: nil), series(.tokenUsage)) == .otherCall)
    #expect(kind(span(model: "o4-mini"), unnamed) == .sameCall)
    #expect(kind(span(service: "bar"), series(.tokenUsage)) == .otherCall)
    #expect(kind(span(isCall: false), series(.tokenUsage)) == .noCall)
  }

  @Test func `a second before and behind the span is near`() {
    func isInTime(_ second: Double) -> Bool? {
      fit(exemplar(.absent, at: second), of: series(.tokenUsage), with: span()).isInTime
    }
    #expect([7, 8, 9, 10, 11].map { isInTime($0) } == [true, true, true, true, true])
    #expect(isInTime(6.9) == false)
    #expect(isInTime(11.1) == false)
    var undated = exemplar(.absent)
    undated.timeUnixNano = 0
    #expect(fit(undated, of: series(.tokenUsage), with: span()).isInTime == nil)
    var open = span()
    open.end = nil
    #expect(fit(exemplar(.absent), of: series(.tokenUsage), with: open).isInTime == nil)
  }
}
