import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Service

/// A refusal that a program can read (RFC 9457).
struct Problem: Error, Codable, Sendable {
  var type = "about:blank"
  var status: Int
  var title: String
  var detail: String
  /// What is wrong, field by field.
  var fields: [FieldProblem]?
  /// Milliseconds since the epoch from which on it may work.
  var retryAt: Int64?

  init(
    _ status: HTTPResponse.Status, _ detail: String, fields: [FieldProblem]? = nil,
    retryAt: Int64? = nil
  ) {
    self.status = status.code
    title = status.reasonPhrase
    self.detail = detail
    self.fields = fields
    self.retryAt = retryAt
  }

  /// What an error means to whoever asked; nothing of the inside shows.
  init(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as SiteError: self.init(error)
    case is NIOTooManyBytesError: self.init(.contentTooLarge, "This is too much to send at once.")
    case let error as HTTPError: self.init(error.status, error.body ?? error.status.reasonPhrase)
    default: self.init(.internalServerError, "Something went wrong here. Try again later.")
    }
  }

  private init(_ error: SiteError) {
    switch error {
    case .notSignedIn: self.init(.unauthorized, "Sign in first.")
    case .forbidden(let reason): self.init(.forbidden, reason)
    case .notFound(let what): self.init(.notFound, what)
    case .invalid(let fields):
      self.init(
        .unprocessableContent, fields.map(\.message).joined(separator: " "), fields: fields)
    case .conflict(let reason): self.init(.conflict, reason)
    case .limited(let reason, let retryAt):
      self.init(.tooManyRequests, reason, retryAt: retryAt)
    }
  }

  func response(now: Int64) -> Response {
    var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
    if let retryAt {
      headers[.retryAfter] = String(max(1, (retryAt - now + 999) / 1_000))
    }
    if status == 401 { headers[.wwwAuthenticate] = "Bearer" }
    return Response(
      status: HTTPResponse.Status(code: status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: (try? JSONText.encode(self)) ?? [])))
  }
}

/// JSON as this site writes it: keys in order, no escaped slashes.
enum JSONText {
  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }
}
