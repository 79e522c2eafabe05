import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Service
import Storage

/// Answers `/api/v1`: finds the operation, checks the token, keeps answers for repeated writes.
struct APIRoutes: Sendable {
  let site: Site
  /// Bytes of the largest body.
  static let mostBytes = 256 * 1024
  private static let bounds = JSONBounds(mostWork: 20_000)

  func add(to router: Router<WebContext>) {
    let document = Result { try OpenAPIDocument.json(site.configuration) }
    router.get("/api/v1/openapi.json") { _, _ in
      Response(
        status: .ok,
        headers: [.contentType: "application/json", .cacheControl: "public, max-age=300"],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: try document.get())))
    }
    for operation in OpenAPIDocument.operations {
      router.on(RouterPath("/api/v1" + operation.path), method: operation.method) {
        request, context in
        await answer(operation, request, context)
      }
      if operation.method == .get, operation.access == .anybody {
        router.on(RouterPath("/api/v1" + operation.path), method: .options) { request, _ in
          Response(status: .noContent, headers: cors(request))
        }
      }
    }
  }

  private func answer(
    _ operation: Operation, _ request: Request, _ context: WebContext
  ) async -> Response {
    do {
      let asker = try await authenticate(request, operation)
      let body = try await bytes(of: request, operation)
      if let problems = operation.body?.problems(body), !problems.isEmpty {
        throw SiteError.invalid(problems)
      }
      let api = APIRequest(
        site: site, asker: asker, remoteAddress: context.remoteAddress,
        path: Dictionary(
          operation.pathParameters.map { ($0, context.parameters.get($0) ?? "") },
          uniquingKeysWith: { first, _ in first }),
        query: Dictionary(
          request.uri.queryParameters.map { (String($0.key), String($0.value)) },
          uniquingKeysWith: { first, _ in first }),
        body: body)
      var response = try await respond(operation, api, request)
      if operation.access == .anybody {
        for field in cors(request) { response.headers[field.name] = field.value }
      }
      return response
    } catch {
      let problem = Problem(error)
      if problem.status >= 500 {
        context.logger.error(
          "An operation failed",
          metadata: ["operation": "\(operation.id)", "error": "\(String(reflecting: error))"])
      }
      var response = problem.response(now: site.now)
      if operation.access == .anybody {
        for field in cors(request) { response.headers[field.name] = field.value }
      }
      return response
    }
  }

  private func authenticate(_ request: Request, _ operation: Operation) async throws -> Asker {
    let asker: Asker
    if let header = request.headers[.authorization] {
      let parts = header.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "bearer" else {
        throw SiteError.notSignedIn
      }
      asker = try await site.asker(token: String(parts[1]))
    } else {
      asker = .nobody
    }
    switch operation.access {
    case .anybody: break
    case .account(let scope), .operator(let scope):
      guard asker.isSignedIn else { throw SiteError.notSignedIn }
      guard asker.scopes?.contains(scope) ?? true else {
        throw Problem(.forbidden, "The token lacks the scope “\(scope.rawValue)”.")
      }
    }
    if case .operator = operation.access, !asker.isOperator {
      throw Problem(.forbidden, "Only operators may do this.")
    }
    return asker
  }

  private func bytes(of request: Request, _ operation: Operation) async throws -> [UInt8] {
    guard operation.writes else { return [] }
    let buffer = try await request.body.collect(upTo: Self.mostBytes)
    guard operation.body != nil else { return [] }
    let type = request.headers[.contentType]?.split(separator: ";").first.map {
      $0.trimmingCharacters(in: .whitespaces).lowercased()
    }
    guard type == "application/json" else {
      throw Problem(.unsupportedMediaType, "Send application/json.")
    }
    guard Self.bounds.hold(buffer.readableBytesView) else {
      throw Problem(.badRequest, "The body is nested too deep or has too many values.")
    }
    return Array(buffer.readableBytesView)
  }

  // MARK: Answering

  private func respond(
    _ operation: Operation, _ api: APIRequest, _ request: Request
  ) async throws -> Response {
    for parameter in operation.query where parameter.isRequired && api.query[parameter.name] == nil
    {
      throw Problem(.unprocessableContent, "\(parameter.name): This is missing.")
    }
    guard operation.writes, !operation.answersSecret, let name = HTTPField.Name("Idempotency-Key"),
      let key = request.headers[name]
    else { return try await run(operation, api) }
    guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
    else {
      throw Problem(.badRequest, "Idempotency-Key: Send 1 to 200 visible ASCII characters.")
    }
    let hash = Array(
      SHA256.hash(data: Array("\(operation.id) \(api.path)\n".utf8) + api.body))
    if let kept = try await site.keptAnswer(api.asker, key: key, requestHash: hash) {
      return response(status: HTTPResponse.Status(code: kept.status), kept.body, nil)
    }
    do {
      let value = try await operation.run(api)
      let body = operation.answer == nil ? [] : try JSONText.encode(value)
      try await site.keepAnswer(
        api.asker, key: key, requestHash: hash, status: operation.status.code, body: body)
      return response(status: operation.status, body, nil)
    } catch {
      await site.releaseKey(api.asker, key: key)
      throw error
    }
  }

  private func run(_ operation: Operation, _ api: APIRequest) async throws -> Response {
    let value = try await operation.run(api)
    let body = operation.answer == nil ? [] : try JSONText.encode(value)
    // What depends on who asks is for their eyes alone.
    let seconds = api.asker.isSignedIn ? nil : operation.publicSeconds
    return response(status: operation.status, body, seconds)
  }

  private func response(
    status: HTTPResponse.Status, _ body: [UInt8], _ publicSeconds: Int?
  ) -> Response {
    var headers: HTTPFields = [
      .cacheControl: publicSeconds.map { "public, max-age=\($0)" } ?? "no-store"
    ]
    if !body.isEmpty { headers[.contentType] = "application/json" }
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }

  /// Lets pages of other sites read what everybody may read anyway. Never with credentials.
  private func cors(_ request: Request) -> HTTPFields {
    let allowed = site.configuration.embeddingOrigins
    // The same for everybody, also for who names no origin: caches keep these answers.
    if allowed.contains("*") {
      return [
        .accessControlAllowOrigin: "*", .accessControlAllowMethods: "GET",
        .accessControlMaxAge: "86400",
      ]
    }
    guard let origin = request.headers[.origin], allowed.contains(origin) else {
      return [.vary: "Origin"]
    }
    return [
      .accessControlAllowOrigin: origin, .vary: "Origin", .accessControlAllowMethods: "GET",
      .accessControlMaxAge: "86400",
    ]
  }
}
