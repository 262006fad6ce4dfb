"""Tampered PAdES files and shown codes: nothing altered is taken for good, nothing falls over, and most of it dies before certificates.

Some hundreds in `make test`; 50,000 and more, seeded, in `make test-all`, which says how they were answered.
"""

import base64
import random  # noqa: TID251  seeded: the same mutations whenever it runs
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest

from shuangquan.actions.verifying_any import verify_data, verify_text
from shuangquan.actions.verifying_chain import Trust, verify_shown_code
from shuangquan.connectors.seal.p256 import ORDER, P256Signer, sign_p256
from shuangquan.connectors.seal.p256_authority import issue_signer, make_authority
from shuangquan.core.credentials.presented import MARK, Presented, render_presented
from shuangquan.core.credentials.use import NAME, render_use
from shuangquan.core.words.errors import Refusal
from shuangquan.papers.annotated import render_over
from shuangquan.papers.pades import Addition, find_sizes
from shuangquan.records.clock import ZONE, stopped_at
from tests.attacks.mutating import Tally
from tests.papers.test_pades import AT, USE, make_body, make_hand

FEW, MANY = 300, 27_000
"""Of each of the two families."""
SHOWN = Presented(
    "居民身份证", "寿光市公安局", (("姓名", "安某"), ("有效期至", "2039 年 3 月 6 日")), int(AT.timestamp()), int(AT.timestamp()) + 60
)
Way = Callable[[random.Random, bytes, bytes], bytes]


@dataclass(frozen=True)
class Good:
    """Two good ones of each family by the same signer, and the trust under which they are good."""

    trust: Trust
    files: tuple[bytes, ...]
    codes: tuple[bytes, ...]


def make_good() -> Good:
    signer = issue_signer(make_authority())
    hand, bodies = make_hand(signer), (make_body("安某"), make_body("康某"))
    added = Addition(render_over(USE, find_sizes(bodies[1])), NAME, render_use(USE), "Use")
    files = (hand.render_signed(bodies[0], AT), hand.render_signed(bodies[1], AT, added))
    other = Presented(SHOWN.name, SHOWN.issuer, (("姓名", "康某"),), SHOWN.made, SHOWN.until)
    codes = tuple(_render_code(one, signer).encode() for one in (SHOWN, other))
    return Good(Trust(signer.chain[-1:]), files, codes)


def _render_code(shown: Presented, signer: P256Signer) -> str:
    return render_presented(shown, signer.chain[0], lambda message: sign_p256(signer.key, message))


@pytest.fixture(scope="module")
def good() -> Good:
    return make_good()


def _flip(chance: random.Random, data: bytes, other: bytes) -> bytes:
    place = _place(chance, data)
    return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


def _place(chance: random.Random, data: bytes) -> int:
    """Anywhere, or where the signature is: the last third of a file, of which most is room."""
    return chance.randrange(len(data)) if chance.random() < 0.5 else len(data) - 1 - chance.randrange(max(1, len(data) // 3))


def _cut(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: _place(chance, data)]


def _drop(chance: random.Random, data: bytes, other: bytes) -> bytes:
    place = _place(chance, data)
    return data[:place] + data[place + chance.randint(1, 300) :]


def _insert(chance: random.Random, data: bytes, other: bytes) -> bytes:
    place, piece = _place(chance, data), chance.choice(PIECES) if chance.random() < 0.5 else chance.randbytes(chance.randint(1, 40))
    return data[:place] + piece + data[place:]


def _append(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A revision as an attacker would write one: a new object, a trailer, perhaps a whole other file."""
    revision = b"\n9 0 obj\n<< /Type /Page >>\nendobj\nxref\n0 0\ntrailer\n<< /Prev %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return data + chance.choice((revision % (chance.randrange(40_000), len(data)), other, data, b"\n", b"%%EOF", chance.randbytes(64)))


def _splice(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: _place(chance, data)] + other[_place(chance, other) :]


def _swap_hole(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The signature of one file in the place of the other's."""
    mine, theirs = (one.rfind(b"/Contents <") for one in (data, other))
    return data[:mine] + other[theirs : theirs + 8205] + data[mine + 8205 :]


def _swap_attachment(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """One stream in the place of another of the same file, or of the other's."""
    source = chance.choice((data, other))
    mine, theirs = (_streams(one) for one in (data, source))
    (start, end), (begin, stop) = chance.choice(mine), chance.choice(theirs)
    return data[:start] + source[begin:stop] + data[end:]


def _streams(data: bytes) -> list[tuple[int, int]]:
    found, at = [], 0
    while (start := data.find(b"\nstream\n", at)) >= 0 and (end := data.find(b"endstream", start)) >= 0:
        found.append((start, end))
        at = end
    return found or [(0, 1)]


def _move_range(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Another /ByteRange: off by a little, of nothing, of another place, and a second one behind it."""
    at = data.rfind(b"/ByteRange [")
    old = data[at : data.find(b"]", at) + 1]
    numbers = [int(one) for one in re.findall(rb"\d{1,12}", old)[:4]] if at >= 0 else []
    numbers += [0, 1, 2, 3][len(numbers) :]
    numbers[chance.randrange(4)] = chance.choice((0, 1, 7, len(data), 2**31, 10**9, *(one + chance.randint(-9, 9) for one in numbers)))
    new = b"/ByteRange [%s]" % b" ".join(b"%d" % max(0, one) for one in numbers)
    if chance.random() < 0.2:
        return data + b"\n" + new
    return data[: max(at, 0)] + new.ljust(len(old)) + data[max(at, 0) + len(old) :]


def _respell(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The same number in other letters: hex in the other case, spaces, padding that is not zero."""
    at = data.rfind(b"/Contents <") + 11
    end = data.find(b">", at)
    hole = data[at:end]
    padded = (hole[:-2] + b"  ", hole[:-1] + b"1", hole[:-2] + b"0f")
    spelt = chance.choice((*padded, hole.lower(), hole[:40] + b"\n" + hole[40:-1], b" " + hole[:-1]))
    return data[:at] + spelt + data[end:]


def _recode(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Base64 games with a code: padding, another alphabet, bits in the last letter, blanks, letters that a lenient reader skips."""
    text = data.removeprefix(MARK.encode())
    last = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    games = (
        text + b"=", text + b"==", text + b"\n", text.replace(b"-", b"+"), text.replace(b"_", b"/"), b" " + text,
        text[:-1] + bytes([chance.choice(last)]), text[:50] + b"!" + text[50:], text.swapcase(), text + text, text[:-4], text + b"AAAA",
    )  # fmt: skip
    return chance.choice((MARK.encode(), b"SQ2.", b"sq1.", b"")) + chance.choice(games)


def _rebuild(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A code taken apart and put together otherwise: parts swapped, s turned, lengths off."""
    try:
        blobs = [base64.urlsafe_b64decode(one[4:] + b"=" * (-len(one[4:]) % 4)) for one in (data, other)]
    except ValueError:
        return data + b"AA"  # spoilt already
    parts = [(one[2 : 2 + (n := int.from_bytes(one[:2], "big"))], one[2 + n : -64], one[-64:]) for one in blobs]
    body, certificate, signature = (chance.choice(parts)[nth] for nth in range(3))
    turned = (ORDER - int.from_bytes(signature[32:], "big")) % 2**256
    signature = chance.choice((signature, signature[:32] + turned.to_bytes(32, "big"), signature[::-1], b"\0" * 64))
    size = chance.choice((len(body), len(body) + 1, 0, 65535)).to_bytes(2, "big")
    return MARK.encode() + base64.urlsafe_b64encode(size + body + certificate + signature).rstrip(b"=")


PIECES = (
    *(b"%%EOF\n", b"/ByteRange [0 1 2 3]", b"/Contents <00>", b"%PDF-1.7\n", b"endobj\n", b"stream\n"),
    *(b"0", b"F", b">", b"<", b"\x00", b"[" * 50, b"SQ1.", b"="),
)
FILES: tuple[Way, ...] = (_flip, _flip, _cut, _drop, _insert, _append, _splice, _swap_hole, _swap_attachment, _move_range, _respell)
CODES: tuple[Way, ...] = (_flip, _flip, _cut, _drop, _insert, _splice, _recode, _recode, _rebuild)


def spoil(chance: random.Random, ways: tuple[Way, ...], pair: tuple[bytes, ...]) -> bytes:
    """One to three mutations of one of the pair."""
    first = chance.randrange(2)
    data = pair[first]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(ways)(chance, data, pair[1 - first]) or b"\0"
    return data


def attack(good: Good, many: int, seed: int) -> Iterator[tuple[str, Tally]]:
    """Every answer counted. Fails on whatever is raised but a Refusal, and on what passes and is none of the good ones."""
    families = (("files", FILES, good.files, _try_file), ("codes", CODES, good.codes, _try_code))
    for family, ways, pair, attempt in families:
        chance, tally = random.Random(seed), Tally()
        for _ in range(many):
            spoilt = spoil(chance, ways, pair)
            try:
                answer = "good" if attempt(spoilt, good.trust) else "bad"
            except Refusal as refusal:
                answer = refusal.code
            tally.note(answer, changed=spoilt not in pair)
            assert spoilt in pair or answer != "good", (family, seed, tally)
        yield family, tally


def _try_file(data: bytes, trust: Trust) -> bool:
    return verify_data(data, trust, None).good


def _try_code(data: bytes, trust: Trust) -> bool:
    return verify_shown_code(data.decode("latin-1"), trust).good


def test_the_good_ones_are_good(good: Good) -> None:
    """Else everything below would hold of a verifier that refuses whatever it sees."""
    with stopped_at(AT):
        assert all(_try_file(one, good.trust) for one in good.files)
        assert all(_try_code(one, good.trust) for one in good.codes)
        assert verify_text(f"https://zwfw.example/s/abc#{good.codes[0].decode()}", good.trust).says["姓名"] == "安某"


def test_nothing_spoilt_is_taken_for_good(good: Good) -> None:
    with stopped_at(AT):
        tallies = dict(attack(good, FEW, 20261129))
    assert all(tally.changed >= FEW * 0.9 for tally in tallies.values()), tallies
    assert {"seal.changed", "seal.cut", "seal.appended", "seal.malformed"} <= set(tallies["files"].answers)
    assert {"seal.malformed", "seal.forged"} <= set(tallies["codes"].answers)


@pytest.mark.heavy
def test_nothing_spoilt_is_taken_for_good_fifty_thousand_times(good: Good, capsys: pytest.CaptureFixture[str]) -> None:
    with stopped_at(AT):
        tallies = dict(attack(good, MANY, 1))
    changed = sum(tally.changed for tally in tallies.values())
    assert changed >= 50_000
    with capsys.disabled():
        sys.stdout.write(f"\nmutations: {changed}\n")
        for family, tally in tallies.items():
            sys.stdout.write(f"  {family}: {tally.changed} {dict(sorted(tally.answers.items()))}\n")


def test_a_code_of_yesterday_is_genuine_and_over(good: Good) -> None:
    with stopped_at(datetime.fromtimestamp(SHOWN.until + 1, ZONE)):
        found = verify_text(good.codes[0].decode(), good.trust)
    assert not found.good and found.over and "过期" in found.reason
