import HTTPTypes
import Hummingbird
import Service

/// One thing that adapters can do: where it is mounted, and what answers.
struct AdapterOperation: Sendable {
  enum Mount: String, Sendable {
    case publicV1 = "/api/public/v1"
    case v2 = "/api/v2"
    case v1 = "/api/v1"
    case root = ""
  }

  /// The adapter surface: the same under both.
  static let both: [Mount] = [.publicV1, .v2]

  let method: HTTPRequest.Method
  let path: String
  var mounts = both
  /// Whether answers are resources of JSON:API; else plain objects.
  var isResource = true
  /// Whether its answer holds a secret, which is not kept for repeats.
  var answersSecret = false
  let run: @Sendable (AdapterCall) async throws -> AdapterAnswer

  var pathParameters: [String] {
    path.split(separator: "{").dropFirst().compactMap { part in
      part.split(separator: "}").first.map(String.init)
    }
  }

  static let all: [AdapterOperation] =
    requests + notes + ratings + actions + communities + registration + webhooks + keys
}

/// What comes of an operation.
struct AdapterAnswer: Sendable {
  var status = HTTPResponse.Status.ok
  /// Nil: no body.
  var body: JSONTree?
  var headers: HTTPFields = [:]

  static let noContent = AdapterAnswer(status: .noContent, body: nil)

  static func plain(_ body: JSONTree, _ status: HTTPResponse.Status = .ok) -> AdapterAnswer {
    AdapterAnswer(status: status, body: body)
  }

  /// One resource (moderation-api 4.2).
  static func one(
    _ resource: JSONTree, at path: String, _ call: AdapterCall, _ status: HTTPResponse.Status = .ok
  ) -> AdapterAnswer {
    AdapterAnswer(
      status: status,
      body: .object([
        "data": resource, "jsonapi": version,
        "links": links(own: call.address(path)),
      ]))
  }

  /// A page of resources.
  static func list(
    _ resources: [JSONTree], total: Int, page: Int?, size: Int, offset: Int?, _ call: AdapterCall,
    hasLinks: Bool = true
  ) -> AdapterAnswer {
    let pages = (total + size - 1) / max(size, 1)
    var body: [String: JSONTree] = [
      "data": .list(resources), "jsonapi": version,
      "meta": .object([
        "count": JSONTree(total), "page": JSONTree(page), "pages": JSONTree(pages),
        "limit": JSONTree(size), "offset": JSONTree(offset),
      ]),
    ]
    if hasLinks, let page {
      func link(_ page: Int) -> JSONTree {
        (1...max(pages, 1)).contains(page) && total > 0
          ? .text(call.address(call.pathAndQuery(page: page, size: size))) : .null
      }
      body["links"] = .object([
        "self": .text(call.address(call.pathAndQuery(page: page, size: size))),
        "first": link(1), "last": link(pages), "prev": link(page - 1), "next": link(page + 1),
        "describedby": .null,
      ])
    } else {
      body["links"] = links(own: call.address(call.pathAndQuery(page: nil, size: nil)))
    }
    return AdapterAnswer(body: .object(body))
  }

  static let version = JSONTree.object(["version": "1.1"])

  private static func links(own: String) -> JSONTree {
    .object([
      "self": .text(own), "first": .null, "last": .null, "prev": .null, "next": .null,
      "describedby": .null,
    ])
  }
}
