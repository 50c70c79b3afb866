import LedgerPricing

/// A book for tests: its head, and below it what a test writes.
func book(_ rows: String, head: String = smallHead) throws -> PriceBook {
  try PriceBook(parsing: Array((head + "\n" + rows).utf8), from: "small.prices")
}

/// Nine lines, so that the rows of a test begin on line 10.
let smallHead = """
  spanledger-prices 1
  name small
  revision 3
  as-of 2026-11-01
  unit USD-per-million-tokens
  source page vendor-page checked=2026-10-30 https://example.com/prices
  source list catalogue checked=2026-10-20 https://example.com/list
  source rumour announcement checked=never https://example.com/news
  self-hosted ollama
  """
