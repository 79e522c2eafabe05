import NoteModel

/// Not-helpful tags of each note, weighted by how near the rater's viewpoint is to the note's.
///
/// With z-normalised factors and d = |rater − note|: w = 1 / (1 + (d / q)⁵), q the 40th percentile
/// of all d.
struct TagAggregates: Sendable {
  /// Σ w of each note; NaN where no rating has both factors.
  private(set) var ratingWeight: [Float]
  /// Σ w·tag, 13 per note in the order of `RatingTag.notHelpful`.
  private(set) var adjusted: [Float]

  static let tagCount = 13
  private static let percentile = 0.40

  /// - Parameters:
  ///   - noteFactor, raterFactor: of every note and participant; NaN where not fitted.
  init(_ store: RatingStore, _ scope: Scope, noteFactor: [Float], raterFactor: [Float]) {
    let notes = Self.normalized(noteFactor)
    let raters = Self.normalized(raterFactor)
    var distances: [Float] = []
    for note in 0..<store.noteCount where !notes[note].isNaN {
      store.forEachRating(ofNote: note, in: scope) { rating in
        let distance = abs(raters[Int(store.rater[rating])] - notes[note])
        if !distance.isNaN { distances.append(distance) }
      }
    }
    ratingWeight = Array(repeating: .nan, count: store.noteCount)
    adjusted = Array(repeating: .nan, count: store.noteCount * Self.tagCount)
    guard !distances.isEmpty else { return }
    let scale = quantile(distances, at: Self.percentile)
    var weights = [Float](repeating: 0, count: Self.tagCount)
    for note in 0..<store.noteCount where !notes[note].isNaN {
      var total: Float = 0
      var found = false
      for tag in weights.indices { weights[tag] = 0 }
      store.forEachRating(ofNote: note, in: scope) { rating in
        let distance = abs(raters[Int(store.rater[rating])] - notes[note])
        guard !distance.isNaN else { return }
        let ratio = distance / scale
        let weight = 1 / (1 + ratio * ratio * ratio * ratio * ratio)
        found = true
        total += weight
        var tags = store.tags(rating).intersection(.anyNotHelpful).rawValue
        while tags != 0 {
          weights[tags.trailingZeroBitCount - 9] += weight
          tags &= tags - 1
        }
      }
      guard found else { continue }
      ratingWeight[note] = total
      for tag in weights.indices { adjusted[note * Self.tagCount + tag] = weights[tag] }
    }
  }

  func adjusted(_ note: Int, _ tag: Int) -> Float { adjusted[note * Self.tagCount + tag] }

  func adjustedRatio(_ note: Int, _ tag: Int) -> Float {
    adjusted(note, tag) / ratingWeight[note]
  }

  /// By tag: the percentile of the adjusted ratio over some notes; 0 without any.
  func thresholds(among notes: [UInt32], percentile: Int) -> [Double] {
    (0..<Self.tagCount).map { tag in
      let ratios = notes.map { Double(adjustedRatio(Int($0), tag)) }
      if ratios.contains(where: \.isNaN) { return .nan }
      return ratios.quantile(at: Double(percentile) / 100) ?? 0
    }
  }

  /// (x − mean) / population standard deviation over the values present.
  private static func normalized(_ values: [Float]) -> [Float] {
    var count = 0.0
    var sum = 0.0
    for value in values where !value.isNaN {
      count += 1
      sum += Double(value)
    }
    let mean = sum / count
    var squares = 0.0
    for value in values where !value.isNaN {
      squares += (Double(value) - mean) * (Double(value) - mean)
    }
    let deviation = Float((squares / count).squareRoot())
    return values.map { ($0 - Float(mean)) / deviation }
  }
}
