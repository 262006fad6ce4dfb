"""The work of a plan drawn by department lanes: items from left to right as they wait for each other, the critical path marked.

One SVG, no script and no style sheet: colours are the look's own, and what a colour says a shape or word says too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from shuangquan.core.standard.plan import Plan, PlanItem
from shuangquan.core.standard.saying import fill_text, join_texts, say_limit
from shuangquan.core.words.text import Text

INK, PALE, LINE, SHEET, BACK, PINE, PINE_S = "#16211e", "#465350", "#d4dbd8", "#ffffff", "#f8faf9", "#0a5a4d", "#e2efea"
FONT = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
LABEL, STEP, BOX, HEIGHT, GAP, TOP, LETTERS = 132, 236, 184, 64, 18, 76, 12


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an item's box stands; x, y: its upper left corner."""

    item: PlanItem
    x: int
    y: int


def draw_lanes(plan: Plan, language: str = "zh") -> str:
    """The drawing as one SVG document. Lanes stand in the order in which departments first act."""
    columns = find_columns(plan)
    lanes = tuple(dict.fromkeys(item.department for item in sorted(plan.items, key=lambda one: columns[one.id])))
    spots, tops = _place(plan, columns, lanes)
    width = LABEL + STEP * (max(columns.values(), default=0) + 1)
    height = tops[-1] + 40
    title = fill_text(Text("{0}：各部门的工作", "{0}: the work of the departments"), plan.name)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="lanes-title lanes-desc" font-family="{FONT}" font-size="13">',
        f'<title id="lanes-title">{escape(title.say(language))}</title>',
        f'<desc id="lanes-desc">{escape(describe_lanes(plan).say(language))}</desc>',
        *(
            f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" '
            f'orient="auto"><path d="M0 0 8 4 0 8z" fill="{colour}"/></marker>'
            for name, colour in (("tip", PALE), ("tip-critical", PINE))
        ),
        f'<rect width="{width}" height="{height}" fill="{SHEET}"/>',
        f'<text x="16" y="34" font-size="18" font-weight="600" fill="{INK}">{escape(title.say(language))}</text>',
        f'<text x="16" y="56" fill="{PALE}">{escape(fill_text(_LIMIT, say_limit(plan.limit)).say(language))}</text>',
    ]
    names = {item.department: item.department_name for item in plan.items}
    parts += [_draw_lane(names[lane], tops[n], tops[n + 1], width, language, n) for n, lane in enumerate(lanes)]
    critical = set(zip(plan.critical_path, plan.critical_path[1:], strict=False))
    parts += [_draw_edge(spots[a], spots[b], critical=(a, b) in critical) for a, b in plan.edges if a in spots and b in spots]
    parts += [_draw_box(spot, language, critical=spot.item.id in plan.critical_path) for spot in spots.values()]
    parts.append(f'<text x="16" y="{height - 14}" font-size="12" fill="{PALE}">{escape(_KEY.say(language))}</text></svg>')
    return "\n".join(parts) + "\n"


_LIMIT = Text("整件事的时限：{0}", "Limit of the whole: {0}")
_KEY = Text("粗框、粗线：关键路径（承诺时限加起来最长的一串）", "Thick: the critical path (the chain whose promised limits add up to most)")


def find_columns(plan: Plan) -> Mapping[str, int]:
    """How many items each item waits for, one after another."""
    found: dict[str, int] = {}

    def find(item: str, above: tuple[str, ...]) -> int:
        if item not in found:
            before = [a for a, b in plan.edges if b == item and a not in above]
            found[item] = max((find(one, (*above, item)) + 1 for one in before), default=0)
        return found[item]

    for item in plan.items:
        find(item.id, ())
    return found


def describe_lanes(plan: Plan) -> Text:
    """What the drawing shows, in words, for whoever does not see it."""
    names = {item.id: item.name for item in plan.items}
    done = tuple(fill_text(Text("{0}办理{1}", "{0} does {1}"), item.department_name, item.name) for item in plan.items)
    edges = tuple(
        fill_text(Text("{0}之后才是{1}", "{1} after {0}"), names[a], names[b]) for a, b in plan.edges if a in names and b in names
    )
    path = join_texts(tuple(names[one] for one in plan.critical_path if one in names), "、", ", ")
    last = fill_text(Text("关键路径：{0}", "Critical path: {0}"), path)
    return join_texts((*done, *edges, last), "；", "; ")


def _place(plan: Plan, columns: Mapping[str, int], lanes: tuple[str, ...]) -> tuple[dict[str, Spot], list[int]]:
    """Items of one lane and column stand below each other."""
    spots, tops = {}, [TOP]
    for lane in lanes:
        filled: dict[int, int] = {}
        for item in (item for item in plan.items if item.department == lane):
            row = filled.get(columns[item.id], 0)
            filled[columns[item.id]] = row + 1
            spots[item.id] = Spot(item, LABEL + STEP * columns[item.id] + 12, tops[-1] + GAP + row * (HEIGHT + GAP))
        tops.append(tops[-1] + GAP + max(filled.values()) * (HEIGHT + GAP))
    return spots, tops


def _draw_lane(name: Text, top: int, bottom: int, width: int, language: str, number: int) -> str:
    lines = _wrap(name.say(language), 8)
    first = (top + bottom) // 2 - 9 * (len(lines) - 1) + 5
    said = "".join(
        f'<text x="16" y="{first + 18 * n}" font-weight="600" fill="{INK}">{escape(line)}</text>' for n, line in enumerate(lines)
    )
    fill = BACK if number % 2 == 0 else SHEET
    return f'<rect y="{top}" width="{width}" height="{bottom - top}" fill="{fill}" stroke="{LINE}"/>{said}'


def _draw_box(spot: Spot, language: str, *, critical: bool) -> str:
    item = spot.item
    edge, thick, fill = (PINE, 3, PINE_S) if critical else (PALE, 1, SHEET)
    dashed = ' stroke-dasharray="5 3"' if item.group == "optional" else ""
    lines = _wrap(item.name.say(language), LETTERS if language == "zh" else 2 * LETTERS)[:2]
    said = "".join(
        f'<text x="{spot.x + 12}" y="{spot.y + 20 + 17 * n}" font-weight="600" fill="{INK}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    limit = say_limit(item.promised).say(language) + ("（选办）" if item.group == "optional" and language == "zh" else "")
    return (
        f'<rect x="{spot.x}" y="{spot.y}" width="{BOX}" height="{HEIGHT}" rx="3" fill="{fill}" stroke="{edge}" '
        f'stroke-width="{thick}"{dashed}/>'
        f'{said}<text x="{spot.x + 12}" y="{spot.y + HEIGHT - 9}" font-size="12" fill="{PALE}">{escape(limit)}</text>'
    )


def _draw_edge(before: Spot, after: Spot, *, critical: bool) -> str:
    """From the right side of one box to the left side of the other, turning in the gap before it so that it crosses no box."""
    x1, y1 = before.x + BOX, before.y + HEIGHT // 2
    x2, y2 = after.x, after.y + HEIGHT // 2
    aside = 0 if critical else 12  # so that it does not run over a critical one
    near, y2 = after.x - (STEP - BOX) // 2 - aside, y2 + aside
    rise = y1 if after.x - before.x == STEP else before.y + HEIGHT + GAP // 2
    start = before.x + BOX + (STEP - BOX) // 3
    path = f"M{x1} {y1}H{near}V{y2}H{x2 - 1}" if rise == y1 else f"M{x1} {y1}H{start}V{rise}H{near}V{y2}H{x2 - 1}"
    colour, thick, tip = (PINE, 3, "tip-critical") if critical else (PALE, 1, "tip")
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{thick}" marker-end="url(#{tip})"/>'


def _wrap(text: str, letters: int) -> list[str]:
    return [text[n : n + letters] for n in range(0, len(text), letters)]
