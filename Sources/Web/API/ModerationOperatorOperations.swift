import Foundation
import HTTPTypes
import Moderation
import OAuth
import Service
import Storage

extension Operation {
  /// Moderation as operators run it: keys, rules, decisions, events that did not arrive.
  static let moderationOperatorOperations: [Operation] = [
    Operation(
      method: .get, path: "/operator/moderation/adapters", id: "listAdapters",
      summary: "Programs that speak for platforms, with their keys and communities.",
      access: .operator(.operate), status: .ok, answer: .object([must("items", .array(adapter))])
    ) { request in
      Listing(try await request.site.adapters(request.asker).map(AdapterAnswerValue.init))
    },
    Operation(
      method: .post, path: "/operator/moderation/adapters", id: "makeAdapter",
      summary: "Make an adapter with a first key.", access: .operator(.operate),
      body: .object([must("name", .string(most: 80))]), status: .created, answer: newKey,
      answersSecret: true
    ) { request in
      let form: Named = try request.decoded()
      return NewKeyAnswer(try await request.site.makeAdapter(request.asker, name: form.name))
    },
    Operation(
      method: .post, path: "/operator/moderation/adapters/{id}/keys", id: "makeAdapterKey",
      summary: "Give an adapter one more key; the others stay good.", access: .operator(.operate),
      body: .object([
        must("name", .string(most: 80)), may("expiresInDays", .integer(least: 1, most: 365)),
      ]), status: .created, answer: newKey, answersSecret: true
    ) { request in
      let form: NewKey = try request.decoded()
      return NewKeyAnswer(
        try await request.site.addAdapterKey(
          request.asker, to: request.path["id"] ?? "", name: form.name,
          expiresInDays: form.expiresInDays))
    },
    Operation(
      method: .delete, path: "/operator/moderation/keys/{id}", id: "revokeAdapterKey",
      summary: "End a key at once.", access: .operator(.operate), status: .noContent, answer: nil
    ) { request in
      try await request.site.revokeAdapterKey(request.asker, request.path["id"] ?? "")
      return Nothing()
    },
    Operation(
      method: .put, path: "/operator/moderation/communities/{id}", id: "changeModeratedCommunity",
      summary: "Say what a moderated community is to this site.", access: .operator(.operate),
      body: .object([
        may("isHost", .boolean, "Whether accounts that sign in by the host are members of it."),
        may("registersWebhook", .boolean), may("slug", .string(most: 255)),
      ]), status: .noContent, answer: nil
    ) { request in
      let form: CommunityChange = try request.decoded()
      try await request.site.changeCommunity(
        request.asker, request.path["id"] ?? "", isHost: form.isHost,
        registersWebhook: form.registersWebhook, slug: form.slug)
      return Nothing()
    },
    Operation(
      method: .get, path: "/operator/moderation/communities/{id}/policy",
      id: "getModerationPolicy",
      summary: "A community's rules, as JSON in a text: what it says, and what holds.",
      access: .operator(.operate),
      query: [Parameter(name: "channel", schema: .string(most: 64), note: "One category's.")],
      status: .ok, answer: policyShape
    ) { request in
      PolicyAnswer(
        try await request.site.policy(
          request.asker, community: request.path["id"] ?? "", channel: request.query["channel"]))
    },
    Operation(
      method: .put, path: "/operator/moderation/communities/{id}/policy",
      id: "changeModerationPolicy", summary: "Replace one level of them.",
      access: .operator(.operate),
      query: [Parameter(name: "channel", schema: .string(most: 64), note: "One category's.")],
      body: .object([
        must("level", .string(most: 100_000), "JSON."), may("version", .integer(least: 0)),
      ]), status: .ok, answer: policyShape
    ) { request in
      let form: PolicyChange = try request.decoded()
      let level = try PolicyBody.level(JSONTree(parsing: form.level))
      do {
        return PolicyAnswer(
          try await request.site.changePolicy(
            request.asker, community: request.path["id"] ?? "",
            channel: request.query["channel"], to: level, ifVersion: form.version))
      } catch AdapterRefusal.versionMismatch(let current) {
        throw SiteError.conflict(reason: "The policy is at version \(current).")
      }
    },
    Operation(
      method: .get, path: "/operator/moderation/reviews", id: "listAllReviews",
      summary: "Every review, the newest first, with its votes counted.",
      access: .operator(.operate),
      query: [
        Parameter(name: "community", schema: .string(), note: "An id."),
        Parameter(
          name: "state", schema: .string(of: ActionState.allCases.map(\.rawValue)), note: "One."),
        paging[1],
      ], status: .ok, answer: Shapes.list("Review")
    ) { request in
      let state = try request.query["state"].map { name in
        guard let state = ActionState(rawValue: name) else {
          throw SiteError.invalid([
            FieldProblem(field: "state", message: "There is no such state.")
          ])
        }
        return state
      }
      return Listing(
        try await request.site.allReviews(
          request.asker, community: request.query["community"], states: state.map { [$0] },
          limit: request.limit
        ).items.map(ReviewAnswer.init))
    },
    Operation(
      method: .post, path: "/operator/moderation/reviews/{id}/decision", id: "decideReview",
      summary: "Agree, disagree, ignore, escalate, restore.", access: .operator(.operate),
      body: .object([
        must("decision", .string(of: StaffCommand.allCases.map(\.rawValue))),
        must("reason", .string(most: 500)),
      ]), status: .noContent, answer: nil
    ) { request in
      let form: Decision = try request.decoded()
      try await request.site.decide(
        request.asker, request.review, form.decision, reason: form.reason)
      return Nothing()
    },
    Operation(
      method: .put, path: "/operator/moderation/members/{id}", id: "changeModerationMember",
      summary: "Take a member's votes out of the count, for abuse, or back into it.",
      access: .operator(.operate),
      body: .object([must("isExcluded", .boolean), must("reason", .string(most: 500))]),
      status: .noContent, answer: nil
    ) { request in
      let form: MemberChange = try request.decoded()
      try await request.site.exclude(
        request.asker, MemberID(request.path["id"] ?? ""), form.isExcluded, reason: form.reason)
      return Nothing()
    },
    Operation(
      method: .get, path: "/operator/moderation/dead-letters", id: "listDeadLetters",
      summary: "Events that did not arrive, the newest first.", access: .operator(.operate),
      query: [Parameter(name: "before", schema: .integer(), note: "An id."), paging[1]],
      status: .ok, answer: .object([must("items", .array(letter)), may("next", .string())])
    ) { request in
      Listing(
        try await request.site.deadLetters(
          request.asker, before: request.number("before"), limit: request.limit
        ).map(LetterAnswer.init))
    },
    Operation(
      method: .post, path: "/operator/moderation/dead-letters/{id}/replay", id: "replayDeadLetter",
      summary: "Send one again, under its old id.", access: .operator(.operate),
      status: .noContent, answer: nil
    ) { request in
      try await request.site.replay(request.asker, delivery: request.id())
      return Nothing()
    },
    Operation(
      method: .get, path: "/operator/moderation/word-list", id: "getWordList",
      summary: "The words by which posts are judged.", access: .operator(.operate), status: .ok,
      answer: .object([must("version", .integer()), must("text", .string())])
    ) { request in
      let list = try await request.site.wordList(request.asker)
      return WordListAnswer(version: list.version, text: list.text)
    },
    Operation(
      method: .put, path: "/operator/moderation/word-list", id: "changeWordList",
      summary: "Replace them: lines of “label score entry”.", access: .operator(.operate),
      body: .object([must("text", .string(most: 200_000))]), status: .noContent, answer: nil
    ) { request in
      let form: NewWordList = try request.decoded()
      try await request.site.changeWordList(request.asker, form.text)
      return Nothing()
    },
    Operation(
      method: .get, path: "/operator/moderation/audit", id: "listModerationAudit",
      summary: "Who did what to which review, newest first.", access: .operator(.operate),
      query: [
        Parameter(name: "review", schema: .string(), note: "An id."),
        Parameter(name: "before", schema: .integer(), note: "An id."), paging[1],
      ], status: .ok, answer: .object([must("items", .array(line)), may("next", .string())])
    ) { request in
      Listing(
        try await request.site.moderationAudit(
          request.asker, review: request.query["review"].map { ReviewItemID($0) },
          before: request.number("before"), limit: request.limit
        ).map(LineAnswer.init))
    },
  ]

  // MARK: Shapes

  private static let key = Schema.object([
    must("id", .string()), must("name", .string()), may("prefix", .string()),
    must("createdAt", .millis), may("expiresAt", .millis), may("revokedAt", .millis),
    may("usedAt", .millis),
  ])
  private static let adapter = Schema.object([
    must("id", .string()), must("name", .string()), must("createdAt", .millis),
    must("keys", .array(key)),
    must(
      "communities",
      .array(
        .object([
          must("id", .string()), must("platform", .string()), must("slug", .string()),
          must("name", .string()), must("isHost", .boolean), must("registersWebhook", .boolean),
        ]))),
  ])
  private static let newKey = Schema.object([
    must("adapter", .string()), must("id", .string()), must("key", .string(), "Shown once."),
    must("webhookSecret", .string()),
  ])
  private static let policyShape = Schema.object([
    must("policy", .string(), "JSON: own, effective, version."), must("version", .integer()),
  ])
  private static let letter = Schema.object([
    must("id", .integer()), must("webhook", .string()), must("eventID", .string()),
    must("event", .string()), must("request", .string()), must("createdAt", .millis),
    must("attempts", .integer()), may("lastStatus", .integer()), may("lastError", .string()),
  ])
  private static let line = Schema.object([
    must("id", .integer()), must("at", .millis), must("actor", .string()), must("what", .string()),
    may("review", .string()), may("reason", .string()), must("details", .string(), "JSON."),
  ])

  // MARK: Bodies and answers

  private struct Named: Decodable { var name: String }

  private struct NewKey: Decodable {
    var name: String
    var expiresInDays: Int?
  }

  private struct CommunityChange: Decodable {
    var isHost: Bool?
    var registersWebhook: Bool?
    var slug: String?
  }

  private struct PolicyChange: Decodable {
    var level: String
    var version: Int?
  }

  private struct Decision: Decodable {
    var decision: StaffCommand
    var reason: String
  }

  private struct MemberChange: Decodable {
    var isExcluded: Bool
    var reason: String
  }

  private struct NewWordList: Decodable { var text: String }

  private struct WordListAnswer: Encodable, Sendable {
    var version: Int64
    var text: String
  }

  private struct NewKeyAnswer: Encodable, Sendable {
    var adapter: String
    var id: String
    var key: String
    var webhookSecret: String

    init(_ made: NewAdapterKey) {
      adapter = made.adapter.id
      id = made.key.id
      key = made.text.text
      webhookSecret = made.webhookSecret.text
    }
  }

  private struct AdapterAnswerValue: Encodable, Sendable {
    struct Key: Encodable, Sendable {
      var id: String
      var name: String
      var prefix: String?
      var createdAt: Int64
      var expiresAt: Int64?
      var revokedAt: Int64?
      var usedAt: Int64?
    }

    struct Community: Encodable, Sendable {
      var id: String
      var platform: String
      var slug: String
      var name: String
      var isHost: Bool
      var registersWebhook: Bool
    }

    var id: String
    var name: String
    var createdAt: Int64
    var keys: [Key]
    var communities: [Community]

    init(_ view: Site.AdapterView) {
      id = view.adapter.id
      name = view.adapter.name
      createdAt = view.adapter.createdAt
      keys = view.keys.map {
        Key(
          id: $0.id, name: $0.name, prefix: $0.prefix, createdAt: $0.createdAt,
          expiresAt: $0.expiresAt, revokedAt: $0.revokedAt, usedAt: $0.usedAt)
      }
      communities = view.communities.map {
        Community(
          id: $0.id, platform: $0.platform, slug: $0.slug, name: $0.name, isHost: $0.isHost,
          registersWebhook: $0.registersWebhook)
      }
    }
  }

  private struct PolicyAnswer: Encodable, Sendable {
    var policy: String
    var version: Int

    init(_ view: PolicyView) {
      policy = ((try? AdapterWire.policy(view)) ?? .null).canonical
      version = view.version
    }
  }

  private struct LetterAnswer: Encodable, Sendable {
    var id: Int64
    var webhook: String
    var eventID: String
    var event: String
    var request: String
    var createdAt: Int64
    var attempts: Int
    var lastStatus: Int?
    var lastError: String?

    init(_ delivery: QueuedDelivery) {
      id = delivery.id
      webhook = delivery.webhook
      eventID = delivery.eventID
      event = delivery.event
      request = delivery.submission
      createdAt = delivery.createdAt
      attempts = delivery.progress.attempts
      lastStatus = delivery.lastStatus
      lastError = delivery.lastError
    }
  }

  private struct LineAnswer: Encodable, Sendable {
    var id: Int64
    var at: Int64
    var actor: String
    var what: String
    var review: String?
    var reason: String?
    var details: String

    init(_ line: ModerationAuditLine) {
      id = line.id
      at = line.at
      actor = line.actor
      what = line.what
      review = line.review?.rawValue
      reason = line.reason
      details = line.details
    }
  }
}
