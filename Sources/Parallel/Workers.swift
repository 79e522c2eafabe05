import Dispatch
import Synchronization

/// A fixed number of threads that share out work.
///
/// Work is cut into pieces whose bounds never depend on `threads`, and results come back in the
/// order of the pieces, so that a sum over them is the same for any number of threads.
public struct Workers: Sendable {
  /// How many threads may run at once, 1 or more.
  public let threads: Int

  public init(threads: Int) { self.threads = max(1, threads) }

  /// As many threads as the machine has processors.
  public static var all: Workers {
    Workers(threads: processorCount())
  }

  /// Runs `body` for each of `0 ..< count`, in any order, and returns when all are done.
  public func each(_ count: Int, _ body: @Sendable (Int) -> Void) {
    guard count > 1, threads > 1 else {
      for piece in 0..<count { body(piece) }
      return
    }
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard piece < count else { return }
        body(piece)
      }
    }
  }

  /// Runs `body` over consecutive ranges of `grain` elements that cover `0 ..< count`.
  public func ranges(_ count: Int, grain: Int, _ body: @Sendable (Range<Int>) -> Void) {
    each((count + grain - 1) / grain) { piece in
      body(piece * grain..<min(count, (piece + 1) * grain))
    }
  }

  /// The results of `body` for `0 ..< count`, in that order.
  public func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    if count <= 1 || threads == 1 { return (0..<count).map(body) }
    var results = [Result?](repeating: nil, count: count)
    results.withDisjointWrites { slots in
      each(count) { slots[$0] = body($0) }
    }
    return results.map { $0! }
  }
}
