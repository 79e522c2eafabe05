import Parallel
import Synchronization
import Testing

@Suite("Workers")
struct WorkersTests {
  @Test(
    "run each index once",
    arguments: [1, 2, 3, 8], [0, 1, 2, 7, 1000])
  func eachIndexOnce(threads: Int, count: Int) {
    let runs = Mutex([Int](repeating: 0, count: count))
    Workers(threads: threads).each(count) { index in runs.withLock { $0[index] += 1 } }
    #expect(runs.withLock { $0.allSatisfy { $0 == 1 } })
  }

  @Test("map in order", arguments: [1, 2, 3, 8], [0, 1, 2, 1000])
  func mapsInOrder(threads: Int, count: Int) {
    let squares = Workers(threads: threads).map(count) { $0 * $0 }
    #expect(squares == (0..<count).map { $0 * $0 })
  }

  @Test(
    "cover a count with ranges of a grain, the last one shorter",
    arguments: [0, 1, 9, 10, 11, 25])
  func ranges(count: Int) {
    let ranges = Mutex<[Range<Int>]>([])
    Workers(threads: 3).ranges(count, grain: 10) { range in ranges.withLock { $0.append(range) } }
    let sorted = ranges.withLock { $0.sorted { $0.lowerBound < $1.lowerBound } }
    #expect(sorted.flatMap { Array($0) } == Array(0..<count))
    #expect(sorted.dropLast().allSatisfy { $0.count == 10 })
  }

  @Test("are at least one")
  func atLeastOne() {
    #expect(Workers(threads: 0).threads == 1)
    #expect(Workers(threads: -3).threads == 1)
    #expect(Workers.all.threads >= 1)
  }

  @Test("may work inside the work of others")
  func nested() {
    let sums = Workers(threads: 2).map(8) { outer in
      Workers(threads: 2).map(100) { $0 * outer }.reduce(0, +)
    }
    #expect(sums == (0..<8).map { 4950 * $0 })
  }
}

@Suite("Disjoint writes")
struct DisjointWritesTests {
  @Test("from several threads all arrive")
  func parallel() {
    var numbers = [Int](repeating: 0, count: 10_000)
    numbers.withDisjointWrites { slots in
      Workers(threads: 4).each(slots.count) { slots[$0] = $0 }
    }
    #expect(numbers == Array(0..<10_000))
  }

  @Test("to an empty array have no place")
  func empty() {
    var numbers: [Int] = []
    #expect(numbers.withDisjointWrites { $0.count } == 0)
  }

  @Test("leave copies of the array alone")
  func copies() {
    var numbers = [1, 2, 3]
    let copy = numbers
    numbers.withDisjointWrites { $0[1] = 7 }
    #expect(numbers == [1, 7, 3])
    #expect(copy == [1, 2, 3])
  }
}
