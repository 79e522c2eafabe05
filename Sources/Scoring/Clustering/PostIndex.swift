import Snapshot

/// The posts that notes are on, numbered densely, and the notes of each.
struct PostIndex: Sendable {
  /// Notes, as positions in `Snapshot.noteIDs`, grouped by post; ascending within a post.
  let notes: [UInt32]
  /// The notes of post `p` are `starts[p] ..< starts[p + 1]` of `notes`.
  let starts: [Int]

  var count: Int { starts.count - 1 }

  /// Notes that are in the notes table, whose post is not gone, and that `include` accepts.
  init(_ prepared: PreparedNotes, table: NoteTable, where include: (Int) -> Bool = { _ in true }) {
    let postOf = { (note: Int) in table.postID[Int(prepared.noteRow[note])] }
    let included = (0..<prepared.count)
      .filter { prepared.noteRow[$0] >= 0 && postOf($0) != Self.gone && include($0) }
      .map { (post: postOf($0), note: UInt32($0)) }
      .sorted { ($0.post, $0.note) < ($1.post, $1.note) }
    notes = included.map(\.note)
    starts =
      included.indices.filter { $0 == 0 || included[$0].post != included[$0 - 1].post }
      + [included.count]
  }

  /// The post id of notes whose post was deleted.
  private static let gone: Int64 = -1
}
