/// Scalars that a reader does not see, or sees only as marks over other letters. They are dropped.
enum InvisibleScalars {
  static func contains(_ scalar: UInt32) -> Bool { isHidden(scalar) || isMark(scalar) }

  /// Takes no place on the screen. A post with many of them was dressed up.
  static func isHidden(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F,
      0x202A...0x202E, 0x2060...0x206F, 0x2800, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0,
      0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// Combining marks of no script in particular, and of Cyrillic. Vowel signs and the like, without
  /// which other scripts cannot be read, stay.
  static func isMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0300...0x036F, 0x0483...0x0489, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF,
      0xFE20...0xFE2F, 0xA66F...0xA672, 0xA674...0xA67D:
      true
    default: false
    }
  }
}
