"""A register whose new records begin a theme: by which field they say who it is about, and which tells one record from another."""

from dataclasses import dataclass

from shuangquan.core.standard.bundle import Bundle

NUMBER = "id_number"


@dataclass(frozen=True, slots=True)
class Told:
    """who: the key field with the person's number; role: whose it is; type: that role's; about: "" when `who` is enough."""

    who: str
    role: str
    type: str
    about: str


def find_news(bundle: Bundle, register: str) -> Told:
    """How a register tells what is new. LookupError when it is not asked by one person's number, so that nobody is known by its records."""
    resource = bundle.resources[register]
    whose = [str(key) for key in resource.keys if str(key).partition(".")[2] == NUMBER]
    if len(whose) != 1:
        raise LookupError(register)
    role = whose[0].partition(".")[0]
    lists = ((name, form) for name, form in resource.roles.items() if form.many is not None and form.key is not None)
    about = next((f"{name}.{form.key}" for name, form in lists), "")
    return Told(whose[0], role, str(resource.roles[role].type), about)
