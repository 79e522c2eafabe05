import CommunityRules

public protocol RatingRepository {
  /// Adds a rating or takes the place of the rater's earlier one.
  func put(_ rating: Rating) throws
  func deleteRating(of note: NoteID, by rater: ParticipantID) throws
  func rating(of note: NoteID, by rater: ParticipantID) throws -> Rating?
  func ratings(of note: NoteID) throws -> [Rating]
  func ratings(of notes: [NoteID], by rater: ParticipantID) throws -> [NoteID: Rating]
  /// Newest first.
  func ratings(by rater: ParticipantID, before: Int64?, limit: Int) throws -> [Rating]
  func ratingCounts(of notes: [NoteID]) throws -> [NoteID: Int]
  func ratingCount() throws -> Int
  func ratedNotes(by rater: ParticipantID) throws -> Set<NoteID>
}
