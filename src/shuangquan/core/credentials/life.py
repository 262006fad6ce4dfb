"""The life of a certificate: in force, held for a while, replaced by a corrected one, revoked, ended. What follows what, and nothing else.

A corrected one keeps type, issuer, serial and number; its version goes up by one (GB/T 36904-2018) and it names the one it replaces.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from shuangquan.core.credentials.identifier import ROOT, check_identifier, render_identifier
from shuangquan.core.credentials.payload import Line, Payload
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text

VALID, SUSPENDED, REPLACED, REVOKED, ENDED, EXPIRED = "valid", "suspended", "replaced", "revoked", "ended", "expired"
MOVES: Mapping[str, Mapping[str, str]] = {
    "suspend": {VALID: SUSPENDED},
    "resume": {SUSPENDED: VALID},
    "replace": {VALID: REPLACED},
    "revoke": {VALID: REVOKED, SUSPENDED: REVOKED},
    "end": {VALID: ENDED, SUSPENDED: ENDED},
}
"""Act → status before → status after. What is replaced, revoked or ended stays so."""
LAST = 999
"""The highest version three digits can say."""
WHY: Mapping[str, Text] = {
    "correction": Text("更正登记有误的内容", "something on it was wrong"),
    "change": Text("所载内容已变更", "what it states has changed"),
    "lost": Text("遗失或损毁补发", "it was lost or damaged"),
    "renewal": Text("有效期届满换发", "it was to expire"),
}
"""Why one is replaced by another."""


def decide_status(status: str, act: str, valid_to: date | None, today: date) -> str:
    """The status after `act`. Refusal("certificate.state") when it may not follow; one that has expired is only replaced or revoked."""
    found = MOVES[act].get(status)
    late = valid_to is not None and valid_to < today and act in ("suspend", "resume", "end")
    if found is None or late:
        raise Refusal("certificate.state", "certificate", state=EXPIRED if late else status, act=act)
    return found


def find_version(identifier: str) -> int:
    """The version in an identifier. Refusal("certificate.identifier") when it has another shape."""
    check_identifier(identifier)
    return int(identifier.split(".")[-2])


def find_root(identifier: str) -> str:
    """What all versions of a certificate have in common: type, issuer and serial. Refusal("certificate.identifier") for another shape."""
    check_identifier(identifier)
    return identifier.rsplit(".", 2)[0]


def issue_next(previous: Payload, made: Payload, why: str) -> Payload:
    """`made` as the next version of `previous`: its type, issuer, serial and number, the version after it, and what it replaces.

    why: a key of `WHY`. Refusals: "certificate.versions" after the last version, "certificate.why" for another reason,
    "certificate.same" when it would say the very same as before.
    """
    if why not in WHY:
        raise Refusal("certificate.why", "why")
    version = find_version(previous.identifier) + 1
    if version > LAST:
        raise Refusal("certificate.versions", "certificate")
    if why in ("correction", "change") and _say(previous.lines) == _say(made.lines) and previous.holder == made.holder:
        raise Refusal("certificate.same", "certificate")
    type_code, issuer, serial = previous.identifier.removeprefix(f"{ROOT}.").split(".")[:3]
    return replace(
        made, identifier=render_identifier(type_code, issuer, serial, version), issuer_code=issuer, number=previous.number or made.number,
        version=version, replaces=previous.identifier, replaced_for=why,
    )  # fmt: skip


def _say(lines: tuple[Line, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((line.field, line.value) for line in lines)
