import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// One call of a forum's own interface.
public struct ForumCall: Sendable {
  public enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
  }

  public var method: Method
  public var url: String
  public var headers: [(name: String, value: String)]
  /// Of a form; empty: no body.
  public var form: [(name: String, value: String)]
  public var timeout: Duration
  /// Hosts that the operator lets us reach inside our own networks (`WebhookAddress`).
  public var allowedHosts: Set<String>

  public init(
    _ method: Method, _ url: String, headers: [(name: String, value: String)] = [],
    form: [(name: String, value: String)] = [], timeout: Duration = .seconds(15),
    allowedHosts: Set<String> = []
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.form = form
    self.timeout = timeout
    self.allowedHosts = allowedHosts
  }

  /// The form as it is sent.
  public var body: String { FormText.encode(form.map { ($0.name, $0.value) }) }
}

/// What became of a call.
public enum ForumAnswer: Hashable, Sendable {
  /// After how many milliseconds the forum wants the next call, if it says.
  case status(Int, retryAfter: Int64?, body: [UInt8])
  /// No answer in time, no connection, or an address that may not be asked; for who runs the site.
  case none(reason: String)
}

/// Calls forums; tests put their own in its place.
public protocol ForumCalling: Sendable {
  func call(_ call: ForumCall) async -> ForumAnswer
}

/// Calls over HTTP, as careful about where it leads as webhooks are.
public struct ForumCaller: ForumCalling {
  /// More of an answer is not read.
  static let mostBytes = 4 << 20

  private let resolve: @Sendable (String) async throws -> NetworkAddress

  public init() { self.init(resolve: NameResolution.address) }

  init(resolve: @escaping @Sendable (String) async throws -> NetworkAddress) {
    self.resolve = resolve
  }

  public func call(_ call: ForumCall) async -> ForumAnswer {
    await CarefulCall.answer(within: call.timeout) {
      try await attempt(call)
    } otherwise: {
      .none(reason: $0)
    }
  }

  private func attempt(_ call: ForumCall) async throws -> ForumAnswer {
    let (address, machine) = try await WebhookAddress.machine(
      of: call.url, allowedHosts: call.allowedHosts, resolve: resolve)
    var request = HTTPClientRequest(url: address.text)
    request.method = .init(rawValue: call.method.rawValue)
    for (name, value) in call.headers { request.headers.replaceOrAdd(name: name, value: value) }
    request.headers.replaceOrAdd(name: "Accept", value: "application/json")
    request.headers.replaceOrAdd(name: "Accept-Encoding", value: "identity")
    if call.method != .get {
      request.headers.replaceOrAdd(
        name: "Content-Type", value: "application/x-www-form-urlencoded")
      // Of known length, so that it is sent with a Content-Length and not in chunks.
      request.body = .bytes(ByteBuffer(string: call.body))
    }
    return try await withHTTPClient(pinning: [address.host: machine.text]) { client in
      let response = try await client.execute(request, timeout: TimeAmount(call.timeout))
      let body = try await response.body.collect(upTo: Self.mostBytes)
      return .status(
        Int(response.status.code), retryAfter: response.retryAfterMillis,
        body: Array(body.readableBytesView))
    }
  }
}
