"""Which layout a certificate is drawn by: its own in the standard in force, else the plain one: old ones stay legible."""

from shuangquan.actions.standards import load_online
from shuangquan.core.credentials.payload import Payload
from shuangquan.core.standard.model_layout import Layout
from shuangquan.core.words.errors import Refusal
from shuangquan.papers.layout_plain import PLAIN


def find_layout(payload: Payload) -> Layout:
    """The layout named in the payload, as the standard that serves now has it."""
    try:
        return load_online().layouts.get(payload.layout, PLAIN)
    except Refusal:  # no standard is online yet
        return PLAIN
