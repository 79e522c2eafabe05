import NIOCore
import NIOPosix
import Testing

@testable import Outbound

@Suite("Servers that don't behave")
struct SMTPConversationTests {
  private let mail = Mail(to: "ada@example.org", subject: "x", text: "x")

  private func settings(
    _ server: ScriptedServer, security: SMTPSettings.Security = .none,
    timeout: Duration = .seconds(5)
  ) -> SMTPSettings {
    SMTPSettings(
      host: "127.0.0.1", port: server.port, security: security, fromAddress: "notes@site.example",
      timeout: timeout)
  }

  @Test("A server that says nothing is given up in time")
  func timesOut() async throws {
    let server = try await ScriptedServer([])
    await #expect(throws: MailError.timedOut) {
      try await SMTPSender(settings: settings(server, timeout: .milliseconds(300))).send(mail)
    }
  }

  @Test("What is slipped in after the answer to STARTTLS ends the conversation")
  func refusesInjectedReply() async throws {
    let server = try await ScriptedServer([
      "220 hello\r\n", "250-here\r\n250 STARTTLS\r\n",
      "220 go\r\n250-slipped in\r\n250 AUTH PLAIN\r\n",
    ])
    await #expect(throws: MailError.malformedReply) {
      try await SMTPSender(settings: settings(server, security: .startTLS)).send(mail)
    }
  }

  @Test(
    "An answer that is not SMTP ends the conversation",
    arguments: [
      "HTTP/1.1 400 Bad Request\r\n\r\n", "999 what\r\n", "22\r\n", "220?x\r\n",
      "220-a\r\n250 b\r\n", String(repeating: "x", count: 100_000),
      String(repeating: "220-more\r\n", count: 10_000),
    ])
  func refusesNonsense(greeting: String) async throws {
    let server = try await ScriptedServer([greeting])
    await #expect(throws: MailError.malformedReply) {
      try await SMTPSender(settings: settings(server)).send(mail)
    }
  }

  @Test("A server that is busy may take the mail later")
  func namesTemporaryRefusal() async throws {
    let server = try await ScriptedServer(["421 busy\r\n"])
    let error = await #expect(throws: MailError.self) {
      try await SMTPSender(settings: settings(server)).send(mail)
    }
    #expect(error == .refused(step: .greeting, code: 421, reason: "busy"))
    #expect(error?.isTemporary == true)
  }

  @Test("A server that is not there is named as such")
  func namesMissingServer() async throws {
    // Nothing listens on a port that was just given back.
    let port = try await ScriptedServer([]).port
    let error = await #expect(throws: MailError.self) {
      try await SMTPSender(
        settings: SMTPSettings(
          host: "127.0.0.1", port: port, security: .none, fromAddress: "notes@site.example")
      ).send(mail)
    }
    #expect(error?.isTemporary == true)
  }

  @Test("A password never goes readable over a network")
  func keepsPassword() async {
    let settings = SMTPSettings(
      host: "mail.example.org", security: .none, username: "u", password: "hunter2",
      fromAddress: "notes@site.example")
    await #expect(throws: MailError.passwordWithoutEncryption) {
      try await SMTPSender(settings: settings).send(mail)
    }
    #expect(!"\(settings) \(String(reflecting: settings))".contains("hunter2"))
  }

  @Test("A name that servers can't take is refused before the mail is sent")
  func refusesUnicodeAddress() async throws {
    let server = try await ScriptedServer(["220 hello\r\n", "250 here\r\n"])
    await #expect(throws: MailError.invalidAddress(field: "recipient")) {
      try await SMTPSender(settings: settings(server)).send(
        Mail(to: "grüße@example.org", subject: "x", text: "x"))
    }
  }

  @Test("Mail for tests is kept, for sites without a server dropped")
  func keepsOrDrops() async {
    let captured = CapturedMail()
    await captured.send(mail)
    #expect(await captured.mails == [mail])
    #expect(await captured.last(to: "ada@example.org") == mail)
    await captured.removeAll()
    #expect(await captured.mails.isEmpty)
    await DiscardedMail().send(mail)
  }
}

/// Says its lines one by one, each after the client has said something, the first at once.
private final class ScriptedServer: Sendable {
  let port: Int
  private let channel: any Channel

  init(_ lines: [String]) async throws {
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Handler(lines))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = channel.localAddress?.port ?? 0
  }

  deinit { channel.close(promise: nil) }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var lines: ArraySlice<String>

    init(_ lines: [String]) { self.lines = lines[...] }

    func channelActive(context: ChannelHandlerContext) { say(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { say(context) }

    private func say(_ context: ChannelHandlerContext) {
      guard let line = lines.popFirst() else { return }
      context.writeAndFlush(NIOAny(ByteBuffer(string: line)), promise: nil)
    }
  }
}
