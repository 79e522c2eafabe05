import CommunityRules
import Foundation
import HTTPTypes
import Service
import Storage

extension Operation {
  /// What the host and the operator do.
  static let operatorOperations: [Operation] = [
    Operation(
      method: .put, path: "/host/posts", id: "pushPost",
      summary: "Add or change a post as its host tells it.", access: .operator(.posts),
      body: .object(
        [
          must("url", .address), may("title", .string(most: 300)),
          may("text", .string(most: 5_000)),
          may("authorName", .string(most: 100)), may("siteName", .string(most: 100)),
          may("imageURL", .address), may("authorKey", .string(most: 200)),
          may("images", count), may("videos", count), may("links", count), may("views", count),
          may("reactions", count), may("shares", count), may("comments", count),
          may("publishedAt", .millis), may("isRemoved", .boolean),
        ] + HostMore.properties),
      status: .ok, answer: Identified.schema
    ) { request in
      let form: HostPost = try request.decoded()
      let more: HostMore = try request.decoded()
      var facts = form.facts
      facts.more = try more.facts
      return Identified(
        id: try await request.site.pushPost(request.asker, form.form, facts).description)
    },
    Operation(
      method: .get, path: "/operator/reports", id: "listReports", summary: "Open reports.",
      access: .operator(.operate), status: .ok, answer: Shapes.list("Report")
    ) { request in
      Listing(try await request.site.openReports(request.asker))
    },
    Operation(
      method: .put, path: "/operator/reports/{id}", id: "decideReport",
      summary: "Decide a report.", access: .operator(.operate),
      body: .object([
        must("outcome", .string(of: ReportOutcome.allCases.map(\.rawValue))),
        must("reason", .string(most: 500)),
      ]),
      status: .noContent, answer: nil
    ) { request in
      let form: Decision = try request.decoded()
      try await request.site.decideReport(
        request.asker, request.id(), form.outcome, reason: form.reason)
      return Nothing()
    },
    Operation(
      method: .post, path: "/operator/admissions", id: "admit",
      summary: "Draw members from a waiting list at random.", access: .operator(.operate),
      body: .object([
        must("pool", .string(most: 100)), must("places", .integer(least: 1, most: 100_000)),
      ]),
      status: .ok, answer: .object([must("admitted", .integer())])
    ) { request in
      let form: Admission = try request.decoded()
      return Admitted(
        admitted: try await request.site.admit(
          request.asker, pool: form.pool, places: form.places))
    },
    Operation(
      method: .post, path: "/operator/measures", id: "startMeasure",
      summary: "Take a measure that concerns all notes alike.", access: .operator(.operate),
      body: .object([
        must("kind", .string(of: Measure.Kind.allCases.map(\.rawValue))), may("amount", .number),
        must("reason", .string(most: 500)),
      ]),
      status: .noContent, answer: nil
    ) { request in
      let form: NewMeasure = try request.decoded()
      try await request.site.startMeasure(
        request.asker, form.kind, amount: form.amount, reason: form.reason)
      return Nothing()
    },
    Operation(
      method: .delete, path: "/operator/measures/{id}", id: "endMeasure",
      summary: "End a measure.", access: .operator(.operate), status: .noContent, answer: nil
    ) { request in
      try await request.site.endMeasure(request.asker, request.id())
      return Nothing()
    },
    Operation(
      method: .post, path: "/operator/incidents", id: "openIncident",
      summary: "Open an incident.", access: .operator(.operate),
      body: .object([
        must("title", .string(most: 200)), must("text", .string(most: 5_000)),
        must("isPublic", .boolean),
      ]),
      status: .noContent, answer: nil
    ) { request in
      let form: NewIncident = try request.decoded()
      try await request.site.openIncident(
        request.asker, title: form.title, text: form.text, isPublic: form.isPublic)
      return Nothing()
    },
    Operation(
      method: .delete, path: "/operator/incidents/{id}", id: "closeIncident",
      summary: "Close an incident.", access: .operator(.operate), status: .noContent, answer: nil
    ) { request in
      try await request.site.closeIncident(request.asker, request.id())
      return Nothing()
    },
    Operation(
      method: .post, path: "/operator/scoring-runs", id: "runScoring",
      summary: "Score now; answers once the statuses are written.", access: .operator(.operate),
      body: .object([must("kind", .string(of: ["full", "final"]))]),
      status: .ok, answer: .object([must("changed", .integer())])
    ) { request in
      let form: NewRun = try request.decoded()
      return RunAnswer(changed: try await request.site.scoreNow(request.asker, form.kind))
    },
    Operation(
      method: .post, path: "/operator/participants/{id}/removal", id: "removeParticipant",
      summary: "Remove a contributor for breaking the host's rules.", access: .operator(.operate),
      body: .object([must("reason", .string(most: 500))]), status: .noContent, answer: nil
    ) { request in
      let form: Reason = try request.decoded()
      try await request.site.removeParticipant(
        request.asker, request.participant, reason: form.reason)
      return Nothing()
    },
    Operation(
      method: .get, path: "/operator/settings", id: "getSettings",
      summary: "What may be changed while the site runs.", access: .operator(.operate),
      status: .ok, answer: .named("Settings")
    ) { request in
      try await request.site.settings()
    },
    Operation(
      method: .put, path: "/operator/settings", id: "changeSettings",
      summary: "Save settings as a new version.", access: .operator(.operate),
      body: .object([
        must("settings", .named("Settings")), must("reason", .string(most: 500)),
      ]),
      status: .noContent, answer: nil
    ) { request in
      let form: NewSettings = try request.decoded()
      try await request.site.changeSettings(request.asker, form.settings, reason: form.reason)
      return Nothing()
    },
    Operation(
      method: .get, path: "/operator/audit", id: "listAuditLog",
      summary: "Who did what, newest first.", access: .operator(.operate),
      query: [Parameter(name: "before", schema: .integer(), note: "An id."), paging[1]],
      status: .ok,
      answer: .object([
        must(
          "items",
          .array(
            .object([
              must("id", .integer()), must("at", .millis), must("action", .string()),
              must("subject", .string()), must("details", .string()),
            ]))),
        may("next", .string()),
      ])
    ) { request in
      Listing(
        try await request.site.auditLog(
          request.asker, before: request.number("before"), limit: request.limit
        ).map(AuditAnswer.init))
    },
  ]

  private static let count = Schema.integer(least: 0, most: 1_000_000_000_000)

  private struct HostPost: Decodable {
    var url: String
    var title: String?
    var text: String?
    var authorName: String?
    var siteName: String?
    var imageURL: String?
    var authorKey: String?
    var images: Int?
    var videos: Int?
    var links: Int?
    var views: Int?
    var reactions: Int?
    var shares: Int?
    var comments: Int?
    var publishedAt: Int64?
    var isRemoved: Bool?

    var form: PostForm {
      PostForm(
        url: url,
        card: Post.Card(
          title: title, text: text, authorName: authorName, siteName: siteName,
          imageURL: imageURL))
    }

    var facts: HostFacts {
      HostFacts(
        authorKey: authorKey,
        media: Post.Media(images: images ?? 0, videos: videos ?? 0, links: links ?? 0),
        attention: Post.Attention(
          views: views, reactions: reactions ?? 0, shares: shares ?? 0, comments: comments ?? 0),
        publishedAt: publishedAt, isRemoved: isRemoved ?? false)
    }
  }

  private struct Decision: Decodable {
    var outcome: ReportOutcome
    var reason: String
  }

  private struct Admission: Decodable {
    var pool: String
    var places: Int
  }

  private struct Admitted: Encodable, Sendable { var admitted: Int }

  private struct NewMeasure: Decodable {
    var kind: Measure.Kind
    var amount: Double?
    var reason: String
  }

  private struct NewIncident: Decodable {
    var title: String
    var text: String
    var isPublic: Bool
  }

  private struct NewRun: Decodable { var kind: ScoringRun.Kind }
  private struct RunAnswer: Encodable, Sendable { var changed: Int }
  private struct Reason: Decodable { var reason: String }

  private struct NewSettings: Decodable {
    var settings: CommunitySettings
    var reason: String
  }

  private struct AuditAnswer: Encodable, Sendable {
    var id: Int64
    var at: Int64
    var action: String
    var subject: String
    var details: String

    init(_ entry: AuditEntry) {
      id = entry.id
      at = entry.at
      action = entry.action
      subject = entry.subject
      details = entry.details
    }
  }
}
