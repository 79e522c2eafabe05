/// The two parameters of an item or a user: `x` is the intercept, `y` the factor.
///
/// Side by side, so that one eight-byte load fetches both in the gradient pass.
public typealias BiasFactor = SIMD2<Float>

extension BiasFactor {
  @inlinable public init(intercept: Float, factor: Float) { self.init(intercept, factor) }

  /// How helpful beyond viewpoint (item), or how generous (user).
  @inlinable public var intercept: Float {
    get { x }
    set { x = newValue }
  }

  /// The position on the viewpoint axis.
  @inlinable public var factor: Float {
    get { y }
    set { y = newValue }
  }
}
