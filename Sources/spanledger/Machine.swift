import FoundationEssentials

/// The machine the program runs on.
enum Machine {
  /// How many cores may be used.
  static var coreCount: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }
}
