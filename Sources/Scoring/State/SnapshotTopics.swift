import Snapshot

/// The topics of a snapshot's notes.
struct SnapshotTopics: Sendable {
  let source: TopicSource
  let topics: NoteTopics
  /// Why a topic model goes by seed terms alone; nil where it does not.
  let shortfall: TopicShortfall?
}

extension PreparedSnapshot {
  /// The topics that the options give; otherwise a model is trained on the snapshot's posts.
  func learnedTopics() -> SnapshotTopics {
    onStage(.topics)
    if let given = options.topics { return topics(given: given) }
    let posts = PostTexts(snapshot)
    return topics(by: TopicModel.train(posts, workers: options.workers), posts)
  }

  /// The topics that the options give; otherwise those of a state.
  ///
  /// - Parameter source: by the positions of this snapshot.
  func topics(from source: TopicSource) -> SnapshotTopics {
    onStage(.topics)
    if let given = options.topics { return topics(given: given) }
    switch source {
    case .given(let given): return topics(given: given)
    case .model(let model): return topics(by: model, PostTexts(snapshot))
    }
  }

  private func topics(given: NoteTopics) -> SnapshotTopics {
    SnapshotTopics(source: .given(given), topics: given, shortfall: nil)
  }

  private func topics(by model: TopicModel, _ posts: PostTexts) -> SnapshotTopics {
    let found = model.assign(posts, workers: options.workers)
    return SnapshotTopics(
      source: .model(model), topics: posts.noteTopics(found.topic, noteCount: notes.count),
      shortfall: found.shortfall)
  }
}
