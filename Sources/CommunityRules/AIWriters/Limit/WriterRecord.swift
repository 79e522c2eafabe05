import NoteModel

/// A live note of an AI writer, as limits and conditions look at it. Deleted ones count like others.
public struct WrittenNote: Hashable, Sendable {
  public var id: NoteID
  public var createdAt: Int64
  public var status: NoteStatus
  public var ratingCount: Int

  public init(id: NoteID, createdAt: Int64, status: NoteStatus, ratingCount: Int) {
    self.id = id
    self.createdAt = createdAt
    self.status = status
    self.ratingCount = ratingCount
  }
}

/// What an AI writer's live notes came to (AIW-40); the names of the specification in brackets.
public struct WriterRecord: Hashable, Sendable {
  /// All ever written (T).
  public var notes: Int
  /// Not helpful ones among the latest 5 and 10 that have a status (NH_5, NH_10).
  public var notHelpfulOfLast5: Int
  public var notHelpfulOfLast10: Int
  /// Helpful less not helpful, over all: of the latest 20 notes (HR_R), …
  public var recentHitRate: Fraction
  /// … of the latest 100 (HR_100), …
  public var hitRateOf100: Fraction
  /// … and of the last 14 days, without notes that have neither status nor 10 ratings (HR_14d).
  public var hitRateOf14Days: Fraction
  /// Notes per day over the last 30 days (DN_30).
  public var notesPerDay: Fraction
  /// Share of not helpful ones among the latest 100 notes.
  public var notHelpfulShareOf100: Fraction
  /// Helpful less not helpful ones among the notes of the last 90 days.
  public var writingImpact: Int

  /// The better of the long hit rates (HR_L).
  public var longHitRate: Fraction { max(hitRateOf100, hitRateOf14Days) }

  public init(
    notes: Int = 0, notHelpfulOfLast5: Int = 0, notHelpfulOfLast10: Int = 0,
    recentHitRate: Fraction = .zero, hitRateOf100: Fraction = .zero,
    hitRateOf14Days: Fraction = .zero, notesPerDay: Fraction = .zero,
    notHelpfulShareOf100: Fraction = .zero, writingImpact: Int = 0
  ) {
    self.notes = notes
    self.notHelpfulOfLast5 = notHelpfulOfLast5
    self.notHelpfulOfLast10 = notHelpfulOfLast10
    self.recentHitRate = recentHitRate
    self.hitRateOf100 = hitRateOf100
    self.hitRateOf14Days = hitRateOf14Days
    self.notesPerDay = notesPerDay
    self.notHelpfulShareOf100 = notHelpfulShareOf100
    self.writingImpact = writingImpact
  }

  /// Counts a writer's notes; their order does not matter. Where there are fewer than a rule looks
  /// at, those that there are count (AIW-42).
  public init(_ written: [WrittenNote], at now: Int64) {
    let latest = written.sorted { $0.id > $1.id }
    let decided = latest.filter(\.isDecided)
    let hundred = latest.prefix(100)
    func since(_ days: Int64) -> [WrittenNote] {
      latest.filter { $0.createdAt > now - days * Millis.day }
    }
    self.init(
      notes: written.count,
      notHelpfulOfLast5: decided.prefix(5).count { $0.status == .notHelpful },
      notHelpfulOfLast10: decided.prefix(10).count { $0.status == .notHelpful },
      recentHitRate: Self.hitRate(latest.prefix(20)), hitRateOf100: Self.hitRate(hundred),
      hitRateOf14Days: Self.hitRate(since(14).filter { $0.isDecided || $0.ratingCount >= 10 }),
      notesPerDay: Fraction(since(30).count, 30),
      notHelpfulShareOf100: Fraction(
        share: hundred.count { $0.status == .notHelpful }, of: hundred.count),
      writingImpact: Self.impact(since(90)))
  }

  private static func impact(_ notes: some Collection<WrittenNote>) -> Int {
    notes.count { $0.status == .helpful } - notes.count { $0.status == .notHelpful }
  }

  private static func hitRate(_ notes: some Collection<WrittenNote>) -> Fraction {
    Fraction(share: impact(notes), of: notes.count)
  }
}

extension WrittenNote {
  /// Anything but these two is "needs more ratings" to the public.
  fileprivate var isDecided: Bool { status == .helpful || status == .notHelpful }
}
