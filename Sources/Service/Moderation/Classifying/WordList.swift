import CommunityRules
import ContentClassification
import Moderation
import Storage

extension Site {
  /// The words by which the embedded classifier finds labels, as the operator wrote them.
  public func wordList(_ asker: Asker) async throws -> (version: Int64, text: String) {
    try asker.require(.takeMeasures)
    return try await store.read { try $0.classifierList() } ?? (0, "")
  }

  /// One version of them.
  public func wordList(_ asker: Asker, version: Int64) async throws -> ClassifierListVersion {
    try asker.require(.takeMeasures)
    guard let list = try await store.read({ try $0.classifierList(version: version) }) else {
      throw SiteError.notFound(what: "There is no such version.")
    }
    return list
  }

  /// Their versions with who made them, the newest first.
  public func wordLists(
    _ asker: Asker, limit: Int = 30
  ) async throws -> [(list: ClassifierListVersion, changedBy: AuditLineView.Actor)] {
    try asker.require(.takeMeasures)
    return try await store.read { store in
      try store.classifierLists(limit: limit).map {
        (list: $0, changedBy: try store.auditActor($0.changedBy))
      }
    }
  }

  /// Replaces them; the old version is kept.
  ///
  /// - Throws: `SiteError.invalid` that names the line.
  public func changeWordList(_ asker: Asker, _ text: String) async throws {
    try asker.require(.takeMeasures)
    try await changeWordList(text, by: asker.account.map { "account \($0.id)" } ?? "system")
  }

  /// The same from the machine: who can run the command owns the database anyway.
  public func changeWordList(_ text: String) async throws {
    try await changeWordList(text, by: "system")
  }

  private func changeWordList(_ text: String, by: String) async throws {
    do throws(ListProblem) {
      _ = try WordLists(parsing: text)
    } catch {
      throw SiteError.invalid("text", "\(error)")
    }
    let now = self.now
    try await store.write { store in
      try store.addClassifierList(text, by: by, at: now)
      try store.audit(
        ModerationAuditLine(at: now, community: nil, actor: by, what: "word list changed"))
    }
  }
}
