"""The departments' service in SOAP 1.1: the same desk behind envelopes of XML."""

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring, tostring

from sandbox.departments.api import PREMIUM, Departments
from sandbox.sharing.catalogue import DEPARTMENTS
from sandbox.web import Problem, Request, Response, Router

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
OURS = "urn:shuangquan:departments:1"
MOST = 500
SEALED = ("content", "digest", "signature", "key_id")
OPERATIONS: dict[str, tuple[tuple[str, ...], tuple[str, tuple[str, ...]]]] = {
    "SubmitPackage": (SEALED, ("receipt", ())),
    "FindReports": (("package",), ("report", SEALED)),
    "FindNews": (("after",), ("news", ("package", "seq"))),
    "FindHeld": (("since",), ("held", ("package", "package_digest", "last", "outcome"))),
    "SendReminder": (("package",), ("reminders", ())),
    "RecallPackage": (("package", *SEALED), ("state", ())),
    "Quote": (("item", "region", "count"), ("amount", ())),
}
"""Operation → the fields of its call, and what it answers: one text, or rows of texts."""
Fields = Mapping[str, str]
Rows = Iterable[Mapping[str, object]]


class Soap:
    """Reads envelopes, asks the desk, writes envelopes. A problem is a SOAP fault with its code in the detail, and status 500."""

    def __init__(self, departments: Departments) -> None:
        self._departments = departments
        self._operations: dict[str, Callable[[Request, Fields], str | Rows]] = {
            "SubmitPackage": self._submit,
            "FindReports": self._find_reports,
            "FindNews": self._find_news,
            "FindHeld": self._find_held,
            "SendReminder": self._remind,
            "RecallPackage": self._recall,
            "Quote": self._quote,
        }

    def routes(self, router: Router) -> None:
        """Its addresses."""
        for name in DEPARTMENTS:
            router.add("POST", f"/{name}/soap", self.answer)
            router.add("GET", f"/{name}/soap", self.wsdl)

    def wsdl(self, request: Request) -> Response:
        """GET ?wsdl: what the service does."""
        return Response(200, write_wsdl(f"http://{request.environ.get('HTTP_HOST', '')}/{request.path[0]}/soap"), "text/xml; charset=utf-8")

    def answer(self, request: Request) -> Response:
        """POST an envelope."""
        self._departments.check(request)
        envelope = Element(f"{{{SOAP}}}Envelope")
        body, status = SubElement(envelope, f"{{{SOAP}}}Body"), 200
        try:
            operation, fields = _read_call(request.body)
            self._write(SubElement(body, f"{{{OURS}}}{operation}Response"), operation, self._operations[operation](request, fields))
        except Problem as problem:
            body.clear()
            _write_fault(body, problem)
            status = 500
        return Response(status, tostring(envelope, encoding="utf-8", xml_declaration=True), "text/xml; charset=utf-8")

    def _write(self, parent: Element, operation: str, found: str | Rows) -> None:
        name, columns = OPERATIONS[operation][1]
        if isinstance(found, str):
            SubElement(parent, f"{{{OURS}}}{name}").text = found
            return
        for row in found:
            written = SubElement(parent, f"{{{OURS}}}{name}")
            for column in columns:
                SubElement(written, f"{{{OURS}}}{column}").text = str(row[column])

    def _submit(self, request: Request, fields: Fields) -> str:
        return self._departments.take_sealed(request.path[0], fields)

    def _find_reports(self, request: Request, fields: Fields) -> Rows:
        return self._departments.find_reports(request, request.path[0], fields["package"])

    def _find_news(self, request: Request, fields: Fields) -> Rows:
        return self._departments.find_news(request.path[0], _whole(fields["after"]) if "after" in fields else None, MOST)

    def _find_held(self, request: Request, fields: Fields) -> Rows:
        return self._departments.desk.held_since(request.path[0], float(_whole(fields["since"])))

    def _remind(self, request: Request, fields: Fields) -> str:
        return str(self._departments.desk.remind(request.path[0], fields["package"]))

    def _recall(self, request: Request, fields: Fields) -> str:
        return self._departments.recall_sealed(request.path[0], fields["package"], fields)

    def _quote(self, _request: Request, fields: Fields) -> str:
        count = _whole(fields["count"])
        if not 0 < count <= 1000:
            raise Problem(400, "wrong_count")
        return f"{int(PREMIUM.partition('.')[0]) * count}.00"


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise Problem(400, "wrong_number")
    return int(text)


def _read_call(data: bytes) -> tuple[str, Fields]:
    try:
        text = data.decode("utf-8")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise Problem(400, "no_document_types")
        body = fromstring(text.partition("?>")[2] if text.startswith("<?xml") else text).find(f"{{{SOAP}}}Body")
    except (UnicodeDecodeError, ParseError) as error:
        raise Problem(400, "not_xml") from error
    call = next(iter(body), None) if body is not None else None
    operation = call.tag.removeprefix(f"{{{OURS}}}") if call is not None else ""
    if call is None or operation not in OPERATIONS:
        raise Problem(400, "no_such_operation")
    fields = {child.tag.removeprefix(f"{{{OURS}}}"): child.text or "" for child in call}
    missing = [name for name in OPERATIONS[operation][0] if name not in fields and name != "after"]
    if missing:
        raise Problem(400, "missing_field", missing[0])
    return operation, fields


def _write_fault(body: Element, problem: Problem) -> None:
    fault = SubElement(body, f"{{{SOAP}}}Fault")
    SubElement(fault, "faultcode").text = "soap:Client"
    SubElement(fault, "faultstring").text = problem.code
    SubElement(SubElement(fault, "detail"), f"{{{OURS}}}code").text = problem.code


def write_wsdl(address: str) -> bytes:
    """The service as WSDL 1.1, document/literal wrapped."""
    return "".join(
        ("<?xml version='1.0' encoding='utf-8'?>", _HEAD, *_find_types(), "</xsd:schema></types>", *_find_rest(address))
    ).encode()


_HEAD = (
    f'<definitions name="Departments" targetNamespace="{OURS}" xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:tns="{OURS}" '
    'xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema">'
    f'<types><xsd:schema targetNamespace="{OURS}" elementFormDefault="qualified">'
)


def _find_types() -> Iterable[str]:
    for operation, (fields, (name, columns)) in OPERATIONS.items():
        yield _element(operation, "".join(f'<xsd:element name="{field}" type="xsd:string" minOccurs="0"/>' for field in fields))
        row = "".join(f'<xsd:element name="{column}" type="xsd:string"/>' for column in columns)
        many = f'<xsd:element name="{name}" minOccurs="0" maxOccurs="unbounded">{_complex(row)}</xsd:element>'
        yield _element(f"{operation}Response", many if columns else f'<xsd:element name="{name}" type="xsd:string"/>')


def _element(name: str, inner: str) -> str:
    return f'<xsd:element name="{name}">{_complex(inner)}</xsd:element>'


def _complex(inner: str) -> str:
    return f"<xsd:complexType><xsd:sequence>{inner}</xsd:sequence></xsd:complexType>"


def _find_rest(address: str) -> Iterable[str]:
    for name in OPERATIONS:
        for one in (name, f"{name}Response"):
            yield f'<message name="{one}"><part name="parameters" element="tns:{one}"/></message>'
    ports = (f'<operation name="{n}"><input message="tns:{n}"/><output message="tns:{n}Response"/></operation>' for n in OPERATIONS)
    yield f'<portType name="DepartmentsPort">{"".join(ports)}</portType>'
    yield '<binding name="DepartmentsBinding" type="tns:DepartmentsPort">'
    yield '<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>'
    use = '<soap:body use="literal"/>'
    for name in OPERATIONS:
        yield f'<operation name="{name}"><soap:operation soapAction="{OURS}:{name}"/><input>{use}</input><output>{use}</output></operation>'
    yield '</binding><service name="Departments"><port name="DepartmentsPort" binding="tns:DepartmentsBinding">'
    yield f'<soap:address location="{address}"/></port></service></definitions>'
