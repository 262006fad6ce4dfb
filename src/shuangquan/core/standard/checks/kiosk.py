"""Inquiries and kiosk menus: known names, one thing an entry, and nobody but the asker is asked about."""

from collections.abc import Iterator

from shuangquan.core.rules.scope import find_near
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.checks.libraries import check_known
from shuangquan.core.standard.findings import Finding, find_fault
from shuangquan.core.standard.model_kiosk import Inquiry, KioskEntry, KioskModule

ID_NUMBER = "id_number"
FEWEST = 3
"""Entries that a module has, at least: fewer are no reason for a tile."""


def check_kiosk(bundle: Bundle) -> list[Finding]:
    """Everything wrong with what may be looked up and what kiosks offer."""
    found: list[Finding] = []
    for inquiry in bundle.inquiries.values():
        found += _check_inquiry(bundle, inquiry)
    for module in bundle.kiosk.values():
        found += _check_module(bundle, module)
    return found


def _check_inquiry(bundle: Bundle, inquiry: Inquiry) -> Iterator[Finding]:
    found: list[Finding] = []
    if not check_known(inquiry.resource, bundle.resources, "resource", inquiry.at, found):
        yield from found
        return
    resource = bundle.resources[inquiry.resource]
    if check_known(inquiry.role, resource.roles, "role", inquiry.at, found):
        key = f"{inquiry.role}.{ID_NUMBER}"
        if tuple(resource.keys) != (key,):
            found.append(find_fault(inquiry.at, "inquiry-key", name=inquiry.id, key=key, keys=", ".join(resource.keys)))
    for path in inquiry.shows:
        if path not in resource.gives:
            near = find_near(path, resource.gives)
            found.append(find_fault(path.at, "unknown-name", kind="fact", name=path, near=near))
    yield from found


def _check_module(bundle: Bundle, module: KioskModule) -> Iterator[Finding]:
    if len(module.entries) < FEWEST:
        yield find_fault(module.at, "kiosk-few", name=module.id, least=FEWEST)
    for entry in module.entries:
        yield from _check_entry(bundle, module, entry)


def _check_entry(bundle: Bundle, module: KioskModule, entry: KioskEntry) -> Iterator[Finding]:
    named = [one for one in (entry.theme, entry.certificate, entry.inquiry) if one is not None]
    if len(named) != 1 or (entry.item is not None and entry.theme is None):
        yield find_fault(entry.at, "kiosk-entry", name=module.id)
        return
    found: list[Finding] = []
    if entry.theme is not None and check_known(entry.theme, bundle.themes, "theme", entry.at, found) and entry.item is not None:
        check_known(entry.item, [use.use for use in bundle.themes[entry.theme].uses], "item", entry.at, found)
    if entry.certificate is not None:
        known = check_known(entry.certificate, bundle.certificates, "certificate", entry.at, found)
        if known and not any(item.gives is not None and entry.certificate in item.gives.certificates for item in bundle.items.values()):
            found.append(find_fault(entry.at, "kiosk-unissued", name=module.id, certificate=entry.certificate))
    if entry.inquiry is not None:
        check_known(entry.inquiry, bundle.inquiries, "inquiry", entry.at, found)
    yield from found
