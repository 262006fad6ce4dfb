"""Which window of which hall people can go to for the items of a matter, as 机构 and 窗口 say."""

from collections.abc import Iterable
from dataclasses import dataclass

from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.text import Text
from shuangquan.records.organisations import find_windows


@dataclass(frozen=True, slots=True)
class Contact:
    """One window. items: names of what it takes here, at least one."""

    hall: Text
    number: str
    address: Text
    hours: Text
    phone: str
    items: tuple[Text, ...]


def find_contacts(region: str, items: Iterable[PlanItem]) -> tuple[Contact, ...]:
    """Windows in a region for these items; in its city or province where the region has none. One query."""
    planned = tuple(items)
    wide = (region, f"{region[:4]}00", f"{region[:2]}0000")
    found = find_windows(wide, {item.department for item in planned})
    for place in wide:
        contacts = []
        for window in (one for one in found if one.region == place):
            own = [item for item in planned if item.department == window.department]
            names = tuple(item.name for item in own if not window.takes or item.id in window.takes)
            if names:
                own_words = zip((window.hall, window.address, window.hours), window.english, strict=True)
                hall, address, hours = (Text(zh, en) for zh, en in own_words)
                contacts.append(Contact(hall, window.number, address, hours, window.phone, names))
        if contacts:
            return tuple(contacts)
    return ()
