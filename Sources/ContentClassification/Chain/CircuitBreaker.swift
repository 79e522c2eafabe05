/// Stops asking a service that keeps failing, and tries it again now and then. A value; times are
/// milliseconds since 1970 and are passed in.
public struct CircuitBreaker: Hashable, Sendable {
  public struct Settings: Hashable, Sendable {
    /// Failures in a row that stop the questions.
    public var failures: Int
    /// How long it is left alone at first; twice as long after each trial that fails.
    public var rest: Int64
    public var longestRest: Int64
    /// After this long a trial without an answer counts as failed.
    public var trialPatience: Int64

    public init(
      failures: Int = 5, rest: Int64 = 30_000, longestRest: Int64 = 600_000,
      trialPatience: Int64 = 60_000
    ) {
      self.failures = failures
      self.rest = rest
      self.longestRest = longestRest
      self.trialPatience = trialPatience
    }
  }

  public enum State: Hashable, Sendable {
    /// Questions pass; so many failures in a row so far.
    case closed(failures: Int)
    /// No question passes before `until`; `rest` is how long this rest is.
    case open(until: Int64, rest: Int64)
    /// One question is under way to see how the service does.
    case trial(since: Int64, rest: Int64)
  }

  public let settings: Settings
  public private(set) var state = State.closed(failures: 0)

  public init(settings: Settings = Settings()) { self.settings = settings }

  /// Whether it has failed too often, and has not answered since.
  public var isOpen: Bool { if case .closed = state { false } else { true } }

  /// When the next question may pass; nil: now.
  public func refusedUntil(at now: Int64) -> Int64? {
    switch state {
    case .closed: nil
    case .open(let until, _): now >= until ? nil : until
    case .trial(let since, _):
      now >= since + settings.trialPatience ? nil : since + settings.trialPatience
    }
  }

  /// Notes that a question is sent. Call it only where `refusedUntil` is nil.
  public mutating func asked(at now: Int64) {
    switch state {
    case .closed: break
    case .open(_, let rest), .trial(_, let rest): state = .trial(since: now, rest: rest)
    }
  }

  public mutating func succeeded() { state = .closed(failures: 0) }

  public mutating func failed(at now: Int64) {
    switch state {
    case .closed(let failures) where failures + 1 < settings.failures:
      state = .closed(failures: failures + 1)
    case .closed: state = .open(until: now + settings.rest, rest: settings.rest)
    case .trial(_, let rest):
      let longer = min(rest * 2, settings.longestRest)
      state = .open(until: now + longer, rest: longer)
    // The answer to a question that was sent before the rest began.
    case .open: break
    }
  }
}
