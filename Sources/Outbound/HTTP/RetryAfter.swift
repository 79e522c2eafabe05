import Foundation

/// What a `Retry-After` asks for (RFC 9110, section 10.2.3).
enum RetryAfter {
  /// Milliseconds from now, at most a day; nil for what is neither seconds nor a date.
  static func millis(_ text: String, at now: Int64) -> Int64? {
    let day: Int64 = 86_400_000
    if (1...10).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return min(Int64(text).map { $0 * 1_000 } ?? day, day)
    }
    return date(text).map { min(max($0 - now, 0), day) }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The preferred form of a date alone: `Sun, 06 Nov 1994 08:49:37 GMT`.
  private static func date(_ text: String) -> Int64? {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard text.utf8.count == 29, words.count == 6, words[5] == "GMT",
      let month = months.firstIndex(where: { $0 == words[2] }),
      let day = number(words[1], 1...31), let year = number(words[3], 1970...9999)
    else { return nil }
    let clock = words[4].split(separator: ":", omittingEmptySubsequences: false)
    guard clock.count == 3, let hour = number(clock[0], 0...23),
      let minute = number(clock[1], 0...59), let second = number(clock[2], 0...60)
    else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = DateComponents(
      year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    return calendar.date(from: parts).map { Int64($0.timeIntervalSince1970) * 1_000 }
  }

  private static func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
      range.contains(number)
    else { return nil }
    return number
  }
}
