import NoteModel

/// When somebody may be sent an alert (TIM-27, TIM-30, TIM-31).
public struct AlertTimes: Hashable, Codable, Sendable {
  public var allIn = AlertFrequency.Cap(most: 3, days: 1)
  public var often = AlertFrequency.Cap(most: 3, days: 7)
  public var sometimes = AlertFrequency.Cap(most: 3, days: 30)
  /// Hours of the recipient's day between which alerts are sent.
  public var firstHour = 8
  public var lastHour = 22

  public init() {}

  /// The cap of a choice; none at all for `never`.
  public func cap(of frequency: AlertFrequency) -> AlertFrequency.Cap {
    switch frequency {
    case .allIn: allIn
    case .often: often
    case .sometimes: sometimes
    case .never: AlertFrequency.Cap(most: 0, days: 1)
    }
  }

  /// Whether one more alert may be sent now.
  ///
  /// - Parameters:
  ///   - sent: when earlier alerts were sent, as far back as the cap looks.
  ///   - secondsFromUTC: of the recipient's time zone; nil: unknown, any hour will do.
  public func allow(
    _ frequency: AlertFrequency, sent: [Int64], secondsFromUTC: Int? = nil, at now: Int64
  ) -> Bool {
    let cap = cap(of: frequency)
    let since = now - Int64(cap.days) * Millis.day
    return sent.count { $0 > since } < cap.most && isDaytime(secondsFromUTC, now)
  }

  private func isDaytime(_ secondsFromUTC: Int?, _ now: Int64) -> Bool {
    guard let secondsFromUTC else { return true }
    let local = now + Int64(secondsFromUTC) * 1000
    let millisOfDay = (local % Millis.day + Millis.day) % Millis.day
    return millisOfDay >= Int64(firstHour) * Millis.hour
      && millisOfDay < Int64(lastHour) * Millis.hour
  }
}
