import Domain
import Foundation
import Hummingbird
import Logging
import NIOCore
import Vault

/// Who asks, as far as the cookie tells.
struct Visitor: Sendable {
    /// The cookie's token; its form token goes into every form.
    var token: Token
    /// Whether the cookie must be sent with the answer.
    var isNew: Bool
    /// `nil` where nobody is signed in, or a second factor is still awaited.
    var viewer: Viewer?
    /// Whose second factor the session still waits for.
    var half: Viewer?
    /// Whether everybody needs a second factor here, and the viewer has shown none: then only their own account is open.
    var lacksFactor = false
    var language: Language
    /// The language was chosen with this request: a cookie keeps it.
    var choseLanguage = false
    /// The address of the page, without the choice of language; of a form that was refused, the page that shows it.
    var place = "/"

    var formToken: String { token.formToken }
}

/// What every request carries.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// `nil` until the visitor middleware has run.
    var visitor: Visitor?
    /// Where the request came from, without the port.
    var address: String

    var responseEncoder: JSONEncoder { JSONBytes.encoder }

    var origin: Origin { Origin(address: address, request: id) }

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? "local"
    }
}

/// Why a page cannot be shown to this visitor before they sign in.
struct NeedsSignIn: Error {}

/// Why a page cannot be shown before a second factor is turned on.
struct NeedsSecondFactor: Error {}

/// A context whose handler cannot run without a viewer: the type is the permission.
protocol ViewerContext: ChildRequestContext where ParentContext == WebContext {
    var coreContext: CoreRequestContextStorage { get set }
    var visitor: Visitor { get }
    var viewer: Viewer { get }
}

extension ViewerContext {
    var language: Language { visitor.language }

    var responseEncoder: JSONEncoder { JSONBytes.encoder }

    /// The id in the path.
    /// - Throws: `Refusal.notFound` if the route has none.
    func id<Noun>(_ name: String = "id", of noun: Noun.Type) throws -> ID<Noun> {
        guard let text = parameters.get(name) else { throw Refusal.notFound }
        return ID(text)
    }
}

/// Anyone with an account.
struct SignedIn: ViewerContext {
    var coreContext: CoreRequestContextStorage
    var visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, to: nil)
    }
}

/// Everybody who is signed in, with their own account before them; open also to those who have yet to turn a second factor on.
struct Own: ViewerContext {
    var coreContext: CoreRequestContextStorage
    var visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, to: nil, withoutFactor: true)
    }
}

/// Those who see the programme.
struct Programme: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, to: .seeProgramme)
    }
}

/// Those who answer for what a body owes.
struct Officer: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, to: .answerDuties)
    }
}

/// The standing office: reviews, issues, confirms.
struct StandingOffice: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, to: .reviewPlans)
    }
}

/// Those who may read who did what.
struct Overseer: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, to: .readLedger)
    }
}

/// Those who keep the chart: bodies and reorganisations.
struct ChartKeeper: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, to: .manageChart)
    }
}

/// Those who let others in.
struct Administrator: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, to: .manageAccounts)
    }
}

/// Those who may agree to a role that somebody else gave.
struct Consenting: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, to: .agreeToGrants)
    }
}

/// Those who see crime reports.
struct CrimeReporting: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, to: .seeCrimeReports)
    }
}

/// Those who log crime reports.
struct CrimeReportDesk: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, to: .logCrimeReports)
    }
}

/// Those who may read who the people in a matter are.
struct Identifier: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, to: .openIdentities)
    }
}

/// Those who may take a record in an emergency.
struct GlassBreaker: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, to: .breakGlass)
    }
}

extension ViewerContext {
    /// - Parameter act: what the context is for; `nil` admits everybody who is signed in.
    /// - Throws: `NeedsSignIn` without a viewer, `NeedsSecondFactor` where one is demanded, `Refusal.forbidden` with one that may not enter.
    fileprivate static func admit(_ context: WebContext, to act: Act?, withoutFactor: Bool = false) throws -> (CoreRequestContextStorage, Visitor, Viewer) {
        guard let visitor = context.visitor, var viewer = visitor.viewer else { throw NeedsSignIn() }
        if visitor.lacksFactor && !withoutFactor { throw NeedsSecondFactor() }
        if let act {
            guard viewer.may(act) else { throw Refusal.forbidden }
            viewer.behalf = viewer.behalf(for: act)
        }
        return (context.coreContext, visitor, viewer.asking(from: context.origin))
    }
}
