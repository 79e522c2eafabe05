import AsyncHTTPClient
import NIOHTTP1

/// What calls to addresses that others name have in common, webhooks and forums' own interfaces.
enum CarefulCall {
  /// The answer in time, or why there is none; for who runs the site.
  static func answer<Answer: Sendable>(
    within timeout: Duration, _ attempt: @escaping @Sendable () async throws -> Answer,
    otherwise none: (String) -> Answer
  ) async -> Answer {
    do {
      return try await withDeadline(.now + timeout, attempt)
    } catch is DeadlinePassed {
      return none("no answer in time")
    } catch let error as CardError {
      return none(String(describing: error))
    } catch {
      return none("no connection: \(String(describing: error).prefix(200))")
    }
  }
}

extension HTTPClientResponse {
  /// The wait that the receiver asks for in seconds, as milliseconds of at most a day; nil: none.
  var retryAfterMillis: Int64? {
    headers.first(name: "Retry-After").flatMap { Int64($0) }
      .map { min(max($0, 0), 86_400) * 1_000 }
  }
}
