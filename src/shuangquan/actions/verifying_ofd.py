"""Verify a sealed OFD offline: with root certificates and revocation lists only. What is wrong is named, the altered file by its name."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from shuangquan.actions.verified import Verified
from shuangquan.connectors.seal.sm2 import verify_message
from shuangquan.core.credentials.sm2_trust import Trust, read_trust
from shuangquan.core.credentials.stamps import FindState, Judged, judge_stamp, say_nothing
from shuangquan.core.words.canonical import sm3
from shuangquan.core.words.errors import Refusal
from shuangquan.papers.ofd.checking import Found, check_references, check_spelling, find_creator, find_signatures
from shuangquan.papers.ofd.errors import OfdError
from shuangquan.papers.ofd.package import Package, read_package
from shuangquan.papers.ofd.reader import read_document
from shuangquan.papers.ofd_certificate import CREATOR
from shuangquan.records.clock import now

SHANGHAI = ZoneInfo("Asia/Shanghai")
START = b"PK"
"""How a package begins: by this a caller knows an OFD from a PDF."""


def verify_ofd(data: bytes, roots: Iterable[bytes], lists: Iterable[bytes] = (), find_state: FindState = say_nothing) -> Verified:
    """Verify every seal on an OFD. roots: DER certificates, lists: DER revocation lists; find_state: what is known here of seals.

    In the order of domain.md §3.3. Refusals: "ofd.*" (the package, its files), "stamp.*" (the seal), "chain.*" (certificates), "trust.*".
    """
    return verify_trusting(data, read_trust(roots, lists), find_state)


def verify_trusting(data: bytes, trust: Trust, find_state: FindState = say_nothing) -> Verified:
    """As `verify_ofd`, with roots and lists that were read before."""
    try:
        package = read_package(data)
        found = find_signatures(package.files, sm3)
        judged = [_judge(package, found, nth, trust, find_state) for nth in range(len(found))]
        if find_creator(package.files) == CREATOR[0]:  # ours: the signature covers the word
            check_spelling(package, found)
        title = read_document(package.files).title
    except OfdError as error:
        raise Refusal(f"ofd.{error.code}", error.where, name=error.where) from None
    return Verified(True, "签章对得上，一个字节都没有改过", _say(title, judged))


def _judge(package: Package, found: tuple[Found, ...], nth: int, trust: Trust, find_state: FindState) -> Judged:
    one = found[nth]
    judged = judge_stamp(one.value, one.digest, f"/{one.place}", trust, verify_message, now(), find_state)
    if one.seal_place and one.seal != judged.stamp.seal.der:
        raise Refusal("stamp.seal_differs", one.seal_place, name=one.seal_place)
    check_references(package.files, found, nth, sm3)
    return judged


def _say(title: str, judged: list[Judged]) -> dict[str, str]:
    says = {"文件": title}
    for number, one in enumerate(judged, 1):
        mark = f" {number}" if len(judged) > 1 else ""
        says[f"印章{mark}"] = one.stamp.seal.face.name
        says[f"签章证书{mark}"] = f"{one.signer.name}（{one.signer.organisation}）"
        when, whose = one.timed or one.stamp.at, "时间戳" if one.timed else "签章人自己写的时间"
        says[f"签章时间{mark}"] = f"{when.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}（{whose}）"
        says[f"吊销情况{mark}"] = "没有吊销" if one.looked_up else "没有给吊销列表，没有查"
    return says
