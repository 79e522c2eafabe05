import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Reads the cards of pages of allowed hosts, and can't be made to ask anybody else.
///
/// Readers name the pages, so every address is a stranger's: only https and only hosts on the list,
/// with the care of `PublicConversation`.
public struct CardFetcher: Sendable {
  private let allowedHosts: Set<String>
  private let conversation: PublicConversation

  private static let mostBytes = 1 << 20

  /// - Parameters:
  ///   - allowedHosts: names as they stand in addresses; `.example.org` stands for all names that
  ///     end with it, but not for `example.org` itself.
  ///   - allowsLoopback: lets tests read from a server on the same machine, also over http and on
  ///     any port.
  public init(allowedHosts: Set<String>, allowsLoopback: Bool = false) {
    self.init(
      allowedHosts: allowedHosts, allowsLoopback: allowsLoopback, timeout: .seconds(5),
      resolve: NameResolution.address)
  }

  init(
    allowedHosts: Set<String>, allowsLoopback: Bool, timeout: Duration,
    trustedCertificatesFile: String? = nil,
    resolve: @escaping @Sendable (String) async throws -> NetworkAddress
  ) {
    self.allowedHosts = Set(allowedHosts.map { $0.lowercased() })
    conversation = PublicConversation(
      allowsLoopback: allowsLoopback, mostRedirects: 3, timeout: timeout,
      headers: [
        "Accept": "text/html", "Accept-Encoding": "identity",
        "User-Agent": "CommonGround/1 (link preview)",
      ], trustedCertificatesFile: trustedCertificatesFile, resolve: resolve)
  }

  /// The card of a page. At most the page's first megabyte is read.
  public func fetch(_ url: String) async throws(CardError) -> FetchedCard {
    let hosts = allowedHosts
    return try await conversation.read(
      from: try WebAddress(url),
      check: { (address) throws(CardError) in
        let isListed = hosts.contains { entry in
          entry.hasPrefix(".") ? address.host.hasSuffix(entry) : address.host == entry
        }
        guard isListed else { throw .hostNotAllowed(address.host) }
      },
      take: { response, address in try await Self.card(response, at: address) })
  }

  private static func card(
    _ response: HTTPClientResponse, at address: WebAddress
  ) async throws -> FetchedCard {
    let status = Int(response.status.code)
    guard status == 200 else { throw CardError.status(status) }
    let type = response.headers.first(name: "Content-Type") ?? ""
    let kind = type.prefix { $0 != ";" }.filter { !$0.isWhitespace }
    guard kind.lowercased() == "text/html" else { throw CardError.notHTML }
    let encoding = response.headers.first(name: "Content-Encoding") ?? "identity"
    guard encoding.lowercased() == "identity" else { throw CardError.compressed }
    let head = HTMLHead(
      try await start(of: response.body), charset: HTMLHead.charset(ofContentType: type))
    return FetchedCard(head, at: address)
  }

  /// The first bytes of a body; the rest is not waited for.
  private static func start(of body: HTTPClientResponse.Body) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await part in body {
      bytes += part.readableBytesView.prefix(mostBytes - bytes.count)
      if bytes.count >= mostBytes { break }
    }
    return bytes
  }
}
