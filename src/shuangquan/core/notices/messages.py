"""Short messages, by template. They name the matter and the place to look, never a value of the case."""

from collections.abc import Mapping

from shuangquan.core.words.text import Text

TEMPLATES: dict[str, Text] = {
    "party.invited": Text(
        "【双全】有人在办一件事，要用到你的资料，请你看一看、同意或不同意。登录“我的事”就能看到。没有你点头，不会取你的资料。",
        "[Shuangquan] Somebody is applying for a matter that needs your data. Sign in: My matters. Nothing is drawn unless you agree.",
    ),
    "task.correct": Text(
        "【双全】你办的事还要补材料，要补什么、怎么补，一次都写在“我的事”里了。时间先停着。",
        "[Shuangquan] Something more is needed for your matter. All of it is listed under My matters. The clock stands still.",
    ),
    "pledge.mending": Text(
        "【双全】部门核查了你的承诺，有不符合的地方，给了时间改正。哪里不符合、改到什么时候，在“我的事”里看。",
        "[Shuangquan] A department has verified your promise; something is to be put right. What, and by when: My matters.",
    ),
    "pledge.broken": Text(
        "【双全】部门核查了你的承诺，不符合，凭它办的结果撤销了。为什么、怎么办，在“我的事”里看。",
        "[Shuangquan] A department has verified your promise; it was not kept, and the result is revoked. Why, and what to do: My matters.",
    ),
    "recheck.broken": Text(
        "【双全】部门抽查了自动办结的一项，发现办错了，结果撤销了。为什么、怎么办，在“我的事”里看。",
        "[Shuangquan] An item decided automatically was looked at again; it was wrong and is revoked. Why, and what now: My matters.",
    ),
    "objection.answered": Text(
        "【双全】你提的更正，部门核对过了。登录看“我的数据”。",
        "[Shuangquan] A department has looked into the correction you asked for. Sign in: My data.",
    ),
    "case.closed": Text(
        "【双全】你的事有结果了。证照和经过在“我的事”里看。",
        "[Shuangquan] Your matter has a result. See My matters.",
    ),
}


def render_message(template: str, refs: Mapping[str, str], language: str = "zh") -> str:
    """The message's text. KeyError for a template that is not listed: a bug."""
    return TEMPLATES[template].say(language).format_map(dict(refs))
