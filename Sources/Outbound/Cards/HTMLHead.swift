import Foundation
import NoteEvaluation

/// The title and the named values of an HTML page's head.
///
/// Any bytes can be read, in a time and memory that grow no faster than their number; what makes no
/// sense is passed over, as browsers do.
struct HTMLHead: Sendable {
  private(set) var title: String?
  /// Values in the page's order by property in lower case.
  private var values: [String: [String]] = [:]

  private static let mostValues = 256

  /// - Parameter charset: what the server said of the encoding; nil: the page may say it.
  init(_ bytes: [UInt8], charset: String? = nil) {
    var scanner = HTMLScanner(bytes)
    var titleBytes: ArraySlice<UInt8>?
    var found: [(name: [UInt8], content: [UInt8])] = []
    var declared = charset

    scanning: while let tag = scanner.nextTag() {
      switch tag.name {
      case "/head", "body": break scanning
      case "title":
        let text = scanner.text(until: "title")
        if titleBytes == nil { titleBytes = text.prefix(HTMLScanner.mostValueBytes) }
      case "script", "style", "noscript", "template", "textarea", "svg":
        _ = scanner.text(until: tag.name)
      case "meta":
        if let charset = tag["charset"] {
          declared = declared ?? String(decoding: charset, as: UTF8.self)
        }
        guard let content = tag["content"], found.count < Self.mostValues else { continue }
        if tag["http-equiv"] != nil {
          declared =
            declared ?? Self.charset(ofContentType: String(decoding: content, as: UTF8.self))
        }
        for attribute in ["property", "name", "itemprop"] {
          if let name = tag[attribute] { found.append((name, content)) }
        }
      default: continue
      }
    }

    let encoding = TextEncoding(charset: declared)
    func decode(_ bytes: [UInt8]) -> String { HTMLEntities.decode(encoding.decode(bytes)) }
    title = titleBytes.map { decode(Array($0)) }
    for (name, content) in found {
      let content = decode(content)
      guard content.contains(where: { !$0.isWhitespace }) else { continue }
      values[decode(name).lowercased(), default: []].append(content)
    }
  }

  /// All values of some properties, in the order of the names.
  func all(_ names: String...) -> [String] { names.flatMap { values[$0] ?? [] } }

  /// The first value of the first property that has one.
  func first(_ names: String...) -> String? { names.lazy.compactMap { values[$0]?.first }.first }

  /// The encoding that `text/html; charset=utf-8` names.
  static func charset(ofContentType text: String) -> String? {
    for parameter in text.lowercased().split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0].filter({ !$0.isWhitespace }) == "charset" {
        return parts[1].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
      }
    }
    return nil
  }
}

/// The encodings that pages still come in.
enum TextEncoding: Hashable, Sendable {
  case utf8
  /// Windows 1252, which also is what pages mean when they say ISO 8859-1.
  case western

  init(charset: String?) {
    switch charset?.lowercased() {
    case "iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii": self = .western
    default: self = .utf8
    }
  }

  func decode(_ bytes: [UInt8]) -> String {
    switch self {
    case .utf8: String(decoding: bytes, as: UTF8.self)
    case .western:
      String(bytes: bytes, encoding: .windowsCP1252) ?? String(decoding: bytes, as: UTF8.self)
    }
  }
}
