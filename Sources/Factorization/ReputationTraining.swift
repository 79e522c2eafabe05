import Parallel

extension ReputationFactorization {
  /// Groups of parameters that a round trains.
  struct Trained: OptionSet {
    let rawValue: Int
    static let itemFactor = Self(rawValue: 1)
    static let itemBias = Self(rawValue: 2)
    static let userFactor = Self(rawValue: 4)
    static let userBias = Self(rawValue: 8)
    static let reputation = Self(rawValue: 16)
    static let global = Self(rawValue: 32)

    var items: Item { Item(contains(.itemFactor) ? 1 : 0, contains(.itemBias) ? 1 : 0) }
    var users: User {
      User(
        contains(.userFactor) ? 1 : 0, contains(.reputation) ? 1 : 0, contains(.userBias) ? 1 : 0,
        0)
    }
  }

  /// One round: Adam at 0.2 without clipping, at most 301 epochs.
  func train(
    _ parameters: inout Parameters, _ matrix: RatingMatrix, round: Int, trained: Trained,
    workers: Workers
  ) throws(FactorizationError) {
    guard matrix.ratingCount > 0 else { throw .noRatings }
    switch loss {
    case .squared:
      try train(
        &parameters, matrix, SquaredLoss(), round: round, trained: trained, workers: workers)
    case .logistic(let positiveWeight):
      try train(
        &parameters, matrix, LogisticLoss(positiveWeight: positiveWeight), round: round,
        trained: trained, workers: workers)
    }
  }

  private func train(
    _ parameters: inout Parameters, _ matrix: RatingMatrix, _ loss: some PointLoss, round: Int,
    trained: Trained, workers: Workers
  ) throws(FactorizationError) {
    let weights = ratingWeights(matrix, round: round, users: parameters.users)
    let itemPass = ReputationItemPass(ratings: matrix.byItem, loss: loss, weights: weights)
    let userPass = ReputationUserPass(ratings: matrix.byUser, loss: loss, weights: weights)
    let trainsUsers = trained.users != .zero
    let penalties = penalties(matrix, round: round)
    let share = Float(1 / Double(matrix.ratingCount))
    var itemGradients = [Item](repeating: .zero, count: matrix.itemCount)
    var userGradients = [User](repeating: .zero, count: trainsUsers ? matrix.userCount : 0)
    var itemMoments = Adam.Moments<Item>(count: matrix.itemCount)
    var userMoments = Adam.Moments<User>(count: userGradients.count)
    var globalMoments = Adam.Moments<SIMD2<Float>>(count: 1)
    var adam = Adam(learningRate: 0.2)
    var previous: Float?
    for epoch in 0...300 {
      let checks = epoch % checkPeriod == 0
      let totals = itemGradients.withDisjointWrites {
        itemPass.run(parameters, gradients: $0, withLoss: checks, workers: workers)
      }
      if checks {
        let total =
          Float(totals.loss / Double(matrix.ratingCount) + penalties.value(parameters))
        if total.isNaN { throw .diverged }
        if let previous, abs(previous - total) < convergence { return }
        previous = total
      }
      let step = adam.advance()
      if trainsUsers {
        userGradients.withDisjointWrites {
          userPass.run(parameters, gradients: $0, workers: workers)
        }
        for index in userGradients.indices {
          userGradients[index] =
            userGradients[index] * share + penalties.users * parameters.users[index]
        }
      }
      for index in itemGradients.indices {
        itemGradients[index] =
          itemGradients[index] * share + penalties.items * parameters.items[index]
      }
      if trained.contains(.global) {
        let gradient = Float(totals.slope) * share + penalties.global * parameters.global
        var global = [SIMD2<Float>(parameters.global, 0)]
        Adam.update(
          &global, gradients: [SIMD2(gradient, 0)], scale: 1, moments: &globalMoments, step: step,
          mask: SIMD2(1, 0))
        parameters.global = global[0].x
      }
      Adam.update(
        &parameters.items, gradients: itemGradients, scale: 1, moments: &itemMoments, step: step,
        mask: trained.items)
      if trainsUsers {
        Adam.update(
          &parameters.users, gradients: userGradients, scale: 1, moments: &userMoments,
          step: step, mask: trained.users)
      }
    }
  }

  /// The penalty as gradient weights (twice the weight of each square).
  struct PenaltyWeights {
    var items: Item
    var users: User
    var global: Float

    func value(_ parameters: Parameters) -> Double {
      var itemSquares = SIMD2<Double>.zero
      for item in parameters.items {
        let wide = SIMD2<Double>(item)
        itemSquares += wide * wide
      }
      var userSquares = SIMD4<Double>.zero
      for user in parameters.users {
        let wide = SIMD4<Double>(user)
        userSquares += wide * wide
      }
      return
        ((itemSquares * SIMD2<Double>(items)).sum()
        + (userSquares * SIMD4<Double>(users)).sum()
        + Double(global) * Double(parameters.global) * Double(parameters.global)) / 2
    }
  }

  private func penalties(_ matrix: RatingMatrix, round: Int) -> PenaltyWeights {
    let penalty = round == 3 ? penalty * thirdRoundPenaltyMultiplier : penalty
    let itemBias =
      round == 3 ? itemBiasMultiplier * thirdRoundItemBiasMultiplier : itemBiasMultiplier
    let ratings = Double(matrix.ratingCount)
    let perItem = Float(ratingsPerItem.map { $0 / ratings } ?? 1 / Double(matrix.itemCount))
    let perUser = Float(ratingsPerUser.map { $0 / ratings } ?? 1 / Double(matrix.userCount))
    return PenaltyWeights(
      items: 2 * penalty * perItem * Item(1, itemBias),
      users: 2 * penalty * perUser * User(1, reputationMultiplier, userBiasMultiplier, 0),
      global: 2 * penalty * globalMultiplier)
  }
}
