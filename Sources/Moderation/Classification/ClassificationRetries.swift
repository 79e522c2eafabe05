import NoteModel

/// When a classification that failed is tried again, in the background (moderation 2.2).
public enum ClassificationRetries {
  /// Milliseconds to wait after the first failure, the second, and so on.
  public static let delays: [Int64] = [1, 5, 15, 60, 240].map { $0 * Millis.minute }

  /// When to try again; nil: not any more.
  ///
  /// - Parameter failures: so far, that at submission included.
  public static func next(afterFailures failures: Int, lastAt: Int64) -> Int64? {
    guard failures >= 1, failures <= delays.count else { return nil }
    return lastAt + delays[failures - 1]
  }
}
