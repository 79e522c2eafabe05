/// Elements joined into sets: union-find with path halving and union by size.
struct DisjointSets {
  private var parent: [UInt32]
  /// Meaningful at roots.
  private var size: [UInt32]

  /// Each of `0 ..< count` in a set of its own.
  init(count: Int) {
    parent = Array(0..<UInt32(count))
    size = Array(repeating: 1, count: count)
  }

  private mutating func root(of element: UInt32) -> UInt32 {
    var element = element
    while parent[Int(element)] != element {
      parent[Int(element)] = parent[Int(parent[Int(element)])]
      element = parent[Int(element)]
    }
    return element
  }

  mutating func join(_ first: UInt32, _ second: UInt32) {
    var larger = root(of: first)
    var smaller = root(of: second)
    guard larger != smaller else { return }
    if size[Int(larger)] < size[Int(smaller)] { swap(&larger, &smaller) }
    parent[Int(smaller)] = larger
    size[Int(larger)] += size[Int(smaller)]
  }

  /// For each element the label of its set, 0 where it is alone. Labels count from 1 in the order
  /// of the sets' least elements.
  mutating func labels() -> [Int32] {
    var labelOfRoot: [UInt32: Int32] = [:]
    return parent.indices.map { element in
      let root = root(of: UInt32(element))
      guard size[Int(root)] > 1 else { return 0 }
      if let label = labelOfRoot[root] { return label }
      labelOfRoot[root] = Int32(labelOfRoot.count + 1)
      return Int32(labelOfRoot.count)
    }
  }
}
