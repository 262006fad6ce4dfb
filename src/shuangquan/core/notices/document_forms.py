"""文书: what each kind of document says, as a table. Words are the platform's own; a department's seal stands below them.

Fields in braces are filled from the event and from the case as it stood then (see `documents.py`). A line whose field is empty is left out.
"""

from dataclasses import dataclass

from shuangquan.core.words.text import Text

APPEAL_REMEDY = "如不服本决定，可以自收到之日起 15 日内提起行政诉讼。"
"""行政诉讼法 45: as known in the trade (grade K)."""


@dataclass(frozen=True, slots=True)
class Form:
    """title; lines: paragraphs; rows: (label, field) of the table under them; remedies: whether it says how to object to it."""

    title: Text
    lines: tuple[str, ...]
    rows: tuple[tuple[str, str], ...] = ()
    remedies: bool = False


AMOUNT = "金额（元）"
"""The label under which a receipt states its sum."""
_ITEM = (("事项", "item"), ("办件编号", "number"))
_APPEAL = (*_ITEM, ("不服的决定", "against"))
APPEAL_FORMS: dict[str, Form] = {
    "appeal_filed": Form(
        Text("行政复议申请收件凭证", "Receipt of an appeal"),
        (
            "你于 {at} 不服“{item}”的{against}，申请行政复议，申请已经收到。",
            "是否受理，在 {until} 以前书面告知；到期没有告知的，视为受理。",
        ),
        (*_APPEAL, ("请求", "wants"), ("收到时间", "moment")),
    ),
    "appeal_accepted": Form(
        Text("行政复议受理通知书", "Notice that an appeal is taken up"),
        (
            "你不服“{item}”的{against}提出的行政复议申请，符合规定，予以受理。",
            "作出决定的部门应当在 {answer_by} 以前书面答复，复议决定在 {decide_by} 以前作出。",
            "复议期间原决定不停止执行，依法决定停止执行的除外。",
        ),
        (*_APPEAL, ("部门答复期限", "answer_by"), ("决定期限", "decide_by")),
    ),
    "appeal_rejected": Form(
        Text("行政复议不予受理决定书", "Decision not to take up an appeal"),
        ("你不服“{item}”的{against}提出的行政复议申请，决定不予受理。", "理由：{reason}", APPEAL_REMEDY),
        _APPEAL,
    ),
    "appeal_stayed": Form(
        Text("停止执行决定书", "Order of a stay"),
        ("行政复议期间，“{item}”的{against}停止执行，到复议决定作出为止。", "理由：{reason}"),
        _APPEAL,
    ),
    "appeal_decided": Form(
        Text("行政复议决定书", "Decision on an appeal"),
        ("你不服“{item}”的{against}申请行政复议，经审理，决定：{outcome}。", "事实和理由：{reason}", APPEAL_REMEDY),
        (*_APPEAL, ("复议决定", "outcome")),
    ),
    "appeal_ended": Form(
        Text("行政复议终止决定书", "Decision to end an appeal"),
        ("你于 {at} 撤回对“{item}”的{against}的行政复议申请，行政复议终止。",),
        _APPEAL,
    ),
}  # fmt: skip
"""Of reconsideration: issued by whoever reviews; the receipt by the platform."""
FORMS: dict[str, Form] = {
    "receipt": Form(
        Text("收件凭证", "Receipt"),
        (
            "你提交的“{matter}”申请已于 {at} 收到。",
            "本凭证只证明收到申请。是否受理、何时办结，由各部门分别告知；进度在“我的事”里看。",
        ),
        (("办件编号", "number"), ("收到时间", "moment"), ("随申请交来的材料", "papers")),
    ),
    "acceptance": Form(
        Text("受理通知书", "Notice of acceptance"),
        (
            "你申请的“{item}”，材料齐全、符合形式，本机关予以受理，收到申请之日为 {received}。",
            "本机关将在下列期限内作出决定，期限的变动会书面告知。",
        ),
        (*_ITEM, ("办理期限", "limit"), ("届满日", "due")),
    ),
    "correction": Form(
        Text("补正材料一次性告知书", "Notice to complete"),
        (
            "你申请的“{item}”，还需要补正下列内容，本次一次告知：",
            "{reason}",
            "请在 {until} 以前在“我的事”里补正。补正的时间不计入办理期限。",
        ),
        (*_ITEM, ("需要补正", "needs"), ("补正期限", "until")),
    ),
    "not_accepted": Form(
        Text("不予受理通知书", "Notice of non-acceptance"),
        ("你申请的“{item}”，本机关决定不予受理。", "依据：{ground}。", "理由：{reason}", "你可以：{remedy}"),
        _ITEM, remedies=True,
    ),
    "extended": Form(
        Text("延期办理通知书", "Notice of extension"),
        ("你申请的“{item}”，在原期限内不能作出决定，经本机关负责人批准，延长 {days} 个工作日。", "理由：{reason}"),
        (*_ITEM, ("延长后的届满日", "due")),
    ),
    "special": Form(
        Text("特别程序期限告知书", "Notice of a special procedure"),
        ("你申请的“{item}”，作出决定前依法需要{special}，所需时间 {days} 个工作日，不计入办理期限。", "说明：{reason}"),
        (*_ITEM, ("特别程序", "special"), ("预计结束", "until")),
    ),
    "hearing": Form(
        Text("听证告知书", "Offer of a hearing"),
        (
            "你申请的“{item}”，本机关拟不予办理。事实和理由：",
            "{reason}",
            "你有权要求听证。要求听证的，请在 {until} 以前在“我的事”里提出，或者书面提出；逾期不提出的，视为放弃。听证不收费用。",
        ),
        (*_ITEM, ("提出听证的期限", "until")),
    ),
    "hearing_set": Form(
        Text("听证通知书", "Notice of the hearing"),
        (
            "你要求的听证（事项：“{item}”）定于 {heard} 在 {place} 举行。",
            "你可以委托一至二人参加，可以提出证据、申辩和质证；不能到场的，请提前说明。",
        ),
        (*_ITEM, ("时间", "heard"), ("地点", "place")),
    ),
    "approved": Form(
        Text("准予决定书", "Decision: granted"),
        ("你申请的“{item}”，经审查符合规定的条件，本机关决定准予。", "证照另行制作，在“证照”里领取。"),
        (*_ITEM, ("作出决定", "by")),
    ),
    "refused": Form(
        Text("不予决定书", "Decision: refused"),
        ("你申请的“{item}”，经审查，本机关决定不予。", "理由：{reason}", "你可以：{remedy}"),
        (*_ITEM, ("作出决定", "by")), remedies=True,
    ),
    "revoked": Form(
        Text("撤销决定书", "Decision: revoked"),
        ("本机关就“{item}”作出的决定，现予撤销，凭它制作的证照同时失效。", "理由：{reason}", "你可以：{remedy}"),
        _ITEM, remedies=True,
    ),
    "certificate_held": Form(
        Text("证照暂停使用通知书", "Notice: certificate suspended"),
        ("凭“{item}”制作的证照，自 {at} 起暂停使用，恢复时另行通知。", "理由：{reason}"), _ITEM, remedies=True,
    ),
    "certificate_freed": Form(
        Text("证照恢复使用通知书", "Notice: certificate in force again"),
        ("凭“{item}”制作的证照，自 {at} 起恢复使用。", "理由：{reason}"), _ITEM,
    ),
    "certificate_replaced": Form(
        Text("证照换发通知书", "Notice: certificate replaced"),
        ("凭“{item}”制作的证照已经换发，编号不变，原来的版本自 {at} 起不再有效。", "理由：{reason}"), _ITEM,
    ),
    "withdrawn": Form(
        Text("撤回确认书", "Confirmation of withdrawal"),
        ("你于 {at} 撤回“{item}”的申请，本机关予以确认，不再办理。已经缴纳的费用原路退回。",),
        _ITEM,
    ),
    "withdrawn_case": Form(
        Text("撤回确认书", "Confirmation of withdrawal"),
        ("你于 {at} 撤回“{matter}”的申请，予以确认，各事项不再办理。已经缴纳的费用原路退回。",),
        (("办件编号", "number"),),
    ),
    "merged": Form(
        Text("并件告知书", "Notice: merged with another matter"),
        (
            "你申请的“{matter}”和另一件正在办的是同一件事，于 {at} 并到那一件里接着办，本件不再单独办。",
            "你交的、填的都留着，时间按早提交的那一件算。",
            "理由：{reason}",
            "你可以：如果不是同一件事，重新提交一次，或者在“我的事”里投诉，也可以打 12345。",
        ),
        (("办件编号", "number"),),
    ),
    "returned": Form(
        Text("退件通知书", "Notice of return"),
        ("应你的要求，“{item}”的申请于 {at} 退回，不再办理。已经缴纳的费用原路退回。", "记录：{reason}"),
        _ITEM,
    ),
    **APPEAL_FORMS,
    "paid": Form(
        Text("缴费凭证", "Receipt of payment"),
        ("“{item}”的费用 {amount} 元，已经收到。", "本凭证只证明付了款，不是发票，也不是财政票据。"),
        (*_ITEM, (AMOUNT, "amount"), ("付款时间", "moment"), ("订单号", "order")),
    ),
    "delivery": Form(
        Text("送达回证", "Proof of service"),
        ("下列文书以电子方式送达，受送达人登录并打开文书之时为送达。",),
        (("受送达人", "who"), ("办件编号", "number")),
    ),
}  # fmt: skip
"""By kind. The set is that of the licensing procedure: docs of what happened, issued when it happened."""

REMEDIES = "如不服本决定，可以自知道之日起 60 日内申请行政复议，也可以自知道之日起 6 个月内提起行政诉讼。"
"""行政复议法 20, 行政诉讼法 46: as known in the trade (grade K)."""
