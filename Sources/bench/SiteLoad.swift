import Foundation
import LoadClient
import Synchronization

/// Requests of clients side by side, and how long each waited for its answer.
struct SiteLoad: Sendable {
  var port: Int
  var clients: Int
  /// Requests a second of all clients together; nil: each asks again as soon as it is answered.
  var pace: Double?
  /// The request of a client, by how many it has sent.
  var request: @Sendable (_ client: Int, _ number: Int) -> Request

  struct Figures: Sendable {
    var perSecond = 0.0
    /// Milliseconds, ascending.
    var times: [Double] = []
    var failures = 0

    var median: Double { quantile(0.5) }
    var p99: Double { quantile(0.99) }
    var longest: Double { times.last ?? .nan }

    private func quantile(_ share: Double) -> Double {
      times.isEmpty ? .nan : times[min(times.count - 1, Int(Double(times.count) * share))]
    }
  }

  /// Asks for some seconds.
  func run(seconds: Double) -> Figures {
    run { $0 >= seconds }
  }

  /// Asks while other work is done.
  func run<Value>(during work: () throws -> Value) rethrows -> (Value, Figures) {
    let isDone = Flag()
    let figures = FiguresBox()
    let ended = DispatchSemaphore(value: 0)
    Thread {
      figures.value = run { _ in isDone.isSet }
      ended.signal()
    }.start()
    let value: Value
    do {
      value = try work()
    } catch {
      isDone.set()
      ended.wait()
      throw error
    }
    isDone.set()
    ended.wait()
    return (value, figures.value)
  }

  private func run(until isOver: @escaping @Sendable (_ seconds: Double) -> Bool) -> Figures {
    let clock = ContinuousClock()
    let start = clock.now
    let total = Mutex(Figures())
    withClients(clients) { client in
      var times: [Double] = []
      var failures = 0
      guard let connection = try? Connection(port: port) else {
        return total.withLock { $0.failures += 1 }
      }
      while !isOver((clock.now - start) / .seconds(1)) {
        if let pace {
          // Clients take turns; one that is late does not make up for it.
          let due = Double(times.count * clients + client) / pace
          let early = due - (clock.now - start) / .seconds(1)
          if early > 0 { Thread.sleep(forTimeInterval: early) }
        }
        let sent = clock.now
        guard let answer = try? connection.send(request(client, times.count)) else {
          failures += 1
          break
        }
        times.append((clock.now - sent) / .milliseconds(1))
        if answer.status >= 300 { failures += 1 }
      }
      total.withLock { [times, failures] in
        $0.times += times
        $0.failures += failures
      }
    }
    let passed = (clock.now - start) / .seconds(1)
    var figures = total.withLock { $0 }
    figures.times.sort()
    figures.perSecond = Double(figures.times.count) / passed
    return figures
  }
}

/// Set once, read by all clients.
private final class Flag: Sendable {
  private let flag = Atomic(false)
  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}

/// Handed over by the semaphore.
private final class FiguresBox: @unchecked Sendable { var value = SiteLoad.Figures() }
