import CommunityRules
import Foundation
import HTTPTypes
import NoteModel
import Service
import Storage

extension Operation {
  /// What concerns the asker alone.
  static let ownOperations: [Operation] = [
    Operation(
      method: .get, path: "/me", id: "getMe", summary: "Who the token stands for.",
      access: .account(.read), status: .ok, answer: .named("Me")
    ) { request in
      try await Me(request)
    },
    Operation(
      method: .get, path: "/me/ratings", id: "listMyRatings",
      summary: "One's own ratings, newest first.", access: .account(.read),
      query: [
        Parameter(name: "before", schema: .millis, note: "Made before then."), paging[1],
      ],
      status: .ok, answer: Shapes.list("Rating")
    ) { request in
      Listing(
        try await request.site.myRatings(
          request.asker, before: request.number("before"), limit: request.limit))
    },
    Operation(
      method: .get, path: "/me/posts", id: "listMyPosts",
      summary: "One's own posts that have notes.", access: .account(.read), status: .ok,
      answer: Shapes.list("Post")
    ) { request in
      Listing(try await request.site.myPosts(request.asker))
    },
    Operation(
      method: .get, path: "/me/notices", id: "listNotices",
      summary: "What one is told, newest first.", access: .account(.read),
      query: [Parameter(name: "before", schema: .integer(), note: "An id."), paging[1]],
      status: .ok, answer: Shapes.list("Notice")
    ) { request in
      Listing(
        try await request.site.notices(
          request.asker, before: request.number("before"), limit: request.limit))
    },
    Operation(
      method: .post, path: "/me/notices/read", id: "markNoticesRead",
      summary: "Mark all notices as read.", access: .account(.account), status: .noContent,
      answer: nil
    ) { request in
      try await request.site.markNoticesRead(request.asker)
      return Nothing()
    },
    Operation(
      method: .put, path: "/me/notice-settings", id: "changeNoticeSettings",
      summary: "Choose how often alerts come, and of what one is told.",
      access: .account(.account),
      body: .object([
        must("frequency", .string(of: AlertFrequency.allCases.map(\.rawValue))),
        must(
          "kinds",
          .array(.string(of: NoticeKind.allCases.filter(\.canBeSwitchedOff).map(\.rawValue)))),
      ]),
      status: .noContent, answer: nil
    ) { request in
      let form: NoticeSettings = try request.decoded()
      try await request.site.changeNoticeSettings(
        request.asker, frequency: form.frequency, kinds: Set(form.kinds))
      return Nothing()
    },
    Operation(
      method: .get, path: "/me/joining", id: "getJoining",
      summary: "How far one is on the way into the programme.", access: .account(.read),
      status: .ok,
      answer: .object([
        must(
          "step",
          .string(of: ["apply", "waiting", "chooseAlias", "joined", "left", "removed"])),
        must("unmet", .array(.string()), "Criteria that are not met yet, in words."),
        must("aliases", .array(.string()), "To choose from."),
      ])
    ) { request in
      JoiningAnswer(try await request.site.joiningStep(request.asker))
    },
    Operation(
      method: .post, path: "/me/joining", id: "join",
      summary: "Apply, agreeing to the values of the programme.", access: .account(.account),
      body: .object([must("agrees", .boolean)]), status: .noContent, answer: nil
    ) { request in
      let form: Agreement = try request.decoded()
      try await request.site.apply(request.asker, agrees: form.agrees)
      return Nothing()
    },
    Operation(
      method: .put, path: "/me/alias", id: "chooseAlias",
      summary: "Take one of the offered aliases, for good.", access: .account(.account),
      body: .object([must("alias", .string(most: 100))]), status: .noContent, answer: nil
    ) { request in
      let form: AliasChoice = try request.decoded()
      try await request.site.chooseAlias(request.asker, form.alias)
      return Nothing()
    },
    Operation(
      method: .post, path: "/me/leave", id: "leave", summary: "Leave the programme.",
      access: .account(.account), status: .noContent, answer: nil
    ) { request in
      try await request.site.leave(request.asker)
      return Nothing()
    },
    Operation(
      method: .post, path: "/me/rejoin", id: "rejoin", summary: "Come back under the same alias.",
      access: .account(.account), status: .noContent, answer: nil
    ) { request in
      try await request.site.rejoin(request.asker)
      return Nothing()
    },
    Operation(
      method: .post, path: "/me/acknowledgement", id: "acknowledgeLock",
      summary: "Say that one has read why writing is locked.", access: .account(.account),
      status: .noContent, answer: nil
    ) { request in
      try await request.site.acknowledgeLock(request.asker)
      return Nothing()
    },
    Operation(
      method: .get, path: "/me/tokens", id: "listTokens", summary: "Tokens of one's programs.",
      access: .account(.account), status: .ok, answer: Shapes.list("Token")
    ) { request in
      Listing(try await request.site.tokens(request.asker).map { TokenAnswer($0, secret: nil) })
    },
    Operation(
      method: .post, path: "/me/tokens", id: "makeToken",
      summary: "Make a token that may do no more than this one.", access: .account(.account),
      body: .object([
        must("name", .string(most: 80)),
        must("scopes", .array(.string(of: Scope.allCases.map(\.rawValue)), most: 10)),
        may("expiresAt", .millis),
      ]),
      status: .created, answer: .named("Token"), answersSecret: true
    ) { request in
      let form: NewToken = try request.decoded()
      let made = try await request.site.makeToken(
        request.asker, name: form.name, scopes: Set(form.scopes), expiresAt: form.expiresAt)
      return TokenAnswer(made.token, secret: made.text)
    },
    Operation(
      method: .delete, path: "/me/tokens/{id}", id: "revokeToken", summary: "Revoke a token.",
      access: .account(.account), status: .noContent, answer: nil
    ) { request in
      try await request.site.revokeToken(request.asker, request.id())
      return Nothing()
    },
  ]

  private struct NoticeSettings: Decodable {
    var frequency: AlertFrequency
    var kinds: [NoticeKind]
  }

  private struct Agreement: Decodable { var agrees: Bool }
  private struct AliasChoice: Decodable { var alias: String }

  private struct NewToken: Decodable {
    var name: String
    var scopes: [Scope]
    var expiresAt: Int64?
  }
}

private struct Me: Encodable, Sendable {
  var name: String
  var isOperator: Bool
  var contributor: ProfileView?
  var enrollmentState: String?
  var ratingImpactNeeded: Int?
  var mayWrite: Bool
  var mayRate: Bool
  var unreadNotices: Int

  init(_ request: APIRequest) async throws {
    let asker = request.asker
    name = asker.account?.name ?? ""
    isOperator = asker.isOperator
    if let own = asker.contributor {
      contributor = try await request.site.profile(own.id)
      enrollmentState = own.enrollment.state.name
      ratingImpactNeeded = own.enrollment.target
    }
    mayWrite = asker.may(.writeNote)
    mayRate = asker.may(.rate)
    unreadNotices = try await request.site.unreadNotices(asker)
  }
}

private struct JoiningAnswer: Encodable, Sendable {
  var step: String
  var unmet: [String] = []
  var aliases: [String] = []

  init(_ step: JoiningStep) {
    switch step {
    case .apply(let unmet):
      self.step = "apply"
      self.unmet = unmet.map(\.words)
    case .waiting: self.step = "waiting"
    case .chooseAlias(let aliases):
      self.step = "chooseAlias"
      self.aliases = aliases
    case .joined: self.step = "joined"
    case .left: self.step = "left"
    case .removed: self.step = "removed"
    }
  }
}

private struct TokenAnswer: Encodable, Sendable {
  var id: Int64
  var name: String
  var scopes: [String]
  var createdAt: Int64
  var expiresAt: Int64?
  var token: String?

  init(_ token: APIToken, secret: String?) {
    id = token.id
    name = token.name
    scopes = token.scopes.sorted()
    createdAt = token.createdAt
    expiresAt = token.expiresAt
    self.token = secret
  }
}
