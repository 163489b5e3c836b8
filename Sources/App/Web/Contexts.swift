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
    var account: Account?
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
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context) { _ in true }
    }
}

/// Those who see the programme: all but administrators.
struct Programme: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, where: \.seesProgramme)
    }
}

/// Those who answer for a body.
struct Officer: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context) { $0.role == .officer || $0.role == .standingOffice }
    }
}

/// The standing office: reviews, issues, confirms.
struct StandingOffice: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, where: \.mayReviewPlans)
    }
}

/// Those who may read who did what: the standing office in its province, administrators of accounts and the chart.
struct Overseer: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, where: Room.ledger.admits)
    }
}

/// Accounts and the chart.
struct Administrator: ViewerContext {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    let viewer: Viewer

    init(context: WebContext) throws {
        (coreContext, visitor, viewer) = try Self.admit(context, where: \.mayManageAccounts)
    }
}

extension ViewerContext {
    /// - Throws: `NeedsSignIn` without an account, `Refusal.forbidden` with one that may not enter.
    fileprivate static func admit(
        _ context: WebContext, where mayEnter: (Viewer) -> Bool
    ) throws -> (CoreRequestContextStorage, Visitor, Viewer) {
        guard let visitor = context.visitor, let account = visitor.account else { throw NeedsSignIn() }
        guard mayEnter(account.viewer) else { throw Refusal.forbidden }
        return (context.coreContext, visitor, account.viewer.asking(from: context.origin))
    }
}
