"""What a certificate's link answers to a program: the public view and the platform's signature over its canonical bytes."""

import json

from shuangquan.core.credentials.payload import PublicView
from shuangquan.core.credentials.sealed import Verify, read_signature
from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.core.words.codec import from_plain, to_plain
from shuangquan.core.words.errors import Refusal


def verify_shown(content: bytes, verify: Verify) -> PublicView:
    """The view, if it stands. Refusal("seal.malformed") when it is not exactly a view with a signature, ("seal.broken") when another's.

    Whatever else the same keys sign (payloads, packages, roots) has another shape and is no view.
    """
    try:
        held = json.loads(content)
        plain, key, signature = held["view"], held["key"], read_signature(held["signature"])
        view = from_plain(PublicView, plain)
        if not isinstance(key, str) or to_plain(view) != plain or not _is_text(view):
            raise TypeError
        message = canonical_bytes(plain)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refusal("seal.malformed", "link") from None
    if not verify(message, signature, key):
        raise Refusal("seal.broken", "link")
    return view


def _is_text(view: PublicView) -> bool:
    """Whether the fields hold what they should: reading back by type hints does not look at scalars."""
    texts = (view.name.zh, view.name.en, view.issuer_name.zh, view.issuer_name.en)
    plain = (view.identifier, view.holder, view.issued, view.valid_to, view.state, view.replaced_for)
    return all(isinstance(text, str) for text in (*texts, *plain)) and (type(view.sample), type(view.version)) == (bool, int)
