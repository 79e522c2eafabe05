import Factorization
import NoteModel

/// All that the site's rules look at for one note. Missing numbers are NaN.
struct SiteEvidence: Sendable {
  var coreStatus: NoteStatus?
  var coreWithTopicsStatus: NoteStatus?
  var expansionStatus: NoteStatus?
  var expansionPlusStatus: NoteStatus?
  var gaussianStatus: NoteStatus?
  var gaussianCoreWithTopicsStatus: NoteStatus?
  var coreIntercept: Float = .nan
  var expansionIntercept: Float = .nan
  var corePopulationSampledIntercept: Float = .nan
  /// Population-sampled ratings on the two sides of the core model's viewpoint axis.
  var populationSampledNegative: Int32 = 0
  var populationSampledPositive: Int32 = 0
  /// The group whose model has a result for the note; 0 for none. Likewise the next two.
  var group: Int16 = 0
  var groupStatus: NoteStatus?
  var multiGroup: Int16 = 0
  var multiGroupStatus: NoteStatus?
  var topic: Int16 = 0
  var topicParameters = BiasFactor.missing
  var isTopicConfident = false
  var previousStatus: NoteStatus?
  var lockedStatus: NoteStatus?
  var explanation = Explanation()

  /// Whether Core, or where Core says nothing Expansion, refuses the note: other models may then not
  /// make it helpful.
  var isBlocked: Bool {
    func refuses(_ status: NoteStatus) -> Bool { status == .firmReject || status == .notHelpful }
    return (coreStatus ?? expansionStatus).map(refuses) ?? false
  }
}
