import HTTPTypes
import Hummingbird
import NIOCore
import Service

/// A refusal in the shapes that clients of the adapter interface read (moderation-api 4.6): `detail`
/// for the one, `errors` for the other.
struct AdapterProblem: Error, Sendable {
  var status: HTTPResponse.Status
  var detail: String
  var fields: [FieldProblem] = []
  var retryAt: Int64?
  var version: Int?

  init(_ status: HTTPResponse.Status, _ detail: String) {
    self.status = status
    self.detail = detail
  }

  init(_ error: any Error) {
    switch error {
    case let problem as AdapterProblem: self = problem
    case let refusal as AdapterRefusal: self.init(refusal)
    case let error as SiteError: self.init(error)
    case is NIOTooManyBytesError: self.init(.contentTooLarge, "Request payload too large")
    case let error as HTTPError: self.init(error.status, error.body ?? error.status.reasonPhrase)
    default: self.init(.internalServerError, "Something went wrong here. Try again later.")
    }
  }

  private init(_ refusal: AdapterRefusal) {
    switch refusal {
    case .noCredentials: self.init(.unauthorized, "Missing authentication credentials")
    case .badCredentials: self.init(.unauthorized, "Invalid authentication credentials")
    case .needsAdapterKey: self.init(.forbidden, "Platform adapter API key required")
    case .lacksScope: self.init(.forbidden, "API key lacks required scope")
    case .foreignScope: self.init(.forbidden, "Adapter scope does not belong to this key")
    case .badRequest(let detail): self.init(.badRequest, detail)
    case .versionMismatch(let current):
      self.init(.preconditionFailed, "The policy is at version \(current)")
      version = current
    }
  }

  private init(_ error: SiteError) {
    switch error {
    case .notSignedIn: self.init(.unauthorized, "Missing authentication credentials")
    case .forbidden(let reason): self.init(.forbidden, reason)
    case .notFound(let what): self.init(.notFound, what)
    case .invalid(let problems):
      self.init(.unprocessableContent, problems.map(\.message).joined(separator: " "))
      fields = problems
    case .conflict(let reason): self.init(.conflict, reason)
    case .limited(_, let at):
      self.init(.tooManyRequests, "Rate limit exceeded")
      retryAt = at
    }
  }

  /// A status' name in these answers.
  private var title: String {
    switch status.code {
    case 422: "Unprocessable Entity"
    default: status.reasonPhrase
    }
  }

  func response(isResource: Bool, now: Int64) -> Response {
    func entry(_ detail: String, _ source: JSONTree) -> JSONTree {
      .object([
        "status": .text(String(status.code)), "title": .text(title), "detail": .text(detail),
        "source": source,
      ])
    }
    var members: [String: JSONTree] = ["jsonapi": AdapterAnswer.version]
    if fields.isEmpty {
      members["detail"] = .text(detail)
      members["errors"] = .list([entry(detail, .null)])
    } else {
      members["detail"] = .list(
        fields.map { problem in
          .object([
            "type": "value_error",
            "loc": JSONTree(
              ["body"] + problem.field.split(separator: ".").map { Self.masked(String($0)) }),
            "msg": .text(problem.message),
          ])
        })
      members["errors"] = .list(
        fields.map { problem in
          let pointer = "/" + problem.field.split(separator: ".").joined(separator: "/")
          return entry(problem.message, .object(["pointer": .text(pointer)]))
        })
    }
    var headers: HTTPFields = [.cacheControl: "no-store"]
    // Refusals of who is not let in are plain (moderation-api 4.1).
    let isPlain = !isResource || status == .unauthorized || status == .forbidden
    headers[.contentType] = isPlain ? "application/json" : "application/vnd.api+json"
    if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
    if status == .tooManyRequests {
      members["error"] = "rate_limit_exceeded"
      members["message"] = "Too many requests"
      headers[.retryAfter] = String(max(1, ((retryAt ?? now) - now + 999) / 1_000))
    }
    return Response(
      status: status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: JSONTree.object(members).canonical)))
  }

  private static func masked(_ name: String) -> String {
    ["secret", "password", "token", "key"].contains(where: name.lowercased().contains)
      ? "***" : name
  }
}
