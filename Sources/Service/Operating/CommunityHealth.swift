import CommunityRules
import NoteModel
import Storage

/// Figures of the community and the quality measures that can be taken without reviewers (OPS-17).
public struct CommunityHealth: Hashable, Sendable {
  public var contributors: Int
  public var notes: Int
  public var ratings: Int
  /// Notes that readers see now.
  public var shownNotes: Int
  /// Median hours from writing to the first helpful status, of the last 30 days; nil: none.
  public var hoursToHelpful: Double?
  public var helpfulByDay: [Day]
  public var quality: [Quality]

  public struct Day: Hashable, Sendable {
    /// Milliseconds at which the day begins.
    public var day: Int64
    public var helpful: Int
    public var notHelpful: Int
  }

  /// A measure, what it is now, and how far it is from its limits.
  public struct Quality: Hashable, Sendable {
    public var threshold: QualityThreshold
    /// Nil: the sample is too small to tell.
    public var value: Double?
    public var sample: Int
    public var level: QualityLevel
  }
}

extension Site {
  public func communityHealth() async throws -> CommunityHealth {
    let now = self.now
    return try await store.read { store in try CommunityHealth(store, at: now) }
  }
}

extension CommunityHealth {
  init(_ store: any StoreTransaction, at now: Int64) throws {
    contributors = try store.contributorCount()
    notes = try store.noteCount()
    ratings = try store.ratingCount()
    let showing = try Showing(store, at: now)
    let helpful = try store.postsByHelpfulNote(before: nil, limit: 100_000)
    let records = try store.statuses(of: helpful.map(\.note))
    let texts = try store.notes(helpful.map(\.note))
    shownNotes = helpful.count { row in
      texts[row.note].map { showing.isShown($0, records[row.note]) } ?? false
    }
    let month = now - 30 * 86_400_000
    let changes = try store.statusChanges(since: month, limit: 100_000)
    hoursToHelpful = Self.median(try Self.hours(changes, store))
    helpfulByDay = Self.days(changes, now: now)
    quality = try Self.quality(changes, hours: hoursToHelpful, store, at: now)
  }

  private static func hours(
    _ changes: [StatusChange], _ store: any StoreTransaction
  ) throws -> [Double] {
    let became = changes.filter { $0.after == .helpful }
    let notes = try store.notes(became.map(\.note))
    var first: [NoteID: Double] = [:]
    for change in became {
      guard let note = notes[change.note] else { continue }
      let hours = Double(change.at - note.createdAt) / 3_600_000
      first[change.note] = min(first[change.note] ?? .infinity, hours)
    }
    return Array(first.values)
  }

  private static func days(_ changes: [StatusChange], now: Int64) -> [Day] {
    guard let oldest = changes.map(\.at).min() else { return [] }
    var days: [Int64: Day] = [:]
    for day in stride(from: oldest / 86_400_000, through: now / 86_400_000, by: 1) {
      days[day] = Day(day: day * 86_400_000, helpful: 0, notHelpful: 0)
    }
    for change in changes {
      if change.after == .helpful { days[change.at / 86_400_000]?.helpful += 1 }
      if change.after == .notHelpful { days[change.at / 86_400_000]?.notHelpful += 1 }
    }
    return days.values.sorted { $0.day < $1.day }
  }

  private static func quality(
    _ changes: [StatusChange], hours: Double?, _ store: any StoreTransaction, at now: Int64
  ) throws -> [Quality] {
    try QualityPolicy().thresholds.compactMap { threshold in
      let since = now - Int64(threshold.windowDays) * 86_400_000
      let recent = changes.filter { $0.at >= since }
      let became = Set(recent.filter { $0.after == .helpful }.map(\.note))
      let value: Double?
      let sample: Int
      switch threshold.measure {
      case .lostStatusShare:
        sample = became.count
        let lost = Set(recent.filter { $0.before == .helpful }.map(\.note))
        value = sample == 0 ? nil : Double(became.intersection(lost).count) / Double(sample)
      case .readersNoShare:
        let counts = try store.feedbackCounts(since: since)
        sample = counts.values.reduce(0, +)
        value = sample == 0 ? nil : Double(counts[.notHelpful] ?? 0) / Double(sample)
      case .removalsPerThousand:
        sample = became.count
        let removed = try store.notes(Array(became)).values.count { $0.removedAt != nil }
        value = sample == 0 ? nil : 1_000 * Double(removed) / Double(sample)
      case .hoursToHelpful:
        sample = became.count
        value = hours
      case .netHelpfulPerSide:
        // Needs each rating's side over all shown notes: left to the public data.
        return nil
      }
      return Quality(
        threshold: threshold, value: threshold.canTell(sample: sample) ? value : nil,
        sample: sample,
        level: value.map { threshold.level(of: $0, sample: sample) } ?? .normal)
    }
  }

  private static func median(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
