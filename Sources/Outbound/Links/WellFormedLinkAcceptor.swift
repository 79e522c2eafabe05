import NoteEvaluation

/// Accepts links without visiting them, where there is no network: those that are well formed and look
/// as if they led to a public host. That a link is accepted says nothing of whether it works.
public struct WellFormedLinkAcceptor: LinkChecking {
  public init() {}

  public func check(_ link: NoteLink) async -> LinkCheck {
    link.variants.flatMap(LinkAddresses.of).contains(where: Self.looksPublic)
      ? .acceptedUnvisited : .invalid
  }

  /// Whether the host is a name of several labels, and its last one no name for local use (RFC 6761,
  /// RFC 6762, RFC 8375, and what routers and companies use).
  private static func looksPublic(_ address: WebAddress) -> Bool {
    let labels = address.host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, NetworkAddress(address.host) == nil else {
      return false
    }
    return !localNames.contains(String(last))
      && labels.allSatisfy { !$0.hasPrefix("-") && !$0.hasSuffix("-") }
  }

  private static let localNames: Set<String> = [
    "localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan",
    "invalid", "test", "onion", "arpa", "alt",
  ]
}
