import Domain
import Testing

@testable import App

@Suite struct PlaceTests {
    static let places = """
        code,name,kind,level,parent,valid_from,valid_to,latitude,longitude
        01,Tỉnh An,tinh,province,,2021-01-01,,21,105
        72,Tỉnh Bê,tinh,province,,2021-01-01,2025-06-30,11,106
        001,Huyện Một,huyen,district,01,2021-01-01,2025-06-30,,
        00001,Xã Cũ,xa,commune,001,2021-01-01,2025-06-30,21.1,105.1
        00002,Xã Kia,xa,commune,001,2021-01-01,2025-06-30,,
        00003,Xã Mới,xa,commune,01,2025-07-01,,21.1,105.1

        """
    static let heirs = """
        day,from,to,part,is_main,share
        2025-07-01,00001,00003,whole,yes,
        2025-07-01,00002,00003,part,yes,0.5
        2025-07-01,72,01,whole,yes,

        """

    private func made() async throws -> World {
        let world = try await World.made()
        #expect(try await world.app.importPlaces(Self.places, heirs: Self.heirs) == (6, 3))
        return world
    }

    @Test("before places are loaded the page says how to load them")
    func none() async throws {
        #expect(try await World.made().get("/places", as: .an).body.contains("lachan places import"))
    }

    @Test("a province has its communes of the day, also those in its districts, and each says whom it comes from")
    func days() async throws {
        let world = try await made()
        let before = try await world.get("/places?on=2025-06-30", as: .an).body, after = try await world.get("/places?on=2025-07-01", as: .an).body
        #expect(before.contains("2 đơn vị cấp xã, 1 đơn vị cấp huyện vào ngày 30/06/2025; 1 nơi chưa biết tọa độ"))
        #expect(before.contains("Xã Cũ <span") && before.contains("<td>Xã Mới</td>") && before.contains("<td>Xã Mới (một phần)</td>"))
        #expect(after.contains("1 đơn vị cấp xã, 0 đơn vị cấp huyện") && after.contains("<td>Xã Cũ, Xã Kia (một phần)</td>"))
    }

    @Test("a province that was taken up is offered only on its days; one that is none is the first")
    func provinces() async throws {
        let world = try await made()
        #expect(try await world.get("/places?on=2025-06-30&province=72", as: .an).body.contains("<option value='72' selected>"))
        for query in ["on=2025-07-01&province=72", "on=2025-07-01&province=khong"] {
            let page = try await world.get("/places?\(query)", as: .an).body
            #expect(page.contains("<option value='01' selected>") && !page.contains("Tỉnh Bê"), "\(query)")
        }
    }

    @Test("the new province sees the plans of the one that it took up from the day on, not before")
    func takenUp() async throws {
        let world = try await made()
        let plan = try await world.addPlan(numbered: "8/KH-UBND", by: .chi)
        #expect(try await world.get("/plans/\(plan.id)/review", as: .an).status == 404)
        try await world.moveDay(to: "2025-07-01")
        #expect(try await world.get("/plans/\(plan.id)/review", as: .an).status == 200)
    }

    @Test(
        "a file that does not fit is refused with its line, and what was there stays",
        arguments: [
            ("2025-07-01,00009,00003,whole,yes,", "Dòng 2: không nơi nào mang mã 00009"),
            ("2025-07-01,00001,00009,whole,yes,", "Dòng 2: không nơi nào mang mã 00009"),
            ("2024-07-01,00001,00003,whole,yes,", "Dòng 2: không nơi nào mang mã 00003"), ("2025-07-01,00001,00003,half,yes,", "Dòng 2"),
            ("2025-07-01,00001,00003,part,yes,1.5", "Dòng 2"),
        ])
    func unfit(line: String, told: String) async throws {
        let world = try await made()
        let refusal = await #expect(throws: StartRefusal.self) {
            _ = try await world.app.importPlaces(Self.places, heirs: "day,from,to,part,is_main,share\n\(line)\n")
        }
        #expect(refusal?.description.contains(told) == true, "\(refusal?.description ?? "")")
        #expect(try await world.get("/places?on=2025-07-01", as: .an).body.contains("Xã Cũ, Xã Kia"))
    }
}
