import Hummingbird
import Logging

/// The least that a server of this kind can do: a route that answers the same few bytes. What the
/// site does beyond it is its own cost.
enum EmptyRoute {
  /// Serves until the process is killed.
  static func serve(port: Int) throws {
    try waiting {
      let router = Router()
      router.get("/empty") { _, _ in "empty" }
      var logger = Logger(label: "bench")
      logger.logLevel = .error
      let app = Application(
        router: router,
        configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
        onServerRunning: { _ in print("→ http://127.0.0.1:\(port)") }, logger: logger)
      try await app.runService()
    }
  }
}
