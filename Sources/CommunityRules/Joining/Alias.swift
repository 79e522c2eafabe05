/// Names under which people contribute: an adjective, a thing and a bird, drawn at random (ACT-60 to
/// ACT-64). Nothing about an account enters one.
public struct AliasWords: Hashable, Codable, Sendable {
  public var adjectives: [String]
  public var things: [String]
  public var birds: [String]
  /// Words of which no alias may contain one, without regard to case.
  public var blocked: Set<String>

  public init(
    adjectives: [String], things: [String], birds: [String], blocked: Set<String> = []
  ) {
    self.adjectives = adjectives
    self.things = things
    self.birds = birds
    self.blocked = blocked
  }

  /// How many aliases there are.
  public var count: Int { adjectives.count * things.count * birds.count }

  /// How many options a person chooses from (ACT-61).
  public static let offers = 5

  /// Five different aliases that are free; fewer where nearly all are taken.
  ///
  /// - Parameters:
  ///   - random: the system's, except in tests.
  ///   - isTaken: whether somebody has it, or it is offered to somebody else.
  public func offers(
    using random: inout some RandomNumberGenerator, isTaken: (String) throws -> Bool
  ) rethrows -> [String] {
    var offers: [String] = []
    // Enough draws to find five among a thousandth that are free.
    for _ in 0..<20_000 where offers.count < Self.offers {
      guard let adjective = adjectives.randomElement(using: &random),
        let thing = things.randomElement(using: &random),
        let bird = birds.randomElement(using: &random)
      else { return offers }
      let alias = "\(adjective) \(thing) \(bird)"
      guard !isBlocked(alias), !offers.contains(alias), try !isTaken(alias) else { continue }
      offers.append(alias)
    }
    return offers
  }

  private func isBlocked(_ alias: String) -> Bool {
    alias.lowercased().split(separator: " ").contains { blocked.contains(String($0)) }
  }

  /// Words that can offend nobody: 48 × 48 × 48, some 110,000 aliases.
  public static let english = AliasWords(
    adjectives: [
      "Amiable", "Brave", "Bright", "Calm", "Candid", "Careful", "Cheerful", "Clever", "Cordial",
      "Curious", "Dapper", "Eager", "Earnest", "Fair", "Frank", "Friendly", "Generous", "Gentle",
      "Glad", "Graceful", "Hardy", "Hearty", "Honest", "Humble", "Jolly", "Keen", "Kind", "Lively",
      "Loyal", "Mellow", "Merry", "Mild", "Modest", "Neat", "Nimble", "Patient", "Peaceful",
      "Plucky", "Polite", "Quiet", "Serene", "Sincere", "Steady", "Sunny", "Tactful", "Tidy",
      "Warm", "Witty",
    ],
    things: [
      "Almanac", "Anchor", "Basket", "Beacon", "Bell", "Bicycle", "Button", "Candle", "Canvas",
      "Compass", "Cradle", "Fiddle", "Garden", "Harbour", "Hinge", "Kettle", "Kite", "Ladder",
      "Lantern", "Lattice", "Locket", "Loom", "Mitten", "Mosaic", "Needle", "Notebook", "Oar",
      "Orchard", "Paddle", "Parasol", "Pebble", "Pillow", "Plough", "Quilt", "Ribbon", "Saddle",
      "Satchel", "Scarf", "Spindle", "Sundial", "Teapot", "Thimble", "Trellis", "Trowel",
      "Umbrella",
      "Violin", "Wagon", "Whistle",
    ],
    birds: [
      "Avocet", "Bittern", "Blackbird", "Bunting", "Chaffinch", "Crane", "Curlew", "Dipper", "Dove",
      "Dunlin", "Egret", "Eider", "Fieldfare", "Finch", "Flycatcher", "Gannet", "Goldcrest",
      "Goldfinch", "Grebe", "Heron", "Hoopoe", "Ibis", "Jackdaw", "Kestrel", "Kingfisher",
      "Kinglet",
      "Lapwing", "Linnet", "Magpie", "Martin", "Nightjar", "Nuthatch", "Oriole", "Osprey", "Petrel",
      "Pipit", "Plover", "Puffin", "Redstart", "Robin", "Sandpiper", "Siskin", "Skylark",
      "Starling",
      "Swallow", "Tern", "Wagtail", "Warbler",
    ])
}
