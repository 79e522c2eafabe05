import Dispatch
import Synchronization

/// Runs independent jobs side by side, the largest first, as far as memory allows.
///
/// A job starts when a slot is free and its estimate fits beside those of the jobs under way; one
/// that fits nowhere runs alone. What a job gives never depends on when it ran.
public struct JobSchedule: Sendable {
  /// How many jobs may run at once, 1 or more.
  public let slots: Int
  /// Bytes that jobs may need together.
  public let budget: Int

  public init(slots: Int, budget: Int = .max) {
    self.slots = max(1, slots)
    self.budget = max(0, budget)
  }

  private struct State: Sendable {
    /// Positions of jobs that wait, largest first.
    var waiting: [Int]
    var running = 0
    var bytes = 0

    /// The largest job that may start now.
    mutating func next(_ schedule: JobSchedule, sizes: [Int]) -> Int? {
      guard running < schedule.slots else { return nil }
      let position = waiting.firstIndex { job in
        running == 0 || sizes[job] <= schedule.budget - min(bytes, schedule.budget)
      }
      guard let position else { return nil }
      let job = waiting.remove(at: position)
      running += 1
      bytes = bytes.addingReportingOverflow(sizes[job]).partialValue
      return job
    }

    mutating func end(_ size: Int) {
      running -= 1
      bytes = bytes.subtractingReportingOverflow(size).partialValue
    }
  }

  /// The results of all jobs, in the order of `sizes`.
  ///
  /// - Parameters:
  ///   - sizes: the bytes that each job is estimated to need.
  ///   - body: runs a job, by its position in `sizes`.
  public func map<Result: Sendable>(
    _ sizes: [Int], _ body: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let order = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    let state = Mutex(State(waiting: order))
    let results = Mutex([Result?](repeating: nil, count: sizes.count))
    let ended = DispatchSemaphore(value: 0)
    let group = DispatchGroup()
    while true {
      let (job, isDone) = state.withLock { state in
        (state.next(self, sizes: sizes), state.waiting.isEmpty && state.running == 0)
      }
      if let job {
        // A single slot needs no thread of its own.
        if slots == 1 {
          let result = body(job)
          results.withLock { $0[job] = result }
          state.withLock { $0.end(sizes[job]) }
          continue
        }
        DispatchQueue.global().async(group: group) {
          let result = body(job)
          results.withLock { $0[job] = result }
          state.withLock { $0.end(sizes[job]) }
          ended.signal()
        }
      } else if isDone {
        break
      } else {
        ended.wait()
      }
    }
    group.wait()
    return results.withLock { $0.map { $0! } }
  }
}
