import Foundation
import NIOCore

/// An address of the internet protocol: 4 bytes or 16.
struct NetworkAddress: Hashable, Sendable {
  let bytes: [UInt8]

  /// As the resolver and the client write it.
  let text: String

  init?(_ text: String) {
    guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
    self.init(address)
  }

  init?(_ address: SocketAddress) {
    switch address {
    case .v4(let address): bytes = withUnsafeBytes(of: address.address.sin_addr) { Array($0) }
    case .v6(let address): bytes = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
    case .unixDomainSocket: return nil
    }
    guard let text = address.ipAddress else { return nil }
    self.text = text
  }

  var isLoopback: Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
  }

  /// Whether it is one that anybody on the internet reaches: no machine of our own network can be
  /// asked through it (registries of special-purpose addresses, RFC 6890).
  var isPublic: Bool {
    bytes.count == 4
      ? !Self.specialVersion4.contains { matches($0) }
      : Self.globalVersion6.contains { matches($0) }
        && !Self.specialVersion6.contains { matches($0) }
  }

  private func matches(_ block: Block) -> Bool {
    guard bytes.count == (block.isVersion4 ? 4 : 16) else { return false }
    for (index, prefix) in block.prefix.enumerated() {
      let bits = min(8, block.bits - 8 * index)
      guard bits > 0 else { break }
      let mask = UInt8(truncatingIfNeeded: 0xff << (8 - bits))
      guard bytes[index] & mask == prefix & mask else { return false }
    }
    return true
  }

  /// All addresses that begin with the same bits.
  private struct Block {
    var prefix: [UInt8]
    var bits: Int
    var isVersion4 = true
  }

  private static let specialVersion4 = [
    Block(prefix: [0], bits: 8),  // this network
    Block(prefix: [10], bits: 8),  // private
    Block(prefix: [100, 64], bits: 10),  // shared by the customers of a carrier
    Block(prefix: [127], bits: 8),  // loopback
    Block(prefix: [169, 254], bits: 16),  // link-local, where clouds keep their secrets
    Block(prefix: [172, 16], bits: 12),  // private
    Block(prefix: [192, 0, 0], bits: 24),  // protocol assignments
    Block(prefix: [192, 0, 2], bits: 24),  // documentation
    Block(prefix: [192, 88, 99], bits: 24),  // relays to version 6
    Block(prefix: [192, 168], bits: 16),  // private
    Block(prefix: [198, 18], bits: 15),  // benchmarks
    Block(prefix: [198, 51, 100], bits: 24),  // documentation
    Block(prefix: [203, 0, 113], bits: 24),  // documentation
    Block(prefix: [224], bits: 4),  // multicast
    Block(prefix: [240], bits: 4),  // reserved, broadcast
  ]

  /// Everything else of version 6 is local, mapped, translated, multicast or not assigned.
  private static let globalVersion6 = [Block(prefix: [0x20], bits: 3, isVersion4: false)]

  private static let specialVersion6 = [
    Block(prefix: [0x20, 0x01, 0x00], bits: 23, isVersion4: false),  // protocols, Teredo
    Block(prefix: [0x20, 0x01, 0x0d, 0xb8], bits: 32, isVersion4: false),  // documentation
    Block(prefix: [0x20, 0x02], bits: 16, isVersion4: false),  // 6to4, which holds version 4
    Block(prefix: [0x3f, 0xff, 0x00], bits: 20, isVersion4: false),  // documentation
  ]
}
