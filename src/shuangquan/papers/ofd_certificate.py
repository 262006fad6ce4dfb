"""A certificate as OFD: drawn from its signed payload, which travels inside with its signature, and its metadata (GB/T 36903, 36905).

A5, lying, as the PDF. The seal's picture is no part of the drawing: readers show it from the seal itself, at the place that is left for it.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from shuangquan.core.credentials.masks import say_date
from shuangquan.core.credentials.payload import Line, Payload
from shuangquan.core.words.canonical import sm3_hex
from shuangquan.papers.drawing import Attached, Curve, Drawing, Face, Mark, Page, Picture, Rule, Words
from shuangquan.papers.letters import measure_letters
from shuangquan.papers.ofd.drawn import draw_document
from shuangquan.papers.ofd.sealing import Place
from shuangquan.papers.ofd.writer import write_document
from shuangquan.papers.qr import render_qr_png

WIDTH, HEIGHT = 210.0, 148.0
PINE, INK, PALE = "#0a5a4d", "#16211e", "#465350"
CREATOR = ("双全", "1")
"""Program and version in the file: our own files are checked to their last byte by it."""
SEAL = 40.0
SEAL_PLACE = Place(0, 149.0, 94.0, SEAL, SEAL)
"""Where the seal lies: over the issuer's name and the day."""
SECOND_PLACE = Place(0, 155.0, 12.5, 34.0, 34.0)
"""Where the holder's own seal lies: in the upper corner, clear of the fields."""
LEFT, RIGHT, TOP, BOTTOM = 20.0, 190.0, 48.0, 104.0
"""The box of the fields."""
GAP, TALL = 9.0, 11.5


def write_certificate(payload: Payload, link: str, signature: bytes, key_id: str, note: str = "") -> dict[str, bytes]:
    """The files of the OFD, unsealed. link: behind the code; signature: r‖s of `payload.signed_bytes()` by `key_id`.

    note: a line at the foot, for a copy that serves one purpose.
    """
    drawing = draw_certificate(payload, link, signature, key_id, note)
    identity = sm3_hex(payload.identifier.encode())[:32]
    return write_document(draw_document(drawing, identity, list_facts(payload), measure_letters, creator=CREATOR))


def list_facts(payload: Payload) -> Mapping[str, str]:
    """Metadata of GB/T 36903 by their short names; what is empty is left out."""
    held = {
        "ZZMC": payload.name.zh,
        "ZZBH": payload.number,
        "ZZBS": payload.identifier,
        "ZZLXDM": payload.identifier.removeprefix("1.2.156.3005.2.").partition(".")[0],
        "ZZBFJG": payload.issuer_name.zh,
        "ZZBFJGDM": payload.issuer_code,
        "ZZBFRQ": payload.issued,
        "ZZYXQQSRQ": payload.valid_from,
        "ZZYXQJZRQ": payload.valid_to,
        "CZZT": payload.holder,
    }
    return {name: value for name, value in held.items() if value}


def draw_certificate(payload: Payload, link: str, signature: bytes, key_id: str, note: str = "") -> Drawing:
    """The page and what is attached to it."""
    marks = (*_frame(), *_sample(payload), *_title(payload), *_fields(payload.lines), *_foot(payload, link, signature), *_note(note))
    proof = json.dumps({"alg": "SM2-SM3", "key": key_id, "sig": signature.hex()}).encode()
    attached = (
        Attached("payload.json", "application/json", payload.signed_bytes(), "payload"),
        Attached("payload.sig", "text/plain", proof, "signature"),
    )
    made = f"{payload.issued}T00:00:00+08:00"
    return Drawing(payload.name.zh, payload.issuer_name.zh, (Page(WIDTH, HEIGHT, marks),), attached, made)


def _frame() -> Iterator[Mark]:
    """文武边: a thick and a thin line, as old book frames have it; waves behind the text."""
    for inset, width in ((9.0, 0.78), (11.2, 0.21)):
        right, bottom = WIDTH - inset, HEIGHT - inset
        yield Curve(f"M {inset} {inset} L {right} {inset} L {right} {bottom} L {inset} {bottom} Z", PINE, "", width)
    for row in range(9):
        y, steps = 22.0 + row * 13.0, []
        for nth in range(12):
            x = 15.0 + nth * 15.0
            steps.append(f"C {x + 5} {y - 5} {x + 10} {y + 5} {x + 15} {y}")
        yield Curve(f"M 15 {y} {' '.join(steps)}", PINE, "", 0.1, 0.16)


def _sample(payload: Payload) -> Iterator[Mark]:
    if payload.sample:
        yield Words(44, 103, "示例 非真实证照", 19, Face.SONG, colour=PINE, opacity=0.09, turn=-24)


def _title(payload: Payload) -> Iterator[Mark]:
    yield from _centred(payload.name.zh, WIDTH / 2, 32, 8.8, 170, Face.SONG, INK, bold=True, spacing=1.0)
    yield from _centred(payload.name.en, WIDTH / 2, 38, 3.0, 170, Face.HEI, PALE)


def _fields(lines: tuple[Line, ...]) -> Iterator[Mark]:
    """Two columns, in reading order; many fields stand closer and smaller."""
    rows = -(-len(lines) // 2)
    tall = min(TALL, (BOTTOM - TOP) / max(rows, 1))
    scale, wide = tall / TALL, (RIGHT - LEFT - GAP) / 2
    for nth, line in enumerate(lines):
        x, y = LEFT + nth % 2 * (wide + GAP), TOP + nth // 2 * tall
        yield Words(x, y + 2.8 * scale, line.label.zh, 2.8 * scale, Face.HEI, colour=PALE)
        yield from _fitted(line.value, x, y + 7.8 * scale, 4.2 * scale, wide, Face.SONG, INK)
        yield Rule(x, y + 9.4 * scale, x + wide, y + 9.4 * scale, 0.12, PALE, 0.4)


def _foot(payload: Payload, link: str, signature: bytes) -> Iterator[Mark]:
    yield Picture(LEFT, 104, 25, 25, render_qr_png(link), "验真二维码")
    until = f"有效期至 {say_date(date.fromisoformat(payload.valid_to))}" if payload.valid_to else "长期有效"
    small = (
        ("扫码验真，不用登录", 2.9),
        (until, 2.9),
        (f"编号 {payload.number}", 2.9),
        (f"标识 {payload.identifier}", 2.2),
        (f"签名 SM2-SM3 {signature.hex()[:24]}…", 2.6),
    )
    for nth, (text, size) in enumerate(small):
        yield from _shrunk(text, 48, 109 + nth * 4.7, size, 92, Face.HEI, PALE)
    middle = SEAL_PLACE.x + SEAL / 2
    yield from _centred(payload.issuer_name.zh, middle, 111.5, 4.0, 48, Face.SONG, INK)
    yield from _centred(say_date(date.fromisoformat(payload.issued)), middle, 118.5, 3.2, 48, Face.HEI, INK)


def _note(note: str) -> Iterator[Mark]:
    if note:
        yield from _centred(note, WIDTH / 2, 134.5, 3.0, 180, Face.HEI, INK)


def _length(text: str, face: Face, size: float, spacing: float = 0.0) -> float:
    return sum(measure_letters(face, text)) * size + spacing * max(len(text) - 1, 0)


def _centred(
    text: str, middle: float, y: float, size: float, wide: float, face: Face, colour: str, *, bold: bool = False, spacing: float = 0.0
) -> Iterator[Mark]:
    """A line around a middle, smaller when it is too long."""
    size = min(size, size * wide / max(_length(text, face, size, spacing), 0.1))
    x = middle - _length(text, face, size, spacing) / 2
    yield Words(x, y, text, size, face, bold, colour, spacing=spacing)


def _fitted(text: str, x: float, y: float, size: float, wide: float, face: Face, colour: str) -> Iterator[Mark]:
    """A line from the left, smaller when it is too long, in two lines when it would be smaller than three quarters."""
    long = _length(text, face, size)
    if long > wide / 0.75 and len(text) > 1:
        size *= 0.66
        cut = find_cut(text, face, size, wide)
        yield Words(x, y - size * 0.63, text[:cut], size, face, colour=colour)
        yield from _shrunk(text[cut:], x, y + size * 0.45, size, wide, face, colour)
    else:
        yield from _shrunk(text, x, y, size, wide, face, colour)


def _shrunk(text: str, x: float, y: float, size: float, wide: float, face: Face, colour: str) -> Iterator[Mark]:
    size = min(size, size * wide / max(_length(text, face, size), 0.1))
    yield Words(x, y, text, size, face, colour=colour)


def find_cut(text: str, face: Face, size: float, wide: float) -> int:
    """How many letters fit into a width, at least one."""
    taken = 0.0
    for nth, one in enumerate(measure_letters(face, text)):
        taken += one * size
        if taken > wide:
            return max(nth, 1)
    return len(text)
