import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization

/// A browser as far as tests need one: keeps cookies, fills in forms as pages give them.
final class Browser: Sendable {
  struct Page: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var text: String

    /// What the page's first form carries so that it is taken.
    var csrf: String {
      text.firstMatch(of: /name="csrf" value="([^"]*)"/).map { String($0.1) } ?? ""
    }
    var location: String? { headers[.location] }
  }

  private let client: any TestClientProtocol
  private let cookies: Mutex<[String: String]>

  init(_ client: any TestClientProtocol, session: String? = nil) {
    self.client = client
    cookies = Mutex(session.map { ["session": $0] } ?? [:])
  }

  var cookieNames: Set<String> { cookies.withLock { Set($0.keys) } }

  func get(_ path: String) async throws -> Page { try await send(.get, path, body: nil) }

  /// Sends a form with the token of the page that it is on.
  func submit(_ path: String, _ fields: [(String, String)], on page: Page) async throws -> Page {
    try await post(path, fields + [("csrf", page.csrf)])
  }

  func post(_ path: String, _ fields: [(String, String)]) async throws -> Page {
    let body = fields.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
    return try await send(.post, path, body: body)
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, body: String?
  ) async throws -> Page {
    var headers: HTTPFields = [:]
    let jar = cookies.withLock { $0 }
    if !jar.isEmpty {
      headers[.cookie] = jar.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }
    if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
    let page = try await client.execute(
      uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
    ) { response in
      Page(
        status: response.status, headers: response.headers, text: String(buffer: response.body))
    }
    for cookie in page.headers[values: .setCookie] {
      let pair = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
      let name = String(pair[0])
      cookies.withLock { jar in
        jar[name] = cookie.contains("Max-Age=0") ? nil : pair.count > 1 ? String(pair[1]) : ""
      }
    }
    return page
  }
}
