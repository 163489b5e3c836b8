import Domain

@testable import App

/// What the context of a route demands of who asks.
enum Demand: Equatable, Sendable {
    /// Anybody may ask.
    case nothing
    /// An account, whatever its roles.
    case account
    case act(Act)

    /// Of every route, by method and path as `World.routes` writes them: read from the list of routes and from the contexts that it names.
    static func all() throws -> [String: Demand] {
        let contexts = try contexts()
        var demands: [String: Demand] = [:], groups: [String: String] = [:]
        for line in try Files.text("Sources/App/Web/Routes.swift").split(separator: "\n") {
            if line.contains("func ") {
                groups = ["router": line.firstMatch(of: #/router: Router(?:Group)?<(\w+)>/#).map { String($0.1) } ?? "WebContext"]
            }
            for group in line.matches(of: #/(\w+) = router\.group\(context: (\w+)\.self\)/#) { groups[String(group.1)] = String(group.2) }
            for route in line.matches(of: #/(\w+)\.(get|post)\("([^"]+)"/#) {
                let path = route.3.replacing(#/:(\w+)/#) { "{\($0.1)}" }
                demands["\(route.2.uppercased()) \(path)"] = groups[String(route.1)].flatMap { contexts[$0] }
            }
        }
        return demands
    }

    /// By the name of the context's type.
    private static func contexts() throws -> [String: Demand] {
        var contexts: [String: Demand] = ["WebContext": .nothing]
        for type in try Files.text("Sources/App/Web/Contexts.swift").split(separator: "struct ") {
            guard let name = type.prefixMatch(of: #/(\w+): ViewerContext/#), let admission = type.firstMatch(of: #/admit\(context, to: (nil|\.\w+)/#) else {
                continue
            }
            // One that admits to what is no act has no demand, and so its routes are missing.
            let act = Act(rawValue: String(admission.1.dropFirst()))
            contexts[String(name.1)] = admission.1 == "nil" ? Demand.account : act.map(Demand.act)
        }
        return contexts
    }
}
