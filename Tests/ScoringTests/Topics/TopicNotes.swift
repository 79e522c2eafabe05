import Snapshot

/// Notes with texts, for tests of topics.
enum TopicNotes {
  /// A notes table of which only ids, posts and texts are filled; note `i` has the position `i`.
  static func table(_ notes: [(post: Int64, text: String)]) -> NoteTable {
    var table = NoteTable()
    table.note = notes.indices.map(UInt32.init)
    table.postID = notes.map(\.post)
    table.summary = TextColumn(notes.map(\.text))
    return table
  }

  /// Posts on three topics, one of them conflicted, one gone, one with two notes.
  static let mixed: [(post: Int64, text: String)] = [
    (1, "Russia moved tanks near the border"),
    (2, "Tanks at the border were filmed in 2014"),
    (3, "Putin ordered tanks to the front"),
    (4, "Israel bombed the hospital"),
    (5, "The hospital in Gaza was hit by a rocket"),
    (6, "This rocket hit another hospital"),
    (7, "A scam: the link sells fake coins"),
    (8, "Fake coins again, do not click the link"),
    (9, "Israel and Russia signed a border treaty"),
    (10, "The video shows a cat"),
    (11, "The cat video is from 2014"),
    (-1, "deleted one"),
    (-1, "deleted two about a Gaza hospital rocket"),
    (12, "Cats are not dogs"),
    (13, "Birds sing in spring"),
    (13, "Spring is cold"),
  ]
}
