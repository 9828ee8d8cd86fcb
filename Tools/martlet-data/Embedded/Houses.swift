import Data

/// Houses with a price, in the style of the Ames data: numbers, categories, gaps.
enum Houses {
  static let trainCount = 1000
  static let testCount = 500

  private struct House {
    var cells: [(name: String, value: Cell)] = []

    mutating func add(_ name: String, _ value: Cell) { cells.append((name, value)) }
  }

  /// The two tables; the second one has no price.
  static func make() -> (train: DataFrame, test: DataFrame) {
    var dice = Dice(seed: 5)
    let houses = (1...trainCount + testCount).map { house($0, &dice) }
    func frame(_ houses: ArraySlice<House>, withPrice: Bool) -> DataFrame {
      let names = houses[houses.startIndex].cells.map(\.name)
      let columns = names.indices.map { index in
        (name: names[index], column: Column(houses.map { $0.cells[index].value }))
      }
      return DataFrame(withPrice ? columns : columns.dropLast())
    }
    return (
      frame(houses[..<trainCount], withPrice: true), frame(houses[trainCount...], withPrice: false)
    )
  }

  /// Neighbourhoods with their share, price level and usual year.
  private static let places: [(name: String, share: Double, level: Double, year: Int)] = [
    ("NAmes", 16, 0.94, 1960), ("CollgCr", 11, 1.06, 2000), ("OldTown", 8, 0.86, 1925), ("Edwards", 7, 0.85, 1955),
    ("Somerst", 6, 1.12, 2004), ("Gilbert", 6, 1.03, 1998), ("NridgHt", 5, 1.36, 2005), ("Sawyer", 5, 0.92, 1965),
    ("NWAmes", 5, 1.02, 1976), ("BrkSide", 4, 0.88, 1932), ("Crawfor", 4, 1.1, 1945), ("Mitchel", 3, 0.98, 1985),
    ("NoRidge", 3, 1.4, 1996), ("Timber", 3, 1.18, 1992), ("IDOTRR", 3, 0.78, 1928),
  ]
  private static let grades = ["Po", "Fa", "TA", "Gd", "Ex"]

  private static func grade(_ quality: Double) -> Cell {
    .string(grades[min(max(Int((quality / 2 - 0.6).rounded()), 0), 4)])
  }

  private static func house(_ id: Int, _ dice: inout Dice) -> House {
    var house = House()
    var pick = dice.uniform() * places.reduce(0) { $0 + $1.share }
    let place =
      places.first {
        pick -= $0.share; return pick < 0
      } ?? places[0]
    let built = min(2010, max(1872, place.year + Int(12 * dice.normal())))
    let remodelled = dice.chance(0.4) ? min(2010, built + dice.integer(0...60)) : max(built, 1950)
    let quality = min(
      max(Int((5.2 + 4 * (place.level - 1) + Double(built - 1970) / 40 + dice.normal()).rounded()), 1), 10)
    let condition = min(max(Int((5.6 + 0.9 * dice.normal()).rounded()), 1), 9)
    let storeys = dice.weighted(["1Story": 50, "2Story": 31, "1.5Fin": 11, "SLvl": 5, "SFoyer": 3])
    let first = max(420, Int((980 + 75 * Double(quality - 5) + 260 * dice.normal()).rounded()))
    let second = storeys == "1Story" ? 0 : Int((Double(first) * dice.uniform(0.45...0.95)).rounded())
    let living = first + second
    let basement = dice.chance(0.03) ? 0 : max(200, first + Int(60 * dice.normal()))
    let lot = max(1500, Int((9200 + 3.2 * Double(first - 1000) + 2800 * dice.normal()).rounded()))
    let cars = dice.chance(0.055) ? 0 : min(3, max(1, Int((0.9 + Double(quality) / 6 + 0.5 * dice.normal()).rounded())))
    let fireplaces = dice.chance(0.47) ? 0 : dice.chance(0.85) ? 1 : 2
    let bedrooms = min(6, max(1, Int((2.2 + Double(living) / 1900 + 0.6 * dice.normal()).rounded())))
    let masonry = dice.weighted(["None": 58, "BrkFace": 31, "Stone": 10, "NA": 1])
    let external = Double(quality) + 0.7 * dice.normal(), kitchen = Double(quality) + 0.8 * dice.normal()
    let zone = dice.weighted(["RL": 79, "RM": 15, "FV": 4, "RH": 1, "C (all)": 1])
    let air = dice.chance(built < 1950 ? 0.8 : 0.98)
    let garageYear = cars == 0 ? nil : dice.chance(0.8) ? built : min(2010, built + dice.integer(0...40))
    let baths = min(3, max(1, Int((1 + Double(living) / 2200 + 0.3 * dice.normal()).rounded())))
    let sale = dice.weighted(["Normal": 82, "Partial": 9, "Abnorml": 7, "Family": 2])

    house.add("Id", .int(id))
    house.add("MSSubClass", .int(storeys == "1Story" ? (built > 1945 ? 20 : 30) : storeys == "2Story" ? 60 : 50))
    house.add("MSZoning", .string(zone))
    house.add("LotFrontage", dice.chance(0.17) ? nil : .int(max(21, Int((69 + 18 * dice.normal()).rounded()))))
    house.add("LotArea", .int(lot))
    house.add("Street", .string(dice.chance(0.995) ? "Pave" : "Grvl"))
    house.add("Alley", dice.chance(0.93) ? nil : .string(dice.chance(0.55) ? "Grvl" : "Pave"))
    house.add("LotShape", .string(dice.weighted(["Reg": 63, "IR1": 33, "IR2": 3, "IR3": 1])))
    house.add("Neighborhood", .string(place.name))
    house.add("BldgType", .string(dice.weighted(["1Fam": 84, "TwnhsE": 8, "Duplex": 4, "Twnhs": 3, "2fmCon": 2])))
    house.add("HouseStyle", .string(storeys))
    house.add("OverallQual", .int(quality))
    house.add("OverallCond", .int(condition))
    house.add("YearBuilt", .int(built))
    house.add("YearRemodAdd", .int(remodelled))
    house.add("MasVnrType", masonry == "NA" ? nil : .string(masonry))
    house.add("MasVnrArea", masonry == "NA" ? nil : .int(masonry == "None" ? 0 : dice.integer(40...600)))
    house.add("ExterQual", grade(external))
    house.add("Foundation", .string(built > 1990 ? "PConc" : built > 1940 ? "CBlock" : "BrkTil"))
    house.add("BsmtQual", basement == 0 ? nil : grade(Double(quality) + 0.9 * dice.normal()))
    house.add("TotalBsmtSF", .int(basement))
    house.add("CentralAir", .string(air ? "Y" : "N"))
    house.add("1stFlrSF", .int(first))
    house.add("2ndFlrSF", .int(second))
    house.add("GrLivArea", .int(living))
    house.add("FullBath", .int(baths))
    house.add("BedroomAbvGr", .int(bedrooms))
    house.add("KitchenQual", grade(kitchen))
    house.add("Fireplaces", .int(fireplaces))
    house.add("FireplaceQu", fireplaces == 0 ? nil : grade(Double(quality) + dice.normal()))
    house.add("GarageType", cars == 0 ? nil : .string(dice.weighted(["Attchd": 63, "Detchd": 28, "BuiltIn": 9])))
    house.add("GarageYrBlt", garageYear.map(Cell.int) ?? nil)
    house.add("GarageCars", .int(cars))
    house.add("WoodDeckSF", .int(dice.chance(0.52) ? 0 : dice.integer(40...360)))
    house.add(
      "Fence", dice.chance(0.8) ? nil : .string(dice.weighted(["MnPrv": 56, "GdPrv": 21, "GdWo": 19, "MnWw": 4])))
    house.add("MoSold", .int(dice.integer(1...12)))
    house.add("YrSold", .int(dice.integer(2006...2010)))
    house.add("SaleCondition", .string(sale))

    var price = 18_000.0 + 62 * Double(living) + 28 * Double(basement) + 1.6 * Double(lot)
    price += 7_500 * Double(quality - 5) + 2_800 * Double(condition - 5) + 260 * Double(built - 1970)
    price += 9_000 * Double(cars) + 5_500 * Double(fireplaces) + 6_000 * Double(baths) + (air ? 6_000 : 0)
    price += 1_900 * (kitchen - 5) + 1_500 * (external - 5)
    // A good house gains more from a good place than a poor one.
    price *= place.level * (1 + 0.035 * Double(max(quality - 6, 0)))
    price *= zone == "RM" ? 0.93 : zone == "C (all)" ? 0.7 : zone == "FV" ? 1.06 : 1
    price *= sale == "Abnorml" ? 0.88 : sale == "Partial" ? 1.1 : 1
    price *= 1 + 0.07 * dice.normal()
    house.add("SalePrice", .int(Int((max(price, 34_900) / 100).rounded()) * 100))
    return house
  }
}
