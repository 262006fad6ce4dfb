"""The shapes that leave this door. Names are in 中文 and English everywhere; nothing is added to a shape but at its end."""

from ninja import Schema
from pydantic import ConfigDict, Field

NO_NUL = r"^[^\x00]*$"
"""What no database takes is refused before anybody looks what it is; the schema says so."""


class Words(Schema):
    """中文 and English; `en` is empty where a standard gives none."""

    zh: str
    en: str


class SealedReport(Schema):
    """A department's report: content is canonical JSON as text, digest its SM3 and signature r‖s of the department's SM2 key, in hex."""

    model_config = ConfigDict(extra="forbid")
    content: str = Field(min_length=1, max_length=100_000)
    digest: str = Field(min_length=1, max_length=128)
    signature: str = Field(min_length=1, max_length=512)
    key_id: str = Field(min_length=1, max_length=128)


class Taken(Schema):
    """taken: true, also when it had been taken before."""

    taken: bool


class State(Schema):
    """state: ok. standards: hash of the bundle that serves, empty where it is not asked."""

    state: str
    standards: str = ""


class ThemeLine(Schema):
    """A theme on offer. stage: where in a life it stands."""

    id: str
    name: Words
    stage: str


class Themes(Schema):
    """All themes, or those that words were found in, the nearest first."""

    themes: list[ThemeLine]


class Time(Schema):
    """unit: hours, working_days, calendar_days or months, which are four different things."""

    amount: int
    unit: str
    text: Words


class Issued(Schema):
    """A certificate at the end."""

    type: str
    name: Words
    issuer: Words


class Work(Schema):
    """What one department does. situational: only in some situations."""

    id: str
    name: Words
    department: str
    department_name: Words
    situational: bool
    promised: Time | None
    statutory: Time | None
    certificates: list[Issued]


class Asked(Schema):
    """What is asked of one source, about whom, for what. consent_of: whose data is asked for after they agreed. ground: why it may be."""

    source: str
    provider: Words
    name: Words
    fields: list[Words]
    about: list[Words]
    consent_of: list[Words]
    items: list[Words]
    ground: str


class Applicant(Schema):
    """Who may apply: the word for `role`, and what it means."""

    role: str
    label: Words


class Theme(Schema):
    """A theme in one county, for one kind of applicant. papers: that may be asked for in some situation. limit: for all of it."""

    id: str
    name: Words
    stage: str
    region: str
    role: str
    applicants: list[Applicant]
    items: list[Work]
    asks: list[Asked]
    papers: list[Words]
    limit: Time | None


class County(Schema):
    """code: six digits (GB/T 2260)."""

    code: str
    name: str


class City(Schema):
    """A city and its counties."""

    code: str
    name: str
    counties: list[County]


class Regions(Schema):
    """The province's cities."""

    cities: list[City]


class View(Schema):
    """What anybody may see who holds a certificate's link. state: valid, expired, revoked, ended, suspended or replaced."""

    identifier: str
    name: Words
    issuer_name: Words
    holder: str
    issued: str
    valid_to: str
    state: str
    sample: bool
    version: int
    replaced_for: str = Field(description="why this version took the place of an earlier one, empty for the first")


class Shown(Schema):
    """signature: r‖s in hex, SM2 over SM3 by `key`, over the view's canonical JSON (sorted keys, no spaces, UTF-8)."""

    view: View
    key: str
    signature: str


class Sealed(Schema):
    """good: the file is as it was sealed, to the last byte; whether the certificate still holds, its link says. key: of the issuer (SM2).

    Else `code` and `reason` say why not (seal.*); `copy.over` is a genuine annotated copy whose last day has passed. Empty when good.
    """

    good: bool
    key: str
    code: str
    reason: Words


class Inquiry(Schema):
    """number: of a case or a certificate. name: of the applicant or holder, in full."""

    model_config = ConfigDict(extra="forbid")
    number: str = Field(min_length=1, max_length=300, pattern=NO_NUL)
    name: str = Field(min_length=1, max_length=60, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$")


class PublicMatter(Schema):
    """The public minimum. state: running, waiting, ended or withdrawn; done of total items. link: of a certificate, then nothing else."""

    number: str = ""
    theme: Words = Words(zh="", en="")
    state: str = ""
    done: int = 0
    total: int = 0
    submitted: str = ""
    due: str = ""
    link: str = ""
