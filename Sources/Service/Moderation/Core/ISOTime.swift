import Foundation

/// Times as platforms write them: ISO 8601.
public enum ISOTime {
  /// In UTC; with milliseconds where there are some.
  public static func text(_ millis: Int64) -> String {
    let date = Date(timeIntervalSince1970: Double(millis) / 1_000)
    return millis % 1_000 == 0
      ? date.formatted(Date.ISO8601FormatStyle(timeZone: .gmt))
      : date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: .gmt))
  }

  /// Milliseconds since 1970, of a time with `Z`, with any offset or with none, which means UTC. The
  /// plus of an offset may have become a space on its way through a query.
  public static func millis(_ text: String) -> Int64? {
    guard (10...40).contains(text.utf8.count), text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return nil
    }
    var rest = Array(text.utf8)
    func digits(_ count: Int) -> Int? {
      guard rest.count >= count, rest[..<count].allSatisfy({ (0x30...0x39).contains($0) }) else {
        return nil
      }
      let value = rest[..<count].reduce(0) { $0 * 10 + Int($1) - 0x30 }
      rest.removeFirst(count)
      return value
    }
    func skip(_ wanted: String) -> Bool {
      guard let first = rest.first, wanted.utf8.contains(first) else { return false }
      rest.removeFirst()
      return true
    }
    guard let year = digits(4), skip("-"), let month = digits(2), skip("-"), let day = digits(2),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    var (hour, minute, second, milli) = (0, 0, 0, 0)
    if !rest.isEmpty {
      guard skip("T t"), let h = digits(2), skip(":"), let m = digits(2), h < 24, m < 60 else {
        return nil
      }
      (hour, minute) = (h, m)
      if skip(":") {
        guard let s = digits(2), s <= 60 else { return nil }
        second = s
        if skip(".,") {
          let start = rest.count
          var scale = 100
          while let digit = digits(1) {
            milli += digit * scale
            scale /= 10
          }
          guard start > rest.count else { return nil }
        }
      }
    }
    guard let offset = offset(rest) else { return nil }
    let days = Self.days(year, month, day)
    let seconds = days * 86_400 + Int64(hour * 3_600 + minute * 60 + second) - offset
    return seconds * 1_000 + Int64(milli)
  }

  /// Seconds east of Greenwich.
  private static func offset(_ rest: [UInt8]) -> Int64? {
    let text = String(decoding: rest, as: UTF8.self)
    if ["", "Z", "z"].contains(text) { return 0 }
    guard let sign = text.first, "+- ".contains(sign) else { return nil }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.count == 4 || digits.count == 2, let number = Int64(digits) else { return nil }
    let (hours, minutes) = digits.count == 2 ? (number, 0) : (number / 100, number % 100)
    guard hours < 24, minutes < 60 else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3_600 + minutes * 60)
  }

  /// Days since 1 January 1970 (H. Hinnant's days_from_civil).
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }
}
