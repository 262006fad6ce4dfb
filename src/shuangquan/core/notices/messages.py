"""Short messages, by template. They name the matter and the place to look, never a value of the case."""

from collections.abc import Mapping

from shuangquan.core.words.text import Text

TEMPLATES: dict[str, Text] = {
    "party.invited": Text(
        "【双全】有人在办一件事，要用到你的资料，请你看一看、同意或不同意。登录“我的事”就能看到。没有你点头，不会取你的资料。",
        "[Shuangquan] Somebody is applying for a matter that needs your data. Sign in: My matters. Nothing is drawn unless you agree.",
    ),
    "delegate.began": Text(
        "【双全】你授权的人替你开了一件事。是哪一件、谁开的，在“我的事”里看；不要了，在“我的家人和企业”里收回授权。",
        "[Shuangquan] Somebody you let act for you has begun a matter. Which: My matters. To end it: My family and companies.",
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
        "【双全】部门又看了一遍自动办结的一项，发现办错了，结果撤销了。为什么、怎么办，在“我的事”里看。",
        "[Shuangquan] An item decided automatically was looked at again; it was wrong and is revoked. Why, and what now: My matters.",
    ),
    "task.extended": Text(
        "【双全】你办的一样延期了。为什么、到哪一天，在“我的事”里看。",
        "[Shuangquan] One item takes longer. Why, and until when: My matters.",
    ),
    "task.special": Text(
        "【双全】你办的一样要做检测、评审这类事，时间先停着。要多久，在“我的事”里看。",
        "[Shuangquan] One item needs a test or review; the clock stands. How long: My matters.",
    ),
    "task.hearing": Text(
        "【双全】你办的一样可能不予办理，决定以前你可以要求听证。要不要，请 5 个工作日内在“我的事”里答复。",
        "[Shuangquan] One item may be refused; before that you can ask to be heard. Answer within 5 working days: My matters.",
    ),
    "hearing.set": Text(
        "【双全】听证的时间地点定了，在“我的事”里看。",
        "[Shuangquan] The time and place of the hearing: My matters.",
    ),
    "task.not_accepted": Text(
        "【双全】你办的一样没有受理。为什么、可以怎么办，在“我的事”里看。",
        "[Shuangquan] One item was not accepted. Why, and what to do: My matters.",
    ),
    "case.merged": Text(
        "【双全】你办的一件事和另一件是同一件，合到那一件里接着办了，没有丢。为什么、不对怎么办，在“我的事”里看。",
        "[Shuangquan] One of your matters is the same as another and goes on in it; nothing is lost. Why, and what if not: My matters.",
    ),
    "twin.taken": Text(
        "【双全】另一件和你办的是同一件事，合到这里接着办了，时间按早的那件算。在“我的事”里看。",
        "[Shuangquan] Another matter is the same as yours and was put into it; the earlier one's time counts. See My matters.",
    ),
    "task.returned": Text(
        "【双全】按你的要求，一样退回给你了，不办了。不是你提的，请打 12345。",
        "[Shuangquan] As you asked, one item was given back. If it was not you, call 12345.",
    ),
    "task.again": Text(
        "【双全】按你的要求，撤回过的一样接着办了。不是你提的，请打 12345。",
        "[Shuangquan] As you asked, an item you had taken back goes on. If it was not you, call 12345.",
    ),
    "task.refused": Text(
        "【双全】你办的一样没有通过。为什么、接下来会怎样，在“我的事”里看。",
        "[Shuangquan] One item was refused. Why, and what follows: My matters.",
    ),
    "result.revoked": Text(
        "【双全】你的一个结果撤销了。为什么、不同意怎么办，在“我的事”里看。",
        "[Shuangquan] One of your results was revoked. Why, and how to object: My matters.",
    ),
    "certificate.held": Text(
        "【双全】你的一张证照暂停使用了。为什么、什么时候能恢复，在“我的事”里看。",
        "[Shuangquan] One of your certificates is suspended. Why: My matters.",
    ),
    "certificate.lapsed": Text(
        "【双全】你办的事里调用的一张证照不再有效了。是哪一张、接下来怎么办，在“我的事”里看。",
        "[Shuangquan] A certificate that your matter called up is out of force. Which, and what now: My matters.",
    ),
    "certificate.freed": Text(
        "【双全】你暂停的证照恢复了，可以用了。",
        "[Shuangquan] Your suspended certificate is in force again.",
    ),
    "certificate.replaced": Text(
        "【双全】你的一张证照换发了新的，原来的不再有效。在“我的证照”里看。",
        "[Shuangquan] One of your certificates was replaced; the earlier one no longer counts. See My certificates.",
    ),
    "appeal.moved": Text(
        "【双全】你的行政复议申请有了新进展，在“我的事”里看。",
        "[Shuangquan] There is news of your appeal: My matters.",
    ),
    "appeal.decided": Text(
        "【双全】你的行政复议有了决定，决定书在“我的事”里。",
        "[Shuangquan] Your appeal has been decided. The decision: My matters.",
    ),
    "alert": Text(
        "【双全】你督办的范围里有一件超期，或者部门一直没有回音。登录审批台“督办”看，要求说明或者转办。",
        "[Shuangquan] Something you supervise is overdue, or a department is silent. Sign in at the desk: Supervision.",
    ),
    "complaint.answered": Text(
        "【双全】你的投诉有了书面答复，在“我的事”里看。满意不满意，也在那里说。",
        "[Shuangquan] Your complaint has been answered in writing: My matters. Say there whether it satisfies you.",
    ),
    "objection.answered": Text(
        "【双全】你提的更正，部门核对过了。登录看“我的数据”。",
        "[Shuangquan] A department has looked into the correction you asked for. Sign in: My data.",
    ),
    "cell.loaded": Text(
        "【双全】你的纸质证件放进取件柜了。在哪、几号格、取件码，在“我的事”里看。",
        "[Shuangquan] Your papers lie in a pick-up cabinet. Where, and the code: My matters.",
    ),
    "cell.expired": Text(
        "【双全】取件柜的时间到了，你的纸质证件放回大厅窗口了，带身份证去取。",
        "[Shuangquan] The cabinet's time is over; your papers are at the hall. Bring your identity card.",
    ),
    "case.closed": Text(
        "【双全】你的事有结果了。证照和经过在“我的事”里看。",
        "[Shuangquan] Your matter has a result. See My matters.",
    ),
}

MUST = frozenset(TEMPLATES) - {
    "case.closed",
    "cell.loaded",
    "cell.expired",
    "certificate.freed",
    "certificate.replaced",
    "objection.answered",
}
"""What goes out by short message whatever somebody chose: a notice with a time limit, a decision, something done in their name."""
MAIL_CODE = "mail.code"
_SUBJECT = Text("双全：你的事有新消息", "Shuangquan: news of your matter")
_FOOT = Text(
    "\n\n看详情：{link}\n不想收邮件，在“我的消息”里关掉。这封邮件不用回。",
    "\n\nMore: {link}\nTo stop these mails: My messages. Please do not reply.",
)
_CODE_SUBJECT = Text("双全：验证邮箱", "Shuangquan: is this your address?")
_CODE = Text(
    "验证码是 {code}，10 分钟内有效。不是你要的，不用管它，别告诉别人。",
    "The code is {code}, good for ten minutes. If you did not ask for it, ignore it and tell nobody.",
)


def render_message(template: str, refs: Mapping[str, str], language: str = "zh") -> str:
    """The message's text. KeyError for a template that is not listed: a bug."""
    return TEMPLATES[template].say(language).format_map(dict(refs))


def render_plain(template: str, refs: Mapping[str, str], language: str = "zh") -> str:
    """The message without the name of the sender before it: where it stands in the portal."""
    return render_message(template, refs, language).removeprefix("【双全】").removeprefix("[Shuangquan] ")


def render_mail(template: str, refs: Mapping[str, str], address: str, language: str = "zh") -> tuple[str, str]:
    """(subject, text) of an e-mail; address: of the portal. The subject says nothing of the matter: it is read over shoulders."""
    case = refs.get("case", "")
    link = f"{address}/case/{case}/" if case and template != "party.invited" else f"{address}/my/messages/"
    return _SUBJECT.say(language), render_plain(template, refs, language) + _FOOT.say(language).format(link=link)


def render_mail_code(code: str, language: str = "zh") -> tuple[str, str]:
    """(subject, text) of the mail that proves an address."""
    return _CODE_SUBJECT.say(language), _CODE.say(language).format(code=code)
