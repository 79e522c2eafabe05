import Testing

@testable import Simulation

@Suite("Random draws")
struct GeneratorTests {
  @Test("are those of the published xoshiro256** and SplitMix64")
  func publishedSequences() {
    var xoshiro = SeededGenerator(state: (1, 2, 3, 4))
    #expect(
      (0..<10).map { _ in xoshiro.next() } == [
        11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
        607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
        10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
      ])
    var splitMix = SplitMix64(state: 1_234_567)
    #expect(
      (0..<3).map { _ in splitMix.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test("repeat for a seed and stream and differ between streams")
  func streams() {
    var first = SeededGenerator(seed: 7, stream: 1)
    var again = SeededGenerator(seed: 7, stream: 1)
    var other = SeededGenerator(seed: 7, stream: 2)
    let words = (0..<8).map { _ in first.next() }
    #expect(words == (0..<8).map { _ in again.next() })
    #expect(words != (0..<8).map { _ in other.next() })
  }

  @Test("have the mean and spread of their distribution")
  func moments() {
    var generator = SeededGenerator(seed: 3)
    let count = 20_000
    func mean(_ draw: (inout SeededGenerator) -> Double) -> Double {
      (0..<count).reduce(0) { sum, _ in sum + draw(&generator) } / Double(count)
    }
    #expect(abs(mean { $0.unit() } - 0.5) < 0.01)
    #expect(abs(mean { $0.normal() }) < 0.03)
    #expect(
      abs(
        mean {
          let x = $0.normal()
          return x * x
        } - 1) < 0.05)
    #expect(abs(mean { $0.exponential(mean: 4) } - 4) < 0.15)
    #expect(abs(mean { Double($0.poisson(mean: 3)) } - 3) < 0.06)
    #expect(abs(mean { Double($0.poisson(mean: 80)) } - 80) < 0.3)
    #expect(abs(mean { Double($0.below(11)) } - 5) < 0.12)
  }

  @Test("of a truncated exponential stay below the limit")
  func truncation() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<1_000 {
      let value = generator.exponential(mean: 10, below: 3)
      #expect(value >= 0 && value <= 3)
    }
  }

  @Test("by weight come in proportion, and never those of weight zero")
  func weighted() {
    var generator = SeededGenerator(seed: 5)
    let choice = WeightedChoice(members: [10, 11, 12, 13], weights: [1, 0, 5, 2])
    var counts = [UInt32: Double]()
    for _ in 0..<40_000 { counts[choice.draw(using: &generator), default: 0] += 1 }
    #expect(counts[11] == nil)
    #expect(abs((counts[10] ?? 0) / 40_000 - 0.125) < 0.01)
    #expect(abs((counts[12] ?? 0) / 40_000 - 0.625) < 0.01)
    #expect(abs((counts[13] ?? 0) / 40_000 - 0.25) < 0.01)
  }

  @Test("without replacement are all different")
  func sample() {
    var generator = SeededGenerator(seed: 6)
    let sample = generator.sample(50, of: 60)
    #expect(sample.count == 50)
    #expect(Set(sample).count == 50)
    #expect(sample.allSatisfy { (0..<60).contains($0) })
  }
}
