import Foundation

/// Runs asynchronous work from a command that is not.
func waiting<Result: Sendable>(
  _ body: @escaping @Sendable () async throws -> Result
) throws -> Result {
  let done = DispatchSemaphore(value: 0)
  let result = Box<Swift.Result<Result, any Error>>()
  Task {
    do { result.value = .success(try await body()) } catch { result.value = .failure(error) }
    done.signal()
  }
  done.wait()
  guard let outcome = result.value else { throw CancellationError() }
  return try outcome.get()
}

/// Handed over by the semaphore, so that no two threads are at it at once.
private final class Box<Value>: @unchecked Sendable { var value: Value? }
