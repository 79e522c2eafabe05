import NIOCore
import NIOPosix
import NIOSSL

/// A conversation with a mail server: one command, one reply.
struct SMTPConnection: Sendable {
  private let channel: any Channel
  private let replies: NIOLoopBound<SMTPReplyHandler>
  private let host: String

  /// Connects, and ends the conversation when its time is over.
  ///
  /// - Parameter tls: encrypts from the first byte on.
  static func open(
    host: String, port: Int, timeout: Duration, tls: NIOSSLContext?
  ) async throws -> SMTPConnection {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(TimeAmount(timeout))
      // A server may speak and hang up at once: its words wait until somebody listens.
      .channelOption(.autoRead, value: false)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let tls { try pipeline.addHandler(encryption(tls, host: host)) }
          try pipeline.addHandler(SMTPReplyHandler(eventLoop: channel.eventLoop))
        }
      }
      .connect(host: host, port: port).get()
    do {
      let replies = try await channel.eventLoop.submit {
        let handler = try channel.pipeline.syncOperations.handler(type: SMTPReplyHandler.self)
        let replies = NIOLoopBound(handler, eventLoop: channel.eventLoop)
        let alarm = channel.eventLoop.scheduleTask(in: TimeAmount(timeout)) {
          replies.value.fail(.timedOut)
          channel.close(promise: nil)
        }
        channel.closeFuture.whenComplete { _ in alarm.cancel() }
        try channel.syncOptions?.setOption(.autoRead, value: true)
        return replies
      }.get()
      return SMTPConnection(channel: channel, replies: replies, host: host)
    } catch {
      // The server hung up before a word was said.
      channel.close(promise: nil)
      throw MailError.connectionClosed
    }
  }

  func close() { channel.close(promise: nil) }

  /// The server's first words.
  func greeting() async throws -> SMTPReply {
    try await channel.eventLoop.flatSubmit { [replies] in replies.value.greeting }.get()
  }

  /// Says a command and waits for its reply.
  func say(_ command: String) async throws -> SMTPReply {
    try await write(Array((command + "\r\n").utf8))
  }

  /// Writes bytes and waits for the reply to them.
  func write(_ bytes: [UInt8]) async throws -> SMTPReply {
    try await channel.eventLoop.flatSubmit { [channel, replies] in
      let reply = replies.value.nextReply(on: channel.eventLoop)
      channel.writeAndFlush(channel.allocator.buffer(bytes: bytes), promise: nil)
      return reply
    }.get()
  }

  /// Encrypts what follows.
  func startTLS(_ tls: NIOSSLContext) async throws {
    try await channel.eventLoop.submit { [channel, host] in
      try channel.pipeline.syncOperations.addHandler(
        Self.encryption(tls, host: host), position: .first)
    }.get()
  }

  private static func encryption(
    _ tls: NIOSSLContext, host: String
  ) throws -> NIOSSLClientHandler {
    // A server can be named by an address, which is not to be announced but still is checked.
    let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
    return try NIOSSLClientHandler(context: tls, serverHostname: isAddress ? nil : host)
  }
}
