import LedgerModel
import Testing

@testable import LedgerPricing

/// The shipped books, read only as far as some models need, beside the whole.
@Suite struct ExcerptTests {
  /// What a resolution says, without the rows at which its sheets stand.
  private func said(_ resolution: PriceResolution) -> PriceResolution {
    var said = resolution
    func bare(_ sheets: [PriceSheet]) -> [PriceSheet] {
      sheets.map { sheet in
        var sheet = sheet
        sheet.id = 0
        return sheet
      }
    }
    if case .sheets(let sheets) = said.verdict { said.verdict = .sheets(bare(sheets)) }
    for row in said.candidates.indices { said.candidates[row].sheets = bare(said.candidates[row].sheets) }
    return said
  }

  private let providers = [
    "", "openai", "azure.ai.openai", "aws.bedrock", "anthropic", "openrouter", "nobody", "ollama",
  ]

  @Test(arguments: [1, 7, 40])
  func `some models are priced as by the whole books`(step: Int) {
    let whole = PriceShelf.shipped
    let listed = whole.books.flatMap { $0.models.flatMap { [$0.id] + $0.aliases } + $0.unpricedModels.flatMap(\.ids) }
    let asked = stride(from: step / 2, to: listed.count, by: step * 13).map { listed[$0] }
    let excerpt = PriceShelf.shipped(answering: asked)
    for (row, model) in asked.enumerated() {
      for provider in [providers[row % providers.count], whole.books[0].sellers[0].providers[0]] {
        let (known, expected) = (
          excerpt.resolve(provider: provider, model: model), whole.resolve(provider: provider, model: model)
        )
        #expect(said(known) == said(expected), "\(provider) \(model)")
        #expect(
          said(excerpt.resolve(provider: provider, model: model, .list))
            == said(whole.resolve(provider: provider, model: model, .list)))
      }
    }
  }

  @Test func `models are found however their names are decorated`() {
    let asked = [
      "GPT-4o-2024-08-06", "openai/gpt-4o", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "gpt-4o-20240806",
      "claude-3-5-sonnet@20240620", "models/gemini-2.5-pro", "gemini-2.5-pro-latest", "ft:gpt-4o-2024-08-06:me::1",
      "computer-use-preview", " gpt-4.1 ", "ollama/llama3.2", "no-such-model", "", String(repeating: "x", count: 600),
      "eu/gpt-4o", "gpt-4o-mini-2099-01-01", "deepseek-chat",
    ]
    let excerpt = PriceShelf.shipped(answering: asked)
    var priced = 0
    for model in asked {
      for provider in providers {
        let expected = PriceShelf.shipped.resolve(provider: provider, model: model, alsoSpelled: "azure/eu/gpt-4o")
        let known = excerpt.resolve(provider: provider, model: model, alsoSpelled: "azure/eu/gpt-4o")
        #expect(said(known) == said(expected), "\(provider) \(model)")
        if case .sheets = expected.verdict { priced += 1 }
      }
    }
    #expect(priced > 30)
    // Of what was not asked for little is read: that is what is saved.
    #expect(excerpt.books[1].models.count < PriceShelf.shipped.books[1].models.count / 10)
    #expect(excerpt.books.map(\.sellers) == PriceShelf.shipped.books.map(\.sellers))
    #expect(excerpt.books.map(\.sources) == PriceShelf.shipped.books.map(\.sources))
    #expect(excerpt.books.map(\.unpricedModels) == PriceShelf.shipped.books.map(\.unpricedModels))
    #expect(excerpt.books.map(\.patterns).map(\.count) == PriceShelf.shipped.books.map(\.patterns).map(\.count))
  }

  @Test func `what was not asked for is looked up in the whole books`() {
    let excerpt = PriceShelf.shipped(answering: ["gpt-4o"])
    for model in ["claude-sonnet-4-5", "GPT-4o", "openai/gpt-4o", "no-such-model", ""] {
      for provider in providers {
        #expect(
          excerpt.resolve(provider: provider, model: model)
            == PriceShelf.shipped.resolve(provider: provider, model: model), "\(provider) \(model)")
      }
    }
    #expect(excerpt.whole.books.map(\.models.count) == PriceShelf.shipped.books.map(\.models.count))
    let day = "2026-06-01"
    #expect(
      said(excerpt.known(on: day).resolve(provider: "openai", model: "gpt-4o"))
        == said(PriceShelf.shipped.known(on: day).resolve(provider: "openai", model: "gpt-4o")))
  }

  @Test func `the digests of the shipped books are those of their texts`() {
    #expect(shippedBookDigest == SHA256.hexDigest(of: Array(shippedBookText.utf8)))
    #expect(ShippedCatalogueText.digest == SHA256.hexDigest(of: ShippedCatalogueText.bytes))
    #expect(PriceShelf.shipped(answering: ["gpt-4o"]).books.map(\.sha256) == PriceShelf.shipped.books.map(\.sha256))
    #expect(PriceShelf.shippedDigests == PriceShelf.shipped.books.map(\.sha256))
  }

  @Test func `no model is left out that is named, and lines keep their numbers`() {
    let text = """
      spanledger-prices 2
      name small
      revision 1
      as-of 2026-01-02
      unit USD-per-million-tokens
      source s vendor-page checked=never https://example.com/

      seller one vendor
        provider one

      model A family=a
        alias a-1 A-2
        price from=* input=1 cache-read=input cache-write=input output=2 source=s
        # about A
        note of A

      model b
        price from=* input=3 cache-read=input cache-write=input output=4 source=s
      model c
        match starts=c-
        price from=* input=5 cache-read=input cache-write=input output=6 source=s
      unpriced d
        note of D

      seller two reseller
        provider two
      model b
        price from=* input=7 cache-read=input cache-write=input output=8 source=s

      """
    let bytes = Array(text.utf8)
    func read(_ names: String...) -> PriceBook {
      BookExcerpt(of: bytes, layer: .shipped, digest: "d").book(naming: AskedNames(names))
    }
    let whole = read("a", "b")
    #expect(whole.models.map(\.id) == ["a", "b", "c", "b"])
    for name in ["a", "A-1", "a-2"] {
      let book = read(name)
      #expect(book.models.map(\.id) == ["a", "c"])
      #expect(book.sheets.map(\.line) == [13, 21])
      #expect(book.sheets[0].notes == ["of A"])
    }
    #expect(read("b").models.map(\.seller) == [0, 0, 1])
    #expect(read("b").sheets.map(\.line) == [18, 21, 28])
    let none = read("d", "zzz")
    #expect(none.models.map(\.id) == ["c"])
    #expect(none.unpricedModels.map(\.notes) == [["of D"]])
    #expect(none.sellers.map(\.id) == ["one", "two"])
    #expect(none.sha256 == "d")
  }
}
