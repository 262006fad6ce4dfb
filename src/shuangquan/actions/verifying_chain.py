"""Verify what carries a P-256 signature under certificates, offline, with nothing but roots: PDFs (PAdES) and the texts of shown codes."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from shuangquan.actions.verified import Verified
from shuangquan.connectors.seal.p256 import read_certificates, read_crls, verify_p256
from shuangquan.connectors.seal.paths import check_path, check_stamp
from shuangquan.core.credentials.masks import mask_name, say_date
from shuangquan.core.credentials.pades import read_pades, render_rs
from shuangquan.core.credentials.payload import read_payload
from shuangquan.core.credentials.presented import read_presented
from shuangquan.core.credentials.sealed import Verify, read_signature
from shuangquan.core.credentials.use import NAME as USE_NAME
from shuangquan.core.credentials.use import is_over, read_use
from shuangquan.core.words.errors import Refusal
from shuangquan.papers.pades import read_attachments
from shuangquan.records.clock import ZONE, now

WHOLE = "签名对得上，一个字节都没有改过"


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom a verifier trusts. roots, lists: DER, of any algorithm; each verifier takes those it understands."""

    roots: tuple[bytes, ...]
    lists: tuple[bytes, ...] = ()


def load_trust(roots: Sequence[Path], lists: Sequence[Path]) -> Trust:
    """Roots of PEM files (any number of each) and revocation lists. Refusal("file.unreadable") when they are none, or there are none."""
    held = Trust(_load(roots, read_certificates, "ca"), _load(lists, read_crls, "crl"))
    if not held.roots:
        raise Refusal("file.unreadable", "ca", why="?")
    return held


def _load(paths: Sequence[Path], read: Callable[[bytes], tuple[bytes, ...]], where: str) -> tuple[bytes, ...]:
    try:
        return tuple(one for path in paths for one in read(path.read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        raise Refusal("file.unreadable", where, why=str(error)) from error


def verify_pdf(data: bytes, trust: Trust, issuers: Verify | None = None) -> Verified:
    """Verify a PDF's PAdES signature. issuers: when given, the issuer's own SM2 signature of what is attached is verified too.

    Refusals: those of `read_pades`, `check_path`, `check_stamp`; "seal.broken" when the issuer's signature is not that of the attachment.
    """
    signed = read_pades(data, verify_p256)
    moment = now()
    if signed.stamp:
        moment = check_stamp(signed.stamp, render_rs(signed.signature), trust.roots, moment)
    name = check_path(signed.chain, trust.roots, trust.lists, moment)
    try:
        held = read_attachments(data)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        raise Refusal("seal.malformed", "file") from None
    says = {"签名人": name} | ({"时间戳": f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M:%S}"} if signed.stamp else {})
    says |= _read_issued(held, issuers)
    return _judge_use(held, says)


def _read_issued(held: Mapping[str, bytes], issuers: Verify | None) -> dict[str, str]:
    """What the attachment says, in words; the issuer's SM2 signature over it, if its key is known to the verifier."""
    for name in ("payload", "document"):
        if f"{name}.json" not in held:
            continue
        content = held[f"{name}.json"]
        try:
            made = json.loads(held[f"{name}.sig"])
            signature, key = read_signature(made["sig"]), str(made["key"])
            plain = json.loads(content)
            says = (
                _say_payload(plain)
                if name == "payload"
                else {"文书": plain["title"]["zh"], "文号": plain["number"], "签发": plain["issuer_name"]}
            )
        except (ValueError, KeyError, TypeError):
            raise Refusal("seal.malformed", "file") from None
        if issuers is not None and not issuers(content, signature, key):
            raise Refusal("seal.broken", "file")
        return says | {"签发机关密钥": key}
    return {}


def _say_payload(plain: object) -> dict[str, str]:
    payload = read_payload(plain)
    until = payload.valid_to or "长期"
    return {
        "证照": payload.name.zh,
        "编号": payload.number,
        "颁发": payload.issuer_name.zh,
        "持有人": mask_name(payload.holder),
        "有效期至": until,
    }


def _judge_use(held: Mapping[str, bytes], says: dict[str, str]) -> Verified:
    """An annotated copy says what it may be used for and until when; afterwards it is a good file with nothing left to use it for."""
    if USE_NAME not in held:
        return Verified(True, WHOLE, says, code="whole")
    use = read_use(held[USE_NAME])
    made = datetime.fromisoformat(use.made).astimezone(ZONE)
    says |= {"加注件": use.number, "只用于": use.purpose} | ({"给": use.receiver} if use.receiver else {})
    says |= {"开具": f"{made:%Y-%m-%d %H:%M}", "可用到": say_date(date.fromisoformat(use.until))}
    if is_over(use, now().date()):
        return Verified(False, "文件是真的，没有改过；但这份加注件的使用期限已经过了", says, over=True, code="use.over")
    return Verified(True, f"{WHOLE}；只能用于写明的事由", says, code="use")


def verify_shown_code(text: str, trust: Trust) -> Verified:
    """Verify the text of a code that somebody shows (亮证). Refusals: those of `read_presented` and `check_path`."""
    shown, certificate = read_presented(text, verify_p256)
    name = check_path((certificate,), trust.roots, trust.lists, now())
    until = datetime.fromtimestamp(shown.until, ZONE)
    says = {"证照": shown.name, "颁发": shown.issuer, **dict(shown.lines), "签名人": name}
    says |= {"出示": f"{datetime.fromtimestamp(shown.made, ZONE):%Y-%m-%d %H:%M:%S}", "可看到": f"{until:%H:%M:%S}"}
    if now() > until:
        return Verified(False, "码是真的，但已经过期：让对方当面重新出示", says, over=True, code="shown.over")
    return Verified(True, "签名对得上，是持有人刚刚出示的", says, code="shown")
