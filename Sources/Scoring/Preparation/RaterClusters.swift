import Snapshot

/// Raters that behave as one: post-selection similarity components and quasi-cliques.
public struct RaterClusters: Sendable {
  /// One row per rater and cluster; values are labels from 1, 0 where the row has none.
  public struct Row: Sendable, Equatable {
    /// Position in `Snapshot.participants`.
    public var rater: UInt32
    public var postSelectionValue: Int32
    public var quasiCliqueValue: Int32

    public init(rater: UInt32, postSelectionValue: Int32, quasiCliqueValue: Int32) {
      self.rater = rater
      self.postSelectionValue = postSelectionValue
      self.quasiCliqueValue = quasiCliqueValue
    }
  }

  public var rows: [Row]

  public init(rows: [Row] = []) { self.rows = rows }

  /// Only the rows with both values: all that final scoring looks at in the reference.
  var restrictedToFinalScoring: RaterClusters {
    RaterClusters(rows: rows.filter { $0.postSelectionValue > 0 && $0.quasiCliqueValue > 0 })
  }

  /// Members of any quasi-clique.
  func correlatedRaters(participants: Int) -> [Bool] {
    var flagged = [Bool](repeating: false, count: participants)
    for row in rows where row.quasiCliqueValue >= 1 { flagged[Int(row.rater)] = true }
    return flagged
  }
}

extension RatingStore {
  /// The store without the ratings by which post-selection components act as many: their ratings of
  /// notes by their own members, and all but the first rating of a note by each component.
  ///
  /// Nothing is dropped where the notes table has fewer than 200 rows.
  func droppingCoordinatedRatings(_ clusters: RaterClusters, notes: PreparedNotes) -> RatingStore {
    let tableRows = notes.noteRow.count { $0 >= 0 }
    let members = clusters.rows.filter { $0.postSelectionValue > 0 }
    guard tableRows >= productionSizeNotes, !members.isEmpty else { return self }
    // A rater is in one component; repeats come from several quasi-cliques.
    var component: [UInt32: Int32] = [:]
    for row in members { component[row.rater] = row.postSelectionValue }
    var isMember = [Bool](repeating: false, count: Int(members.map(\.rater).max()!) + 1)
    for row in members { isMember[Int(row.rater)] = true }
    var dropped: [Int] = []
    for note in 0..<noteCount {
      let author = component[notes.author[note]]
      var first: [Int32: Int] = [:]
      for rating in range(ofNote: note) {
        let rater = Int(self.rater[rating])
        guard rater < isMember.count, isMember[rater] else { continue }
        let value = component[self.rater[rating]]!
        if notes.noteRow[note] >= 0, value == author {
          dropped.append(rating)
        } else if let earlier = first[value] {
          if createdAtMillis[rating] < createdAtMillis[earlier] {
            dropped.append(earlier)
            first[value] = rating
          } else {
            dropped.append(rating)
          }
        } else {
          first[value] = rating
        }
      }
    }
    return self.dropping(dropped.sorted())
  }
}
