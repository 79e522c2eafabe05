import Foundation
import Testing

@testable import Outbound

@Suite("The text of a mail")
struct MailMessageTests {
  private func message(
    to: String = "ada@example.org", subject: String = "Hello", text: String = "Hi",
    fromName: String? = nil
  ) throws(MailError) -> MailMessage {
    try MailMessage(
      Mail(to: to, subject: subject, text: text), fromAddress: "notes@site.example",
      fromName: fromName, date: Date(timeIntervalSince1970: 1_709_629_687), id: "one")
  }

  private func text(_ message: MailMessage) -> String {
    String(decoding: message.bytes, as: UTF8.self)
  }

  @Test("A plain mail goes as it is")
  func writesPlainMail() throws {
    #expect(
      text(try message(text: "One\nTwo\r\nThree\rFour", fromName: "The \"Notes\""))
        == [
          "From: \"The \\\"Notes\\\"\" <notes@site.example>", "To: ada@example.org",
          "Subject: Hello", "Date: Tue, 05 Mar 2024 09:08:07 +0000",
          "Message-ID: <one@site.example>", "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
          "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 7bit", "", "One",
          "Two", "Three", "Four", "",
        ].joined(separator: "\r\n"))
  }

  @Test("Text beyond ASCII goes as quoted-printable")
  func encodesText() throws {
    let written = text(try message(text: "Grüße = 1 \nEnd\t"))
    #expect(written.contains("Content-Transfer-Encoding: quoted-printable\r\n"))
    #expect(written.hasSuffix("\r\n\r\nGr=C3=BC=C3=9Fe =3D 1=20\r\nEnd=09\r\n"))
  }

  @Test("No line is longer than mail allows, whatever the text", arguments: 0..<20)
  func boundsLines(seed: UInt64) throws {
    var random = RandomBytes(seed: seed)
    let letters = Array("ab =.é😀\t\u{0}\r\n")
    var words = ""
    for _ in 0..<2000 { words.append(letters.randomElement(using: &random) ?? "a") }
    let message = try message(
      subject: words.filter { !String($0).hasControlCharacters }, text: words)
    for line in text(message).unicodeScalars.split(separator: "\n") {
      #expect(line.last == "\r")
      #expect(line.count <= 79)
      #expect(line.allSatisfy { $0.isASCII })
    }
  }

  @Test("A subject beyond ASCII goes as encoded words that are readable each alone")
  func encodesSubject() throws {
    let subject = String(repeating: "Grüße 😀 ", count: 12)
    let encoded = EncodedWord.encode(subject)
    var decoded = ""
    for word in encoded.replacing("\r\n ", with: "\n").split(separator: "\n") {
      #expect(word.count <= 75)
      let bytes = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
      decoded += try #require(String(data: bytes, encoding: .utf8))
    }
    #expect(decoded == subject)
  }

  @Test("A subject that looks encoded is encoded, so that it is shown as written")
  func encodesLookalike() {
    #expect(EncodedWord.encode("=?UTF-8?Q?x?=").hasPrefix("=?UTF-8?B?"))
  }

  @Test("A line that begins with a dot gets another one")
  func stuffsDots() throws {
    let stuffed = String(decoding: try message(text: ".\n..x\na.b").dotStuffed, as: UTF8.self)
    #expect(stuffed.hasSuffix("\r\n\r\n..\r\n...x\r\na.b\r\n.\r\n"))
  }

  @Test(
    "A line break in a header is refused",
    arguments: ["\r\n", "\n", "\r", "\u{0}", "\u{85}", "\u{2028}", "\u{b}"])
  func refusesInjection(character: String) {
    let injected = "x\(character)Bcc: eve@example.org"
    #expect(throws: MailError.controlCharacter(field: "subject")) { try message(subject: injected) }
    #expect(throws: MailError.controlCharacter(field: "recipient")) {
      try message(to: "ada@example.org" + injected)
    }
    #expect(throws: MailError.controlCharacter(field: "sender's name")) {
      try message(fromName: injected)
    }
  }

  @Test(
    "What is not one plain address is refused",
    arguments: [
      "", "ada", "@example.org", "ada@", "a@b@c", "a b@example.org", "a@example.org, b@example.org",
      "<a@example.org>", "Ada <a@example.org>", "a@example.org> SIZE=1", "\"a\"@example.org",
      "a@[127.0.0.1]", ".a@example.org", "a..b@example.org", "a.@example.org", "a@.example.org",
      String(repeating: "a", count: 65) + "@example.org",
    ])
  func refusesAddress(address: String) {
    #expect(throws: MailError.invalidAddress(field: "recipient")) { try message(to: address) }
  }
}
