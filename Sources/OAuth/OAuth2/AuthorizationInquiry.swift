/// The first half of reading an authorization request: which program asks, and where it wants the
/// answer. Until the address is known to be the program's, nothing may be sent there.
public struct AuthorizationInquiry: Hashable, Sendable {
  public let clientID: String
  let redirectURI: String
  let query: DecodedQuery

  /// - Parameter text: the raw query of the page, or the body of its form, at most 8 KiB.
  /// - Throws: `.show` alone.
  public init(_ text: String) throws(AuthorizationRefusal) {
    let query: DecodedQuery
    do {
      query = try DecodedQuery(text, limits: .init(bytes: 8192, parameters: 64))
    } catch { throw .show(.unreadable) }
    let repeated = Set(query.repeatedNames)
    func required(_ name: String) throws(AuthorizationRefusal) -> String {
      guard !repeated.contains(name) else { throw .show(.repeated(name)) }
      guard let value = query.nonEmpty(name) else { throw .show(.missing(name)) }
      return value
    }
    self.query = query
    clientID = try required("client_id")
    redirectURI = try required("redirect_uri")
  }

  /// The second half, once the caller knows the program.
  ///
  /// - Parameters:
  ///   - registered: the addresses of the program with `clientID`; one must be equal to the byte.
  ///   - offered: the scopes that there are. Others are refused, not dropped: clients raise where they
  ///     are granted less than they ask for.
  /// - Throws: `.show(.unregisteredRedirectURI)`; else `.redirect`.
  public func request(
    registered: [RedirectURI], offered: ScopeSet
  ) throws(AuthorizationRefusal) -> AuthorizationRequest {
    guard
      let address = registered.first(where: { $0.text.utf8.elementsEqual(redirectURI.utf8) })
    else { throw .show(.unregisteredRedirectURI) }
    do {
      return try AuthorizationRequest(query, clientID, address, offered: offered)
    } catch { throw .redirect(error) }
  }
}
