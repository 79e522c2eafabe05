import Factorization
import Foundation
import Parallel

/// Times the numeric core at several sizes and thread counts, next to what memory delivers.
///
/// An epoch is two passes over the ratings (items, users) and the steps of the optimiser. Streamed
/// bytes are what an epoch reads of the compressed layouts, gathered bytes the parameters it loads
/// for each rating, mostly from cache.
enum FactorizationBenchmark {
  /// Element sizes of the layouts: a 32-bit index and a byte, once by item and once by user.
  private static let streamedBytes = 2.0 * 5
  /// Pairs on both sides.
  private static let gatheredBytes = 2.0 * 8
  /// Sixteen bytes of a user, eight of an item.
  private static let gatheredReputationBytes = 16.0 + 8

  static func run(_ arguments: [String]) throws {
    let sizes = try sizes(arguments)
    let threadCounts = Array(Set([1, processorCount()])).sorted()
    var bandwidth: [Int: Double] = [:]
    print("memory bandwidth (triad)")
    for threads in threadCounts {
      bandwidth[threads] = MemoryBandwidth.triad(threads: threads)
      print(String(format: "  %d threads %8.1f GB/s", threads, bandwidth[threads]! / 1e9))
    }
    print("streamed \(Int(streamedBytes)) bytes a rating and epoch;", terminator: " ")
    print("gathered \(Int(gatheredBytes)), low diligence \(Int(gatheredReputationBytes))\n")
    print(
      pad("ratings", 9), pad("threads", 7), pad("one epoch of", 17), pad("ms", 9),
      pad("ns/rating", 10), pad("CPU ns", 10), pad("Mratings/s", 11), pad("GB/s", 7),
      pad("share", 8))
    for size in sizes {
      let data = SyntheticRatings(count: size, seed: 1)
      for threads in threadCounts {
        let workers = Workers(threads: threads)
        let rows = [
          ("squared error", try epoch(data, .squared, workers)),
          ("logistic", try epoch(data, .logistic(positiveWeight: 3), workers)),
          ("low diligence", try diligenceEpoch(data, workers)),
        ]
        for (name, epoch) in rows {
          report(data.matrix.ratingCount, threads, name, epoch, bandwidth: bandwidth[threads]!)
        }
      }
      try wholeFit(data)
    }
  }

  private static func sizes(_ arguments: [String]) throws -> [Int] {
    guard let option = arguments.first else { return [1_000_000, 5_000_000, 20_000_000] }
    let sizes = arguments.dropFirst().compactMap { Int($0) }
    guard option == "--ratings", !sizes.isEmpty, sizes.count == arguments.count - 1,
      sizes.allSatisfy({ $0 > 0 })
    else { throw UsageError() }
    return sizes
  }

  /// Time of one epoch of a biased fit: the difference between a longer and a shorter fit.
  private static func epoch(
    _ data: SyntheticRatings, _ loss: BiasedFactorization.Loss, _ workers: Workers
  ) throws -> Timing {
    let matrix = loss == .squared ? data.matrix : data.lowest
    return try difference(epochs: epochs(data)) { count in
      var model = BiasedFactorization()
      model.loss = loss
      model.maxEpochs = count
      var random = RandomStream(seed: 2)
      return try model.fit(matrix, random: &random, workers: workers).epochs
    }
  }

  /// Time of one epoch of the low-diligence model, averaged over its three rounds.
  private static func diligenceEpoch(_ data: SyntheticRatings, _ workers: Workers) throws -> Timing
  {
    try difference(epochs: epochs(data)) { count in
      var model = ReputationFactorization.lowDiligence
      model.convergence = 0
      model.maxEpochs = count - 1
      var random = RandomStream(seed: 2)
      let prescored = try model.prescore(
        data.lowest, itemFactors: nil, userFactors: nil, random: &random, workers: workers)
      return prescored.epochs.wrappedSum()
    }
  }

  private static func epochs(_ data: SyntheticRatings) -> Int {
    min(40, max(6, 40_000_000 / data.matrix.ratingCount))
  }

  private static func difference(epochs: Int, _ fit: (Int) throws -> Int) rethrows -> Timing {
    var steps = 0
    let short = try Timing.measure { steps -= try fit(1) }
    let long = try Timing.measure { steps += try fit(1 + epochs) }
    return Timing(
      wall: (long.wall - short.wall) / Double(steps),
      processor: (long.processor - short.processor) / Double(steps))
  }

  /// A fit until the stop rule ends it, with all threads.
  private static func wholeFit(_ data: SyntheticRatings) throws {
    var random = RandomStream(seed: 2)
    var epochs = 0
    let timing = try Timing.measure {
      epochs = try BiasedFactorization().fit(data.matrix, random: &random, workers: .all).epochs
    }
    print(
      pad("\(data.matrix.ratingCount)", 9), pad("\(Workers.all.threads)", 7),
      pad("whole squared fit", 17),
      String(
        format: "%9.2f s for %d epochs; peak memory so far %.0f MB\n", timing.wall, epochs,
        peakMemory() / 1e6))
  }

  private static func report(
    _ ratings: Int, _ threads: Int, _ name: String, _ epoch: Timing, bandwidth: Double
  ) {
    let rate = Double(ratings) / epoch.wall
    let streamed = rate * streamedBytes
    print(
      pad("\(ratings)", 9), pad("\(threads)", 7), pad(name, 17),
      String(
        format: "%9.2f %10.2f %10.2f %11.0f %7.1f %6.0f %%", epoch.wall * 1e3, 1e9 / rate,
        1e9 * epoch.processor / Double(ratings), rate / 1e6, streamed / 1e9,
        100 * streamed / bandwidth))
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private struct UsageError: Error, CustomStringConvertible {
    let description = "give --ratings one or more positive numbers, such as --ratings 1000000"
  }
}
