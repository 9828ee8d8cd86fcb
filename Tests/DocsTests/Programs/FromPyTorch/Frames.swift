import Data
import Tensor

/// pandas and scikit-learn.
enum FrameLines {
  static func frames(_ csv: String) throws {
    var rng = RandomGenerator(seed: 42)
    var df = try DataFrame(csvText: "Rooms,Alley,Price\n2,Pave,127500\n4,,106000\n,Grvl,178100\n3,,140000\n")
    let other = df
    try df.write(csv: csv)

    // df = pd.read_csv(csv)
    df = try DataFrame(csv: csv)
    // pd.read_csv(csv, na_values=['NA'], keep_default_na=False)
    _ = try DataFrame(csv: csv, missing: ["NA"])
    // df.to_csv(csv, index=False)
    try df.write(csv: csv)
    // pd.DataFrame({'Id': [1, 2], 'Price': [1.5, 2.5]})
    _ = DataFrame(["Id": Column([1, 2]), "Price": Column([1.5, 2.5])])
    // df.shape; df.columns; df.dtypes
    _ = df.shape
    _ = df.columnNames
    _ = df.columnTypes
    // df.head(); df.describe(); df.info()
    _ = df.head()
    _ = df.describe()
    _ = df.info()
    // df['Price']
    _ = df["Price"]
    // df.iloc[0:4, [0, 1, -1]]
    _ = df[rows: 0..<4, columns: [0, 1, -1]]
    // df[['Rooms', 'Price']]
    _ = df[columns: ["Rooms", "Price"]]
    // df.loc[2, 'Price']
    _ = df[2, "Price"]
    // df[df['Price'] > 120000]
    _ = df[rows: df["Price"] .> 120000]
    // df['PerRoom'] = df['Price'] / df['Rooms']
    df["PerRoom"] = df["Price"] / df["Rooms"]
    // df.drop(columns=['PerRoom'])
    _ = df.dropping(["PerRoom"])
    // df.rename(columns={'Price': 'SalePrice'})
    _ = df.renaming(["Price": "SalePrice"])
    // pd.concat([other, other])
    _ = DataFrame.concat([other, other])
    // pd.concat([df, other], axis=1)
    _ = DataFrame.concat([df, other.renaming(["Rooms": "R", "Alley": "A", "Price": "P"])], axis: .columns)
    // numeric = df.select_dtypes('number').columns
    let numeric = df.columnNames(where: \.isNumeric)
    // df[numeric] = df[numeric].apply(lambda x: (x - x.mean()) / x.std())
    df.standardize(numeric)
    // df[numeric] = df[numeric].fillna(0)
    df.fillMissing(numeric, with: 0)
    // df['Rooms'].fillna(df['Rooms'].mean())
    df.fillMissing(["Rooms"], with: .mean)
    // df.isna(); df.dropna()
    _ = df.isMissing()
    _ = df.droppingMissing()
    // pd.get_dummies(df, dummy_na=True)
    _ = df.getDummies(dummyNA: true)
    // torch.tensor(df[numeric].values.astype(np.float32))
    _ = df[columns: numeric].tensor()
    // df['Price'].mean(); df['Price'].std(); df['Price'].quantile(0.25)
    _ = df["Price"].mean()
    _ = df["Price"].std()
    _ = df["Price"].quantile(0.25)
    // df['Alley'].value_counts(); df['Alley'].unique()
    _ = df["Alley"].valueCounts()
    _ = df["Alley"].unique()
    // df.groupby('Alley')['Price'].mean()
    _ = df.groupBy("Alley").aggregate(["Price": .mean])
    // df.sort_values('Price', ascending=False)
    _ = df.sorted(by: ["Price"], ascending: false)
    // other.merge(other, on=['Rooms'], how='left')
    _ = other.joined(with: other, on: ["Rooms"], how: .left)
    // df['Rooms'].map(lambda x: x ** 2)
    _ = df["Rooms"].map { $0 * $0 }
    // df['Alley'].replace({'Pave': 'Paved'})
    _ = df["Alley"].replacing(["Pave": "Paved"])
    // pd.cut(df['Price'], [-2, 0, 2])
    _ = df["Price"].cut([-2, 0, 2])
    // df.sample(2)
    _ = df.sample(2, using: &rng)
    // df[numeric].corr()
    _ = df[columns: numeric].corr()
    // df.drop_duplicates()
    _ = df.droppingDuplicates()
  }

  static func scikitLearn() throws {
    var rng = RandomGenerator(seed: 42)
    let x = Tensor<Float>.uniform([100, 1], using: &rng), y = 1 + 2 * x
    let frame = DataFrame(["Street": Column(["Pave", "Grvl", "Pave"])])

    // train, test = train_test_split(np.arange(100), test_size=0.2)
    let (train, test) = trainTestSplit(100, testFraction: 0.2, using: &rng)
    // x[train], y[test]
    _ = x[train]
    _ = y[test]
    // KFold(5).split(x)
    for fold in KFold(5).split(100) { _ = (x[fold.train], x[fold.validation]) }
    // scaler = StandardScaler()
    var scaler = StandardScaler()
    // z = scaler.fit_transform(x)
    let z = scaler.fitTransform(x)
    // scaler.inverse_transform(z)
    _ = scaler.inverse(z)
    // MinMaxScaler().fit_transform(x)
    var minMax = MinMaxScaler()
    _ = minMax.fitTransform(x)
    // encoder = OneHotEncoder(handle_unknown='ignore')
    var encoder = OneHotEncoder(unknown: .ignore)
    // encoder.fit_transform(frame)
    _ = try encoder.fitTransform(frame)
    // PolynomialFeatures(3).fit_transform(x)
    _ = polynomialFeatures(x, degree: 3)
    // exact = LinearRegression().fit(x, y)
    let exact = LinearRegression().fit(x, y)
    // exact.coef_; exact.intercept_
    _ = exact.coefficients
    _ = exact.intercept
    // exact.predict(x); exact.score(x, y)
    _ = exact.predict(x)
    _ = exact.score(x, y)
    // Ridge(alpha=1.0).fit(x, y)
    _ = Ridge(alpha: 1).fit(x, y)
  }
}
