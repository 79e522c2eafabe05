import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Dropping coordinated ratings")
struct CoordinatedRatingTests {
  /// Members "m1", "m2", "m3" of component 1, "n1" of component 2, and "free" of none rate note 1.
  private func community(
    author: String = "author", notes: Int64 = 200,
    times: [(rater: String, after: Int64)] = [
      ("m2", 30), ("free", 20), ("m1", 10), ("n1", 40), ("m3", 5),
    ]
  ) throws -> PreparedSnapshot {
    var community = SnapshotBuilder()
    community.note(1, by: author)
    for id in 2...notes { community.note(id) }
    for name in ["m1", "m2", "m3", "n1", "free"] { community.enroll(name, group: 13) }
    for rating in times { community.rate(1, by: rating.rater, after: rating.after) }
    return try community.prepared()
  }

  private func clusters(
    _ given: PreparedSnapshot, _ rows: [(rater: String, component: Int32, clique: Int32)]
  ) throws -> RaterClusters {
    RaterClusters(
      rows: try rows.map {
        RaterClusters.Row(
          rater: UInt32(try given.person($0.rater)), postSelectionValue: $0.component,
          quasiCliqueValue: $0.clique)
      })
  }

  private static let components: [(rater: String, component: Int32, clique: Int32)] = [
    ("m1", 1, 0), ("m2", 1, 0), ("m3", 1, 0), ("n1", 2, 0),
  ]

  private func kept(
    _ given: PreparedSnapshot,
    _ rows: [(rater: String, component: Int32, clique: Int32)] = components
  ) throws -> [String] {
    let store = given.store.droppingCoordinatedRatings(
      try clusters(given, rows), notes: given.notes)
    return try given.raters(of: 1, in: store)
  }

  @Test("keeps a component's first rating of a note and everybody else's")
  func firstKept() throws {
    #expect(try kept(community()) == ["free", "n1", "m3"])
  }

  @Test("keeps the first in file order of ratings at the same moment")
  func ties() throws {
    let given = try community(times: [("m2", 10), ("m1", 10), ("m3", 11)])
    #expect(try kept(given) == ["m2"])
  }

  @Test("drops ratings of a component's notes by its own members, but not by others")
  func ownAuthor() throws {
    #expect(try kept(community(author: "m1")) == ["free", "n1"])
    #expect(try kept(community(author: "n1")) == ["free", "m3"])
  }

  @Test("does nothing where the notes table has fewer than 200 rows")
  func smallSite() throws {
    #expect(try kept(community(notes: 199)).count == 5)
  }

  @Test("takes several rows of a rater in several quasi-cliques for one")
  func severalCliques() throws {
    let rows = Self.components + [("m1", 1, 3), ("m1", 1, 4)]
    #expect(try kept(community(), rows) == ["free", "n1", "m3"])
  }

  @Test("drops nobody who is in a quasi-clique alone")
  func cliqueOnly() throws {
    let rows: [(rater: String, component: Int32, clique: Int32)] = [("m1", 0, 1), ("m2", 0, 1)]
    #expect(try kept(community(), rows).count == 5)
  }

  @Test("looks in final scoring only at rows with both values")
  func restricted() throws {
    let given = try community()
    let all = try clusters(given, [("m1", 1, 0), ("m2", 0, 2), ("m3", 1, 2)])
    #expect(try all.restrictedToFinalScoring.rows == clusters(given, [("m3", 1, 2)]).rows)
  }

  @Test("calls members of any quasi-clique correlated")
  func correlated() throws {
    let given = try community()
    let clusters = try clusters(given, [("m1", 1, 0), ("m2", 0, 2), ("m3", 1, 2), ("m3", 1, 5)])
    let flagged = clusters.correlatedRaters(participants: given.snapshot.participants.count)
    #expect(try flagged == given.perPerson(["m2": true, "m3": true], rest: false))
  }
}
