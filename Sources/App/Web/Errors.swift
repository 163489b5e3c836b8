import Domain
import Hummingbird
import Logging
import Outside
import Storage

/// Turns what is thrown into an answer: refusals into pages that say what was expected, anything else into a fault with its number.
struct ErrorPages: RouterMiddleware {
    let app: App

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch is NeedsSignIn {
            return signIn(request, context)
        } catch is NeedsSecondFactor {
            return .see("/account")
        } catch is ForeignForm {
            note("form token", context)
            return answer(.forbidden, ["Biểu mẫu không phải của phiên này: hãy tải lại trang rồi gửi lại."], request, context)
        } catch let refusal as Refusal {
            if refusal.status == .forbidden || refusal.status == .notFound { note("\(refusal.status.code)", context) }
            return answer(refusal.status, refusal.sentences, request, context)
        } catch let error as HTTPError {
            return answer(error.status, [error.status == .notFound ? "Không có trang này." : error.body ?? "Yêu cầu không hợp lệ."], request, context)
        } catch StorageError.unavailable(let message) {
            context.logger.error("database unavailable", metadata: ["message": "\(message)"])
            var response = answer(.serviceUnavailable, ["Cơ sở dữ liệu đang bận; thử lại sau ít giây."], request, context)
            response.headers[.retryAfter] = "5"
            return response
        } catch let error as Unreachable {
            context.logger.error("another server", metadata: ["error": "\(error)"])
            var response = answer(.serviceUnavailable, ["Máy chủ mà việc này cần đang không trả lời; việc chưa được ghi, thử lại sau."], request, context)
            response.headers[.retryAfter] = "30"
            return response
        } catch {
            context.logger.error("fault", metadata: ["error": "\(error)", "route": "\(context.endpointPath ?? "")"])
            return answer(.internalServerError, ["Hệ thống gặp lỗi, việc vừa làm chưa được ghi. Mã lỗi: " + context.id], request, context)
        }
    }

    /// Keeps in the log that somebody was refused: by the account's id, never a name.
    private func note(_ why: String, _ context: WebContext) {
        let account = context.visitor?.viewer?.account.map(\.text) ?? "nobody"
        context.logger.notice("access refused", metadata: ["why": "\(why)", "route": "\(context.endpointPath ?? "")", "account": "\(account)"])
    }

    private func signIn(_ request: Request, _ context: WebContext) -> Response {
        guard !isAPI(request) else {
            note("token", context)
            return answer(.unauthorized, ["Cần mã truy cập (Bearer) còn hiệu lực."], request, context)
        }
        let isPage = request.method == .get || request.method == .head
        let asked = Address.page(of: request.uri.path, query: request.uri.query ?? "")
        return .redirect(to: isPage ? "/sign-in?next=" + Address.encoded(asked) : "/sign-in", type: .normal)
    }

    private func answer(_ status: HTTPResponse.Status, _ sentences: [String], _ request: Request, _ context: WebContext) -> Response {
        guard isAPI(request) else {
            return page(ErrorShow(status: status.code, sentences: sentences, asked: asked(status, request, context)), context).response(status: status)
        }
        let english = sentences.map { app.english($0) }.joined(separator: " ")
        return APIError(error: english, vietnamese: sentences.joined(separator: " ")).response(status: status)
    }

    /// The record that somebody who is signed in was refused.
    private func asked(_ status: HTTPResponse.Status, _ request: Request, _ context: WebContext) -> AskedPage? {
        guard status == .notFound || status == .forbidden, context.visitor?.viewer != nil else { return nil }
        return AskedPage(address: request.uri.path)
    }

    private func page(_ view: ErrorShow, _ context: WebContext) -> HTML {
        guard let frame = try? Frame(visitor: context.visitor, app: app, tx: nil, room: nil) else { return .nothing }
        return view.html(frame)
    }

    private func isAPI(_ request: Request) -> Bool { request.uri.path.split(separator: "/").first == "api" }
}

extension Refusal {
    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .forbidden: .forbidden
        case .conflict: .conflict
        case .invalid: .unprocessableContent
        }
    }

    var sentences: [String] {
        switch self {
        case .notFound: ["Không có mục này, hoặc bạn không được xem."]
        case .forbidden: ["Vai trò của bạn không làm được việc này."]
        case .conflict(let why): [why]
        case .invalid(let fields): fields.sorted { $0.key < $1.key }.map(\.value)
        }
    }
}

/// The page for what cannot be done.
struct ErrorShow: View {
    let status: Int
    let sentences: [String]
    /// Of which the rules can be asked; `nil` for all but a record that was refused.
    var asked: AskedPage?

    func html(_ f: Frame) -> HTML {
        let t = f.t
        let heading = status == 404 ? t("Không tìm thấy") : status >= 500 ? t("Hệ thống gặp lỗi") : t("Chưa làm được")
        return f.page(
            heading,
            """
            <div class="sheet p-3" role="alert">\(sentences, { "<p class='mb-1'>\(t($0))</p>" })
            <p class="mb-0 mt-2"><a href="/">\(t("Về trang đầu"))</a>\(asked.map { " · <a href='/access?code=\(Address.encoded($0.path))'>\(t("Vì sao?"))</a>" as HTML })</p></div>
            """)
    }

    static let samples = [
        ErrorShow(status: 404, sentences: ["Không có mục này, hoặc bạn không được xem."], asked: AskedPage(address: "/plans/p1/board")),
        ErrorShow(status: 409, sentences: ["Việc này đã được nhận."]),
    ]
}
