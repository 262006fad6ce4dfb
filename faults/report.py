"""A run as tables."""

from statistics import median

from faults.rounds import Run


def render_run(run: Run) -> str:
    """What was done, what came of it, and the verdict, in Markdown."""
    lines = ["| fault | times | skipped | back after s, median | worst |", "|---|---:|---:|---:|---:|"]
    for kind in dict.fromkeys(one.kind for one in run.suffered):
        same = [one for one in run.suffered if one.kind == kind]
        back = [one.recovered for one in same if one.recovered is not None]
        figures = f"{median(back):.1f} | {max(back):.1f}" if back else "— | —"
        lines.append(f"| {kind} | {sum(not one.skipped for one in same)} | {sum(one.skipped for one in same)} | {figures} |")
    done = sum(not one.skipped for one in run.suffered)
    lines.append(f"| **all** | **{done}** | {len(run.suffered) - done} | | |")
    lines += ["", f"Seed {run.seed}. {run.acknowledged} cases were acknowledged after {run.presses} presses of 提交."]
    lines += [
        f"Everything was at rest {run.quiet_after:.0f} s after the last fault." if run.quiet_after is not None else "It never came to rest."
    ]
    verdict = run.verdict
    if verdict is not None:
        lines += ["", "| looked at | |", "|---|---:|", *(f"| {name} | {count} |" for name, count in verdict.counts.items())]
        lines += ["", "| cases | |", "|---|---:|", *(f"| {name.replace('_', ' ')} | {n} |" for name, n in sorted(verdict.states.items()))]
        lines += ["", f"**{len(verdict.breaches)} breaches.**"]
        lines += [f"- {one.kind}: {one.where}: {one.what}" for one in verdict.breaches]
    return "\n".join(lines)
