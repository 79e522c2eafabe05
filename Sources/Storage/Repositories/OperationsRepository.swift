import CommunityRules

/// Settings, measures, incidents, releases, the audit log and answers kept for repeated writes.
public protocol OperationsRepository {
  /// The newest settings; nil before any were saved.
  func settings() throws -> SettingsVersion?
  func settingsVersions(limit: Int) throws -> [SettingsVersion]
  /// Adds a version after the newest.
  func saveSettings(_ value: String, by: AccountID?, reason: String, at: Int64) throws

  /// Adds a measure; its `id` is ignored.
  func insert(_ measure: MeasureRecord) throws -> Int64
  func openMeasures(at: Int64) throws -> [MeasureRecord]
  func measures(limit: Int) throws -> [MeasureRecord]
  func endMeasure(_ id: Int64, at: Int64) throws
  /// Adds an incident; its `id` is ignored.
  func insert(_ incident: Incident) throws -> Int64
  func update(_ incident: Incident) throws
  func incidents(limit: Int) throws -> [Incident]

  func put(_ release: ReleaseRecord) throws
  /// Newest first.
  func releases(limit: Int) throws -> [ReleaseRecord]
  func deleteRelease(day: Int64) throws

  func audit(_ entry: AuditEntry) throws
  /// Newest first.
  func auditEntries(before: Int64?, limit: Int) throws -> [AuditEntry]

  func keptAnswer(key: String, account: AccountID) throws -> KeptAnswer?
  func keep(_ answer: KeptAnswer, account: AccountID) throws
  func deleteKeptAnswers(before: Int64) throws
  func deleteKeptAnswers(of account: AccountID) throws

  func kept(_ name: String) throws -> [UInt8]?
  func keep(_ value: [UInt8], as name: String) throws
}

public struct SettingsVersion: Hashable, Sendable {
  public var version: Int64
  /// JSON.
  public var value: String
  public var savedAt: Int64
  public var savedBy: AccountID?
  public var reason: String
}

/// A system-wide measure, open or ended.
public struct MeasureRecord: Hashable, Sendable {
  public var id: Int64
  public var kind: String
  public var value: Double?
  public var reason: String
  public var startedAt: Int64
  public var startedBy: AccountID?
  public var expiresAt: Int64
  public var endedAt: Int64?

  public init(
    id: Int64 = 0, kind: String, value: Double? = nil, reason: String, startedAt: Int64,
    startedBy: AccountID?, expiresAt: Int64, endedAt: Int64? = nil
  ) {
    self.id = id
    self.kind = kind
    self.value = value
    self.reason = reason
    self.startedAt = startedAt
    self.startedBy = startedBy
    self.expiresAt = expiresAt
    self.endedAt = endedAt
  }
}

/// Something that went wrong, told on the status page where it is public.
public struct Incident: Hashable, Sendable {
  public var id: Int64
  public var title: String
  public var text: String
  public var isPublic: Bool
  public var openedAt: Int64
  public var closedAt: Int64?

  public init(
    id: Int64 = 0, title: String, text: String, isPublic: Bool, openedAt: Int64,
    closedAt: Int64? = nil
  ) {
    self.id = id
    self.title = title
    self.text = text
    self.isPublic = isPublic
    self.openedAt = openedAt
    self.closedAt = closedAt
  }
}

/// One day's public files.
public struct ReleaseRecord: Hashable, Sendable {
  /// Days since the epoch.
  public var day: Int64
  public var cutOff: Int64
  public var publishedAt: Int64?
  public var folder: String
  /// JSON.
  public var manifest: String

  public init(day: Int64, cutOff: Int64, publishedAt: Int64?, folder: String, manifest: String) {
    self.day = day
    self.cutOff = cutOff
    self.publishedAt = publishedAt
    self.folder = folder
    self.manifest = manifest
  }
}

/// Who did what to whom; never an alias beside an account.
public struct AuditEntry: Hashable, Sendable {
  public var id: Int64
  public var at: Int64
  /// Nil: the site itself.
  public var actor: AccountID?
  public var action: String
  public var subject: String
  public var details: String

  public init(
    id: Int64 = 0, at: Int64, actor: AccountID?, action: String, subject: String,
    details: String = ""
  ) {
    self.id = id
    self.at = at
    self.actor = actor
    self.action = action
    self.subject = subject
    self.details = details
  }
}

/// The answer to a write, kept so that a repetition gets the same.
public struct KeptAnswer: Hashable, Sendable {
  public var key: String
  public var requestHash: [UInt8]
  public var status: Int
  public var body: [UInt8]
  public var createdAt: Int64

  public init(key: String, requestHash: [UInt8], status: Int, body: [UInt8], createdAt: Int64) {
    self.key = key
    self.requestHash = requestHash
    self.status = status
    self.body = body
    self.createdAt = createdAt
  }
}
