// swift-tools-version: 6.2
import PackageDescription

/// The floors of the house, ground floor first: an arrow of imports only ever points down.
/// ARCHITECTURE.md draws them and walks through them.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "commonground",
  products: [
    .executable(name: "commonground", targets: ["commonground"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.0.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.90.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.0.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.3.0"),
  ],
  targets: [
    // Ground floor: nothing of ours below it.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // The C library's malloc.h, which the Glibc module leaves out.
    .systemLibrary(name: "CMalloc"),
    .target(name: "NoteModel", swiftSettings: strict),
    .target(name: "Parallel", swiftSettings: strict),
    .target(name: "Plots", swiftSettings: strict),
    .target(name: "Factorization", dependencies: ["Parallel"], swiftSettings: strict),
    // For the benchmarks and the tests alone: asks a server on this machine.
    .target(name: "LoadClient", swiftSettings: strict),

    // First floor: data in and out, and the algorithm.
    .target(
      name: "Snapshot", dependencies: ["NoteModel", "Parallel", "CZlib", "CMalloc"],
      swiftSettings: strict),
    .target(
      name: "Scoring",
      dependencies: ["NoteModel", "Parallel", "Factorization", "Snapshot", "CZlib"],
      swiftSettings: strict),
    .target(
      name: "Simulation", dependencies: ["NoteModel", "Snapshot"], swiftSettings: strict),

    .target(name: "CommunityRules", dependencies: ["NoteModel"], swiftSettings: strict),
    .target(
      name: "NoteEvaluation", dependencies: ["NoteModel", "Parallel", "Factorization"],
      swiftSettings: strict),

    // The two protocols by which programs say who they are, as values and pure functions.
    .target(
      name: "OAuth", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(name: "Moderation", dependencies: ["NoteModel"], swiftSettings: strict),
    .target(name: "ContentClassification", swiftSettings: strict),

    // Second floor: what a living site needs around the rules.
    .target(
      name: "Identity",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "Outbound",
      dependencies: [
        "ContentClassification", "NoteEvaluation", "OAuth",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "JWTKit", package: "jwt-kit"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOFoundationCompat", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict),
    .target(
      name: "Storage",
      dependencies: [
        "NoteModel", "CommunityRules", "Moderation", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "Service",
      dependencies: [
        "NoteModel", "Parallel", "Factorization", "Plots", "Snapshot", "Scoring", "Simulation",
        "CMalloc",
        "CommunityRules", "ContentClassification", "Identity", "Moderation", "NoteEvaluation",
        "OAuth", "Outbound", "Storage",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    // Third floor: HTTP alone. No rule of the community is decided here.
    .target(
      name: "Web",
      dependencies: [
        "NoteModel", "CommunityRules", "ContentClassification", "Identity", "Moderation", "OAuth",
        "Outbound", "Plots", "Service", "Storage",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      resources: [.copy("Templates"), .copy("Assets")], swiftSettings: strict),

    // Roof: what a person runs.
    .executableTarget(
      name: "commonground",
      dependencies: [
        "NoteModel", "Parallel", "Factorization", "Plots", "Snapshot", "Scoring", "Simulation",
        "CommunityRules", "ContentClassification", "Moderation", "NoteEvaluation", "Identity",
        "OAuth", "Outbound", "Storage", "Service", "Web",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "bench",
      dependencies: [
        "NoteModel", "Parallel", "Factorization", "Snapshot", "Scoring", "Simulation",
        "CommunityRules", "Identity", "Moderation", "Storage", "LoadClient", "OAuth",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    .testTarget(name: "NoteModelTests", dependencies: ["NoteModel"], swiftSettings: strict),
    .testTarget(name: "PlotsTests", dependencies: ["Plots"], swiftSettings: strict),
    .testTarget(name: "ParallelTests", dependencies: ["Parallel"], swiftSettings: strict),
    .testTarget(
      name: "FactorizationTests", dependencies: ["Factorization", "Parallel"],
      swiftSettings: strict),
    .testTarget(
      name: "SnapshotTests", dependencies: ["Snapshot", "NoteModel", "Parallel", "CZlib"],
      swiftSettings: strict),
    .testTarget(
      name: "ScoringTests",
      dependencies: [
        "Scoring", "Snapshot", "Simulation", "NoteModel", "Parallel", "Factorization", "CZlib",
      ],
      resources: [.copy("Golden")], swiftSettings: strict),
    .testTarget(
      name: "SimulationTests", dependencies: ["Simulation", "Snapshot", "NoteModel"],
      swiftSettings: strict),
    .testTarget(
      name: "CommunityRulesTests", dependencies: ["CommunityRules", "NoteModel"],
      swiftSettings: strict),
    .testTarget(
      name: "NoteEvaluationTests",
      dependencies: ["NoteEvaluation", "NoteModel", "Parallel", "Factorization"],
      swiftSettings: strict),
    .testTarget(name: "OAuthTests", dependencies: ["OAuth"], swiftSettings: strict),
    .testTarget(
      name: "ModerationTests", dependencies: ["Moderation", "NoteModel"], swiftSettings: strict),
    .testTarget(
      name: "ContentClassificationTests", dependencies: ["ContentClassification"],
      swiftSettings: strict),
    .testTarget(name: "IdentityTests", dependencies: ["Identity"], swiftSettings: strict),
    .testTarget(
      name: "OutboundTests",
      dependencies: [
        "Outbound", "ContentClassification", "NoteEvaluation", "OAuth",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "JWTKit", package: "jwt-kit"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "StorageTests",
      dependencies: [
        "Storage", "CommunityRules", "Moderation", "NoteModel",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ServiceTests",
      dependencies: [
        "Service", "OAuth", "ContentClassification", "Moderation", "Storage", "CommunityRules",
        "Outbound", "Scoring", "Simulation", "Snapshot",
        "NoteModel", "Parallel", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "Web", "Service", "Storage", "CommunityRules", "ContentClassification", "Identity",
        "NoteEvaluation", "Moderation", "NoteModel", "OAuth", "Outbound",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ],
      resources: [.copy("Recorded")], swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "commonground", "Scoring", "Simulation", "Snapshot", "NoteModel", "CommunityRules",
        "ContentClassification", "Moderation",
        "NoteEvaluation",
        "Identity", "OAuth", "Service", "Storage", "LoadClient",
      ],
      swiftSettings: strict),
  ]
)
