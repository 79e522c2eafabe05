import Hummingbird
import Logging
import NIOCore
import Service

/// What the server knows of a request beside its bytes.
public struct WebContext: RequestContext {
  public var coreContext: CoreRequestContextStorage
  /// Where it comes from; hashed before it is used as a key, never logged.
  var remoteAddress: String
  var asker: Asker = .nobody
  /// The browser session's secret, while one is shown.
  var sessionToken: String?

  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    remoteAddress = source.channel.remoteAddress?.ipAddress ?? "local"
  }
}
