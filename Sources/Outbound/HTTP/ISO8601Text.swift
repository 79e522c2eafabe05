import Foundation

/// Times as pages and providers write them.
enum ISO8601Text {
  /// With or without fractions of a second or a time of day; nil for anything else.
  static func date(_ text: String) -> Date? {
    guard (10...40).contains(text.utf8.count), text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return nil
    }
    let style = Date.ISO8601FormatStyle(timeZone: .gmt)
    let precise = Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: .gmt)
    return (try? style.parse(text))
      ?? (try? precise.parse(text))
      ?? (try? style.year().month().day().parse(text))
  }
}
