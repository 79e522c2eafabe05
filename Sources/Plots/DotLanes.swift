/// Dots on a shared horizontal axis, in a lane for each kind: who says what, from where.
///
/// Dots that would overlap are stacked around the middle of their lane, so that a lane's outline
/// shows how many there are at each place.
public struct DotLanes: Sendable {
  public var title: String
  /// What the plot shows, for those who hear it read.
  public var summary: String
  public var lanes: [Lane]
  /// A place on the axis to point at, and what it is.
  public var marker: Marker?
  /// Words at the two ends of the axis.
  public var leftEnd: String
  public var rightEnd: String
  /// Words on either side of 0.
  public var leftNote: String
  public var rightNote: String

  public struct Lane: Sendable {
    public var name: String
    public var tone: Tone
    /// Places on the axis, all finite.
    public private(set) var values: [Double]

    /// - Parameter values: those that are not finite are left out.
    public init(name: String, tone: Tone, values: [Double]) {
      self.name = name
      self.tone = tone
      self.values = values.filter(\.isFinite)
    }
  }

  /// Colours that also differ in lightness, for those who see no hue.
  public enum Tone: String, Sendable { case agree, between, disagree }

  public struct Marker: Sendable {
    public var value: Double
    public var label: String

    public init(value: Double, label: String) {
      self.value = value
      self.label = label
    }
  }

  public init(
    title: String, summary: String, lanes: [Lane], marker: Marker? = nil, leftEnd: String = "",
    rightEnd: String = "", leftNote: String = "", rightNote: String = ""
  ) {
    self.title = title
    self.summary = summary
    self.lanes = lanes
    self.marker = marker
    self.leftEnd = leftEnd
    self.rightEnd = rightEnd
    self.leftNote = leftNote
    self.rightNote = rightNote
  }
}

// MARK: - Layout

extension DotLanes {
  static let width = 720.0
  static let left = 132.0
  static let right = 696.0
  static let laneHeight = 96.0
  static let top = 104.0

  /// The axis is symmetric about 0 and reaches 1 at least, so that plots can be compared.
  var reach: Double {
    let largest =
      (lanes.flatMap(\.values) + [marker?.value ?? 0])
      .filter(\.isFinite).map(abs).max() ?? 0
    return max(1, (largest * 10).rounded(.up) / 10)
  }

  func x(_ value: Double) -> Double {
    let share = (min(max(value, -reach), reach) / reach + 1) / 2
    return Self.left + share * (Self.right - Self.left)
  }

  /// The largest radius at which the fullest column of any lane fits its lane.
  var radius: Double {
    for radius in [5.0, 4, 3, 2.5, 2, 1.5, 1] {
      let fits = lanes.allSatisfy { lane in
        Double(tallestColumn(lane, radius: radius)) * 2 * radius <= Self.laneHeight - 12
      }
      if fits { return radius }
    }
    return 0.75
  }

  private func column(_ value: Double, radius: Double) -> Int {
    Int((x(value) / (2 * radius)).rounded())
  }

  private func tallestColumn(_ lane: Lane, radius: Double) -> Int {
    var counts: [Int: Int] = [:]
    for value in lane.values { counts[column(value, radius: radius), default: 0] += 1 }
    return counts.values.max() ?? 0
  }

  struct Dot: Equatable {
    var x: Double
    var y: Double
  }

  /// Where a lane's dots go; no two overlap while they fit the lane.
  ///
  /// - Parameter middle: the lane's.
  func dots(_ lane: Lane, middle: Double, radius: Double) -> [Dot] {
    var filled: [Int: Int] = [:]
    return lane.values.sorted().map { value in
      let column = column(value, radius: radius)
      let place = filled[column, default: 0]
      filled[column] = place + 1
      // 0, +1, −1, +2, −2, …
      let step = Double((place + 1) / 2) * (place.isMultiple(of: 2) ? -1 : 1)
      let half = (Self.laneHeight - 12) / 2 - radius
      return Dot(
        x: Double(column) * 2 * radius,
        y: middle + min(max(step * 2 * radius, -half), half))
    }
  }
}
