"""PEM: certificates and revocation lists as text, any number in one file."""

import re
from base64 import b64decode, b64encode
from binascii import Error

CERTIFICATE, LIST = "CERTIFICATE", "X509 CRL"


def write_pem(kind: str, der: bytes, note: str = "") -> str:
    """One block. note: a line before it, for who reads the file."""
    text = b64encode(der).decode()
    rows = "\n".join(text[at : at + 64] for at in range(0, len(text), 64))
    return f"{note}\n" * bool(note) + f"-----BEGIN {kind}-----\n{rows}\n-----END {kind}-----\n"


def read_pem(text: str, kind: str) -> tuple[bytes, ...]:
    """DER of every block of a kind, in order; what stands between is passed over. ValueError for a block that is no base64."""
    found = re.findall(rf"-----BEGIN {kind}-----\s([A-Za-z0-9+/=\s]*)-----END {kind}-----", text)
    try:
        return tuple(b64decode("".join(one.split()), validate=True) for one in found)
    except Error as error:
        raise ValueError(f"a block of {kind} is no base64") from error
