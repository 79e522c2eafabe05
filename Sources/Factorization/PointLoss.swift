/// The loss of one prediction, for eight ratings at a time.
protocol PointLoss: Sendable {
  /// d loss / d prediction.
  func slope(_ prediction: Lanes, _ label: Lanes) -> Lanes
  func value(_ prediction: Lanes, _ label: Lanes) -> Lanes
}

/// (ŷ − y)².
struct SquaredLoss: PointLoss {
  @inline(__always)
  func slope(_ prediction: Lanes, _ label: Lanes) -> Lanes { 2 * (prediction - label) }

  @inline(__always)
  func value(_ prediction: Lanes, _ label: Lanes) -> Lanes {
    let error = prediction - label
    return error * error
  }
}

/// Binary cross-entropy on logits with a weight p on positive labels:
/// (1 − y)·z + (1 + (p − 1)·y) · log(1 + e^−z).
struct LogisticLoss: PointLoss {
  let positiveWeight: Float

  @inline(__always)
  func slope(_ prediction: Lanes, _ label: Lanes) -> Lanes {
    let t = (-prediction.magnitudes).exponentialOfNonPositive
    // 1 − σ(z) = 1 / (1 + e^z), written with t = e^−|z| so that nothing overflows.
    let complement = (1 / (1 + t)).replacing(with: t / (1 + t), where: prediction .>= 0)
    return (1 - label) - (1 + (positiveWeight - 1) * label) * complement
  }

  @inline(__always)
  func value(_ prediction: Lanes, _ label: Lanes) -> Lanes {
    let t = (-prediction.magnitudes).exponentialOfNonPositive
    let negativePart = (-prediction).replacing(with: 0, where: prediction .>= 0)
    return (1 - label) * prediction
      + (1 + (positiveWeight - 1) * label) * (t.logOfOnePlus + negativePart)
  }
}
