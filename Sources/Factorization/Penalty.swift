import Parallel

extension BiasedFactorization {
  /// What a sum over items is multiplied by: 1 / items, or ρ / ratings in the ratio-corrected form.
  func itemScale(ratingCount: Int, itemCount: Int) -> Double {
    ratingsPerItem.map { $0 / Double(ratingCount) } ?? 1 / Double(itemCount)
  }

  /// Σ over items of λnf·f² + λni·i² + λd·|f·i|.
  func itemPenalty(_ items: [BiasFactor], workers: Workers) -> Double {
    let intercept = Double(penalties.itemIntercept)
    let factor = Double(penalties.itemFactor)
    let diamond = Double(penalties.diamond)
    return workers.sum(items.count) { range in
      var squares = SIMD2<Double>.zero
      var products = 0.0
      for index in range {
        let wide = SIMD2(Double(items[index].x), Double(items[index].y))
        squares += wide * wide
        products += abs(wide.x * wide.y)
      }
      return intercept * squares.x + factor * squares.y + diamond * products
    }
  }

  /// Mean over users of λuf·f² + λui·i².
  func userPenalty(_ users: [BiasFactor], workers: Workers) -> Double {
    guard !users.isEmpty else { return 0 }
    let intercept = Double(penalties.userIntercept)
    let factor = Double(penalties.userFactor)
    return workers.sum(users.count) { range in
      var squares = SIMD2<Double>.zero
      for index in range {
        let wide = SIMD2(Double(users[index].x), Double(users[index].y))
        squares += wide * wide
      }
      return intercept * squares.x + factor * squares.y
    } / Double(users.count)
  }

  /// Turns sums of slopes into gradients of the whole loss; returns their sum of squares.
  func addItemPenalty(
    _ items: [BiasFactor], to gradients: inout [BiasFactor], share: Float, scale: Float,
    workers: Workers
  ) -> Double {
    let weight = 2 * scale * BiasFactor(penalties.itemIntercept, penalties.itemFactor)
    let diamond = penalties.diamond * scale
    return gradients.withDisjointWrites { gradients in
      workers.sum(items.count) { range in
        var squares = 0.0
        for index in range {
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
    }
  }

  /// The same for users.
  func addUserPenalty(
    _ users: [BiasFactor], to gradients: inout [BiasFactor], share: Float, workers: Workers
  ) -> Double {
    let weight =
      2 / Float(users.count) * BiasFactor(penalties.userIntercept, penalties.userFactor)
    return gradients.withDisjointWrites { gradients in
      workers.sum(users.count) { range in
        var squares = 0.0
        for index in range {
          let gradient = gradients[index] * share + weight * users[index]
          gradients[index] = gradient
          squares += Double((gradient * gradient).sum())
        }
        return squares
      }
    }
  }
}

/// The factor that keeps a gradient's norm at 1 or below, from its sum of squares.
func clip(_ squares: Double) -> Float {
  Float(min(1, 1 / (squares.squareRoot() + 1e-6)))
}
