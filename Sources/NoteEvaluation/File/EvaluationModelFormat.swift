/// The container of a model file.
///
/// It begins with `magic`, the version (4 bytes), the payload's length (8 bytes) and its FNV-1a hash
/// (8 bytes); the payload is all that follows. Numbers are little-endian, floating-point ones as their
/// bits. The payload: the origin, the number of columns, intercept and weights of each head, the
/// second stage, and the two learned signals with curve and limits.
enum EvaluationModelFormat {
  static let magic = Array("CGEVAL\n".utf8)
  /// Rises with every change that an older reader would misread, and with every change of what the
  /// columns of `NoteFeatures` mean.
  static let version: UInt32 = 1
  static let mostBytes = 4 << 20
  /// Far beyond what fits give; keeps sums of weights finite.
  static let largestNumber = 1e6

  static func checksum(_ payload: some Sequence<UInt8>) -> UInt64 {
    var hash = FeatureHash()
    hash.combine(payload)
    return hash.value
  }
}
