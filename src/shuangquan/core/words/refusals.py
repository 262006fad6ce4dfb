"""Every refusal's sentence: what is wrong *and* the mend, in 中文 and English. `{name}` is filled from the refusal's data.

A house test holds that every code raised stands here, and every code here has a line in docs/reference/refusals.md.
"""

from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text

REFUSALS: dict[str, Text] = {
    "case.not_draft": Text("这件事已经提交了，不能再改。要改，先撤回。", "This matter has been submitted and can no longer be changed. Withdraw it first."),
    "case.ended": Text("这件事已经结束了。", "This matter has ended."),
    "case.too_late": Text("有的事项已经办出结果，不能整件撤回。可以撤回还没办的那几样。", "Some items are already decided. You can still withdraw those that are not."),
    "case.unknown": Text("没有找到这件事。看看链接是不是全的，或者回到“我的事”。", "No such matter. Check the link, or go back to My matters."),
    "case.duplicate": Text("这个孩子（或同一件事）已经在办了，接着办那一件就行。", "The same matter is already under way. Go on with that one."),
    "case.planning": Text("正在重新排办法，几秒钟就好。", "Working out another way. It takes a few seconds."),
    "members.unknown": Text("请从列出来的里面选。", "Please choose from those listed."),
    "members.none": Text("至少选一个，或者自己添一个。", "Choose at least one, or add one."),
    "members.too_many": Text("一次最多办 {most} 个。", "At most {most} at a time."),
    "members.closed": Text("这里不能自己添，名单以部门的数据为准。", "Nothing can be added here; the department's list counts."),
    "situation.unknown": Text("这个问题不用你答。", "This question is not asked."),
    "situation.option": Text("请从给出的选项里选一个。", "Please choose one of the options."),
    "situation.open": Text("还有一个问题没答。", "One question is still open."),
    "fact.not_yours": Text("这一项不能由你来填。", "You cannot fill this in."),
    "fact.empty": Text("请填{label}。", "Please fill in: {label_en}."),
    "fact.option": Text("请从选项里选{label}。", "Please choose: {label_en}."),
    "fact.check": Text("{label}看起来不对，请再核对一下。", "Please check: {label_en}."),
    "fact.resident_id.length": Text("公民身份号码是 18 位，现在是 {length} 位。", "An ID number has 18 characters; this has {length}."),
    "fact.resident_id.digits": Text("公民身份号码前 17 位是数字，末位是数字或 X。", "An ID number has 17 digits, then a digit or X."),
    "fact.resident_id.date": Text("公民身份号码里的出生日期不存在，请看一看第 7 到 14 位。", "The date in digits 7 to 14 does not exist."),
    "fact.resident_id.check": Text("公民身份号码有一位不对，请对照证件再看一遍。", "One digit of the ID number is wrong; compare it with the card."),
    "fact.phone.length": Text("手机号是 11 位，现在是 {length} 位。", "A mobile number has 11 digits; this has {length}."),
    "fact.phone.digits": Text("手机号是 1 开头的 11 位数字。", "A mobile number is 11 digits beginning with 1."),
    "fact.type.date": Text("{label}请写成 2026-11-24 这样。", "Write {label_en} like 2026-11-24."),
    "fact.type.month": Text("{label}请写成 2026-11 这样。", "Write {label_en} like 2026-11."),
    "fact.type.integer": Text("{label}请填整数。", "{label_en} is a whole number."),
    "fact.type.decimal": Text("{label}请填数字。", "{label_en} is a number."),
    "fact.type.money": Text("{label}请填金额，单位是元。", "{label_en} is an amount in yuan."),
    "fact.type.boolean": Text("{label}请选是或否。", "{label_en}: choose yes or no."),
    "fact.type.text": Text("请填{label}。", "Please fill in: {label_en}."),
    "evidence.unknown": Text("这份材料现在不用交。", "This paper is not asked for."),
    "evidence.open": Text("还要{label}：拍照上传，或者选“现在没有”。", "{label_en} is still needed: upload it, or choose “I do not have it now”."),
    "blob.wrong_kind": Text("只收照片（JPG、PNG）和 PDF，换一个文件再传。", "Only photographs (JPG, PNG) and PDF. Choose another file."),
    "blob.too_large": Text("文件超过 {most} MB，拍小一点或压缩后再传。", "The file is larger than {most} MB. Make it smaller and try again."),
    "evidence.empty": Text("没有选中文件，再选一次。", "No file was chosen. Choose again."),
    "policy.forbidden": Text("这件事不归你办。看看是不是登错了账号。", "This is not yours to do. Perhaps you signed in with another account."),
    "party.unknown": Text("这件事不用那个人参加。", "That person takes no part in this matter."),
    "party.unnamed": Text("先填对方的公民身份号码，才能请对方同意。", "Fill in the other person's ID number first; then they can be asked."),
    "party.waiting": Text("还在等对方同意。可以再发一次，或者改成你来填。", "Still waiting for the other person. Send it again, or fill it in yourself."),
    "party.not_you": Text("这件事要同意的不是你。看看是不是登错了账号。", "It is not you who is asked. Perhaps you signed in with another account."),
    "identity.low": Text("这一步要第 {need} 级身份认证，现在是第 {have} 级。再认一次人就行。", "This step needs identity level {need}; you have {have}. Identify yourself once more."),
    "identity.failed": Text("没登录成功，什么都没有变。再试一次。", "Sign-in did not succeed. Nothing has changed. Try again."),
    "sign.changed": Text("签之前表变了，请再看一遍再签。", "The form changed before you signed. Read it again, then sign."),
    "sign.missing": Text("还差签名。", "A signature is still missing."),
    "payment.nothing": Text("没有要付的。", "There is nothing to pay."),
    "payment.unknown": Text("没有找到这笔款。", "No such payment."),
    "payment.missing": Text("还没付款。付好了再提交，没办成的会原路退回。", "Not paid yet. Pay, then submit; what comes to nothing is paid back."),
    "payment.later": Text("税务等部门的系统这会儿连不上，算不出要付多少。可以先提交，连上了再付。", "The department that sets the amount cannot be reached now. Submit first and pay later."),
    "task.not_here": Text("这一样已经有人办了，刷新看看。", "Somebody has already dealt with this. Refresh to see."),
    "notice.empty": Text("通知要写清楚缺什么、怎么补。", "Say what is missing and how to mend it."),
    "notice.needs": Text("请勾出要补的每一样，一次说全。", "Tick everything that is missing, all at once."),
    "reason.empty": Text("请写理由，申请人看得到。", "Give a reason; the applicant will see it."),
    "remedy.empty": Text("请写申请人接下来可以怎么办。", "Say what the applicant can do now."),
    "certificate.identifier": Text("证照标识不对，看看是不是少抄了一段。", "The identifier is not valid; perhaps a part is missing."),
    "trace.unknown": Text("没有找到它的踪迹。看看编号，或者踪迹是不是记在别处（SHUANGQUAN_TRACES）。", "No trace of it here. Check the number, or whether spans are kept elsewhere (SHUANGQUAN_TRACES)."),
    "certificate.unknown": Text("没有这张证照，或者链接已经失效。", "No such certificate, or the link is no longer valid."),
    "seal.none": Text("这个文件没有双全的签章。", "This file carries no Shuangquan seal."),
    "seal.malformed": Text("签章残缺，文件可能被截断或改过。", "The seal is damaged; the file may have been cut or altered."),
    "seal.broken": Text("签章对不上：文件被改过，或者不是它说的那个单位签的。", "The seal does not match: the file was altered, or another key signed it."),
    "theme.unknown": Text("没有这件事的标准。", "No such theme."),
    "theme.apply": Text("这件事要由{who}来申请。", "This theme is applied for by: {who}."),
    "idempotency.other_body": Text("同一个请求号带来了不同的内容，请换一个请求号。", "The same key came with another body. Use a new key."),
    "request.limited": Text("试得太多了，过 {minutes} 分钟再来。", "Too many tries. Come back in {minutes} minutes."),
    "staff.forbidden": Text("这件不归你的部门或地区。", "This belongs to another department or region."),
    "staff.sign_in": Text("账号、密码或动态码不对。", "The account, password or code is wrong."),
    "file.unreadable": Text("文件读不了：{why}", "The file cannot be read: {why}"),
    "standard.broken": Text("标准有错，先改好再用：运行 shuangquan check。", "The standards have faults: run shuangquan check."),
    "example.unknown": Text("没有叫这个名字的例子。有：{names}", "No such example. There are: {names}"),
}  # fmt: skip


def say_refusal(refusal: Refusal, language: str = "zh") -> str:
    """The refusal's sentence in `language`, filled in. KeyError for a code that is not listed: a bug."""
    sentence = REFUSALS[refusal.code].say(language)
    return sentence.format_map({**refusal.data})
