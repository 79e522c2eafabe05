import Simulation
import Snapshot

/// What `simulate` says when it is done.
struct SimulationReport {
  let text: String

  init(_ snapshot: Snapshot, _ truth: Truth, output: String) {
    let raters = Set(snapshot.ratings.rater).count
    let attackers = truth.raters.conduct.count { $0 == .attacker }
    let coordinated = truth.raters.conduct.count {
      if case .coordinated = $0 { true } else { false }
    }
    text = """
      Wrote \(output): \(snapshot.notes.count.grouped) notes and \
      \(snapshot.ratings.count.grouped) ratings by \(raters.grouped) raters,
      of whom \(coordinated.grouped) coordinate and \(attackers.grouped) attack.
      Next: commonground inspect \(output)

      """
  }
}
