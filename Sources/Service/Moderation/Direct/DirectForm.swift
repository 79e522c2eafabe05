import CommunityRules
import Foundation
import OAuth
import Outbound
import Storage

/// How a forum is to be connected without any plugin.
public struct DirectForm: Sendable {
  public var name: String
  public var kind: DirectConnection.Kind
  /// Of the forum; of a generic one where its events go, if anywhere.
  public var url: String?
  /// Of the forum's interface.
  public var apiKey: Secret?
  /// In whose name the forum is called: staff.
  public var apiUser: String
  /// Whether accounts that sign in by the host are members of it.
  public var isHost: Bool

  public init(
    name: String, kind: DirectConnection.Kind, url: String? = nil, apiKey: Secret? = nil,
    apiUser: String = "system", isHost: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.url = url
    self.apiKey = apiKey
    self.apiUser = apiUser
    self.isHost = isHost
  }
}

extension DirectForm {
  /// Where the forum is, without a slash at the end, and the name that it gets from that.
  var address: (url: String, slug: String)? {
    get throws {
      guard let url else {
        guard kind == .generic else { throw SiteError.invalid("url", "Where is the forum?") }
        return nil
      }
      var text = url
      while text.hasSuffix("/") && kind == .discourse { text.removeLast() }
      // Whether an inner host may be asked is for the running site to say.
      guard text.utf8.count <= 500, let parts = URLComponents(string: text),
        let host = parts.host?.lowercased(), !host.isEmpty, parts.user == nil,
        parts.query == nil, parts.fragment == nil,
        WebhookAddress.host(of: text, allowedHosts: [host]) != nil
      else {
        throw SiteError.invalid("url", "An http or https address of at most 500 characters.")
      }
      if kind == .discourse {
        guard let apiKey, (16...256).contains(apiKey.text.utf8.count),
          apiKey.text.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { throw SiteError.invalid("apiKey", "The forum's API key has 16 to 256 characters.") }
        guard (1...60).contains(apiUser.utf8.count),
          apiUser.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { throw SiteError.invalid("apiUser", "The name of a user of the forum.") }
      }
      let path = parts.path == "/" || kind == .generic ? "" : parts.path
      return (text, host + (parts.port.map { ":\($0)" } ?? "") + path)
    }
  }
}
