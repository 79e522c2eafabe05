import HTTPTypes
import Hummingbird
import Logging
import Moderation
import NIOCore
import Service
import Storage

/// Takes the webhooks of forums that are connected without a plugin.
struct IntegrationRoutes: Sendable {
  let site: Site

  /// A post of the greatest length, as text and as HTML.
  private static let mostBytes = 4 << 20
  private static let bounds = JSONBounds(mostWork: 200_000)

  func add(to router: Router<WebContext>) {
    router.post("/integrations/discourse/:id") { request, context in
      await answer(request, context) { try await discourse(request, context) }
    }
    router.post("/integrations/generic/:id") { request, context in
      await answer(request, context) { try await generic(request, context) }
    }
  }

  private func discourse(_ request: Request, _ context: WebContext) async throws -> JSONTree {
    let (caller, body) = try await signed(
      request, context, .discourse, header: "X-Discourse-Event-Signature")
    let isTaken = try await site.takeDiscourseEvent(
      caller, eventID: header(request, "X-Discourse-Event-Id"),
      kind: header(request, "X-Discourse-Event-Type"), event: header(request, "X-Discourse-Event"),
      body: body)
    return .object(["received": .bool(isTaken)])
  }

  private func generic(_ request: Request, _ context: WebContext) async throws -> JSONTree {
    let (caller, body) = try await signed(request, context, .generic, header: "X-Webhook-Signature")
    let answer = try await site.takeGenericEvent(
      caller, sentAt: header(request, "X-Webhook-Timestamp"), body: body)
    guard let card = answer?.card else { return .object(["received": .bool(true)]) }
    return .object([
      "received": .bool(true), "request_id": .text(card.submission.id),
      "status": .text(card.state.rawValue),
      "moderation_action": JSONTree(card.instruction?.rawValue),
      "action_id": JSONTree(card.review?.id.rawValue),
      "action_tier": JSONTree(card.review?.tier.rawValue),
      "note_id": JSONTree(card.review?.note),
    ])
  }

  /// Whose webhook it is. The signature is checked before anything of the body is read.
  private func signed(
    _ request: Request, _ context: WebContext, _ kind: DirectConnection.Kind,
    header name: String
  ) async throws -> (DirectCaller, [UInt8]) {
    let buffer = try await request.body.collect(upTo: Self.mostBytes)
    let body = Array(buffer.readableBytesView)
    let caller = try await site.directCaller(
      context.parameters.get("id") ?? "", kind, signature: header(request, name), body: body,
      client: site.clientName(context.remoteAddress, .nobody))
    guard Self.bounds.hold(body) else { throw DirectRefusal.malformed("The body is too deep.") }
    return (caller, body)
  }

  private func header(_ request: Request, _ name: String) -> String? {
    HTTPField.Name(name).flatMap { request.headers[$0] }
  }

  private func answer(
    _ request: Request, _ context: WebContext, _ body: () async throws -> JSONTree
  ) async -> Response {
    do {
      return Self.write(try await body(), .ok)
    } catch let refusal as DirectRefusal {
      let (status, words): (HTTPResponse.Status, String) =
        switch refusal {
        case .unknown: (.notFound, "unknown integration")
        case .badSignature: (.unauthorized, "invalid signature")
        case .stale: (.unauthorized, "stale timestamp")
        case .malformed(let what): (.badRequest, what)
        }
      return Self.write(.object(["error": .text(words)]), status)
    } catch {
      let problem = Problem(error)
      if problem.status == HTTPResponse.Status.internalServerError.code {
        context.logger.error(
          "A forum's webhook failed", metadata: ["error": "\(String(reflecting: error))"])
      }
      return problem.response(now: site.now)
    }
  }

  private static func write(_ body: JSONTree, _ status: HTTPResponse.Status) -> Response {
    Response(
      status: status,
      headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: body.canonical)))
  }
}
