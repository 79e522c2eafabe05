import NoteModel
import Snapshot

/// A note's ratings by where their raters stand on a model's viewpoint axis.
public struct NoteViewpoints: Sendable, Equatable, Encodable {
  /// The model whose axis it is, such as `Core`.
  public var model: String
  /// Where the note stands on it; nil where the model has no result for the note.
  public var note: Double?
  /// Raters left of 0 (negative factor), right of it, and those whose viewpoint is not known.
  public var left: AnswerCounts
  public var right: AnswerCounts
  public var unknown: AnswerCounts
  /// Every rating whose rater has a viewpoint, by viewpoint.
  public var ratings: [Rating]

  /// A rating, and where its rater stands.
  public struct Rating: Sendable, Equatable, Encodable {
    public var viewpoint: Double
    public var answer: Helpfulness

    public init(viewpoint: Double, answer: Helpfulness) {
      self.viewpoint = viewpoint
      self.answer = answer
    }

    private enum CodingKeys: CodingKey { case viewpoint, answer }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(viewpoint, forKey: .viewpoint)
      try container.encode(answer.name, forKey: .answer)
    }
  }

  /// How many raters gave each answer.
  public struct AnswerCounts: Sendable, Equatable, Encodable {
    public var helpful = 0
    public var somewhatHelpful = 0
    public var notHelpful = 0

    public init() {}

    public var total: Int { helpful + somewhatHelpful + notHelpful }

    /// 1 for helpful, 0 for not, as models see it; nil without ratings.
    public var mean: Double? {
      total == 0 ? nil : (Double(helpful) + Double(somewhatHelpful) / 2) / Double(total)
    }

    mutating func add(_ answer: Helpfulness) {
      switch answer {
      case .helpful: helpful += 1
      case .somewhatHelpful: somewhatHelpful += 1
      case .notHelpful: notHelpful += 1
      }
    }
  }

  /// - Parameter ratings: viewpoint (nil where not known) and answer of each.
  public init(model: String, note: Double?, ratings: [(viewpoint: Double?, answer: Helpfulness)]) {
    self.model = model
    self.note = note
    left = AnswerCounts()
    right = AnswerCounts()
    unknown = AnswerCounts()
    self.ratings = []
    for (viewpoint, answer) in ratings {
      guard let viewpoint else {
        unknown.add(answer)
        continue
      }
      if viewpoint < 0 { left.add(answer) } else { right.add(answer) }
      self.ratings.append(Rating(viewpoint: viewpoint, answer: answer))
    }
    self.ratings.sort {
      ($0.viewpoint, $0.answer.rawValue) < ($1.viewpoint, $1.answer.rawValue)
    }
  }
}
