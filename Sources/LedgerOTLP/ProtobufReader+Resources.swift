import LedgerMemory
import LedgerModel

extension ProtobufReader {
  /// The whole message: a list of ResourceSpans, ResourceMetrics or ResourceLogs.
  mutating func requests(_ signal: Signal?) {
    var at = 0
    let end = message.count
    do throws(Damage) {
      while at < end {
        let tag = try message.fieldTag(&at, end)
        if tag == 0x0A {
          let part = try container(&at, end)
          resource(part, signal)
        } else {
          try message.skipField(tag, &at, end)
        }
      }
    } catch {
      noteDamage(error, inPartEndingAt: end)
    }
  }

  /// A ResourceSpans, ResourceMetrics or ResourceLogs message.
  ///
  /// The resource may stand behind its scopes: one walk over the few fields finds it first.
  private mutating func resource(_ part: FieldContent, _ signal: Signal?) {
    if signal == .traces, resourceInOrder(part) { return }
    desk.clear()
    desk.digest = AttributeDigest()
    var schemaURL = ByteView.empty
    var hasScopes = false
    var at = part.start
    do throws(Damage) {
      while at < part.end {
        let tag = try message.fieldTag(&at, part.end)
        switch tag {
        case 0x0A:
          let content = try message.content(&at, part.end)
          do throws(Damage) {
            try resourceAttributes(content)
          } catch {
            noteLeftOut("the rest of a resource", error, inPartEndingAt: content.end)
          }
        case 0x12:
          hasScopes = true
          try message.skipField(tag, &at, part.end)
        case 0x1A: schemaURL = try text(&at, part.end, isLasting: true)
        default: try message.skipField(tag, &at, part.end)
        }
      }
    } catch {
      // The second walk meets this damage again and counts it.
    }
    desk.deliverResource()

    at = part.start
    do throws(Damage) {
      while at < part.end {
        let tag = try message.fieldTag(&at, part.end)
        switch tag {
        case 0x12: scope(try container(&at, part.end), signal, schemaURL)
        case 0x1F42 where !hasScopes: scope(try container(&at, part.end), signal, schemaURL)
        case 0x0A, 0x1A: try message.skipField(tag, &at, part.end)
        default: try skip(tag, &at, part.end, .resourceParts)
        }
      }
    } catch {
      noteDamage(error, inPartEndingAt: part.end)
    }
  }

  /// A ScopeSpans, ScopeMetrics or ScopeLogs message.
  private mutating func scope(_ part: FieldContent, _ signal: Signal?, _ resourceSchemaURL: ByteView) {
    desk.clear()
    desk.digest = AttributeDigest()
    var name = ByteView.empty
    var version = ByteView.empty
    var schemaURL = ByteView.empty
    var at = part.start
    do throws(Damage) {
      while at < part.end {
        let tag = try message.fieldTag(&at, part.end)
        switch tag {
        case 0x0A:
          let content = try message.content(&at, part.end)
          do throws(Damage) {
            try scopeFields(content, &name, &version)
          } catch {
            noteLeftOut("the rest of a scope", error, inPartEndingAt: content.end)
          }
        case 0x1A: schemaURL = try text(&at, part.end)
        default: try message.skipField(tag, &at, part.end)
        }
      }
    } catch {
      // The second walk meets this damage again and counts it.
    }
    desk.deliverScope(
      name: name, version: version, schemaURL: schemaURL.isEmpty ? resourceSchemaURL : schemaURL)

    at = part.start
    do throws(Damage) {
      while at < part.end {
        let tag = try message.fieldTag(&at, part.end)
        switch tag {
        case 0x12:
          let content = try message.content(&at, part.end)
          switch signal {
          case .traces: spanOrNothing(content)
          case .metrics: metricOrNothing(content)
          case .logs: logRecordOrNothing(content)
          case .profiles, nil: noteUnknownItem(content)
          }
        case 0x0A, 0x1A: try message.skipField(tag, &at, part.end)
        default: try skip(tag, &at, part.end, .scopeParts)
        }
      }
    } catch {
      noteDamage(error, inPartEndingAt: part.end)
    }
  }

  private mutating func noteUnknownItem(_ content: FieldContent) {
    desk.report(
      .foreignRecord, atByte: content.start,
      message.isMetricOfOld(content)
        ? ForeignKind.oldMetrics.complaint
        : "an item shows neither a span nor a metric nor a log record; it was left out")
  }

  mutating func resourceAttributes(_ content: FieldContent) throws(Damage) {
    var at = content.start
    while at < content.end {
      let tag = try message.fieldTag(&at, content.end)
      if tag == 0x0A {
        digestedAttribute(try message.content(&at, content.end))
      } else {
        try skip(tag, &at, content.end, .resource)
      }
    }
  }

  mutating func scopeFields(
    _ content: FieldContent, _ name: inout ByteView, _ version: inout ByteView
  ) throws(Damage) {
    var at = content.start
    while at < content.end {
      let tag = try message.fieldTag(&at, content.end)
      switch tag {
      case 0x0A: name = try text(&at, content.end)
      case 0x12: version = try text(&at, content.end)
      case 0x1A: digestedAttribute(try message.content(&at, content.end))
      default: try skip(tag, &at, content.end, .scope)
      }
    }
  }
}
