"""SOAP 1.1 envelopes, written and read with nothing that follows references: no DTD, no entities, UTF-8 only."""

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring, tostring

from shuangquan.connectors.shape import malformed

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
OURS = "urn:shuangquan:departments:1"


def write_call(operation: str, fields: Mapping[str, str]) -> bytes:
    """The envelope of one call: its fields as elements of text, in their order."""
    envelope = Element(f"{{{SOAP}}}Envelope")
    call = SubElement(SubElement(envelope, f"{{{SOAP}}}Body"), f"{{{OURS}}}{operation}")
    for name, value in fields.items():
        SubElement(call, f"{{{OURS}}}{name}").text = value
    return bytes(tostring(envelope, encoding="utf-8", xml_declaration=True))


class Answer:
    """The body of an answer. fault: code of a SOAP fault's detail, "" when there is none."""

    def __init__(self, body: Element, party: str) -> None:
        self._body, self._party = body, party
        fault = body.find(f"{{{SOAP}}}Fault")
        self.fault = ((fault.findtext(f"detail/{{{OURS}}}code") or fault.findtext("faultstring")) or "fault") if fault is not None else ""

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        """Each element of that name: its own elements' texts by their names."""
        for row in self._body.iterfind(f"*/{{{OURS}}}{name}"):
            yield {child.tag.removeprefix(f"{{{OURS}}}"): child.text or "" for child in row}

    def text(self, name: str) -> str:
        """One element's text. Fault malformed when it is missing."""
        found = self._body.findtext(f"*/{{{OURS}}}{name}")
        if found is None:
            raise malformed(self._party)
        return found


def read_answer(data: bytes, party: str) -> Answer:
    """The body of an envelope. Fault malformed for anything else, a document type among it: entities reach out or grow."""
    try:
        text = data.decode("utf-8")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise malformed(party)
        body = fromstring(text.partition("?>")[2] if text.startswith("<?xml") else text).find(f"{{{SOAP}}}Body")
    except (UnicodeDecodeError, ParseError) as error:
        raise malformed(party) from error
    if body is None:
        raise malformed(party)
    return Answer(body, party)


def has_all(rows: Iterable[Mapping[str, str]], names: frozenset[str], party: str) -> Iterator[Mapping[str, str]]:
    """The rows, each with every one of these names. Fault malformed."""
    for row in rows:
        if not names <= row.keys():
            raise malformed(party)
        yield row
