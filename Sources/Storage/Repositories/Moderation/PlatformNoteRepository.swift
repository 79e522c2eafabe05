import Moderation
import NoteModel

/// Notes that members of a platform write about its posts, and what others think of them.
public protocol PlatformNoteRepository {
  /// - Throws: what the store throws where the author has one about the request already.
  func insert(_ note: PlatformNote) throws
  func update(_ note: PlatformNote) throws
  /// Deleted ones among them.
  func platformNote(_ id: String) throws -> PlatformNote?
  func platformNote(submission: String, author: MemberID) throws -> PlatformNote?
  /// Of some communities, newest first, without deleted ones.
  func platformNotes(of communities: [String], limit: Int) throws -> [PlatformNote]
  /// Notes with ratings that no reading has seen.
  func unreadPlatformNotes(of community: String) throws -> [PlatformNote]
  func communitiesWithUnreadNotes() throws -> [String]

  /// Makes a rating, or replaces the rater's own.
  func put(_ rating: PlatformRating) throws
  func platformRating(_ id: String) throws -> PlatformRating?
  func platformRating(of note: String, by rater: MemberID) throws -> PlatformRating?
  /// Newest first.
  func platformRatings(of note: String) throws -> [PlatformRating]
  /// Which notes, of both kinds, somebody has rated.
  func ratedNotes(by rater: MemberID) throws -> Set<String>
}

/// A note that a member wrote; votes on reviews are about notes of another kind.
public struct PlatformNote: Hashable, Codable, Sendable {
  public let id: String
  public let community: String
  public let author: MemberID
  /// The request that it answers.
  public let submission: String?
  public var channel: String?
  public var summary: String
  public var isMisleading: Bool
  /// What the ratings come to; it changes with them.
  public var reading: ConsensusReading?
  /// What staff decided, which ratings do not change.
  public var forced: ReviewOutcome?
  public var forcedBy: MemberID?
  public var forcedAt: Int64?
  public let createdAt: Int64
  public var updatedAt: Int64
  public var deletedAt: Int64?
  /// Ratings came since the last reading.
  public var isUnread = false

  public init(
    id: String, community: String, author: MemberID, submission: String?, channel: String?,
    summary: String, isMisleading: Bool, at now: Int64
  ) {
    self.id = id
    self.community = community
    self.author = author
    self.submission = submission
    self.channel = channel
    self.summary = summary
    self.isMisleading = isMisleading
    createdAt = now
    updatedAt = now
  }

  public var status: NoteStatus {
    (forced ?? reading?.outcome)?.status ?? .needsMoreRatings
  }
}

/// What a member thinks of a note now.
public struct PlatformRating: Hashable, Sendable {
  public let id: String
  public let note: String
  public let rater: MemberID
  public var value: VoteValue
  public let createdAt: Int64
  public var updatedAt: Int64

  public init(id: String, note: String, rater: MemberID, value: VoteValue, at now: Int64) {
    self.id = id
    self.note = note
    self.rater = rater
    self.value = value
    createdAt = now
    updatedAt = now
  }

  init(
    id: String, note: String, rater: MemberID, value: VoteValue, createdAt: Int64,
    updatedAt: Int64
  ) {
    self.id = id
    self.note = note
    self.rater = rater
    self.value = value
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }
}
