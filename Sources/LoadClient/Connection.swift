import Foundation

/// One keep-alive connection to a server on this machine.
///
/// It waits for each answer on the thread that asks, and does no more than finding where the answer
/// ends: a client that shares the machine with the server is to take little of it.
public final class Connection {
  private let descriptor: Int32
  /// What has come of the answer that is being read.
  private var received = [UInt8](repeating: 0, count: 64 * 1024)
  private var count = 0

  /// - Throws: `POSIXError` where nobody listens.
  public init(port: Int) throws {
    #if canImport(Glibc)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    descriptor = socket(AF_INET, stream, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    let outcome = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard outcome == 0 else {
      let error = POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      close(descriptor)
      throw error
    }
    var one: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
  }

  deinit { close(descriptor) }

  /// Sends a request and waits for the whole answer.
  ///
  /// - Throws: `POSIXError` where the server went away or answers something else than HTTP.
  public func send(_ request: Request) throws -> Answer {
    try write(request.bytes)
    count = 0
    var bodyStart = 0
    var end = Int.max
    while count < end {
      try read()
      guard end == .max, let start = headEnd() else { continue }
      bodyStart = start
      end = start + contentLength(before: start)
    }
    guard let status = Int(String(decoding: received[9..<12], as: UTF8.self)) else {
      throw POSIXError(.EBADMSG)
    }
    return Answer(status: status, body: Array(received[bodyStart..<end]))
  }

  private func write(_ bytes: [UInt8]) throws {
    #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    var sent = 0
    while sent < bytes.count {
      let more = bytes.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, flags)
      }
      guard more > 0 else { throw POSIXError(.ECONNRESET) }
      sent += more
    }
  }

  private func read() throws {
    if count == received.count { received += [UInt8](repeating: 0, count: received.count) }
    let more = received.withUnsafeMutableBytes {
      recv(descriptor, $0.baseAddress! + count, $0.count - count, 0)
    }
    guard more > 0 else { throw POSIXError(.ECONNRESET) }
    count += more
  }

  /// Where the body begins; nil: the head is not complete.
  private func headEnd() -> Int? {
    guard count >= 16 else { return nil }
    return (3..<count).first { index in
      received[index] == 10 && received[index - 1] == 13 && received[index - 2] == 10
    }.map { $0 + 1 }
  }

  /// What `Content-Length` says; 0 where it is missing.
  private func contentLength(before end: Int) -> Int {
    let name = Array("\r\ncontent-length:".utf8)
    var start = 0
    while start + name.count < end {
      // Letters differ from capitals in one bit, which the other characters of the name have set.
      if name.indices.allSatisfy({ received[start + $0] | (name[$0] & 32) == name[$0] }) {
        let digits = received[(start + name.count)..<end].drop { $0 == 32 }.prefix { $0 > 32 }
        return Int(String(decoding: digits, as: UTF8.self)) ?? 0
      }
      start += 1
    }
    return 0
  }
}

/// A request, ready to be sent many times.
public struct Request: Sendable {
  let bytes: [UInt8]

  /// - Parameters:
  ///   - token: shown as a bearer token.
  ///   - authorization: shown as it is.
  ///   - headers: more of them.
  ///   - json: the body; nil: none.
  public init(
    _ method: String, _ path: String, token: String? = nil, authorization: String? = nil,
    headers: KeyValuePairs<String, String> = [:], json: String? = nil
  ) {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n"
    if let header = token.map({ "Bearer \($0)" }) ?? authorization {
      head += "Authorization: \(header)\r\n"
    }
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if let json {
      head += "Content-Type: application/json\r\nContent-Length: \(json.utf8.count)\r\n"
    }
    bytes = Array((head + "\r\n" + (json ?? "")).utf8)
  }
}

/// What a server answered.
public struct Answer: Sendable {
  public let status: Int
  public let body: [UInt8]

  public var text: String { String(decoding: body, as: UTF8.self) }
}
