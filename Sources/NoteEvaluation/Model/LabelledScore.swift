/// A score, and whether what it speaks of is so.
struct LabelledScore: Sendable, Hashable {
  var score: Double
  var label: Bool
}
