import Testing

@testable import Outbound

@Suite("Addresses of the network")
struct NetworkAddressTests {
  @Test(
    "An address that is not for everybody is not public",
    arguments: [
      "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255",
      "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255",
      "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
      "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1",
      "255.255.255.255",
      "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
      "64:ff9b:1::1", "100::1", "fc00::1", "fd00:ec2::254", "fe80::1", "febf::1", "fec0::1",
      "ff02::1", "2001::1", "2001:1ff:ffff::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1",
      "3fff:fff::1", "4000::1", "5f00::1",
    ])
  func refusesSpecialAddress(text: String) throws {
    #expect(try !#require(NetworkAddress(text)).isPublic)
  }

  @Test(
    "An address that anybody reaches is public",
    arguments: [
      "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
      "126.255.255.255", "128.0.0.1", "169.253.0.1", "172.15.255.255", "172.32.0.1",
      "192.167.0.1", "198.17.255.255", "198.20.0.1", "223.255.255.255",
      "2001:200::1", "2001:4860:4860::8888", "2606:4700::1111", "2a00::1", "3ffe::1",
    ])
  func takesPublicAddress(text: String) throws {
    #expect(try #require(NetworkAddress(text)).isPublic)
  }

  @Test(
    "Only the machine's own addresses and name are loopback",
    arguments: [
      ("127.0.0.1", true), ("127.1.2.3", true), ("::1", true), ("[::1]", true),
      ("localhost", true), ("LOCALHOST", true), ("128.0.0.1", false), ("::2", false),
      ("::ffff:127.0.0.1", false), ("localhost.example.org", false), ("127.0.0.1.example", false),
      ("", false),
    ])
  func tellsLoopback(host: String, expected: Bool) {
    #expect(isLoopback(host) == expected)
  }
}
