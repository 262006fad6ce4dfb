"""What people may look up of themselves (信息查询), and what a kiosk offers at a kind of place (自助终端菜单), as the files write it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.model_common import FILLED
from shuangquan.core.standard.text import Word
from shuangquan.core.words.text import Text

Site = Literal["hall", "bank", "park", "mall", "village"]
SITES: Mapping[str, Text] = {
    "hall": Text("政务大厅", "Service hall"),
    "bank": Text("银行、邮政网点", "Bank or post office"),
    "park": Text("园区", "Business park"),
    "mall": Text("商场", "Shopping centre"),
    "village": Text("村、社区", "Village or community"),
}
"""Kinds of place where kiosks stand: a closed list."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One thing that people may look up of themselves. resource: the register that is asked, by the asker's own ID number as `role`.

    shows: the facts that are shown, `role.fact`, a part of what the resource gives. says: what comes of it, in a line.
    """

    at: Place = field(metadata=FILLED)
    id: str = field(metadata=FILLED)
    name: Text
    resource: Word
    role: Word
    shows: tuple[Word, ...]
    says: Text | None = None


@dataclass(frozen=True, slots=True)
class KioskEntry:
    """One line of a menu: a theme to begin (item: the item of it that the person came for), a certificate to print, or an inquiry.

    name, says: in place of what the thing itself is called. sites, regions: where it stands; everywhere when not given.
    """

    at: Place = field(metadata=FILLED)
    theme: Word | None = None
    item: Word | None = None
    certificate: Word | None = None
    inquiry: Word | None = None
    name: Text | None = None
    says: Text | None = None
    sites: tuple[Site, ...] = ()
    regions: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class KioskModule:
    """One tile of a kiosk's first page, with what stands behind it. art: its drawing."""

    at: Place = field(metadata=FILLED)
    id: str = field(metadata=FILLED)
    name: Text
    says: Text
    art: Literal["tree", "pulse", "briefcase", "house", "abacus", "bank"]
    entries: tuple[KioskEntry, ...]
    sites: tuple[Site, ...] = ()
    regions: tuple[Word, ...] = ()
