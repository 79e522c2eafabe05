/// An exact number of counts, in lowest terms. Binary floating point would turn a limit of 110 into
/// 109 (AIW-43).
public struct Fraction: Hashable, Comparable, Sendable {
  public let numerator: Int
  /// Positive.
  public let denominator: Int

  /// - Precondition: The denominator is not 0, and neither side is the smallest `Int`.
  public init(_ numerator: Int, _ denominator: Int = 1) {
    precondition(denominator != 0)
    let divisor = Self.greatestDivisor(abs(numerator), abs(denominator))
    let sign = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / divisor
    self.denominator = sign * denominator / divisor
  }

  /// A count of things over all of them; 0 where there are none (AIW-42).
  public init(share part: Int, of whole: Int) {
    self = whole == 0 ? .zero : Fraction(part, whole)
  }

  public static let zero = Fraction(0)

  public static func < (left: Self, right: Self) -> Bool {
    // Full width, so that no count overflows.
    let (a, b) = (
      left.numerator.multipliedFullWidth(by: right.denominator),
      right.numerator.multipliedFullWidth(by: left.denominator)
    )
    return a.high == b.high ? a.low < b.low : a.high < b.high
  }

  /// This number times one whole number and plus another: scale · x + offset.
  func scaled(by scale: Int, plus offset: Int = 0) -> Fraction {
    Fraction(scale * numerator + offset * denominator, denominator)
  }

  /// The largest whole number that is not above this one.
  var roundedDown: Int {
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    return rest < 0 ? quotient - 1 : quotient
  }

  private static func greatestDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
