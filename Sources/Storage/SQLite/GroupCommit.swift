import GRDB
import Synchronization

/// Lets writes that arrive together become durable together.
///
/// A commit costs one wait for the disk whatever it holds. While one is under way new writes
/// queue; the next commit takes them all, each in a savepoint of its own, so that one which throws
/// undoes itself alone. Nobody is answered before the commit that holds their write has returned.
final class GroupCommit: Sendable {
  private struct Queue {
    var waiting: [Job] = []
    var isDraining = false
  }

  /// One write, and whoever waits for it.
  private struct Job {
    /// Runs the write; gives what to do once the commit has ended, nil: well.
    let run: @Sendable (Database) -> Answer
    /// Says that the write never ran.
    let refuse: @Sendable (any Error) -> Void
  }

  private typealias Answer = @Sendable ((any Error)?) -> Void

  /// Bounds how long the first write of a commit waits for the last.
  private static let most = 256

  private let pool: DatabasePool
  private let queue = Mutex(Queue())

  init(_ pool: DatabasePool) { self.pool = pool }

  /// Runs a write in the next commit.
  ///
  /// - Throws: what the body throws, or why the commit failed.
  func run<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      enqueue(
        Job(
          run: { db in
            let outcome = Self.inSavepoint(db, body)
            return { failure in
              // A write that threw undid itself: its own reason says more than the commit's.
              if let failure, case .success = outcome {
                continuation.resume(throwing: failure)
              } else {
                continuation.resume(with: outcome)
              }
            }
          },
          refuse: { continuation.resume(throwing: $0) }))
    }
  }

  private static func inSavepoint<Result: Sendable>(
    _ db: Database, _ body: (Database) throws -> Result
  ) -> Swift.Result<Result, any Error> {
    var result: Result?
    do {
      try db.inSavepoint {
        result = try body(db)
        return .commit
      }
      guard let result else { return .failure(CancellationError()) }
      return .success(result)
    } catch {
      return .failure(error)
    }
  }

  private func enqueue(_ job: Job) {
    let starts = queue.withLock { queue in
      queue.waiting.append(job)
      defer { queue.isDraining = true }
      return !queue.isDraining
    }
    guard starts else { return }
    pool.asyncWriteWithoutTransaction { db in
      while let jobs = self.next() { Self.commit(jobs, db) }
    }
  }

  /// The jobs of the next commit; nil, and the queue is at rest, when none wait.
  private func next() -> [Job]? {
    queue.withLock { queue in
      if queue.waiting.isEmpty {
        queue.isDraining = false
        return nil
      }
      let jobs = Array(queue.waiting.prefix(Self.most))
      queue.waiting.removeFirst(jobs.count)
      return jobs
    }
  }

  private static func commit(_ jobs: [Job], _ db: Database) {
    var answers: [Answer] = []
    var failure: (any Error)?
    do {
      try db.inTransaction(.immediate) {
        answers = jobs.map { $0.run(db) }
        return .commit
      }
    } catch {
      failure = error
    }
    if answers.isEmpty, let failure {
      for job in jobs { job.refuse(failure) }
    } else {
      for answer in answers { answer(failure) }
    }
  }
}
