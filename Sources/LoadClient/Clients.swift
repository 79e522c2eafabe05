import Foundation

/// Runs clients side by side, each on a thread of its own, and waits for all of them.
public func withClients(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  let group = DispatchGroup()
  for client in 0..<count {
    group.enter()
    let thread = Thread {
      body(client)
      group.leave()
    }
    thread.stackSize = 1 << 20
    thread.start()
  }
  group.wait()
}
