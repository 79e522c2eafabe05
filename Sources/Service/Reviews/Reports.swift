import CommunityRules
import Storage

/// Why a note would break the host's rules (WRT-73).
public enum ReportCategory: String, Codable, Sendable, CaseIterable {
  case harassment, privateInformation, spam, illegal, other
}

/// What an operator decided about a report (WRT-74).
public enum ReportOutcome: String, Codable, Sendable, CaseIterable {
  case noViolation, removed
}

extension Site {
  /// Reports a note for breaking the host's rules; never scored. Anybody may, also unnamed.
  public func report(
    _ asker: Asker, _ id: NoteID, _ category: ReportCategory?, text: String, client: String
  ) async throws {
    try asker.require(.reportNote)
    try limits.take(.report, by: client, at: now)
    guard let category else { throw SiteError.invalid("category", "Say what is wrong.") }
    let text = text.trimmingBlanks
    guard text.count <= 1_000 else {
      throw SiteError.invalid("text", "Say it in at most 1,000 characters.")
    }
    let now = self.now
    try await store.write { store in
      guard try store.note(id)?.isPresent == true else { throw Self.noNote }
      try store.insert(
        Report(
          note: id, reporter: asker.account?.id, category: category.rawValue, text: text,
          createdAt: now))
    }
  }

  /// A report as operators see it: never who made it.
  public struct ReportView: Hashable, Codable, Sendable {
    public var id: Int64
    public var category: String
    public var text: String
    public var createdAt: Int64
    public var note: NoteView
  }

  public func openReports(_ asker: Asker) async throws -> [ReportView] {
    try asker.require(.removeForViolation)
    let now = self.now
    return try await store.read { store in
      let reading = try NoteReading(store, for: asker, at: now)
      return try store.openReports().compactMap { report in
        guard let note = try store.note(report.note),
          let view = try reading.views([note]).first
        else { return nil }
        return ReportView(
          id: report.id, category: report.category, text: report.text,
          createdAt: report.createdAt, note: view)
      }
    }
  }

  /// Decides a report; "removed" takes the note's words away. The reason is in the audit log.
  public func decideReport(
    _ asker: Asker, _ id: Int64, _ outcome: ReportOutcome, reason: String
  ) async throws {
    try asker.require(.removeForViolation)
    let reason = try Self.reason(reason)
    let now = self.now
    try await store.write { store in
      guard let report = try store.report(id), report.outcome == nil else {
        throw SiteError.notFound(what: "There is no such open report.")
      }
      if outcome == .removed { try store.removeNote(report.note, at: now) }
      try store.closeReport(id, outcome: outcome.rawValue, at: now)
      try store.record(
        "report decided", by: asker.account?.id, subject: "note \(report.note)",
        details: "\(outcome.rawValue): \(reason)", at: now)
    }
  }

  /// A reason that goes into the audit log.
  static func reason(_ text: String) throws -> String {
    let text = text.trimmingBlanks
    guard !text.isEmpty, text.count <= 500 else {
      throw SiteError.invalid("reason", "Give a reason of at most 500 characters.")
    }
    return text
  }
}
