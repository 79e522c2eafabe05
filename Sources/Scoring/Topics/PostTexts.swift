import Snapshot

/// The texts of notes grouped by the post that the notes are on.
///
/// Notes whose post is gone (`tweetId` −1) form one post. 16 bytes a note and 16 a post; the texts
/// stay in the snapshot.
public struct PostTexts: Sendable {
  /// Ascending.
  public let postIDs: [Int64]
  private let notes: NoteTable
  /// Rows in the notes table by post; ascending within a post.
  private let rows: [UInt32]
  /// Rows of post `i` are `rows[starts[i] ..< starts[i + 1]]`; one more than posts.
  private let starts: [Int]

  public init(_ snapshot: Snapshot) { self.init(snapshot.notes) }

  public init(_ notes: NoteTable) {
    let ids = notes.postID
    let rows = (0..<UInt32(notes.count)).sorted {
      (ids[Int($0)], $0) < (ids[Int($1)], $1)
    }
    var postIDs: [Int64] = []
    var starts: [Int] = []
    for (index, row) in rows.enumerated() where ids[Int(row)] != postIDs.last {
      postIDs.append(ids[Int(row)])
      starts.append(index)
    }
    starts.append(rows.count)
    self.postIDs = postIDs
    self.starts = starts
    self.rows = rows
    self.notes = notes
  }

  /// How many posts have notes.
  public var count: Int { postIDs.count }

  /// Puts the texts of a post's notes, with a space between them, into `bytes`.
  func read(_ post: Int, into bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    for index in starts[post]..<starts[post + 1] {
      if index > starts[post] { bytes.append(UInt8(ascii: " ")) }
      notes.summary.withBytes(Int(rows[index])) { bytes.append(contentsOf: $0) }
    }
  }

  /// Bytes of all texts together.
  var byteCount: Int {
    (0..<notes.count).reduce(0) { sum, row in sum + notes.summary.withBytes(row) { $0.count } }
  }

  /// What every note inherits from its post.
  ///
  /// - Parameters:
  ///   - topics: by post.
  ///   - noteCount: as many as `Snapshot.noteIDs` has.
  public func noteTopics(_ topics: [NoteTopic?], noteCount: Int) -> NoteTopics {
    var result = NoteTopics.none(noteCount: noteCount)
    for (post, topic) in topics.enumerated() where topic != nil {
      for row in rows[starts[post]..<starts[post + 1]] {
        result.topic[Int(notes.note[Int(row)])] = topic
      }
    }
    return result
  }
}
