import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// The requests that a relying party makes of a provider.
struct ProviderConversation: Sendable {
  private static let timeout = Duration.seconds(10)
  private static let mostBytes = 1 << 20

  struct Tokens: Decodable {
    var idToken: String
    var accessToken: String?

    private enum CodingKeys: String, CodingKey {
      case idToken = "id_token"
      case accessToken = "access_token"
    }
  }

  func metadata(issuer: String) async throws(OIDCError) -> ProviderMetadata {
    _ = try ProviderMetadata.isLocal(issuer)
    let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
    let request = HTTPClientRequest(url: base + "/.well-known/openid-configuration")
    let metadata = try await value(ProviderMetadata.self, request, .discovery)
    try metadata.check(issuer: issuer)
    return metadata
  }

  func keys(at endpoint: String) async throws(OIDCError) -> ProviderKeys {
    try await value(ProviderKeys.self, HTTPClientRequest(url: endpoint), .keys)
  }

  func userInfo(at endpoint: String, accessToken: String) async throws(OIDCError) -> Claims {
    var request = HTTPClientRequest(url: endpoint)
    request.headers.add(name: "Authorization", value: "Bearer \(accessToken)")
    return try await value(Claims.self, request, .userInfo)
  }

  /// Changes a code for tokens (RFC 6749, section 4.1.3).
  func tokens(
    at metadata: ProviderMetadata, settings: OIDCSettings, code: String, codeVerifier: String,
    redirectURI: String
  ) async throws(OIDCError) -> Tokens {
    var fields = [
      ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectURI),
      ("code_verifier", codeVerifier),
    ]
    var request = HTTPClientRequest(url: metadata.tokenEndpoint)
    request.method = .POST
    let methods = metadata.tokenAuthenticationMethods ?? ["client_secret_basic"]
    if settings.clientSecret.isEmpty {
      fields.append(("client_id", settings.clientID))
    } else if !methods.contains("client_secret_basic"), methods.contains("client_secret_post") {
      fields += [("client_id", settings.clientID), ("client_secret", settings.clientSecret)]
    } else {
      let pair = [settings.clientID, settings.clientSecret].map(FormText.escape)
      let credentials = Data(pair.joined(separator: ":").utf8).base64EncodedString()
      request.headers.add(name: "Authorization", value: "Basic \(credentials)")
    }
    request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
    request.body = .bytes(ByteBuffer(string: FormText.encode(fields)))
    return try await value(Tokens.self, request, .token)
  }

  /// The answer to a request, read as JSON.
  private func value<Value: Decodable & Sendable>(
    _ type: Value.Type, _ request: HTTPClientRequest, _ step: OIDCError.Step
  ) async throws(OIDCError) -> Value {
    var request = request
    request.headers.add(name: "Accept", value: "application/json")
    let (status, body) = try await answer(request, step)
    guard status == 200 else {
      // Section 5.2 of RFC 6749: the refusal is a word of a short list.
      if step == .token, let refusal = try? JSONDecoder().decode(Refusal.self, from: body) {
        throw .refused(error: String(refusal.error.filter { $0.isLetter || $0 == "_" }.prefix(64)))
      }
      throw .status(step: step, code: status)
    }
    guard let value = try? JSONDecoder().decode(type, from: body) else {
      throw .malformed(step: step)
    }
    return value
  }

  private struct Refusal: Decodable { var error: String }

  private func answer(
    _ request: HTTPClientRequest, _ step: OIDCError.Step
  ) async throws(OIDCError) -> (Int, Data) {
    do {
      return try await withDeadline(.now + Self.timeout) {
        try await withHTTPClient { client in
          let response = try await client.execute(request, timeout: TimeAmount(Self.timeout))
          let body = try await response.body.collect(upTo: Self.mostBytes)
          return (Int(response.status.code), Data(buffer: body))
        }
      }
    } catch is DeadlinePassed {
      throw .unreachable(step: step, reason: "no answer in time")
    } catch is NIOTooManyBytesError {
      throw .malformed(step: step)
    } catch {
      throw .unreachable(step: step, reason: String(describing: error))
    }
  }
}
