"""What a department or a reviewing body is called."""

from shuangquan.actions.standards import load_bundle_of
from shuangquan.core.words.text import Text

REVIEWING = Text("行政复议机关", "the reviewing body")


def find_organ(department: str, region: str, bundle: str) -> Text:
    """The body that reviews, by name; a plain word for one that nothing names."""
    return load_bundle_of(bundle).departments.get(department, REVIEWING)
