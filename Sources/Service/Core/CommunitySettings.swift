import CommunityRules
import Foundation
import Storage
import Synchronization

/// What the operator may change while the site runs. Every version is kept with who saved it, when
/// and why; thresholds of scoring are not among them, so that anybody can recompute a status.
public struct CommunitySettings: Hashable, Codable, Sendable {
  // Joining.
  public var eligibility = Eligibility(accountAgeDays: 0)
  /// Places in each draw of a waiting list; nil: everybody who is eligible is admitted at once.
  public var placesPerDraw: Int?
  /// Places for AI note writers in each day's draw; nil: all that meet the criteria are admitted.
  public var writerPlacesPerDraw: Int?

  // Writing and rating.
  public var mostNoteCharacters = 280
  public var misleadingNotesNeedLink = true
  /// Whether the author of a post is kept from rating notes on it.
  public var postAuthorsDoNotRate = true

  // Scoring.
  public var finalScoringMinutes = 15
  public var fullScoringMinutes = 60

  // Showing.
  /// Whether helpful notes are shown before fifty raters have a viewpoint.
  public var isPilot = false
  /// One request in so many views qualifies a post; nil: by the size of the community.
  public var viewsPerRequest: Int?

  // Publishing.
  public var dataDelayHours = 48
  public var releaseHours = 24

  public init() {}
}

extension CommunitySettings {
  /// Settings that lack fields of a newer version get their defaults.
  init(json: String) throws {
    let defaults = try Self.object(JSONEncoder().encode(CommunitySettings()))
    let saved = try Self.object(Data(json.utf8))
    let merged = defaults.merging(saved) { _, saved in saved }
    self = try JSONDecoder().decode(
      CommunitySettings.self, from: JSONSerialization.data(withJSONObject: merged))
  }

  private static func object(_ data: Data) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  var requestVisibility: RequestVisibility {
    var rule = RequestVisibility()
    rule.viewsPerRequest = viewsPerRequest.map(Double.init)
    return rule
  }

  var notePolicy: NoteForm.Policy {
    var policy = NoteForm.Policy()
    policy.mostCharacters = mostNoteCharacters
    policy.misleadingNeedsLink = misleadingNotesNeedLink
    return policy
  }
}

/// The settings that were decoded last: nearly every request reads the same.
private enum DecodedSettings {
  private static let last = Mutex<(json: String, settings: CommunitySettings)?>(nil)

  static func decode(_ json: String) throws -> CommunitySettings {
    if let known = last.withLock({ $0 }), known.json == json { return known.settings }
    let settings = try CommunitySettings(json: json)
    last.withLock { $0 = (json, settings) }
    return settings
  }
}

extension StoreTransaction {
  /// The newest settings; the defaults before any were saved.
  func communitySettings() throws -> CommunitySettings {
    try settings().map { try DecodedSettings.decode($0.value) } ?? CommunitySettings()
  }

  func record(
    _ action: String, by actor: AccountID?, subject: String, details: String = "", at now: Int64
  ) throws {
    try audit(
      AuditEntry(at: now, actor: actor, action: action, subject: subject, details: details))
  }
}
