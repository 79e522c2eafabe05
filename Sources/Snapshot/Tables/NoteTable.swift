import NoteModel

/// The notes table; row order is the order of the files.
///
/// About 40 bytes a note; the texts stay in the files they were read from.
public struct NoteTable: Sendable {
  /// Position in `Snapshot.noteIDs`.
  public var note: [UInt32] = []
  /// Position in `Snapshot.participants`.
  public var author: [UInt32] = []
  public var createdAtMillis: [Int64] = []
  /// The post that the note is on; −1 where the post is gone.
  public var postID: [Int64] = []
  /// Nil where the cell is empty.
  public var classification: [Classification?] = []
  public var reasons: [NoteReasons] = []
  /// The three questions withdrawn in 2022.
  public var withdrawnAnswers: [WithdrawnAnswers] = []
  public var summary = TextColumn()

  public init() {}

  public var count: Int { note.count }
}

/// Answers to the three questions that the note form asked until October 2022.
public struct WithdrawnAnswers: Hashable, Sendable {
  public enum Believable: UInt8, Sendable, CaseIterable { case byFew, byMany }
  public enum Harmful: UInt8, Sendable, CaseIterable { case little, considerable }
  public enum Difficulty: UInt8, Sendable, CaseIterable { case easy, challenging }

  public var believable: Believable?
  public var harmful: Harmful?
  public var validationDifficulty: Difficulty?

  public init(
    believable: Believable? = nil, harmful: Harmful? = nil, validationDifficulty: Difficulty? = nil
  ) {
    self.believable = believable
    self.harmful = harmful
    self.validationDifficulty = validationDifficulty
  }
}
