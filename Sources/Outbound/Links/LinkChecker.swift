import AsyncHTTPClient
import NIOHTTP1
import NoteEvaluation

/// Visits links of notes to see whether they work (section 10.5).
///
/// Strangers choose the links: every visit has the care of `PublicConversation`. A link works if one of
/// its variants answers with status exactly 200 in the end; of the answer nothing but its head is read.
/// Variants without a scheme are visited with https, then http. While none works, all are tried again
/// after short pauses, except those that can never work.
public struct LinkChecker: LinkChecking {
  private let conversation: PublicConversation
  /// Before each further round.
  private let pauses: [Duration]
  /// For all of a link's visits together.
  private let timeout: Duration
  private let cache: any LinkCheckCache
  private let now: @Sendable () -> Int64

  /// - Parameters:
  ///   - cache: what earlier visits found.
  ///   - now: milliseconds since 1970.
  ///   - allowsLoopback: lets tests visit a server on the same machine, also on any port.
  public init(
    cache: any LinkCheckCache = MemoryLinkCheckCache(), allowsLoopback: Bool = false,
    now: @escaping @Sendable () -> Int64
  ) {
    self.init(
      cache: cache, allowsLoopback: allowsLoopback, now: now, pauses: [.seconds(1), .seconds(3)],
      timeout: .seconds(30), visitTimeout: .seconds(8), resolve: NameResolution.address)
  }

  init(
    cache: any LinkCheckCache, allowsLoopback: Bool, now: @escaping @Sendable () -> Int64,
    pauses: [Duration], timeout: Duration, visitTimeout: Duration,
    resolve: @escaping @Sendable (String) async throws -> NetworkAddress
  ) {
    conversation = PublicConversation(
      allowsPlain: true, allowsLoopback: allowsLoopback, mostRedirects: 8, timeout: visitTimeout,
      headers: [
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Encoding": "identity",
        "Accept-Language": "en,*;q=0.5",
        // Some sites refuse what does not call itself a browser.
        "User-Agent": "Mozilla/5.0 (compatible; CommonGround/1; link check)",
      ], resolve: resolve)
    self.pauses = pauses
    self.timeout = timeout
    self.cache = cache
    self.now = now
  }

  public func check(_ link: NoteLink) async -> LinkCheck {
    if let known = await cache.check(of: link.text, at: now()) { return known }
    let isWorking = try? await withDeadline(.now + timeout) { await works(link) }
    let check: LinkCheck = isWorking == true ? .valid : .invalid
    // A check that was called off says nothing of the link.
    if !Task.isCancelled { await cache.keep(check, of: link.text, at: now()) }
    return check
  }

  private func works(_ link: NoteLink) async -> Bool {
    var addresses = link.variants.flatMap(LinkAddresses.of)
    for pause in [.zero] + pauses where !addresses.isEmpty {
      guard (try? await Task.sleep(for: pause)) != nil else { return false }
      var toTryAgain: [WebAddress] = []
      for address in addresses {
        switch await visit(address) {
        case .works: return true
        case .failed: toTryAgain.append(address)
        case .refused: break
        }
      }
      addresses = toTryAgain
    }
    return false
  }

  private enum Visit {
    case works
    case failed
    /// It may not be visited, and never will.
    case refused
  }

  private func visit(_ address: WebAddress) async -> Visit {
    do {
      return try await conversation.read(from: address) { response, _ in
        response.status == .ok ? .works : .failed
      }
    } catch {
      switch error {
      case .invalidURL, .schemeNotAllowed, .credentialsInURL, .portNotAllowed, .hostNotAllowed,
        .addressNotAllowed:
        return .refused
      case .unknownHost, .tooManyRedirects, .status, .notHTML, .compressed, .timedOut,
        .unreachable:
        return .failed
      }
    }
  }
}
