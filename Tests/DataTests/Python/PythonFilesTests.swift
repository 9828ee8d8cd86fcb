import Data
import Foundation
import Tensor
import TestSupport
import Testing

/// Files that Python's own tools make, read back. The interpreter is `$MARTLET_PYTHON`, or `python3`; it needs NumPy and
/// pandas.
@Suite(.enabled("no Python with NumPy and pandas", { await Python.has("numpy", "pandas") }))
struct PythonFilesTests {
  @Test func gzipAndIDX() async throws {
    try await TestData.withFolder { folder in
      try await Python.run(
        """
        import gzip, struct, zlib, numpy as np
        rng = np.random.default_rng(1)
        content = rng.integers(0, 40, 300_000, dtype=np.uint8).tobytes()
        open('content', 'wb').write(content)
        for level in (0, 1, 6, 9):
            open(f'level{level}.gz', 'wb').write(gzip.compress(content, level))
        with gzip.GzipFile('some name', 'wb', fileobj=open('named.gz', 'wb'), mtime=7) as file:
            file.write(content)
        open('members.gz', 'wb').write(gzip.compress(content[:1000]) + gzip.compress(content[1000:], 1) + bytes(5))
        packer = zlib.compressobj(5, zlib.DEFLATED, 31, 1, zlib.Z_FIXED)
        open('fixed.gz', 'wb').write(packer.compress(content) + packer.flush())
        for name, kind, dtype in (('u1', 8, '>u1'), ('i1', 9, '>i1'), ('i2', 11, '>i2'), ('i4', 12, '>i4'),
                                  ('f4', 13, '>f4'), ('f8', 14, '>f8')):
            values = (rng.standard_normal((7, 3, 2)) * 100).astype(dtype)
            data = bytes([0, 0, kind, 3]) + struct.pack('>III', 7, 3, 2) + values.tobytes()
            open(f'{name}.idx', 'wb').write(data)
            with gzip.open(f'{name}.idx.gz', 'wb') as file: file.write(data)
            np.save(f'{name}.npy', values.astype(values.dtype.newbyteorder('=')).astype(np.float64))
        """, in: folder)
      let content = try bytes(folder.appending(path: "content"))
      for name in ["level0", "level1", "level6", "level9", "named", "members", "fixed"] {
        #expect(try Gzip.decompress(bytes(folder.appending(path: "\(name).gz"))) == content, "\(name)")
      }
      for ending in ["idx", "idx.gz"] {
        func file(_ name: String) -> URL { folder.appending(path: "\(name).\(ending)") }
        func expected(_ name: String) throws -> [Double] {
          try Tensor<Double>(npy: folder.appending(path: "\(name).npy").path).scalars
        }
        #expect(try Tensor<UInt8>(idx: file("u1")).scalars.map(Double.init) == expected("u1"))
        for name in ["i1", "i2", "i4"] {
          #expect(try Tensor<Int32>(idx: file(name)).scalars.map(Double.init) == expected(name), "\(name)")
        }
        #expect(try Tensor<Float>(idx: file("f4")).scalars.map(Double.init) == expected("f4"))
        #expect(try Tensor<Double>(idx: file("f8")).scalars == expected("f8"))
        #expect(try Tensor<Double>(idx: file("f8")).shape == [7, 3, 2])
      }
    }
  }

  @Test func tablesOfPandas() async throws {
    try await TestData.withFolder { folder in
      try await Python.run(
        """
        import json, numpy as np, pandas as pd
        rng = np.random.default_rng(2)
        count = 4000
        words = ['plain', 'with, comma', 'with "quotes"', 'two\\nlines', 'ümlaut 雀', '', ' blanks ', 'NA']
        frame = pd.DataFrame({
            'whole': rng.integers(-10**12, 10**12, count),
            'real': rng.standard_normal(count) * 10.0 ** rng.integers(-300, 300, count),
            'short': np.round(rng.standard_normal(count), 3),
            'truth': rng.integers(0, 2, count).astype(bool),
            'text': np.array(words, dtype=object)[rng.integers(0, len(words), count)],
            'gaps': np.where(rng.random(count) < 0.3, np.nan, rng.integers(0, 99, count)),
        })
        for name, options in (('comma', {}), ('tab', {'sep': '\\t'}), ('crlf', {'lineterminator': '\\r\\n'}),
                              ('packed', {'compression': 'gzip'}), ('quoted', {'quoting': 1})):
            frame.to_csv(name + '.csv', index=False, **options)
        back = pd.read_csv('comma.csv', dtype={'text': object}, float_precision='round_trip')
        for name in ('whole', 'real', 'short', 'gaps'):
            np.save(name + '.npy', back[name].to_numpy(dtype=np.float64))
        json.dump([None if isinstance(text, float) else text for text in back['text']], open('text.json', 'w'))
        json.dump([bool(value) for value in back['truth']], open('truth.json', 'w'))
        """, in: folder)
      func json<Value: Decodable>(_ name: String) throws -> [Value] {
        try JSONDecoder().decode([Value].self, from: Foundation.Data(contentsOf: folder.appending(path: name)))
      }
      let text: [String?] = try json("text.json")
      let truth: [Bool?] = try json("truth.json")
      for name in ["comma", "tab", "crlf", "packed", "quoted"] {
        let format = CSVFormat(delimiter: name == "tab" ? "\t" : ",")
        let frame = try DataFrame(csv: folder.appending(path: "\(name).csv"), format: format)
        #expect(frame.columnTypes == [.int, .double, .double, .bool, .string, .double], "\(name)")
        for column in ["whole", "real", "short", "gaps"] {
          let expected = try Tensor<Double>(npy: folder.appending(path: "\(column).npy").path).scalars
          let found = frame[column].doubles
          #expect(zip(found, expected).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }, "\(name), \(column)")
        }
        #expect(frame["text"].strings == text, "\(name)")
        #expect(frame["truth"].cells == truth.map { $0.map(Cell.bool) ?? nil }, "\(name)")
      }
    }
  }

  private func bytes(_ file: URL) throws -> [UInt8] { Array(try Foundation.Data(contentsOf: file)) }
}
