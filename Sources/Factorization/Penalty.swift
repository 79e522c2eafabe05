extension BiasedFactorization {
  /// What a sum over items is multiplied by: 1 / items, or ρ / ratings in the ratio-corrected form.
  func itemScale(ratingCount: Int, itemCount: Int) -> Double {
    ratingsPerItem.map { $0 / Double(ratingCount) } ?? 1 / Double(itemCount)
  }

  /// Σ over items of λnf·f² + λni·i² + λd·|f·i|.
  func itemPenalty(_ items: [BiasFactor]) -> Double {
    var squares = SIMD2<Double>.zero
    var products = 0.0
    for item in items {
      let wide = SIMD2<Double>(item)
      squares += wide * wide
      if penalties.diamond != 0 { products += abs(wide.x * wide.y) }
    }
    return Double(penalties.itemIntercept) * squares.x + Double(penalties.itemFactor) * squares.y
      + Double(penalties.diamond) * products
  }

  /// Mean over users of λuf·f² + λui·i².
  func userPenalty(_ users: [BiasFactor]) -> Double {
    var squares = SIMD2<Double>.zero
    for user in users {
      let wide = SIMD2<Double>(user)
      squares += wide * wide
    }
    guard !users.isEmpty else { return 0 }
    return (Double(penalties.userIntercept) * squares.x + Double(penalties.userFactor) * squares.y)
      / Double(users.count)
  }

  /// Turns sums of slopes into gradients of the whole loss; returns their sum of squares.
  func addItemPenalty(
    _ items: [BiasFactor], to gradients: inout [BiasFactor], share: Float, scale: Float
  ) -> Double {
    let weight = 2 * scale * BiasFactor(penalties.itemIntercept, penalties.itemFactor)
    let diamond = penalties.diamond * scale
    var squares = 0.0
    for index in items.indices {
      let item = items[index]
      var gradient = gradients[index] * share + weight * item
      if diamond != 0 {
        let product = item.x * item.y
        let sign: Float = product > 0 ? 1 : product < 0 ? -1 : 0
        gradient += diamond * sign * BiasFactor(item.y, item.x)
      }
      gradients[index] = gradient
      squares += Double((gradient * gradient).sum())
    }
    return squares
  }

  /// The same for users.
  func addUserPenalty(
    _ users: [BiasFactor], to gradients: inout [BiasFactor], share: Float
  ) -> Double {
    let weight =
      2 / Float(users.count) * BiasFactor(penalties.userIntercept, penalties.userFactor)
    var squares = 0.0
    for index in users.indices {
      let gradient = gradients[index] * share + weight * users[index]
      gradients[index] = gradient
      squares += Double((gradient * gradient).sum())
    }
    return squares
  }
}
