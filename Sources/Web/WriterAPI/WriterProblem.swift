import CommunityRules
import HTTPTypes
import Hummingbird
import NIOCore
import Service

/// A refusal as the writers' interface has it (sections 2.8 and 3): always an object, with the members
/// that its type needs.
struct WriterProblem: Error, Sendable {
  var status: HTTPResponse.Status
  /// Of X's problem types; nil: `about:blank`.
  var suffix: String?
  var title: String
  var detail: String
  var more: [String: WireValue] = [:]
  /// Milliseconds since the epoch from which on it may work.
  var retryAt: Int64?
  var allow: String?

  static let base = "https://api.x.com/2/problems/"

  init(
    _ status: HTTPResponse.Status, title: String? = nil, suffix: String? = nil, _ detail: String,
    more: [String: WireValue] = [:], retryAt: Int64? = nil, allow: String? = nil
  ) {
    self.status = status
    self.title = title ?? status.reasonPhrase
    self.suffix = suffix
    self.detail = detail
    self.more = more
    self.retryAt = retryAt
    self.allow = allow
  }

  /// What was sent can't be taken; names the property or parameter.
  static func invalid(
    _ parameter: String?, _ value: String?, _ detail: String, message: String? = nil
  ) -> WriterProblem {
    var more: [String: WireValue] = [:]
    var parameters: [String: WireValue] = [:]
    if let parameter {
      more["parameter"] = .text(parameter)
      more["value"] = .text(value ?? "")
      parameters[parameter] = .list(value.map { [.text($0)] } ?? [])
    }
    more["errors"] = [
      .object(["message": .text(message ?? detail), "parameters": .object(parameters)])
    ]
    return WriterProblem(
      .badRequest, title: "Invalid Request", suffix: "invalid-request", detail, more: more)
  }

  static let unauthorized = WriterProblem(.unauthorized, "Unauthorized")

  static func tooMany(_ detail: String, retryAt: Int64?) -> WriterProblem {
    WriterProblem(
      .tooManyRequests, detail,
      more: ["errors": [.object(["code": 88, "message": .text(detail)])]], retryAt: retryAt)
  }

  static let `internal` = WriterProblem(
    .internalServerError, title: "Internal Error", suffix: "internal-error",
    "Something went wrong here. Try again later.")

  func response(_ headers: HTTPFields, now: Int64) -> Response {
    var members = more
    members["type"] = .text(suffix.map { Self.base + $0 } ?? "about:blank")
    members["title"] = .text(title)
    members["detail"] = .text(detail)
    members["status"] = .integer(status.code)
    var headers = headers
    headers[.contentType] = "application/problem+json"
    headers[.cacheControl] = "no-store"
    if let retryAt { headers[.retryAfter] = String(max(1, (retryAt - now + 999) / 1_000)) }
    if let allow { headers[.allow] = allow }
    if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
    return Response(
      status: status, headers: headers,
      body: ResponseBody(
        byteBuffer: ByteBuffer(bytes: (try? JSONText.encode(WireValue.object(members))) ?? [])))
  }
}

extension WriterProblem {
  /// What an error means to the program that called; nothing of the inside shows.
  init(_ error: any Error) {
    switch error {
    case let problem as WriterProblem: self = problem
    case let refusal as ProgramRefusal: self = Self.refused(refusal)
    case let refusal as WriterRefusal: self = Self.refused(refusal)
    case let refusal as ProposalRefusal: self = Self.refused(refusal)
    case let problem as QueryProblem:
      self = .invalid(problem.parameter, problem.value, problem.words)
    case is NIOTooManyBytesError:
      self.init(.contentTooLarge, "This is too much to send at once.")
    default: self = .internal
    }
  }

  private static func refused(_ refusal: ProgramRefusal) -> WriterProblem {
    switch refusal {
    case .unauthorized: .unauthorized
    case .appOnly:
      WriterProblem(
        .forbidden, title: "Unsupported Authentication", suffix: "unsupported-authentication",
        "An application alone may not call this. Authenticate by OAuth 1.0a User Context or "
          + "OAuth 2.0 User Context.")
    }
  }

  private static func refused(_ refusal: WriterRefusal) -> WriterProblem {
    switch refusal {
    case .notEnrolled(let id):
      WriterProblem(.forbidden, "User \(id) is not enrolled as an AI note writer.")
    case .notAdmitted:
      .invalid(
        "test_mode", "false",
        "This writer is not admitted yet: call with test_mode true until it has earned admission.")
    case .lacksScope(let scope):
      WriterProblem(.forbidden, "The token lacks the scope \(scope).")
    case .readOnlyApp:
      WriterProblem(
        .forbidden, suffix: "oauth1-permissions",
        "The application may only read. Let it write and make a new access token.")
    case .feed(let size, .onlyLive):
      .invalid(
        "post_selection", "feed_size:\(size.rawValue)",
        "In test mode there is the small feed alone.")
    case .feed(let size, .notEarned(let unmet)):
      WriterProblem(
        .forbidden,
        "The feed \(size.rawValue) is not open to this writer yet. "
          + unmet.map(\.words).joined(separator: " "),
        more: [
          "parameter": "post_selection", "value": .text("feed_size:\(size.rawValue)"),
        ])
    case .noNote(let id):
      WriterProblem(
        .notFound, title: "Not Found Error", suffix: "resource-not-found",
        "Could not find a note of this writer with the id \(id).",
        more: [
          "resource_type": "note", "resource_id": .text(id), "parameter": "id",
          "value": .text(id),
        ])
    case .malformedNoteID(let text):
      .invalid("id", text, "A note's id is 1 to 19 digits.")
    }
  }

  private static func refused(_ refusal: ProposalRefusal) -> WriterProblem {
    switch refusal {
    case .notEnrolled: WriterProblem(.forbidden, "The caller is not enrolled as an AI note writer.")
    case .duplicate(let note, let post):
      .invalid(
        "post_id", post.description, "This post already has a note by this writer.",
        message: "Existing note \(note) covers this post.")
    case .mediaNotesNotEarned:
      WriterProblem(
        .forbidden, refusal.words,
        more: ["parameter": "info.is_media_note", "value": "true"])
    case .limitReached(let reached): .tooMany(refusal.words, retryAt: reached.nextAt)
    default: .invalid(refusal.parameter, refusal.value, refusal.words)
    }
  }
}
