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

/// Binary cross-entropy on logits: (1 − y)·z + log(1 + e^−z).
struct LogisticLoss: PointLoss {
  @inline(__always)
  func slope(_ prediction: Lanes, _ label: Lanes) -> Lanes {
    (Lanes(repeating: 1) - label) - Self.complement(prediction)
  }

  @inline(__always)
  func value(_ prediction: Lanes, _ label: Lanes) -> Lanes {
    (Lanes(repeating: 1) - label) * prediction + Self.softplus(prediction)
  }

  /// 1 − σ(z), written so that it stays accurate where it is small.
  @inline(__always)
  static func complement(_ z: Lanes) -> Lanes {
    Lanes(repeating: 1) / (z.exponential + Lanes(repeating: 1))
  }

  /// log(1 + e^−z) = log(1 + e^−|z|) + max(−z, 0), so that nothing overflows.
  @inline(__always)
  static func softplus(_ z: Lanes) -> Lanes {
    let size = z.magnitudes
    let negativePart = (size - z) * Lanes(repeating: 0.5)
    return (Lanes.zero - size).exponential.logOfOnePlus + negativePart
  }
}

/// The same with a weight p on positive labels: (1 − y)·z + (1 + (p − 1)·y) · log(1 + e^−z).
struct PositiveWeightedLogisticLoss: PointLoss {
  let positiveWeight: Float

  @inline(__always)
  func slope(_ prediction: Lanes, _ label: Lanes) -> Lanes {
    (Lanes(repeating: 1) - label) - weight(label) * LogisticLoss.complement(prediction)
  }

  @inline(__always)
  func value(_ prediction: Lanes, _ label: Lanes) -> Lanes {
    (Lanes(repeating: 1) - label) * prediction
      + weight(label) * LogisticLoss.softplus(prediction)
  }

  @inline(__always)
  private func weight(_ label: Lanes) -> Lanes {
    label * Lanes(repeating: positiveWeight - 1) + Lanes(repeating: 1)
  }
}
