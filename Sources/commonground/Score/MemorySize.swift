import ArgumentParser
import Foundation
import Snapshot

/// An amount of memory, as `16GB`, `1.5 GB`, `800MB` or in bytes; a GB is 1,000 MB.
struct MemorySize: Hashable, Sendable, ExpressibleByArgument {
  var bytes: Int

  init(bytes: Int) { self.bytes = bytes }

  /// Three quarters of what the machine has.
  static var mostOfTheMachine: MemorySize {
    MemorySize(bytes: Int(clamping: ProcessInfo.processInfo.physicalMemory) / 4 * 3)
  }

  init?(argument: String) {
    let text = argument.uppercased().replacing(" ", with: "")
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let units = [
      "": 1.0, "B": 1, "K": 1e3, "KB": 1e3, "M": 1e6, "MB": 1e6, "G": 1e9, "GB": 1e9, "T": 1e12,
      "TB": 1e12,
    ]
    guard let value = Double(number), let unit = units[String(text.dropFirst(number.count))],
      value > 0, value * unit < 1e15
    else { return nil }
    bytes = Int(value * unit)
  }

  var defaultValueDescription: String { bytes.asBytes }

  /// What models may need together, beside the process as it is and the ratings that all share.
  func leftForModels(_ snapshot: Snapshot) -> Int {
    max(0, bytes - peakResidentBytes() - Self.sharedBytesPerRating * snapshot.ratings.count)
  }

  /// Two copies of the ratings with different ones left out (`RatingStore`), less the table that was
  /// read, which is freed.
  private static let sharedBytesPerRating = 10
}
