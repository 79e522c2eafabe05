import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Service
import Storage

/// Answers adapters: finds out which calls and for whom, counts the call, and writes what came of it.
struct AdapterRoutes: Sendable {
  let site: Site

  func add(to router: Router<WebContext>) {
    for operation in AdapterOperation.all {
      for mount in operation.mounts {
        router.on(RouterPath(mount.rawValue + operation.path), method: operation.method) {
          request, context in
          await answer(operation, mount, request, context)
        }
      }
    }
  }

  private func answer(
    _ operation: AdapterOperation, _ mount: AdapterOperation.Mount, _ request: Request,
    _ context: WebContext
  ) async -> Response {
    do {
      let client = site.clientName(context.remoteAddress, .nobody)
      let caller = try await site.adapterCaller(
        apiKey: request.headers[values: .apiKey].first.map(Self.trimmed),
        bearer: Self.bearer(request), identity: AdapterIdentity(request.headers), client: client)
      if mount == .publicV1, !caller.isPlatformAdapter { throw AdapterRefusal.lacksScope }
      try site.countAdapterCall(caller)
      let call = AdapterCall(
        site: site, caller: caller, mount: mount, client: client, path: request.uri.path,
        parameters: Dictionary(
          operation.pathParameters.map { name in
            let raw = context.parameters.get(name) ?? ""
            return (name, raw.removingPercentEncoding ?? raw)
          }, uniquingKeysWith: { first, _ in first }),
        query: request.uri.queryParameters.map { name, value in
          // Names come as they were sent: brackets raw, or with percent signs.
          (String(name).removingPercentEncoding ?? String(name), String(value))
        },
        body: try await body(of: request, operation),
        ifMatch: HTTPField.Name("If-Match").flatMap { request.headers[$0] })
      return write(try await once(operation, call, request), operation)
    } catch {
      let problem = AdapterProblem(error)
      if problem.status == .internalServerError {
        context.logger.error(
          "An adapter's call failed",
          metadata: ["path": "\(operation.path)", "error": "\(String(reflecting: error))"])
      }
      return problem.response(isResource: operation.isResource, now: site.now)
    }
  }

  /// Runs an operation; one that was run under the same key before is answered as it was then.
  private func once(
    _ operation: AdapterOperation, _ call: AdapterCall, _ request: Request
  ) async throws -> AdapterAnswer {
    guard operation.method == .post, let name = HTTPField.Name("Idempotency-Key"),
      let key = request.headers[name]
    else { return try await operation.run(call) }
    guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
    else { throw AdapterRefusal.badRequest("Idempotency-Key: 1 to 200 visible ASCII characters") }
    // Who acts belongs to what is asked.
    let identity = call.caller.identity.map { "\($0.platform) \($0.scope) \($0.userID)" } ?? ""
    let hash = Array(
      SHA256.hash(
        data: Array("\(call.path)\n\(identity)\n\(call.body?.canonical ?? "")".utf8)))
    if let kept = try await site.keptAnswer(call.caller, key: key, requestHash: hash) {
      return AdapterAnswer(
        status: HTTPResponse.Status(code: kept.status), body: JSONTree(parsing: kept.body))
    }
    do {
      let answer = try await operation.run(call)
      // What tells a secret is shown once.
      guard !operation.answersSecret else {
        site.releaseKey(call.caller, key: key)
        return answer
      }
      try await site.keepAnswer(
        call.caller, key: key, requestHash: hash, status: answer.status.code,
        body: Array((answer.body?.canonical ?? "").utf8))
      return answer
    } catch {
      site.releaseKey(call.caller, key: key)
      throw error
    }
  }

  private func write(_ answer: AdapterAnswer, _ operation: AdapterOperation) -> Response {
    var headers = answer.headers
    headers[.cacheControl] = "no-store"
    guard let body = answer.body else { return Response(status: answer.status, headers: headers) }
    headers[.contentType] =
      operation.isResource ? "application/vnd.api+json" : "application/json"
    return Response(
      status: answer.status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: body.canonical)))
  }

  /// Nil: empty, which means nothing.
  private func body(
    of request: Request, _ operation: AdapterOperation
  ) async throws -> JSONTree? {
    guard operation.method != .get else { return nil }
    let most =
      operation.path.contains("/webhooks")
      ? 5 << 20 : operation.path.contains("/notes") ? 100 << 10 : 1 << 20
    let buffer = try await request.body.collect(upTo: most)
    guard buffer.readableBytes > 0 else { return nil }
    let type = request.headers[.contentType]?.split(separator: ";").first
      .map { Self.trimmed(String($0)).lowercased() }
    if let type, type != "application/json", type != "application/vnd.api+json" {
      throw AdapterProblem(.unsupportedMediaType, "Send application/json.")
    }
    guard let tree = JSONTree(parsing: Array(buffer.readableBytesView)) else {
      throw SiteError.invalid([FieldProblem(field: "body", message: "JSON decode error")])
    }
    return tree.tidied
  }

  private static func bearer(_ request: Request) -> String? {
    guard let header = request.headers[.authorization] else { return nil }
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return trimmed(String(parts[1]))
  }

  private static func trimmed(_ text: String) -> String {
    text.trimmingCharacters(in: .whitespaces)
  }
}

extension AdapterIdentity {
  /// Whom the headers of a call name (moderation-api 3.1): both spellings, the shorter first. Nil
  /// where one of the three that are needed is missing.
  init?(_ headers: HTTPFields) {
    func header(_ names: String...) -> String? {
      for name in names {
        if let name = HTTPField.Name(name), let value = headers[name] {
          let text = value.trimmingCharacters(in: .whitespaces)
          if !text.isEmpty { return text }
        }
      }
      return nil
    }
    guard let platform = header("X-Adapter-Platform", "X-Adapter-Platform-Type"),
      let user = header("X-Adapter-User-Id", "X-Adapter-Platform-User-ID"),
      let scope = header("X-Adapter-Scope", "X-Adapter-Platform-Server-ID"),
      user.utf8.count <= 64, scope.utf8.count <= 255
    else { return nil }
    let level = header("X-Adapter-Trust-Level").flatMap { Int($0) }
    self.init(
      platform: platform.lowercased(), userID: user, scope: scope,
      username: header("X-Adapter-Username"),
      trustLevel: level.map { min(max($0, 0), 4) },
      isAdmin: header("X-Adapter-Admin")?.lowercased() == "true",
      isModerator: header("X-Adapter-Moderator")?.lowercased() == "true")
  }
}

extension HTTPField.Name {
  fileprivate static let apiKey = HTTPField.Name("X-API-Key") ?? .authorization
}
