"""What a verification found, for a page: what it means to people first, what programs need apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.core.words.text import Text

LABELS = {
    "只用于": "Only for",
    "给": "For",
    "可用到": "May be used until",
    "加注件": "Copy",
    "证照": "Certificate",
    "文书": "Document",
    "文号": "Document number",
    "编号": "Number",
    "颁发": "Issuer",
    "签发": "Issuer",
    "持有人": "Holder",
    "持证人": "Holder",
    "有效期至": "Valid until",
    "开具": "Made",
    "出示": "Shown at",
    "可看到": "To be seen until",
}
TECHNICAL = {"签名人": "Signer", "签发机关密钥": "Issuer's key", "签章密钥": "Signing key", "时间戳": "Timestamp"}


@dataclass(frozen=True, slots=True)
class Said:
    """rows: (label, value) for people, what a copy is for on top. technical: for programs."""

    rows: tuple[tuple[Text, str], ...]
    technical: tuple[tuple[Text, str], ...]


def collect_said(says: Mapping[str, str]) -> Said:
    """As a page shows it. Labels that a certificate brings itself have no English."""
    order = {label: place for place, label in enumerate(LABELS)}
    ranked = sorted((name for name in says if name not in TECHNICAL), key=lambda name: order.get(name, len(order)))
    rows = tuple((Text(name, LABELS.get(name, "")), says[name]) for name in ranked)
    return Said(rows, tuple((Text(name, english), says[name]) for name, english in TECHNICAL.items() if name in says))
