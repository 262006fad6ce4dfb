"""What a file says: its text by pages, metadata and attachments. The file may be hostile; it is read within bounds or refused."""

from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.papers.ofd.errors import OfdError
from shuangquan.papers.ofd.package import Files, need_file, resolve
from shuangquan.papers.ofd.xml import Element, read_root

MOST_PAGES = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text where it stands: x, y of the box that holds it, in mm."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a document says. pages: lines in the order of the file; attachments: by the names readers show."""

    id: str
    title: str
    author: str
    creator: str
    facts: Mapping[str, str]
    pages: tuple[tuple[Line, ...], ...]
    page_names: tuple[str, ...]
    attachments: Mapping[str, bytes]


def find_body(files: Files) -> tuple[Element, str]:
    """(DocBody, name of the document's file). OfdError "missing" or "structure": also for a file that holds several documents."""
    body = read_root(need_file(files, "OFD.xml"), "OFD", "OFD.xml").need("DocBody")
    return body, resolve("OFD.xml", body.need("DocRoot").text)


def read_document(files: Files) -> Seen:
    """Read a package's only document. OfdError for whatever is not as the standard has it."""
    body, place = find_body(files)
    root = read_root(need_file(files, place), "Document", place)
    info = body.need("DocInfo")
    names = tuple(resolve(place, page.get("BaseLoc")) for page in root.need("Pages").every("Page"))
    if not 0 < len(names) <= MOST_PAGES:
        raise OfdError("structure", "Pages")
    data = info.find("CustomDatas")
    facts = {one.get("Name"): one.text for one in data.every("CustomData")} if data else {}
    return Seen(
        id=_text(info, "DocID"),
        title=_text(info, "Title"),
        author=_text(info, "Author"),
        creator=_text(info, "Creator"),
        facts=facts,
        pages=tuple(_read_page(files, name) for name in names),
        page_names=names,
        attachments=_read_attachments(files, place, root),
    )


def _text(parent: Element, name: str) -> str:
    found = parent.find(name)
    return found.text.strip() if found else ""


def _read_page(files: Files, name: str) -> tuple[Line, ...]:
    root = read_root(need_file(files, name), "Page", name)
    found = []
    for one in root.walk():
        if one.name == "TextObject":
            x, y, *_ = read_numbers(one.get("Boundary"), 4)
            text = "".join(code.text for code in one.every("TextCode"))
            found.append(Line(x, y, text))
    return tuple(found)


def read_numbers(text: str, many: int) -> tuple[float, ...]:
    """So many finite numbers. OfdError("structure")."""
    try:
        found = tuple(float(part) for part in text.split())
    except ValueError:
        raise OfdError("structure", repr(text)) from None
    if len(found) != many or not all(abs(number) < 1e7 for number in found):
        raise OfdError("structure", repr(text))
    return found


def _read_attachments(files: Files, place: str, root: Element) -> dict[str, bytes]:
    listed = root.find("Attachments")
    if listed is None:
        return {}
    where = resolve(place, listed.text)
    held: dict[str, bytes] = {}
    for one in read_root(need_file(files, where), "Attachments", where).every("Attachment"):
        name = one.get("Name")
        if name in held:
            raise OfdError("structure", "Attachment@Name")
        held[name] = need_file(files, resolve(where, one.need("FileLoc").text))
    return held
