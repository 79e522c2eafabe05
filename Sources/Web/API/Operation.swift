import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Service

/// One thing that programs can do: its place in the document, who may, and what answers.
///
/// Routes, the OpenAPI document and the tests of permissions are all made from the same list, so
/// that they can't differ.
struct Operation: Sendable {
  let method: HTTPRequest.Method
  /// Below `/api/v1`, with parameters in braces.
  let path: String
  /// Unique; the name of the call in clients.
  let id: String
  let summary: String
  let access: Access
  var query: [Parameter] = []
  var body: Schema?
  let status: HTTPResponse.Status
  let answer: Schema?
  /// Seconds for which anybody may keep the answer; nil: nobody may.
  var publicSeconds: Int?
  /// Whether the answer holds a secret: it is never kept for a repetition.
  var answersSecret = false
  let run: @Sendable (APIRequest) async throws -> any Encodable & Sendable

  enum Access: Hashable, Sendable {
    case anybody
    case account(Scope)
    case `operator`(Scope)
  }

  struct Parameter: Sendable {
    let name: String
    let schema: Schema
    let note: String
    var isRequired = false
  }

  /// Names in the braces of the path.
  var pathParameters: [String] {
    path.split(separator: "{").dropFirst().compactMap { part in
      part.split(separator: "}").first.map(String.init)
    }
  }

  var writes: Bool { method != .get }
}

/// What an operation gets to see of a request.
struct APIRequest: Sendable {
  let site: Site
  let asker: Asker
  let remoteAddress: String
  let path: [String: String]
  let query: [String: String]
  let body: [UInt8]

  /// A name for who asks, for rate limits.
  var client: String { site.clientName(remoteAddress, asker) }

  /// A parameter of the path as an id.
  ///
  /// - Throws: `Problem` 404 where it is none: nothing has that name.
  func id<ID: LosslessStringConvertible>(_ name: String = "id") throws -> ID {
    guard let id = path[name].flatMap({ ID($0) }) else {
      throw Problem(.notFound, "There is nothing with this name here.")
    }
    return id
  }

  /// The body as a value.
  ///
  /// - Throws: `Problem` 422 that names the field that is missing or of another type.
  func decoded<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(body))
    } catch let error as DecodingError {
      throw Self.problem(error)
    }
  }

  private static func problem(_ error: DecodingError) -> Problem {
    func field(_ path: [any CodingKey], _ message: String) -> Problem {
      let name = path.map(\.stringValue).joined(separator: ".")
      return Problem(
        .unprocessableContent, name.isEmpty ? message : "\(name): \(message)",
        fields: name.isEmpty ? nil : [FieldProblem(field: name, message: message)])
    }
    switch error {
    case .keyNotFound(let key, let context):
      return field(context.codingPath + [key], "This is missing.")
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return field(context.codingPath, "This has another type.")
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty
        ? Problem(.badRequest, "The body is no JSON.")
        : field(context.codingPath, "This value can't be taken.")
    @unknown default: return Problem(.badRequest, "The body can't be read.")
    }
  }

  /// How many items a page is to have.
  var limit: Int {
    get throws {
      guard let text = query["limit"] else { return Site.pageSize }
      guard let limit = Int(text), (1...100).contains(limit) else {
        throw Problem(.unprocessableContent, "limit: Ask for 1 to 100.")
      }
      return limit
    }
  }

  func number(_ name: String) throws -> Int64? {
    try query[name].map { text in
      guard let number = Int64(text) else {
        throw Problem(.unprocessableContent, "\(name): This is no whole number.")
      }
      return number
    }
  }
}

/// An answer without content.
struct Nothing: Encodable, Sendable {}

/// A page of a list as programs get it.
struct Listing<Item: Encodable & Sendable>: Encodable, Sendable {
  var items: [Item]
  var next: String?

  init(_ page: PageOf<Item>) {
    items = page.items
    next = page.next
  }

  init(_ items: [Item]) { self.items = items }
}
