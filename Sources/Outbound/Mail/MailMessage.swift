import Foundation

/// A mail as it goes over the wire (RFC 5322), with the addresses of its envelope.
struct MailMessage: Sendable {
  let from: MailAddress
  let to: MailAddress
  /// Headers and body, every line ended with CR LF, without dot stuffing.
  let bytes: [UInt8]

  /// - Parameters:
  ///   - id: what makes its Message-ID unlike all others.
  init(
    _ mail: Mail, fromAddress: String, fromName: String?, date: Date, id: String
  ) throws(MailError) {
    from = try MailAddress(fromAddress, field: "sender")
    to = try MailAddress(mail.to, field: "recipient")
    guard !mail.subject.hasControlCharacters else { throw .controlCharacter(field: "subject") }
    guard fromName?.hasControlCharacters != true else {
      throw .controlCharacter(field: "sender's name")
    }

    let lines = Self.lines(of: mail.text)
    let isPlain = lines.allSatisfy { line in
      line.count <= 78 && line.allSatisfy { (0x20..<0x7f).contains($0) || $0 == 0x09 }
    }
    let headers = [
      "From: " + Self.mailbox(from, name: fromName),
      "To: " + to.text,
      "Subject: " + EncodedWord.encode(mail.subject),
      "Date: " + Self.format(date),
      "Message-ID: <\(id)@\(from.domain)>",
      // Keeps the answers of people on holiday away (RFC 3834).
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: " + (isPlain ? "7bit" : "quoted-printable"),
      "",
    ]
    let body = isPlain ? lines : QuotedPrintable.encode(lines)
    bytes = (headers.map { Array($0.utf8) } + body).flatMap { $0 + Self.lineEnd }
  }

  /// What follows the DATA command: no line is a single dot before the last (RFC 5321, section
  /// 4.5.2).
  var dotStuffed: [UInt8] {
    var stuffed: [UInt8] = []
    stuffed.reserveCapacity(bytes.count + 16)
    var isLineStart = true
    for byte in bytes {
      if isLineStart, byte == UInt8(ascii: ".") { stuffed.append(byte) }
      stuffed.append(byte)
      isLineStart = byte == UInt8(ascii: "\n")
    }
    return stuffed + Array(".\r\n".utf8)
  }

  private static let lineEnd: [UInt8] = [0x0d, 0x0a]

  /// The lines of a text, whichever line ends it has.
  private static func lines(of text: String) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    var last: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 0x0a where last == 0x0d: break
      case 0x0a, 0x0d: lines.append([])
      default: lines[lines.count - 1].append(byte)
      }
      last = byte
    }
    return lines
  }

  private static func mailbox(_ address: MailAddress, name: String?) -> String {
    guard let name, !name.isEmpty else { return address.text }
    let isPlain =
      name.utf8.allSatisfy { $0 < 0x80 } && !name.contains("=?") && name.utf8.count <= 60
    guard isPlain else { return "\(EncodedWord.encode(name))\r\n <\(address.text)>" }
    let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(quoted)\" <\(address.text)>"
  }

  /// Such as `Tue, 05 Mar 2024 09:08:07 +0000`, in English whatever the machine's language.
  private static func format(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
    func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
    let weekday = weekdays[((parts.weekday ?? 1) - 1) % 7]
    let month = months[((parts.month ?? 1) - 1) % 12]
    let time = [parts.hour, parts.minute, parts.second].map(two).joined(separator: ":")
    return "\(weekday), \(two(parts.day)) \(month) \(parts.year ?? 1970) \(time) +0000"
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
