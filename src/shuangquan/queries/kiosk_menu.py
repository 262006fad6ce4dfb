"""What a kiosk offers where it stands: the standard's menu, less what the site or the region does not have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.divisions import shorten_region
from shuangquan.core.standard.model_kiosk import KioskEntry, KioskModule
from shuangquan.core.standard.regions import find_ancestors, find_item_overlay, find_overlays, is_offered
from shuangquan.core.words.text import Text

NOTHING = Text("")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on offer. kind: theme | certificate | inquiry; id: of that."""

    kind: str
    id: str
    name: Text
    says: Text


@dataclass(frozen=True, slots=True)
class Module:
    """One tile with what stands behind it."""

    id: str
    name: Text
    says: Text
    art: str
    entries: tuple[Entry, ...]


def find_menu(online: Bundle, site: str, region: str) -> tuple[Module, ...]:
    """The tiles for a kind of place in a region; one behind which nothing stands is not shown."""
    found = (_make_module(online, module, site, region) for module in online.kiosk.values() if _is_here(module, site, region))
    return tuple(module for module in found if module.entries)


def _make_module(online: Bundle, module: KioskModule, site: str, region: str) -> Module:
    entries = (_make_entry(online, entry) for entry in _find_entries(online, module.entries, site, region))
    return Module(module.id, module.name, module.says, module.art, tuple(entries))


def _find_entries(online: Bundle, entries: Iterable[KioskEntry], site: str, region: str) -> Iterator[KioskEntry]:
    for entry in entries:
        if _is_here(entry, site, region) and (entry.theme is None or _is_done(online, str(entry.theme), entry.item, region)):
            yield entry


def _is_here(one: KioskModule | KioskEntry, site: str, region: str) -> bool:
    chain = find_ancestors(shorten_region(region))
    return (not one.sites or site in one.sites) and (not one.regions or any(shorten_region(each) in chain for each in one.regions))


def _is_done(online: Bundle, theme: str, item: str | None, region: str) -> bool:
    """Whether the theme is had in the region, and the item that people come for is done there."""
    if not is_offered(online.themes[theme], region):
        return False
    overlay = find_item_overlay(find_overlays(online, theme, region), item) if item is not None else None
    return overlay is None or overlay.offered is not False


def _make_entry(online: Bundle, entry: KioskEntry) -> Entry:
    if entry.theme is not None:
        called = online.items[entry.item].name if entry.item is not None else online.themes[entry.theme].name
        return Entry("theme", str(entry.theme), entry.name or called, entry.says or NOTHING)
    if entry.certificate is not None:
        kind = online.certificates[entry.certificate]
        return Entry("certificate", kind.id, entry.name or kind.name, entry.says or NOTHING)
    inquiry = online.inquiries[str(entry.inquiry)]
    return Entry("inquiry", inquiry.id, entry.name or inquiry.name, entry.says or inquiry.says or NOTHING)
