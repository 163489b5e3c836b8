/// The abbreviations that stand in document numbers: kinds of document and the bodies that issue them.
enum DocumentCodes {
    static let kinds = ["QĐ", "KH", "NQ", "CT", "CTr", "TB", "BC", "TT", "TTLT", "NĐ", "CV", "HD", "QC", "QCPH", "ĐA", "TTr", "KL", "PA", "L", "PL", "CĐ"]
    static let bodies = [
        "TTg", "CP", "UBND", "HĐND", "BCĐ", "BCA", "BQP", "BTC", "BTP", "BNV", "BGDĐT", "BYT", "BLĐTBXH", "BTTTT", "BVHTTDL", "BNG", "BNN&PTNT", "BNNPTNT",
        "VKSNDTC", "TANDTC", "HĐTP", "TW", "BCT", "QH", "QH13", "QH14", "QH15", "UBTVQH", "TU", "CATP", "CAT", "SLĐTBXH", "STP", "VPCP", "VP", "BCH", "BCĐ138",
        "TP", "MTTQ", "LHPN", "BTL", "BĐBP",
    ]

    /// The known code nearest to a damaged one; the code itself if none is near.
    static func nearest(_ code: String) -> String {
        if kinds.contains(code) || bodies.contains(code) { return code }
        let candidates = (kinds + bodies).map { (code: $0, distance: distance(code, $0)) }
        guard let best = candidates.min(by: { $0.distance < $1.distance }), best.distance <= limit(code) else { return code }
        return best.code
    }

    private static func limit(_ code: String) -> Double { code.count <= 2 ? 0.6 : code.count <= 3 ? 0.9 : 1 }

    /// Edit distance in which `Đ` and what a scan writes for it (`P`, `D`, `b`) are near.
    private static func distance(_ written: String, _ true: String) -> Double {
        let a = Array(written)
        let b = Array(`true`)
        var row = (0...b.count).map(Double.init)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = Double(i + 1)
            for (j, y) in b.enumerated() {
                let swap = diagonal + (x == y ? 0 : y == "Đ" && "PDbÐB".contains(x) ? 0.3 : x.uppercased() == y.uppercased() ? 0.3 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(swap, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}
