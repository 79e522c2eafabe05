import CommunityRules
import Foundation
import HTTPTypes
import NoteModel
import Service
import Storage

extension Operation {
  /// What contributors and other members do.
  static let contributorOperations: [Operation] = [
    Operation(
      method: .get, path: "/timelines/needs-help", id: "needsHelpTimeline",
      summary: "Posts with a note that needs this contributor's rating.",
      access: .account(.read), status: .ok, answer: Shapes.list("Post")
    ) { request in
      Listing(try await request.site.needsHelp(request.asker))
    },
    Operation(
      method: .get, path: "/timelines/requests", id: "requestsTimeline",
      summary: "Posts for which notes are wanted; Top Writers and operators.",
      access: .account(.read), status: .ok,
      answer: .object([
        must(
          "items",
          .array(
            .object([
              must("post", .named("Post")), must("since", .millis),
              must("sourceLinks", .array(.string())), must("suggestions", .array(.string())),
            ]))),
        may("next", .string()),
      ])
    ) { request in
      Listing(try await request.site.requestsTimeline(request.asker))
    },
    Operation(
      method: .post, path: "/posts", id: "addPost",
      summary: "Find a post by its address, or make it known.", access: .account(.request),
      body: .object([
        must("url", .address), may("title", .string(most: 300)), may("text", .string(most: 5_000)),
        may("authorName", .string(most: 100)),
      ]),
      status: .created, answer: Identified.schema
    ) { request in
      let form: NewPost = try request.decoded()
      return Identified(
        id: try await request.site.addPost(
          request.asker,
          PostForm(
            url: form.url,
            card: Post.Card(title: form.title, text: form.text, authorName: form.authorName))
        ).description)
    },
    Operation(
      method: .post, path: "/posts/{id}/notes", id: "writeNote", summary: "Propose a note.",
      access: .account(.write),
      body: .object([
        must("classification", Shapes.classification),
        must(
          "reasons", .array(.string(of: Array(NoteReasons.columns.prefix(12))), most: 12),
          "Columns of the public data."),
        must("trustworthySources", .boolean), may("isMediaNote", .boolean),
        must("text", .string(most: 20_000)),
      ]),
      status: .created, answer: Identified.schema
    ) { request in
      let form: NewNote = try request.decoded()
      return Identified(
        id: try await request.site.writeNote(request.asker, on: request.id(), form.form)
          .description)
    },
    Operation(
      method: .delete, path: "/notes/{id}", id: "deleteNote", summary: "Delete one's own note.",
      access: .account(.write), status: .noContent, answer: nil
    ) { request in
      try await request.site.deleteNote(request.asker, request.id())
      return Nothing()
    },
    Operation(
      method: .put, path: "/notes/{id}/rating", id: "rateNote",
      summary: "Rate a note, or change one's rating.", access: .account(.rate),
      body: .object([
        must("helpfulness", Shapes.helpfulness),
        must(
          "tags", .array(.string(of: RatingTag.offered.map(\.name)), most: 22),
          "Columns of the public data."),
        may("sample", .string(most: 100), "What an alert carried."),
      ]),
      status: .ok, answer: .named("Rating")
    ) { request in
      let form: NewRating = try request.decoded()
      return try await request.site.rate(
        request.asker, request.id(), form.form(), sample: form.sample)
    },
    Operation(
      method: .delete, path: "/notes/{id}/rating", id: "deleteRating",
      summary: "Take one's rating back.", access: .account(.rate), status: .noContent, answer: nil
    ) { request in
      try await request.site.deleteRating(request.asker, of: request.id())
      return Nothing()
    },
    Operation(
      method: .put, path: "/notes/{id}/feedback", id: "giveFeedback",
      summary: "Say whether a shown note helped, as somebody outside the programme.",
      access: .account(.rate), body: .object([must("answer", Shapes.helpfulness)]),
      status: .noContent, answer: nil
    ) { request in
      let form: NewFeedback = try request.decoded()
      guard let answer = Helpfulness(name: form.answer) else {
        throw Problem(.unprocessableContent, "answer: This value can't be taken.")
      }
      try await request.site.giveFeedback(request.asker, request.id(), answer)
      return Nothing()
    },
    Operation(
      method: .post, path: "/notes/{id}/reports", id: "reportNote",
      summary: "Report a note that breaks the host's rules.", access: .account(.request),
      body: .object([
        must("category", .string(of: ReportCategory.allCases.map(\.rawValue))),
        may("text", .string(most: 1_000)),
      ]),
      status: .noContent, answer: nil
    ) { request in
      let form: NewReport = try request.decoded()
      try await request.site.report(
        request.asker, request.id(), form.category, text: form.text ?? "", client: request.client)
      return Nothing()
    },
    Operation(
      method: .post, path: "/notes/{id}/additional-review", id: "requestAdditionalReview",
      summary: "Ask contributors to look again at a note shown on one's own post.",
      access: .account(.request), status: .noContent, answer: nil
    ) { request in
      try await request.site.requestAdditionalReview(request.asker, of: request.id())
      return Nothing()
    },
    Operation(
      method: .put, path: "/posts/{id}/request", id: "requestNote",
      summary: "Ask for a note on a post.", access: .account(.request),
      body: .object([
        may("suggestion", .string(most: 500)), may("sources", .array(.address, most: 3)),
      ]),
      status: .noContent, answer: nil
    ) { request in
      let form: NewRequest = try request.decoded()
      try await request.site.requestNote(
        request.asker, on: request.id(),
        RequestForm(sourceLinks: form.sources ?? [], suggestion: form.suggestion))
      return Nothing()
    },
    Operation(
      method: .delete, path: "/posts/{id}/request", id: "withdrawRequest",
      summary: "Withdraw one's request.", access: .account(.request), status: .noContent,
      answer: nil
    ) { request in
      try await request.site.withdrawRequest(request.asker, on: request.id())
      return Nothing()
    },
  ]

  private struct NewPost: Decodable {
    var url: String
    var title: String?
    var text: String?
    var authorName: String?
  }

  private struct NewNote: Decodable {
    var classification: String
    var reasons: [String]
    var trustworthySources: Bool
    var isMediaNote: Bool?
    var text: String

    var form: NoteForm {
      get throws {
        try NoteForm(
          classification: classification, reasons: reasons,
          hasTrustworthySources: trustworthySources, isAboutMedia: isMediaNote ?? false,
          text: text)
      }
    }
  }

  private struct NewRating: Decodable {
    var helpfulness: String
    var tags: [String]
    var sample: String?

    func form() throws -> RatingForm { try RatingForm(helpfulness: helpfulness, tags: tags) }
  }

  private struct NewFeedback: Decodable { var answer: String }

  private struct NewReport: Decodable {
    var category: ReportCategory
    var text: String?
  }

  private struct NewRequest: Decodable {
    var suggestion: String?
    var sources: [String]?
  }
}

/// The name of something that was made.
struct Identified: Encodable, Sendable {
  var id: String

  static let schema = Schema.object([must("id", .string())])
}
