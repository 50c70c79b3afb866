import LedgerMemory

/// Pieces that were read ahead: a few, in batches that go round.
///
/// Each has its place by its number, so that a piece is read only when the one ``piecesMax`` and one more before it was given
/// back: its content may lie where the new one's will.
final class PieceQueue: @unchecked Sendable {
  // Sound: everything is touched under the lock, except a block that is being filled, by the one who fills, or that is held, by
  // its holder.
  final class Block {
    fileprivate var batch = RecordBatch()
    fileprivate var piece: Piece?
    fileprivate var isFree = true
  }

  /// What asking for a block came to.
  enum Answer {
    case block(Block)
    case busy
    case exhausted
  }

  /// How many pieces may wait or be copied while another one is read: enough for workers to fall behind for a while.
  static let piecesMax = 3

  private let lock = WaitingLock()
  private let hasReady = WaitingCondition()
  private let hasFree = WaitingCondition()
  private let blocks = (0...PieceQueue.piecesMax).map { _ in Block() }
  private var putCount = 0
  private var takenCount = 0
  private var hasEnded = false
  private let workers: Int
  private var waiting = 0

  /// - Parameter workers: how many there are.
  init(workers: Int) { self.workers = workers }

  private func block(_ number: Int) -> Block { blocks[number % blocks.count] }

  /// Fills the next block; waits until it was given back. `false` when nothing more is to be read.
  func put(_ read: (inout RecordBatch) -> Piece?) -> Bool {
    lock.lock()
    let block = block(putCount)
    while !block.isFree, !hasEnded { lock.wait(for: hasFree) }
    guard !hasEnded else {
      lock.unlock()
      return false
    }
    lock.unlock()
    block.piece = read(&block.batch)
    lock.lock()
    if block.piece != nil {
      block.isFree = false
      putCount += 1
    }
    if block.piece?.isLast ?? true { hasEnded = true }
    let goesOn = !hasEnded
    // Whoever is at work comes back for the piece, or for the one behind it. More workers than are needed would only keep the
    // reader from its processor.
    let wakesOne = putCount - takenCount > 1 || waiting >= workers
    lock.unlock()
    if !goesOn { hasReady.wakeAll() } else if wakesOne { hasReady.wakeOne() }
    return goesOn
  }

  /// Takes the next piece, as soon as there is one.
  func take(into batch: inout RecordBatch, waits: Bool) -> FeedResult {
    switch hold(waits: waits) {
    case .busy: return .busy
    case .exhausted: return .exhausted
    case .block(let block):
      defer { giveBack(block) }
      guard var piece = block.piece else { return .exhausted }
      if let content = piece.content {
        piece.content = nil
        withExtendedLifetime(content) { batch.bytes.append(content.view) }
      } else {
        swap(&batch.bytes, &block.batch.bytes)
        swap(&batch.packed, &block.batch.packed)
        batch.start = block.batch.start
      }
      return .piece(piece)
    }
  }

  /// The block of the next piece, for the caller alone until it is given back.
  func hold(waits: Bool) -> Answer {
    lock.lock()
    defer { lock.unlock() }
    while putCount == takenCount, !hasEnded {
      if !waits { return .busy }
      waiting += 1
      lock.wait(for: hasReady)
      waiting -= 1
    }
    guard putCount > takenCount else { return .exhausted }
    let block = block(takenCount)
    takenCount += 1
    return .block(block)
  }

  func giveBack(_ block: Block) {
    block.piece = nil
    lock.lock()
    block.isFree = true
    lock.unlock()
    hasFree.wakeOne()
  }

  /// Nothing more is put; what is there may be taken.
  func stop() {
    lock.lock()
    hasEnded = true
    lock.unlock()
    hasReady.wakeAll()
    hasFree.wakeAll()
  }
}
