"""Regions that exist, and overlays that contradict each other: a county and its city, or two files of one region."""

from collections.abc import Callable, Iterable, Iterator

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.divisions import find_division, find_near_region, shorten_region
from shuangquan.core.standard.durations import count_hours, print_limit, read_limit
from shuangquan.core.standard.findings import Finding, Place, find_fault
from shuangquan.core.standard.model import Duration
from shuangquan.core.standard.model_overlay import ItemOverlay, Overlay
from shuangquan.core.standard.regions import find_ancestors
from shuangquan.core.words.limits import Limit


def check_overlays(bundle: Bundle) -> list[Finding]:
    """Unknown regions, ill-coded zones, and contradictions between the overlays of each theme."""
    found: list[Finding] = []
    for code, zone in bundle.regions.items():
        if not _is_zone(code, zone.of):
            found.append(find_fault(zone.at, "zone-code", name=code, of=zone.of))
    for region, at in _find_regions(bundle):
        if find_division(region) is None and region not in bundle.regions:
            near = find_near_region(region, bundle.regions)
            found.append(find_fault(at, "unknown-name", kind="region", name=region, near=near))
    for overlays in bundle.overlays.values():
        for overlay in overlays:
            _check_twice(overlay, overlays, found)
            _check_wider(overlay, _find_wider(overlay, overlays), found)
            _check_also(bundle, overlay, found)
    return found


def _is_zone(code: str, city: str) -> bool:
    published = find_division(city) is not None and city.endswith("00") and len(city) == 6 and not city.endswith("0000")
    return published and len(code) == 6 and code.isdecimal() and code[:4] == city[:4] and find_division(code) is None


def _find_regions(bundle: Bundle) -> Iterator[tuple[str, Place]]:
    for parameter in bundle.parameters.values():
        yield from ((str(row.region), row.region.at) for row in parameter.values)
    for overlays in bundle.overlays.values():
        yield from ((str(overlay.region), overlay.region.at) for overlay in overlays)
        yield from ((str(other.region), other.region.at) for overlay in overlays for other in overlay.also_at)
    for theme in bundle.themes.values():
        tried = theme.promoted.tried_in if theme.promoted is not None else ()
        yield from ((str(region), region.at) for region in (*theme.regions, *tried))
    for examples in bundle.examples.values():
        yield from ((str(example.region), example.region.at) for example in examples)


def _check_also(bundle: Bundle, overlay: Overlay, found: list[Finding]) -> None:
    """Where else it is taken is another region: neither this one, nor what it lies in, nor what lies in it; of a local theme, any."""
    here = shorten_region(overlay.region)
    for other in overlay.also_at:
        there = shorten_region(other.region)
        known = find_division(other.region) is not None or other.region in bundle.regions
        if known and (there in find_ancestors(here) or here in find_ancestors(there)):
            found.append(find_fault(other.at, "also-at-home", name=other.region, region=overlay.region))


def _find_wider(overlay: Overlay, overlays: Iterable[Overlay]) -> list[Overlay]:
    """Overlays of the regions that this one lies in: nearest first, of one region the newest first."""
    chain = find_ancestors(shorten_region(overlay.region))[1:]
    held = [one for one in overlays if shorten_region(one.region) in chain]
    newest = sorted(held, key=lambda one: one.from_, reverse=True)
    return sorted(newest, key=lambda one: chain.index(shorten_region(one.region)))


def _check_wider(overlay: Overlay, wider: list[Overlay], found: list[Finding]) -> None:
    for name, form in overlay.items.items():
        _check_item(overlay, name, form, wider, found)
    ours = _find_longest(overlay.limit)
    theirs = next((one for one in wider if one.limit), None)
    if overlay.limit and theirs is not None:
        _check_longer(overlay, theirs, overlay.overlay, ours, _find_longest(theirs.limit), overlay.limit[0].at, found)


def _check_item(overlay: Overlay, name: str, form: ItemOverlay, wider: list[Overlay], found: list[Finding]) -> None:
    offers = next((one for one in wider if _of(one, name).offered is not None), None)
    closed = form.offered is False or (form.offered is None and offers is not None and _of(offers, name).offered is False)
    if closed and (form.promised is not None or form.places):
        found.append(find_fault(form.at, "overlay-not-offered", name=name, region=overlay.region, wider=(offers or overlay).region))
    theirs = next((one for one in wider if _of(one, name).promised is not None), None)
    if form.promised is not None and theirs is not None:
        promised = _of(theirs, name).promised
        assert promised is not None
        _check_longer(overlay, theirs, name, read_limit(form.promised), read_limit(promised), form.promised.at, found)


def _of(overlay: Overlay, name: str) -> ItemOverlay:
    return overlay.items.get(name, ItemOverlay(overlay.at))


def _check_longer(
    overlay: Overlay, wider: Overlay, name: str, ours: Limit | None, theirs: Limit | None, at: Place, found: list[Finding]
) -> None:
    if theirs is not None and (ours is None or count_hours(ours) > count_hours(theirs)):
        words = {"name": name, "region": overlay.region, "local": print_limit(ours), "wider": wider.region, "standard": print_limit(theirs)}
        found.append(find_fault(at, "overlay-longer", file=wider.at.file, **words))


def _find_longest(limits: Iterable[Duration]) -> Limit | None:
    return max((limit for duration in limits if (limit := read_limit(duration)) is not None), key=count_hours, default=None)


def _check_twice(overlay: Overlay, overlays: Iterable[Overlay], found: list[Finding]) -> None:
    """Of two overlays of one region and day that say different things, the one that stands later is named, with the place of the other."""
    for other in overlays:
        same = shorten_region(other.region) == shorten_region(overlay.region) and other.from_ == overlay.from_
        if not same or (other.at.file, other.at.line) >= (overlay.at.file, overlay.at.line):
            continue
        for name, at in _find_differences(overlay, other):
            words: dict[str, str | int] = {
                "region": overlay.region,
                "from_": overlay.from_,
                "name": name,
                "file": other.at.file,
                "other": other.at.line,
            }
            found.append(find_fault(at, "overlay-twice", **words))


_SAID: tuple[tuple[str, Callable[[ItemOverlay], object]], ...] = (
    ("promised", lambda form: form.promised and read_limit(form.promised)),
    ("offered", lambda form: form.offered),
    ("code", lambda form: form.code),
    ("places", lambda form: form.places or None),
)


def _find_differences(one: Overlay, other: Overlay) -> Iterator[tuple[str, Place]]:
    for name, form in one.items.items():
        for part, read in _SAID:
            ours, theirs = read(form), read(_of(other, name))
            if None not in (ours, theirs) and ours != theirs:
                yield f"{name}.{part}", form.at
    for name, value in one.parameters.items():
        if name in other.parameters and other.parameters[name].value != value.value:
            yield name, getattr(name, "at", one.at)
    if one.limit and other.limit and _find_rows(one) != _find_rows(other):
        yield "limit", one.limit[0].at
    if one.channels and other.channels and set(one.channels) != set(other.channels):
        yield "channels", one.at


def _find_rows(overlay: Overlay) -> list[tuple[str, Limit | None]]:
    return [(str(duration.when or ""), read_limit(duration)) for duration in overlay.limit]
