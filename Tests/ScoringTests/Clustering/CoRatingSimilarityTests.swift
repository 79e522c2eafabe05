import NoteModel
import Testing

@testable import Scoring

/// Raters who rate the same posts at the same time.
@Suite struct CoRatingSimilarityTests {
  @Test("An overlap of two fifths is suspicious, one post less is not")
  func overlapLimit() {
    let similarity = CoRatingSimilarity(combinations: 1_000)
    #expect(similarity.isSuspicious(shared: 8, postsOfFirst: 10, postsOfSecond: 90))
    #expect(!similarity.isSuspicious(shared: 7, postsOfFirst: 10, postsOfSecond: 90))
  }

  @Test("Mutual information of 0.55 is suspicious, one post less is not")
  func mutualInformationLimit() {
    // log(co · 10⁶ / 1500²) / −log(co / 10⁶) is 0.5507 for 228 and 0.5499 for 227.
    let similarity = CoRatingSimilarity(combinations: 1_000_000)
    #expect(similarity.isSuspicious(shared: 228, postsOfFirst: 1_000, postsOfSecond: 1_000))
    #expect(!similarity.isSuspicious(shared: 227, postsOfFirst: 1_000, postsOfSecond: 1_000))
  }

  @Test("The bound on shared posts is the least number that is suspicious")
  func boundIsTight() throws {
    var generator = PlainGenerator(state: 5)
    for _ in 0..<500 {
      let fewer = Int.random(in: 10...2_000, using: &generator)
      let more = Int.random(in: fewer...4_000, using: &generator)
      let similarity = CoRatingSimilarity(
        combinations: Int.random(in: 10_000...300_000_000, using: &generator))
      let least = (1...fewer).first {
        similarity.isSuspicious(shared: $0, postsOfFirst: fewer, postsOfSecond: more)
      }
      let bound = similarity.leastShared(
        fewerPosts: fewer,
        weights: (similarity.weight(posts: fewer), similarity.weight(posts: more)))
      #expect(max(1, Int(bound.rounded(.up))) == least)
    }
  }

  /// Two raters, each on `posts` posts, of which they share some with a distance in time.
  private func scene(
    shared: Int, posts: Int = 10, apart: Int64 = 0, gonePosts: Bool = false, notesPerPost: Int = 1
  ) -> ClusteringScene {
    var scene = ClusteringScene(participants: 3)
    for index in 0..<2 * posts - shared {
      for _ in 0..<notesPerPost {
        let note = scene.note(by: 2, onPost: gonePosts ? -1 : Int64(index))
        if index < posts { scene.rate(note, by: 0) }
        if index < shared || index >= posts {
          scene.rate(note, by: 1, after: Millis.hour + apart)
        }
      }
    }
    return scene
  }

  @Test("Eight of ten posts together make a component, seven do not")
  func components() throws {
    #expect(try scene(shared: 8).components() == [[0, 1]])
    #expect(try scene(shared: 7).components() == [])
  }

  @Test("Twenty minutes apart is together, a millisecond more is not")
  func windowIsClosed() throws {
    #expect(try scene(shared: 8, apart: 20 * Millis.minute).components() == [[0, 1]])
    #expect(try scene(shared: 8, apart: 20 * Millis.minute + 1).components() == [])
  }

  @Test("Raters of fewer than ten posts are compared with nobody")
  func minimumPosts() throws {
    #expect(try scene(shared: 9, posts: 9).components() == [])
  }

  @Test("A post counts once, however many of its notes two raters met on")
  func postsCountOnce() throws {
    #expect(try scene(shared: 7, notesPerPost: 2).components() == [])
    #expect(try scene(shared: 8, notesPerPost: 2).components() == [[0, 1]])
  }

  @Test("Posts that are gone do not count")
  func gonePosts() throws {
    #expect(try scene(shared: 10, gonePosts: true).components() == [])
  }

  @Test("Pairs join into components through a common rater")
  func transitive() throws {
    var scene = ClusteringScene(participants: 4)
    for post in 0..<12 {
      let note = scene.note(by: 3, onPost: Int64(post))
      scene.rate(note, by: 0, after: 0)
      scene.rate(note, by: 1, after: 15 * Millis.minute)
      scene.rate(note, by: 2, after: 30 * Millis.minute)
    }
    #expect(try scene.components() == [[0, 1, 2]])
  }

  @Test("Times at the ends of the number range do not meet and do not trap")
  func oddTimes() throws {
    var scene = ClusteringScene(participants: 3)
    for post in 0..<12 {
      let note = scene.note(by: 2, onPost: Int64(post))
      scene.rate(note, by: 0, after: .max - 2 * ClusteringScene.start)
      scene.rate(note, by: 1, after: .min + 2 * ClusteringScene.start)
    }
    #expect(try scene.components() == [])
  }
}
