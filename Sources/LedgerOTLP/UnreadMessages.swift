import LedgerMemory

// Messages that are none of today's OTLP and can be told by their form.

extension ByteView {
  /// Whether a message is what a backend answers to an exporter: a partial success with a count of what it rejected, a
  /// text, or both.
  var isExporterResponse: Bool {
    var at = 0
    do throws(Damage) {
      guard count > 0, try fieldTag(&at, count) == 0x0A else { return false }
      let answer = try content(&at, count)
      guard at == count, answer.count > 0 else { return false }
      at = answer.start
      while at < answer.end {
        switch try fieldTag(&at, answer.end) {
        case 0x08: _ = try varint(&at, answer.end)
        case 0x12:
          // A list of scopes would begin with a tag, which is no character of a text.
          let text = try content(&at, answer.end)
          guard text.count > 0, byteOrPadding(at: text.start) >= 0x20, slice(text.start, text.end).isUTF8 else {
            return false
          }
        default: return false
        }
      }
      return true
    } catch {
      return false
    }
  }

  /// Whether an item is a metric as OTLP 0.3 and 0.4 wrote it: its first field was a message, the descriptor with name,
  /// description, unit and type, where the name is today; its points stood in fields 2 to 5.
  func isMetricOfOld(_ item: FieldContent) -> Bool {
    var at = item.start
    var hasDescriptor = false
    do throws(Damage) {
      while at < item.end {
        let tag = try fieldTag(&at, item.end)
        switch tag {
        case 0x0A:
          guard isDescriptor(try content(&at, item.end)) else { return false }
          hasDescriptor = true
        case 0x12, 0x1A, 0x22, 0x2A: try skipField(tag, &at, item.end)
        default: return false
        }
      }
    } catch {
      return false
    }
    return hasDescriptor
  }

  private func isDescriptor(_ descriptor: FieldContent) -> Bool {
    var at = descriptor.start
    var hasName = false
    do throws(Damage) {
      while at < descriptor.end {
        let tag = try fieldTag(&at, descriptor.end)
        switch tag {
        case 0x0A:
          let name = try content(&at, descriptor.end)
          hasName = name.count > 0 && slice(name.start, name.end).isUTF8
        case 0x12, 0x1A, 0x20, 0x28, 0x2A: try skipField(tag, &at, descriptor.end)
        default: return false
        }
      }
    } catch {
      return false
    }
    return hasName
  }
}
