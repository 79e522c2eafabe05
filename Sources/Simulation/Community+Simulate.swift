import NoteModel
import Snapshot

/// What a simulation knows and scoring has to find out.
public struct Truth: Sendable {
  /// Row i is participant i of the snapshot.
  public let raters: SimulatedRaters
  /// Row i is note i of the snapshot's `noteIDs`.
  public let notes: SimulatedNotes
}

extension Community {
  /// The simulated public data and the truth behind it. A pure function of the community's values.
  ///
  /// Takes about 50 bytes a rating at its peak, 30 of them for the result.
  ///
  /// - Throws: `CommunityError` where a value is out of range.
  public func simulate() throws(CommunityError) -> (snapshot: Snapshot, truth: Truth) {
    try validate()
    let raters = SimulatedRaters(of: self)
    let posts = SimulatedPosts(of: self, raters: raters)
    let notes = SimulatedNotes(of: self, raters: raters, posts: posts)
    var ratings = RatingSimulation(self, raters: raters, posts: posts, notes: notes)
    ratings.run()
    let snapshot = Snapshot(
      participants: participantIDs(), noteIDs: notes.id,
      notes: NoteTable(of: self, notes: notes, posts: posts), ratings: ratings.table,
      history: HistoryTable(of: self, raters: raters, notes: notes, tallies: ratings.tallies),
      enrollment: EnrollmentTable(
        of: self, raters: raters, notes: notes, hasRated: ratings.hasRated),
      requests: NoteRequestTable(of: self, posts: posts))
    return (snapshot, Truth(raters: raters, notes: notes))
  }

  /// One id of 64 hexadecimal digits for each contributor, ascending.
  private func participantIDs() -> ParticipantIDs {
    var generator = SeededGenerator(seed: seed, stream: Stream.participantIDs)
    var leading = Set<UInt64>()
    while leading.count < raters { leading.insert(generator.next()) }
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 * raters)
    for word in leading.sorted() {
      for part in [word, generator.next(), generator.next(), generator.next()] {
        for shift in stride(from: 60, through: 0, by: -4) {
          bytes.append(digits[Int((part >> UInt64(shift)) & 15)])
        }
      }
    }
    return ParticipantIDs(sortedBytes: bytes, offsets: (0...raters).map { $0 * 64 })
  }
}
