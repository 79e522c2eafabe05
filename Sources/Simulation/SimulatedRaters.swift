import Foundation
import NoteModel

/// Why a contributor rates.
public enum Conduct: Hashable, Sendable {
  /// To say what they think.
  case sincere
  /// To push bad notes and bury good ones.
  case attacker
  /// To help one side together with the other members of the numbered group.
  case coordinated(group: Int)
}

/// What is true of each contributor, hidden from scoring; row i is participant i of the snapshot.
public struct SimulatedRaters: Sendable {
  /// Where the contributor stands; on a line the second coordinate is 0.
  public internal(set) var viewpoint: [SIMD2<Float>] = []
  /// The camp, from 0; nil in the middle.
  public internal(set) var camp: [Int?] = []
  /// Why the contributor rates.
  public internal(set) var conduct: [Conduct] = []
  /// Added to the liking of every note.
  public internal(set) var leniency: [Float] = []
  /// How much of the answer comes from the note rather than from chance, 0…1.
  public internal(set) var diligence: [Float] = []
  /// Added to the quality of the contributor's own notes.
  public internal(set) var writingSkill: [Float] = []
  /// Relative chance to give the next rating of the community's own accord.
  public internal(set) var activity: [Double] = []
  /// The population of the modeling group.
  public internal(set) var modelingPopulation: [ModelingPopulation] = []
  /// As in the enrollment table, for those who are in it.
  public internal(set) var modelingGroup: [Int16] = []

  /// How many contributors.
  public var count: Int { viewpoint.count }
}

/// The groups of a modeling population and how its contributors spread over them.
private struct PopulationMix {
  let population: ModelingPopulation
  let share: Double
  let groups: [Int16]
  /// One share a group; nil where all are alike.
  let groupShares: [Double]?

  /// Group 13 holds half of the core, as stable initialisation of the models needs a group that
  /// can alone carry many notes.
  static let all = [
    PopulationMix(
      population: .core, share: 0.74,
      groups: [13, 1, 2, 3, 6, 8, 9, 10, 11, 14, 19, 21, 25],
      groupShares: [
        0.50, 0.04, 0.03, 0.03, 0.06, 0.05, 0.04, 0.03, 0.05, 0.05, 0.05, 0.03, 0.04,
      ]),
    PopulationMix(
      population: .expansion, share: 0.21,
      groups: [4, 5, 7, 12, 15, 16, 20, 22, 23, 24, 26, 27, 28, 29, 33], groupShares: nil),
    PopulationMix(
      population: .expansionPlus, share: 0.05, groups: [17, 18, 30, 31, 32], groupShares: nil),
  ]
}

extension SimulatedRaters {
  /// Draws the contributors of a community.
  init(of community: Community) {
    var generator = SeededGenerator(seed: community.seed, stream: Stream.raters)
    let centers = community.campCenters
    let campChoice = WeightedChoice(
      members: Array(0..<UInt32(centers.count)),
      weights: centers.indices.map { camp in
        1 + community.lean * (1 - 2 * Double(camp) / Double(centers.count - 1))
      })
    let places = PopulationMix.all.flatMap { mix in
      mix.groups.indices.map { group in
        (
          mix.population, mix.groups[group],
          mix.share * (mix.groupShares?[group] ?? 1 / Double(mix.groups.count))
        )
      }
    }
    let placeChoice = WeightedChoice(
      members: Array(0..<UInt32(places.count)), weights: places.map(\.2))
    for _ in 0..<community.raters {
      let inMiddle = generator.chance(community.moderateShare)
      let chosen = Int(campChoice.draw(using: &generator))
      let center = inMiddle ? .zero : centers[chosen]
      camp.append(inMiddle ? nil : chosen)
      viewpoint.append(
        center * 0.75 + generator.normal(dimensions: community.viewpointDimensions) * 0.22)
      leniency.append(Float(0.55 * generator.normal()))
      diligence.append(generator.chance(0.08) ? 0.25 : 1)
      writingSkill.append(Float(0.5 * generator.normal()))
      activity.append(generator.lomax(shape: 1.35) + 0.15)
      let place = places[Int(placeChoice.draw(using: &generator))]
      modelingPopulation.append(place.0)
      modelingGroup.append(place.1)
    }
    conduct = Array(repeating: .sincere, count: count)
    limitActivity(of: community)
    assignConduct(of: community)
  }

  /// Nobody keeps up with much more than three notes in ten.
  private mutating func limitActivity(of community: Community) {
    let total = activity.reduce(0, +)
    let most = max(1, 0.3 * Double(community.notes) / Double(community.ratings) * total)
    for rater in activity.indices { activity[rater] = min(activity[rater], most) }
  }

  /// Makes some contributors members of coordinated groups and others attackers. Members rate
  /// little and attackers nothing of their own accord.
  private mutating func assignConduct(of community: Community) {
    var generator = SeededGenerator(seed: community.seed, stream: Stream.conduct)
    let groups = community.coordinatedGroups
    let members = groups.count * groups.size
    let chosen = generator.sample(members + community.attackerCount, of: count)
    for (position, rater) in chosen.enumerated() {
      if position < members {
        let group = position / groups.size
        conduct[rater] = .coordinated(group: group)
        activity[rater] = min(activity[rater], 0.2)
        camp[rater] = group % community.viewpoints
        viewpoint[rater] = community.side(ofGroup: group) * 0.75
      } else {
        conduct[rater] = .attacker
        activity[rater] = 0
      }
    }
  }

  /// Contributors of one conduct, ascending.
  func members(where isMember: (Conduct) -> Bool) -> [UInt32] {
    conduct.indices.filter { isMember(conduct[$0]) }.map { UInt32($0) }
  }
}

extension Community {
  /// Where the camps stand.
  var campCenters: [SIMD2<Float>] {
    (0..<viewpoints).map { camp in
      if viewpointDimensions == 1 { return SIMD2(1 - 2 * Float(camp) / Float(viewpoints - 1), 0) }
      let angle = 2 * Double.pi * Double(camp) / Double(viewpoints)
      return SIMD2(Float(cos(angle)), Float(sin(angle)))
    }
  }

  /// The side that a coordinated group helps: the camps take turns.
  func side(ofGroup group: Int) -> SIMD2<Float> { campCenters[group % viewpoints] }

  /// Twice as many as their share of ratings asks for: attackers spread over many accounts.
  var attackerCount: Int {
    attackShare == 0 ? 0 : max(3, Int((2 * attackShare * Double(raters)).rounded()))
  }
}
