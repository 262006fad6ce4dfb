"""How long cases take, drawn: a histogram with the limit as a line. One SVG in the look's colours."""

from xml.sax.saxutils import escape

INK, PALE, LINE, SHEET, PINE, AMBER = "#16211e", "#465350", "#d4dbd8", "#ffffff", "#0a5a4d", "#b27806"
FONT = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
WIDTH, HEIGHT, LEFT, TOP, FLOOR, BINS = 760, 300, 60, 70, 240, 24


def draw_histogram(title: str, hours: tuple[float, ...], limit: float | None) -> str:
    """The SVG. hours: one a case; limit: in hours, None when there is none."""
    most = max(max(hours, default=1.0), limit or 0.0, 0.1) * 1.02
    counts = count_bins(hours, most)
    step, scale = (WIDTH - LEFT - 20) / BINS, (FLOOR - TOP) / max(*counts, 1)
    said = f"{len(hours)}件办件所用时间的分布，单位小时" + (f"；时限{limit:.1f}小时" if limit is not None else "")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-labelledby="times-title times-desc" font-family="{FONT}" font-size="12">',
        f'<title id="times-title">{escape(title)}</title><desc id="times-desc">{escape(said)}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{SHEET}"/>',
        f'<text x="16" y="30" font-size="18" font-weight="600" fill="{INK}">{escape(title)}</text>',
        f'<text x="16" y="50" fill="{PALE}">{escape(said)}</text>',
    ]
    for number, count in enumerate(counts):
        x, high = LEFT + number * step, count * scale
        parts.append(f'<rect class="bar" x="{x + 1:.1f}" y="{FLOOR - high:.1f}" width="{step - 2:.1f}" height="{high:.1f}" fill="{PINE}"/>')
    parts.append(f'<path d="M{LEFT} {FLOOR}H{WIDTH - 20}" stroke="{PALE}" fill="none"/>')
    for quarter in range(5):
        x = LEFT + quarter * (WIDTH - LEFT - 20) / 4
        parts.append(f'<text x="{x:.1f}" y="{FLOOR + 18}" text-anchor="middle" fill="{PALE}">{most * quarter / 4:.1f}</text>')
    parts.append(f'<text x="{LEFT - 8}" y="{TOP + 4}" text-anchor="end" fill="{PALE}">{max(counts)}</text>')
    if limit is not None:
        x = LEFT + limit / most * (WIDTH - LEFT - 20)
        parts.append(f'<path class="limit" d="M{x:.1f} {TOP - 8}V{FLOOR}" stroke="{AMBER}" stroke-width="2" stroke-dasharray="6 3"/>')
        parts.append(f'<text x="{x - 6:.1f}" y="{TOP + 4}" text-anchor="end" fill="{INK}">时限</text>')
    return "\n".join((*parts, "</svg>")) + "\n"


def count_bins(hours: tuple[float, ...], most: float) -> list[int]:
    """How many fall in each of the bins from 0 to `most`."""
    counts = [0] * BINS
    for one in hours:
        counts[min(BINS - 1, int(one / most * BINS))] += 1
    return counts
