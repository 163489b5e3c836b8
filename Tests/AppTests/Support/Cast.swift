import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Storage
import TestDatabase
import Vault

@testable import App

/// The people that every test may ask: each has a session and nothing else in common.
enum Person: String, CaseIterable, Sendable {
    /// Nobody has signed in.
    case nobody
    /// Standing office of province 01.
    case an
    /// Reader in province 01.
    case binh
    /// Standing office of another province.
    case chi
    /// Administrator.
    case dung
    /// Officer of a department of province 01.
    case em
    /// Crime report desk of province 01, signed in with a second factor.
    case fay
    /// Investigator of the same body, signed in with a second factor.
    case gia
    /// Crime report desk of another province, signed in with a second factor.
    case hoa
    /// Auditor of the whole.
    case ivo

    var account: String? {
        switch self {
        case .nobody: nil
        case .an: "an.01"
        case .binh: "binh.01"
        case .chi: "chi.72"
        case .dung: "dung"
        case .em: "em.01"
        case .fay: "fay.01"
        case .gia: "gia.01"
        case .hoa: "hoa.72"
        case .ivo: "ivo"
        }
    }
}

/// A fresh installation with a small chart, the cast, and a plan of province 01 if asked for.
struct World: Sendable {
    let app: App
    let tokens: [Person: Token]
    static let password = "mat-khau-thu-nghiem"
    static let day = Day(number: 19_890)  // 16 June 2024

    /// - Parameters:
    ///   - isDemo: whether the clock stands on `day`.
    ///   - given: a migrated database; `nil` makes a fresh one.
    ///   - configure: sets what differs from the usual settings.
    static func made(isDemo: Bool = true, on given: Database? = nil, configure: (inout Config) -> Void = { _ in }) async throws -> World {
        let db: Database
        if let given { db = given } else { db = try await TestDatabase.migrated { _ = try await App.migrate($0) } }
        var config = Config()
        config.isDemo = isDemo
        config.data = NSTemporaryDirectory() + "lachan-world-\(UUID().uuidString)"
        config.samples = Files.root + "/Samples"
        configure(&config)
        let app = try App(db: db, config: config)
        if isDemo { try await app.setDemonstrationDay(day) }
        _ = try await app.importBodies(chart)
        _ = try await app.importFunctions(functions)
        var tokens: [Person: Token] = [:]
        for person in Person.allCases { tokens[person] = try await app.addPerson(person) }
        return World(app: app, tokens: tokens)
    }

    func viewer(_ person: Person) async throws -> Viewer {
        try await app.read(as: .program) { tx in try tx.accounts.viewer(name: person.account ?? "") ?? .program }
    }

    /// Two departments of province 01 become one on 1 July 2025, a district is divided.
    static let reorganisation = """
        reorganisation,name,source,day,act,from,to,function,share,main,note
        a-2025,Sắp xếp tỉnh An,NQ thử nghiệm,2025-07-01,merge,a.tu-phap,a.y-te,,,yes,nhập nguyên trạng
        a-2025,Sắp xếp tỉnh An,NQ thử nghiệm,2025-07-01,split,a.huyen-mot,a.y-te,,0.6,yes,chia 60/40
        a-2025,Sắp xếp tỉnh An,NQ thử nghiệm,2025-07-01,split,a.huyen-mot,a.phu-nu,,0.4,,chia 60/40
        a-2025,Sắp xếp tỉnh An,NQ thử nghiệm,2025-07-01,dissolve,a.huyen-hai,,,,yes,kết thúc
        """

    static let functions = """
        body,function,valid_from,valid_to,source,mark
        a.cong-an,crime-reports,2021-01-01,,BLTTHS 145,sure
        b.cong-an,crime-reports,2021-01-01,,BLTTHS 145,sure
        a.y-te,hotline,2021-01-01,,thử nghiệm,unverified
        """

    static let chart = """
        code,name,short_name,kind,level,province,place,border,parent,valid_from,valid_to,other_names
        a.tham-muu,Phòng Tham mưu Công an tỉnh An,Phòng Tham mưu,policeOffice,province,01,An,,a.cong-an,2021-01-01,,Cơ quan Thường trực
        a.cong-an,Công an tỉnh An,Công an,police,province,01,An,,,2021-01-01,,Công an tỉnh
        a.tu-phap,Sở Tư pháp tỉnh An,Sở Tư pháp,department,province,01,An,,,2021-01-01,,
        a.y-te,Sở Y tế tỉnh An,Sở Y tế,department,province,01,An,,,2021-01-01,,
        a.phu-nu,Hội Liên hiệp Phụ nữ tỉnh An,Hội LHPN,massOrganisation,province,01,An,,,2021-01-01,,
        a.huyen-mot,Ủy ban nhân dân huyện Một,UBND Một,peoplesCommittee,district,01,huyện Một,yes,,2021-01-01,2025-06-30,
        a.huyen-hai,Ủy ban nhân dân huyện Hai,UBND Hai,peoplesCommittee,district,01,huyện Hai,,,2021-01-01,2025-06-30,
        b.cong-an,Công an tỉnh Bê,Công an,police,province,72,Bê,,,2021-01-01,,
        b.tham-muu,Phòng Tham mưu Công an tỉnh Bê,Phòng Tham mưu,policeOffice,province,72,Bê,,,2021-01-01,,
        """
}

extension App {
    fileprivate static let bodies: [Person: String] = [
        .an: "a.tham-muu", .binh: "a.y-te", .chi: "b.tham-muu", .em: "a.tu-phap", .fay: "a.cong-an", .gia: "a.cong-an", .hoa: "b.cong-an",
    ]
    fileprivate static let roles: [Person: Role] = [
        .an: .standingOffice, .binh: .reader, .chi: .standingOffice, .dung: .administrator, .em: .officer,
        .fay: .reportDesk, .gia: .investigator, .hoa: .reportDesk, .ivo: .auditor,
    ]
    private static let hash = try? PasswordHash(of: World.password)

    fileprivate func addPerson(_ person: Person) async throws -> Token {
        let token = Token.random()
        guard let name = person.account, let role = Self.roles[person], let hash = Self.hash else { return token }
        try await write(as: .program) { tx in
            let body = try Self.bodies[person].flatMap { try tx.bodies.find(code: $0) }
            let account = try Account.open(id: tx.newID(), name: name, displayName: person.rawValue.capitalized, body: body)
            try tx.accounts.add(account, role, because: "thử nghiệm", password: hash)
            try tx.accounts.startSession(
                token, for: account.id, at: Clock.machine, from: "local", hasFactor: AccessRule.rolesNeedingSecondFactor.contains(role))
            try tx.accounts.addBearer(token, for: account.id)
        }
        return token
    }
}

extension World {
    /// Method and path of every route, in order; HEAD follows from GET.
    var routes: [(method: String, path: String)] {
        app.router().routes.filter { $0.method != .head }.map { ($0.method.rawValue, $0.path.description) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    }
}

/// What came back, as text.
struct Answered: Sendable {
    var status: Int
    var headers: HTTPFields
    var body: String

    var location: String { header("Location") }

    /// Empty where there is none.
    func header(_ name: String) -> String { HTTPField.Name(name).flatMap { headers[$0] } ?? "" }
}

extension World {
    func get(_ path: String, as person: Person, bearer: Bool = false, more: [String: String] = [:]) async throws -> Answered {
        try await ask(path, .get, as: person, bearer: bearer, more: more)
    }

    /// Sends a form with the person's form token.
    func post(_ path: String, as person: Person, _ fields: [(String, String)] = [], forwarded: String? = nil) async throws -> Answered {
        let all = [("form_token", Token.masked(tokens[person]?.formToken ?? ""))] + fields
        let body = all.map { "\(Address.encoded($0.0))=\(Address.encoded($0.1))" }.joined(separator: "&")
        return try await ask(path, .post, as: person, mediaType: "application/x-www-form-urlencoded", body: body, forwarded: forwarded)
    }

    /// Sends a form with a file.
    func post(
        _ path: String, as person: Person, _ fields: [(String, String)], file: (field: String, name: String, content: String)
    ) async throws -> Answered {
        let parts =
            ([("form_token", Token.masked(tokens[person]?.formToken ?? ""))] + fields).map { "Content-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)" }
            + [
                "Content-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\nContent-Type: application/octet-stream\r\n\r\n\(file.content)"
            ]
        let body = parts.map { "--grenze\r\n\($0)\r\n" }.joined() + "--grenze--\r\n"
        return try await ask(path, .post, as: person, mediaType: "multipart/form-data; boundary=grenze", body: body)
    }

    func ask(
        _ path: String, _ method: HTTPRequest.Method, as person: Person, bearer: Bool = false, mediaType: String? = nil, body: String = "",
        forwarded: String? = nil, more: [String: String] = [:]
    ) async throws -> Answered {
        var headers = HTTPFields()
        for (name, value) in more { if let name = HTTPField.Name(name) { headers[name] = value } }
        if let token = tokens[person] {
            if bearer {
                headers[.authorization] = "Bearer \(token.text)"
            } else {
                headers[values: .cookie].append("\(app.config.isBehindTLS ? "__Host-" : "")lachan=\(token.text)")
            }
        }
        if let mediaType { headers[.contentType] = mediaType }
        if let forwarded, let name = HTTPField.Name("X-Forwarded-For") { headers[name] = forwarded }
        let (sent, content) = (headers, ByteBuffer(string: body))
        return try await app.application().test(.router) { client in
            try await client.execute(uri: path, method: method, headers: sent, body: content) { response in
                Answered(status: response.status.code, headers: response.headers, body: String(buffer: response.body))
            }
        }
    }
}

/// Files of the checkout.
enum Files {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static func text(_ path: String) throws -> String { try String(contentsOfFile: root + "/" + path, encoding: .utf8) }

    /// Swift files below a folder.
    static func sources(_ folder: String) throws -> [(path: String, text: String)] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: root + "/" + folder).filter { $0.hasSuffix(".swift") }.sorted()
        return try names.map { ("\(folder)/\($0)", try text("\(folder)/\($0)")) }
    }
}
