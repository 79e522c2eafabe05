/// How many notes a writer may submit, and when the next (WRT-40 to WRT-57).
public enum WritingLimits {
  private static let day: Int64 = 86_400_000
  private static let week: Int64 = 7 * 86_400_000

  /// A limit that a writer has reached.
  public struct Reached: Hashable, Sendable {
    public enum Scope: Hashable, Sendable {
      case overall
      case onePostAuthor
    }
    public var scope: Scope
    /// Notes that the window allows.
    public var limit: Int
    /// Milliseconds that the window lasts.
    public var window: Int64
    /// When the next note becomes possible.
    public var nextAt: Int64
  }

  /// Notes per 24 hours for a writer (WRT-41 to WRT-44): 1 with a negative Writing Impact, 5 with 0,
  /// otherwise min(WI + 5, hit rate × 200), never below 1.
  ///
  /// - Parameter notes: all that the writer ever wrote, deleted ones among them.
  public static func perDay(writingImpact: Int, notes: Int) -> Int {
    if writingImpact < 0 { return 1 }
    if writingImpact == 0 { return 5 }
    // In whole numbers: 200 · WI ÷ notes, rounded down.
    let byHitRate = 200 * writingImpact / max(notes, writingImpact)
    return max(1, min(writingImpact + 5, byHitRate))
  }

  /// Notes on posts of one author, and the window that they are counted in (WRT-50, WRT-51).
  ///
  /// - Parameters:
  ///   - notes: proposed on that author so far.
  ///   - helpful: of these, those that are helpful now.
  public static func onPostAuthor(notes: Int, helpful: Int) -> (limit: Int, window: Int64) {
    guard notes >= 6 else { return (3, day) }
    // r in percent, rounded down; r ≥ 5 % exactly where 100 · helpful ≥ 5 · notes.
    let percent = 100 * helpful / notes
    if percent >= 5 { return (percent, day) }
    return percent < 1 && notes >= 15 ? (1, week) : (1, day)
  }

  /// The limit that stands in the way of a note now, the one that lasts longer where both do; nil:
  /// the note may be written.
  ///
  /// - Parameters:
  ///   - times: when the writer's notes of the last day were made, deleted ones among them.
  ///   - onAuthor: the writer's notes on posts of this post's author.
  public static func reached(
    at now: Int64, writingImpact: Int, notes: Int, times: [Int64],
    onAuthor: [(createdAt: Int64, isHelpful: Bool)]
  ) -> Reached? {
    let overall = reached(
      .overall, limit: perDay(writingImpact: writingImpact, notes: notes), window: day,
      times: times, now: now)
    let rule = onPostAuthor(notes: onAuthor.count, helpful: onAuthor.count { $0.isHelpful })
    let single = reached(
      .onePostAuthor, limit: rule.limit, window: rule.window, times: onAuthor.map(\.createdAt),
      now: now)
    return [overall, single].compactMap(\.self).max { $0.nextAt < $1.nextAt }
  }

  /// One limit by itself.
  static func reached(
    _ scope: Reached.Scope, limit: Int, window: Int64, times: [Int64], now: Int64
  ) -> Reached? {
    let recent = times.filter { $0 > now - window }.sorted()
    guard recent.count >= limit else { return nil }
    // Once this one has left the window, fewer than the limit are in it.
    return Reached(
      scope: scope, limit: limit, window: window, nextAt: recent[recent.count - limit] + window)
  }
}
