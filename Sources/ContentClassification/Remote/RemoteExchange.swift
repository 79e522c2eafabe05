/// A question to a classifying service. Who sends it adds the address and the key.
public struct RemoteRequest: Hashable, Sendable {
  /// Below the service's base address, such as `/v1/moderations`. The method is POST, the body JSON.
  public let path: String
  public let body: [UInt8]
  /// More of an answer need not be read.
  public let maximumAnswerBytes: Int
  /// What it is held to use up while the answer has not said so: rather too many than too few.
  public let estimatedTokens: Int64

  public init(
    path: String, body: [UInt8], maximumAnswerBytes: Int = 256 << 10, maximumAnswerTokens: Int = 0
  ) {
    self.path = path
    self.body = body
    self.maximumAnswerBytes = maximumAnswerBytes
    estimatedTokens = Int64(body.count / 3 + 1 + maximumAnswerTokens)
  }
}

/// A service's answer.
public struct RemoteResponse: Hashable, Sendable {
  public let status: Int
  public let body: [UInt8]

  public init(status: Int, body: [UInt8]) {
    self.status = status
    self.body = body
  }

  /// What the service says that the question used up; nil where it says nothing that can be meant.
  public var usedTokens: Int64? {
    guard case .number(let count) = (try? value())?.object?["usage"]?.object?["total_tokens"],
      (0...1_000_000).contains(count)
    else { return nil }
    return Int64(count)
  }

  /// The JSON of a successful answer.
  func value() throws(ClassifierFailure) -> JSONValue {
    switch status {
    case 200..<300: break
    case 408, 504: throw ClassifierFailure(.timeout, detail: "the service answered \(status)")
    case 429, 402: throw ClassifierFailure(.limited, detail: "the service answered \(status)")
    case 500...: throw ClassifierFailure(.transport, detail: "the service answered \(status)")
    default: throw ClassifierFailure(.unexpected, detail: "the service answered \(status)")
    }
    do {
      return try JSONReader.read(body)
    } catch {
      throw ClassifierFailure(
        .unreadable, detail: "the answer is not JSON that we take, from byte \(error.position)")
    }
  }
}

/// A service that classifies: what to ask it, and how to read what it answers.
public protocol RemoteEndpoint: Sendable {
  var identity: ClassifierIdentity { get }
  func request(for post: PostText) -> RemoteRequest
  func judgement(from response: RemoteResponse) throws(ClassifierFailure) -> Judgement
}

extension RemoteEndpoint {
  /// The classification that an answer amounts to.
  public func classification(from response: RemoteResponse) -> PostClassification {
    do {
      return .judged(try judgement(from: response), by: identity)
    } catch {
      return PostClassification(classifier: identity, outcome: .unavailable(error))
    }
  }
}

extension PostText {
  /// The post, or its beginning and its end, so that what is asked has a bounded price and nobody
  /// hides behind a long preface.
  func excerpt(maximumBytes limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    let head = text.prefix(utf8Bytes: limit * 3 / 4)
    var tail: [Unicode.Scalar] = []
    var bytes = 0
    for scalar in text.unicodeScalars.reversed() {
      bytes += UTF8.width(scalar)
      if bytes > limit / 4 { break }
      tail.append(scalar)
    }
    var end = String.UnicodeScalarView()
    end.append(contentsOf: tail.reversed())
    return head + "\n[…]\n" + String(end)
  }
}
