/// The time for something was over before it was done.
struct DeadlinePassed: Error {}

/// What a body answers before a deadline; the body is cancelled when the deadline passes.
///
/// - Throws: `DeadlinePassed`, or what the body throws.
func withDeadline<Result: Sendable>(
  _ deadline: ContinuousClock.Instant, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  try await withThrowingTaskGroup(of: Result.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await Task.sleep(until: deadline, clock: .continuous)
      throw DeadlinePassed()
    }
    defer { group.cancelAll() }
    guard let result = try await group.next() else { throw CancellationError() }
    return result
  }
}
