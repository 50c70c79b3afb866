/// Why a price book was refused: everything that is wrong with it, in the order of its lines.
public struct PriceBookError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the book's file.
  public var file: String
  /// What is wrong; at least one.
  public var mistakes: [PriceBookMistake]

  /// A heading, and two lines for each mistake: where and what, and what to do about it.
  public var description: String {
    let count = mistakes.count == 1 ? "1 mistake" : "\(mistakes.count) mistakes"
    var lines = ["\(file): price book refused as a whole, \(count); none of its prices is used"]
    for mistake in mistakes {
      lines.append("\(file):\(mistake.line): \(mistake.kind.what)")
      lines.append("  you can \(mistake.kind.remedy)")
    }
    return lines.joined(separator: "\n")
  }
}

/// One thing that is wrong with a price book.
public struct PriceBookMistake: Hashable, Sendable {
  /// The line, from 1; for something that is missing, the line where it was missed.
  public var line: Int
  /// What is wrong there.
  public var kind: Kind

  /// The kinds of mistakes, each with the facts that its text needs.
  public enum Kind: Hashable, Sendable {
    /// The text is not UTF-8.
    case notUTF8
    /// The first line is not the one that names the format and its version.
    case wrongFirstLine
    /// The line begins with a word that the format does not have in this version.
    case unknownDirective(String, version: Int)
    /// A line that every book needs is missing.
    case missingDirective(String)
    /// A line that may stand once stands twice.
    case repeatedDirective(String, firstLine: Int)
    /// A line of the book's head stands below a seller.
    case belatedHeader(String)
    /// A line stands where it has no meaning.
    case misplaced(String, needs: String)
    /// A key stands on a line without another one that gives it a meaning.
    case lonelyKey(String, needs: String)
    /// A line has too few or too many words.
    case wrongForm(String, form: String)
    /// A word is not one of those that may stand in its place.
    case unknownWord(String, place: String, known: [String])
    /// `KEY=VALUE` with a key that the line does not have.
    case unknownKey(String, directive: String, known: [String])
    /// A key stands twice on a line.
    case repeatedKey(String)
    /// A key is missing.
    case missingKey(String, directive: String)
    /// A price is no number in the expected form.
    case unreadablePrice(key: String, value: String)
    /// A price has more places behind the point than a pico-dollar allows.
    case tooFinePrice(key: String, value: String, places: Int)
    /// A price of zero, which could mean free or unknown.
    case zeroPrice(key: String)
    /// A price beyond anything that is sold.
    case hugePrice(key: String, value: String, highest: Int64)
    /// The input's own price refers to the input's price.
    case inputAsInput
    /// A date that is none.
    case unreadableDate(key: String, value: String)
    /// A whole number that is none, or not above zero.
    case unreadableNumber(key: String, value: String)
    /// The end of a validity is not behind its start.
    case emptyValidity
    /// Two price lines of a model hold at the same time.
    case overlappingValidity(otherLine: Int)
    /// The thresholds of a price's tiers do not rise.
    case unorderedTiers
    /// A tier or condition names no price.
    case emptyTier(String)
    /// A `when` line has no condition.
    case unconditional
    /// A price beyond a marginal threshold is for tokens that the threshold does not count.
    case outsideBasis(String)
    /// A book learned of a row when it no longer believed it.
    case emptyBelief
    /// A book learned of a row, or withdrew it, after its own date.
    case afterBook(String, String, asOf: String)
    /// A list has an empty part.
    case emptyPart(String)
    /// Days of the week that are none.
    case unreadableDays(String)
    /// Hours of the day that are none.
    case unreadableHours(String)
    /// A zone that the system does not know.
    case unknownZone(String)
    /// A route that the seller does not have.
    case unknownRoute(String, known: [String])
    /// A route below a model.
    case belatedRoute
    /// A route of that name stands above.
    case repeatedRoute(String)
    /// Two routes of a seller are its default.
    case secondDefaultRoute(String)
    /// A factor or rate of exchange that is none.
    case unreadableFactor(key: String, value: String, highest: Int64)
    /// An amount of dollars that is none.
    case unreadableAmount(key: String, value: String)
    /// A currency that is none, or is the dollar where another one is needed.
    case unreadableCurrency(String)
    /// None of some keys, or several of them, where one is needed.
    case oneOf([String], known: [String], directive: String)
    /// A row refers to a source that the book does not declare.
    case undeclaredSource(String)
    /// A date of comparison is later than the book itself.
    case checkedAfterBook(String, asOf: String)
    /// A name stands for two things: two models of one seller, two providers, two sources, two sellers.
    case repeatedName(String, firstLine: Int)
    /// A model has no price line.
    case modelWithoutPrice(String)
    /// A seller has neither models nor unpriced ids.
    case emptySeller(String)
    /// An address is none.
    case unreadableLink(String)

    /// What is wrong, as one sentence without an end.
    public var what: String {
      switch self {
      case .notUTF8: "the text is not UTF-8"
      case .wrongFirstLine:
        "the first line is neither \"\(PriceBookParser.firstLine)\" nor \"\(PriceBookParser.firstLineOfVersion1)\""
      case .unknownDirective(let word, _): "\"\(word)\" does not begin any kind of line"
      case .missingDirective(let word): "there is no \"\(word)\" line"
      case .repeatedDirective(let word, let firstLine): "a second \"\(word)\" line; the first is line \(firstLine)"
      case .belatedHeader(let word): "\"\(word)\" belongs to the head of the book"
      case .misplaced(let word, let needs): "\"\(word)\" has no meaning here: it needs \(needs) above it"
      case .lonelyKey(let key, let needs): "\"\(key)\" has no meaning without \(needs)"
      case .wrongForm(let word, let form): "this \"\(word)\" line does not have the form \"\(form)\""
      case .unknownWord(let word, let place, _): "\"\(word)\" is not a \(place)"
      case .unknownKey(let key, let directive, _): "\"\(key)\" is not a key of a \"\(directive)\" line"
      case .repeatedKey(let key): "\"\(key)\" stands twice on this line"
      case .missingKey(let key, let directive): "this \"\(directive)\" line has no \"\(key)\""
      case .unreadablePrice(let key, let value): "the price \"\(key)=\(value)\" is not a number of dollars"
      case .tooFinePrice(let key, let value, let places):
        "the price \"\(key)=\(value)\" has more than \(places == 6 ? "six" : "twelve") places behind the point"
      case .zeroPrice(let key): "the price \"\(key)\" is zero, which says neither free nor unknown"
      case .hugePrice(let key, let value, let highest):
        "the price \"\(key)=\(value)\" is above \(highest) dollars\(key.hasPrefix("per-") ? "" : " per million tokens")"
      case .inputAsInput: "the price \"input=input\" refers to itself"
      case .unreadableDate(let key, let value): "\"\(key)=\(value)\" is not a date"
      case .unreadableNumber(let key, let value): "\"\(key)=\(value)\" is not a whole number above zero"
      case .emptyValidity: "this price ends before it begins, or as it begins"
      case .overlappingValidity(let otherLine): "this price holds at the same time as the one on line \(otherLine)"
      case .unorderedTiers: "the threshold of this tier is not above that of the tier before it"
      case .emptyTier(let directive):
        directive == "tier" ? "this tier names no price" : "this \"\(directive)\" line names no price and no factor"
      case .unconditional: "this \"when\" line has no condition"
      case .outsideBasis(let unit): "\"\(unit)\" is not counted by the basis of this marginal threshold"
      case .emptyBelief: "this price is withdrawn before it is learned, or on that day"
      case .afterBook(let key, let date, let asOf): "\(key) on \(date), which is after the book's own date \(asOf)"
      case .emptyPart(let key): "the list \"\(key)\" has an empty part"
      case .unreadableDays(let value): "\"days=\(value)\" are not days of the week"
      case .unreadableHours(let value): "\"hours=\(value)\" are not hours of the day"
      case .unknownZone(let name): "the zone \"\(name)\" is not known here"
      case .unknownRoute(let name, _): "the seller has no route \"\(name)\""
      case .belatedRoute: "this \"route\" line stands below a model"
      case .repeatedRoute(let name): "the seller already has a route \"\(name)\""
      case .secondDefaultRoute(let name): "the seller's default is already the route \"\(name)\""
      case .unreadableFactor(let key, let value, let highest):
        "\"\(key)=\(value)\" is not a number above zero and up to \(highest)"
      case .unreadableAmount(let key, let value): "\"\(key)=\(value)\" is not an amount of dollars above zero"
      case .unreadableCurrency(let value): "\"\(value)\" is not a currency other than USD"
      case .oneOf(let named, let known, let directive):
        named.isEmpty
          ? "this \"\(directive)\" line has none of \(choice(known).replacing(" or ", with: " and "))"
          : "this \"\(directive)\" line has both \(named.joined(separator: " and "))"
      case .undeclaredSource(let id): "the source \"\(id)\" is not declared"
      case .checkedAfterBook(let date, let asOf): "checked on \(date), which is after the book's own date \(asOf)"
      case .repeatedName(let name, let firstLine):
        "\"\(name)\" already stands for something on line \(firstLine)"
      case .modelWithoutPrice(let id): "the model \"\(id)\" has no \"price\" line"
      case .emptySeller(let id): "the seller \"\(id)\" has no models"
      case .unreadableLink(let link): "\"\(link)\" is not a link"
      }
    }

    /// What to do about it, as the end of a sentence that begins with *you can*.
    public var remedy: String {
      switch self {
      case .notUTF8: "save the file as UTF-8"
      case .wrongFirstLine: "begin the file with that line; other versions of the format need another release"
      case .unknownDirective(let word, let version):
        version == 1 && PriceBookParser.directives.contains(word)
          ? "begin the file with \"\(PriceBookParser.firstLine)\": that version has such lines"
          : "begin the line with one of \(PriceBookParser.directives(version).joined(separator: ", ")), "
            + "or with # for a comment"
      case .missingDirective(let word): "add \"\(PriceBookParser.form(of: word))\""
      case .repeatedDirective: "delete one of the two"
      case .belatedHeader: "put it above the first \"seller\" line"
      case .misplaced(_, let needs): "put it below \(needs)"
      case .lonelyKey(_, let needs): "add \(needs) to this line, or delete the key"
      case .wrongForm(let word, _): "compare it with the section on \"\(word)\" in docs/prices.md"
      case .unknownWord(_, _, let known): "write \(choice(known))"
      case .unknownKey(_, _, let known): "use \(choice(known))"
      case .repeatedKey: "delete one of the two"
      case .missingKey(let key, _):
        BillingUnit(name: key) != nil
          ? "add \"\(key)=\" with a price, input, free or none" : "add \"\(key)=\""
      case .unreadablePrice(let key, _):
        key.hasPrefix("per-")
          ? "write dollars such as 0.04, or free or none"
          : "write dollars per million tokens such as 2.50, or input (the input price), free or none"
      case .tooFinePrice(let key, _, _):
        key.hasPrefix("per-")
          ? "check the unit: twelve places are dollars down to one pico-dollar"
          : "check the unit: six places are dollars per million tokens down to one pico-dollar per token"
      case .zeroPrice: "write free if the seller bills nothing, or none if the price is not known"
      case .hugePrice(let key, _, _):
        key.hasPrefix("per-")
          ? "check the unit: this price is dollars for each" : "check the unit: prices are dollars per million tokens"
      case .inputAsInput: "write the input price"
      case .unreadableDate(let key, _):
        key == "from" || key == "until"
          ? "write a UTC date such as 2024-10-02, or an RFC 3339 instant" : "write a date such as 2024-10-02"
      case .unreadableNumber: "write digits alone, such as 200000"
      case .emptyValidity: "set \"until\" behind \"from\""
      case .overlappingValidity: "end the earlier price with \"until\" where the later one begins"
      case .unorderedTiers: "order the tiers from the lowest threshold to the highest"
      case .emptyTier(let directive):
        "name the prices that change, such as input=2.50" + (directive == "tier" ? "" : ", or a factor such as x=0.5")
      case .unconditional: "name a condition such as service-tier=batch, or put the prices on the \"price\" line"
      case .outsideBasis(let unit): "add \(unit) to \"basis\", or write scope=request"
      case .emptyBelief: "set \"withdrawn\" behind \"learned\""
      case .afterBook: "bring \"as-of\" up to date"
      case .emptyPart: "delete the comma, or write what is missing"
      case .unreadableDays: "write days such as mon-fri or sat,sun"
      case .unreadableHours: "write hours such as 16:30-00:30"
      case .unknownZone:
        "write UTC, an offset such as UTC+08:00, or a name of the zone data base such as Asia/Shanghai, "
          + "if that is installed (tzdata)"
      case .unknownRoute(let name, let known):
        known.isEmpty
          ? "declare it below the seller: \"route \(name) prefix=TEXT\"" : "write \(choice(known)), or declare it"
      case .belatedRoute: "put it between the \"seller\" line and the first \"model\""
      case .repeatedRoute, .secondDefaultRoute: "delete one of the two"
      case .unreadableFactor: "write a decimal number with at most nine places, such as 0.85"
      case .unreadableAmount: "write dollars with at most twelve places, such as 0.01"
      case .unreadableCurrency: "write three capital letters such as EUR; dollars need no line"
      case .oneOf(let named, let known, _):
        named.isEmpty ? "add \(choice(known.map { $0 + "=" }))" : "write a line of its own for each"
      case .undeclaredSource(let id): "declare it at the top: \"source \(id) KIND checked=DATE LINK\""
      case .checkedAfterBook: "bring \"as-of\" up to date"
      case .repeatedName: "delete one of the two"
      case .modelWithoutPrice: "add a price, or list the id on an \"unpriced\" line"
      case .emptySeller: "delete the seller, or add its models"
      case .unreadableLink: "write an address that begins with https:// or http://"
      }
    }
  }
}

private func choice(_ words: [String]) -> String {
  words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
}
