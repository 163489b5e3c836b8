/// What a password must be: long, and none that others guess first (OWASP ASVS 5.0, 6.2).
public enum PasswordRule {
    public static let lengths = 10...200

    /// - Parameter common: passwords that are guessed first, in lower case.
    /// - Throws: `.invalid` naming `password`.
    public static func check(_ password: String, name: String, common: Set<String>) throws(Refusal) {
        guard lengths.contains(password.count) else { throw .invalid(["password": "Mật khẩu cần 10 đến 200 ký tự."]) }
        let folded = password.lowercased()
        let plain = String(folded.filter { $0.isLetter || $0.isNumber }), core = String(plain.drop { $0.isNumber }.reversed().drop { $0.isNumber }.reversed())
        guard !common.contains(folded), !common.contains(plain), !common.contains(core), Set(folded).count > 4 else {
            throw .invalid(["password": "Mật khẩu này quá dễ đoán: nằm trong danh sách hay gặp."])
        }
        guard !folded.contains(name.lowercased()) else { throw .invalid(["password": "Mật khẩu không được chứa tên đăng nhập."]) }
    }
}
