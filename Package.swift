// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "lachan",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLeptonica", pkgConfig: "lept", providers: [.apt(["libleptonica-dev"])]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .target(name: "Domain", exclude: ["README.md"], swiftSettings: strict),
        .target(
            name: "Reader", exclude: ["README.md"], resources: [.copy("Language/Corpus")],
            // Mending a paper searches some millions of paths: 17 s unoptimised, under one second like this.
            swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        .target(
            name: "Papers",
            dependencies: ["CArchive", "CLeptonica", .product(name: "Subprocess", package: "swift-subprocess")],
            exclude: ["README.md"], swiftSettings: strict),
        .target(
            name: "Vault",
            dependencies: [.product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto")],
            exclude: ["README.md"], swiftSettings: strict),
        .target(name: "Outside", dependencies: ["CCurl"], exclude: ["README.md"], swiftSettings: strict),
        .target(
            name: "Storage",
            dependencies: ["CLibPQ", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift")],
            exclude: ["README.md"], swiftSettings: strict),
        .target(
            name: "App",
            dependencies: [
                "CZlib", "Domain", "Outside", "Papers", "Reader", "Vault", "Storage",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["README.md"],
            resources: [.copy("Migrations"), .copy("Translations"), .copy("Public"), .copy("Passwords")],
            swiftSettings: strict),
        .executableTarget(
            name: "lachan",
            dependencies: [
                "App",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
            ],
            exclude: ["README.md"], swiftSettings: strict),
        .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: strict),
        .testTarget(name: "ReaderTests", dependencies: ["Reader"], exclude: ["Fixtures"], swiftSettings: strict),
        .target(name: "TestPapers", dependencies: ["CArchive"], path: "Tests/TestPapers", swiftSettings: strict),
        .testTarget(name: "PapersTests", dependencies: ["Papers", "TestPapers"], swiftSettings: strict),
        .testTarget(name: "OutsideTests", dependencies: ["Outside"], swiftSettings: strict),
        .testTarget(
            name: "VaultTests",
            dependencies: [
                "Vault", .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
            ], swiftSettings: strict),
        // What both kinds of tests below stand on: a fresh database of the engine that is tested.
        .target(name: "TestDatabase", dependencies: ["Storage"], path: "Tests/TestDatabase", swiftSettings: strict),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "TestDatabase"], swiftSettings: strict),
        .testTarget(
            name: "AppTests",
            dependencies: [
                "App", "Domain", "Outside", "Papers", "Reader", "Storage", "TestDatabase", "TestPapers", "Vault",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["Snapshots"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
