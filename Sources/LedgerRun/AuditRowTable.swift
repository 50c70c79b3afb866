import LedgerAggregates
import LedgerAudit
import LedgerCalls
import LedgerColumns
import LedgerModel
import LedgerPricing
import LedgerReport

/// The ledger as comma-separated values: a row for each call, never with captured content.
struct AuditRowTable {
  private let facts: CallFacts
  private let shelf: PriceShelf

  static let columns = [
    "trace_id", "span_id", "start", "service", "scope", "provider", "request_model", "response_model", "service_tier",
    "input_includes_cache", "output_includes_reasoning", "uncached_input_tokens", "cache_read_tokens",
    "cache_write_tokens", "output_tokens", "reasoning_tokens", "input_usd_per_million", "cache_read_usd_per_million",
    "cache_write_usd_per_million", "output_usd_per_million", "list_usd", "contract_usd", "reported_usd",
    "difference_usd", "causes", "state", "layer", "book", "row",
  ]

  init(_ facts: CallFacts, _ shelf: PriceShelf) {
    self.facts = facts
    self.shelf = shelf
  }

  /// Hands out the header and then lines, some hundred at once.
  func write(_ ledger: CostLedger, contract: CostColumn?, _ write: (String) -> Void) {
    var text = CSV.line(AuditRowTable.columns)
    ledger.forEachRow(shelf: shelf, contract: contract) { row in
      text += CSV.line(fields(row))
      if text.utf8.count > 1 << 16 {
        write(text)
        text = ""
      }
    }
    write(text)
  }

  private func fields(_ row: AuditRow) -> [String] {
    let (store, calls) = (facts.store, facts.calls)
    let segment = store.calls[Int(row.candidate) >> CandidateLayout.rowBits]
    let place = Int(row.candidate) & CandidateLayout.mask
    let (spans, spanRow) = store.locate(span: segment.span[place])
    let trace = spans.traceID(spanRow)
    let number = facts.row(row.index)
    func count(_ value: Int64?) -> String { value.map { String($0) } ?? "" }
    func money(_ value: Int128?) -> String { value.map { PicoUSD($0).description } ?? "" }
    func price(_ unit: BillingUnit) -> String {
      guard let line = row.cost?.lines.first(where: { $0.unit == unit }), let price = line.price else { return "" }
      return PicoUSD(price.value * 1_000_000).description
    }
    let difference = row.reported.flatMap { reported in row.list.map { Int128(reported) - $0 } }
    let sheet = row.cost?.sheet
    return [
      trace == .absent ? "" : trace.description,
      spans.spanID[spanRow] == 0 ? "" : SpanID(spans.spanID[spanRow]).description,
      spans.start[spanRow] == 0 ? "" : UnixNanos(spans.start[spanRow]).description,
      facts.service[row.index] == 0 ? "" : facts.serviceNames[Int(facts.service[row.index])],
      store.scopes[Int(spans.scope[spanRow])].name ?? "", store.texts.provider[calls.provider[number]] ?? "",
      store.texts.model[calls.requestModel[number]] ?? "", store.texts.model[calls.responseModel[number]] ?? "",
      store.texts.serviceTier[segment.serviceTier[place]] ?? "",
      row.convention.map { $0.inputIncludesCache.map { $0 ? "yes" : "no" } ?? "partly" } ?? "",
      row.convention.map { $0.reasoning.isInside ? "yes" : "no" } ?? "", count(row.tokens.uncachedInput),
      count(row.tokens.cacheRead), count(row.tokens.cacheWrite), count(row.tokens.output), count(row.tokens.reasoning),
      price(.input), price(.cacheRead), price(.cacheWrite), price(.output), money(row.list), money(row.contract),
      money(row.reported.map { Int128($0) }), money(difference),
      row.parts.filter { $0.picoUSD != 0 }.map(\.cause.code).joined(separator: "+"), state(row),
      sheet?.layer.name ?? "",
      sheet?.book ?? "", sheet.map { String($0.line) } ?? "",
    ]
  }

  /// Whether the call has an amount, and why not.
  private func state(_ row: AuditRow) -> String {
    guard let cost = row.cost else { return "response-cache" }
    return cost.state.code
  }
}
