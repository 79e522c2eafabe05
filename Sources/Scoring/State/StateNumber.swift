#if _endian(big)
  #error("State files hold little-endian numbers, which are copied as they are.")
#endif

/// A number, or a short vector of numbers, that a column of a state file may hold; its bytes there
/// are those in memory.
protocol StateNumber: BitwiseCopyable, Sendable {
  /// Names the type in files.
  static var code: UInt8 { get }
}

extension UInt8: StateNumber { static var code: UInt8 { 1 } }
extension Int32: StateNumber { static var code: UInt8 { 2 } }
extension UInt32: StateNumber { static var code: UInt8 { 3 } }
extension Int64: StateNumber { static var code: UInt8 { 4 } }
extension Float: StateNumber { static var code: UInt8 { 5 } }
extension Double: StateNumber { static var code: UInt8 { 6 } }
extension SIMD2<Float>: StateNumber { static var code: UInt8 { 7 } }
extension SIMD4<Float>: StateNumber { static var code: UInt8 { 8 } }
