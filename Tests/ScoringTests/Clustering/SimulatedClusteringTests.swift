import Parallel
import Simulation
import Snapshot
import Synchronization
import Testing

@testable import Scoring

/// Clusters of a simulated community, whose coordinated groups are known.
@Suite struct SimulatedClusteringTests {
  @Test("Most members of every simulated group share a component and a quasi-clique")
  func groupsAreFound() throws {
    let community = Community()
    let (snapshot, truth) = try community.simulate()
    let clusters = try RaterClusters.compute(snapshot, workers: .all)
    let components = clusters.groups(by: \.postSelectionValue)
    let cliques = clusters.groups(by: \.quasiCliqueValue)
    for group in 0..<community.coordinatedGroups.count {
      let members = Set(
        truth.raters.conduct.indices.filter {
          truth.raters.conduct[$0] == .coordinated(group: group)
        }.map { UInt32($0) })
      #expect(components.contains { $0.intersection(members).count >= 5 })
      #expect(cliques.contains { $0.intersection(members).count >= 5 })
    }
    let inComponents = components.reduce(into: Set()) { $0.formUnion($1) }
    let sincere = inComponents.count { truth.raters.conduct[Int($0)] == .sincere }
    #expect(5 * sincere <= inComponents.count)
  }

  @Test("Clusters do not depend on the number of threads, and rows ascend")
  func determinism() throws {
    let snapshot = try Community().snapshot()
    let rows = try RaterClusters.compute(snapshot, workers: Workers(threads: 1)).rows
    for threads in 2...3 {
      #expect(try RaterClusters.compute(snapshot, workers: Workers(threads: threads)).rows == rows)
    }
    #expect(rows.count > 10)
    #expect(
      zip(rows, rows.dropFirst()).allSatisfy {
        ($0.rater, $0.quasiCliqueValue) < ($1.rater, $1.quasiCliqueValue)
      })
  }

  @Test("Rows join components and quasi-cliques on the rater")
  func outerJoin() {
    let clusters = RaterClusters(components: [0, 1, 1, 0], cliques: [[1, 3], [1]])
    let rows = clusters.rows.map { [Int32($0.rater), $0.postSelectionValue, $0.quasiCliqueValue] }
    #expect(rows == [[1, 1, 1], [1, 1, 2], [2, 1, 0], [3, 0, 1]])
  }

  @Test("Scoring finds clusters where none are given")
  func scoringFindsClusters() throws {
    var community = Community()
    community.raters = 60
    community.notes = 40
    community.ratings = 300
    community.coordinatedGroups = CoordinatedGroups(count: 1, size: 5, notes: 10)
    let snapshot = try community.snapshot()
    let withGiven = StageLog()
    _ = try score(snapshot, ScoringOptions(clusters: RaterClusters())) { withGiven.append($0) }
    let without = StageLog()
    _ = try score(snapshot, ScoringOptions()) { without.append($0) }
    #expect(!withGiven.stages.contains(.raterClustering))
    #expect(without.stages.contains(.raterClustering))
  }
}

/// The stages that scoring told of.
private final class StageLog: Sendable {
  private let log = Mutex<[ScoringStage]>([])

  var stages: [ScoringStage] { log.withLock { $0 } }

  func append(_ stage: ScoringStage) { log.withLock { $0.append(stage) } }
}
