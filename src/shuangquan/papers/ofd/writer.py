"""Model → the files of a package, as GB/T 33190-2016 has them: OFD.xml, document, resources, pages, attachments, custom tags.

The same document gives the same bytes: ids are counted, nothing is asked of a clock.
"""

from collections.abc import Iterator
from itertools import count

from shuangquan.papers.ofd.model import SOLID, Colour, Document, Image, Item, Path, Sheet, Text
from shuangquan.papers.ofd.xml import Element, make, render_xml

DOC = "Doc_0"
TAGS = "urn:shuangquan:ofd:facts:1"
MARGIN = 0.5
"""A text's box reaches that far beyond its letters, in sizes: readers clip at the box."""


def write_document(document: Document) -> dict[str, bytes]:
    """Every file of the document, unsigned. ValueError for text that XML cannot hold or a text whose font or advances are wanting."""
    return _Writer(document).write()


def say(*numbers: float) -> str:
    """Numbers as OFD writes them: at most three places, no trailing zeros."""
    return " ".join(f"{number:.3f}".rstrip("0").rstrip(".") if number else "0" for number in (round(one, 3) + 0.0 for one in numbers))


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document, self._ids = document, count(1)
        self._fonts = {key: next(self._ids) for key in document.fonts}
        self._pictures: dict[bytes, tuple[int, str, str]] = {}
        self._files: dict[str, bytes] = {}

    def write(self) -> dict[str, bytes]:
        """All files."""
        document = self._document
        pages = make("Pages")
        for number, sheet in enumerate(document.sheets):
            place = f"Pages/Page_{number}/Content.xml"
            pages.children.append(make("Page", ID=next(self._ids), BaseLoc=place))
            self._put(place, self._page(sheet))
        self._put("PublicRes.xml", self._public())
        self._put("DocumentRes.xml", self._resources())
        listed = [self._tags(), self._attachments()]
        first = document.sheets[0]
        common = make(
            "CommonData",
            make("MaxUnitID", str(next(self._ids))),
            make("PageArea", make("PhysicalBox", say(0, 0, first.width, first.height))),
            make("PublicRes", "PublicRes.xml"),
            make("DocumentRes", "DocumentRes.xml"),
        )
        self._put("Document.xml", make("Document", common, pages, *[one for one in listed if one]))
        self._files["OFD.xml"] = render_xml(make("OFD", self._body(), Version="1.0", DocType="OFD"))
        return self._files

    def _put(self, place: str, root: Element) -> None:
        self._files[f"{DOC}/{place}"] = render_xml(root)

    def _body(self) -> Element:
        held = self._document
        info = make("DocInfo", make("DocID", held.id), make("Title", held.title), make("Author", held.author))
        if held.made:
            info.children.append(make("CreationDate", held.made[:10]))
        info.children += [make("Creator", held.creator), make("CreatorVersion", held.version)]
        if held.facts:
            info.children.append(make("CustomDatas", *[make("CustomData", value, Name=name) for name, value in held.facts.items()]))
        return make("DocBody", info, make("DocRoot", f"{DOC}/Document.xml"))

    def _public(self) -> Element:
        fonts = make("Fonts")
        for key, font in self._document.fonts.items():
            attributes: dict[str, str | int] = {"ID": self._fonts[key], "FontName": font.name, "FamilyName": font.family}
            attributes |= {name: "true" for name, on in (("Serif", font.serif), ("FixedWidth", font.fixed)) if on}
            one = make("Font", **attributes)
            if font.data:
                ending = "otf" if font.data[:4] == b"OTTO" else "ttf"
                one.children.append(make("FontFile", f"font_{self._fonts[key]}.{ending}"))
                self._files[f"{DOC}/Res/font_{self._fonts[key]}.{ending}"] = font.data
            fonts.children.append(one)
        return make("Res", fonts, BaseLoc="Res")

    def _resources(self) -> Element:
        held = [
            make("MultiMedia", make("MediaFile", name), ID=number, Type="Image", Format=form)
            for number, name, form in self._pictures.values()
        ]
        return make("Res", *([make("MultiMedias", *held)] if held else []), BaseLoc="Res")

    def _tags(self) -> Element | None:
        if not self._document.facts:
            return None
        facts = make("Facts", *[make("Fact", value, Name=name) for name, value in self._document.facts.items()])
        self._put("Tags/Facts.xml", facts)
        self._put("Tags/CustomTags.xml", make("CustomTags", make("CustomTag", make("FileLoc", "Facts.xml"), NameSpace=TAGS)))
        return make("CustomTags", "Tags/CustomTags.xml")

    def _attachments(self) -> Element | None:
        root = make("Attachments")
        for number, one in enumerate(self._document.attachments, 1):
            place = f"file_{number}.{one.form}"
            self._files[f"{DOC}/Attachs/{place}"] = one.data
            attributes: dict[str, str | int] = {"ID": f"a{number}", "Name": one.name, "Format": one.form}
            if self._document.made:
                attributes["CreationDate"] = self._document.made[:10]
            attributes |= {"Size": say(len(one.data) / 1024), "Visible": "true", "Usage": one.about or "none"}
            root.children.append(make("Attachment", make("FileLoc", place), **attributes))
        if not root.children:
            return None
        self._put("Attachs/Attachments.xml", root)
        return make("Attachments", "Attachs/Attachments.xml")

    def _page(self, sheet: Sheet) -> Element:
        layer = make("Layer", Type="Body", ID=next(self._ids))
        layer.children.extend(self._items(sheet))
        return make("Page", make("Area", make("PhysicalBox", say(0, 0, sheet.width, sheet.height))), make("Content", layer))

    def _items(self, sheet: Sheet) -> Iterator[Element]:
        for item in sheet.items:
            number = next(self._ids)
            if isinstance(item, Text):
                yield self._text(item, number)
            elif isinstance(item, Path):
                yield write_path(item, number)
            else:
                yield self._image(item, number)

    def _text(self, item: Text, number: int) -> Element:
        if len(item.advances) != len(item.text) or item.font not in self._fonts:
            raise ValueError("a text needs an advance for each letter and a font of its document")
        left, top, width, height = find_box(item)
        attributes: dict[str, str | int] = {"ID": number, "Boundary": say(left, top, width, height)}
        at = (item.x - left, item.y - top)
        if item.matrix:
            attributes["CTM"] = say(*item.matrix, *at)
            at = (0.0, 0.0)
        attributes |= _alpha(item)
        attributes |= {"Font": self._fonts[item.font], "Size": say(item.size)}
        if item.bold:
            attributes["Weight"] = 700
        code = make("TextCode", item.text, X=say(at[0]), Y=say(at[1]))
        if len(item.text) > 1:
            code.attributes = {**code.attributes, "DeltaX": say(*item.advances[:-1])}
        return make("TextObject", _colour("FillColor", item.colour), code, **attributes)

    def _image(self, item: Image, number: int) -> Element:
        if item.data not in self._pictures:
            known = next(self._ids)
            name = f"image_{known}.{item.form.lower()}"
            self._pictures[item.data] = (known, name, item.form)
            self._files[f"{DOC}/Res/{name}"] = item.data
        attributes: dict[str, str | int] = {"ID": number, "Boundary": say(item.x, item.y, item.width, item.height)}
        attributes |= {"CTM": say(item.width, 0, 0, item.height, 0, 0)} | _alpha(item) | {"ResourceID": self._pictures[item.data][0]}
        return make("ImageObject", **attributes)


def _alpha(item: Item) -> dict[str, str | int]:
    return {"Alpha": item.alpha} if item.alpha != SOLID else {}


def _colour(name: str, colour: Colour) -> Element:
    return make(name, Value=" ".join(map(str, colour)))


def find_box(item: Text) -> tuple[float, float, float, float]:
    """x, y, width and height of the upright box around a line of text, with its margin."""
    spare, length = MARGIN * item.size, sum(item.advances)
    corners = [
        (-spare, -item.size - spare),
        (length + spare, -item.size - spare),
        (-spare, item.size * 0.3 + spare),
        (length + spare, item.size * 0.3 + spare),
    ]
    if item.matrix:
        a, b, c, d = item.matrix
        corners = [(a * x + c * y, b * x + d * y) for x, y in corners]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    return item.x + left, item.y + top, max(x for x, _ in corners) - left, max(y for _, y in corners) - top


def write_path(item: Path, number: int) -> Element:
    """A path object. Its coordinates count from the corner of its box."""
    xs = [value for _, numbers in item.steps for value in numbers[0::2]]
    ys = [value for _, numbers in item.steps for value in numbers[1::2]]
    spare = item.width
    left, top = min(xs) - spare, min(ys) - spare
    box = (left, top, max(xs) - left + spare, max(ys) - top + spare)
    data = " ".join(
        f"{step} {say(*(value - (left, top)[nth % 2] for nth, value in enumerate(numbers)))}".strip() for step, numbers in item.steps
    )
    attributes: dict[str, str | int] = {"ID": number, "Boundary": say(*box)}
    attributes |= _alpha(item)
    attributes["LineWidth"] = say(item.width)
    if item.stroke is None:
        attributes["Stroke"] = "false"
    if item.fill is not None:
        attributes["Fill"] = "true"
    colours = [_colour(name, value) for name, value in (("StrokeColor", item.stroke), ("FillColor", item.fill)) if value is not None]
    return make("PathObject", *colours, make("AbbreviatedData", data), **attributes)
