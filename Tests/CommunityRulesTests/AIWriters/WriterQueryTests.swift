import Testing

@testable import CommunityRules

@Suite("A query of an AI writer")
struct WriterQueryTests {
  private static func posts(_ pairs: (String, String)...) throws -> PostQuery {
    try PostQuery(QueryParameters([("test_mode", "true")] + pairs))
  }

  @Test("takes booleans in both capitalisations, and no other word")
  func booleans() throws {
    for (text, value) in [("true", true), ("True", true), ("false", false), ("False", false)] {
      #expect(try QueryParameters([("a", text)]).boolean("a") == value)
    }
    for text in ["TRUE", "1", "", "yes", " true"] {
      #expect(throws: QueryProblem(parameter: "a", value: text, fault: .notBoolean)) {
        try QueryParameters([("a", text)]).boolean("a")
      }
    }
    #expect(throws: QueryProblem(parameter: "test_mode", value: nil, fault: .missing)) {
      try PostQuery(QueryParameters([]))
    }
  }

  @Test("refuses a parameter that comes twice")
  func repeated() {
    #expect(throws: QueryProblem(parameter: "a", value: "2", fault: .repeated)) {
      try QueryParameters([("a", "1"), ("b", "1"), ("a", "2")])
    }
  }

  @Test("takes 1 to 100 results, and 10 where none is said")
  func results() throws {
    #expect(try Self.posts().mostResults == 10)
    #expect(try Self.posts(("max_results", "1")).mostResults == 1)
    #expect(try Self.posts(("max_results", "100")).mostResults == 100)
    for text in ["0", "101", "-1", "+5", "1.0", "", "ten", "99999999999999999999"] {
      let problem = QueryProblem(parameter: "max_results", value: text, fault: .outside(1...100))
      #expect(throws: problem) { try Self.posts(("max_results", text)) }
    }
  }

  @Test("takes lists with spaces and repetitions, and an empty list for none")
  func lists() throws {
    let query = try QueryParameters([("a", " x, y,x ,z"), ("b", ""), ("c", " ")])
    #expect(try query.list("a") == ["x", "y", "z"])
    #expect(try query.list("b") == nil)
    #expect(try query.list("c") == nil)
    #expect(try query.list("d") == nil)
    #expect(throws: QueryProblem.self) {
      try QueryParameters([("a", String(repeating: "a", count: 4_001))]).list("a")
    }
  }

  @Test(
    "refuses what a list does not know",
    arguments: [
      ("post.fields", "colour"), ("expansions", "author"), ("media.fields", "URL"),
      ("user.fields", "email"), ("poll.fields", "votes"), ("place.fields", "city"),
      ("post.fields", "referenced_posts"),
    ])
  func unknown(parameter: String, item: String) {
    let problem = QueryProblem(parameter: parameter, value: item, fault: .unknownItem)
    #expect(throws: problem) { try Self.posts((parameter, item)) }
    #expect(throws: QueryProblem(parameter: parameter, value: "", fault: .unknownItem)) {
      try Self.posts((parameter, ","))
    }
  }

  @Test("names what is wrong with the choice of a feed")
  func selection() throws {
    #expect(try Self.posts(("post_selection", "feed_size: xl")).selection.size == .xl)
    let problem = QueryProblem(
      parameter: "post_selection", value: "feed_size:m", fault: .selection(.unknownSize("m")))
    #expect(throws: problem) { try Self.posts(("post_selection", "feed_size:m")) }
  }

  @Test("has as many selectable parts as the contract lists")
  func counts() {
    #expect(PostField.allCases.count { $0.newName != nil } == 31)
    #expect(PostField.allCases.count { $0.oldName != nil } == 34)
    #expect(MediaField.allCases.count == 13)
    #expect(UserField.allCases.count == 24 + 2)
    #expect(PollField.allCases.count == 5)
    #expect(PlaceField.allCases.count == 8)
  }

  @Test("gives every name of either vocabulary one meaning")
  func unambiguous() {
    func check<Item: Selectable>(_ type: Item.Type) {
      for item in Item.allCases {
        for name in [item.newName, item.oldName].compactMap(\.self) {
          #expect(Item.named(name) == item)
        }
      }
    }
    check(PostField.self)
    check(Expansion.self)
    check(MediaField.self)
    check(UserField.self)
    check(PollField.self)
    check(PlaceField.self)
    check(NoteField.self)
  }
}
