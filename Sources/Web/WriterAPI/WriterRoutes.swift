import CommunityRules
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import OAuth
import Service

/// Answers `/2`: finds out for whom a program acts, counts the call, and writes what came of it. Every
/// answer is JSON, refusals included.
struct WriterRoutes: Sendable {
  let site: Site
  /// Bytes of the largest body.
  static let mostBytes = 256 * 1024

  func add(to router: Router<WebContext>) {
    for operation in WriterOperation.all {
      router.on(RouterPath(operation.path), method: operation.method) { request, context in
        await answer(operation, request, context)
      }
    }
    router.get("/2/users/me") { request, context in await me(request, context) }
    router.post("/2/oauth2/token") { request, context in await tokens(request, context) }
    addRefusals(to: router)
  }

  /// Known paths refuse other methods; the rest is refused by `WriterMisses`.
  private func addRefusals(to router: Router<WebContext>) {
    let known: [(path: String, method: HTTPRequest.Method)] =
      WriterOperation.all.map { ($0.path, $0.method) }
      + [("/2/users/me", .get), ("/2/oauth2/token", .post)]
    for (path, method) in known {
      // HEAD is answered like GET.
      let allowed: [HTTPRequest.Method] = method == .get ? [.get, .head] : [method]
      let refused: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options,
      ].filter { !allowed.contains($0) }
      let allow = allowed.map(\.rawValue).joined(separator: ", ")
      for other in refused {
        router.on(RouterPath(path), method: other) { _, _ in
          WriterProblem(.methodNotAllowed, "This path takes \(allow).", allow: allow)
            .response(idle, now: site.now)
        }
      }
    }
  }

  private func answer(
    _ operation: WriterOperation, _ request: Request, _ context: WebContext
  ) async -> Response {
    var headers = idle
    do {
      let query = try? DecodedQuery(request.uri.query ?? "")
      let caller = try await caller(request, query, context)
      let count = site.countCall(caller, operation.endpoint)
      headers = Self.headers(count)
      guard count.isAllowed else {
        throw WriterProblem.tooMany("Too many requests.", retryAt: count.retryAt)
      }
      try site.checkProof(caller, for: operation.endpoint)
      let body = Array(
        try await request.body.collect(upTo: Self.mostBytes).readableBytesView)
      let call = WriterCall(
        site: site, caller: caller, id: context.parameters.get("id") ?? "", query: query,
        body: body)
      return try Self.json(try await operation.run(call), operation.status, headers)
    } catch {
      return refuse(error, headers, operation.path, context)
    }
  }

  private func caller(
    _ request: Request, _ query: DecodedQuery?, _ context: WebContext
  ) async throws -> ProgramCaller {
    do {
      return try await site.caller(
        ProgramRequest(
          method: request.method.rawValue, path: request.uri.path, query: query ?? DecodedQuery(),
          authorization: request.headers[.authorization],
          observed: ObservedAddress(request, site.configuration).address))
    } catch ProgramRefusal.unauthorized(let reason) {
      // For who runs the site: a wrong clock looks like a wrong secret to who writes the program.
      context.logger.debug("A program was not let in", metadata: ["reason": "\(reason)"])
      throw ProgramRefusal.unauthorized(reason)
    }
  }

  private func me(_ request: Request, _ context: WebContext) async -> Response {
    do {
      let query = try? DecodedQuery(request.uri.query ?? "")
      let caller = try await caller(request, query, context)
      if case .token(let scopes, _) = caller.proof,
        scopes.scopes.isDisjoint(with: [.usersRead, .tweetRead])
      {
        throw WriterRefusal.lacksScope(OAuth.Scope.usersRead.name)
      }
      let view = try await site.programUser(caller)
      return try Self.json(
        WireValue.object([
          "data": .object([
            "id": .text(view.id), "name": .text(view.name), "username": .text(view.username),
          ])
        ]), .ok, [:])
    } catch {
      return refuse(error, [:], "/2/users/me", context)
    }
  }

  /// Gives tokens for codes and refresh tokens; refusals have OAuth's own shape.
  private func tokens(_ request: Request, _ context: WebContext) async -> Response {
    do {
      let body = try await request.body.collect(upTo: 16 * 1024)
      try site.limitTokenRequests(from: site.clientName(context.remoteAddress, .nobody))
      let answer = try await site.tokens(
        TokenRequest(
          form: String(buffer: body), authorization: request.headers[.authorization]))
      return try Self.json(answer, .ok, [:])
    } catch let error as TokenError {
      let status = HTTPResponse.Status(code: error.status)
      var headers: HTTPFields = [:]
      if status == .unauthorized { headers[.wwwAuthenticate] = "Basic realm=\"token\"" }
      return (try? Self.json(error, status, headers))
        ?? WriterProblem.internal.response([:], now: site.now)
    } catch SiteError.limited(let reason, let retryAt) {
      return WriterProblem.tooMany(reason, retryAt: retryAt).response([:], now: site.now)
    } catch {
      return refuse(error, [:], "/2/oauth2/token", context)
    }
  }

  private func refuse(
    _ error: any Error, _ headers: HTTPFields, _ path: String, _ context: WebContext
  ) -> Response {
    let problem = WriterProblem(error)
    if problem.status == .internalServerError {
      context.logger.error(
        "A writer's call failed",
        metadata: ["path": "\(path)", "error": "\(String(reflecting: error))"])
    }
    return problem.response(headers, now: site.now)
  }

  private static func json(
    _ value: some Encodable, _ status: HTTPResponse.Status, _ headers: HTTPFields
  ) throws -> Response {
    var headers = headers
    headers[.contentType] = "application/json"
    headers[.cacheControl] = "no-store"
    return Response(
      status: status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONText.encode(value))))
  }

  // MARK: Rate limits

  /// What the headers say to who called nothing yet.
  private var idle: HTTPFields { Self.idle(site) }

  static func idle(_ site: Site) -> HTTPFields {
    let limits = site.configuration.writerCalls
    let reset = (site.now + Int64(limits.windowMinutes) * 60_000 + 999) / 1_000
    var fields: HTTPFields = [:]
    put(
      "x-rate-limit", limit: limits.perWindow, remaining: limits.perWindow, reset: reset, &fields)
    return fields
  }

  private static func headers(_ answer: WriterCallLimits.Answer) -> HTTPFields {
    var fields: HTTPFields = [:]
    for (prefix, headroom) in [
      ("x-rate-limit", Optional(answer.window)), ("x-user-limit-24hour", answer.day),
    ] {
      guard let headroom else { continue }
      put(
        prefix, limit: headroom.limit, remaining: headroom.remaining,
        reset: headroom.resetSeconds, &fields)
    }
    return fields
  }

  private static func put(
    _ prefix: String, limit: Int, remaining: Int, reset: Int64, _ fields: inout HTTPFields
  ) {
    for (name, value) in [
      ("limit", Int64(limit)), ("remaining", Int64(remaining)), ("reset", reset),
    ] {
      if let name = HTTPField.Name("\(prefix)-\(name)") { fields[name] = String(value) }
    }
  }
}

/// Answers what no route under `/2` answers, in the interface's own words.
struct WriterMisses: RouterMiddleware {
  let site: Site

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as any HTTPResponseError
      where request.uri.path == "/2" || request.uri.path.hasPrefix("/2/")
    {
      let problem =
        error.status == .notFound
        ? WriterProblem(.notFound, "There is nothing at this path.")
        : WriterProblem(error.status, error.status.reasonPhrase)
      return problem.response(WriterRoutes.idle(site), now: site.now)
    }
  }
}

/// How a request itself says that the site is called, where that can be believed: whoever sends a
/// request chooses its `Host`, and a signature for another site must not pass here.
struct ObservedAddress: Sendable {
  let address: SiteAddress?

  init(_ request: Request, _ configuration: SiteConfiguration) {
    let configured = SiteAddress(configuration.baseURL)
    guard let configured, let authority = request.head.authority,
      let observed = SiteAddress(scheme: configured.scheme, hostHeader: authority)
    else {
      address = nil
      return
    }
    let own = configured.host.lowercased()
    let shown = observed.host.lowercased()
    // On a developer's machine all names of the machine are one.
    let isOwn = own == shown || (Self.machine.contains(own) && Self.machine.contains(shown))
    address = isOwn ? observed : nil
  }

  private static let machine: Set<String> = ["localhost", "127.0.0.1", "[::1]", "0.0.0.0"]
}
