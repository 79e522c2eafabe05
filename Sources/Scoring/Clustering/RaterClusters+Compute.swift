import Parallel
import Snapshot

extension RaterClusters {
  /// Finds raters that behave as one.
  ///
  /// *Post-selection similarity* joins an author with raters who keep coming early to call the
  /// author's notes helpful (`AuthorAffinity`), and raters who rate the same posts at the same time
  /// (`CoRatingSimilarity`); each connected component of such pairs has a value. *Quasi-cliques*
  /// (`QuasiCliques`) are sets of raters who keep giving the same notes the same rating.
  ///
  /// Rows ascend by rater, then by quasi-clique. Components are numbered by their first
  /// participant, quasi-cliques by size, ascending. The result does not depend on `workers`.
  ///
  /// Takes up to 24 bytes a rating, and 8 a participant for each thread.
  ///
  /// - Parameters:
  ///   - ratings: at most one per note and rater.
  ///   - table: the notes table that `notes` was made from.
  ///   - participants: how many participants the snapshot names.
  public static func compute(
    _ ratings: RatingStore, notes: PreparedNotes, table: NoteTable, participants: Int,
    workers: Workers
  ) -> RaterClusters {
    var sets = DisjointSets(count: participants)
    for (author, rater) in AuthorAffinity.suspiciousPairs(
      ratings, notes: notes, participants: participants)
    {
      sets.join(author, rater)
    }
    for (first, second) in CoRatingSimilarity.suspiciousPairs(
      ratings, posts: PostIndex(notes, table: table), participants: participants, workers: workers)
    {
      sets.join(first, second)
    }
    let cliques = QuasiCliques.find(
      ratings, notes: notes, table: table, participants: participants, workers: workers)
    return RaterClusters(components: sets.labels(), cliques: cliques)
  }

  /// Joins both kinds on the rater, keeping raters that are in one kind only.
  ///
  /// - Parameters:
  ///   - components: the component of each participant, 0 for none.
  ///   - cliques: participants of each quasi-clique.
  init(components: [Int32], cliques: [[UInt32]]) {
    var cliquesOf = [[Int32]](repeating: [], count: components.count)
    for (index, members) in cliques.enumerated() {
      for member in members { cliquesOf[Int(member)].append(Int32(index + 1)) }
    }
    rows = components.indices.flatMap { participant in
      let values = cliquesOf[participant]
      return (values.isEmpty && components[participant] > 0 ? [0] : values).map {
        Row(
          rater: UInt32(participant), postSelectionValue: components[participant],
          quasiCliqueValue: $0)
      }
    }
  }
}
