import Testing

@testable import Factorization

@Suite("The random stream")
struct RandomStreamTests {
  @Test("is xoshiro256** seeded by SplitMix64")
  func golden() {
    var random = RandomStream(seed: 42)
    let first = (0..<4).map { _ in random.next() }
    #expect(
      first == [
        0x1578_0B2E_0C2E_C716, 0x6104_D986_6D11_3A7E, 0xAE17_5332_39E4_99A1, 0xECB8_AD47_03B3_60A1,
      ])
  }

  @Test("draws uniform numbers with the right mean and variance, within bounds")
  func uniform() {
    var random = RandomStream(seed: 1)
    let numbers = (0..<100_000).map { _ in Double(random.uniform(bound: 3)) }
    let mean = numbers.reduce(0, +) / 1e5
    let variance = numbers.reduce(0) { $0 + $1 * $1 } / 1e5
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 3) < 0.05)
    #expect(numbers.allSatisfy { -3 <= $0 && $0 <= 3 })
  }

  @Test("draws normal numbers with the right moments")
  func normal() {
    var random = RandomStream(seed: 2)
    let numbers = (0..<100_000).map { _ in Double(random.normal()) }
    let moments = (1...4).map { power in
      numbers.reduce(0) { sum, number in
        sum + (0..<power).reduce(1.0) { product, _ in product * number }
      } / 1e5
    }
    #expect(abs(moments[0]) < 0.02)
    #expect(abs(moments[1] - 1) < 0.03)
    #expect(abs(moments[2]) < 0.1)
    #expect(abs(moments[3] - 3) < 0.2)
  }
}
