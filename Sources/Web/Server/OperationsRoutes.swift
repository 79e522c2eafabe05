import HTTPTypes
import Hummingbird
import NIOCore
import Service

/// What those who run the machine ask: alive, ready, how much.
struct OperationsRoutes: Sendable {
  let site: Site
  let metrics: Metrics

  func add(to router: Router<WebContext>) {
    let startedAt = site.now
    router.get("/health") { _, _ in await health(since: startedAt) }
    for path in ["/health/live", "/health/ready"] {
      router.get(RouterPath(path)) { _, _ in
        let isReady = if path.hasSuffix("live") { true } else { await site.isReady() }
        return Self.json(
          isReady ? .ok : .serviceUnavailable,
          .object(["status": isReady ? "healthy" : "unhealthy"]))
      }
    }
    router.get("/version") { _, _ in
      Self.json(.ok, .object(["version": .text(site.configuration.version)]))
    }
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

  /// What platforms' programs read (moderation-api 8.5).
  private func health(since startedAt: Int64) async -> Response {
    let start = ContinuousClock.now
    let isReady = await site.isReady()
    let latency = (ContinuousClock.now - start) / .milliseconds(1)
    let status: JSONTree = isReady ? "healthy" : "unhealthy"
    return Self.json(
      isReady ? .ok : .serviceUnavailable,
      .object([
        "status": status, "timestamp": .number(Double(site.now) / 1_000),
        "version": .text(site.configuration.version), "environment": "production",
        "components": .object([
          "database": .object([
            "status": status, "latency_ms": .number((latency * 10).rounded() / 10),
          ])
        ]),
        "uptime_seconds": .number(Double(site.now - startedAt) / 1_000),
      ]))
  }

  private static func json(_ status: HTTPResponse.Status, _ tree: JSONTree) -> Response {
    Response(
      status: status,
      headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: tree.canonical)))
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
