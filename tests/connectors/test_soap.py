"""SOAP: an envelope is read with nothing that reaches out or grows, and the WSDL says what the service does."""

from xml.etree.ElementTree import fromstring

import httpx
import pytest

from sandbox.departments.soap import OPERATIONS
from sandbox.running import Running
from shuangquan.connectors.departments.manners import ByManner
from shuangquan.connectors.departments.port import DepartmentsPort
from shuangquan.connectors.departments.xml import OURS, SOAP, has_all, read_answer, write_call
from shuangquan.core.words.errors import Fault
from tests.portal.ports import FakeDepartments

WSDL = "{http://schemas.xmlsoap.org/wsdl/}"
LAUGHS = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"<a/>", b"\xff\xfe<\x00a\x00", "<a>".encode("utf-16"),
        f'<?xml version="1.0"?>{LAUGHS}<s:Envelope xmlns:s="{SOAP}"><s:Body>&c;</s:Body></s:Envelope>'.encode(),
        f'<!DOCTYPE a SYSTEM "file:///etc/passwd"><s:Envelope xmlns:s="{SOAP}"><s:Body/></s:Envelope>'.encode(),
    ],
)  # fmt: skip
def test_what_is_no_envelope_is_malformed(data: bytes) -> None:
    with pytest.raises(Fault) as caught:
        read_answer(data, "hr")
    assert (caught.value.code, caught.value.permanent) == ("malformed", False)


def test_what_is_written_is_read_and_text_stays_text() -> None:
    answer = read_answer(write_call("X", {"content": '{"a":"<&>"}', "digest": "乙"}), "hr")
    assert (answer.text("content"), answer.text("digest"), answer.fault) == ('{"a":"<&>"}', "乙", "")
    with pytest.raises(Fault):
        answer.text("missing")
    with pytest.raises(Fault):
        list(has_all([{"package": "1"}], frozenset({"package", "seq"}), "hr"))


def test_the_wsdl_names_every_operation_and_where_it_is(program: Running) -> None:
    page = httpx.get(f"{program.address}/hr/soap?wsdl", trust_env=False)
    wsdl = fromstring(page.text)
    assert {one.get("name") for one in wsdl.iterfind(f"{WSDL}portType/{WSDL}operation")} == set(OPERATIONS)
    assert wsdl.get("targetNamespace") == OURS
    where = wsdl.find(f"{WSDL}service/{WSDL}port/{{http://schemas.xmlsoap.org/wsdl/soap/}}address")
    assert where is not None and where.get("location") == f"{program.address}/hr/soap"


def test_a_call_that_is_not_signed_is_not_read(program: Running) -> None:
    call = write_call("FindNews", {})
    assert httpx.post(f"{program.address}/hr/soap", content=call, trust_env=False).status_code == 401


def test_which_department_speaks_how_is_configuration() -> None:
    sides: dict[str, DepartmentsPort] = {"rest": FakeDepartments(), "soap": FakeDepartments()}
    ports = ByManner(sides, {"hr": "soap"})
    ports.send_reminder("hr", "P1")
    ports.send_reminder("police", "P2")
    assert [getattr(sides[one], "reminded") for one in ("soap", "rest")] == [["P1"], ["P2"]]  # noqa: B009
    with pytest.raises(ValueError, match="fax"):
        ByManner(sides, {"hr": "fax"})
