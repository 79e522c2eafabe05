import Foundation
import Testing

@testable import Outbound

@Suite("Handing mail to a server", .enabled(if: PythonServer.isInstalled, "\(PythonServer.advice)"))
struct SMTPSenderTests {
  private let mail = Mail(
    to: "ada@example.org", subject: "Grüße", text: "First\n.\n.. dots\nGrüße 😀\n")

  private struct Received: Decodable {
    var from: String
    var to: [String]
    var content: String
    var encrypted: Bool
    var authenticated: Bool
  }

  private func received(_ server: PythonServer, _ number: Int = 1) throws -> Received {
    let file = server.directory.appending(path: "mail-\(number).json")
    return try JSONDecoder().decode(Received.self, from: Data(contentsOf: file))
  }

  private func settings(
    _ server: PythonServer, _ security: SMTPSettings.Security, password: String? = nil,
    trusting: Bool = true
  ) -> SMTPSettings {
    SMTPSettings(
      host: "localhost", port: server.port, security: security,
      username: password.map { _ in "notes" }, password: password,
      fromAddress: "notes@site.example", timeout: .seconds(20),
      trustedCertificatesFile: trusting
        ? server.directory.appending(path: "certificate.pem").path : nil)
  }

  @Test("A mail arrives as it was written")
  func delivers() async throws {
    let server = try await PythonServer("smtp_sink.py", "none")
    try await SMTPSender(settings: settings(server, .none)).send(mail)
    let received = try received(server)
    #expect(received.from == "notes@site.example")
    #expect(received.to == ["ada@example.org"])
    #expect(received.content.contains("Subject: =?UTF-8?B?R3LDvMOfZQ==?=\r\n"))
    #expect(
      received.content.hasSuffix(
        "\r\n\r\nFirst\r\n.\r\n.. dots\r\nGr=C3=BC=C3=9Fe =F0=9F=98=80\r\n\r\n"))
    #expect(!received.encrypted)
  }

  @Test(
    "Mail goes encrypted and signed in where the settings say so", arguments: ["PLAIN", "LOGIN"])
  func deliversWithStartTLS(mechanism: String) async throws {
    let server = try await PythonServer(
      "smtp_sink.py", "startTLS", "--password", "secret word", "--mechanism", mechanism)
    try await SMTPSender(settings: settings(server, .startTLS, password: "secret word")).send(mail)
    let received = try received(server)
    #expect(received.encrypted)
    #expect(received.authenticated)
  }

  @Test("Mail goes to a server that encrypts from the first byte")
  func deliversWithTLS() async throws {
    let server = try await PythonServer("smtp_sink.py", "tls", "--password", "secret word")
    try await SMTPSender(settings: settings(server, .tls, password: "secret word")).send(mail)
    #expect(try received(server).encrypted)
  }

  @Test("Two mails go one after the other")
  func deliversTwice() async throws {
    let server = try await PythonServer("smtp_sink.py", "none")
    let sender = SMTPSender(settings: settings(server, .none))
    try await sender.send(mail)
    try await sender.send(Mail(to: "bob@example.org", subject: "Two", text: "2"))
    #expect(try received(server, 2).to == ["bob@example.org"])
  }

  @Test("A certificate that nobody vouches for gets no mail", arguments: [true, false])
  func refusesUntrusted(isStartTLS: Bool) async throws {
    let security: SMTPSettings.Security = isStartTLS ? .startTLS : .tls
    let server = try await PythonServer("smtp_sink.py", security.rawValue)
    let error = await #expect(throws: MailError.self) {
      try await SMTPSender(settings: settings(server, security, trusting: false)).send(mail)
    }
    guard case .encryptionFailed = error else {
      Issue.record("\(String(describing: error)) is not about encryption")
      return
    }
  }

  @Test("Without STARTTLS on offer nothing is said in the clear")
  func refusesDowngrade() async throws {
    let server = try await PythonServer("smtp_sink.py", "none")
    await #expect(throws: MailError.encryptionNotOffered) {
      try await SMTPSender(settings: settings(server, .startTLS)).send(mail)
    }
  }

  @Test("A wrong password is named without being told")
  func refusesWrongPassword() async throws {
    let server = try await PythonServer("smtp_sink.py", "tls", "--password", "right")
    let error = await #expect(throws: MailError.authenticationFailed(code: 535)) {
      try await SMTPSender(settings: settings(server, .tls, password: "hunter2")).send(mail)
    }
    #expect(!"\(String(describing: error))".contains("hunter2"))
  }

  @Test("A refused recipient is a lasting error")
  func refusesRecipient() async throws {
    let server = try await PythonServer("smtp_sink.py", "none")
    let error = await #expect(throws: MailError.self) {
      try await SMTPSender(settings: settings(server, .none)).send(
        Mail(to: "refused@example.org", subject: "x", text: "x"))
    }
    #expect(error == .refused(step: .recipient, code: 550, reason: "5.1.1 no such mailbox"))
    #expect(error?.isTemporary == false)
  }
}
