"""Verify whatever somebody has: a PDF of today or of earlier days, an OFD, the text of a code, a link. What it is, its first bytes say."""

from pathlib import Path

from django.conf import settings

from shuangquan.actions.verified import Verified
from shuangquan.actions.verifying import Keys, KnownKeys, load_file, load_keys, verify_bytes, verify_link
from shuangquan.actions.verifying_chain import Trust, load_trust, verify_pdf, verify_shown_code
from shuangquan.actions.verifying_ofd import verify_ofd
from shuangquan.connectors.bound import ports
from shuangquan.core.credentials.pades import has_signature
from shuangquan.core.credentials.presented import find_presented
from shuangquan.core.credentials.sealed import MARK
from shuangquan.core.words.errors import Refusal
from shuangquan.papers.reader import reader

ZIP = b"PK\x03\x04"
PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def verify_data(data: bytes, trust: Trust, keys: Keys | None) -> Verified:
    """Verify a file's bytes. keys: public keys (SM2) if the verifier has any; files sealed before PAdES need them.

    Refusals: "seal.none" for a file that is no sealed one, "keys.needed", those of the kind it is.
    """
    if is_ofd(data):
        return verify_ofd(data, trust.roots, trust.lists)
    if has_signature(data):
        return verify_pdf(data, trust, KnownKeys(keys) if keys is not None else None)
    if keys is None and MARK in data:
        raise Refusal("keys.needed", "keys")
    return verify_bytes(data, keys or {})


def is_ofd(data: bytes) -> bool:
    """Whether a file looks like an OFD: a ZIP with its entry document."""
    return data.startswith(ZIP) and b"OFD.xml" in data


def verify_text(text: str, trust: Trust) -> Verified:
    """Verify what a code says. Refusals: "seal.none" when it carries nothing signed, those of `verify_shown_code`."""
    found = find_presented(text)
    if not found:
        raise Refusal("seal.none", "code")
    return verify_shown_code(found, trust)


def verify_what(what: str, ca: Path | None, crl: Path | None, keys: Path | None) -> Verified:
    """Verify a file, a code's text or a link, as the command line is given it. Without `ca`, by this installation's own roots.

    A link is fetched, unless it carries a signed part. Refusals: as `verify_data`, `verify_text`, `verify_link`; "file.unreadable".
    """
    if find_presented(what):
        return verify_text(what, find_trust(ca, crl))
    if what.startswith(("http://", "https://")):
        return verify_link(what, load_keys(keys))
    own = ca is None and (settings.HOME / "seal-keys.json").is_file()
    known = load_keys(keys) if keys or own else None
    data = load_file(Path(what))
    trust = find_trust(ca, crl) if has_signature(data) or is_ofd(data) else Trust(())
    return verify_data(data, trust, known)


def find_trust(ca: Path | None, crl: Path | None) -> Trust:
    """The roots and lists of these files; of this installation without any. Refusal("file.unreadable")."""
    own = _find_own("*-root.pem")
    if ca is None and not own:
        raise Refusal("file.unreadable", "ca", why=f"--ca? {settings.HOME / 'authority'}")
    return load_trust((ca,) if ca else own, (crl,) if crl else () if ca else _find_own("*crl*"))


def _find_own(pattern: str) -> tuple[Path, ...]:
    """Files of this installation's own authorities."""
    return tuple(sorted((settings.HOME / "authority").glob(pattern)))


def find_own_trust() -> Trust:
    """What this installation signs under: for its own page of verification."""
    return Trust(ports().seal.find_chain()[1:], ports().seal.find_lists())


def verify_upload(data: bytes) -> Verified:
    """As `verify_data`, by this installation's own roots and keys: for the page of verification."""
    if is_ofd(data):
        authority = ports().authority
        return verify_ofd(data, authority.find_roots(), (authority.find_list(),))
    return verify_data(data, find_own_trust(), {one: ports().seal.public_key(one) for one in ports().seal.key_ids()})


def is_shown_code(text: str) -> bool:
    """Whether a text carries a signed part, as the code of a showing does."""
    return bool(find_presented(text))


def is_picture(data: bytes) -> bool:
    """Whether a file is a PNG or a JPEG."""
    return data.startswith(tuple(PICTURES))


def read_picture_code(data: bytes) -> str:
    """What the one code on a picture says. Refusal("code.unread") when there is none, or several. RuntimeError inside a transaction."""
    kind = next(PICTURES[start] for start in PICTURES if data.startswith(start))
    texts = [piece.text for piece in reader().read_code(data, kind).pieces]
    if len(texts) != 1:
        raise Refusal("code.unread", "file")
    return texts[0]


def verify_typed(text: str) -> Verified:
    """As `verify_text`, by this installation's own roots."""
    return verify_text(text, find_own_trust())


def find_root_file() -> bytes:
    """The roots under which this installation signs, as PEM. Refusal("file.unreadable") before it was ever started."""
    found = b"".join(path.read_bytes() for path in _find_own("*-root.pem"))
    if not found:
        raise Refusal("file.unreadable", "ca", why=str(settings.HOME / "authority"))
    return found
