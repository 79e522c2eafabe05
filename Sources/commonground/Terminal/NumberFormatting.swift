import Foundation

extension Int {
  /// With commas between thousands: 1,234,567.
  var grouped: String {
    let digits = String(magnitude)
    var text = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return self < 0 ? "-" + text : text
  }

  /// As a size in bytes: 812 B, 1.4 kB, 232 MB.
  var asBytes: String {
    var value = Double(self)
    var unit = 0
    let units = ["B", "kB", "MB", "GB", "TB"]
    while value >= 999.5, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    let digits = unit > 0 && value < 9.95 ? 1 : 0
    return String(format: "%.\(digits)f %@", value, units[unit])
  }

  /// As a share of a total: 43.0 %, 0.4 %, < 0.1 %; empty where there is no total.
  func share(of total: Int) -> String {
    guard total > 0 else { return "" }
    let percent = 100 * Double(self) / Double(total)
    return self > 0 && percent < 0.1 ? "< 0.1 %" : String(format: "%.1f %%", percent)
  }
}

extension Int64 {
  /// Milliseconds since the epoch as the UTC day, as in 2026-07-16.
  var asDay: String {
    Date(timeIntervalSince1970: Double(self) / 1000)
      .formatted(.iso8601.year().month().day())
  }
}
