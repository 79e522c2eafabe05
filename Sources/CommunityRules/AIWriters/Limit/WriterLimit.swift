import NoteModel

/// How many live notes an AI writer may propose in 24 hours, and which rule says so (AIW-41).
public struct WriterLimit: Hashable, Sendable {
  public let perDay: Int
  public let rule: Rule

  /// In the order asked; the first that applies decides.
  public enum Rule: String, Codable, Sendable, CaseIterable {
    /// At least 8 of the latest 10 notes with a status are not helpful.
    case eightOfTenNotHelpful
    /// At least 3 of the latest 5.
    case threeOfFiveNotHelpful
    /// Fewer than 20 notes ever.
    case newWriter
    /// By hit rate and recent pace.
    case earned
  }

  public init(_ record: WriterRecord) {
    if record.notHelpfulOfLast10 >= 8 {
      (perDay, rule) = (2, .eightOfTenNotHelpful)
    } else if record.notHelpfulOfLast5 >= 3 {
      (perDay, rule) = (5, .threeOfFiveNotHelpful)
    } else if record.notes < 20 {
      (perDay, rule) = (10, .newWriter)
    } else {
      let byPace = record.notesPerDay.scaled(by: 5)
      (perDay, rule) = (max(5, min(byPace, Self.byHitRate(record)).roundedDown), .earned)
    }
  }

  /// The limit by hit rate alone. It can fall where the rate rises to 5 %: only below does the
  /// recent rate count.
  static func byHitRate(_ record: WriterRecord) -> Fraction {
    let rate = record.longHitRate
    // Each is the line of the table, multiplied out: 15 + 700 · (x − 5 %) = 700 · x − 20.
    if rate < Fraction(5, 100) { return max(record.recentHitRate, rate).scaled(by: 300) }
    if rate < Fraction(10, 100) { return rate.scaled(by: 700, plus: -20) }
    if rate < Fraction(15, 100) { return rate.scaled(by: 3000, plus: -250) }
    if rate < Fraction(20, 100) { return rate.scaled(by: 6000, plus: -700) }
    return Fraction(500)
  }

  /// The limit where it stands in the way of a note now; nil: the note may be proposed.
  ///
  /// - Parameter times: when the writer's live notes of the last day were made, deleted ones among
  ///   them.
  public func reached(times: [Int64], at now: Int64) -> WritingLimits.Reached? {
    WritingLimits.reached(.overall, limit: perDay, window: Millis.day, times: times, now: now)
  }
}
