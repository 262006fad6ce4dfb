"""查一查: by number, by code, of oneself."""

from shuangquan.core.words.text import Text

INQUIRING: dict[str, Text] = {
    "inquiry.title": Text("查一查", "Look up"),
    "inquiry.lead": Text(
        "办件、证照凭号码和姓名查；查自己的全部，先登录。", "A case or certificate by number and name; sign in to see all of your own."
    ),
    "inquiry.lead.own": Text("办件、证照凭号码和姓名查，你自己的在下面。", "A case or certificate by number and name; your own below."),
    "inquiry.number": Text(
        "受理号、证照编号，或者证照二维码里的网址", "Case number, certificate number, or the link in a certificate's code"
    ),
    "inquiry.number.why": Text("写要办的事也行，会帮你找。", "Or what you want to do: it is looked for among the services."),
    "inquiry.name": Text("姓名", "Name"),
    "inquiry.name.why": Text(
        "办件写申请人，证照写持有人，一个字都不能差。", "The applicant's of a case, the holder's of a certificate, to the letter."
    ),
    "inquiry.do": Text("查", "Look up"),
    "inquiry.mine": Text("我的事", "My matters"),
    "inquiry.own": Text("查我在各部门的登记", "What registers hold of me"),
    "inquiry.own.why": Text("只查你本人的，先告诉你查什么，你点头才查。", "Only about you; you are told first, and asked for your yes."),
    "inquiry.ask": Text("去查", "Look"),
    "inquiry.record": Text("最近查过、打过的", "What was looked up and printed lately"),
    "inquiry.looked": Text("查了", "Looked up"),
    "inquiry.printed": Text("打印", "Printed"),
    "inquiry.failed": Text("没打出来", "not printed"),
    "inquiry.unsure": Text("不知道打出来没有", "not known whether it was printed"),
    "inquiry.where": Text("在{where}", "at {where}"),
    "inquiry.here": Text("在这里", "here"),
    "inquiry.whom": Text("向{who}查", "Asked of: {who}"),
    "inquiry.basis": Text("依据", "Basis"),
    "inquiry.what": Text("查什么", "What"),
    "inquiry.note": Text("结果只给你看，不存。查过一次，记一条。", "The answer is shown to you and not stored. That you looked is noted."),
    "inquiry.agree": Text("同意，去查", "Agree and look"),
    "inquiry.none": Text("{who}那里没有你的这一项记录。", "{who} has no such record of you."),
    "inquiry.as_of": Text("{who}，{at}的数据", "{who}, as of {at}"),
    "inquiry.paper": Text("查询结果，仅供本人参考，不是证明。", "A result for your own information, no certificate."),
    "inquiry.state": Text("状态", "State"),
    "inquiry.done": Text("办好", "Done"),
    "inquiry.of": Text("{done} / {total} 样", "{done} of {total} items"),
    "inquiry.submitted": Text("提交", "Submitted"),
    "inquiry.due": Text("最晚", "At the latest"),
    "inquiry.running": Text("在办", "Under way"),
    "inquiry.waiting": Text("等申请人补材料", "Waits for the applicant"),
    "inquiry.ended": Text("办完了", "Ended"),
    "inquiry.withdrawn": Text("撤回了", "Withdrawn"),
    "inquiry.case": Text("受理号", "Number"),
    "inquiry.somebody": Text("有人凭受理号和姓名", "Somebody with the number and the name"),
    "inquiry.progress": Text("查办到哪了", "How far it is"),
    "inquiry.less": Text(
        "凭号码和姓名只说到这里。申请人登录以后看全部。",
        "By number and name no more is said. The applicant sees everything after signing in.",
    ),
}
