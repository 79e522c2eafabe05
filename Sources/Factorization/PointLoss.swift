/// The loss of one prediction, for eight ratings at a time.
protocol PointLoss: Sendable {
  /// d loss / d prediction.
  func slope(_ prediction: Lanes, _ label: Lanes) -> Lanes
  func value(_ prediction: Lanes, _ label: Lanes) -> Lanes
}

/// (ŷ − y)².
struct SquaredLoss: PointLoss {
  @inline(__always)
  func slope(_ prediction: Lanes, _ label: Lanes) -> Lanes {
    let error = prediction - label
    return error + error
  }

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
    let one = Lanes(repeating: 1)
    // 1 − σ(z), written so that it stays accurate where it is small.
    let complement = one / (prediction.exponential + one)
    return (one - label) - weight(label) * complement
  }

  @inline(__always)
  func value(_ prediction: Lanes, _ label: Lanes) -> Lanes {
    // log(1 + e^−z) = log(1 + e^−|z|) + max(−z, 0), so that nothing overflows.
    let size = prediction.magnitudes
    let negativePart = (size - prediction) * Lanes(repeating: 0.5)
    let softplus = (Lanes.zero - size).exponential.logOfOnePlus + negativePart
    return (Lanes(repeating: 1) - label) * prediction + weight(label) * softplus
  }

  @inline(__always)
  private func weight(_ label: Lanes) -> Lanes {
    label * Lanes(repeating: positiveWeight - 1) + Lanes(repeating: 1)
  }
}
