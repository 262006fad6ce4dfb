"""Items of a standard as records of an implementation list, with what an imported list said beyond the language."""

from collections.abc import Iterator, Mapping, Sequence

from shuangquan.core.exchange.list_check import read_code
from shuangquan.core.exchange.list_draft import PROCEDURES, find_code, find_region, read_record_limit
from shuangquan.core.exchange.list_fields import LINKS, TYPES, UNITS, Record
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.divisions import shorten_region
from shuangquan.core.standard.durations import read_limit
from shuangquan.core.standard.model import Item, Need
from shuangquan.core.standard.model_overlay import ItemOverlay
from shuangquan.core.standard.regions import find_ancestors, find_overlays
from shuangquan.core.words.limits import Limit


def export_records(bundle: Bundle, region: str, given: Mapping[str, Sequence[Record]]) -> Iterator[Record]:
    """Every item as it stands in `region`, in order of its id. given: item → what lists said of it; the standard's word goes before it.

    An item of no theme that lists give only to regions apart from this one is left out.
    """
    used = {str(use.use) for theme in bundle.themes.values() for use in theme.uses}
    for name in sorted(bundle.items):
        item, local = bundle.items[name], _find_local(bundle, name, region)
        known = _find_nearest(given.get(name, ()), region, own=name not in used)
        if known is None and name not in used and given.get(name):
            continue
        fields = dict(known.fields) if known is not None else {"row_guid": name}
        fields |= _find_changes(bundle, item, local, fields)
        if not any(fields.get(key) for key in LINKS):
            fields["row_guid"] = name
        parts = known.parts if known is not None else _find_parts(bundle, item)
        yield Record(fields, {part: rows for part, rows in parts.items() if rows})


def _find_nearest(records: Sequence[Record], region: str, *, own: bool) -> Record | None:
    """Of several lists the nearest region's, then one of no region; for a bureau's own item also one of a region within this one."""
    here = shorten_region(region)
    chain = find_ancestors(here)
    ranked: list[tuple[int, Record]] = []
    for record in records:
        theirs = shorten_region(find_region(record.fields))
        if theirs in chain:
            ranked.append((chain.index(theirs), record))
        elif not theirs:
            ranked.append((len(chain), record))
        elif own and here in find_ancestors(theirs):
            ranked.append((len(chain) + 1, record))
    return min(ranked, key=lambda one: one[0])[1] if ranked else None


def _find_local(bundle: Bundle, item: str, region: str) -> ItemOverlay | None:
    """The nearest overlay's code and promised limit, each by itself."""
    found: ItemOverlay | None = None
    for theme in bundle.themes:
        for overlay in find_overlays(bundle, theme, region):
            form = overlay.items.get(item)
            if form is not None:
                wider = found or form
                found = ItemOverlay(form.at, form.promised or wider.promised, code=form.code or wider.code)
    return found


def _find_changes(bundle: Bundle, item: Item, local: ItemOverlay | None, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields in which the standard says another thing than a list did, or the list said nothing."""
    found = {"task_name": item.name.zh}
    kind = read_code("type", fields.get("task_type", "")) or fields.get("task_type", "")
    if not kind or PROCEDURES.get(kind, "public service") != item.procedure:
        code = next((code for code, procedure in PROCEDURES.items() if procedure == item.procedure), "20")
        found["task_type"] = TYPES[code]
    promised = (local.promised if local is not None else None) or item.limits.promised
    for key, limit in (("anticipate", read_limit(item.limits.statutory)), ("promise", read_limit(promised))):
        found |= _find_limit(key, limit, fields)
    if local is not None and local.code is not None and local.code != find_code(fields):
        key = {33: "task_handle_item", 31: "task_code"}.get(len(local.code), "local_task_code")
        found[key] = str(local.code)
    own = {
        "dept_name": bundle.departments[item.department].zh,
        "is_fee": "是" if item.fees else "否",
        "server_type": "自然人" if any(role.type == "person" for role in item.roles.values()) else "企业法人",
        "by_law": "；".join(f"{basis.law}第{basis.article}条" if basis.article else str(basis.law) for basis in item.basis),
    }
    return found | {key: text for key, text in own.items() if text and not fields.get(key)}


def _find_limit(key: str, limit: Limit | None, fields: Mapping[str, str]) -> dict[str, str]:
    if limit is None or limit == read_record_limit(fields, key):
        return {}
    return {f"{key}_day": str(limit.amount), f"{key}_type": UNITS[limit.unit.value]}


def _find_parts(bundle: Bundle, item: Item) -> dict[str, tuple[Mapping[str, str], ...]]:
    papers = [need.evidence for need in _flatten(item.needs) if need.evidence is not None]
    situations = [bundle.situations[name] for name in item.situations]
    return {
        "materials": tuple({"material_name": bundle.certificates[name].name.zh} for name in dict.fromkeys(papers)),
        "fees": tuple({"fee_name": fee.what.zh} for fee in item.fees),
        "situations": tuple(
            {"situation_name": one.label.zh, "situation_options": "、".join(text.zh for text in one.options.values())} for one in situations
        ),
    }


def _flatten(needs: tuple[Need, ...]) -> Iterator[Need]:
    for need in needs:
        yield need
        yield from _flatten(need.any)
