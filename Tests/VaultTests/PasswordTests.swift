import Testing

@testable import Vault

@Suite struct PasswordTests {
    @Test("a password fits its own hash and no other, whatever the form of its diacritics")
    func fits() throws {
        let hash = try PasswordHash(of: "Mật khẩu dài")
        #expect(hash.matches("Mật khẩu dài"))
        #expect(
            hash.matches("M\u{1EAD}t kh\u{1EA9}u d\u{E0}i") && hash.matches("Ma\u{323}\u{302}t kha\u{302}\u{309}u da\u{300}i"), "composed and decomposed alike")
        #expect(!hash.matches("mật khẩu dài") && !hash.matches("Mật khẩu dài ") && !hash.matches(""))
    }

    @Test("the same password has another hash each time, with its parameters")
    func salted() throws {
        let (first, second) = (try PasswordHash(of: "một-mật-khẩu"), try PasswordHash(of: "một-mật-khẩu"))
        #expect(first != second)
        #expect(first.text.hasPrefix("scrypt$15$8$3$"))
    }

    @Test("a hash made with other parameters still fits")
    func otherParameters() {
        // RFC 7914, section 12: password "password", salt "NaCl", N = 1024, r = 8, p = 16; here its first 32 bytes.
        let known = PasswordHash(text: "scrypt$10$8$16$TmFDbA==$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI=")
        #expect(known.matches("password"))
        #expect(!known.matches("Password"))
    }

    @Test(
        "what is no hash fits nothing",
        arguments: ["", "scrypt", "scrypt$15$8$1$AA==$", "bcrypt$15$8$1$AA==$AA==", "scrypt$99$8$1$AA==$AA==", "scrypt$x$8$1$AA==$AA==", "scrypt$15$8$1$!$!"])
    func broken(text: String) {
        #expect(!PasswordHash(text: text).matches(""))
        #expect(!PasswordHash(text: text).matches("password"))
    }
}
