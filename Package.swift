// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// The copy of libsodium that asks CKeptMemory for its memory, made by `Scripts/setup`; without one Debian's own (decision 0016).
let linkingSodium: [LinkerSetting] = [
    .unsafeFlags(
        [".build/sodium", "Sources/CSodium/fallback"].map { "-L\(Context.packageDirectory)/\($0)" },
        .when(platforms: [.linux])),
    .linkedLibrary(":libsodium-kept.a", .when(platforms: [.linux])),
    .linkedLibrary("sodium", .when(platforms: [.macOS])),
]

let package = Package(
    name: "gatehouse",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "gatehouse", targets: ["gatehouse"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
        .systemLibrary(
            name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"]), .brew(["qrencode"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .target(name: "CCommonPasswords", exclude: ["SOURCES.md", "common-passwords.txt"]),
        .target(name: "CKeptMemory"),
        .target(name: "CProcess"),
        .target(
            name: "Domain",
            dependencies: [
                "CCommonPasswords", "CSodium", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: settings,
            linkerSettings: linkingSodium),
        .target(name: "Hashing", dependencies: ["CKeptMemory", "CSodium", "Domain"], swiftSettings: settings),
        .target(
            name: "Storage",
            dependencies: [
                "CPostgres", "Domain", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            resources: [.embedInCode("Migrations")],
            swiftSettings: settings),
        .target(
            name: "Flows",
            dependencies: ["Domain", "Hashing", "Storage", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings),
        .target(
            name: "Web",
            dependencies: [
                "Domain", "Flows", "CQREncode", "CZlib",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("Assets"), .embedInCode("Templates")]
                + ["en", "hu"].map { .embedInCode("Messages/\($0).properties") },
            swiftSettings: settings),
        .executableTarget(
            name: "gatehouse",
            dependencies: [
                "CProcess", "Domain", "Hashing", "Storage", "Flows", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "Domain", "Hashing", "Storage", "Flows", "CSodium", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
            ],
            path: "Benchmarks", swiftSettings: settings),
        .target(
            name: "TestSupport",
            dependencies: [
                "Domain", "Hashing", "Storage", "Flows", "Web", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            path: "Tests/Support",
            swiftSettings: settings),
        .testTarget(
            name: "DomainTests",
            dependencies: ["Domain", "TestSupport", .product(name: "CryptoExtras", package: "swift-crypto")],
            resources: ["hotp.csv", "jose.json", "totp.csv"].map { .embedInCode("Vectors/\($0)") },
            swiftSettings: settings),
        .testTarget(
            name: "HashingTests", dependencies: ["CKeptMemory", "Domain", "Hashing", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "StorageTests",
            dependencies: ["Storage", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings),
        .testTarget(name: "FlowsTests", dependencies: ["Flows", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "CZlib", "Hashing", "Web", "TestSupport", .product(name: "NIOEmbedded", package: "swift-nio"),
            ],
            swiftSettings: settings),
    ]
)
