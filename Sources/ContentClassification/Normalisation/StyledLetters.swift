/// Latin letters and digits in dress: full width, the mathematical alphabets, in circles and boxes,
/// the letters that flags are made of.
enum StyledLetters {
  /// The plain small letter or digit; nil if the scalar is none of these.
  static func plain(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0xFF21...0xFF3A: letter(scalar - 0xFF21)
    case 0xFF01...0xFF5E: scalar - 0xFEE0
    case 0x1D400...0x1D6A3: letter((scalar - 0x1D400) % 26)
    case 0x1D6A4: 0x69
    case 0x1D6A5: 0x6A
    // Greek alphabets of 58: capitals from the first, small letters from the 27th.
    case 0x1D6A8...0x1D7C9: greek((scalar - 0x1D6A8) % 58)
    case 0x1D7CE...0x1D7FF: 0x30 + (scalar - 0x1D7CE) % 10
    case 0x2460...0x2468: 0x31 + scalar - 0x2460
    case 0x2474...0x247C: 0x31 + scalar - 0x2474
    case 0x249C...0x24B5: letter(scalar - 0x249C)
    case 0x24B6...0x24E9: letter((scalar - 0x24B6) % 26)
    case 0x24EA, 0x24FF: 0x30
    case 0x24F5...0x24FD, 0x2776...0x277E, 0x2780...0x2788, 0x278A...0x2792: digit(scalar)
    case 0x1F110...0x1F129: letter(scalar - 0x1F110)
    case 0x1F130...0x1F149: letter(scalar - 0x1F130)
    case 0x1F150...0x1F169: letter(scalar - 0x1F150)
    case 0x1F170...0x1F189: letter(scalar - 0x1F170)
    case 0x1F1E6...0x1F1FF: letter(scalar - 0x1F1E6)
    case 0x1FBF0...0x1FBF9: 0x30 + scalar - 0x1FBF0
    case 0x2070, 0x2074...0x2079: 0x30 + scalar - 0x2070
    case 0x00B9: 0x31
    case 0x00B2, 0x00B3: 0x30 + scalar - 0x00B0
    case 0x2080...0x2089: 0x30 + scalar - 0x2080
    // Where the mathematical alphabets have holes, older letters stand.
    case 0x210A: letter(6)
    case 0x210B...0x210E: letter(7)
    case 0x2110, 0x2111: letter(8)
    case 0x2112: letter(11)
    case 0x2115: letter(13)
    case 0x2118, 0x2119: letter(15)
    case 0x211A: letter(16)
    case 0x211B...0x211D: letter(17)
    case 0x2102, 0x212D: letter(2)
    case 0x2124, 0x2128: letter(25)
    case 0x212A: letter(10)
    case 0x212C: letter(1)
    case 0x212F, 0x2130: letter(4)
    case 0x2131: letter(5)
    case 0x2133: letter(12)
    case 0x2134: letter(14)
    default: nil
    }
  }

  private static func letter(_ index: UInt32) -> UInt32 { 0x61 + index }

  private static func digit(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x24F5...0x24FD: 0x31 + scalar - 0x24F5
    case 0x2776...0x277E: 0x31 + scalar - 0x2776
    case 0x2780...0x2788: 0x31 + scalar - 0x2780
    default: 0x31 + scalar - 0x278A
    }
  }

  /// The small Greek letter at a place of a mathematical alphabet.
  private static func greek(_ index: UInt32) -> UInt32? {
    switch index {
    case 0...24: index == 17 ? 0x3B8 : 0x3B1 + index
    case 26...50: 0x3B1 + index - 26
    default: nil
    }
  }
}
