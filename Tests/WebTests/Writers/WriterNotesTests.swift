import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NoteModel
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("A writer's program")
struct WriterNotesTests {
  @Test("proposes a test note, which is evaluated and which nobody else meets")
  func testNote() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let post = try await site.offeredPost()
    try await site.serve(made) { client in
      let answer = try await client.propose(on: post)
      #expect(answer.status == .created)
      let id = try #require(answer.body.data.id.text)
      #expect(answer.body.data.note_id.text == id)

      let before = try await client.get(WriterClient.written, ("test_mode", "true"))
      #expect(before.body.data[0].keys == ["id", "info", "status"])
      try await TestNoteEvaluation(site: site.site).round()
      let after = try await client.get(WriterClient.written, ("test_mode", "True")).body
      #expect(after.meta.result_count.int == 1)
      #expect(after.data[0].id.text == id)
      #expect(after.data[0].status.text == "")
      #expect(after.data[0].info.post_id.text == post.description)
      let outcomes = after.data[0].test_result.evaluation_outcome.items
      #expect(
        outcomes.map(\.evaluator_type.text) == ["UrlValidity", "ClaimOpinion", "HarassmentAbuse"])
      #expect(outcomes[0].evaluator_score_bucket.text == "High")
      let live = try await client.get(WriterClient.written, ("test_mode", "false"))
      #expect(live.status == .badRequest, "before admission")

      let browser = Browser(client.client)
      for path in ["/posts/\(post)", "/new", "/notes/\(id)"] {
        #expect(try await !browser.get(path).text.contains("example.org/bridge"), "\(path)")
      }
    }
    #expect(try await site.store.read { try $0.noteCount() } == 0)
  }

  @Test("proposes a live note, which is shown as an AI writer's and may be rated")
  func liveNote() async throws {
    let site = try TestSite()
    let made = try await site.writer(isAdmitted: true)
    let post = try await site.offeredPost()
    let rater = try await site.person(.newContributor, name: "rater")
    try await site.serve(made) { client in
      let id = try #require(try await client.propose(on: post, test: false).body.data.id.text)
      let page = try await Browser(client.client).get("/posts/\(post)")
      #expect(page.text.contains("example.org/bridge"))
      #expect(page.text.contains(made.alias))
      let view = try await client.client.execute(uri: "/api/v1/notes/\(id)", method: .get) {
        try JSON(Array($0.body.readableBytesView))
      }
      #expect(view.note.author.isAutomated == .boolean(true))
      try await site.site.rate(
        site.site.asker(token: rater.token), try #require(NoteID(id)),
        RatingForm(answer: .helpful, tags: [.helpfulClear]))
      let listed = try await client.get(WriterClient.written, ("test_mode", "false")).body
      #expect(listed.data[0].status.text == "needs_more_ratings")
      #expect(listed.data[0].scoring_status == .null)
      let asked = try await client.get(
        WriterClient.written, ("test_mode", "false"), ("note.fields", "scoring_status")
      ).body
      #expect(asked.data[0].scoring_status.has_access == .boolean(false))
    }
  }

  @Test("has one note a post and mode; a second names the first, and deleting frees the post")
  func duplicate() async throws {
    let site = try TestSite()
    let made = try await site.writer(isAdmitted: true)
    let post = try await site.offeredPost()
    try await site.serve(made) { client in
      let id = try #require(try await client.propose(on: post).body.data.id.text)
      let second = try await client.propose(on: post)
      #expect(second.status == .badRequest)
      #expect(second.body.parameter.text == "post_id")
      #expect(second.body.errors[0].message.text?.contains(id) == true)
      #expect(try await client.propose(on: post, test: false).status == .created)
      let gone = try await client.call(.delete, "/2/notes/\(id)")
      #expect(gone.status == .ok)
      #expect(gone.body.data.deleted == .boolean(true))
      #expect(try await client.call(.delete, "/2/notes/\(id)").status == .notFound)
      #expect(try await client.propose(on: post).status == .created)
    }
  }

  @Test("may not propose live notes before admission")
  func beforeAdmission() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let post = try await site.offeredPost()
    let answer = try await site.serve(made) { try await $0.propose(on: post, test: false) }
    #expect(answer.status == .badRequest)
    #expect(answer.body.parameter.text == "test_mode")
  }

  @Test("may propose on posts that it was offered in the last day alone")
  func offers() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let person = try await site.person(.writer, name: "person")
    let other = try await site.note(by: person).post
    let post = try await site.offeredPost()
    try await site.serve(made) { client in
      let refused = try await client.propose(on: other)
      #expect(refused.status == .badRequest)
      #expect(refused.body.parameter.text == "post_id")
      _ = try await client.get(WriterClient.eligible, ("test_mode", "true"))
      // No feed has it any longer, but it was delivered.
      site.clock.now += 24 * 3_600_000 - 1
      #expect(try await client.propose(on: post).status == .created)
      site.clock.now += 1
      let id = try #require(
        try await client.get(WriterClient.written, ("test_mode", "true")).body.data[0].id.text)
      _ = try await client.call(.delete, "/2/notes/\(id)")
      #expect(try await client.propose(on: post).status == .badRequest)
    }
  }

  @Test("keeps within ten live notes a day as a beginner")
  func limit() async throws {
    let site = try TestSite()
    let made = try await site.writer(isAdmitted: true)
    var posts: [PostID] = []
    for number in 1...11 { posts.append(try await site.offeredPost(number)) }
    let offered = posts
    try await site.serve(made) { client in
      for post in offered.prefix(10) {
        #expect(try await client.propose(on: post, test: false).status == .created)
      }
      let refused = try await client.propose(on: offered[10], test: false)
      #expect(refused.status == .tooManyRequests)
      #expect(refused.headers[.retryAfter] != nil)
      #expect(try await client.propose(on: offered[10]).status == .created, "a test note")
    }
  }

  @Test("can't delete what others wrote, and learns nothing of it")
  func otherNotes() async throws {
    let site = try TestSite()
    let made = try await site.writer(isAdmitted: true)
    let person = try await site.person(.writer, name: "person")
    let note = try await site.note(by: person).note
    try await site.serve(made) { client in
      let other = try await client.call(.delete, "/2/notes/\(note)")
      let nothing = try await client.call(.delete, "/2/notes/123")
      #expect(other.status == .notFound)
      #expect(other.body.keys == nothing.body.keys)
      #expect(other.body.resource_type.text == "note")
      #expect(try await client.call(.delete, "/2/notes/x1").status == .badRequest)
    }
    #expect(try await site.store.read { try $0.note(note)?.isPresent } == true)
  }

  @Test(
    "is told which property is wrong",
    arguments: [
      (#"{"test_mode":true,"post_id":"1"}"#, "info"),
      (#"{"test_mode":"yes","post_id":"1","info":{}}"#, "test_mode"),
      (#"{"test_mode":true,"post_id":1,"info":{}}"#, "post_id"),
      (#"{"test_mode":true,"post_id":"1","info":{},"more":1}"#, "more"),
      (WriterClient.note(on: PostID(1), text: "No source."), "info.text"),
      (WriterClient.note(on: PostID(1), tags: "[]"), "info.misleading_tags"),
      (WriterClient.note(on: PostID(1), tags: #"["lie"]"#), "info.misleading_tags"),
      (WriterClient.note(on: PostID(1), classification: "true"), "info.classification"),
      (WriterClient.note(on: PostID(1)), "post_id"),
    ])
  func refusals(body: String, parameter: String) async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let answer = try await site.serve(made) { try await $0.call(.post, "/2/notes", body: body) }
    #expect(answer.status == .badRequest)
    #expect(answer.body.type.text == "https://api.x.com/2/problems/invalid-request")
    #expect(answer.body.parameter.text == parameter)
    #expect(answer.body.errors[0].parameters.keys == [parameter])
  }

  @Test("is told of bodies that are no JSON, and of too large ones")
  func bodies() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    try await site.serve(made) { client throws in
      #expect(try await client.call(.post, "/2/notes", body: "{").status == .badRequest)
      let large = "\"" + String(repeating: "x", count: 300_000) + "\""
      #expect(try await client.call(.post, "/2/notes", body: large).status == .contentTooLarge)
    }
  }

  @Test("pages through its notes, the newest first, undisturbed by new ones")
  func pages() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    for number in 1...6 {
      site.clock.now += 1
      try await site.offeredPost(number)
    }
    try await site.serve(made) { client in
      let posts = try await client.get(WriterClient.eligible, ("test_mode", "true")).body.data
      var written: [String] = []
      for post in posts.items.dropLast() {
        site.clock.now += 1
        let id = try #require(PostID(post.id.text ?? ""))
        written.append(try #require(try await client.propose(on: id).body.data.id.text))
      }
      var listed: [String] = []
      var token: String?
      repeat {
        var query = [("test_mode", "true"), ("max_results", "2"), ("note.fields", "id")]
        if let token { query.append(("pagination_token", token)) }
        let page = try await client.call(.get, WriterClient.written, query).body
        #expect(page.meta.result_count.int == page.data.items.count)
        listed += page.data.items.compactMap(\.id.text)
        if token == nil {
          site.clock.now += 1
          _ = try await client.propose(
            on: try #require(PostID(posts.items.last?.id.text ?? "")))
        }
        token = page.meta.next_token.text
      } while token != nil
      #expect(listed == written.reversed())
    }
  }

  @Test("scores a draft alike under both paths, keeping nothing of it")
  func drafts() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let post = try await site.offeredPost()
    let body = #"{"post_id":"\#(post)","note_text":"It opened in 2009."}"#
    try await site.serve(made) { client in
      let scored = try await client.call(.post, "/2/notes/evaluate", body: body)
      #expect(scored.status == .ok)
      guard case .number = scored.body.data.claim_opinion_score else {
        Issue.record("no number")
        return
      }
      let older = try await client.call(.post, "/2/evaluate_note", body: body)
      #expect(older.body == scored.body)
      #expect(older.header("x-rate-limit-remaining") == "88", "both count together")
      let unknown = try await client.call(
        .post, "/2/notes/evaluate", body: #"{"post_id":"5","note_text":"x"}"#)
      #expect(unknown.status == .badRequest)
      #expect(unknown.body.parameter.text == "post_id")
    }
    #expect(try await site.store.read { try $0.unevaluatedTestNotes(limit: 9) }.isEmpty)
  }
}
