"""Identifiers of electronic certificates (GB/T 36904-2018) and sample codes of issuers.

root 1.2.156.3005.2 . type code (21) . issuer code (18) . serial . version (3) . check character (ISO/IEC 7064 MOD 37,36 over the
string without root and dots; GB/T 17710-2008).
"""

import hashlib

from shuangquan.core.words.errors import Refusal

ROOT = "1.2.156.3005.2"
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))


def render_check_character(text: str) -> str:
    """MOD 37,36 of `text` (digits and capital letters). ValueError for any other character."""
    carry = 36
    for character in text:
        carry = (carry + _ALPHABET.index(character)) % 36 or 36
        carry = carry * 2 % 37
    return _ALPHABET[(37 - carry) % 36]


def render_identifier(type_code: str, issuer_code: str, serial: str, version: int = 1) -> str:
    """The full identifier, e.g. `1.2.156.3005.2.<21>.<18>.<serial>.001.<check>`."""
    parts = (type_code, issuer_code, serial, f"{version:03d}")
    return ".".join((ROOT, *parts, render_check_character("".join(parts))))


def check_identifier(identifier: str) -> None:
    """Raises Refusal("certificate.identifier") when the shape or the check character is wrong."""
    if not identifier.startswith(ROOT + "."):
        raise Refusal("certificate.identifier", "identifier")
    parts = identifier[len(ROOT) + 1 :].split(".")
    if len(parts) != 5 or not all(c in _ALPHABET for part in parts for c in part):
        raise Refusal("certificate.identifier", "identifier")
    if render_check_character("".join(parts[:4])) != parts[4]:
        raise Refusal("certificate.identifier", "identifier")


def sample_issuer_code(department: str, region: str) -> str:
    """An invented credit code (GB 32100 check character) for an issuer of the demonstration; area 379900 is assigned to nobody."""
    digest = hashlib.new("sm3", f"{department}/{region}".encode()).hexdigest().upper()
    body = "".join(_USCC[int(c, 16)] for c in digest[:9])
    text = "11379900" + body
    total = sum(_USCC.index(c) * w for c, w in zip(text, _USCC_WEIGHTS, strict=True))
    return text + _USCC[(31 - total % 31) % 31]


def sample_type_code(certificate: str) -> str:
    """An invented certificate type code (definer's credit code and three digits) for a type whose code is not sourced."""
    digest = int(hashlib.new("sm3", certificate.encode()).hexdigest(), 16)
    return f"{sample_issuer_code('directory', '37')}{digest % 1000:03d}"
