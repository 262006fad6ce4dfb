"""Who had my certificates by their own system, for what, on which ground; whom I allow it; whom I could."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from shuangquan.core.credentials.masks import say_date
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import say_moment
from shuangquan.records.certificates import find_certificates_of_holder
from shuangquan.records.clock import today
from shuangquan.records.sharing import find_consents, find_consumers, find_uses

VERBS: dict[str, Text] = {
    "downloadFile": Text("取了一份加注件", "took a marked copy"),
    "downloadUrl": Text("取了加注件的下载地址", "took the address of a marked copy"),
    "downloadUrlsByHolderCode": Text("取了加注件的下载地址", "took the address of a marked copy"),
    "queryCertInfo": Text("查了上面的内容", "read what it states"),
    "queryCertInfoByHolderCode": Text("查了上面的内容", "read what it states"),
    "verifyCertInfo": Text("核对了几项内容，没有看到内容本身", "compared some of it, without seeing it"),
    "queryCertInfoByQRcode": Text("扫了你出示的码", "scanned the code you showed"),
    "call": Text("办事时直接调用，不用你交", "called it up for a matter, so that nobody hands it in"),
    "getCertRemarkInfo": Text("查了它的状态", "looked how it stands"),
}
GROUNDS: dict[str, Text] = {
    "case": Text("你在办的事", "your matter in hand"),
    "consent": Text("你的授权", "your consent"),
    "shown": Text("你出示了码", "you showed the code"),
}


@dataclass(frozen=True, slots=True)
class UseLine:
    """One use. item: of the matter in hand, None without one; case: its id, "" without one."""

    at: str
    system: Text
    certificate: Text
    verb: Text
    purpose: str
    cause: str
    ground: Text
    item: Text | None
    case: str


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """What I allow a system."""

    id: str
    system: Text
    certificates: tuple[Text, ...]
    until: str


@dataclass(frozen=True, slots=True)
class SystemLine:
    """A system that I could allow: which of my own certificates it may ask for, and for what."""

    id: str
    name: Text
    certificates: tuple[tuple[str, Text], ...]
    purposes: tuple[str, ...]


def find_use_lines(index: bytes, bundle: Bundle, name: Callable[[str], Text], language: str) -> tuple[UseLine, ...]:
    """Uses of my certificates, newest first. name: how a system is called."""
    found = []
    for use in find_uses(index):
        item = bundle.items.get(use.item)
        line = UseLine(
            say_moment(use.at, language), name(use.consumer), _name(bundle, use.type), VERBS.get(use.verb, Text(use.verb)), use.purpose,
            use.cause, GROUNDS[use.basis], item.name if item is not None else None, use.case_id or "",
        )  # fmt: skip
        found.append(line)
    return tuple(found)


def find_consent_lines(index: bytes, bundle: Bundle, name: Callable[[str], Text], language: str) -> tuple[ConsentLine, ...]:
    """What I allow now."""
    return tuple(
        ConsentLine(one.id, name(one.consumer), tuple(_name(bundle, kind) for kind in one.types), say_date(one.until, language))
        for one in find_consents(index)
    )


def find_system_lines(index: bytes, bundle: Bundle) -> tuple[SystemLine, ...]:
    """Systems that may ask for something I hold, by name."""
    mine = {one.type for one in find_certificates_of_holder(index)}
    found = []
    for one in find_consumers():
        fitting = tuple((kind, _name(bundle, kind)) for kind in one.types if kind in mine)
        if fitting and one.is_open(today()):
            found.append(SystemLine(one.id, Text(one.name_zh, one.name_en), fitting, one.purposes))
    return tuple(found)


def find_last_day(text: str) -> date | None:
    """A day as a form writes it, None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _name(bundle: Bundle, kind: str) -> Text:
    form = bundle.certificates.get(kind)
    return form.name if form is not None else Text(kind)
