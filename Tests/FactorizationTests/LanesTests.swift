import Glibc
import Testing

@testable import Factorization

@Suite("Vector functions agree with the C library")
struct LanesTests {
  /// Eight numbers at a time from `from` to `to`.
  private func lanes(from: Float, to: Float, blocks: Int) -> [Lanes] {
    let step = (to - from) / Float(8 * blocks - 1)
    return (0..<blocks).map { block in
      var lanes = Lanes.zero
      for lane in 0..<8 { lanes[lane] = from + step * Float(8 * block + lane) }
      return lanes
    }
  }

  @Test("e^x to 4e-7 relative for |x| up to 87")
  func exponential() {
    for x in lanes(from: -87, to: 87, blocks: 400) {
      let power = x.exponential
      for lane in 0..<8 {
        let expected = exp(Double(x[lane]))
        #expect(abs(Double(power[lane]) - expected) <= 4e-7 * expected)
      }
    }
  }

  @Test("e^x beyond ±87 stays at its value there")
  func exponentialSaturates() {
    let far = Lanes(-1e30, -200, -88, -87, 87, 88, 200, 1e30).exponential
    for lane in 0..<4 { #expect(far[lane] == far[3]) }
    for lane in 4..<8 { #expect(far[lane] == far[4]) }
    #expect(far[0] > 0 && far[7] < .infinity)
  }

  @Test("log(1 + t) to 3e-7 relative for t from 0 to 1")
  func logOfOnePlus() {
    for t in lanes(from: 0, to: 1, blocks: 250) + lanes(from: 0, to: 1e-6, blocks: 10) {
      let logs = t.logOfOnePlus
      for lane in 0..<8 {
        let expected = log1p(Double(t[lane]))
        #expect(abs(Double(logs[lane]) - expected) <= 3e-7 * expected)
      }
    }
  }

  @Test("the logistic loss and its slope for |z| up to 80", arguments: [1, 3, 100] as [Float])
  func logistic(positiveWeight: Float) {
    let loss = PositiveWeightedLogisticLoss(positiveWeight: positiveWeight)
    let plain = PlainLoss.logistic(positiveWeight: Double(positiveWeight))
    for z in lanes(from: -80, to: 80, blocks: 100) {
      for label in [0, 0.5, 1] as [Float] {
        let slopes = loss.slope(z, Lanes(repeating: label))
        let values = loss.value(z, Lanes(repeating: label))
        for lane in 0..<8 {
          let slope = plain.slope(Double(z[lane]), Double(label))
          let value = plain.value(Double(z[lane]), Double(label))
          #expect(abs(Double(slopes[lane]) - slope) <= 5e-7 * (1 + abs(slope)))
          #expect(abs(Double(values[lane]) - value) <= 1e-6 * (1 + abs(value)))
        }
      }
    }
  }

  @Test("the unweighted logistic loss is the weighted one with weight 1")
  func unweightedLogistic() {
    let weighted = PositiveWeightedLogisticLoss(positiveWeight: 1)
    for z in lanes(from: -20, to: 20, blocks: 50) {
      for label in [Lanes.zero, .one] {
        #expect(LogisticLoss().slope(z, label) == weighted.slope(z, label))
        #expect(LogisticLoss().value(z, label) == weighted.value(z, label))
      }
    }
  }

  @Test("ones(first:) is 1 in the first lanes and 0 in the others", arguments: 0...8)
  func ones(count: Int) {
    let ones = Lanes.ones(first: count)
    for lane in 0..<8 { #expect(ones[lane] == (lane < count ? 1 : 0)) }
  }

  @Test("total adds up all lanes")
  func total() {
    #expect(Lanes(1, 2, 4, 8, 16, 32, 64, 128).total == 255)
  }
}
