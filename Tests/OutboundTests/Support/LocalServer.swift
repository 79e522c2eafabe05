import Foundation
import NIOCore
import NIOPosix

/// A web server on this machine that answers every request with bytes of a test's choice.
final class LocalServer: Sendable {
  struct Request: Sendable {
    var method: String
    /// Path and query.
    var target: String
    var headers: [String: String]
    var body: String

    /// The fields of a form in the body.
    var form: [String: String] {
      var components = URLComponents()
      components.percentEncodedQuery = body
      return Dictionary(
        (components.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
    }
  }

  let port: Int
  private let channel: any Channel

  var url: String { "http://127.0.0.1:\(port)" }

  init(_ answer: @escaping @Sendable (Request) async -> String) async throws {
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Handler(answer))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = channel.localAddress?.port ?? 0
  }

  deinit { channel.close(promise: nil) }

  /// A whole answer.
  static func page(
    _ body: String, status: String = "200 OK", type: String = "text/html; charset=utf-8",
    headers: [String] = []
  ) -> String {
    let lines =
      ["HTTP/1.1 \(status)", "Content-Type: \(type)", "Content-Length: \(body.utf8.count)"]
      + headers
    return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
  }

  static func redirect(to location: String) -> String {
    page("", status: "302 Found", headers: ["Location: \(location)"])
  }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let answer: @Sendable (Request) async -> String
    private var received = ""

    init(_ answer: @escaping @Sendable (Request) async -> String) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      received += String(buffer: unwrapInboundIn(data))
      guard let request = request() else { return }
      received = ""
      let channel = context.channel
      let answer = answer
      Task {
        let bytes = await answer(request)
        channel.writeAndFlush(ByteBuffer(string: bytes)).whenComplete { _ in
          channel.close(promise: nil)
        }
      }
    }

    private func request() -> Request? {
      guard let end = received.range(of: "\r\n\r\n") else { return nil }
      let lines = received[..<end.lowerBound].split(separator: "\r\n")
      var headers: [String: String] = [:]
      for line in lines.dropFirst() {
        let parts = line.split(separator: ":", maxSplits: 1)
        headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
      }
      let body = String(received[end.upperBound...])
      guard body.utf8.count >= Int(headers["content-length"] ?? "0") ?? 0 else { return nil }
      let words = lines[0].split(separator: " ")
      return Request(
        method: String(words[0]), target: String(words[1]), headers: headers, body: body)
    }
  }
}
