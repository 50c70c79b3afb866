import LedgerMemory

extension ByteView {
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
