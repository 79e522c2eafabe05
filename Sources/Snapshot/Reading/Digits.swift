/// Decimal digits to numbers, eight at a time.
enum Digits {
  /// The value of 1 to 19 digits with an optional minus sign, or nil for anything else (also for
  /// what does not fit).
  @inline(__always)
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard var cursor = text.baseAddress, text.count > 0 else { return nil }
    var remaining = text.count
    let isNegative = cursor[0] == UInt8(ascii: "-")
    if isNegative {
      cursor += 1
      remaining -= 1
    }
    guard remaining > 0, remaining <= 19 else { return nil }
    var value: UInt64 = 0
    while remaining >= 8 {
      let word = UInt64(littleEndian: UnsafeRawPointer(cursor).loadUnaligned(as: UInt64.self))
      guard let eight = eightDigits(word) else { return nil }
      value = value &* 100_000_000 &+ eight
      cursor += 8
      remaining -= 8
    }
    while remaining > 0 {
      let digit = cursor[0] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ UInt64(digit)
      cursor += 1
      remaining -= 1
    }
    // 19 digits are below 10^19 < 2^64: the sums above cannot wrap.
    guard value <= UInt64(Int64.max) else { return nil }
    return isNegative ? -Int64(value) : Int64(value)
  }

  /// The number that eight ASCII digits spell, the first in the lowest byte: neighbours are joined
  /// to pairs, fours and eights by three multiplications.
  @inline(__always)
  private static func eightDigits(_ word: UInt64) -> UInt64? {
    let highNibbles: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    let zeros: UInt64 = 0x3030_3030_3030_3030
    guard word & highNibbles == zeros,
      (word &+ 0x0606_0606_0606_0606) & highNibbles == zeros
    else { return nil }
    var value = word &- zeros
    value = (value &* 10 &+ value >> 8) & 0x00FF_00FF_00FF_00FF
    value = (value &* 100 &+ value >> 16) & 0x0000_FFFF_0000_FFFF
    return (value &* 10_000 &+ value >> 32) & 0xFFFF_FFFF
  }
}
