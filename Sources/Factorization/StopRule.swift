/// When a full-batch fit ends: as soon as the loss moves by no more than 1e-7, or rises after more
/// than 100 epochs.
///
/// The comparison widens 32-bit losses, as the reference does, so that fits end at the same epoch
/// up to rounding of the loss itself.
struct StopRule: Sendable {
  private var previous = 1e10
  private(set) var epochs = 0

  private let maxEpochs: Int

  init(maxEpochs: Int) { self.maxEpochs = maxEpochs }

  /// Takes the loss after `epochs` steps and tells whether to take another.
  mutating func goesOn(_ loss: Float) -> Bool {
    let loss = Double(loss)
    guard abs(loss - previous) > 1e-7, !(epochs > 100 && loss > previous),
      epochs < maxEpochs
    else { return false }
    previous = loss
    epochs += 1
    return true
  }
}
