import CommunityRules
import NoteModel

/// The programme of AI note writers: who takes part, what they practised, how they did.
public protocol WriterRepository {
  func insert(_ writer: EnrolledWriter) throws
  func update(_ writer: EnrolledWriter) throws
  func writer(_ id: ParticipantID) throws -> EnrolledWriter?
  /// Everybody who ever took part, ascending by participant id.
  func writers() throws -> [EnrolledWriter]

  func insert(_ note: StoredTestNote) throws
  func testNote(_ id: NoteID) throws -> StoredTestNote?
  /// The writer's test note on a post that is not deleted.
  func testNote(by writer: ParticipantID, on post: PostID) throws -> StoredTestNote?
  /// Newest first, without deleted ones.
  func testNotes(by writer: ParticipantID, before: NoteID?, limit: Int) throws -> [StoredTestNote]
  /// Newest first, deleted ones among them: what admission looks at.
  func testNotes(by writer: ParticipantID, since: Int64, limit: Int) throws -> [StoredTestNote]
  /// Test notes that wait for their evaluation, the oldest first.
  func unevaluatedTestNotes(limit: Int) throws -> [StoredTestNote]
  /// Notes what the evaluator found; the words of a deleted note go with it.
  func evaluate(_ id: NoteID, _ result: TestResult, at: Int64) throws
  /// Takes a note out of its writer's list; its words go as soon as they are evaluated.
  func deleteTestNote(_ id: NoteID, at: Int64) throws

  /// A writer's live notes with their statuses, newest first, deleted ones among them: the latest so
  /// many, and all since a time.
  func writtenNotes(
    by writer: ParticipantID, latest: Int, since: Int64
  ) throws -> [WrittenNote]
  func writtenCount(by writer: ParticipantID) throws -> Int
  /// A writer's notes that are there, newest first.
  func presentNotes(by writer: ParticipantID, before: NoteID?, limit: Int) throws -> [Note]
}

/// An AI note writer's way through the programme; the public part is its `Contributor`.
public struct EnrolledWriter: Hashable, Sendable {
  public var participant: ParticipantID
  public var enrolledAt: Int64
  public var termsAgreedAt: Int64
  /// Test notes from then on count towards admission.
  public var testsCountFrom: Int64
  /// Since when the criteria have been met without a break.
  public var eligibleSince: Int64?
  public var admittedAt: Int64?
  /// When it was last told that access is lost without new notes.
  public var warnedAt: Int64?
  public var earnedOutAt: Int64?

  public init(
    participant: ParticipantID, enrolledAt: Int64, termsAgreedAt: Int64,
    testsCountFrom: Int64? = nil, eligibleSince: Int64? = nil, admittedAt: Int64? = nil,
    warnedAt: Int64? = nil, earnedOutAt: Int64? = nil
  ) {
    self.participant = participant
    self.enrolledAt = enrolledAt
    self.termsAgreedAt = termsAgreedAt
    self.testsCountFrom = testsCountFrom ?? enrolledAt
    self.eligibleSince = eligibleSince
    self.admittedAt = admittedAt
    self.warnedAt = warnedAt
    self.earnedOutAt = earnedOutAt
  }
}

/// A note that a writer practises with: evaluated, seen by nobody else, in no feed and no file.
public struct StoredTestNote: Hashable, Sendable {
  public var id: NoteID
  public var writer: ParticipantID
  public var postID: PostID
  public var createdAt: Int64
  public var classification: Classification
  /// The ticked reasons, `trustworthySources` and `isMediaNote`.
  public var answers: NoteReasons
  /// Empty once it is deleted and evaluated.
  public var text: String
  public var deletedAt: Int64?
  public var evaluatedAt: Int64?
  /// What the evaluator found; nil until then.
  public var result: TestResult?

  public init(
    id: NoteID, writer: ParticipantID, postID: PostID, createdAt: Int64,
    classification: Classification, answers: NoteReasons, text: String, deletedAt: Int64? = nil,
    evaluatedAt: Int64? = nil, result: TestResult? = nil
  ) {
    self.id = id
    self.writer = writer
    self.postID = postID
    self.createdAt = createdAt
    self.classification = classification
    self.answers = answers
    self.text = text
    self.deletedAt = deletedAt
    self.evaluatedAt = evaluatedAt
    self.result = result
  }
}
