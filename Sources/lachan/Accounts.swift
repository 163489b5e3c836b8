import App
import ArgumentParser
import Foundation

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Accounts and API tokens.", discussion: "Example: lachan account list",
        subcommands: [AddAccount.self, AddToken.self, ListAccounts.self])
}

struct AddAccount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Opens an account; prints an invitation to set its password, unless one is given on standard input.",
        discussion: "Example: lachan account add tuphap.hn --role officer --body hn.so-tu-phap --display 'Sở Tư pháp'")

    @OptionGroup var options: DataOptions

    @Argument(help: "Sign-in name: 3 to 40 small letters, digits, dots, dashes.")
    var name: String

    @Option(help: ArgumentHelp(stringLiteral: App.roles.joined(separator: ", ") + "."))
    var role: String

    @Option(help: "Code of the body, as in the chart; not for administrators.")
    var body: String?

    @Option(help: "The name that colleagues see; the sign-in name where none is given.")
    var display: String?

    @Option(help: "Who gives the role (default: the name of the machine's user).")
    var by: String?

    @Option(help: "The decision or duty that the role stands on.")
    var reason = "lachan account add"

    @Flag(help: "Reads the password from the first line of standard input.")
    var passwordStdin = false

    func validate() throws {
        guard App.roles.contains(role) else { throw ValidationError("--role: expected one of \(App.roles.joined(separator: ", ")), got “\(role)”.") }
    }

    func run() async throws {
        let password = passwordStdin ? readLine() ?? "" : nil
        let app = try await App.open(try options.config())
        let environment = ProcessInfo.processInfo.environment, user = environment["SUDO_USER"] ?? environment["USER"] ?? NSUserName()
        let (invitation, isAwaiting) = try await app.addAccount(
            name: name, displayName: display ?? name, role: role, bodyCode: body, password: password, by: by ?? user, because: reason)
        print("Added \(name).")
        if isAwaiting { print("The role takes force once an administrator or auditor has agreed to it, at /grants.") }
        if let invitation { print("To set the password, once and within 3 days: \(invitation)") }
    }
}

struct AddToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Makes a bearer token for the API; it is shown only now.", discussion: "Example: lachan account token thuongtruc.hn")

    @OptionGroup var options: DataOptions

    @Argument(help: "Sign-in name of the account that the token stands for.")
    var name: String

    func run() async throws {
        print(try await App.open(try options.existing()).addToken(accountName: name))
    }
}

struct ListAccounts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists accounts: name, role, body, display name.", discussion: "Example: lachan account list --data data")

    @OptionGroup var options: DataOptions

    func run() async throws {
        for line in try await App.open(try options.existing()).accountLines() { print(line) }
    }
}
