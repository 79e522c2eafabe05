import Foundation

/// An instant as pages show it: in words, and for machines.
struct PageTime: Sendable {
  /// `21 November 2026, 14:05 UTC`.
  let text: String
  /// `21 November 2026`.
  var day: String { String(text.prefix { $0 != "," }) }
  /// `2026-11-21T14:05:00Z`.
  let iso: String

  init(_ millis: Int64) {
    let date = Date(timeIntervalSince1970: Double(millis) / 1_000)
    iso = date.formatted(.iso8601)
    text = Self.words(date)
  }

  init?(_ millis: Int64?) {
    guard let millis else { return nil }
    self.init(millis)
  }

  private static func words(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.day, .month, .year, .hour, .minute], from: date)
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    let month = months[max(0, (parts.month ?? 1) - 1)]
    func two(_ number: Int?) -> String {
      let text = String(number ?? 0)
      return text.count == 1 ? "0" + text : text
    }
    return
      "\(parts.day ?? 1) \(month) \(parts.year ?? 1970), \(two(parts.hour)):\(two(parts.minute)) UTC"
  }

  /// `3 hours ago`, as seen from an instant.
  static func age(_ millis: Int64, at now: Int64) -> String {
    let seconds = max(0, (now - millis) / 1_000)
    func words(_ count: Int64, _ unit: String) -> String {
      "\(count) \(unit)\(count == 1 ? "" : "s") ago"
    }
    return switch seconds {
    case ..<60: "just now"
    case ..<3_600: words(seconds / 60, "minute")
    case ..<86_400: words(seconds / 3_600, "hour")
    case ..<2_592_000: words(seconds / 86_400, "day")
    case ..<31_536_000: words(seconds / 2_592_000, "month")
    default: words(seconds / 31_536_000, "year")
    }
  }
}
