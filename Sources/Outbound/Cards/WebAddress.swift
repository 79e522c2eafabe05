import Foundation

/// The parts of an http address, read more strictly than browsers do: what is checked here must be
/// what a client connects to.
struct WebAddress: Hashable, Sendable {
  enum Scheme: String, Hashable, Sendable { case http, https }

  let scheme: Scheme
  /// In lower case; addresses of version 6 without brackets.
  let host: String
  let port: Int?
  /// Path and query, in ASCII.
  let target: String

  static let mostCharacters = 2048

  init(_ text: String) throws(CardError) {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.mostCharacters, !text.hasControlCharacters,
      !bytes.contains(where: { $0 == 0x20 || $0 == UInt8(ascii: "\\") }),
      let separator = text.range(of: "://")
    else { throw .invalidURL }
    guard let scheme = Scheme(rawValue: text[..<separator.lowerBound].lowercased()) else {
      throw .schemeNotAllowed
    }
    let rest = text[separator.upperBound...]
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    self.scheme = scheme
    (host, port) = try Self.authority(rest[..<end])

    let reference = rest[end...].prefix { $0 != "#" }
    target = Self.escaped(reference.hasPrefix("/") ? String(reference) : "/" + reference)
  }

  private init(scheme: Scheme, host: String, port: Int?, target: String) {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.target = target
  }

  /// How it is written.
  var text: String { "\(scheme.rawValue)://\(authority)\(target)" }

  private var authority: String {
    let host = host.contains(":") ? "[\(host)]" : host
    return port.map { "\(host):\($0)" } ?? host
  }

  /// Where a reference in a page or a redirect leads from here (RFC 3986, section 5.2, without
  /// taking dots out of paths: servers do that).
  func resolving(_ reference: String) throws(CardError) -> WebAddress {
    let reference = String(reference.prefix { $0 != "#" })
    let start = reference.prefix { !"/?#".contains($0) }
    if start.contains(":") { return try WebAddress(reference) }
    if reference.hasPrefix("//") { return try WebAddress("\(scheme.rawValue):\(reference)") }
    let base = "\(scheme.rawValue)://\(authority)"
    if reference.hasPrefix("/") { return try WebAddress(base + reference) }
    let path = target.prefix { $0 != "?" }
    if reference.isEmpty { return self }
    if reference.hasPrefix("?") { return try WebAddress(base + path + reference) }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
    return try WebAddress(base + folder + reference)
  }

  private static func authority(_ text: Substring) throws(CardError) -> (String, Int?) {
    guard !text.contains("@") else { throw .credentialsInURL }
    let host: Substring
    var rest: Substring
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { throw .invalidURL }
      host = text[text.index(after: text.startIndex)..<end]
      rest = text[text.index(after: end)...]
      guard NetworkAddress(String(host))?.bytes.count == 16 else { throw .invalidURL }
    } else {
      host = text.prefix { $0 != ":" }
      rest = text[host.endIndex...]
      guard isName(host) else { throw .invalidURL }
    }
    guard !rest.isEmpty else { return (host.lowercased(), nil) }
    guard rest.removeFirst() == ":", rest.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let port = Int(rest), (1...65535).contains(port)
    else { throw .invalidURL }
    return (host.lowercased(), port)
  }

  /// Letters, digits, hyphens and dots between; international names come in their ASCII form.
  private static func isName(_ host: Substring) -> Bool {
    host.utf8.count <= 253
      && host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
        (1...63).contains(label.utf8.count)
          && label.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "-"), UInt8(ascii: "_"): true
            default: false
            }
          }
      }
  }

  /// With a percent sign for what may not stand in a request line.
  private static func escaped(_ target: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in target.utf8 {
      if byte > 0x20, byte < 0x7f, !"\"<>^`{|}[]".utf8.contains(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
