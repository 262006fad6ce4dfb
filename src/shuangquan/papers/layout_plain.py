"""The layout of last resort: for a certificate whose own layout the standard no longer knows. A5, nothing but what it says."""

from decimal import Decimal

from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.model_layout import Layout, LayoutPage, Rest, Spot
from shuangquan.core.standard.text import Word
from shuangquan.core.words.text import Text

_HERE = Place("", 0)


def _spot(*box: int, size: str, least: str = "", **more: object) -> Spot:
    return Spot(_HERE, tuple(map(Decimal, box)), Decimal(size), Decimal(least) if least else None, **more)  # type: ignore[arg-type]


PLAIN = Layout(
    at=_HERE,
    id="",
    name=Text("通用版式", "Plain"),
    size=(Decimal(210), Decimal(148)),
    ink=Word("#0a5a4d", _HERE),
    tint=Word("#fbfcfb", _HERE),
    pages=(
        LayoutPage(
            at=_HERE,
            frame="double",
            pattern="waves",
            title=_spot(20, 18, 170, size="9", least="5", align="center", spacing=Decimal("0.8")),
            title_en=_spot(20, 31, 170, size="3", least="2", align="center", face="hei", pale=True),
            rest=Rest(_HERE, tuple(map(Decimal, (20, 39, 170, 62))), columns=2, size=Decimal("4.2"), min=Decimal("2.2"), lines=3),
            qr=_spot(17, 104, 28, size="4"),
            number=_spot(48, 107, 82, size="2.7", least="1.6", face="hei", pale=True, label_width=Decimal(9)),
            identifier=_spot(48, 112, 82, size="2.3", least="1.5", lines=3, face="hei", pale=True, label_width=Decimal(9)),
            signature=_spot(48, 122, 82, size="2.3", least="1.5", face="hei", pale=True, label_width=Decimal(9)),
            issuer=_spot(136, 107, 54, size="3.9", least="2", lines=2, align="center"),
            issued=_spot(136, 119, 54, size="3.2", align="center"),
            validity=_spot(136, 124, 54, size="2.8", least="2", align="center", face="hei", pale=True),
            seal=_spot(149, 101, 28, size="4"),
        ),
    ),
)
