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

/// The permission matrix of the specification (ACT-1 to ACT-87), held against every operation of the
/// interface: who may not gets 401 or 403, who may never does.
@Suite("Who may do what through the interface")
struct PermissionMatrixTests {
  private static let everybody = Set(Role.allCases)
  private static let accounts = everybody.subtracting([.nobody])
  private static let active: Set<Role> = [.newContributor, .lockedContributor, .writer, .topWriter]
  private static let writers: Set<Role> = [.writer, .topWriter]
  private static let contributors = active.union([.left, .removed, .aiWriter])

  /// Who may, by operation.
  static let allowed: [String: Set<Role>] = [
    "findPost": everybody, "getPost": everybody, "getNote": everybody, "newTimeline": everybody,
    "helpfulTimeline": everybody, "search": everybody, "getContributor": everybody,
    "listContributorNotes": everybody, "getStatus": everybody, "listReleases": everybody,
    "needsHelpTimeline": active.union([.host]),
    "requestsTimeline": [.topWriter, .host],
    "addPost": accounts.subtracting([.host, .aiWriter]),
    "writeNote": writers, "deleteNote": contributors, "rateNote": active, "deleteRating": active,
    "giveFeedback": [.accountHolder, .left],
    "reportNote": accounts,
    "requestAdditionalReview": [.accountHolder],
    "requestNote": accounts.subtracting([.host, .aiWriter]), "withdrawRequest": accounts,
    "getMe": accounts, "listMyRatings": contributors, "listMyPosts": accounts,
    "listNotices": accounts, "markNoticesRead": accounts, "changeNoticeSettings": contributors,
    "getJoining": accounts.subtracting([.host]), "join": accounts.subtracting([.host]),
    "chooseAlias": accounts, "leave": accounts.subtracting([.removed]),
    "rejoin": accounts.subtracting([.removed]), "acknowledgeLock": contributors,
    "listTokens": accounts, "makeToken": accounts, "revokeToken": accounts,
    "pushPost": [.host], "listReports": [.host], "decideReport": [.host], "admit": [.host],
    "startMeasure": [.host], "endMeasure": [.host], "openIncident": [.host],
    "closeIncident": [.host], "runScoring": [.host], "removeParticipant": [.host],
    "listReviews": accounts, "getReview": accounts, "voteOnReview": accounts,
    "listMyReviewVotes": accounts, "listMyReviewedPosts": accounts, "appeal": accounts,
    "listAppeals": [.host], "answerAppeal": [.host],
    "listAdapters": [.host], "makeAdapter": [.host], "makeAdapterKey": [.host],
    "revokeAdapterKey": [.host], "changeModeratedCommunity": [.host],
    "getModerationPolicy": [.host], "changeModerationPolicy": [.host], "listAllReviews": [.host],
    "decideReview": [.host], "changeModerationMember": [.host], "listDeadLetters": [.host],
    "replayDeadLetter": [.host], "getWordList": [.host], "changeWordList": [.host],
    "listModerationAudit": [.host],
    "getSettings": [.host], "changeSettings": [.host], "listAuditLog": [.host],
  ]

  private static let bodies: [String: String] = [
    "addPost": #"{"url":"https://forum.test/new"}"#,
    "writeNote": """
    {"classification":"MISINFORMED_OR_POTENTIALLY_MISLEADING","reasons":["misleadingFactualError"],\
    "trustworthySources":true,"text":"It is open: https://example.org/a"}
    """,
    "rateNote": #"{"helpfulness":"HELPFUL","tags":["helpfulClear"]}"#,
    "giveFeedback": #"{"answer":"HELPFUL"}"#,
    "reportNote": #"{"category":"spam"}"#,
    "requestNote": #"{"suggestion":"Is it?"}"#,
    "changeNoticeSettings": #"{"frequency":"never","kinds":[]}"#,
    "join": #"{"agrees":true}"#, "chooseAlias": #"{"alias":"Calm Kite Heron"}"#,
    "makeToken": #"{"name":"other","scopes":["read"]}"#,
    "pushPost": #"{"url":"https://forum.test/pushed","authorKey":"someone"}"#,
    "decideReport": #"{"outcome":"noViolation","reason":"fine"}"#,
    "admit": #"{"pool":"everyone","places":1}"#,
    "startMeasure": #"{"kind":"raiseThreshold","amount":0.01,"reason":"test"}"#,
    "openIncident": #"{"title":"t","text":"","isPublic":true}"#,
    "appeal": #"{"text":"It is a joke."}"#, "answerAppeal": #"{"answer":"It stays."}"#,
    "voteOnReview": #"{"value":"HELPFUL"}"#, "makeAdapter": #"{"name":"Forum"}"#,
    "makeAdapterKey": #"{"name":"second"}"#, "changeModeratedCommunity": #"{"isHost":true}"#,
    "changeModerationPolicy": #"{"level":"{}"}"#,
    "decideReview": #"{"decision":"agree","reason":"test"}"#,
    "changeModerationMember": #"{"isExcluded":true,"reason":"test"}"#,
    "changeWordList": #"{"text":"spam 0.9 cheap watch*"}"#,
    "runScoring": #"{"kind":"final"}"#, "removeParticipant": #"{"reason":"test"}"#,
  ]

  @Test("is written down for every operation")
  func complete() {
    let ids = Set(OpenAPIDocument.operations.map(\.id))
    #expect(ids == Set(Self.allowed.keys))
    #expect(ids.count == OpenAPIDocument.operations.count, "two operations share an id")
  }

  @Test("is what the interface answers", arguments: Role.allCases)
  func matrix(role: Role) async throws {
    for operation in OpenAPIDocument.operations {
      let site = try TestSite()
      let writer = try await site.person(.writer, name: "writer")
      let author = try await site.person(.accountHolder, name: "author", authorKey: "author-key")
      let asker: Person? =
        if operation.id == "requestAdditionalReview", role == .accountHolder {
          author
        } else if role.isSignedIn {
          try await site.person(role, name: "asker")
        } else {
          nil
        }
      let owner = operation.id == "deleteNote" && asker?.participant != nil ? asker : writer
      let made = try await site.note(by: try #require(owner), authorKey: "author-key")
      try await site.decide(made.note, .helpful)
      let emptyPost = try await site.site.pushPost(
        site.site.asker(token: site.person(.host, name: "pusher").token),
        PostForm(url: "https://forum.test/empty"), HostFacts())

      let id =
        switch operation.path {
        case let path where path.contains("/notes/{id}"): made.note.description
        case let path where path.contains("/posts/{id}"): emptyPost.description
        case let path where path.contains("participants/{id}"),
          let path where path.contains("people/{id}"):
          writer.participant?.rawValue ?? ""
        default: "1"
        }
      var path = "/api/v1" + operation.path.replacing("{id}", with: id)
      if operation.id == "findPost" { path += "?url=https%3A%2F%2Fforum.test%2F1" }
      if operation.id == "search" { path += "?q=bridge" }
      var headers: HTTPFields = [:]
      if let asker { headers[.authorization] = "Bearer \(asker.token)" }
      var body = Self.bodies[operation.id] ?? ""
      if operation.id == "changeSettings" {
        body = #"{"reason":"test","settings":\#(try CommunitySettings().json)}"#
      }
      if operation.body != nil { headers[.contentType] = "application/json" }

      let status = try await site.serve { [headers, path, body] client in
        try await client.execute(
          uri: path, method: operation.method, headers: headers,
          body: ByteBuffer(string: body)
        ) { $0.status }
      }
      let isAllowed = Self.allowed[operation.id]?.contains(role) ?? false
      if isAllowed {
        #expect(
          status != .unauthorized && status != .forbidden && status.code < 500,
          "\(operation.id) by \(role.rawValue): \(status.code)")
      } else {
        #expect(
          status == (role.isSignedIn ? .forbidden : .unauthorized),
          "\(operation.id) by \(role.rawValue): \(status.code)")
      }
    }
  }
}
