import Domain
import Testing

@testable import App

/// The thin line through the whole system, as a newcomer goes it: from the text of a paper to a confirmed answer on the board.
@Suite struct WalkTests {
    static let paper = """
        UY BAN NHAN DAN                    CONG HOA XA HOI CHU NGHIA VIET NAM
        TINH AN                            Doc lap - Tu do - Hanh phuc
        So: 12/KH-UBND                     An, ngay 10 thang 3 nam 2024
        KE HOACH
        Thuc hien cong tac phong, chong mua ban nguoi nam 2024
        Thuc hien Quyet dinh so 193/QD-TTg ngay 09/02/2021 cua Thu tuong Chinh phu, Uy ban nhan dan tinh ban hanh ke hoach nhu sau:
        I. MUC TIEU, CHI TIEU
        - Ty le giai quyet to giac, tin bao dat tren 90%.
        II. NHIEM VU VA PHAN CONG THUC HIEN
        1. Cong tac tham muu, chi dao
        - To chuc cac lop tap huan nghiep vu ve phong, chong mua ban nguoi (Cac so, ban, nganh thuc hien).
        - Tro giup phap ly mien phi cho nan nhan bi mua ban (So Tu phap chu tri, phoi hop voi Hoi Lien hiep Phu nu tinh thuc hien).
        III. TO CHUC THUC HIEN
        1. Cac so, ban, nganh xay dung ke hoach trien khai thuc hien. Dinh ky 6 thang (truoc ngay 18/6), nam (truoc ngay 18/12) bao cao ve Cong an tinh.
        """

    @Test("a paper becomes a plan, its duties are answered, and the board shows it")
    func walk() async throws {
        let world = try await World.made()
        let taken = try await world.post("/plans", as: .an, [("text", Self.paper)])
        #expect(taken.status == 303, "\(taken.body)")
        let review = try await world.get(taken.location, as: .an).body
        #expect(review.contains("12/KH-UBND") && review.contains("chưa xem"))
        let plan = try await world.app.read(as: try await world.viewer(.an)) { tx in try #require(try tx.plans.list().first).plan }
        #expect(plan.signedOn?.description == "2024-03-10" && plan.year == 2024)
        #expect(try await world.get("/plans", as: .em).body.contains("12/KH-UBND") == false, "nothing of it is owed before it is issued")

        let issued = try await world.post("/plans/\(plan.id)/issue", as: .an)
        #expect(issued.location == "/plans/\(plan.id)", "\(issued.body)")
        let owed = try await world.app.read(as: try await world.viewer(.em)) { tx in try tx.assignments.lines(.init(body: tx.viewer.body)) }
        let legalAid = try #require(owed.first { $0.assignment.role == .lead })
        #expect(owed.contains { $0.assignment.period == "2024-H1" && $0.assignment.dueOn.description == "2024-06-17" })

        let path = "/assignments/\(legalAid.assignment.id)"
        #expect(try await world.post(path + "/acceptance", as: .em).status == 303)
        #expect(try await world.post(path + "/completion", as: .em, [("text", "Đã trợ giúp"), ("figure", "Vụ việc"), ("value", "3")]).status == 303)
        #expect(try await world.get("/desk", as: .an).body.contains("Sở Tư pháp tỉnh An"), "the standing office sees what awaits it")
        #expect(try await world.post(path + "/confirmation", as: .an).status == 303)

        let board = try await world.get("/plans/\(plan.id)", as: .binh).body
        #expect(board.contains("\(legalAid.duty.code), Sở Tư pháp: xong"))
        let duty = try await world.get("/duties/\(legalAid.duty.id)", as: .binh).body
        #expect(duty.contains("Trên giấy") && duty.contains("/plans/\(plan.id)/paper?from="), "down to the paragraph on the paper")
        #expect(try await world.get("/plans/\(plan.id)/paper?as=source", as: .binh).body.contains("Tro giup phap ly mien phi"))
    }
}
