import NIOCore
import NIOSSL

/// Hands every reply to whoever waits for it. Bytes that nobody asked for end the connection: what
/// somebody on the way slips in after the answer to STARTTLS must never count as said under
/// encryption.
final class SMTPReplyHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private var parser = SMTPReplyParser()
  private var awaited: EventLoopPromise<SMTPReply>?
  private var failure: MailError?
  /// The server speaks first: its greeting is awaited before anybody asks.
  let greeting: EventLoopFuture<SMTPReply>

  init(eventLoop: any EventLoop) {
    let promise = eventLoop.makePromise(of: SMTPReply.self)
    awaited = promise
    greeting = promise.futureResult
  }

  /// The reply to the command that is about to be written.
  func nextReply(on eventLoop: any EventLoop) -> EventLoopFuture<SMTPReply> {
    let promise = eventLoop.makePromise(of: SMTPReply.self)
    if let failure {
      promise.fail(failure)
    } else {
      awaited = promise
    }
    return promise.futureResult
  }

  /// Ends the conversation; the first reason counts.
  func fail(_ error: MailError) {
    if failure == nil { failure = error }
    let promise = awaited
    awaited = nil
    promise?.fail(failure ?? error)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var buffer = unwrapInboundIn(data)
    do {
      while let byte = buffer.readInteger(as: UInt8.self) {
        guard let promise = awaited, failure == nil else { throw MailError.malformedReply }
        guard let reply = try parser.take(byte) else { continue }
        guard buffer.readableBytes == 0 else { throw MailError.malformedReply }
        awaited = nil
        promise.succeed(reply)
      }
    } catch {
      fail(.malformedReply)
      context.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    fail(.connectionClosed)
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { fail(.connectionClosed) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    // Servers hang up without a word of TLS; what matters was said before.
    case NIOSSLError.uncleanShutdown: fail(.connectionClosed)
    case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
      fail(.encryptionFailed(reason: String(describing: error)))
    default: fail(.connectionClosed)
    }
    context.close(promise: nil)
  }
}
