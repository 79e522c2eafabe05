import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Works on a new thread that the system lets run when nobody else wants the processor, or little
/// more: whoever waits for a page is not to wait for a run. Threads that it starts inherit that.
func onYieldingThread<Value: Sendable>(
  _ work: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    let thread = Thread {
      // On Linux a thread’s niceness is its own. A third of the weight: enough that pages hardly wait,
      // and that a run still ends where requests never do.
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
      continuation.resume(with: Result { try work() })
    }
    // The main thread's size: the pool's threads have it too.
    thread.stackSize = 8 << 20
    thread.start()
  }
}
