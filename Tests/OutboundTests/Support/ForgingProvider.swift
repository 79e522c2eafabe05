import Foundation
import JWTKit

@testable import Outbound

/// A provider on this machine that makes tokens of a test's choice, right ones and wrong ones.
struct ForgingProvider {
  enum Forgery: Sendable {
    /// The algorithm `none`.
    case unsigned
    /// HS256, with what everybody knows as the secret.
    case signedWithPublicKey
    /// The provider's key id over another key's signature.
    case otherKey
    /// A right signature of something else.
    case otherPayload
    case unknownKey
    /// An extension that readers must know.
    case critical
    case noToken
  }

  /// What the provider was asked.
  actor Log {
    private(set) var requests: [LocalServer.Request] = []

    var targets: [String] { requests.map(\.target) }

    func append(_ request: LocalServer.Request) { requests.append(request) }

    func count(_ target: String) -> Int { targets.count { $0 == target } }
  }

  let client: OIDCClient
  let log: Log
  let issuer: String
  private let server: LocalServer

  init(
    _ forgery: Forgery? = nil, userInfo: String = "{}",
    _ change: @escaping @Sendable (inout [String: Claims.Value]) -> Void = { _ in },
    now: @escaping @Sendable () -> Date = { Date() }
  ) async throws {
    let log = Log()
    let key = ES256PrivateKey()
    let server = try await LocalServer { request in
      await log.append(request)
      let issuer = "http://\(request.headers["host"] ?? "")"
      let answer: String
      switch request.target {
      case "/.well-known/openid-configuration": answer = Self.metadata(issuer)
      case "/keys": answer = Self.keys(key)
      case "/userinfo": answer = userInfo
      default:
        var claims = Self.claims(issuer, now())
        change(&claims)
        let token = try? await Self.token(Claims(claims), key, forgery)
        answer = #"{"id_token": "\#(token ?? "")", "access_token": "a", "token_type": "Bearer"}"#
      }
      return LocalServer.page(answer, type: "application/json")
    }
    self.log = log
    self.server = server
    issuer = server.url
    client = OIDCClient(
      settings: OIDCSettings(issuer: server.url, clientID: "notes", clientSecret: "secret"),
      now: now)
  }

  func signIn(verifier: String = "verifier") async throws -> OIDCIdentity {
    try await client.signIn(
      code: "code", codeVerifier: verifier, nonce: "nonce",
      redirectURI: "https://notes.example/back")
  }

  func authorizationURL() async throws -> String {
    try await client.authorizationURL(
      state: "s", nonce: "nonce", codeVerifier: "v", redirectURI: "https://notes.example/back")
  }

  private static func metadata(_ issuer: String) -> String {
    """
    {"issuer": "\(issuer)", "authorization_endpoint": "\(issuer)/authorize",
     "token_endpoint": "\(issuer)/token", "jwks_uri": "\(issuer)/keys",
     "userinfo_endpoint": "\(issuer)/userinfo"}
    """
  }

  /// Among keys that are of no use here.
  private static func keys(_ key: ES256PrivateKey) -> String {
    let x = Data(base64Encoded: key.parameters?.x ?? "")?.base64URL ?? key.parameters?.x ?? ""
    let y = Data(base64Encoded: key.parameters?.y ?? "")?.base64URL ?? key.parameters?.y ?? ""
    return """
      {"keys": [{"kty": "oct", "k": "AAAA", "kid": "secret"}, {"kty": "EC", "crv": "unknown"}, 7,
       {"kty": "EC", "crv": "P-256", "kid": "one", "use": "enc", "x": "AA", "y": "AA"},
       {"kty": "EC", "crv": "P-256", "kid": "one", "use": "sig", "x": "\(x)", "y": "\(y)"}]}
      """
  }

  private static func claims(_ issuer: String, _ now: Date) -> [String: Claims.Value] {
    let time = now.timeIntervalSince1970.rounded()
    return [
      "iss": .text(issuer), "sub": .text("ada"), "aud": .text("notes"), "exp": .number(time + 300),
      "iat": .number(time), "nonce": .text("nonce"), "email": .text("ada@example.org"),
      "email_verified": .truth(true), "name": .text("Ada"), "preferred_username": .text("ada_l"),
      "created_at": .number(1_577_934_245),
    ]
  }

  private static func token(
    _ claims: Claims, _ key: ES256PrivateKey, _ forgery: Forgery?
  ) async throws -> String {
    let keys = JWTKeyCollection()
    switch forgery {
    case .unsigned: await keys.addUnsecuredNone(kid: "one")
    case .signedWithPublicKey:
      await keys.add(
        hmac: HMACKey(from: String(repeating: "public", count: 8)), digestAlgorithm: .sha256,
        kid: "one")
    case .otherKey: await keys.add(ecdsa: ES256PrivateKey(), kid: "one")
    case .unknownKey: await keys.add(ecdsa: key, kid: "two")
    case .noToken: return "no token"
    default: await keys.add(ecdsa: key, kid: "one")
    }
    let kid: JWKIdentifier = forgery == .unknownKey ? "two" : "one"
    var header = JWTHeader()
    if forgery == .critical { header.crit = ["unknown"] }
    let token = try await keys.sign(claims, kid: kid, header: header)
    guard forgery == .otherPayload else { return token }
    var parts = token.split(separator: ".").map(String.init)
    let payload = Data(base64URL: parts[1]).map { String(decoding: $0, as: UTF8.self) } ?? ""
    parts[1] = Data(payload.replacing("ada", with: "eve").utf8).base64URL
    return parts.joined(separator: ".")
  }
}
