import Factorization
import NoteModel
import Snapshot

extension FlipModel: StateSection {
  init(from section: SectionReader) throws(StateProblem) {
    self = try section.json("json")
    let areKnown = recipe.oneHots.allSatisfy { block in
      block.vocabulary.allSatisfy { block.participant(of: $0) < section.participantCount }
        && zip(block.vocabulary, block.vocabulary.dropFirst()).allSatisfy { $0 < $1 }
    }
    guard areKnown, recipe.bins.allSatisfy({ $0.column.isValid }) else {
      throw .badColumn(name: "json", reason: "holds features that are not there")
    }
  }

  /// Authors and raters are features by their positions. Where one is gone, so are its features,
  /// and the terms that ask for them: they hold for no note.
  func moved(by map: PositionMap) -> FlipModel {
    var moved = self
    var renumbered: [UInt32?] = []
    var next: UInt32 = 0
    for (index, block) in recipe.oneHots.enumerated() {
      let vocabulary = block.vocabulary.map { block.moved($0, by: map) }
      for value in vocabulary {
        renumbered.append(value == nil ? nil : next)
        if value != nil { next += 1 }
      }
      moved.recipe.oneHots[index] = OneHotBlock(
        block.source, vocabulary: vocabulary.compactMap { $0 })
    }
    let gone = UInt32(renumbered.count) - next
    moved.terms = terms.compactMap { term in
      let features = term.features.compactMap { feature in
        feature < renumbered.count ? renumbered[Int(feature)] : feature - gone
      }
      return features.count == term.features.count
        ? Term(features: features, weight: term.weight) : nil
    }
    return moved
  }
}

extension FeatureColumn {
  /// Whether the values in it, which a file may have held, are among those there are.
  fileprivate var isValid: Bool {
    switch self {
    case .tagRatio(_, let tag): RatingTag(rawValue: tag) != nil
    case .viewpointCount(_, _, let level): Helpfulness(rawValue: level) != nil
    case .crowdCount(_, let window), .crowdRatio(_, let window):
      Crowding.minutes.indices.contains(window)
    case .factorStatistic, .writingLatency, .peers: true
    }
  }
}

extension EarlyHelpfulModel: StateSection {
  init(from section: SectionReader) throws(StateProblem) {
    self = try section.json("json")
    let areWhole = trees.trees.allSatisfy { tree in
      !tree.nodes.isEmpty
        && tree.nodes.enumerated().allSatisfy { index, node in
          guard let split = node.split else { return true }
          // Children come after their parent, so that every walk ends.
          let later = index + 1..<max(index + 1, tree.nodes.count)
          return (0..<EarlyFeatures.columnCount).contains(split.feature)
            && later.contains(split.left) && later.contains(split.right)
        }
    }
    guard areWhole else {
      throw .badColumn(name: "json", reason: "holds trees whose branches lead nowhere")
    }
  }
}
