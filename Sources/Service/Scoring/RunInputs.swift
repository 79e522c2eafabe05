import Foundation
import NoteModel
import Snapshot
import Storage

/// What repeating an applied run takes beside the contributions made until it decided: kept with the
/// run as its details.
///
/// A run reads the history and the enrollments and overwrites both; the store keeps them as the run
/// read them. A final run reads, through what it learned from, those of an earlier full run too.
/// Contributions are not copied: they can change or be deleted later, and a deleted one must be gone.
/// A digest tells whether they are still those that the run read.
public struct RunInputs: Codable, Hashable, Sendable {
  /// Of the random starting values, as text: JavaScript's numbers cannot hold it.
  public var seed: String
  /// The run whose contributions, history and enrollments prescoring learned from.
  public var learnedIn: Int64
  /// SHA-256 of the notes and ratings that the run read.
  public var contributions: String

  init(seed: UInt64, learnedIn: Int64, contributions: String) {
    self.seed = String(seed)
    self.learnedIn = learnedIn
    self.contributions = contributions
  }

  /// Of an applied run; nil for others.
  public init?(_ run: ScoringRun) {
    guard run.outcome == .applied,
      let inputs = try? JSONDecoder().decode(Self.self, from: Data(run.details.utf8))
    else { return nil }
    self = inputs
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

extension RunInputs {
  /// Keeps the inputs of the last applied run of each day, of those that they learned from, and of
  /// the newest full run, from which later ones will learn; deletes all others.
  ///
  /// - Parameter keptDays: days before the newest run's.
  static func deleteOld(_ store: any StoreTransaction, keptDays: Int64) throws {
    let runs = try store.runsWithInputs().filter { $0.outcome == .applied }
    guard let newest = runs.last else { return }
    var lastOfDay: [Int64: ScoringRun] = [:]
    for run in runs { lastOfDay[run.decidedAt / Millis.day] = run }
    let oldest = newest.decidedAt / Millis.day - keptDays
    var kept = Set(lastOfDay.filter { $0.key >= oldest }.values.map(\.id))
    for run in lastOfDay.values where kept.contains(run.id) {
      if let inputs = RunInputs(run) { kept.insert(inputs.learnedIn) }
    }
    if let full = runs.last(where: { $0.kind == .full }) { kept.insert(full.id) }
    try store.deleteInputs(ofRunsExcept: kept)
  }
}
