import LedgerModel

extension Report {
  /// The exemplars of a service's metric, and where they lead.
  public struct Exemplars: Hashable, Sendable {
    /// `service.name`; `nil` where unknown.
    public var service: String?
    /// The metric's name.
    public var metric: String
    /// How many there are, each once.
    public var count = 0
    /// Those that name no span.
    public var withoutIDs = 0
    /// Those whose span is in the archive.
    public var withSpan = 0
    /// Those whose span is not.
    public var withoutSpan = 0
    /// Of those with a span: the span is a call of the service and model of the series.
    public var ofSameCall = 0
    /// Of those with a span: the span is a call of another service or model.
    public var ofOtherCall = 0
    /// Of those with a span: the span is no call.
    public var ofNoCall = 0
    /// Of those with a span: the value is that of the span.
    public var valueAgrees = 0
    /// Of those with a span: the value is not that of the span.
    public var valueDiffers = 0
    /// Of those with a span: recorded more than a second outside of it.
    public var timeOutside = 0

    /// None.
    public init(service: String?, metric: String) {
      self.service = service
      self.metric = metric
    }

    /// All counts by the names that they have in JSON.
    var counts: [(name: String, count: Int)] {
      [
        ("exemplars", count), ("without_ids", withoutIDs), ("with_span", withSpan), ("without_span", withoutSpan),
        ("of_same_call", ofSameCall), ("of_other_call", ofOtherCall), ("of_no_call", ofNoCall),
        ("value_agrees", valueAgrees), ("value_differs", valueDiffers),
        ("value_not_compared", withSpan - valueAgrees - valueDiffers), ("time_outside", timeOutside),
      ]
    }

    /// Adds the counts of another row.
    public mutating func add(_ other: Exemplars) {
      count += other.count
      withoutIDs += other.withoutIDs
      withSpan += other.withSpan
      withoutSpan += other.withoutSpan
      ofSameCall += other.ofSameCall
      ofOtherCall += other.ofOtherCall
      ofNoCall += other.ofNoCall
      valueAgrees += other.valueAgrees
      valueDiffers += other.valueDiffers
      timeOutside += other.timeOutside
    }
  }
}

extension Report {
  /// One row for each service and metric.
  var exemplarsJSON: JSONValue {
    .array(
      reconciliation.exemplars.map { row in
        .inline(
          .object(
            [("service", .string(row.service)), ("metric", .string(row.metric))]
              + row.counts.map { ($0.name, .integer($0.count)) }))
      })
  }
}

extension ReportPage {
  /// One row for each service and metric; `nil` where there are no exemplars.
  var exemplarsTable: FactTable? {
    let rows = report.reconciliation.exemplars
    guard !rows.isEmpty else { return nil }
    return FactTable(
      id: "exemplars", title: "Where exemplars lead",
      columns: [
        .text("Service"), .text("Metric"), .number("Exemplars", "Each once, however often it was exported."),
        .number("With span"), .number("Without", "Their span is not in this archive."),
        .number("Same call", "The span is a call of the series' service and model."),
        .number("Value agrees"), .number("Differs"), .number("Time off", "More than a second outside of the span."),
      ],
      rows: rows.prefix(limits.tableRows).map { row in
        [
          name(row.service), name(row.metric), .count(row.count), .count(row.withSpan),
          .count(row.withoutSpan, look: .warning), .count(row.ofSameCall), .count(row.valueAgrees),
          .count(row.valueDiffers, look: .warning), .count(row.timeOutside, look: .warning),
        ]
      },
      notes: report.reconciliation.exemplarNotes + more(rows.count, "metric", limit: limits.tableRows), emptyText: "")
  }
}

extension Report.Reconciliation {
  /// What the exemplars come to, in sentences.
  var exemplarNotes: [String] {
    guard !exemplars.isEmpty else { return [] }
    var all = Report.Exemplars(service: nil, metric: "")
    for row in exemplars { all.add(row) }
    var notes: [String] = []
    let linked = all.withSpan + all.withoutSpan
    if all.withoutSpan > 0 {
      var note =
        "A dashboard's link from metric to trace leads nowhere for \(Figures.count(all.withoutSpan)) of"
        + " \(Figures.plural(linked, "exemplar")) that \(linked == 1 ? "names" : "name") a span"
      if findings.contains("sampled-traces") {
        note += ": spans were sampled, and exemplars were not kept by the same choice."
      } else {
        note += ": these spans were active, and are not in this archive."
      }
      notes.append(note)
    } else if linked > 0 {
      notes.append(
        linked == 1
          ? "The span of the one exemplar that names one is in this archive."
          : "The spans of all \(Figures.count(linked)) exemplars that name one are in this archive.")
    }
    if all.valueDiffers > 0 {
      notes.append(
        "\(Figures.plural(all.valueDiffers, "value")) of"
          + " \(Figures.count(all.valueAgrees + all.valueDiffers)) \(all.valueDiffers == 1 ? "is" : "are") not that of"
          + " the span: tokens must be the same, times within five milliseconds or a fiftieth.")
    }
    if all.timeOutside > 0 {
      notes.append(
        "\(Figures.plural(all.timeOutside, "exemplar")) \(all.timeOutside == 1 ? "was" : "were") recorded more than a"
          + " second before or behind the span.")
    }
    if all.ofNoCall + all.ofOtherCall > 0 {
      notes.append(
        "\(Figures.plural(all.ofNoCall + all.ofOtherCall, "exemplar"))"
          + " \(all.ofNoCall + all.ofOtherCall == 1 ? "leads" : "lead") to a span that is no call of the series' service"
          + " and model, such as the one around it.")
    }
    if exemplarsOneIn > 1 {
      notes.append(
        "There are so many exemplars that one in \(Figures.count(exemplarsOneIn)) was checked, chosen by content.")
    }
    return notes
  }
}
