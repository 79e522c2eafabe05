import NoteModel
import Simulation
import Snapshot

/// Who wrote which simulated note and who rated it.
///
/// The simulation spreads notes over many writers; a few weeks are too short for any of them to
/// become known for good or bad notes. Two are therefore given notes of others: one many of the best,
/// one some of the worst. Most of the other poor notes are left out, as if their writers had waited
/// until they could do better.
struct DemoCast: Sendable {
  let snapshot: Snapshot
  let truth: Truth
  /// Position in the participants, by position of the note.
  private(set) var author: [Int]
  /// Whether the note was written at all, by position.
  private(set) var isWritten: [Bool]
  /// The writer of many good notes.
  private(set) var star = 0
  /// The writer of several bad ones.
  private(set) var careless = 0

  /// - Parameter newest: when the newest contributions may be made.
  init(newest: Int64, seed: UInt64) throws {
    var community = Community()
    community.raters = 330
    community.notes = 372
    community.ratings = 21_400
    community.days = 27
    community.history = false
    community.coordinatedGroups.count = 0
    community.attackShare = 0.004
    community.moderateShare = 0.3
    community.topics = TopicShares([])
    community.now = newest
    community.seed = seed
    (snapshot, truth) = try community.simulate()
    author = Array(repeating: 0, count: snapshot.noteIDs.count)
    isWritten = Array(repeating: true, count: snapshot.noteIDs.count)
    var poor = 0
    for row in 0..<snapshot.notes.count {
      let note = Int(snapshot.notes.note[row])
      author[note] = Int(snapshot.notes.author[row])
      guard truth.notes.quality[note] < 0.15 else { continue }
      poor += 1
      isWritten[note] = poor.isMultiple(of: 4)
    }
    recast()
    separate()
  }

  /// How many ratings each note has.
  private var ratingCounts: [Int] {
    var counts = Array(repeating: 0, count: author.count)
    for note in snapshot.ratings.note { counts[Int(note)] += 1 }
    return counts
  }

  private mutating func recast() {
    // Those who rate least: nearly nothing of theirs is lost with ratings of notes that become their
    // own.
    var activity = Array(repeating: 0, count: snapshot.participants.count)
    for rater in snapshot.ratings.rater { activity[Int(rater)] += 1 }
    let quiet = activity.indices.filter { activity[$0] > 0 }
      .sorted { (activity[$0], $0) < (activity[$1], $1) }
    guard quiet.count > 1 else { return }
    star = quiet[quiet.count / 4]
    careless = quiet[quiet.count / 4 + 1]

    let counts = ratingCounts
    let rated = snapshot.notes.note.indices.filter { row in
      isWritten[Int(snapshot.notes.note[row])] && counts[Int(snapshot.notes.note[row])] >= 25
        && snapshot.notes.classification[row] == .misleading
    }
    let byQuality = rated.sorted { quality($0) > quality($1) }
    give(byQuality.filter { abs(lean($0)) < 0.6 }, to: star, most: 18)
    give(byQuality.reversed(), to: careless, most: 6)
  }

  /// Gives a second note that somebody wrote on a post to the next one who wrote none there: the site
  /// takes one a person.
  private mutating func separate() {
    var taken: Set<[Int64]> = []
    for row in 0..<snapshot.notes.count {
      let note = Int(snapshot.notes.note[row])
      while !taken.insert([snapshot.notes.postID[row], Int64(author[note])]).inserted {
        author[note] = (author[note] + 1) % snapshot.participants.count
      }
    }
  }

  private func quality(_ row: Int) -> Float { truth.notes.quality[Int(snapshot.notes.note[row])] }

  private func lean(_ row: Int) -> Float { truth.notes.lean[Int(snapshot.notes.note[row])].x }

  /// Makes somebody the author of the first of these notes, at most one on a post.
  private mutating func give(_ rows: [Int], to participant: Int, most: Int) {
    var posts: Set<Int64> = []
    for row in 0..<snapshot.notes.count
    where author[Int(snapshot.notes.note[row])] == participant {
      posts.insert(snapshot.notes.postID[row])
    }
    var given = 0
    for row in rows where given < most && posts.insert(snapshot.notes.postID[row]).inserted {
      author[Int(snapshot.notes.note[row])] = participant
      given += 1
    }
  }
}
