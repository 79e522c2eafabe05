import Parallel
import Testing

@testable import Factorization

@Suite("Gradient-boosted trees")
struct GradientBoostingTests {
  @Test("Twenty trees give the probabilities of scikit-learn 1.0.2")
  func matchesReference() throws {
    let data = BoostingData(rows: 1200)
    var boosting = GradientBoosting()
    boosting.maxTrees = 20
    boosting.learningRate = 0.07

    let model = try #require(
      boosting.fit(
        data.features, labels: data.labels,
        validation: Array(repeating: false, count: data.labels.count)))

    let probabilities = model.probabilities(data.features)
    let expected = [
      0.152631358, 0.20349944, 0.156039422, 0.588112909, 0.39170691, 0.26631086, 0.604966051,
      0.445873882, 0.27392879, 0.129845368, 0.297171649, 0.518512072,
    ]
    for (ours, theirs) in zip(probabilities, expected) { #expect(abs(ours - theirs) < 1e-6) }
    #expect(abs(mean(probabilities) - 0.3622375957893089) < 1e-7)
    #expect(
      model.trees.map { tree in tree.nodes.count { $0.split == nil } } == [
        26, 26, 25, 24, 25, 22, 26, 21, 22, 22, 24, 23, 25, 25, 24, 18, 25, 18, 23, 18,
      ])
  }

  @Test("With few leaves and bins the best leaves are split first, as in scikit-learn 1.0.2")
  func growsBestFirst() throws {
    let data = BoostingData(rows: 1200)
    var boosting = GradientBoosting()
    boosting.maxTrees = 5
    boosting.maxDepth = 8
    boosting.maxLeaves = 6
    boosting.minRowsPerLeaf = 5
    boosting.learningRate = 0.3
    boosting.maxBins = 16

    let model = try #require(
      boosting.fit(
        data.features, labels: data.labels,
        validation: Array(repeating: false, count: data.labels.count)))

    let probabilities = model.probabilities(data.features)
    let expected = [0.175287616, 0.310745715, 0.175287616, 0.587671805, 0.328721128, 0.336212599]
    for (ours, theirs) in zip(probabilities, expected) { #expect(abs(ours - theirs) < 1e-6) }
    #expect(abs(mean(probabilities) - 0.363279874195602) < 1e-7)
  }

  @Test("The fit stops where the rows held back stop gaining, as in scikit-learn 1.0.2")
  func stopsEarly() throws {
    let data = BoostingData(rows: 1200)
    var boosting = GradientBoosting()
    boosting.maxTrees = 200
    boosting.learningRate = 0.07

    let model = try #require(
      boosting.fit(data.features, labels: data.labels, validation: data.everyTenth))

    #expect(model.trees.count == 31)
    let probabilities = model.probabilities(data.features)
    let expected = [
      0.120186649, 0.236518942, 0.103892788, 0.616281259, 0.395443116, 0.286383671, 0.681131322,
      0.447863748, 0.339110643, 0.057852703, 0.325119122, 0.444041356,
    ]
    for (ours, theirs) in zip(probabilities, expected) { #expect(abs(ours - theirs) < 1e-6) }
    #expect(abs(mean(probabilities) - 0.3592509590788632) < 1e-7)
  }

  @Test("An improvement no larger than the tolerance is none")
  func toleranceOfStopping() {
    var boosting = GradientBoosting()
    boosting.patience = 2
    boosting.tolerance = 0.5

    #expect(!boosting.hasStalled([3, 3]))
    #expect(boosting.hasStalled([3, 3, 2.5]))
    #expect(!boosting.hasStalled([3, 2.25, 3]))
    #expect(boosting.hasStalled([1, 3, 3, 2.5]))
  }

  @Test("The result does not depend on the number of threads")
  func isDeterministic() {
    let data = BoostingData(rows: 600)
    let models = [1, 2, 5].map { threads in
      GradientBoosting().fit(
        data.features, labels: data.labels, validation: data.everyTenth,
        workers: Workers(threads: threads))
    }
    #expect(models[0] != nil && models[0] == models[1] && models[0] == models[2])
  }

  @Test("No leaf has fewer rows than asked for")
  func smallLeaves() throws {
    let data = BoostingData(rows: 300)
    var boosting = GradientBoosting()
    boosting.maxTrees = 1
    boosting.minRowsPerLeaf = 40

    let model = try #require(
      boosting.fit(
        data.features, labels: data.labels, validation: Array(repeating: false, count: 300)))

    let values = (0..<300).map { model.trees[0].value(data.features, row: $0) }
    let sizes = Dictionary(grouping: values) { $0 }.mapValues(\.count)
    #expect(sizes.count > 1)
    #expect(sizes.values.allSatisfy { $0 >= 40 })
  }

  @Test("One label alone teaches nothing")
  func oneLabel() {
    let data = BoostingData(rows: 100)
    let labels = Array(repeating: true, count: 100)
    let model = GradientBoosting().fit(
      data.features, labels: labels, validation: Array(repeating: false, count: 100))
    #expect(model == nil)
  }

  private func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}

/// Four features and a label that leans on all of them, from a linear congruential generator, so
/// that any program can make the same.
struct BoostingData {
  let features: FeatureColumns
  let labels: [Bool]
  /// Rows 3, 13, 23, …
  let everyTenth: [Bool]

  init(rows: Int) {
    var state: UInt32 = 1
    func next() -> Int {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int(state >> 16)
    }
    var columns = [[Float]](repeating: [], count: 4)
    var labels: [Bool] = []
    for _ in 0..<rows {
      let many = Float(next()) / 256 - 128
      let few = next() % 7
      let draw = next()
      let mostlyZero = draw % 3 == 0 ? Float(draw) / 256 : 0
      let wave = next() % 300
      let noise = Double(next()) / 65536
      columns[0].append(many)
      columns[1].append(Float(few))
      columns[2].append(mostlyZero)
      columns[3].append(Float(wave))
      let reasons = [many > 20, few >= 4, mostlyZero > 100, wave % 50 < 10].count { $0 }
      labels.append(noise < 0.1 + 0.22 * Double(reasons))
    }
    features = FeatureColumns(rowCount: rows, columnCount: 4, values: columns.flatMap { $0 })
    self.labels = labels
    everyTenth = (0..<rows).map { $0 % 10 == 3 }
  }
}
