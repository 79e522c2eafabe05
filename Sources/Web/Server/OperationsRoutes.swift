import HTTPTypes
import Hummingbird
import NIOCore
import Service

/// What those who run the machine ask: alive, ready, how much.
struct OperationsRoutes: Sendable {
  let site: Site
  let metrics: Metrics

  func add(to router: Router<WebContext>) {
    router.get("/health") { _, _ in Self.text(.ok, "alive\n") }
    router.get("/ready") { _, _ in
      await site.isReady()
        ? Self.text(.ok, "ready\n")
        : Self.text(.serviceUnavailable, "the database does not answer\n")
    }
    router.get("/metrics") { request, context in
      // Counts as they happen are for who runs the machine: a neighbour of it, not through the proxy.
      guard ["127.0.0.1", "::1", "local"].contains(context.remoteAddress),
        request.headers[.forwardedFor] == nil
      else { throw HTTPError(.notFound) }
      return Self.text(.ok, metrics.text(try await site.status(), site.remoteCondition))
    }
  }

  private static func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
    Response(
      status: status,
      headers: [
        .contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
