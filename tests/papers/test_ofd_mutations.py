"""A sealed OFD changed in any way, and a stamp: never passes, and nothing but a refusal with sentences comes of it."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pytest

from shuangquan.actions.verifying_ofd import verify_trusting
from shuangquan.connectors.seal.sm2 import quiet_provider, verify_message
from shuangquan.core.credentials.sm2_trust import read_trust
from shuangquan.core.credentials.stamps import judge_stamp
from shuangquan.core.words.canonical import sm3
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal
from tests.papers.mutating import SIGNATURE, VALUE, mutate_files, mutate_stamp
from tests.papers.sealing import ENDS, Sealed, make_sealed

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")
SEED = 33190
FEW, MANY = 400, 30_000


@pytest.fixture(scope="module")
def sealed() -> Sealed:
    return make_sealed()


@contextmanager
def still() -> Iterator[None]:
    """The provider writes a line for every signature that is none."""
    with quiet_provider():
        yield


def count_refused(original: bytes, changed: Iterable[tuple[str, bytes]], verify: Callable[[bytes], object]) -> Counter[str]:
    """How many of each code; what passes, or fails with anything but a refusal, fails the test."""
    codes: Counter[str] = Counter()
    passed = []
    for kind, data in changed:
        if data == original:
            codes["(unchanged)"] += 1
            continue
        try:
            verify(data)
        except Refusal as refusal:
            assert say_refusal(refusal)
            codes[refusal.code] += 1
        else:
            passed.append(kind)
    assert not passed, Counter(passed)
    return codes


def run_files(sealed: Sealed, count: int, seed: int) -> Counter[str]:
    trust, data = read_trust(sealed.roots), sealed.data
    assert verify_trusting(data, trust).good
    with still():
        return count_refused(data, mutate_files(sealed.files, data, count, seed), lambda changed: verify_trusting(changed, trust))


def run_stamps(sealed: Sealed, count: int, seed: int) -> Counter[str]:
    trust, stamp, digest = read_trust(sealed.roots), sealed.files[VALUE], sm3(sealed.files[SIGNATURE])

    def judge(value: bytes) -> None:
        judge_stamp(value, digest, f"/{SIGNATURE}", trust, verify_message, ENDS)

    judge(stamp)
    with still():
        return count_refused(stamp, mutate_stamp(stamp, count, seed), judge)


def test_no_changed_file_passes(sealed: Sealed) -> None:
    codes = run_files(sealed, FEW, SEED)
    assert codes["(unchanged)"] < FEW / 10
    expected = {"ofd.package", "ofd.differs", "ofd.spelling", "ofd.uncovered", "ofd.missing", "ofd.xml"}
    assert expected | {"stamp.malformed", "stamp.digest", "stamp.seal_differs"} <= set(codes), codes


def test_no_changed_stamp_passes(sealed: Sealed) -> None:
    codes = run_stamps(sealed, FEW, SEED)
    assert {"stamp.malformed", "stamp.signature"} <= set(codes), codes


@pytest.mark.heavy
def test_tens_of_thousands_of_changed_files_and_stamps(sealed: Sealed, capsys: pytest.CaptureFixture[str]) -> None:
    seed = int(os.environ.get("SHUANGQUAN_SEED", SEED))
    files, stamps = run_files(sealed, MANY, seed + 1), run_stamps(sealed, MANY, seed + 1)
    both = files + stamps
    tried = both.total() - both.pop("(unchanged)", 0)
    with capsys.disabled():
        print(f"\nOFD and SES: {tried} changed (seed {seed + 1}), none passed, none crashed: {dict(both.most_common())}")  # noqa: T201
    assert tried >= 50_000
