import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Reads the cards of pages of allowed hosts, and can't be made to ask anybody else.
///
/// Readers name the pages, so every address is a stranger's: only https and the usual port, only
/// hosts on the list; the host's name is resolved first, refused where it leads into a network that
/// is not for everybody, and the connection goes to that very address, so that a name that answers
/// differently a second time gains nothing. Redirects are followed by hand and checked alike.
public struct CardFetcher: Sendable {
  private let allowedHosts: Set<String>
  private let allowsLoopback: Bool
  private let resolve: @Sendable (String) async throws -> NetworkAddress
  private let timeout: Duration
  private let trustedCertificatesFile: String?

  private static let mostRedirects = 3
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
    self.allowsLoopback = allowsLoopback
    self.timeout = timeout
    self.trustedCertificatesFile = trustedCertificatesFile
    self.resolve = resolve
  }

  /// The card of a page. At most the page's first megabyte is read.
  public func fetch(_ url: String) async throws(CardError) -> FetchedCard {
    let first = try checked(WebAddress(url))
    do {
      return try await withDeadline(.now + timeout) {
        var address = first
        for _ in 0...Self.mostRedirects {
          switch try await answer(from: address) {
          case .card(let card): return card
          case .redirect(let location): address = try checked(address.resolving(location))
          }
        }
        throw CardError.tooManyRedirects
      }
    } catch let error as CardError {
      throw error
    } catch is DeadlinePassed {
      throw .timedOut
    } catch {
      throw .unreachable(reason: String(describing: error))
    }
  }

  private enum Answer {
    case card(FetchedCard)
    case redirect(String)
  }

  /// An address that may be asked for, as far as its text tells.
  private func checked(_ address: WebAddress) throws(CardError) -> WebAddress {
    guard address.scheme == .https || allowsLoopback else { throw .schemeNotAllowed }
    guard address.port ?? 443 == 443 || allowsLoopback else { throw .portNotAllowed }
    let isListed = allowedHosts.contains { entry in
      entry.hasPrefix(".") ? address.host.hasSuffix(entry) : address.host == entry
    }
    guard isListed else { throw .hostNotAllowed(address.host) }
    return address
  }

  /// Whether an address of the network may be connected to on behalf of an address of the web.
  private func permits(_ machine: NetworkAddress, for address: WebAddress) -> Bool {
    if allowsLoopback, machine.isLoopback { return true }
    return machine.isPublic && address.scheme == .https && address.port ?? 443 == 443
  }

  private func answer(from address: WebAddress) async throws -> Answer {
    let machine = try await resolve(address.host)
    guard permits(machine, for: address) else {
      throw CardError.addressNotAllowed(host: address.host)
    }
    var request = HTTPClientRequest(url: address.text)
    request.headers.add(name: "Accept", value: "text/html")
    request.headers.add(name: "Accept-Encoding", value: "identity")
    request.headers.add(name: "User-Agent", value: "CommonGround/1 (link preview)")
    return try await withHTTPClient(
      pinning: [address.host: machine.text], trusting: trustedCertificatesFile
    ) { client in
      let response = try await client.execute(request, timeout: TimeAmount(timeout))
      let status = Int(response.status.code)
      if [301, 302, 303, 307, 308].contains(status),
        let location = response.headers.first(name: "Location")
      {
        return .redirect(location)
      }
      guard status == 200 else { throw CardError.status(status) }
      let type = response.headers.first(name: "Content-Type") ?? ""
      let kind = type.prefix { $0 != ";" }.filter { !$0.isWhitespace }
      guard kind.lowercased() == "text/html" else { throw CardError.notHTML }
      let encoding = response.headers.first(name: "Content-Encoding") ?? "identity"
      guard encoding.lowercased() == "identity" else { throw CardError.compressed }
      let head = HTMLHead(
        try await Self.start(of: response.body), charset: HTMLHead.charset(ofContentType: type))
      return .card(FetchedCard(head, at: address))
    }
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
