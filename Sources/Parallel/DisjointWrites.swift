/// A view through which several threads write different elements of one array at the same time.
///
/// Unchecked `Sendable`, because the compiler cannot see the invariant that makes it safe: no
/// element is written by one piece of work while another reads or writes it. Bounds are checked
/// in debug builds only.
public struct DisjointWrites<Element>: @unchecked Sendable {
  @usableFromInline let base: UnsafeMutablePointer<Element>
  public let count: Int

  @usableFromInline init(base: UnsafeMutablePointer<Element>, count: Int) {
    self.base = base
    self.count = count
  }

  @inlinable public subscript(position: Int) -> Element {
    get {
      assert(position >= 0 && position < count)
      return base[position]
    }
    nonmutating set {
      assert(position >= 0 && position < count)
      base[position] = newValue
    }
  }
}

extension Array {
  /// Calls `body` with a view for parallel writes; the view must not outlive the call.
  @inlinable public mutating func withDisjointWrites<Result>(
    _ body: (DisjointWrites<Element>) throws -> Result
  ) rethrows -> Result {
    try withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        return try withUnsafeTemporaryAllocation(of: Element.self, capacity: 0) {
          try body(DisjointWrites(base: $0.baseAddress!, count: 0))
        }
      }
      return try body(DisjointWrites(base: base, count: buffer.count))
    }
  }
}
