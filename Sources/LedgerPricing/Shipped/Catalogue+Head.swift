// Made by `make prices`; do not edit. `docs/prices.md` says what the lines mean.

extension ShippedCatalogueText {
  static let head = #"""
    spanledger-prices 2
    name catalogues
    revision 1
    as-of 2026-11-26
    layer catalogue
    unit USD-per-million-tokens

    # Made by `make prices` from two catalogues; nobody edits it. Rows from "*" are those for which a catalogue knows
    # no beginning; service tiers hold as long as their row, because neither catalogue says since when they are sold.
    # A class at "input" has no price of its own there and is billed as input. A bare id at Bedrock is taken for use
    # within a region, one at Azure for a standard deployment.

    source genai catalogue checked=2026-11-26 https://pypi.org/project/genai-prices/0.2.3/
    source litellm catalogue checked=2026-11-26 https://pypi.org/project/litellm/1.110.2/

    """#
}
