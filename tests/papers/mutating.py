"""Every kind of change to a sealed OFD and to its stamp: of its bytes, of its ZIP, of its XML, of its ASN.1. Seeded."""

import io
import random  # noqa: TID251 — seeded: which change is tried
import re
import struct
import zipfile
from collections.abc import Callable, Iterator

from shuangquan.core.credentials.der import read_head
from shuangquan.papers.ofd.package import order_names, write_package

Files = dict[str, bytes]
SIGNATURE, LIST = "Doc_0/Signs/Sign_0/Signature.xml", "Doc_0/Signs/Signatures.xml"
VALUE, SEAL = "Doc_0/Signs/Sign_0/SignedValue.dat", "Doc_0/Signs/Sign_0/Seal.esl"


def flip(data: bytes, drawn: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(drawn.choice((1, 1, 1, 2, 8))):
        made[drawn.randrange(len(made))] ^= 1 << drawn.randrange(8)
    return bytes(made)


def put(data: bytes, drawn: random.Random) -> bytes:
    made = bytearray(data)
    made[drawn.randrange(len(made))] = drawn.choice((0, 0xFF, 0x80, 0x7F, 0x20, drawn.randrange(256)))
    return bytes(made)


def cut(data: bytes, drawn: random.Random) -> bytes:
    return data[: drawn.randrange(len(data))]


def leave_out(data: bytes, drawn: random.Random) -> bytes:
    at = drawn.randrange(len(data))
    return data[:at] + data[at + drawn.randint(1, 64) :]


def insert(data: bytes, drawn: random.Random) -> bytes:
    at = drawn.randrange(len(data) + 1)
    return data[:at] + drawn.randbytes(drawn.randint(1, 16)) + data[at:]


def append(data: bytes, drawn: random.Random) -> bytes:
    return data + drawn.randbytes(drawn.randint(1, 64))


def prepend(data: bytes, drawn: random.Random) -> bytes:
    return drawn.choice((b"\0", b"MZ", drawn.randbytes(8))) + data


def swap(data: bytes, drawn: random.Random) -> bytes:
    size = drawn.randint(1, max(1, min(64, len(data) // 4)))
    one, two = sorted((drawn.randrange(len(data) - 2 * size), drawn.randrange(len(data) - size)))
    if two < one + size:
        two = one + size
    return data[:one] + data[two : two + size] + data[one + size : two] + data[one : one + size] + data[two + size :]


def repeat(data: bytes, drawn: random.Random) -> bytes:
    at = drawn.randrange(len(data))
    return data[:at] + data[at : at + drawn.randint(1, 64)] + data[at:]


BYTES: tuple[Callable[[bytes, random.Random], bytes], ...] = (flip, put, cut, leave_out, insert, append, prepend, swap, repeat)


def zip_games(files: Files, drawn: random.Random) -> bytes:
    """The same contents in another wrapping, or one with a name twice."""
    held = io.BytesIO()
    game = drawn.choice(("deflate", "order", "twice", "comment", "folder", "time", "slash"))
    names = order_names(files)
    if game == "order":
        drawn.shuffle(names)
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED if game == "deflate" else zipfile.ZIP_STORED) as file:
        for name in names:
            one = zipfile.ZipInfo(
                "/" + name if game == "slash" else name, (2026, 1, 1, 0, 0, 0) if game == "time" else (1980, 1, 1, 0, 0, 0)
            )
            file.writestr(one, files[name])
        if game == "twice":
            chosen = drawn.choice(names)
            file.writestr(zipfile.ZipInfo(chosen), flip(files[chosen], drawn))
        if game == "folder":
            file.writestr(zipfile.ZipInfo("Doc_0/"), b"")
        file.comment = b"x" if game == "comment" else b""
    return held.getvalue()


def header_games(data: bytes, drawn: random.Random) -> bytes:
    """Fields of the ZIP's own headers set to other numbers."""
    places = [match.start() for match in re.finditer(rb"PK(\x01\x02|\x03\x04|\x05\x06)", data)]
    at = drawn.choice(places) + drawn.randrange(4, 22)
    return data[:at] + struct.pack("<H", drawn.choice((0, 1, 8, 0xFFFF, drawn.randrange(65536)))) + data[at + 2 :]


def add_file(files: Files, drawn: random.Random) -> bytes:
    name = drawn.choice(
        ("Doc_0/Res/more.png", "Doc_0/Signs/Sign_1/Seal.esl", "Doc_0/Signs/Sign_0/more.xml", "more.xml", "Doc_1/Document.xml")
    )
    return write_package({**files, name: drawn.randbytes(8)})


def drop_file(files: Files, drawn: random.Random) -> bytes:
    gone = drawn.choice(order_names(files))
    return write_package({name: data for name, data in files.items() if name != gone})


def swap_files(files: Files, drawn: random.Random) -> bytes:
    one, two = drawn.sample(order_names(files), 2)
    return write_package({**files, one: files[two], two: files[one]})


def rename_file(files: Files, drawn: random.Random) -> bytes:
    one = drawn.choice(order_names(files))
    return write_package({**{name: data for name, data in files.items() if name != one}, f"{one}x": files[one]})


def bytes_of_file(files: Files, drawn: random.Random) -> bytes:
    """One file's bytes changed, the ZIP around it right."""
    name = drawn.choice([*order_names(files), VALUE, VALUE, SEAL, LIST, SIGNATURE])
    return write_package({**files, name: drawn.choice(BYTES)(files[name], drawn)})


def xml_of_file(files: Files, drawn: random.Random) -> bytes:
    """XML changed so that it stays XML, for the most part."""
    name = drawn.choice([name for name in order_names(files) if name.endswith(".xml")])
    text = files[name].decode()
    game = drawn.randrange(8)
    tags = [match.start() for match in re.finditer("<ofd:", text)]
    at = drawn.choice(tags)
    if game == 0:
        text = text[:at] + drawn.choice((" ", "\n", "<!-- x -->", "<?x y?>")) + text[at:]
    elif game == 1:
        text = text.replace("?>", '?><!DOCTYPE x [<!ENTITY y "z">]>', 1)
    elif game == 2:
        end = text.index(">", at)
        text = text[:end].rstrip("/") + ' x="y"' + text[end - (text[end - 1] == "/") :]
    elif game == 3:
        one = drawn.choice(list(re.finditer(r"\d+", text)))
        text = text[: one.start()] + str(drawn.choice((0, -1, 10**9, 2))) + text[one.end() :]
    elif game == 4:
        text = text.replace("ofd:", "x:").replace("xmlns:ofd", "xmlns:x")
    elif game == 5:
        piece = text[at : text.index(">", at) + 1]
        text = text[:at] + piece + text[at:]
    elif game == 6:
        text = text.replace(drawn.choice(("Doc_0", "Sign_0", "Page", "xml")), drawn.choice(("..", "/", "Doc_1", "")), 1)
    else:
        letters = [match.start() for match in re.finditer("[a-zA-Z\u4e00-\u9fff]", text)]
        place = drawn.choice(letters)
        text = text[:place] + drawn.choice(("&#65;", "甲", "A")) + text[place + 1 :]
    return write_package({**files, name: text.encode()})


def find_heads(data: bytes) -> list[tuple[int, int, int]]:
    """(place, content's place, end) of every value in DER, outermost first."""
    found, todo = [], [(0, len(data))]
    while todo:
        at, end = todo.pop()
        while at < end:
            tag, start, stop = read_head(data, at, end)
            found.append((at, start, stop))
            if tag & 0x20:
                todo.append((start, stop))
            at = stop
    return found


def change_der(data: bytes, drawn: random.Random) -> bytes:
    """Lengths in other spellings, values twice, left out, empty or of another kind; the lengths around them left as they are or not."""
    at, start, stop = drawn.choice(find_heads(data))
    size, game = stop - start, drawn.randrange(7)
    if game == 0:
        return data[: at + 1] + b"\x84" + size.to_bytes(4, "big") + data[start:]
    if game == 1:
        return data[: at + 1] + b"\x80" + data[start:stop] + b"\0\0" + data[stop:]
    if game == 2:
        return data[:stop] + data[at:stop] + data[stop:]
    if game == 3:
        return data[:at] + data[stop:]
    if game == 4:
        return data[:at] + bytes([drawn.randrange(256)]) + data[at + 1 :]
    if game == 5:
        return data[: at + 1] + bytes([drawn.randrange(256)]) + data[at + 2 :]
    return data[:start] + drawn.randbytes(size) + data[stop:]


def der_of_file(files: Files, drawn: random.Random) -> bytes:
    name = drawn.choice((VALUE, VALUE, VALUE, SEAL))
    return write_package({**files, name: change_der(files[name], drawn)})


WHOLE: tuple[Callable[[Files, random.Random], bytes], ...] = (
    zip_games, add_file, drop_file, swap_files, rename_file,
    bytes_of_file, bytes_of_file, xml_of_file, xml_of_file, der_of_file, der_of_file,
)  # fmt: skip


def mutate_files(files: Files, data: bytes, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """(kind of change, changed file), `count` of them. data: the package of the files."""
    drawn = random.Random(seed)
    for _ in range(count):
        kind = drawn.randrange(len(WHOLE) + len(BYTES) + 1)
        if kind < len(WHOLE):
            yield WHOLE[kind].__name__, WHOLE[kind](files, drawn)
        elif kind < len(WHOLE) + len(BYTES):
            change = BYTES[kind - len(WHOLE)]
            yield change.__name__, change(data, drawn)
        else:
            yield "header_games", header_games(data, drawn)


def mutate_stamp(stamp: bytes, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """(kind of change, changed SES_Signature), `count` of them."""
    drawn = random.Random(seed)
    for _ in range(count):
        change = drawn.choice((*BYTES, change_der, change_der, change_der))
        yield change.__name__, change(stamp, drawn)
