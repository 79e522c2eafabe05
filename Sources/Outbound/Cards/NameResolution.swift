import NIOCore
import NIOPosix

/// Asks the system for the address of a host.
enum NameResolution {
  /// The address that a connection to the host would go to first.
  ///
  /// Returns as soon as its task is cancelled, although the system keeps the thread until it has
  /// its answer.
  ///
  /// - Throws: `CardError.unknownHost`, `CancellationError`.
  @Sendable
  static func address(of host: String) async throws -> NetworkAddress {
    if let address = NetworkAddress(host) { return address }
    let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
    let promise = eventLoop.makePromise(of: NetworkAddress.self)
    let answer = NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) {
      guard let address = try? SocketAddress.makeAddressResolvingHost(host, port: 443),
        let address = NetworkAddress(address)
      else { throw CardError.unknownHost(host) }
      return address
    }
    return try await withTaskCancellationHandler {
      answer.cascade(to: promise)
      return try await promise.futureResult.get()
    } onCancel: {
      promise.fail(CancellationError())
    }
  }
}
