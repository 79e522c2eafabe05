import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Service

/// A site as a web server.
public struct WebServer: Sendable {
  let site: Site
  let metrics = Metrics()

  public init(site: Site) { self.site = site }

  /// All routes.
  ///
  /// - Throws: what makes a template or an asset unreadable.
  public func router() throws -> Router<WebContext> {
    let router = Router(context: WebContext.self)
    router.add(middleware: RequestLog(metrics: metrics))
    router.add(middleware: Hardening(usesTLS: site.configuration.usesTLS))
    if site.configuration.trustsProxy { router.add(middleware: ProxyAddress()) }
    OperationsRoutes(site: site, metrics: metrics).add(to: router)
    APIRoutes(site: site).add(to: router)
    OEmbedRoute(site: site).add(to: router)
    return router
  }
}

/// Takes a visitor's address from the nearest proxy.
struct ProxyAddress: RouterMiddleware {
  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    // The last entry is the one that our own proxy wrote.
    if let last = request.headers[.forwardedFor]?.split(separator: ",").last {
      context.remoteAddress = last.trimmingCharacters(in: .whitespaces)
    }
    return try await next(request, context)
  }
}
