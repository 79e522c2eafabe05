/// What questions may cost in a day, in any unit, such as millionths of a dollar or tokens. The
/// estimate is set aside when a question is sent and replaced by the price when the answer is there.
/// A value; times are milliseconds since 1970.
public struct CostLimit: Hashable, Sendable {
  public static let day: Int64 = 86_400_000

  public let daily: Int64
  public private(set) var spent: Int64 = 0
  private var dayIndex: Int64

  public init(daily: Int64, at now: Int64) {
    self.daily = max(daily, 0)
    dayIndex = Self.index(now)
  }

  /// What the day that it is now has cost.
  public func spent(at now: Int64) -> Int64 { Self.index(now) > dayIndex ? 0 : spent }

  /// When a question of this estimate may pass; nil: now. One dearer than a day's limit may never:
  /// `Int64.max`.
  public func refusedUntil(_ estimate: Int64, at now: Int64) -> Int64? {
    if estimate > daily { return .max }
    let index = Self.index(now)
    return spent(at: now) <= daily - max(estimate, 0) ? nil : (max(index, dayIndex) + 1) * Self.day
  }

  /// Sets an estimate aside.
  public mutating func asked(_ estimate: Int64, at now: Int64) {
    turn(to: now)
    add(estimate)
  }

  /// Replaces an estimate, set aside at `asked`, by the price. An estimate of an earlier day is gone
  /// already; the price then counts for today.
  public mutating func settled(_ price: Int64, estimate: Int64, asked: Int64, at now: Int64) {
    turn(to: now)
    if Self.index(asked) == dayIndex { spent = max(spent - max(estimate, 0), 0) }
    add(price)
  }

  private mutating func add(_ amount: Int64) {
    let sum = spent.addingReportingOverflow(max(amount, 0))
    spent = sum.overflow ? .max : sum.partialValue
  }

  private mutating func turn(to now: Int64) {
    let index = Self.index(now)
    guard index > dayIndex else { return }
    dayIndex = index
    spent = 0
  }

  private static func index(_ time: Int64) -> Int64 {
    time >= 0 ? time / day : (time + 1) / day - 1
  }
}
