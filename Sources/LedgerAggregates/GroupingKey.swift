import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel

/// What calls can be grouped by.
public enum GroupingKey: String, CaseIterable, Sendable {
  /// `service.name` of the resource.
  case service
  /// The provider.
  case provider
  /// The operation.
  case operation
  /// The model asked for.
  case requestModel = "request_model"
  /// The model that answered.
  case responseModel = "response_model"
  /// The model that answered, else the one asked for.
  case model
  /// `deployment.environment.name` of the resource.
  case environment
  /// The agent.
  case agent
  /// The UTC hour of the start.
  case hour
  /// The UTC day of the start.
  case day
  /// The error type; absent where the call did not fail.
  case errorType = "error_type"
  /// Whether the response was streamed.
  case stream
  /// The name of the instrumentation scope.
  case scope
  /// The status of the span: unset, ok or error.
  case status
}

/// What the calls say for one key: a code each, in the order of what the codes mean.
public struct KeyColumn: Sendable {
  /// The code of each call.
  public let codes: CodeColumn
  /// What each code means; `nil` for *absent*, which comes first.
  public let texts: [String?]
}

extension CallFacts {
  /// What the selected calls say for a key.
  public func column(of key: GroupingKey) -> KeyColumn {
    switch key {
    case .service: KeyColumn(codes: service, texts: CallFacts.texts(serviceNames))
    case .provider: KeyColumn(codes: rows.select(calls.provider, workers), texts: CallFacts.texts(store.texts.provider))
    case .operation:
      KeyColumn(codes: rows.select(calls.operation, workers), texts: CallFacts.texts(store.texts.operation))
    case .requestModel:
      KeyColumn(codes: rows.select(calls.requestModel, workers), texts: CallFacts.texts(store.texts.model))
    case .responseModel:
      KeyColumn(codes: rows.select(calls.responseModel, workers), texts: CallFacts.texts(store.texts.model))
    case .model:
      column(CallFacts.texts(store.texts.model)) { index, row, _, _, _, _ in
        calls.responseModel[row] != 0 ? calls.responseModel[row] : calls.requestModel[row]
      }
    case .environment: column(ofScopes: store.scopes.map { store.resources[Int($0.resource)].environment })
    case .scope: column(ofScopes: store.scopes.map(\.name))
    case .agent:
      column(CallFacts.texts(store.texts.agent)) { _, _, segment, segmentRow, _, _ in segment.agent[segmentRow] }
    case .errorType:
      column(CallFacts.texts(store.texts.errorType)) { _, _, segment, segmentRow, _, _ in
        segment.errorType[segmentRow]
      }
    case .stream:
      column([nil, "false", "true"]) { _, row, _, _, _, _ in calls.isStreaming(row).map { $0 ? 2 : 1 } ?? 0 }
    case .status:
      column(["unset", "ok", "error"] + (3..<16).map { String($0) }) { _, _, _, _, spans, spanRow in
        UInt32(spans.status(spanRow))
      }
    case .hour: column(ofWindows: .hour)
    case .day: column(ofWindows: .day)
    }
  }

  private static func texts(_ values: TextColumnValues) -> [String?] { texts(values.texts) }

  private static func texts(_ values: [String]) -> [String?] { [nil] + values.dropFirst().map { $0 } }

  private func column(
    _ texts: [String?], _ code: @Sendable (Int, Int, CallSegment, Int, SpanSegment, Int) -> UInt32
  ) -> KeyColumn {
    let codes = CodeColumn(rowCount: count, cardinality: texts.count)
    let stretches = workers.stretches(of: count)
    workers.run(stretches.count) { stretch in
      forEach(in: stretches[stretch]) { index, row, segment, segmentRow, spans, spanRow in
        codes[index] = code(index, row, segment, segmentRow, spans, spanRow)
      }
    }
    return KeyColumn(codes: codes, texts: texts)
  }

  /// A column of what the scope of each call says.
  private func column(ofScopes names: [String?]) -> KeyColumn {
    let distinct = Set(names.compactMap { $0 }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let codes = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, UInt32($0 + 1)) })
    let codeOfScope = names.map { $0.flatMap { codes[$0] } ?? 0 }
    return column([nil] + distinct) { _, _, _, _, spans, spanRow in codeOfScope[Int(spans.scope[spanRow])] }
  }

  /// A column of the windows that calls start in, in order of time.
  private func column(ofWindows size: WindowSize) -> KeyColumn {
    let (windows, places) = windows(size)
    let codes = CodeColumn(rowCount: count, cardinality: windows.count + 1)
    let stretches = workers.stretches(of: count)
    workers.run(stretches.count) { stretch in
      for index in stretches[stretch] {
        codes[index] = Int(places[index]) == windows.count ? 0 : places[index] + 1
      }
    }
    let texts = windows.map { size == .day ? String($0.start.description.prefix(10)) : $0.start.description }
    return KeyColumn(codes: codes, texts: [nil] + texts)
  }
}
