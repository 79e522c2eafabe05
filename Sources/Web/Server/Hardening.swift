import HTTPTypes
import Hummingbird
import Service

/// Headers that every answer carries: no sniffing, no framing, no referrer, nothing from elsewhere.
struct Hardening: RouterMiddleware {
  let usesTLS: Bool

  static let contentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    + "form-action 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    // A picture that carries its own style says so itself.
    if response.headers[.contentSecurityPolicy] == nil {
      response.headers[.contentSecurityPolicy] = Self.contentSecurityPolicy
    }
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.referrerPolicy] = "same-origin"
    response.headers[.frameOptions] = "DENY"
    response.headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=()"
    if usesTLS { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    return response
  }
}

extension HTTPField.Name {
  static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .location
  static let frameOptions = HTTPField.Name("X-Frame-Options") ?? .location
  static let permissionsPolicy = HTTPField.Name("Permissions-Policy") ?? .location
  static let forwardedFor = HTTPField.Name("X-Forwarded-For") ?? .location
}
