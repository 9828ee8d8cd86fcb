"""Writes the seed corpus: small files of every format that the fuzzed readers know, whole and slightly broken."""
import gzip, io, json, pathlib, struct, sys, tarfile, zipfile


def idx(kind, shape, data):
    return bytes([0, 0, kind, len(shape)]) + b"".join(struct.pack(">I", n) for n in shape) + data


def npy(text, data, version=1):
    header = text.encode() + b"\n"
    length = struct.pack("<H" if version == 1 else "<I", len(header))
    return b"\x93NUMPY" + bytes([version, 0]) + length + header + data


def archive(entries):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, data in entries:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zipped(entries, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in entries:
            file.writestr(name, data)
    return out.getvalue()


plain = npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", bytes(48))
turned = npy("{'descr': '>i4', 'fortran_order': True, 'shape': (3,), }", bytes(12), 2)
header = json.dumps({"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, "__metadata__": {"a": "b"}}).encode()
tables = [
    b"a,b,c\n1,2.5,x\n,NA,\"y,\"\"z\"\n", b"a;b\r\n1;\"two\r\nlines\"\r\n", b"#c\na\tb\n1\t2 # d\n", b"\xef\xbb\xbfa|b\r1|true\r",
    b"a,a,\n1e400,-0,99999999999999999999\n", b"a\n\xff\xfe\n", b"n\n1'234,5\n", b"a,b\n1\n1,2,3\n",
]
lines = [
    b'2,x\r\n3,"y\r\n"\r\n"4","z""z"\n', '5,größe\n6,"雀,雀"\r7,é'.encode(), b'8,a # one\n# "no row\n9,"#"#\n', b"1\n1,2,3\n,\n\n  \n",
    b'1,"open\n2,x\n', b'1,\xe9\n2,"\xe9\x9b"\n', b'"a\nb",""""\n"c"d,\r\r\n', b"1|2\r3|4",
]
corpus = {
    "idx": [idx(8, [2, 3], bytes(6)), idx(13, [2], bytes(8)), idx(11, [3], bytes(6)), gzip.compress(idx(14, [1], bytes(8)))]
    + [gzip.compress(b"one") + gzip.compress(b"two") + b"\0\0"],
    "csv": [bytes([choice]) + table for choice, table in zip([0, 1, 6, 3, 8, 16, 33, 200], tables)],
    "borders": [bytes([choice, back]) + text for choice in (0, 4, 8, 27) for back in (0, 3, 9, 14, 20) for text in lines],
    "npy": [plain, turned],
    "npz": [zipped([("a.npy", plain), ("b.npy", turned)]), zipped([("a.npy", plain)], zipfile.ZIP_STORED)],
    "safetensors": [struct.pack("<Q", len(header)) + header + bytes(8)],
    "archive": [archive([("a", b"1"), ("d/b", b"22")]), gzip.compress(archive([("a", b"1")])), zipped([("d/x", b"hello" * 9)])],
}
for name, files in corpus.items():
    folder = pathlib.Path(sys.argv[1]) / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(files):
        (folder / f"seed{number}").write_bytes(data)
        (folder / f"cut{number}").write_bytes(data[: len(data) * 2 // 3])
