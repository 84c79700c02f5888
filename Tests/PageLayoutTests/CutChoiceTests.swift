import Testing

@testable import PageLayout

/// Where a chain is cut.
@Suite struct CutChoiceTests {
  /// A chain of so many rows of 40 pixels with 10 between them, which may be cut below the rows given, at a price.
  private func chain(_ rows: Int, _ cuts: [(row: Int, price: Double)]) -> CutChoice {
    CutChoice(
      top: 0, bottom: Double(rows) * 50 - 10,
      places: cuts.map {
        CutChoice.Place(above: Double($0.row) * 50 - 10, below: Double($0.row) * 50, price: $0.price)
      })
  }

  private func everywhere(_ rows: Int) -> [(row: Int, price: Double)] { (1..<rows).map { ($0, 0.1) } }

  @Test(arguments: 2...6) func equalColumns(_ count: Int) throws {
    let cuts = try #require(chain(60, everywhere(60)).cuts(forColumns: count))
    #expect(cuts == (1..<count).map { $0 * 60 / count - 1 })
  }

  @Test func aBetterPlaceNearby() {
    var places = everywhere(20)
    places[10].price = 0
    #expect(chain(20, places).cuts(forColumns: 2) == [10])
    places[10].price = 0.1
    places[13].price = 0
    #expect(chain(20, places).cuts(forColumns: 2) == [9], "too far off to be worth it")
  }

  @Test func columnsThatDifferTooMuch() {
    #expect(chain(20, [(6, 0)]).cuts(forColumns: 2) == nil)
    #expect(chain(20, [(8, 0)]).cuts(forColumns: 2) == [0])
  }

  @Test func tooFewPlaces() {
    #expect(chain(20, []).cuts(forColumns: 2) == nil)
    #expect(chain(20, [(10, 0)]).cuts(forColumns: 3) == nil)
    #expect(chain(20, [(10, 0)]).cuts(forColumns: 1) == nil)
    #expect(CutChoice(top: 0, bottom: 0, places: []).cuts(forColumns: 2) == nil)
  }

  @Test func tooManyPlaces() {
    #expect(chain(5_000, everywhere(5_000)).cuts(forColumns: 3) == nil)
  }
}
