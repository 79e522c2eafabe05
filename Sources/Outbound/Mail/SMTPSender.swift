import Foundation
import NIOCore
import NIOSSL

/// Hands mail to a server (RFC 5321), a connection for each mail.
///
/// A password only ever crosses an encrypted connection or the machine itself, and appears in no
/// error.
public struct SMTPSender: MailSender {
  private let settings: SMTPSettings
  private let now: @Sendable () -> Date

  public init(settings: SMTPSettings, now: @escaping @Sendable () -> Date = { Date() }) {
    self.settings = settings
    self.now = now
  }

  /// - Throws: `MailError`; nothing was sent where the mail itself is at fault.
  public func send(_ mail: Mail) async throws(MailError) {
    let message = try MailMessage(
      mail, fromAddress: settings.fromAddress, fromName: settings.fromName, date: now(),
      id: UUID().uuidString.lowercased())
    guard settings.password == nil || settings.security != .none || isLoopback(settings.host)
    else { throw .passwordWithoutEncryption }
    do {
      let tls = settings.security == .none ? nil : try encryption()
      let connection = try await SMTPConnection.open(
        host: settings.host, port: settings.port, timeout: settings.timeout,
        tls: settings.security == .tls ? tls : nil)
      defer { connection.close() }
      try await withTaskCancellationHandler {
        try await deliver(message, over: connection, tls: tls)
      } onCancel: {
        connection.close()
      }
    } catch let error as MailError {
      throw error
    } catch let error as ChannelError {
      if case .connectTimeout = error { throw .timedOut }
      throw .connectionClosed
    } catch {
      throw .cannotConnect(reason: String(describing: error))
    }
  }

  private func encryption() throws(MailError) -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    if let file = settings.trustedCertificatesFile { configuration.trustRoots = .file(file) }
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw .encryptionFailed(reason: String(describing: error))
    }
  }

  private func deliver(
    _ message: MailMessage, over connection: SMTPConnection, tls: NIOSSLContext?
  ) async throws {
    try expect(220, .greeting, try await connection.greeting())
    var extensions = try await hello(connection, as: message.from.domain)
    if settings.security == .startTLS, let tls {
      guard extensions["STARTTLS"] != nil else { throw MailError.encryptionNotOffered }
      try expect(220, .startTLS, try await connection.say("STARTTLS"))
      try await connection.startTLS(tls)
      // What was offered in the clear counts for nothing.
      extensions = try await hello(connection, as: message.from.domain)
    }
    if let username = settings.username, let password = settings.password {
      try await signIn(username, password, over: connection, mechanisms: extensions["AUTH"] ?? [])
    }

    var parameters = ""
    if message.from.needsUnicode || message.to.needsUnicode {
      guard extensions["SMTPUTF8"] != nil else {
        throw MailError.invalidAddress(field: message.to.needsUnicode ? "recipient" : "sender")
      }
      parameters = " SMTPUTF8"
    }
    try expect(
      250, .sender, try await connection.say("MAIL FROM:<\(message.from.text)>\(parameters)"))
    let recipient = try await connection.say("RCPT TO:<\(message.to.text)>")
    // 251: the server passes it on to another address.
    if recipient.code != 251 { try expect(250, .recipient, recipient) }
    try expect(354, .message, try await connection.say("DATA"))
    try expect(250, .message, try await connection.write(message.dotStuffed))
    // The mail is theirs now, whatever they answer to this.
    _ = try? await connection.say("QUIT")
  }

  private func hello(
    _ connection: SMTPConnection, as domain: Substring
  ) async throws -> [String: [String]] {
    let reply = try await connection.say("EHLO \(domain)")
    try expect(250, .hello, reply)
    return reply.extensions
  }

  /// Neither the commands nor the replies to them get into an error: servers repeat what they hear.
  private func signIn(
    _ username: String, _ password: String, over connection: SMTPConnection, mechanisms: [String]
  ) async throws {
    func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
    let reply: SMTPReply
    if mechanisms.contains("PLAIN") {
      reply = try await connection.say("AUTH PLAIN " + base64("\0\(username)\0\(password)"))
    } else if mechanisms.contains("LOGIN") {
      var answer = try await connection.say("AUTH LOGIN")
      for secret in [username, password] where answer.code == 334 {
        answer = try await connection.say(base64(secret))
      }
      reply = answer
    } else {
      throw MailError.authenticationNotOffered
    }
    guard reply.code == 235 else { throw MailError.authenticationFailed(code: reply.code) }
  }

  private func expect(_ code: Int, _ step: MailError.Step, _ reply: SMTPReply) throws(MailError) {
    guard reply.code == code else {
      throw .refused(step: step, code: reply.code, reason: reply.reason)
    }
  }
}
