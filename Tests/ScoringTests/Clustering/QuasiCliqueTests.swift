import NoteModel
import Testing

@testable import Scoring

/// Raters who keep giving the same notes the same rating.
@Suite struct QuasiCliqueTests {
  /// A group rates all posts alike, hours apart. Bystanders, the raters after the group, agree on
  /// the first few.
  private func scene(
    members: Int = 7, posts: Int = 60, bystanders: [Int] = [6],
    post: (Int) -> Int64 = { Int64($0) }, classification: Classification = .misleading,
    newestDay: Double = 0, level: (Int, Int) -> Helpfulness = { _, _ in .helpful }
  ) -> ClusteringScene {
    let raters = members + bystanders.count
    var scene = ClusteringScene(participants: raters + 1)
    for index in 0..<posts {
      let note = scene.note(by: UInt32(raters), onPost: post(index), classification)
      for member in 0..<members {
        scene.rate(
          note, by: UInt32(member), after: Int64(member + 1) * Millis.hour, level(index, member))
      }
      for (position, agreed) in bystanders.enumerated() where index < agreed {
        scene.rate(
          note, by: UInt32(members + position), after: Int64(20 + position) * Millis.hour,
          level(index, 0))
      }
    }
    if newestDay > 0 {
      let note = scene.note(by: UInt32(raters), onPost: 10_000, day: newestDay)
      scene.rate(note, by: UInt32(raters))
    }
    return scene
  }

  private let group: Set<UInt32> = [0, 1, 2, 3, 4, 5, 6]

  @Test("A group that agrees is found without the bystander")
  func groupIsFound() throws {
    #expect(try scene().quasiCliques() == [group])
  }

  @Test("More than fifty posts are needed to start a clique")
  func seedLimit() throws {
    #expect(try scene(posts: 50).quasiCliques() == [])
    #expect(try scene(posts: 51).quasiCliques() == [group])
  }

  @Test("A group of four is dropped, one of five is kept")
  func minimumSize() throws {
    #expect(try scene(members: 4).quasiCliques() == [])
    #expect(try scene(members: 5).quasiCliques() == [[0, 1, 2, 3, 4]])
  }

  @Test("A bystander with a quarter of the posts belongs to the clique")
  func shareOfPosts() throws {
    #expect(try scene(bystanders: [15, 6]).quasiCliques() == [group.union([7])])
    #expect(try scene(bystanders: [14, 6]).quasiCliques() == [group])
  }

  @Test("Notes must be newer than thirteen weeks before the newest rated note")
  func span() throws {
    #expect(try scene(newestDay: 90.9).quasiCliques() == [group])
    #expect(try scene(newestDay: 91).quasiCliques() == [])
  }

  @Test("Posts that are gone and notes that say not misleading do not count")
  func eligibleNotes() throws {
    #expect(try scene(post: { _ in -1 }).quasiCliques() == [])
    #expect(try scene(classification: .notMisleading).quasiCliques() == [])
  }

  @Test("Several notes on one post count once")
  func postsCountOnce() throws {
    #expect(try scene(posts: 100, bystanders: [12], post: { Int64($0 / 2) }).quasiCliques() == [])
    #expect(
      try scene(posts: 102, bystanders: [12], post: { Int64($0 / 2) }).quasiCliques() == [group])
  }

  @Test("Raters who disagree are no clique")
  func disagreement() throws {
    let scene = scene(level: { ($0 + $1) % 2 == 0 ? .helpful : .notHelpful })
    // Odd and even members agree among themselves, but four are too few.
    #expect(try scene.quasiCliques() == [])
  }

  @Test("Without anybody left to try there is no clique, and nothing fails")
  func nobodyLeft() throws {
    #expect(try scene(bystanders: []).quasiCliques() == [])
    #expect(
      try scene(bystanders: [4]).quasiCliques() == [], "four posts in common are too few to try")
    #expect(try ClusteringScene(participants: 0).clusters().rows == [])
    #expect(try ClusteringScene(participants: 5).clusters().rows == [])
  }

  @Test(
    "An event needs a quarter of the members, four of them, or all of a smaller clique",
    arguments: [(2, 2), (3, 3), (4, 4), (5, 4), (16, 4), (17, 5), (20, 5), (21, 6)])
  func eventThreshold(members: Int, needed: Int) {
    #expect(CliqueGrowth.needed(members: members) == needed)
  }
}
