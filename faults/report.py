"""A run as tables."""

from collections.abc import Sequence
from statistics import median

from faults.audit import Verdict
from faults.outages import Outage
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
    lines += ["", f"Seed {run.seed}. {run.acknowledged} cases were acknowledged after {run.presses} tries to pay and submit."]
    lines += [
        f"Everything was at rest {run.quiet_after:.0f} s after the last fault." if run.quiet_after is not None else "It never came to rest."
    ]
    return "\n".join([*lines, "", *(_render_verdict(run.verdict) if run.verdict else ())])


def render_outages(outages: Sequence[Outage], verdict: Verdict) -> str:
    """The outage table, in Markdown."""
    lines = ["| receiver | down s | cases | waited for it | lost | doubled | caught up after s |", "|---|---:|---:|---:|---:|---:|---:|"]
    for one in outages:
        after = "never" if one.caught_up is None else f"{one.caught_up:.1f}"
        lines.append(f"| {one.receiver} | {one.seconds:.0f} | {one.cases} | {one.waiting} | {one.lost} | {one.doubled} | {after} |")
    return "\n".join([*lines, "", *_render_verdict(verdict)])


def _render_verdict(verdict: Verdict) -> list[str]:
    lines = ["| looked at | |", "|---|---:|", *(f"| {name} | {count} |" for name, count in verdict.counts.items())]
    lines += ["", "| cases | |", "|---|---:|", *(f"| {name.replace('_', ' ')} | {n} |" for name, n in sorted(verdict.states.items()))]
    lines += ["", f"**{len(verdict.breaches)} breaches.**"]
    return lines + [f"- {one.kind}: {one.where}: {one.what}" for one in verdict.breaches]
