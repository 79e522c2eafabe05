/// A service with the interface of OpenAI's moderations.
///
/// The answer must hold one result: `flagged`, `categories` with a truth value each, and
/// `category_scores` with a number from 0 to 1 each, of no category that is not in `categories`.
public struct ModerationsEndpoint: RemoteEndpoint {
  public static let maximumCategories = 64

  public let model: String
  public let maximumPostBytes: Int

  public init(model: String, maximumPostBytes: Int = 32_000) {
    self.model = model
    self.maximumPostBytes = maximumPostBytes
  }

  public var identity: ClassifierIdentity {
    ClassifierIdentity(name: "moderations", version: model)
  }

  public func request(for post: PostText) -> RemoteRequest {
    let input = post.excerpt(maximumBytes: maximumPostBytes)
    let body = "{\"model\":\(JSONText.quoted(model)),\"input\":\(JSONText.quoted(input))}"
    return RemoteRequest(path: "/v1/moderations", body: Array(body.utf8))
  }

  public func judgement(from response: RemoteResponse) throws(ClassifierFailure) -> Judgement {
    guard let results = try response.value().object?["results"]?.array, results.count == 1,
      let result = results[0].object, result["flagged"]?.bool != nil,
      let categories = result["categories"]?.object,
      let numbers = result["category_scores"]?.object
    else { throw unreadable("one result with categories and scores is wanted") }
    guard categories.count <= Self.maximumCategories else {
      throw unreadable("too many categories")
    }
    guard numbers.keys.allSatisfy({ categories[$0] != nil }) else {
      throw unreadable("a score without its category")
    }
    var scores: [Judgement.LabelScore] = []
    for (name, value) in categories {
      guard let label = ContentLabel(name) else { throw unreadable("a category's name") }
      guard let isFlagged = value.bool else { throw unreadable("a category's value") }
      guard let score = numbers[name]?.probability else { throw unreadable("a category's score") }
      scores.append(Judgement.LabelScore(label, score: score, isFlagged: isFlagged))
    }
    return Judgement(ranking: scores, explanation: "Judged by the model \(model).")
  }
}

func unreadable(_ detail: String) -> ClassifierFailure {
  ClassifierFailure(.unreadable, detail: detail)
}

extension Judgement {
  /// Flagged labels first, then by score, then by name. Confidence is the highest score of a flagged
  /// label; where none is flagged, how far the highest is from 1.
  init(ranking scores: [LabelScore], explanation: String) {
    let ranked = scores.sorted { one, other in
      if one.isFlagged != other.isFlagged { return one.isFlagged }
      return one.score == other.score ? one.label < other.label : one.score > other.score
    }
    let highest = ranked.lazy.map(\.score).max() ?? 0
    let confidence = ranked.first.map { $0.isFlagged ? $0.score : 1 - highest } ?? 0
    self.init(scores: ranked, confidence: confidence, explanation: explanation)
  }
}
