import Parallel
import Synchronization
import Testing

@Suite("Jobs within a memory budget")
struct JobScheduleTests {
  /// What happened: jobs in the order of their starts, and the most bytes and jobs at one time.
  private final class Log: Sendable {
    struct Events: Sendable {
      var starts: [Int] = []
      var bytes = 0
      var running = 0
      var mostBytes = 0
      var mostRunning = 0
    }
    let events = Mutex(Events())

    func begin(_ job: Int, _ size: Int) {
      events.withLock { events in
        events.starts.append(job)
        events.bytes += size
        events.running += 1
        events.mostBytes = max(events.mostBytes, events.bytes)
        events.mostRunning = max(events.mostRunning, events.running)
      }
    }

    func end(_ size: Int) {
      events.withLock { events in
        events.bytes -= size
        events.running -= 1
      }
    }
  }

  private func run(_ sizes: [Int], slots: Int, budget: Int) -> (results: [Int], Log.Events) {
    let log = Log()
    let results = JobSchedule(slots: slots, budget: budget).map(sizes) { job in
      log.begin(job, sizes[job])
      var sum = 0
      for number in 0..<20_000 { sum &+= number ^ job }
      log.end(sizes[job])
      return job * 10 + (sum & 0)
    }
    return (results, log.events.withLock { $0 })
  }

  @Test("come back in their order, whatever budget and slots", arguments: [1, 2, 8], [0, 7, 1000])
  func order(slots: Int, budget: Int) {
    let sizes = [3, 9, 1, 4, 1, 5, 9, 2, 6]
    #expect(run(sizes, slots: slots, budget: budget).results == sizes.indices.map { $0 * 10 })
  }

  @Test("start with the largest; equal ones in their order")
  func largestFirst() {
    #expect(run([3, 9, 1, 9, 4], slots: 1, budget: 100).1.starts == [1, 3, 4, 0, 2])
  }

  @Test("never need more together than the budget, unless one alone does")
  func budget() {
    let sizes = (0..<60).map { 1 + $0 * 7 % 13 }
    #expect(run(sizes, slots: 6, budget: 20).1.mostBytes <= 20)
    #expect(run(sizes, slots: 6, budget: 20).1.mostRunning <= 6)
    #expect(run([50, 50, 50], slots: 3, budget: 20).1.mostBytes == 50)
    #expect(run([50, 50, 50], slots: 3, budget: 0).1.mostRunning == 1)
  }

  @Test("none: nothing")
  func none() { #expect(run([], slots: 2, budget: 1).results == []) }
}
