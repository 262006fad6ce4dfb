"""Tampered files, links and codes: whatever is changed, nothing is taken for good that is not, and nothing falls over.

5,000 mutations in `make test`; more than 100,000 in `make test-all`, of which the last one says how they were answered.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shuangquan.actions.verified import Verified
from shuangquan.actions.verifying import verify_answer, verify_bytes
from shuangquan.channels.look.reading import read_token
from shuangquan.connectors.seal.sm2 import make_key, sign_message
from shuangquan.core.credentials.payload import Payload, render_public_view
from shuangquan.core.credentials.sealed import END, MARK, Seal, read_sealed, render_sealed
from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.papers.certificate import render_certificate
from shuangquan.records.ids import new_token
from shuangquan.records.vault import token_hash
from tests.attacks.mutating import Mutate, Tally, mutations

BATCH = 50
"""Mutations that one example of Hypothesis draws: each is applied alone, then all of them one after another."""
FEW, MANY = 36, 850
"""Examples of each of the three families: 5,400 mutations and 120,000, less those that came out as they went in."""


@dataclass(frozen=True)
class Good:
    """Two of each: sealed files, answered views, links; the keys that made them; and a payload with its issuer's signature."""

    keys: dict[str, bytes]
    files: tuple[bytes, ...]
    answers: tuple[bytes, ...]
    links: tuple[str, ...]
    payload: bytes
    signature: str

    @property
    def hashes(self) -> set[bytes]:
        return {token_hash(link.rsplit("/", 1)[1]) for link in self.links}


def _make_payload(number: str, holder: str) -> Payload:
    name, issuer = Text("样张证明", "Sample certificate"), Text("样张机关", "Sample office")
    day = "2026-11-24"
    return Payload("1.2.156.3005.2.x", "sample", name, number, "11379900", issuer, "370783", holder, (), day, day, "", "certificate", True)


def _make_good() -> Good:
    pairs = {name: make_key() for name in ("demo-platform-1", "demo-issuer-1")}
    keys = {name: public for name, (_, public) in pairs.items()}

    def sign(key: str, message: bytes) -> str:
        return sign_message(*pairs[key], message).hex()

    files, answers, links = [], [], []
    for number, holder in (("NO1", "安某"), ("NO2", "康某")):
        payload = _make_payload(number, holder)
        made = bytes.fromhex(sign("demo-issuer-1", payload.signed_bytes()))
        links.append(f"https://zwfw.example/v/{new_token()}")
        body = render_certificate(payload, links[-1], made, "demo-issuer-1")
        files.append(render_sealed(body, Seal("demo-platform-1", sign("demo-platform-1", body))))
        view = render_public_view(payload, "valid" if number == "NO1" else "revoked", date(2026, 11, 24))
        plain = to_plain(view)
        answer = {"view": plain, "key": "demo-platform-1", "signature": sign("demo-platform-1", canonical_bytes(plain))}
        answers.append(json.dumps(answer, ensure_ascii=False).encode())
    signed = _make_payload("NO1", "安某").signed_bytes()
    return Good(keys, tuple(files), tuple(answers), tuple(links), signed, sign("demo-issuer-1", signed))


GOOD = _make_good()
_MARKS = (
    *(MARK, END, b"%%EOF\n", b"%PDF-1.7\n", b"\n", b"\r\n", b" ", b"\x00", b"null", b"[]", b"{}", b"NaN", b"1e999", b"-0"),
    *(b'"key":', b'"sig":', b'"alg":"none"', b'"alg":"SM2-SM3"', b"demo-issuer-1", b"demo-platform-1", b"\\u0064", b"\\ud800"),
    *(b'"state": "valid"', b'"valid"', b'"revoked"', b'"sample": true', b'"view":', b"0", b"f", b"F", b"\xef\xbb\xbf", b"\xff\xfe"),
)


def _answer(check: Callable[[], object]) -> str:
    """The refusal's code, or "good". Anything else that is raised is a fault of the house and fails the test."""
    try:
        check()
    except Refusal as refusal:
        return refusal.code
    return "good"


def _each(good: bytes, batch: list[Mutate]) -> list[bytes]:
    """Every mutation alone, and the first few on top of each other."""
    made, pile = [mutate(good) for mutate in batch], good
    for mutate in batch[:3]:
        pile = mutate(pile)
    return [*made[:-1], pile]


def _try_files(tally: Tally, batch: list[Mutate]) -> None:
    for spoilt in _each(GOOD.files[0], batch):
        answer = _answer(lambda spoilt=spoilt: verify_bytes(spoilt, GOOD.keys))  # type: ignore[misc]
        tally.note(answer, changed=spoilt not in GOOD.files)
        assert spoilt in GOOD.files or answer.startswith("seal."), answer


def _try_answers(tally: Tally, batch: list[Mutate]) -> None:
    """Spaces may be added to JSON; what it says may not change."""
    said = [verify_answer(answer, GOOD.keys) for answer in GOOD.answers]
    for spoilt in _each(GOOD.answers[0], batch):
        found: list[Verified] = []
        answer = _answer(lambda spoilt=spoilt, found=found: found.append(verify_answer(spoilt, GOOD.keys)))  # type: ignore[misc]
        tally.note(answer, changed=spoilt not in GOOD.answers)
        assert answer in ("good", "seal.broken", "seal.malformed"), answer
        assert all(one in said for one in found)


def _try_codes(tally: Tally, batch: list[Mutate]) -> None:
    """A code's text, whatever it decodes to, leads to a certificate only by that certificate's own token."""
    for spoilt in _each(GOOD.links[0].encode(), batch):
        token = read_token(spoilt.decode(errors="replace"))
        known = token_hash(token) in GOOD.hashes
        tally.note("known" if known else "unknown" if token else "no token", changed=spoilt.decode(errors="replace") not in GOOD.links)
        assert not known or any(token == link.rsplit("/", 1)[1] and token.encode() in spoilt for link in GOOD.links)


FAMILIES = {"files": (_try_files, 0), "answers": (_try_answers, 1), "codes": (_try_codes, 2)}


def _run(family: str, examples: int) -> Tally:
    attempt, nth = FAMILIES[family]
    other = (GOOD.files[1], GOOD.answers[1], GOOD.links[1].encode())[nth]
    tally = Tally()

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(st.lists(mutations(other, _MARKS), min_size=BATCH, max_size=BATCH))
    def attack(batch: list[Mutate]) -> None:
        attempt(tally, batch)

    attack()
    return tally


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_spoilt_is_taken_for_good(family: str) -> None:
    tally = _run(family, FEW)
    assert tally.changed >= 1_500, tally
    assert len(tally.answers) >= 2, "mutations that all fail alike try one thing only"


@pytest.mark.heavy
def test_nothing_spoilt_is_taken_for_good_a_hundred_thousand_times(capsys: pytest.CaptureFixture[str]) -> None:
    tallies = {family: _run(family, MANY) for family in FAMILIES}
    changed = sum(tally.changed for tally in tallies.values())
    assert changed >= 100_000
    with capsys.disabled():
        sys.stdout.write(f"\nmutations: {changed}\n")
        for family, tally in tallies.items():
            sys.stdout.write(f"  {family}: {tally.changed} {dict(sorted(tally.answers.items()))}\n")


def test_the_good_ones_are_good() -> None:
    """Else everything above would hold of a verifier that refuses whatever it sees."""
    for file in GOOD.files:
        assert verify_bytes(file, GOOD.keys).good
    assert [verify_answer(answer, GOOD.keys).good for answer in GOOD.answers] == [True, False]
    assert all(token_hash(read_token(link)) in GOOD.hashes for link in GOOD.links)


def _seal(body: bytes, key: object, signature: object, **more: object) -> bytes:
    trailer = json.dumps({"alg": "SM2-SM3", "key": key, "sig": signature, **more}, separators=(",", ":")).encode()
    return body + MARK + trailer + END


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(
            ("upper case", "seal.malformed"),
            ("spaces", "seal.malformed"),
            ("key is a list", "seal.malformed"),
            ("nested", "seal.malformed"),
        ),
        *(
            ("more in the trailer", "seal.malformed"),
            ("other key", "seal.broken"),
            ("two trailers", "seal.broken"),
            ("zero", "seal.broken"),
        ),
        *(("a payload as a file", "seal.malformed"), ("a view as a file", "seal.malformed"), ("alg none", "seal.malformed")),
    ],
)
def test_a_trailer_has_one_spelling_and_a_file_is_a_file(name: str, code: str) -> None:
    body, sealed = read_sealed(GOOD.files[0])
    key, sig = sealed.key, sealed.signature
    view = canonical_bytes(json.loads(GOOD.answers[0])["view"])
    spoilt = {
        "upper case": _seal(body, key, sig.upper()),
        "spaces": _seal(body, key, f"{sig[:64]} {sig[64:]}"),
        "key is a list": _seal(body, [key], sig),
        "nested": body + MARK + b"[" * 100_000 + END,
        "more in the trailer": _seal(body, key, sig, note="x"),
        "other key": _seal(body, "demo-issuer-1", sig),
        "two trailers": GOOD.files[0] + MARK + GOOD.files[1].rsplit(MARK, 1)[1],
        "zero": _seal(body, key, "0" * 128),
        "a payload as a file": _seal(GOOD.payload, "demo-issuer-1", GOOD.signature),
        "a view as a file": _seal(view, key, json.loads(GOOD.answers[0])["signature"]),
        "alg none": GOOD.files[0].replace(b"SM2-SM3", b"none"),
    }[name]
    assert _answer(lambda: verify_bytes(spoilt, GOOD.keys)) == code


def test_what_the_keys_sign_elsewhere_is_no_view() -> None:
    plain = json.loads(GOOD.payload)
    payload = {"view": plain, "key": "demo-issuer-1", "signature": GOOD.signature}
    good = json.loads(GOOD.answers[0])
    odd: list[object] = [
        payload,
        {**good, "key": ["demo-platform-1"]},
        {**good, "signature": good["signature"].upper()},
        {**good, "view": []},
        [],
        None,
        7,
    ]
    odd += [
        {**good, "view": {**good["view"], **change}}
        for change in ({"holder": "\ud800"}, {"sample": 1}, {"name": {"zh": 1, "en": ""}}, {"x": 1})
    ]
    for answer in odd:
        assert _answer(lambda answer=answer: verify_answer(json.dumps(answer).encode(), GOOD.keys)) == "seal.malformed", answer  # type: ignore[misc]
    assert _answer(lambda: verify_answer(b"[" * 100_000, GOOD.keys)) == "seal.malformed"
