import CommunityRules
import Storage

/// Which notes readers see now: the rule, the measures in force, and how old the community is.
struct Showing {
  let rule: DisplayRule
  let measures: MeasuresInForce
  let ratersWithViewpoint: Int

  init(_ store: any StoreTransaction, at now: Int64) throws {
    var rule = DisplayRule()
    rule.pilot.isOn = try store.communitySettings().isPilot
    self.rule = rule
    measures = MeasuresInForce(
      try store.openMeasures(at: now).compactMap { record in
        Measure.Kind(rawValue: record.kind).flatMap { Measure(kind: $0, value: record.value) }
      })
    ratersWithViewpoint = try store.ratersWithViewpoint()
  }

  /// Whether a note is shown under its post; contributors keep seeing notes while display is paused.
  func isShown(_ note: Note, _ status: StatusRecord?, to asker: Asker = .nobody) -> Bool {
    rule.isShown(
      note, status, toContributor: asker.activeContributor != nil, measures: measures,
      ratersWithFactor: ratersWithViewpoint)
  }
}

extension StoreTransaction {
  private static var viewpointsName: String { "ratersWithViewpoint" }

  /// How many raters the last run gave a viewpoint.
  func ratersWithViewpoint() throws -> Int {
    try kept(Self.viewpointsName).flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
  }

  func keepRatersWithViewpoint(_ count: Int) throws {
    try keep(Array(String(count).utf8), as: Self.viewpointsName)
  }
}
