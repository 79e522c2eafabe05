extension CommunityLearner {
  /// Reads a model file. Every length is checked before it is believed, every number before it is
  /// used.
  public init(decoding bytes: [UInt8]) throws(ModelFileError) {
    guard bytes.count <= ModelFile.maximumBytes else {
      throw .tooLarge(limit: ModelFile.maximumBytes)
    }
    guard bytes.starts(with: ModelFile.magic) else { throw .notAModel }
    var header = ByteReader(bytes[ModelFile.magic.count...])
    let version = try header.number(UInt32.self)
    guard version == ModelFile.version else {
      throw .otherVersion(found: version, readable: ModelFile.version)
    }
    let length = try header.number(UInt64.self)
    let checksum = try header.number(UInt32.self)
    guard length == UInt64(header.rest.count) else { throw .wrongLength }
    guard ModelFile.checksum(header.rest) == checksum else { throw .damaged }
    var payload = ByteReader(header.rest)
    try self.init(reading: &payload)
    guard payload.rest.isEmpty else { throw .wrongLength }
  }

  private init(reading payload: inout ByteReader) throws(ModelFileError) {
    let settings = try payload.settings()
    self.init(settings: settings)
    lines = try payload.count("number of lines")
    logDigest = try payload.number(UInt64.self)
    var lastKey: EntryKey?
    for _ in 0..<(try payload.count("number of entries", atMost: WordLists.maximumEntries * 8)) {
      let key = EntryKey(label: try payload.label(), text: try payload.text("entry"))
      if let lastKey, lastKey >= key { throw .badField("order of entries") }
      lastKey = key
      entries[key] = EntryRecord(
        confirmed: try payload.count("number of confirmed decisions"),
        overturned: try payload.count("number of overturned decisions"))
    }
    var lastLabel: ContentLabel?
    for _ in 0..<(try payload.count("number of labels", atMost: settings.maximumLabels)) {
      let label = try payload.label()
      if let lastLabel, lastLabel >= label { throw .badField("order of labels") }
      lastLabel = label
      learners[label] = try payload.learner(settings)
    }
  }
}

/// Takes numbers and texts from the front of bytes, and never looks behind their end.
private struct ByteReader {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func number<Number: FixedWidthInteger>(_: Number.Type) throws(ModelFileError) -> Number {
    let size = Number.bitWidth / 8
    guard rest.count >= size else { throw .wrongLength }
    var number: Number = 0
    for (place, byte) in rest.prefix(size).enumerated() {
      number |= Number(truncatingIfNeeded: byte) << Number(truncatingIfNeeded: place * 8)
    }
    rest = rest.dropFirst(size)
    return number
  }

  mutating func count(
    _ name: String, atMost limit: Int = ModelFile.maximumCount
  ) throws(ModelFileError) -> Int {
    let number = try number(UInt64.self)
    guard number <= UInt64(limit) else { throw .badField(name) }
    return Int(number)
  }

  mutating func text(_ name: String) throws(ModelFileError) -> String {
    let length = Int(try number(UInt32.self))
    guard length <= ModelFile.maximumTextBytes else { throw .badField(name) }
    guard rest.count >= length else { throw .wrongLength }
    guard let text = String(validating: rest.prefix(length), as: UTF8.self) else {
      throw .badField(name)
    }
    rest = rest.dropFirst(length)
    return text
  }

  mutating func label() throws(ModelFileError) -> ContentLabel {
    guard let label = ContentLabel(try text("label")) else { throw .badField("label") }
    return label
  }

  mutating func settings() throws(ModelFileError) -> LearningSettings {
    let bits = try count("number of weights", atMost: 64)
    var numbers: [Double] = []
    for _ in 0..<5 { numbers.append(Double(bitPattern: try number(UInt64.self))) }
    let settings = LearningSettings(
      bits: bits, rate: numbers[0], damping: numbers[1], sparsity: numbers[2],
      shrinkage: numbers[3], unremarkedWeight: numbers[4],
      passes: try count("number of passes", atMost: 64))
    guard settings.isValid else { throw .badField("setting") }
    return settings
  }

  mutating func learner(_ settings: LearningSettings) throws(ModelFileError) -> LabelLearner {
    let confirmed = try count("number of confirmed decisions")
    let overturned = try count("number of overturned decisions")
    let unremarked = try count("number of unremarked posts")
    let size = 1 << settings.bits + 1
    var evidence = [Float](repeating: 0, count: size)
    var squares = evidence
    var next = 0
    for _ in 0..<(try count("number of weights", atMost: size)) {
      let index = Int(try number(UInt32.self))
      guard index >= next, index < size else { throw .badField("place of a weight") }
      next = index + 1
      evidence[index] = Float(bitPattern: try number(UInt32.self))
      squares[index] = Float(bitPattern: try number(UInt32.self))
      guard evidence[index].isFinite, squares[index].isFinite, squares[index] >= 0 else {
        throw .badField("weight")
      }
    }
    var foretold: [Foretold] = []
    for _ in 0..<(try count("number of margins", atMost: LabelLearner.maximumForetold)) {
      let margin = Float(bitPattern: try number(UInt32.self))
      let isTrue = try number(UInt8.self)
      guard margin.isFinite, isTrue <= 1 else { throw .badField("margin") }
      foretold.append(Foretold(margin: margin, isTrue: isTrue == 1))
    }
    var learner = LabelLearner(evidence: evidence, squares: squares, foretold: foretold)
    learner.confirmed = confirmed
    learner.overturned = overturned
    learner.unremarked = unremarked
    return learner
  }
}
