/// JSON that people feed in and that is no OTLP: what it looks like, and how to get OTLP instead.
///
/// The raw value is the name that reports show.
public enum ForeignKind: String, CaseIterable, Hashable, Sendable {
  /// A trace as Jaeger's UI and its first API return it.
  case jaegerUI = "jaeger-ui"
  /// Spans in Zipkin's second format.
  case zipkin
  /// A Langfuse trace with its observations, or single observations.
  case langfuseExport = "langfuse-export"
  /// LangSmith runs.
  case langsmith
  /// Phoenix spans as its client and its UI export them.
  case phoenix
  /// An MLflow trace.
  case mlflow
  /// Spans as the JavaScript SDK holds them in memory.
  case jsSDKSpans = "js-sdk-spans"
  /// Log records as the JavaScript SDK holds them in memory.
  case jsSDKLogs = "js-sdk-logs"
  /// Metrics as the JavaScript SDK holds them in memory.
  case jsSDKMetrics = "js-sdk-metrics"
  /// What the console exporters of the Python SDK print.
  case pythonConsole = "python-console"
  /// Single spans with attributes as a map, as some agent tools write them.
  case flattenedSpans = "flattened-spans"
  /// A search result of Grafana Tempo.
  case tempo
  /// The answer that a backend gave to an exporter.
  case exporterResponse = "exporter-response"
  /// None of the above.
  case unknown

  /// What it is, for people.
  public var title: String {
    switch self {
    case .jaegerUI: "a trace exported from the Jaeger UI"
    case .zipkin: "Zipkin spans"
    case .langfuseExport: "a Langfuse export"
    case .langsmith: "LangSmith runs"
    case .phoenix: "spans exported from Phoenix"
    case .mlflow: "an MLflow trace"
    case .jsSDKSpans: "spans as the JavaScript SDK prints them"
    case .jsSDKLogs: "log records as the JavaScript SDK prints them"
    case .jsSDKMetrics: "metrics as the JavaScript SDK prints them"
    case .pythonConsole: "output of the Python console exporter"
    case .flattenedSpans: "single spans with attributes as a map"
    case .tempo: "a search result of Grafana Tempo"
    case .exporterResponse: "a backend's answer to an exporter"
    case .unknown: "JSON without any OTLP"
    }
  }

  /// How to get OTLP instead; empty where nothing is missing.
  public var advice: String {
    switch self {
    case .jaegerUI:
      "fetch the trace from Jaeger's /api/v3/traces, which answers in OTLP"
    case .zipkin:
      "send the spans through a Collector with the zipkin receiver and the file exporter"
    case .langfuseExport:
      "let the application export OTLP to a Collector with the file exporter beside Langfuse"
    case .langsmith:
      "set LANGSMITH_OTEL_ENABLED and send the runs to a Collector with the file exporter"
    case .phoenix:
      "send the spans to a Collector with the file exporter beside Phoenix"
    case .mlflow:
      "set OTEL_EXPORTER_OTLP_TRACES_ENDPOINT so that MLflow exports its traces as OTLP"
    case .jsSDKSpans, .jsSDKLogs, .jsSDKMetrics:
      "replace the console or file exporter by an OTLP exporter and a Collector with the file exporter"
    case .pythonConsole:
      "replace the console exporter by the OTLP exporter or the OTLP JSON file exporter"
    case .flattenedSpans:
      "export the spans as OTLP: a list of resourceSpans, attributes as a list of keys and values"
    case .tempo:
      "fetch the traces themselves: /api/v2/traces/ and a trace id answers in OTLP"
    case .exporterResponse:
      ""
    case .unknown:
      "expected an object with resourceSpans, resourceMetrics or resourceLogs"
    }
  }
}
