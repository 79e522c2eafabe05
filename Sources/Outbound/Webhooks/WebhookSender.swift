import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// One attempt to bring an event to a platform.
public struct WebhookCall: Sendable {
  public var url: String
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]
  public var timeout: Duration
  /// Hosts that the operator lets us reach inside our own networks (`WebhookAddress`).
  public var allowedHosts: Set<String>

  public init(
    url: String, headers: [(name: String, value: String)], body: [UInt8], timeout: Duration,
    allowedHosts: Set<String>
  ) {
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.allowedHosts = allowedHosts
  }
}

/// What became of an attempt.
public enum WebhookAnswer: Hashable, Sendable {
  /// After how many milliseconds the receiver wants the next attempt, if it says.
  case status(Int, retryAfter: Int64?)
  /// No answer in time, no connection, or an address that may not be asked; for who runs the site.
  case none(reason: String)
}

/// Brings events to platforms; tests put their own in its place.
public protocol WebhookSending: Sendable {
  func send(_ call: WebhookCall) async -> WebhookAnswer
}

/// Sends over HTTP. Adapters name the addresses, so that they are checked like those of cards: where
/// the host's name leads is looked up first, refused inside networks that are not for everybody, and
/// the connection goes to that very address. Redirects are never followed.
public struct WebhookSender: WebhookSending {
  private let resolve: @Sendable (String) async throws -> NetworkAddress

  public init() { self.init(resolve: NameResolution.address) }

  init(resolve: @escaping @Sendable (String) async throws -> NetworkAddress) {
    self.resolve = resolve
  }

  public func send(_ call: WebhookCall) async -> WebhookAnswer {
    await CarefulCall.answer(within: call.timeout) {
      try await attempt(call)
    } otherwise: {
      .none(reason: $0)
    }
  }

  private func attempt(_ call: WebhookCall) async throws -> WebhookAnswer {
    let (address, machine) = try await WebhookAddress.machine(
      of: call.url, allowedHosts: call.allowedHosts, resolve: resolve)
    var request = HTTPClientRequest(url: address.text)
    request.method = .POST
    for (name, value) in call.headers { request.headers.replaceOrAdd(name: name, value: value) }
    request.headers.replaceOrAdd(name: "Accept-Encoding", value: "identity")
    // Of known length, so that it is sent with a Content-Length and not in chunks.
    request.body = .bytes(ByteBuffer(bytes: call.body))
    return try await withHTTPClient(pinning: [address.host: machine.text]) { client in
      let response = try await client.execute(request, timeout: TimeAmount(call.timeout))
      return .status(
        Int(response.status.code), retryAfter: response.retryAfterMillis)
    }
  }
}
