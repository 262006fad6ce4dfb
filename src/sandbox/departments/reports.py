"""What a department says of a package: numbered reports, one after the other; and the ways in which a channel spoils them."""

import json
from typing import Any

WHATS = ("accepted", "correct", "suspended", "resumed", "decided", "certificate", "revoked")
Step = dict[str, Any]


def find_steps(preset: list[Step] | None) -> list[Step]:
    """What the department will say after its acceptance: what was laid down beforehand, and its decision unless it sends back."""
    steps = list(preset or ())
    return steps if steps and steps[-1]["what"] in ("correct", "certificate", "revoked") else [*steps, {"what": "decided"}]


def make_report(package: dict[str, Any], number: int, said: Step, at: str) -> dict[str, Any]:
    """The content that is sealed. package_digest ties it to what was handed over; number counts a package's reports from 1."""
    return {
        "department": package["department"],
        "package": package["id"],
        "package_digest": package.get("digest", ""),
        "number": number,
        "what": said["what"],
        "reason": said.get("reason") or {"zh": "", "en": ""},
        "outcome": said.get("outcome", ""),
        "facts": said.get("facts") or {},
        "certificate": said.get("certificate") or {},
        "follows": bool(said.get("follows", False)),
        "assigned": said.get("number") or said.get("receipt") or "",
        "needs": said.get("needs") or [],
        "until": said.get("until") or "",
        "at": at,
    }


def spoil(reports: list[dict[str, str]], mode: str) -> list[dict[str, str]]:
    """Reports as a bad channel hands them on.

    forged: contents changed after they were sealed. jumbled: newest first, each twice. gap: the first is missing.
    """
    if mode == "forged":
        return [report | {"content": _forge(report["content"])} for report in reports]
    if mode == "jumbled":
        return [report for report in reversed(reports) for _ in range(2)]
    return reports[1:] if mode == "gap" else reports


def _forge(content: str) -> str:
    found = json.loads(content)
    found |= {"outcome": "refuse" if found["outcome"] == "approve" else "approve", "reason": {"zh": "伪造", "en": "forged"}}
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
