extension EvaluationModel {
  /// The content of a model file; the same model gives the same bytes.
  func encoded() -> [UInt8] {
    var payload = ModelBytes()
    payload.add(UInt64(origin.notes))
    payload.add(origin.newestNoteMillis)
    payload.add(origin.splitSeed)
    payload.add(origin.stageLearnsHelpfulness)
    payload.add(UInt32(NoteFeatures.columnCount))
    for head in heads {
      payload.add(head.intercept)
      for weight in head.weights { payload.add(weight) }
    }
    payload.add(stage.intercept)
    payload.add(stage.claim)
    payload.add(stage.opinion)
    for signal in [claimOpinion, harassment] { signal.write(into: &payload) }

    var file = ModelBytes()
    for byte in EvaluationModelFormat.magic { file.add(byte) }
    file.add(EvaluationModelFormat.version)
    file.add(UInt64(payload.bytes.count))
    file.add(EvaluationModelFormat.checksum(payload.bytes))
    return file.bytes + payload.bytes
  }

  /// The model of a file's content. Any bytes can be read, in time and memory of their number.
  init(encoded bytes: [UInt8]) throws(EvaluationModelError.Problem) {
    guard bytes.starts(with: EvaluationModelFormat.magic) else { throw .notAModel }
    var cursor = ModelCursor(bytes[EvaluationModelFormat.magic.count...])
    let version = try cursor.number(UInt32.self)
    guard version == EvaluationModelFormat.version else {
      throw .otherVersion(found: version, readable: EvaluationModelFormat.version)
    }
    let length = try cursor.number(UInt64.self)
    let checksum = try cursor.number(UInt64.self)
    guard length <= UInt64(cursor.rest.count) else { throw .truncated }
    guard length == UInt64(cursor.rest.count) else {
      throw .damaged(reason: "something follows its end")
    }
    guard EvaluationModelFormat.checksum(cursor.rest) == checksum else {
      throw .damaged(reason: "it does not have the checksum it was written with")
    }
    try self.init(payload: &cursor)
    guard cursor.rest.isEmpty else { throw .badValue(name: "the length") }
  }

  private init(payload cursor: inout ModelCursor) throws(EvaluationModelError.Problem) {
    origin = Origin(
      notes: try cursor.count("the number of notes", atMost: Training.mostNotes),
      newestNoteMillis: try cursor.number(Int64.self),
      splitSeed: try cursor.number(UInt64.self),
      stageLearnsHelpfulness: try cursor.flag("the second stage's labels"))
    guard try cursor.number(UInt32.self) == UInt32(NoteFeatures.columnCount) else {
      throw .badValue(name: "the number of columns")
    }
    var heads: [LinearHead] = []
    for head in EvaluationHead.allCases {
      let intercept = try cursor.double(head.name)
      var weights: [Float] = []
      weights.reserveCapacity(NoteFeatures.columnCount)
      for _ in 0..<NoteFeatures.columnCount { weights.append(try cursor.float(head.name)) }
      heads.append(LinearHead(intercept: intercept, weights: weights))
    }
    self.heads = heads
    stage = ClaimOpinionStage(
      intercept: try cursor.double("the second stage"),
      claim: try cursor.double("the second stage"),
      opinion: try cursor.double("the second stage"))
    guard stage.claim >= 0, stage.opinion <= 0 else { throw .badValue(name: "the second stage") }
    claimOpinion = try LearnedSignal(from: &cursor, EvaluatorType.claimOpinion.rawValue)
    harassment = try LearnedSignal(from: &cursor, EvaluatorType.harassmentAbuse.rawValue)
  }
}

extension LearnedSignal {
  fileprivate func write(into bytes: inout ModelBytes) {
    bytes.add(UInt64(labels))
    bytes.add(calibration != nil)
    guard let calibration else { return }
    bytes.add(UInt64(calibration.curve.scores.count))
    for number in calibration.curve.scores + calibration.curve.shares { bytes.add(number) }
    bytes.add(calibration.limits.medium)
    bytes.add(calibration.limits.high)
  }

  fileprivate init(
    from cursor: inout ModelCursor, _ name: String
  ) throws(EvaluationModelError.Problem) {
    labels = try cursor.count(name, atMost: EvaluationModel.Training.mostNotes)
    guard try cursor.flag(name) else { return }
    let knots = try cursor.count(name, atMost: CalibrationCurve.mostKnots)
    var numbers: [Double] = []
    for _ in 0..<2 * knots { numbers.append(try cursor.double(name)) }
    let curve = CalibrationCurve(
      scores: Array(numbers.prefix(knots)), shares: Array(numbers.dropFirst(knots)))
    let limits = BucketLimits(medium: try cursor.double(name), high: try cursor.double(name))
    guard let curve, let limits else { throw .badValue(name: name) }
    calibration = Calibration(curve: curve, limits: limits)
  }
}
