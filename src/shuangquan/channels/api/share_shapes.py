"""What goes over the counter of 证照共享: `head` says who calls, `data` what is asked and why. Names are those in use between provinces."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from shuangquan.channels.api.shapes import NO_NUL
from shuangquan.core.credentials.sharing import LONGEST_CAUSE

Word = Annotated[str, Field(min_length=1, max_length=80, pattern=NO_NUL)]
Identifier = Annotated[str, Field(pattern=r"^[0-9A-Z.]{20,100}$", description="证照标识 by GB/T 36904")]
FileType = Literal["pdf", "png", "ofd"]
CodeType = Annotated[Literal["111", "001"], Field(description="111 公民身份号码, 001 统一社会信用代码")]
TypeId = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$", description="id of a certificate type")]


class Strict(Schema):
    """Takes what it names and nothing else."""

    model_config = ConfigDict(extra="forbid")


class Head(Strict):
    """Who calls: what the installation's operator gave the system."""

    accessId: str = Field(pattern=r"^[a-z0-9-]{3,32}$")
    accessToken: str = Field(pattern=r"^[A-Za-z0-9_-]{16,128}$")


class Why(Strict):
    """useCause: the matter in words, which the holder reads. purpose: one the system is let in for. caseNumber, item: the case in hand."""

    useCause: str = Field(min_length=1, max_length=LONGEST_CAUSE, pattern=NO_NUL)
    purpose: Word
    caseNumber: str = Field("", max_length=40, pattern=NO_NUL)
    item: str = Field("", pattern=r"^[a-z0-9-]{0,64}$")


class OneFile(Why):
    """A certificate as a file."""

    certId: Identifier
    fileType: FileType


class One(Why):
    """A certificate."""

    certId: Identifier


class Element(Strict):
    """An element of GB/T 36903 and its value."""

    name: str = Field(pattern=r"^[A-Z][A-Z0-9_]{1,63}$")
    value: str = Field(max_length=200, pattern=NO_NUL)


class Compare(Why):
    """certInfo: elements of GB/T 36903 as the caller has them."""

    certId: Identifier
    certInfo: list[Element] = Field(min_length=1, max_length=40)


class ByCode(Why):
    """qrCode: the token of a shown certificate's link."""

    qrCode: str = Field(pattern=r"^[A-Za-z0-9_-]{16,64}$")


class ByHolder(Why):
    """What somebody holds of one type."""

    holderCode: str = Field(pattern=r"^[0-9A-Za-z]{15,18}$")
    holderCodeType: CodeType
    certType: TypeId


class FilesByHolder(ByHolder):
    """The same as files."""

    fileType: FileType


class Content(Why):
    """content: the file in base64."""

    content: str = Field(min_length=4, max_length=22_400_000, pattern=r"^[A-Za-z0-9+/=\s]*$")


class FileCall(Strict):
    """downloadFile, downloadUrl."""

    head: Head
    data: OneFile


class OneCall(Strict):
    """queryCertInfo, getCertRemarkInfo."""

    head: Head
    data: One


class CompareCall(Strict):
    """verifyCertInfo."""

    head: Head
    data: Compare


class CodeCall(Strict):
    """queryCertInfoByQRcode."""

    head: Head
    data: ByCode


class HolderCall(Strict):
    """queryCertInfoByHolderCode."""

    head: Head
    data: ByHolder


class FilesCall(Strict):
    """downloadUrlsByHolderCode."""

    head: Head
    data: FilesByHolder


class ContentCall(Strict):
    """verifyFile."""

    head: Head
    data: Content


class Done(Schema):
    """code: 0. What goes wrong is a problem, with the code of its refusal."""

    code: str = "0"


class FileData(Schema):
    """content: the 加注件 in base64, which says for whom and for what it was made."""

    fileType: str
    fileName: str
    content: str


class UrlData(Schema):
    """url: where the 加注件 can be fetched until `until`."""

    certId: str
    url: str
    until: str


class FileAnswer(Schema):
    """Of downloadFile."""

    head: Done
    data: FileData


class UrlAnswer(Schema):
    """Of downloadUrl."""

    head: Done
    data: UrlData


class UrlsAnswer(Schema):
    """Of downloadUrlsByHolderCode."""

    head: Done
    data: list[UrlData]


class InfoAnswer(Schema):
    """data: element of GB/T 36903 → value."""

    head: Done
    data: dict[str, str]


class InfosAnswer(Schema):
    """data: the same of each certificate."""

    head: Done
    data: list[dict[str, str]]


class Compared(Schema):
    """same: whether every element said is as the certificate has it; state: how the certificate stands."""

    state: str
    same: bool
    elements: dict[str, bool]


class CompareAnswer(Schema):
    """Of verifyCertInfo."""

    head: Done
    data: Compared


class Checked(Schema):
    """good: as it was sealed, to the last byte, by `key`; else `code` says why not."""

    good: bool
    key: str
    code: str


class CheckAnswer(Schema):
    """Of verifyFile."""

    head: Done
    data: Checked
