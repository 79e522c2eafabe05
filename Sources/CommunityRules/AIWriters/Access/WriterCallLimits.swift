import NoteModel

/// How many calls a writer may make, whatever they do.
public struct WriterCallLimits: Hashable, Codable, Sendable {
  /// Calls of one endpoint in a window.
  public var perWindow = 90
  public var windowMinutes = 15
  /// Calls that manage notes, together, in 24 hours.
  public var managingPerDay = 250

  public init() {}

  /// What one writer used.
  public struct Usage: Hashable, Codable, Sendable {
    public var windows: [WriterEndpoint: RateWindow] = [:]
    public var managing: RateWindow?

    public init() {}
  }

  /// Whether a call is let through, and what the headers of its answer say.
  public struct Answer: Hashable, Sendable {
    public var isAllowed: Bool
    public var window: RateHeadroom
    /// For endpoints that manage notes.
    public var day: RateHeadroom?
    /// When the call may be made again; nil: it was let through.
    public var retryAt: Int64?
  }

  /// Counts a call, unless a limit refuses it: refused calls use nothing up.
  public func count(
    _ endpoint: WriterEndpoint, in usage: inout Usage, at now: Int64
  ) -> Answer {
    let length = Int64(windowMinutes) * Millis.minute
    var window = RateWindow.current(usage.windows[endpoint], lasting: length, at: now)
    var day =
      endpoint.managesNotes
      ? RateWindow.current(usage.managing, lasting: Millis.day, at: now) : nil
    let isWindowFull = window.used >= perWindow
    let isDayFull = day.map { $0.used >= managingPerDay } ?? false
    let isAllowed = !isWindowFull && !isDayFull
    if isAllowed {
      window.used += 1
      day?.used += 1
    }
    usage.windows[endpoint] = window
    if let day { usage.managing = day }
    let ends = [
      isWindowFull ? window.startedAt + length : nil,
      isDayFull ? day.map { $0.startedAt + Millis.day } : nil,
    ]
    return Answer(
      isAllowed: isAllowed, window: Self.headroom(window, perWindow, length),
      day: day.map { Self.headroom($0, managingPerDay, Millis.day) },
      retryAt: ends.compactMap(\.self).max())
  }

  private static func headroom(
    _ window: RateWindow, _ limit: Int, _ length: Int64
  ) -> RateHeadroom {
    RateHeadroom(
      limit: limit, remaining: max(0, limit - window.used),
      resetSeconds: (window.startedAt + length + 999) / 1000)
  }
}
