import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Service

/// A site as a web server.
public struct WebServer: Sendable {
  let site: Site
  /// Nil: people sign in by address and password alone.
  let host: HostProvider?
  /// Where public files are; nil: none are offered.
  let releasesFolder: String?
  let metrics = Metrics()

  public init(site: Site, host: HostProvider? = nil, releasesFolder: String? = nil) {
    self.site = site
    self.host = host
    self.releasesFolder = releasesFolder
  }

  /// All routes.
  ///
  /// - Throws: what makes a template or an asset unreadable.
  public func router() throws -> Router<WebContext> {
    let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
    // Outermost: refusals that the log makes of thrown errors carry these headers too.
    router.add(middleware: Hardening(usesTLS: site.configuration.usesTLS))
    router.add(middleware: RequestLog(metrics: metrics))
    if site.configuration.trustsProxy { router.add(middleware: ProxyAddress()) }
    let pages = try PageRoutes(site: site, host: host)
    router.add(middleware: MissingPages(pages: pages))
    router.add(middleware: WriterMisses(site: site))
    OperationsRoutes(site: site, metrics: metrics).add(to: router)
    APIRoutes(site: site).add(to: router)
    WriterRoutes(site: site).add(to: router)
    AdapterRoutes(site: site).add(to: router)
    IntegrationRoutes(site: site).add(to: router)
    OEmbedRoute(site: site).add(to: router)
    if let releasesFolder { ReleaseRoutes(site: site, folder: releasesFolder).add(to: router) }
    pages.assets.add(to: router)
    pages.addTimelines(to: router)
    pages.addPosts(to: router)
    pages.addNotes(to: router)
    pages.addRatings(to: router)
    pages.addReviews(to: router)
    pages.addCommunityReviews(to: router)
    pages.addOwnReviews(to: router)
    pages.addRequests(to: router)
    pages.addAccounts(to: router)
    pages.addConsent(to: router)
    pages.addJoining(to: router)
    pages.addPeople(to: router)
    pages.addPublicPages(to: router)
    pages.addDevelopers(to: router)
    pages.addWriterProgramme(to: router)
    pages.addPlots(to: router)
    pages.addOperator(to: router)
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
