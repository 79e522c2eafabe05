import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Asks addresses that strangers chose, and can't be made to ask a machine of our own network.
///
/// Only some schemes and their usual ports; the host's name is resolved first, refused where it leads
/// into a network that is not for everybody, and the connection goes to that very address, so that a
/// name that answers differently a second time gains nothing. Redirects are followed by hand and
/// checked alike.
struct PublicConversation: Sendable {
  /// Whether http is asked too, not https alone.
  var allowsPlain = false
  /// Lets tests ask a server on the same machine, also over http and on any port.
  var allowsLoopback = false
  var mostRedirects: Int
  /// For all redirects together.
  var timeout: Duration
  /// Sent with every request.
  var headers: HTTPHeaders
  /// In PEM format, trusted instead of the system's.
  var trustedCertificatesFile: String?
  var resolve: @Sendable (String) async throws -> NetworkAddress = NameResolution.address

  /// What is read from the first answer that is no redirect.
  ///
  /// - Parameters:
  ///   - check: refuses further addresses, the first and those of redirects.
  ///   - take: reads what is needed of the answer; the rest is not waited for.
  func read<Result: Sendable>(
    from first: WebAddress,
    check: @escaping @Sendable (WebAddress) throws(CardError) -> Void = { _ throws(CardError) in },
    take: @escaping @Sendable (HTTPClientResponse, WebAddress) async throws -> Result
  ) async throws(CardError) -> Result {
    try checkText(of: first)
    try check(first)
    do {
      return try await withDeadline(.now + timeout) {
        var address = first
        for _ in 0...mostRedirects {
          switch try await answer(from: address, take) {
          case .result(let result): return result
          case .redirect(let location):
            address = try address.resolving(location)
            try checkText(of: address)
            try check(address)
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

  private enum Answer<Result: Sendable> {
    case result(Result)
    case redirect(String)
  }

  /// Whether an address may be asked, as far as its text tells.
  private func checkText(of address: WebAddress) throws(CardError) {
    guard permitsScheme(of: address) || allowsLoopback else { throw .schemeNotAllowed }
    guard address.hasUsualPort || allowsLoopback else { throw .portNotAllowed }
  }

  private func permitsScheme(of address: WebAddress) -> Bool {
    address.scheme == .https || allowsPlain
  }

  /// Whether an address of the network may be connected to on behalf of an address of the web.
  private func permits(_ machine: NetworkAddress, for address: WebAddress) -> Bool {
    if allowsLoopback, machine.isLoopback { return true }
    return machine.isPublic && permitsScheme(of: address) && address.hasUsualPort
  }

  private func answer<Result: Sendable>(
    from address: WebAddress,
    _ take: (HTTPClientResponse, WebAddress) async throws -> Result
  ) async throws -> Answer<Result> {
    let machine = try await resolve(address.host)
    guard permits(machine, for: address) else {
      throw CardError.addressNotAllowed(host: address.host)
    }
    var request = HTTPClientRequest(url: address.text)
    request.headers = headers
    return try await withHTTPClient(
      pinning: [address.host: machine.text], trusting: trustedCertificatesFile
    ) { client in
      let response = try await client.execute(request, timeout: TimeAmount(timeout))
      if [301, 302, 303, 307, 308].contains(response.status.code),
        let location = response.headers.first(name: "Location")
      {
        return .redirect(location)
      }
      return .result(try await take(response, address))
    }
  }
}

extension WebAddress {
  fileprivate var hasUsualPort: Bool {
    let usual =
      switch scheme {
      case .http: 80
      case .https: 443
      }
    return port ?? usual == usual
  }
}
