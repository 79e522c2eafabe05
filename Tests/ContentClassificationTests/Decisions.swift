@testable import ContentClassification

/// A made-up community whose decisions follow words of its own: posts for sale are confirmed as spam,
/// others overturned, but for some mistakes.
struct MadeUpDecisions {
  private var random: SeededBits
  private static let ordinary =
    ("the garden meeting we saw train river lunch maybe question winter bread window street could "
    + "found paper music yesterday thought morning idea walked answer letter weather").split(
      separator: " "
    ).map(String.init)
  private static let selling =
    ("bargain discount voucher order cheapest shipping offer buyers warehouse stock deal coupon")
    .split(separator: " ").map(String.init)
  private static let talking =
    ("helped repair neighbour borrow story family library lesson kitten recipe festival bicycle")
    .split(separator: " ").map(String.init)

  init(seed: UInt64) { random = SeededBits(seed: seed) }

  mutating func post(forSale: Bool, words: Int = 25) -> String {
    (0..<words).map { _ in
      let own = forSale ? Self.selling : Self.talking
      return (Int.random(in: 0..<6, using: &random) == 0 ? own : Self.ordinary)
        .randomElement(using: &random) ?? ""
    }.joined(separator: " ")
  }

  mutating func log(
    _ count: Int, label: ContentLabel = .spam, mistakes: Double = 0.05
  ) -> [ReviewedPost] {
    (0..<count).map { index in
      let forSale = Bool.random(using: &random)
      let isMistake = Double.random(in: 0..<1, using: &random) < mistakes
      return ReviewedPost(
        post: "post-\(index)", text: PostText(post(forSale: forSale)), labels: [label],
        outcome: forSale != isMistake ? .confirmed : .overturned, decidedAt: Int64(index))
    }
  }
}

extension LearningSettings {
  /// Fewer weights, so that tests are quick.
  static let small = LearningSettings(bits: 13)
}
