/// Where a classifying service is, as the operator names it: `https://api.example.org`, with or
/// without a path and the `/v1` at its end, which requests add.
///
/// Other than addresses that strangers choose, it may lead into our own network: a model of one's own
/// is asked like any other, also over http. Over http it may lead nowhere else, because posts and the
/// key would travel where anybody on the way reads them.
public struct ClassifierAddress: Hashable, Sendable, CustomStringConvertible {
  public enum Problem: Error, Hashable, Sendable {
    case notAnAddress
    /// A name or password, a query or a fragment, where the key does not belong.
    case hasMore
    /// http to an address that anybody on the internet reaches.
    case plainAndPublic
  }

  let web: WebAddress
  /// Without a slash at its end.
  private let base: String

  public init(_ text: String) throws(Problem) {
    guard !text.contains(where: { "?#@".contains($0) }) else { throw .hasMore }
    do throws(CardError) {
      web = try WebAddress(text)
    } catch {
      throw .notAnAddress
    }
    var base = web.text
    for ending in ["/", "/v1", "/"] where base.hasSuffix(ending) { base.removeLast(ending.count) }
    self.base = base
    if let machine = NetworkAddress(web.host), !permits(machine) { throw .plainAndPublic }
  }

  public var description: String { base }

  /// Whether it means this machine, so that nothing leaves it.
  public var isOnThisMachine: Bool { isLoopback(web.host) }

  func url(of path: String) -> String { base + path }

  /// Whether the service may be asked at an address of the network.
  func permits(_ machine: NetworkAddress) -> Bool { web.scheme == .https || !machine.isPublic }
}
