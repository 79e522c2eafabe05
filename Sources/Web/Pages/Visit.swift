import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import Service

/// One request of a browser: who it is, the form it sent, and the cookies that the answer sets.
struct Visit: Sendable {
  let site: Site
  let asker: Asker
  let client: String
  /// A name for where the request comes from, whoever is signed in: with a hundred accounts one may
  /// not try a hundred times as many passwords.
  let connection: String
  let path: String
  /// As it came, undecoded.
  let rawQuery: String
  let parameters: Parameters
  let query: [String: String]
  let form: Form
  /// The session's secret, or of a visitor without one, the secret that ties forms to the browser.
  let browserToken: String
  /// Whether the browser has to be given `browserToken` for its forms to be taken.
  let isNewBrowser: Bool
  let isSession: Bool
  /// Something that the page before wants said once.
  let flash: Flash?

  struct Flash: Hashable, Codable, Sendable {
    enum Kind: String, Codable, Sendable { case done, note }
    var kind: Kind
    var text: String
  }

  /// What forms carry so that no other site can send them for this browser.
  var csrf: String { site.formToken(browserToken) }

  func id<ID: LosslessStringConvertible>(_ name: String = "id") throws -> ID {
    guard let id = parameters.get(name).flatMap({ ID($0) }) else {
      throw Problem(.notFound, "There is no such page.")
    }
    return id
  }
}

/// The cookies of the site. With TLS their names bind them to this host alone.
struct SiteCookies: Sendable {
  let usesTLS: Bool

  private var prefix: String { usesTLS ? "__Host-" : "" }
  var session: String { prefix + "session" }
  var browser: String { prefix + "browser" }
  var flash: String { prefix + "flash" }
  var hostSignIn: String { prefix + "host-sign-in" }

  func cookie(_ name: String, _ value: String, seconds: Int?) -> Cookie {
    Cookie(
      name: name, value: value, maxAge: seconds, path: "/", secure: usesTLS, httpOnly: true,
      sameSite: .lax)
  }

  func removal(_ name: String) -> Cookie { cookie(name, "", seconds: 0) }
}

extension Visit {
  /// Reads a request.
  ///
  /// - Throws: `Problem` for a form that is too large, not a form, or sent by another site.
  init(_ request: Request, _ context: WebContext, site: Site) async throws {
    let names = SiteCookies(usesTLS: site.configuration.usesTLS)
    self.site = site
    path = request.uri.path
    rawQuery = request.uri.query ?? ""
    parameters = context.parameters
    query = Dictionary(
      request.uri.queryParameters.map { (String($0.key), String($0.value)) },
      uniquingKeysWith: { first, _ in first })
    let session = request.cookies[names.session]?.value
    var asker = Asker.nobody
    if let session { asker = try await site.asker(sessionToken: session) }
    self.asker = asker
    client = site.clientName(context.remoteAddress, asker)
    connection = site.clientName(context.remoteAddress, .nobody)
    isSession = asker.isSignedIn
    if let session, asker.isSignedIn {
      browserToken = session
      isNewBrowser = false
    } else if let known = request.cookies[names.browser]?.value, known.utf8.count <= 64 {
      browserToken = known
      isNewBrowser = false
    } else {
      browserToken = SecretToken().text
      isNewBrowser = true
    }
    flash = request.cookies[names.flash].flatMap { cookie in
      Base64URL.decode(cookie.value).flatMap {
        try? JSONDecoder().decode(Flash.self, from: Data($0))
      }
    }
    guard request.method == .post else {
      form = Form()
      return
    }
    let limits: Form.Limits = asker.isOperator ? .operators : .everybody
    let buffer = try await request.body.collect(upTo: limits.bytes)
    guard let read = Form(String(buffer: buffer), limits: limits) else {
      throw Problem(.badRequest, "The form can't be read.")
    }
    form = read
    guard !isNewBrowser,
      constantTimeEqual(Array(read["csrf"].utf8), Array(site.formToken(browserToken).utf8))
    else {
      throw Problem(
        .forbidden, "This form is too old or was not opened here. Go back, reload it and try again."
      )
    }
  }
}
