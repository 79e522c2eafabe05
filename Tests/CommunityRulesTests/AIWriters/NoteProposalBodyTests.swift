import Foundation
import NoteModel
import Testing

@testable import CommunityRules

@Suite("The body of a proposed note")
struct NoteProposalBodyTests {
  private static let text = "It opened in 2009. https://example.org/bridges/12"

  private static func parse(_ json: String) throws -> NoteProposal {
    try NoteProposal(JSONDecoder().decode(BodyValue.self, from: Data(json.utf8)))
  }

  private static func json(
    testMode: String = "true", post: String = "\"1991410000000000001\"",
    text: String = "\"\(text)\"",
    classification: String = "\"misinformed_or_potentially_misleading\"",
    tags: String = "[\"outdated_information\"]", sources: String = "true", more: String = "",
    top: String = ""
  ) -> String {
    """
    {"test_mode": \(testMode), "post_id": \(post)\(top), "info": {"text": \(text),
      "classification": \(classification), "misleading_tags": \(tags),
      "trustworthy_sources": \(sources)\(more)}}
    """
  }

  @Test("is read as a proposal")
  func complete() throws {
    let proposal = try Self.parse(
      Self.json(tags: "[\"misinterpreted_satire\", \"disputed_claim_as_fact\"]"))
    #expect(
      proposal
        == NoteProposal(
          testMode: true, postID: PostID(1_991_410_000_000_000_001), text: Self.text,
          tags: [.disputedClaimAsFact, .misinterpretedSatire]))
    #expect(
      proposal.answers == [
        .misleadingUnverifiedClaimAsFact, .misleadingSatire, .trustworthySources,
      ])
    #expect(
      WriterTag.tags(of: proposal.answers) == [.disputedClaimAsFact, .misinterpretedSatire])
  }

  @Test("may say that it is about media, and null says nothing")
  func media() throws {
    #expect(try Self.parse(Self.json(more: ", \"is_media_note\": true")).isMediaNote)
    #expect(try !Self.parse(Self.json(more: ", \"is_media_note\": null")).isMediaNote)
    #expect(try !Self.parse(Self.json()).isMediaNote)
  }

  @Test("takes untrustworthy sources, and collapses repeated tags")
  func lenient() throws {
    let proposal = try Self.parse(Self.json(tags: "[\"other\", \"other\"]", sources: "false"))
    #expect(proposal.tags == [.other])
    #expect(proposal.answers == [.misleadingOther])
  }

  @Test("of a post that is not misleading has an empty list of tags")
  func notMisleading() throws {
    let proposal = try Self.parse(Self.json(classification: "\"not_misleading\"", tags: "[]"))
    #expect(proposal.classification == .notMisleading)
    #expect(throws: ProposalRefusal.tagsWithoutUse) {
      try Self.parse(Self.json(classification: "\"not_misleading\"", tags: "[\"other\"]"))
    }
  }

  private static let faults: [(String, String?, BodyProblem.Fault)] = [
    ("[]", nil, .wrongType(.object)), ("7", nil, .wrongType(.object)),
    ("{}", "test_mode", .missing),
    (json(testMode: "1"), "test_mode", .wrongType(.boolean)),
    (json(testMode: "\"true\""), "test_mode", .wrongType(.boolean)),
    (json(testMode: "null"), "test_mode", .wrongType(.boolean)),
    (json(post: "1991410000000000001"), "post_id", .wrongType(.string)),
    (json(top: ", \"tweet_id\": \"1\""), "tweet_id", .unknownProperty),
    (json(more: ", \"post_id\": \"1\""), "info.post_id", .unknownProperty),
    (json(more: ", \"z\": 1, \"a\": 2"), "info.a", .unknownProperty),
    (json(more: ", \"is_media_note\": \"yes\""), "info.is_media_note", .wrongType(.boolean)),
    (json(text: "null"), "info.text", .wrongType(.string)),
    (json(tags: "\"other\""), "info.misleading_tags", .wrongType(.strings)),
    (json(tags: "[1]"), "info.misleading_tags", .wrongType(.strings)),
    (json(tags: "null"), "info.misleading_tags", .wrongType(.strings)),
    (json(sources: "1"), "info.trustworthy_sources", .wrongType(.boolean)),
    ("{\"test_mode\": true, \"post_id\": \"1\"}", "info", .missing),
    ("{\"test_mode\": true, \"post_id\": \"1\", \"info\": []}", "info", .wrongType(.object)),
    (
      "{\"test_mode\": true, \"post_id\": \"1\", \"info\": {\"text\": \"x\"}}",
      "info.classification", .missing
    ),
  ]

  @Test("is refused where it breaks the schema, by the property's dotted name", arguments: faults)
  func schema(json: String, parameter: String?, fault: BodyProblem.Fault) {
    let refusal = ProposalRefusal.schema(BodyProblem(parameter: parameter, fault: fault))
    #expect(refusal.parameter == parameter && refusal.kind == .invalid)
    #expect(throws: refusal) { try Self.parse(json) }
  }

  private static let rules: [(String, ProposalRefusal, String)] = [
    (json(post: "\"12a\""), .malformedPostID("12a"), "post_id"),
    (json(post: "\"\""), .malformedPostID(""), "post_id"),
    (json(post: "\"+12\""), .malformedPostID("+12"), "post_id"),
    (json(post: "\"12345678901234567890\""), .malformedPostID("12345678901234567890"), "post_id"),
    (json(post: "\"9999999999999999999\""), .unknownPost("9999999999999999999"), "post_id"),
    (json(post: "\"007\""), .unknownPost("007"), "post_id"),
    (
      json(classification: "\"NOT_MISLEADING\""), .unknownClassification("NOT_MISLEADING"),
      "info.classification"
    ),
    (json(text: "\"No source.\""), .text([.noLink]), "info.text"),
    (json(text: "\" \""), .text([.blank]), "info.text"),
    (json(tags: "[]"), .noTag, "info.misleading_tags"),
    (json(tags: "[\"other\", \"satire\"]"), .unknownTag("satire"), "info.misleading_tags"),
  ]

  @Test("is refused where it breaks a rule of its content", arguments: rules)
  func content(json: String, refusal: ProposalRefusal, parameter: String) {
    #expect(refusal.parameter == parameter && refusal.kind == .invalid)
    #expect(throws: refusal) { try Self.parse(json) }
  }

  @Test("is refused or read, whatever it holds")
  func fuzz() {
    var random = SplitMix64(seed: 31)
    let values = [
      "true", "null", "1e9", "\"1\"", "[]", "{}", "[\"other\"]", "[[1]]", "\"\\u0000\"",
    ]
    func value() -> String { values[Int(random.next(below: UInt64(values.count)))] }
    for _ in 0..<3_000 {
      let json = Self.json(
        testMode: value(), post: value(), text: value(), classification: value(), tags: value(),
        sources: value(), more: random.next(below: 4) == 0 ? ", \"is_media_note\": \(value())" : "")
      #expect(throws: ProposalRefusal.self) { try Self.parse(json) }
    }
  }

  @Test("echoes no more than 100 characters of what it was given")
  func echo() {
    let tag = String(repeating: "x", count: 5_000)
    #expect(ProposalRefusal.unknownTag(tag).value?.count == 100)
  }

  @Test("of a draft to evaluate holds a post and a text alone")
  func draft() throws {
    func parse(_ json: String) throws -> EvaluationDraft {
      try EvaluationDraft(JSONDecoder().decode(BodyValue.self, from: Data(json.utf8)))
    }
    let draft = try parse("{\"post_id\": \"12\", \"note_text\": \"no link\"}")
    #expect(draft.postID == PostID(12) && draft.text == "no link")
    for (more, name) in [("\"test_mode\": true", "test_mode"), ("\"info\": {}", "info")] {
      let problem = BodyProblem(parameter: name, fault: .unknownProperty)
      #expect(throws: ProposalRefusal.schema(problem)) {
        try parse("{\"post_id\": \"12\", \"note_text\": \"a\", \(more)}")
      }
    }
    #expect(throws: ProposalRefusal.malformedPostID("x")) {
      try parse("{\"post_id\": \"x\", \"note_text\": \"a\"}")
    }
  }

  @Test("names tags and classifications as the contract lists them")
  func names() {
    #expect(
      WriterTag.allCases.map(\.rawValue) == [
        "other", "factual_error", "manipulated_media", "outdated_information",
        "missing_important_context", "disputed_claim_as_fact", "misinterpreted_satire",
      ])
    #expect(NoteReasons(WriterTag.allCases.map(\.reason)) == Classification.misleading.reasons)
    for classification in Classification.allCases {
      #expect(classification.writerName == classification.name.lowercased())
      #expect(Classification(writerName: classification.writerName) == classification)
    }
  }
}
