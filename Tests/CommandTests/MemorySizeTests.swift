import Testing

@testable import commonground

@Suite("An amount of memory")
struct MemorySizeTests {
  @Test(
    "is read with its unit",
    arguments: [
      ("16GB", 16_000_000_000), ("1.5 gb", 1_500_000_000), ("800MB", 800_000_000),
      ("800M", 800_000_000), ("4096", 4096), ("2T", 2_000_000_000_000),
    ])
  func reads(text: String, bytes: Int) throws {
    #expect(try #require(MemorySize(argument: text)).bytes == bytes)
  }

  @Test(
    "is refused where it says nothing",
    arguments: [
      "", "GB", "-1GB", "0", "16XB", "1e9", "nan", "inf", "99999999TB", "1.2.3GB", "1GBs",
    ])
  func refuses(text: String) { #expect(MemorySize(argument: text) == nil) }
}
