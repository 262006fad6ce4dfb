"""What an app sends about a matter."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from shuangquan.channels.api.shapes import NO_NUL
from shuangquan.core.cases.signing import LONGEST

Slug = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Region = Annotated[str, Field(pattern=r"^[0-9]{6}$", description="a county, GB/T 2260")]
Seat = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}(\[[A-Za-z0-9-]{1,64}\])?$", description="a role, or one member of a list")]
Name = Annotated[str, Field(max_length=160, pattern=NO_NUL)]
Value = Annotated[str, Field(max_length=4000, pattern=NO_NUL)]
Member = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{0,64}$", description="key of a member of a list, empty for none")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SM3 in hex")]
Path = Annotated[str, Field(min_length=1, max_length=240, pattern=NO_NUL, description="of a paper, as the form names it")]
Facts = Annotated[dict[Name, Value], Field(max_length=400, description="variable, e.g. mother.phone or children[1].name → value as typed")]


class Sent(Schema):
    """Takes what it names and nothing else."""

    model_config = ConfigDict(extra="forbid")


class Open(Sent):
    """Begin a matter. role: as which of the theme's applicants."""

    theme: Slug
    region: Region
    role: Slug


class Agree(Sent):
    """The person has read the notice of this digest and agrees."""

    digest: Digest


class Answer(Sent):
    """value: of the options; several where the question takes several."""

    situation: Slug
    member: Member = ""
    value: list[Annotated[str, Field(max_length=80, pattern=NO_NUL)]] = Field(min_length=1, max_length=40)


class Answers(Sent):
    """Answers to questions, and facts that are asked before. With neither, whatever can be asked of sources now is asked."""

    answers: list[Answer] = Field([], max_length=40)
    facts: Facts = Field({})


class Typed(Sent):
    """Facts as typed, and of roles which member of their list they are. Nothing is kept when one of them is wrong."""

    facts: Facts = Field({})
    choices: dict[Slug, Member] = Field({}, max_length=40)


class Picked(Sent):
    """members: which of a list the matter is about. add: another one by hand."""

    members: list[Member] = Field([], max_length=100)
    add: bool = False


class Lacking(Sent):
    """A paper that is not at hand now."""

    path: Path
    member: Member = ""


class Ask(Sent):
    """invite: ask them on their own device. type: do not wait for them; what is theirs is typed."""

    do: Literal["invite", "type"]


class Yes(Sent):
    """Whether the person agrees that their data is used."""

    answer: Literal["agree", "decline"]


class Sign(Sent):
    """digest: of the form as it was shown. drawing: the name as drawn by hand, in the strokes of the signing page, or empty."""

    digest: Digest
    drawing: str = Field("", max_length=LONGEST, pattern=r"^[0-9,; ]*$")


class Pay(Sent):
    """return_url: where the payment side sends the person back to; one of the app's registered addresses."""

    return_url: str = Field(max_length=400, pattern=NO_NUL)


class Part(Sent):
    """An item of the matter."""

    item: Slug
    member: Member = ""


class Withdraw(Sent):
    """item: which one is taken back; the whole matter when it is empty."""

    item: str = Field("", pattern=r"^[A-Za-z0-9_-]{0,64}$")
    member: Member = ""


class Hearing(Sent):
    """Whether the hearing that was offered is wanted."""

    wanted: bool


class Fields(Sent):
    """What the other side may see beyond type, issuer, validity and part of the name: of the certificate's `choices`."""

    fields: list[Annotated[str, Field(max_length=64, pattern=NO_NUL)]] = Field([], max_length=60)
