import Simulation
import Snapshot
import Testing

@Suite("Values of a community")
struct ValidationTests {
  @Test("are fine by default")
  func defaults() throws {
    try Community().validate()
  }

  @Test("out of range are refused by name, with what is allowed")
  func refusal() throws {
    let error = try #require(throws: CommunityError.self) {
      try smallCommunity { $0.attackShare = 0.7 }.simulate()
    }
    #expect(error.parameter == "attackShare")
    #expect(error.description == "attackShare is 0.7, but must be 0.0…0.25")
  }

  @Test("that are not numbers are refused")
  func notANumber() {
    #expect(throws: CommunityError.self) { try smallCommunity { $0.lean = .nan }.validate() }
  }

  @Test("that do not go together are refused")
  func together() throws {
    let tooMany = try #require(throws: CommunityError.self) {
      try smallCommunity { $0.ratings = 100_000 }.validate()
    }
    #expect(tooMany.parameter == "ratings")
    let tooGrouped = try #require(throws: CommunityError.self) {
      try smallCommunity { $0.coordinatedGroups.size = 50 }.validate()
    }
    #expect(tooGrouped.parameter == "coordinatedGroups")
    let allTopics = try #require(throws: CommunityError.self) {
      try smallCommunity { $0.topics = TopicShares([0.5, 0.5]) }.validate()
    }
    #expect(allTopics.parameter == "topics")
  }

  @Test("at the small end still make a community")
  func smallest() throws {
    var community = Community()
    community.raters = 10
    community.notes = 1
    community.ratings = 1
    community.coordinatedGroups.count = 0
    let snapshot = try community.snapshot()
    #expect(snapshot.notes.count <= 1)
    #expect(snapshot.ratings.count <= 5)
  }
}
