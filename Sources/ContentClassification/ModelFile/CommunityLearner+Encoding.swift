extension CommunityLearner {
  /// The bytes of the model file.
  public func encoded() -> [UInt8] {
    var payload = ByteWriter()
    payload.add(UInt64(settings.bits))
    for number in settings.numbers { payload.add(number.bitPattern) }
    payload.add(UInt64(settings.passes))
    payload.add(UInt64(lines))
    payload.add(logDigest)
    payload.add(UInt64(entries.count))
    for (key, record) in entries.sorted(by: { $0.key < $1.key }) {
      payload.add(key.label.rawValue)
      payload.add(key.text)
      payload.add(UInt64(record.confirmed))
      payload.add(UInt64(record.overturned))
    }
    payload.add(UInt64(learners.count))
    for (label, learner) in learners.sorted(by: { $0.key < $1.key }) {
      payload.add(label.rawValue)
      payload.add(learner)
    }
    var file = ByteWriter()
    file.bytes = ModelFile.magic
    file.add(ModelFile.version)
    file.add(UInt64(payload.bytes.count))
    file.add(ModelFile.checksum(payload.bytes[...]))
    return file.bytes + payload.bytes
  }
}

/// Puts numbers and texts behind each other.
private struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func add(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ text: String) {
    add(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func add(_ learner: LabelLearner) {
    add(UInt64(learner.confirmed))
    add(UInt64(learner.overturned))
    add(UInt64(learner.unremarked))
    let used = learner.evidence.indices.filter {
      learner.evidence[$0].bitPattern != 0 || learner.squares[$0].bitPattern != 0
    }
    add(UInt64(used.count))
    for index in used {
      add(UInt32(index))
      add(learner.evidence[index].bitPattern)
      add(learner.squares[index].bitPattern)
    }
    add(UInt64(learner.foretold.count))
    for foretold in learner.foretold {
      add(foretold.margin.bitPattern)
      add(UInt8(foretold.isTrue ? 1 : 0))
    }
  }
}

extension LearningSettings {
  var numbers: [Double] { [rate, damping, sparsity, shrinkage, unremarkedWeight] }
}
