/// Which addresses events may be brought to.
public enum WebhookAddress {
  /// The host of an address that may be asked, as far as its text tells: https on the usual port, and
  /// no address of the network; anything where the operator allows the host (`example.org`, or
  /// `example.org:3000`).
  ///
  /// - Returns: nil where it may not be asked.
  public static func host(of url: String, allowedHosts: Set<String>) -> String? {
    (try? checked(url, allowedHosts: allowedHosts))?.host
  }

  static func checked(
    _ url: String, allowedHosts: Set<String>
  ) throws(CardError) -> WebAddress {
    let address = try WebAddress(url)
    if isAllowed(address, allowedHosts) { return address }
    guard address.scheme == .https else { throw .schemeNotAllowed }
    guard address.port ?? 443 == 443 else { throw .portNotAllowed }
    guard NetworkAddress(address.host) == nil, address.host.contains(".") else {
      throw .hostNotAllowed(address.host)
    }
    return address
  }

  static func isAllowed(_ address: WebAddress, _ allowedHosts: Set<String>) -> Bool {
    let port = address.port ?? (address.scheme == .https ? 443 : 80)
    return allowedHosts.contains(address.host)
      || allowedHosts.contains("\(address.host):\(port)")
  }

  /// An address that may be asked, and the machine that its name leads to.
  ///
  /// - Throws: `CardError` where it leads into a network that is not for everybody.
  static func machine(
    of url: String, allowedHosts: Set<String>,
    resolve: @Sendable (String) async throws -> NetworkAddress
  ) async throws -> (WebAddress, NetworkAddress) {
    let address = try checked(url, allowedHosts: allowedHosts)
    let machine = try await resolve(address.host)
    guard machine.isPublic || isAllowed(address, allowedHosts) else {
      throw CardError.addressNotAllowed(host: address.host)
    }
    return (address, machine)
  }
}
