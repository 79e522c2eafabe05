import NoteModel
import Snapshot

/// Which notes stand on which post: notes with a row in the notes table on a post that is not gone.
struct NotePosts: Sendable {
  /// The post of each note, numbered in the order in which the notes table first names them; −1
  /// without one. By position in `Snapshot.noteIDs`.
  let post: [Int32]
  /// The public id of each post.
  let postID: [Int64]
  private let starts: [Int]
  private let notes: [UInt32]

  init(_ table: NoteTable, noteCount: Int) {
    var post = [Int32](repeating: -1, count: noteCount)
    var postID: [Int64] = []
    var positions: [Int64: Int32] = [:]
    for row in 0..<table.count where table.postID[row] > 0 {
      let id = table.postID[row]
      let position = positions[id] ?? Int32(postID.count)
      if position == Int32(postID.count) {
        positions[id] = position
        postID.append(id)
      }
      post[Int(table.note[row])] = position
    }
    var starts = [Int](repeating: 0, count: postID.count + 1)
    for position in post where position >= 0 { starts[Int(position) + 1] += 1 }
    for position in postID.indices { starts[position + 1] += starts[position] }
    var next = starts
    var notes = [UInt32](repeating: 0, count: starts[postID.count])
    for note in 0..<noteCount where post[note] >= 0 {
      notes[next[Int(post[note])]] = UInt32(note)
      next[Int(post[note])] += 1
    }
    self.post = post
    self.postID = postID
    self.starts = starts
    self.notes = notes
  }

  /// The notes on a post, ascending.
  func notes(onPost post: Int) -> ArraySlice<UInt32> { notes[starts[post]..<starts[post + 1]] }

  /// When the post was made, in milliseconds since the epoch, from its id (a "snowflake").
  func createdAtMillis(post: Int) -> Int64 { (postID[post] >> 22) + 1_288_834_974_657 }
}
