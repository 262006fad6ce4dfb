"""The standards that serve: read from disk, put online, found again by hash."""

from functools import lru_cache

from django.conf import settings

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.check import check_bundle
from shuangquan.core.standard.findings import ERROR
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.words.errors import Refusal
from shuangquan.records.clock import now
from shuangquan.records.plans import append_bundle, apply_online, find_online_bundle, load_bundle_texts
from shuangquan.records.standards import load_texts


def read_shipped() -> Bundle:
    """The standards in the settings' folder. Refusal("standard.broken") when they do not load."""
    texts = load_texts(settings.STANDARDS)
    bundle, faults = load_bundle(texts)
    if bundle is None or faults or any(f.severity == ERROR for f in check_bundle(bundle)):
        raise Refusal("standard.broken", "standards")
    append_bundle(bundle.hash, texts)
    return bundle


def put_online(bundle: Bundle) -> None:
    """Let a bundle serve new cases from now on, unless it does already."""
    if find_online_bundle() != bundle.hash:
        apply_online(bundle.hash, now())


@lru_cache(maxsize=8)
def load_bundle_of(bundle_hash: str) -> Bundle:
    """A kept bundle, loaded. LookupError when it is not kept."""
    bundle, _ = load_bundle(load_bundle_texts(bundle_hash))
    if bundle is None:
        raise LookupError(f"bundle {bundle_hash} does not load")
    return bundle


def load_online() -> Bundle:
    """The bundle that serves new cases. Refusal("theme.unknown") before any was put online."""
    found = find_online_bundle()
    if found is None:
        raise Refusal("theme.unknown", "theme")
    return load_bundle_of(found)
