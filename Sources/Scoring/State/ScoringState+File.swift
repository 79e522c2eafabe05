import Snapshot

extension ScoringState.Origin: StateSection {}

extension ScoringState {
  /// The name of the file in its folder.
  public static let fileName = "prescoring.state"

  /// Writes the state, for the folder's `commit()` to put in place. Equal states give equal bytes.
  ///
  /// About 90 bytes a participant, 8 a note, and for each model 32 a note and 69 a rater that it
  /// learned.
  public func write(to folder: OutputFolder) throws(OutputError) {
    let file = try StateFileWriter(Self.fileName, in: folder)
    try file.write(origin, as: "origin")
    try file.write(ids, as: "ids")
    try file.write(clusters, as: "clusters")
    switch topics {
    case .given(let given): try file.write(given, as: Self.topicsName)
    case .model(let model): try file.write(model, as: Self.topicModelName)
    }
    for (name, model) in prescored.models.sorted(by: { $0.key < $1.key }) {
      try file.write(model.meta, as: Self.metaPrefix + name)
      try file.write(model.notes, as: Self.notesPrefix + name)
      try file.write(model.raters, as: Self.ratersPrefix + name)
    }
    try file.write(Shortfalls(byModel: prescored.shortfalls), as: Self.shortfallsName)
    if let reputation = prescored.reputation { try file.write(reputation, as: "reputation") }
    if let flips = predictors.flips { try file.write(flips, as: Self.flipsName) }
    if let early = predictors.earlyHelpful { try file.write(early, as: Self.earlyHelpfulName) }
    try file.finish()
  }

  /// Reads the state that `write(to:)` left in a folder.
  ///
  /// - Throws: `StateError`.
  public init(folder: String) throws(StateError) {
    var file = try StateFileReader(path: "\(folder)/\(Self.fileName)")
    origin = try file.read("origin")
    let ids: StateIDs = try file.read("ids")
    self.ids = ids
    file.setCounts(notes: ids.noteIDs.count, participants: ids.participants.count)
    clusters = try file.read("clusters")
    if let model: TopicModel = try file.readIfPresent(Self.topicModelName) {
      topics = .model(model)
    } else {
      topics = .given(try file.read(Self.topicsName))
    }
    prescored = Prescored()
    for name in file.names(after: Self.metaPrefix) {
      prescored.models[name] = PrescoredModel(
        notes: try file.read(Self.notesPrefix + name),
        raters: try file.read(Self.ratersPrefix + name), meta: try file.read(Self.metaPrefix + name)
      )
    }
    let shortfalls: Shortfalls = try file.read(Self.shortfallsName)
    prescored.shortfalls = shortfalls.byModel
    prescored.reputation = try file.readIfPresent("reputation")
    predictors.flips = try file.readIfPresent(Self.flipsName)
    predictors.earlyHelpful = try file.readIfPresent(Self.earlyHelpfulName)
  }

  /// Why models learned nothing.
  private struct Shortfalls: Codable, StateSection {
    var byModel: [String: ModelShortfall.Reason]
  }

  private static let shortfallsName = "shortfalls"
  private static let topicsName = "topics"
  private static let topicModelName = "topicModel"
  private static let flipsName = "flipPredictor"
  private static let earlyHelpfulName = "earlyHelpfulPredictor"
  private static let metaPrefix = "meta/"
  private static let notesPrefix = "notes/"
  private static let ratersPrefix = "raters/"
}
