/// Calls counted in a stretch of time that begins with the first.
public struct RateWindow: Hashable, Codable, Sendable {
  public var startedAt: Int64
  public var used: Int

  public init(startedAt: Int64, used: Int) {
    self.startedAt = startedAt
    self.used = used
  }

  /// The window that a call falls into now: this one, or a new one where it is over or, after the
  /// clock was set back, has not begun.
  static func current(_ window: RateWindow?, lasting length: Int64, at now: Int64) -> RateWindow {
    guard let window, now >= window.startedAt, now - window.startedAt < length else {
      return RateWindow(startedAt: now, used: 0)
    }
    return window
  }
}

/// What is left of a window, as the headers of an answer tell it.
public struct RateHeadroom: Hashable, Sendable {
  public var limit: Int
  public var remaining: Int
  /// When the window ends, in whole seconds since 1970, rounded up.
  public var resetSeconds: Int64
}
