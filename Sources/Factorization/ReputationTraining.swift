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

  /// One round: Adam at 0.2 without clipping, at most `maxEpochs` + 1 steps; returns how many.
  func train(
    _ parameters: inout Parameters, _ matrix: RatingMatrix, round: Int, trained: Trained,
    workers: Workers
  ) throws(FactorizationError) -> Int {
    guard matrix.ratingCount > 0 else { throw .noRatings }
    switch loss {
    case .squared:
      return try train(
        &parameters, matrix, SquaredLoss(), round: round, trained: trained, workers: workers)
    case .logistic:
      return try train(
        &parameters, matrix, LogisticLoss(), round: round, trained: trained, workers: workers)
    }
  }

  private func train(
    _ parameters: inout Parameters, _ matrix: RatingMatrix, _ loss: some PointLoss, round: Int,
    trained: Trained, workers: Workers
  ) throws(FactorizationError) -> Int {
    let weights = ratingWeights(
      matrix, round: round, users: parameters.users, workers: workers)
    for user in parameters.users.indices { parameters.users[user].w = weights.users[user] }
    defer { for user in parameters.users.indices { parameters.users[user].w = 0 } }
    let itemPass = ReputationItemPass(ratings: matrix.byItem, loss: loss, weights: weights)
    let userPass = ReputationUserPass(ratings: matrix.byUser, loss: loss, weights: weights)
    let penalties = penalties(matrix, round: round)
    let share = Float(1 / Double(matrix.ratingCount))
    let userCount = trained.users == .zero ? 0 : matrix.userCount
    var itemGradients = [Item](repeating: .zero, count: matrix.itemCount)
    var userGradients = [User](repeating: .zero, count: userCount)
    var itemMoments = [Adam.Moment<Item>](repeating: Adam.Moment(), count: matrix.itemCount)
    var userMoments = [Adam.Moment<User>](repeating: Adam.Moment(), count: userCount)
    var globalMoment = Adam.Moment<SIMD2<Float>>()
    var adam = Adam(learningRate: 0.2)
    var previous: Float?
    for epoch in 0...maxEpochs {
      let checks = epoch % checkPeriod == 0
      let totals = itemGradients.withDisjointWrites {
        itemPass.run(
          items: parameters.items, users: parameters.users, global: parameters.global,
          withLoss: checks, gradients: $0, workers: workers)
      }
      if checks {
        let total = Float(
          totals.loss / Double(matrix.ratingCount) + penalties.value(parameters, workers: workers))
        if total.isNaN { throw .diverged }
        if let previous, abs(previous - total) < convergence { return epoch }
        previous = total
      }
      let step = adam.advance()
      if userCount > 0 {
        userGradients.withDisjointWrites {
          userPass.run(
            items: parameters.items, users: parameters.users, global: parameters.global,
            gradients: $0, workers: workers)
        }
        Self.add(
          penalties.users, of: parameters.users, to: &userGradients, share: share,
          workers: workers)
        Adam.update(
          &parameters.users, gradients: userGradients, scale: 1, moments: &userMoments,
          step: step, mask: trained.users, workers: workers)
      }
      Self.add(
        penalties.items, of: parameters.items, to: &itemGradients, share: share, workers: workers)
      Adam.update(
        &parameters.items, gradients: itemGradients, scale: 1, moments: &itemMoments, step: step,
        mask: trained.items, workers: workers)
      if trained.contains(.global) {
        let gradient = Float(totals.slope) * share + penalties.global * parameters.global
        parameters.global =
          step.move(
            SIMD2(parameters.global, 0), gradient: SIMD2(gradient, 0), moment: &globalMoment,
            mask: .one
          ).x
      }
    }
    return maxEpochs + 1
  }

  /// Turns sums of slopes into gradients of the whole loss.
  private static func add<Vector: SIMD<Float> & Sendable>(
    _ penalty: Vector, of parameters: [Vector], to gradients: inout [Vector], share: Float,
    workers: Workers
  ) {
    gradients.withDisjointWrites { gradients in
      workers.ranges(parameters.count, grain: Workers.parametersPerPiece) { range in
        for index in range {
          gradients[index] = gradients[index] * share + penalty * parameters[index]
        }
      }
    }
  }

  /// The penalty as gradient weights (twice the weight of each square).
  struct PenaltyWeights {
    var items: Item
    var users: User
    var global: Float

    func value(_ parameters: Parameters, workers: Workers) -> Double {
      let items = Self.sum(items, of: parameters.items, workers: workers)
      let users = Self.sum(users, of: parameters.users, workers: workers)
      return
        (items + users + Double(global) * Double(parameters.global) * Double(parameters.global))
        / 2
    }

    private static func sum<Vector: SIMD<Float> & Sendable>(
      _ weight: Vector, of parameters: [Vector], workers: Workers
    ) -> Double {
      workers.sum(parameters.count) { range in
        var sum = 0.0
        for index in range {
          let parameter = parameters[index]
          for lane in 0..<Vector.scalarCount {
            sum += Double(weight[lane]) * Double(parameter[lane]) * Double(parameter[lane])
          }
        }
        return sum
      }
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
