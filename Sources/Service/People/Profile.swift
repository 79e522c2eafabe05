import CommunityRules
import NoteModel
import Storage

/// A contributor's public record (ACT-70 to ACT-78).
public struct ProfileView: Hashable, Codable, Sendable {
  public var id: String
  public var alias: String
  public var isTopWriter: Bool
  public var isAutomated: Bool
  public var hasLeft: Bool
  public var writingImpact: Int
  public var ratingImpact: Int
  public var helpfulNotes: Int
  public var notHelpfulNotes: Int
  public var undecidedNotes: Int
  /// Valid ratings that agreed with the outcome, and those that did not, with what each counts.
  public var agreeingRatings: Int
  public var disagreeingRatings: Int
  public var history: [ImpactView]

  public struct ImpactView: Hashable, Codable, Sendable {
    /// Milliseconds at which the day begins.
    public var day: Int64
    public var writing: Int
    public var rating: Int
  }

  init(_ contributor: Contributor, history: [ImpactOnDay]) {
    let impact = contributor.impact
    id = contributor.id.rawValue
    alias = contributor.alias
    isTopWriter = impact.isTopWriter
    isAutomated = contributor.isAutomated
    hasLeft = contributor.leftAt != nil
    writingImpact = impact.writingImpact
    ratingImpact = impact.ratingImpact
    helpfulNotes = impact.helpfulNotes
    notHelpfulNotes = impact.notHelpfulNotes
    undecidedNotes = impact.undecidedNotes
    agreeingRatings = impact.helpfulOnHelpful + impact.notHelpfulOnNotHelpful
    disagreeingRatings = impact.notHelpfulOnHelpful + impact.helpfulOnNotHelpful
    self.history = history.map {
      ImpactView(day: $0.day * 86_400_000, writing: $0.writing, rating: $0.rating)
    }
  }
}

extension Site {
  public func profile(_ id: ParticipantID) async throws -> ProfileView {
    try await store.read { store in
      guard let contributor = try store.contributor(id) else { throw Self.noContributor }
      return ProfileView(contributor, history: try store.impactHistory(id, sinceDay: 0))
    }
  }

  static let noContributor = SiteError.notFound(what: "There is no such contributor here.")

  /// A contributor's present notes, newest first.
  public func notes(
    _ asker: Asker, by id: ParticipantID, cursor: String? = nil, limit: Int = pageSize
  ) async throws -> PageOf<NoteView> {
    let before = try cursor.map { text in
      guard let id = NoteID(text) else { throw Self.wrongCursor }
      return id
    }
    let now = self.now
    return try await store.read { store in
      guard try store.contributor(id) != nil else { throw Self.noContributor }
      let notes = try store.notes(by: id, before: before, limit: limit + 1)
      let reading = try NoteReading(store, for: asker, at: now)
      return PageOf(
        items: try reading.views(Array(notes.prefix(limit))),
        next: notes.count > limit ? notes[limit - 1].id.description : nil)
    }
  }

  /// What only the contributor sees of their own record (ACT-75).
  public func writingAbility(_ asker: Asker) -> WritingAbility? {
    asker.activeContributor.map {
      WritingAbility($0.enrollment, $0.impact)
    }
  }

  /// Notes that the contributor has read why writing was locked (REP-47).
  public func acknowledgeLock(_ asker: Asker) async throws {
    let now = self.now
    try await changeMembership(asker) { $0.acknowledgedLockAt = now }
  }

  /// Changes how often alerts come, and of what the member is told.
  public func changeNoticeSettings(
    _ asker: Asker, frequency: AlertFrequency, kinds: Set<NoticeKind>
  ) async throws {
    let muted = NoticeKind.allCases.filter { $0.canBeSwitchedOff && !kinds.contains($0) }
    try await changeMembership(asker) { membership in
      membership.alertFrequency = frequency.rawValue
      membership.mutedNotices = Set(muted.map(\.rawValue))
    }
  }

  private func changeMembership(
    _ asker: Asker, _ change: @escaping @Sendable (inout Membership) -> Void
  ) async throws {
    let account = try asker.requireAccount()
    try await store.write { store in
      guard var membership = try store.membership(of: account.id) else {
        throw SiteError.forbidden(reason: "Join and choose an alias first.")
      }
      change(&membership)
      try store.update(membership)
    }
  }
}
