"""The platform's SM2 signature over what people sign, and whether it stands."""

from shuangquan.connectors.bound import ports
from shuangquan.connectors.seal.port import Signature
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.signing import render_statement
from shuangquan.core.credentials.sealed import read_signature

KEY = "platform"


def seal_statement(statement: bytes) -> tuple[str, str]:
    """(r‖s in hex, key id) over what somebody signed."""
    made = ports().seal.sign(statement, KEY)
    return made.value.hex(), made.key_id


def is_signed_soundly(case: Case, role: str) -> bool:
    """Whether the signature over what `role` signed stands; False too for what was signed before there was one."""
    held = case.signatures.get(role)
    if held is None or not held.signature:
        return False
    statement = render_statement(case.id, role, held.digest, held.level, held.at, held.commitment)
    try:
        return ports().seal.verify(statement, Signature(read_signature(held.signature), held.key))
    except ValueError:
        return False
