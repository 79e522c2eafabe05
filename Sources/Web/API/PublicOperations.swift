import CommunityRules
import Foundation
import HTTPTypes
import NoteModel
import Service
import Storage

extension Operation {
  /// What anybody may read.
  static let publicOperations: [Operation] = [
    Operation(
      method: .get, path: "/posts", id: "findPost",
      summary: "The shown notes of the post with an address; what embedding reads.",
      access: .anybody,
      query: [
        Parameter(name: "url", schema: .address, note: "Address of the post.", isRequired: true)
      ],
      status: .ok, answer: ShownNotes.schema, publicSeconds: 60
    ) { request in
      try await request.site.shownNotes(url: request.query["url"] ?? "")
    },
    Operation(
      method: .get, path: "/posts/{id}", id: "getPost", summary: "A post with its notes.",
      access: .anybody, status: .ok, answer: .named("Post")
    ) { request in
      try await request.site.post(request.asker, request.id())
    },
    Operation(
      method: .get, path: "/notes/{id}", id: "getNote",
      summary: "A note, which model decided its status, and why.",
      access: .anybody, status: .ok, answer: .named("NoteDetails")
    ) { request in
      NoteDetailsAnswer(try await request.site.noteDetails(request.asker, request.id()))
    },
    timeline("new", "Posts by their newest note.") { request in
      try await request.site.newTimeline(
        request.asker, cursor: request.query["cursor"], limit: request.limit)
    },
    timeline("helpful", "Posts with a helpful note, by when it became helpful.") { request in
      try await request.site.helpfulTimeline(
        request.asker, cursor: request.query["cursor"], limit: request.limit)
    },
    Operation(
      method: .get, path: "/search", id: "search", summary: "Posts whose notes have the words.",
      access: .anybody,
      query: [
        Parameter(name: "q", schema: .string(most: 500), note: "Words.", isRequired: true)
      ],
      status: .ok, answer: Shapes.list("Post")
    ) { request in
      Listing(try await request.site.search(request.asker, request.query["q"] ?? ""))
    },
    Operation(
      method: .get, path: "/people/{id}", id: "getContributor",
      summary: "A contributor's public record.", access: .anybody, status: .ok,
      answer: .named("Profile")
    ) { request in
      try await request.site.profile(request.participant)
    },
    Operation(
      method: .get, path: "/people/{id}/notes", id: "listContributorNotes",
      summary: "A contributor's notes, newest first.", access: .anybody, query: paging,
      status: .ok, answer: Shapes.list("Note")
    ) { request in
      Listing(
        try await request.site.notes(
          request.asker, by: request.participant, cursor: request.query["cursor"],
          limit: request.limit))
    },
    Operation(
      method: .get, path: "/status", id: "getStatus", summary: "How the site is doing.",
      access: .anybody, status: .ok, answer: .named("Status")
    ) { request in
      try await request.site.status()
    },
    Operation(
      method: .get, path: "/releases", id: "listReleases",
      summary: "The public files, newest release first.", access: .anybody, status: .ok,
      answer: Shapes.list("Release")
    ) { request in
      Listing(try await request.site.releases())
    },
  ]

  static let paging = [
    Parameter(name: "cursor", schema: .string(most: 100), note: "`next` of the page before."),
    Parameter(name: "limit", schema: .integer(least: 1, most: 100), note: "Items a page; 20."),
  ]

  private static func timeline(
    _ name: String, _ summary: String,
    _ run: @escaping @Sendable (APIRequest) async throws -> PageOf<PostView>
  ) -> Operation {
    Operation(
      method: .get, path: "/timelines/\(name)", id: "\(name)Timeline", summary: summary,
      access: .anybody, query: paging, status: .ok, answer: Shapes.list("Post")
    ) { request in Listing(try await run(request)) }
  }
}

extension APIRequest {
  var participant: ParticipantID { ParticipantID(rawValue: path["id"] ?? "") }
}

extension ShownNotes {
  static let schema = Schema.object([
    may(
      "post",
      .object([must("id", .string()), must("url", .string()), must("pageURL", .string())]),
      "Missing where the post is not known here."),
    must(
      "notes",
      .array(
        .object([
          must("id", .string()), must("text", .string()), must("links", .array(.string())),
          must("tags", .array(.string()), "In words."), may("helpfulSince", .millis),
          must("detailsURL", .string()),
        ]))),
    may("notice", .string(), "To be shown with the notes: a trial, or a measure."),
  ])
}

/// `NoteDetails` as programs get it.
struct NoteDetailsAnswer: Encodable, Sendable {
  var note: NoteView
  var decidedBy: String?
  var explanation: String
  var lockedAt: Int64?
  var lastRunAt: Int64?
  var changes: [Change]
  var steps: [DecisionStep]
  var missing: [String]

  struct Change: Encodable, Sendable {
    var at: Int64
    var before: String
    var after: String
  }

  init(_ details: NoteDetails) {
    note = details.note
    decidedBy = details.decidedBy
    explanation = details.explanation
    lockedAt = details.lockedAt
    lastRunAt = details.lastRunAt
    changes = details.changes.map {
      Change(at: $0.at, before: $0.before.name, after: $0.after.name)
    }
    steps = details.steps
    missing = details.missing.filter(\.isPublic).map(\.words)
  }
}
