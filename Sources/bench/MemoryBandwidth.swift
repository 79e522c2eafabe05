import Foundation
import Parallel

/// What this machine's memory delivers: the triad a = b + s · c of the STREAM benchmark (McCalpin
/// 1995) over arrays far beyond any cache.
enum MemoryBandwidth {
  /// Bytes a second; the best of several runs, counting three arrays and not the write-allocate.
  static func triad(threads: Int) -> Double {
    let count = 1 << 25
    let first = [Float](repeating: 1, count: count)
    let second = [Float](repeating: 2, count: count)
    var result = [Float](repeating: 0, count: count)
    let workers = Workers(threads: threads)
    var best = Double.infinity
    for run in 0..<5 {
      let scale = Float(run)
      let timing = Timing.measure {
        result.withDisjointWrites { result in
          workers.ranges(count, grain: 1 << 20) { range in
            let first = first.span
            let second = second.span
            for index in range {
              result[index] = first[unchecked: index] + scale * second[unchecked: index]
            }
          }
        }
      }
      best = min(best, timing.wall)
    }
    precondition(result[count / 2] == 9, "the triad must not be optimised away")
    return Double(3 * count * MemoryLayout<Float>.size) / best
  }
}

/// Wall-clock and processor time, in seconds; processor time adds up over threads, and stays the
/// same when the machine is busy with something else.
struct Timing {
  var wall: Double
  var processor: Double

  static func measure(_ body: () throws -> Void) rethrows -> Timing {
    let before = clock()
    let duration = try ContinuousClock().measure(body).components
    return Timing(
      wall: Double(duration.seconds) + Double(duration.attoseconds) * 1e-18,
      processor: Double(clock() - before) / Double(CLOCKS_PER_SEC))
  }
}

/// Peak resident memory of this process so far, in bytes.
func peakMemory() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return Double(usage.ru_maxrss) * 1024
}
