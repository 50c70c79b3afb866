/// JSON that people feed in and that is no OTLP: what it looks like, whether it is read all the same, and else how to get
/// OTLP instead.
///
/// The raw value is the name that reports show.
public enum ForeignKind: String, CaseIterable, Hashable, Sendable {
  /// Traces as Jaeger's UI and its first API return them, or its single spans. Read.
  case jaeger = "jaeger-json"
  /// Spans, log records and metrics as the JavaScript SDK holds them in memory. Read.
  case jsSDK = "js-sdk"
  /// Single spans with the fields of OTLP, as AWS keeps them and Phoenix's API answers. Read.
  case bareSpans = "bare-otlp-spans"
  /// What the console exporters of the JavaScript SDK print.
  case jsConsole = "js-console"
  /// Jaeger spans by the names of their protobuf messages, as Kafka topics hold them.
  case jaegerMessages = "jaeger-messages"
  /// A batch as clients of Jaeger sent it, by the names of its Thrift structures.
  case jaegerThrift = "jaeger-thrift"
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
  /// Spans and traces of Opik.
  case opik
  /// Calls of W&B Weave.
  case weave
  /// Spans of Braintrust's logs.
  case braintrust
  /// A trace of Genkit's developer UI.
  case genkit
  /// Traces and spans of the OpenAI Agents SDK.
  case openAIAgents = "openai-agents"
  /// Spend logs of LiteLLM, and what it hands to its loggers.
  case liteLLM = "litellm-logs"
  /// The transcript that Claude Code keeps of a session.
  case claudeCode = "claude-code-transcript"
  /// The file that Codex keeps of a session.
  case codex = "codex-session"
  /// Bedrock's log of model invocations.
  case bedrockLog = "bedrock-invocation-log"
  /// Rows of the tables that the Collector's ClickHouse exporter fills.
  case clickHouse = "clickhouse-rows"
  /// Documents of Elastic APM.
  case elasticAPM = "elastic-apm"
  /// Segments of AWS X-Ray.
  case xRay = "x-ray"
  /// Rows of Azure Monitor's tables, and what Application Insights is sent.
  case azureMonitor = "azure-monitor"
  /// Spans of Datadog: as its agent is sent them, as its API finds them, and those of its LLM Observability.
  case datadog
  /// Events of Honeycomb.
  case honeycomb
  /// Spans of New Relic.
  case newRelic = "new-relic"
  /// Transactions and spans of Sentry.
  case sentry
  /// Requests that Helicone logged.
  case helicone
  /// Rows of SigNoz' tables.
  case signoz
  /// Traces of Google Cloud Trace.
  case cloudTrace = "google-cloud-trace"
  /// What Prometheus answers to a query.
  case prometheusAnswer = "prometheus-answer"
  /// Metrics in CloudWatch's embedded format.
  case embeddedMetrics = "cloudwatch-embedded-metrics"
  /// Events for the trace viewers of Chrome and Perfetto.
  case chromeTrace = "chrome-trace"
  /// What the console exporters of the Python SDK print.
  case pythonConsole = "python-console"
  /// What the console exporter of the PHP SDK prints of spans.
  case phpConsole = "php-console"
  /// What the stdout exporters of the Go SDK print.
  case goConsole = "go-console"
  /// Single spans with fields of their own, as some agent tools write them, and single log records.
  case flattenedSpans = "flattened-spans"
  /// A search result of Grafana Tempo.
  case tempo
  /// Metrics as the first versions of OTLP had them.
  case oldMetrics = "otlp-0.4-metrics"
  /// Log lines of Sumo Logic's form, which the S3 exporter can write.
  case sumoLogic = "sumo-logic"
  /// A record of a message queue or of standard output that holds a request in a form that was not unwrapped.
  case wrapped = "wrapped"
  /// The answer that a backend gave to an exporter.
  case exporterResponse = "exporter-response"
  /// None of the above.
  case unknown

  /// Whether it is read although it is no OTLP.
  public var isRead: Bool { self == .jaeger || self == .jsSDK || self == .bareSpans }

  /// What it is, for people.
  public var title: String {
    switch self {
    case .jaeger: "Jaeger traces"
    case .jsSDK: "objects as the JavaScript SDK holds them"
    case .bareSpans: "OTLP spans outside of its lists"
    case .jsConsole: "output of the JavaScript console exporter"
    case .jaegerMessages: "Jaeger spans of a message queue"
    case .jaegerThrift: "a batch of Jaeger's Thrift format"
    case .zipkin: "Zipkin spans"
    case .langfuseExport: "a Langfuse export"
    case .langsmith: "LangSmith runs"
    case .phoenix: "spans exported from Phoenix"
    case .mlflow: "an MLflow trace"
    case .opik: "spans exported from Opik"
    case .weave: "calls exported from W&B Weave"
    case .braintrust: "spans exported from Braintrust"
    case .genkit: "a trace of Genkit's developer UI"
    case .openAIAgents: "spans of the OpenAI Agents SDK"
    case .liteLLM: "LiteLLM's own logs"
    case .claudeCode: "a transcript of Claude Code"
    case .codex: "a session file of Codex"
    case .bedrockLog: "Bedrock's log of model invocations"
    case .clickHouse: "rows of the ClickHouse exporter's tables"
    case .elasticAPM: "documents of Elastic APM"
    case .xRay: "segments of AWS X-Ray"
    case .azureMonitor: "telemetry in the form of Azure Monitor"
    case .datadog: "spans of Datadog"
    case .honeycomb: "events of Honeycomb"
    case .newRelic: "spans of New Relic"
    case .sentry: "events of Sentry"
    case .helicone: "requests exported from Helicone"
    case .signoz: "rows of SigNoz' tables"
    case .cloudTrace: "traces of Google Cloud Trace"
    case .prometheusAnswer: "an answer of Prometheus"
    case .embeddedMetrics: "metrics in CloudWatch's embedded format"
    case .chromeTrace: "events for a trace viewer"
    case .pythonConsole: "output of the Python console exporter"
    case .phpConsole: "output of the PHP console exporter"
    case .goConsole: "output of Go's stdout exporters"
    case .flattenedSpans: "single spans or log records outside of OTLP's lists"
    case .tempo: "a search result of Grafana Tempo"
    case .oldMetrics: "metrics of OTLP 0.3 or 0.4"
    case .sumoLogic: "log lines in the form of Sumo Logic"
    case .wrapped: "a payload inside another record"
    case .exporterResponse: "a backend's answer to an exporter"
    case .unknown: "JSON of another kind"
    }
  }

  /// How to get OTLP instead; empty where nothing is missing.
  public var advice: String {
    switch self {
    case .jaeger, .jsSDK, .bareSpans, .exporterResponse:
      ""
    case .jaegerMessages:
      "set the encoding of the Kafka exporter to otlp_json or otlp_proto"
    case .jaegerThrift:
      "send the batches through a Collector with the jaeger receiver and the file exporter"
    case .zipkin:
      "send the spans through a Collector with the zipkin receiver and the file exporter"
    case .langfuseExport: beside("Langfuse")
    case .opik: beside("Opik")
    case .weave: beside("Weave")
    case .braintrust: beside("Braintrust")
    case .genkit: beside("the developer UI")
    case .bedrockLog: beside("Bedrock's log")
    case .claudeCode:
      "set CLAUDE_CODE_ENABLE_TELEMETRY=1 and OTEL_LOGS_EXPORTER=otlp, and export to a Collector with the file exporter"
    case .codex:
      "set an exporter in the section otel of Codex's configuration, and export to a Collector with the file exporter"
    case .clickHouse: beside("ClickHouse")
    case .elasticAPM: beside("Elastic")
    case .xRay: beside("X-Ray")
    case .azureMonitor: beside("Azure Monitor")
    case .datadog:
      "let the application export OTLP to a Collector with the file exporter, or send what Datadog's libraries write to one "
        + "with the datadog receiver"
    case .honeycomb: beside("Honeycomb")
    case .newRelic: beside("New Relic")
    case .sentry: beside("Sentry")
    case .helicone: beside("Helicone")
    case .signoz: beside("SigNoz")
    case .cloudTrace: beside("Cloud Trace")
    case .prometheusAnswer:
      "export the metrics as OTLP, for instance by a Collector with the prometheus receiver and the file exporter"
    case .embeddedMetrics: beside("CloudWatch")
    case .chromeTrace:
      "they have no spans of OTLP; export those of the application to a Collector with the file exporter"
    case .openAIAgents:
      "add an OpenTelemetry instrumentation of the SDK, and export OTLP to a Collector with the file exporter"
    case .liteLLM:
      "add the callback otel, and export OTLP to a Collector with the file exporter"
    case .langsmith:
      "set LANGSMITH_OTEL_ENABLED and send the runs to a Collector with the file exporter"
    case .phoenix:
      "send the spans to a Collector with the file exporter beside Phoenix"
    case .mlflow:
      "set OTEL_EXPORTER_OTLP_TRACES_ENDPOINT so that MLflow exports its traces as OTLP"
    case .jsConsole, .phpConsole:
      "replace the console exporter by an OTLP exporter and a Collector with the file exporter"
    case .pythonConsole:
      "replace the console exporter by the OTLP exporter or the OTLP JSON file exporter"
    case .goConsole:
      "replace stdouttrace, stdoutmetric or stdoutlog by an OTLP exporter and a Collector with the file exporter"
    case .flattenedSpans:
      "export them as OTLP: lists of resourceSpans or resourceLogs, attributes as lists of keys and values"
    case .tempo:
      "fetch the traces themselves: /api/v2/traces/ and a trace id answers in OTLP"
    case .oldMetrics:
      "they are too old to be read; export with an SDK and a Collector of OTLP 0.5 (2020) or newer"
    case .sumoLogic:
      "set the marshaler of the S3 exporter to otlp_json or otlp_proto"
    case .wrapped:
      "take the request out of the member that holds it, for instance with jq, and give one a line"
    case .unknown:
      "expected an object with resourceSpans, resourceMetrics or resourceLogs"
    }
  }

  private func beside(_ place: String) -> String {
    "let the application export OTLP to a Collector with the file exporter beside \(place)"
  }

  /// The text of the problem that it is.
  public var complaint: String {
    self == .oldMetrics ? "\(title): \(advice)" : "not OTLP but \(title): \(advice)"
  }
}
