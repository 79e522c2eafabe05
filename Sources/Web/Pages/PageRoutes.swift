import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Logging
import NIOCore
import Service

/// Answers browsers: reads the request, runs the page, sets cookies, and turns refusals into pages.
struct PageRoutes: Sendable {
  let site: Site
  let host: HostProvider?
  let renderer: PageRenderer
  let assets: AssetRoutes
  let cookies: SiteCookies

  init(site: Site, host: HostProvider?) throws {
    self.site = site
    self.host = host
    renderer = try PageRenderer()
    assets = try AssetRoutes()
    cookies = SiteCookies(usesTLS: site.configuration.usesTLS)
  }

  typealias Page = @Sendable (Visit) async throws -> PageAnswer

  /// A page.
  func get(_ router: Router<WebContext>, _ path: String, _ page: @escaping Page) {
    router.get(RouterPath(path)) { request, context in
      await answer(request, context, page)
    }
  }

  /// Takes a form.
  func post(_ router: Router<WebContext>, _ path: String, _ page: @escaping Page) {
    router.post(RouterPath(path)) { request, context in
      await answer(request, context, page)
    }
  }

  func answer(
    _ request: Request, _ context: WebContext, _ page: Page
  ) async -> Response {
    var visit: Visit?
    do {
      let read = try await Visit(request, context, site: site)
      visit = read
      return try await respond(try await page(read), to: read)
    } catch {
      let problem = Problem(error)
      if problem.status >= 500 {
        context.logger.error(
          "A page failed",
          metadata: [
            "route": "\(context.endpointPath ?? "")", "error": "\(String(reflecting: error))",
          ])
      }
      return await refuse(problem, request, visit)
    }
  }

  /// A refusal as a page. Who is not signed in is led to signing in, and back afterwards.
  private func refuse(_ problem: Problem, _ request: Request, _ visit: Visit?) async -> Response {
    if problem.status == 401, request.method == .get, let visit {
      let target = visit.path + (visit.rawQuery.isEmpty ? "" : "?" + visit.rawQuery)
      var answer = PageAnswer.redirect("/sign-in?to=" + SafePath.encoded(target))
      answer.flash = Visit.Flash(kind: .note, text: "Sign in to go on.")
      if let response = try? await respond(answer, to: visit) { return response }
    }
    if request.uri.path.hasPrefix("/api/") { return problem.response(now: site.now) }
    let values = ErrorValues(problem)
    do {
      let layout = try await layout(title: values.heading, visit, path: request.uri.path)
      let text = try renderer.render("error", layout: layout, values: values)
      return Self.html(text, status: HTTPResponse.Status(code: problem.status))
    } catch {
      return problem.response(now: site.now)
    }
  }

  private func respond(_ answer: PageAnswer, to visit: Visit) async throws -> Response {
    var response: Response
    switch answer.content {
    case .redirect(let path):
      response = Response(
        status: answer.status, headers: [.location: path, .cacheControl: "no-store"])
    case .page(let template, let title, let values):
      let layout = try await layout(title: title, visit, path: visit.path)
      response = Self.html(
        try renderer.render(template, layout: layout, values: values), status: answer.status)
      if let target = answer.formTarget {
        response.headers[.contentSecurityPolicy] = Hardening.contentSecurityPolicy.replacing(
          "form-action 'self'", with: "form-action 'self' \(target)")
      }
      if visit.isNewBrowser {
        response.setCookie(cookies.cookie(cookies.browser, visit.browserToken, seconds: nil))
      }
      if visit.flash != nil { response.setCookie(cookies.removal(cookies.flash)) }
    }
    if let flash = answer.flash, let bytes = try? JSONText.encode(flash) {
      response.setCookie(
        cookies.cookie(cookies.flash, Base64URL.encode(bytes), seconds: 60))
    }
    if let session = answer.session {
      response.setCookie(
        session.token.isEmpty
          ? cookies.removal(cookies.session)
          : cookies.cookie(
            cookies.session, session.token,
            seconds: Int((session.expiresAt - site.now) / 1_000)))
    }
    for cookie in answer.cookies { response.setCookie(cookie) }
    return response
  }

  private static func html(_ text: String, status: HTTPResponse.Status) -> Response {
    Response(
      status: status,
      headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  // MARK: Layout

  private func layout(title: String, _ visit: Visit?, path: String) async throws -> Layout {
    let banners = try await site.banners()
    let hasReviews = try await site.hasCommunityReviews()
    var viewer: Layout.Viewer?
    if let asker = visit?.asker, asker.isSignedIn {
      let unread = try await site.unreadNotices(asker)
      viewer = Layout.Viewer(
        isContributor: asker.activeContributor != nil, isOperator: asker.isOperator,
        unreadCount: unread, hasUnread: unread > 0)
    }
    return Layout(
      layout: Layout.Frame(
        siteName: site.configuration.name, pageTitle: title, isDemo: site.configuration.isDemo,
        measureBanner: banners.measure, incidentBanner: banners.incident,
        flash: visit?.flash.map {
          Layout.Flash(kind: $0.kind == .done ? "success" : "info", message: $0.text)
        },
        viewer: viewer, nav: Layout.Navigation(path: path), hasReviews: hasReviews,
        isWide: path.hasPrefix("/operator"),
        styleURL: assets.path("site.css"), scriptURL: assets.path("site.js"),
        iconURL: assets.path("icon.svg"), sourceVersion: site.configuration.version),
      csrf: visit?.csrf ?? "")
  }
}

/// A path of this site that a visitor may be led to; anything else leads home.
enum SafePath {
  static func checked(_ path: String?) -> String {
    guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"),
      path.utf8.count <= 2_000,
      path.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
    else { return "/" }
    return path
  }

  static func encoded(_ path: String) -> String {
    path.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}
