import CommunityRules
import NoteModel
import Testing

@testable import Storage

@Suite("The store offers posts to AI note writers")
struct FeedTests {
  private static func feed(
    _ fixture: StoreFixture, _ name: FeedSize, since: Int64 = 0, language: String? = nil,
    before: PostID? = nil, limit: Int = 9
  ) async throws -> [Int64] {
    try await fixture.store.read { store throws in
      try store.feed(
        name, eligibleSince: since, language: language, defaultLanguage: "en", before: before,
        limit: limit
      ).map(\.rawValue)
    }
  }

  private func fixture() async throws -> StoreFixture {
    let fixture = try StoreFixture()
    for post in 1...5 as ClosedRange<Int64> { try await fixture.post(post) }
    try await fixture.store.write { store throws in
      for (post, at) in [(1, 100), (2, 200), (3, 300)] as [(Int64, Int64)] {
        var requested = RequestedPost(post: PostID(post))
        requested.smallFeedAt = at
        requested.largeFeedAt = at
        try store.put(requested)
      }
      var wide = RequestedPost(post: PostID(4))
      wide.doubleExtraLargeFeedAt = 400
      try store.put(wide)
      try store.putFacts(PostFacts(language: "pt-BR"), of: PostID(2))
    }
    return fixture
  }

  @Test("by feed and since when they are eligible, the newest first")
  func eligibility() async throws {
    let fixture = try await fixture()
    #expect(try await Self.feed(fixture, .small) == [3, 2, 1])
    #expect(try await Self.feed(fixture, .small, since: 100) == [3, 2])
  }

  @Test("each feed holding the smaller ones")
  func nesting() async throws {
    let fixture = try await fixture()
    #expect(try await Self.feed(fixture, .xl) == [3, 2, 1])
    #expect(try await Self.feed(fixture, .xxl) == [4, 3, 2, 1])
    #expect(try await Self.feed(fixture, .xxl, since: 300) == [4])
  }

  @Test("by language, with one for posts whose host tells none")
  func languages() async throws {
    let fixture = try await fixture()
    #expect(try await Self.feed(fixture, .small, language: "pt") == [2])
    #expect(try await Self.feed(fixture, .small, language: "pt-br") == [2])
    #expect(try await Self.feed(fixture, .small, language: "pt-pt") == [])
    #expect(try await Self.feed(fixture, .small, language: "en") == [3, 1])
  }

  @Test("page by page")
  func pages() async throws {
    let fixture = try await fixture()
    #expect(try await Self.feed(fixture, .small, limit: 2) == [3, 2])
    #expect(try await Self.feed(fixture, .small, before: PostID(2), limit: 2) == [1])
  }

  @Test("but neither removed posts nor such as repeat another")
  func leftOut() async throws {
    let fixture = try await fixture()
    try await fixture.store.write { store throws in
      var gone = try #require(try store.post(PostID(3)))
      gone.removedAt = 1
      try store.update(gone)
      try store.putFacts(
        PostFacts(references: [.init(kind: .reposted, post: PostID(5))]), of: PostID(1))
    }
    #expect(try await Self.feed(fixture, .small) == [2])
  }

  @Test("and remembers what a host told of them")
  func facts() async throws {
    let fixture = try await fixture()
    let facts = PostFacts(
      language: "ja", authorID: "7", authorUsername: "ann", fullText: "Long.\n“Longer.”",
      media: [
        .init(
          kind: .video, previewImageURL: "https://example.org/a.jpg", altText: "A bridge",
          width: 3, height: 4, durationMillis: 5, views: 6,
          variants: [.init(url: "https://example.org/v", contentType: "video/mp4", bitRate: 7)])
      ],
      references: [.init(kind: .quoted, post: PostID(1))], quotes: 1, bookmarks: 2,
      isSensitive: false, repliesAskingForContext: 3)
    try await fixture.store.write { try $0.putFacts(facts, of: PostID(5)) }
    let found = try await fixture.store.read { try $0.facts(of: [PostID(5), PostID(1)]) }
    #expect(found == [PostID(5): facts])
  }

  @Test("and remembers to whom they were delivered last")
  func deliveries() async throws {
    let fixture = try await fixture()
    let ann = try await fixture.contributor("Ann")
    let bob = try await fixture.contributor("Bob")
    try await fixture.store.write { store throws in
      try store.recordDeliveries([PostID(1), PostID(2)], to: ann, at: 10)
      try store.recordDeliveries([PostID(1)], to: ann, at: 20)
      try store.deleteDeliveries(before: 15)
    }
    try await fixture.store.read { store throws in
      #expect(try store.lastDelivery(of: PostID(1), to: ann) == 20)
      #expect(try store.lastDelivery(of: PostID(2), to: ann) == nil)
      #expect(try store.lastDelivery(of: PostID(1), to: bob) == nil)
    }
  }

  @Test("and knows raters' factors by model")
  func factors() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    let bob = try await fixture.contributor("Bob")
    let core = ModelFactor(model: "Core", rater: ann, factor: 0.5)
    try await fixture.store.write { store throws in
      try store.change(
        modelFactors: [core, ModelFactor(model: "Expansion", rater: ann, factor: 1)], lost: [])
      try store.change(
        modelFactors: [
          ModelFactor(model: "Expansion", rater: ann, factor: -0.5),
          ModelFactor(model: "Expansion", rater: bob, factor: 0.1),
        ], lost: [core])
    }
    let found = try await fixture.store.read { try $0.modelFactors() }
    #expect(found == ["Expansion": [ann: -0.5, bob: 0.1]])
    #expect(
      try await fixture.store.read { try $0.modelFactors([bob]) } == ["Expansion": [bob: 0.1]])
  }
}
