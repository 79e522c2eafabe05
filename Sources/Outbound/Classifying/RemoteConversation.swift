import AsyncHTTPClient
import ContentClassification
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import OAuth

/// One question to a classifying service. Nothing that comes out of here holds the key, the post or
/// words of the service.
struct RemoteConversation: Sendable {
  let settings: RemoteSettings
  let clock: @Sendable () -> Int64
  var resolve: @Sendable (String) async throws -> NetworkAddress = NameResolution.address

  /// What came of one question.
  struct Attempt: Sendable {
    var outcome: Result<RemoteResponse, ClassifierFailure>
    /// Whether the service can have taken the question for one that it has to answer.
    var wasSent = true
    /// For how many milliseconds the service asks to be left alone.
    var retryAfter: Int64?
  }

  /// Asks once and waits at most so many milliseconds.
  func ask(_ question: RemoteRequest, patience: Int64) async -> Attempt {
    let patience = Duration.milliseconds(patience)
    do {
      return try await withDeadline(.now + patience) { try await send(question, patience) }
    } catch {
      return Self.failed(error)
    }
  }

  private func send(_ question: RemoteRequest, _ patience: Duration) async throws -> Attempt {
    let address = settings.address
    var pinned: [String: String] = [:]
    if address.web.scheme == .http {
      // Looked at first and connected to as it was then: no certificate says later who answers.
      let machine = try await resolve(address.web.host)
      guard address.permits(machine) else { throw CardError.addressNotAllowed(host: "") }
      pinned[address.web.host] = machine.text
    }
    var request = HTTPClientRequest(url: address.url(of: question.path))
    request.method = .POST
    request.headers = [
      "Content-Type": "application/json", "Accept": "application/json",
      "Accept-Encoding": "identity", "User-Agent": "CommonGround/1",
    ]
    if let key = settings.key {
      request.headers.add(name: "Authorization", value: "Bearer \(key.text)")
    }
    request.body = .bytes(ByteBuffer(bytes: question.body))
    return try await withHTTPClient(pinning: pinned) { client in
      let response = try await client.execute(request, timeout: TimeAmount(patience))
      let status = Int(response.status.code)
      let wish = response.headers.first(name: "Retry-After")
        .flatMap { RetryAfter.millis($0, at: clock()) }
      guard (200..<300).contains(status) else {
        return Attempt(
          outcome: .success(RemoteResponse(status: status, body: [])),
          retryAfter: [429, 503].contains(status) ? wish : nil)
      }
      let body = try await response.body.collect(upTo: question.maximumAnswerBytes)
      return Attempt(outcome: .success(RemoteResponse(status: status, body: Array(buffer: body))))
    }
  }

  /// In our own words: those of an error may hold what was sent or received.
  private static func failed(_ error: any Error) -> Attempt {
    func attempt(
      _ kind: ClassifierFailure.Kind, _ detail: String, wasSent: Bool = true
    ) -> Attempt {
      Attempt(outcome: .failure(ClassifierFailure(kind, detail: detail)), wasSent: wasSent)
    }
    switch error {
    case is DeadlinePassed:
      return attempt(.timeout, "no answer in time")
    case let error as HTTPClientError
    where [.readTimeout, .deadlineExceeded, .connectTimeout].contains(error):
      return attempt(.timeout, "no answer in time", wasSent: error != .connectTimeout)
    case is NIOTooManyBytesError:
      return attempt(.unreadable, "the answer is too long")
    case CardError.unknownHost:
      return attempt(.transport, "the service's name is unknown", wasSent: false)
    case CardError.addressNotAllowed:
      return attempt(
        .unexpected, "http leads to a public address; the service needs https", wasSent: false)
    case is NIOConnectionError, is IOError:
      return attempt(.transport, "no connection", wasSent: false)
    case is NIOSSLError, is NIOSSLExtraError:
      return attempt(.transport, "no trusted connection", wasSent: false)
    case is CancellationError:
      return attempt(.timeout, "cancelled")
    default:
      return attempt(.transport, "the connection failed: \(type(of: error))")
    }
  }
}
