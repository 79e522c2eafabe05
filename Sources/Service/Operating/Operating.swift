import CommunityRules
import NoteModel
import Scoring
import Storage

extension Site {
  // MARK: Settings

  public func settings() async throws -> CommunitySettings {
    try await store.read { try $0.communitySettings() }
  }

  /// Saves settings as a new version, with the reason.
  public func changeSettings(
    _ asker: Asker, _ settings: CommunitySettings, reason: String
  ) async throws {
    try asker.require(.takeMeasures)
    let reason = try Self.reason(reason)
    let problems = settings.problems
    guard problems.isEmpty else { throw SiteError.invalid(problems) }
    let value = try settings.json
    let now = self.now
    try await store.write { store in
      try store.saveSettings(value, by: asker.account?.id, reason: reason, at: now)
      try store.record(
        "settings changed", by: asker.account?.id, subject: "settings", details: reason, at: now)
    }
  }

  // MARK: Measures

  /// Takes a measure that concerns all notes alike; it ends by itself after 72 hours (OPS-30 to OPS-35).
  public func startMeasure(
    _ asker: Asker, _ kind: Measure.Kind, amount: Double?, reason: String
  ) async throws {
    try asker.require(.takeMeasures)
    let reason = try Self.reason(reason)
    let now = self.now
    let value = kind == .pauseScoring ? amount ?? Double(now) : amount
    guard let measure = Measure(kind: kind, value: value) else {
      throw SiteError.invalid("amount", "Enter by how much: more than 0, at most 1.")
    }
    let term = MeasureTerm(from: now)
    try await store.write { store in
      // Taking a measure again renews it.
      for open in try store.openMeasures(at: now) where open.kind == kind.rawValue {
        try store.endMeasure(open.id, at: now)
      }
      _ = try store.insert(
        MeasureRecord(
          kind: kind.rawValue, value: measure.value, reason: reason, startedAt: now,
          startedBy: asker.account?.id, expiresAt: term.expiresAt))
      try store.record(
        "measure taken", by: asker.account?.id, subject: kind.rawValue, details: reason, at: now)
    }
  }

  public func endMeasure(_ asker: Asker, _ id: Int64) async throws {
    try asker.require(.takeMeasures)
    let now = self.now
    try await store.write { store in
      guard try store.openMeasures(at: now).contains(where: { $0.id == id }) else {
        throw SiteError.notFound(what: "There is no such open measure.")
      }
      try store.endMeasure(id, at: now)
      try store.record(
        "measure ended", by: asker.account?.id, subject: "measure \(id)", at: now)
    }
  }

  // MARK: Incidents

  public func openIncident(
    _ asker: Asker, title: String, text: String, isPublic: Bool
  ) async throws {
    try asker.require(.takeMeasures)
    let title = title.trimmingBlanks
    guard !title.isEmpty, title.count <= 200, text.count <= 5_000 else {
      throw SiteError.invalid("title", "Give a title of at most 200 characters.")
    }
    let now = self.now
    try await store.write { store in
      _ = try store.insert(Incident(title: title, text: text, isPublic: isPublic, openedAt: now))
      try store.record("incident opened", by: asker.account?.id, subject: title, at: now)
    }
  }

  public func closeIncident(_ asker: Asker, _ id: Int64) async throws {
    try asker.require(.takeMeasures)
    let now = self.now
    try await store.write { store in
      guard var incident = try store.incidents(limit: 1_000).first(where: { $0.id == id }),
        incident.closedAt == nil
      else { throw SiteError.notFound(what: "There is no such open incident.") }
      incident.closedAt = now
      try store.update(incident)
      try store.record("incident closed", by: asker.account?.id, subject: incident.title, at: now)
    }
  }

  // MARK: Participants

  /// Removes a contributor for breaking the host's rules: no more writing or rating, for good. What
  /// they contributed stays and counts (ACT-54 to ACT-56).
  public func removeParticipant(
    _ asker: Asker, _ id: ParticipantID, reason: String
  ) async throws {
    try asker.require(.removeForViolation)
    let reason = try Self.reason(reason)
    let now = self.now
    try await store.write { store in
      guard var contributor = try store.contributor(id) else { throw Self.noContributor }
      guard contributor.enrollment.state != .removed else {
        throw SiteError.conflict(reason: "This contributor is removed already.")
      }
      contributor.enrollment.state = .removed
      contributor.enrollment.lastStateChangeAt = now
      try store.update(contributor)
      try store.record(
        "participant removed", by: asker.account?.id, subject: "participant \(id)",
        details: reason, at: now)
    }
  }

  public func auditLog(
    _ asker: Asker, before: Int64? = nil, limit: Int = 50
  ) async throws -> [AuditEntry] {
    try asker.require(.takeMeasures)
    return try await store.read { try $0.auditEntries(before: before, limit: limit) }
  }
}

extension CommunitySettings {
  /// What can't be taken, by field.
  var problems: [FieldProblem] {
    func check(_ field: String, _ isFine: Bool, _ message: String) -> FieldProblem? {
      isFine ? nil : FieldProblem(field: field, message: message)
    }
    return [
      check("accountAgeDays", (0...3_650).contains(eligibility.accountAgeDays), "0 to 3,650 days."),
      check("violationDays", (0...3_650).contains(eligibility.violationDays), "0 to 3,650 days."),
      check(
        "refusedEmailDomains",
        eligibility.refusedEmailDomains.count <= 500
          && eligibility.refusedEmailDomains.allSatisfy { $0.utf8.count <= 253 },
        "At most 500 domains."),
      check(
        "placesPerDraw", placesPerDraw.map { (1...100_000).contains($0) } ?? true, "1 to 100,000."),
      check(
        "writerPlacesPerDraw", writerPlacesPerDraw.map { (0...100_000).contains($0) } ?? true,
        "0 to 100,000."),
      check("mostNoteCharacters", (100...5_000).contains(mostNoteCharacters), "100 to 5,000."),
      check(
        "finalScoringMinutes", (1...1_440).contains(finalScoringMinutes), "1 to 1,440 minutes."),
      check(
        "fullScoringMinutes", (1...10_080).contains(fullScoringMinutes), "1 to 10,080 minutes."),
      check(
        "viewsPerRequest", viewsPerRequest.map { (1...1_000_000_000).contains($0) } ?? true,
        "1 to 1,000,000,000."),
      check("dataDelayHours", (48...336).contains(dataDelayHours), "48 to 336 hours."),
      check("releaseHours", (1...168).contains(releaseHours), "1 to 168 hours."),
    ].compactMap(\.self)
  }
}
