import CommunityRules
import Foundation
import HTTPTypes
import OAuth
import Service

/// One thing that AI writers can call: its place, and what answers.
struct WriterOperation: Sendable {
  let method: HTTPRequest.Method
  let path: String
  let endpoint: WriterEndpoint
  var status: HTTPResponse.Status = .ok
  let run: @Sendable (WriterCall) async throws -> WireValue

  /// E1 to E5b of section 0.2.
  static let all: [WriterOperation] = [
    WriterOperation(method: .post, path: "/2/notes", endpoint: .proposeNote, status: .created) {
      let id = try await $0.site.propose($0.caller, NoteProposal($0.json()))
      // The official quickstart shows another name for it.
      return .object([
        "data": .object(["id": .text(id.description), "note_id": .text(id.description)])
      ])
    },
    WriterOperation(method: .delete, path: "/2/notes/{id}", endpoint: .deleteNote) {
      try await $0.site.deleteWritten($0.caller, $0.id)
      return .object(["data": .object(["deleted": true])])
    },
    WriterOperation(
      method: .get, path: "/2/notes/search/notes_written", endpoint: .listNotes
    ) {
      let query = try NotesQuery($0.parameters())
      return WrittenWire(page: try await $0.site.writtenNotes($0.caller, query), query: query).value
    },
    WriterOperation(
      method: .get, path: "/2/notes/search/posts_eligible_for_notes", endpoint: .findPosts
    ) {
      let usual = FeedLanguage($0.site.configuration.language) ?? .one("en")
      let query = try PostQuery($0.parameters(), usualLanguage: usual)
      return FeedWire(page: try await $0.site.feed($0.caller, query), query: query).value
    },
    WriterOperation(
      method: .post, path: "/2/notes/evaluate", endpoint: .evaluateText, run: evaluate),
    WriterOperation(
      method: .post, path: "/2/evaluate_note", endpoint: .evaluateText, run: evaluate),
  ]

  private static let evaluate: @Sendable (WriterCall) async throws -> WireValue = { call in
    let score = try await call.site.evaluate(call.caller, EvaluationDraft(call.json()))
    return .object(["data": .object(["claim_opinion_score": .number(score)])])
  }
}

/// What an operation gets to see of a request.
struct WriterCall: Sendable {
  let site: Site
  let caller: ProgramCaller
  /// Of the path; empty where it has none.
  let id: String
  let query: DecodedQuery?
  let body: [UInt8]

  /// The query, each parameter once.
  ///
  /// - Throws: `QueryProblem`, and `WriterProblem` where it can't be read.
  func parameters() throws -> QueryParameters {
    guard let query else { throw WriterProblem.invalid(nil, nil, "The query can't be read.") }
    return try QueryParameters(query.parameters.map { ($0.name, $0.value) })
  }

  // A proposal is three deep and has some twenty values.
  private static let bounds = JSONBounds(mostWork: 2_000)

  /// The body.
  ///
  /// - Throws: `WriterProblem` where it is no JSON.
  func json() throws -> BodyValue {
    // A body's parameters are all in the body; those of the query are looked at all the same.
    _ = try parameters()
    guard Self.bounds.hold(body) else {
      throw WriterProblem.invalid(nil, nil, "The body is nested too deep or has too many values.")
    }
    do {
      return try JSONDecoder().decode(BodyValue.self, from: Data(body))
    } catch {
      throw WriterProblem.invalid(nil, nil, "The body is no JSON.")
    }
  }
}
