extension Report.Drift {
  /// What `report.json` says of an emitter's names.
  var members: [(String, JSONValue)] {
    [
      ("spans", .integer(spans)), ("log_records", .integer(logRecords)),
      ("first_seen", .string(firstSeen?.description)), ("last_seen", .string(lastSeen?.description)),
      (
        "generations",
        .array(
          generations.map {
            .inline(.object([("generation", .string($0.name)), ("spans", .integer($0.spans))]))
          })
      ),
      ("fields", .array(fields.map(\.json))),
    ]
  }
}

extension Report.DriftField {
  var json: JSONValue {
    .object([
      ("field", .string(name)), ("spans", .integer(spans)), ("derived", .integer(derived)),
      ("sources", .array(sources.map { .inline($0.json) })),
    ])
  }
}

extension Report.DriftSource {
  var json: JSONValue {
    .object([
      ("name", .string(name)), ("dialect", .string(dialect)), ("generation", .string(generation)),
      ("conventional", .bool(isConventional)), ("replaced", .bool(isReplaced)), ("spans", .integer(spans)),
      ("alone", .integer(alone)),
      ("conflicts", .integer(conflicts)), ("tokens_alone", .integer(tokensAlone)),
    ])
  }
}
