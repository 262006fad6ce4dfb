"""Refusals of those who act for others and for companies: part of `refusals.REFUSALS`."""

from shuangquan.core.words.text import Text

DELEGATING: dict[str, Text] = {
    "delegate.self": Text("这一步要本人来做，不能代。请本人登录自己的账号接着办，填好的都在。", "This step is for the person themself. Ask them to sign in and go on; what is filled in is kept."),
    "delegate.over": Text("授权收回了，或者到期了，不能再代办。要接着代，请对方重新授权。", "The permission was taken back or has ended, so you cannot act any more. Ask them to give it again."),
    "delegate.scope": Text("授权的范围里没有这件事。请授权的人加上这件事，或者由本人来办。", "The permission does not cover this. Ask whoever gave it to include it, or to do it themself."),
    "delegate.unknown": Text("没有这份授权，或者已经处理过了。刷新看看现在有哪些。", "There is no such permission, or it has been dealt with. Load the page again to see what there is."),
    "delegate.who": Text("姓名或身份证号不对。身份证号是 18 位，逐位核对一下。", "The name or ID number is not right. An ID number has 18 places: check each."),
    "delegate.self_given": Text("这是你自己的号码，不用授权。写要代你办的人的号码。", "That is your own number, which needs no permission. Give the number of who is to act for you."),
    "delegate.choose": Text("请选能办什么：所有的事，或者勾选几件。", "Choose for what: every matter, or tick some."),
    "delegate.days": Text("请选到什么时候：30 天、180 天或一年。", "Choose until when: 30 days, 180 days or a year."),
    "delegate.agent": Text("只有法定代表人能给企业定办事人。请法定代表人用电子营业执照登录。", "Only the representative appoints a company's agents. Ask them to sign in by the business licence."),
    "ward.unknown": Text("登记里没有你是这个孩子父母的记录，不能替孩子办。记录不对的，请找户籍地派出所更正；也可以请登记的父母来办。", "The register does not name you as this child's parent, so you cannot act. Have the police station of the household correct it, or let a registered parent act."),
    "ward.grown": Text("孩子满 18 周岁了，从这天起自己办。请孩子登录自己的账号，以前的办件都在那里。", "Your child is 18 now and acts alone. Ask them to sign in: the earlier matters are there."),
    "ward.down": Text("登记机关的系统这会儿连不上，核不了你和孩子的关系，先换回了“以我个人”。过一会儿再选孩子，填好的都在。", "The register cannot be reached, so it could not be checked that you are the parent; you act for yourself again. Choose your child again later: what is filled in is kept."),
    "ward.theme": Text("这件事不能这样替孩子办。换回“以我个人”，用父母或监护人的身份来办。", "This matter is not done for a child in this way. Change back to acting for yourself and apply as parent or guardian."),
    "ward.self": Text("这一步父母不能替孩子做。换回“以我个人”办你自己的，或者等孩子成年后自己来。", "A parent does not do this for a child. Change back to acting for yourself, or leave it until your child is of age."),
    "company.theme": Text("这件事不是企业办的。先换回“以我个人”，再来办。", "This matter is not for a company. Change back to acting for yourself, then begin."),
    "licence.failed": Text("没有登录成：对方拒绝了，或者码过期了。换一个码再扫一次。", "You are not signed in: it was turned down, or the code is over. Take a new code and scan again."),
    "licence.code": Text("执照系统给的统一社会信用代码不对，没有登录。过一会儿再试，还不行请打 12345。", "The licence system gave a wrong credit code, so you are not signed in. Try later, or call 12345."),
    "licence.over": Text("办事人的授权到 {day} 为止，已经过期。请企业重新授权。", "The agent's permission ended on {day}. Ask the company to give it again."),
    "licence.other": Text("扫码确认的是另一个人。先退出，再由那个人登录；或者用你自己的手机扫。", "Somebody else confirmed. Sign out and let them sign in, or scan with your own phone."),
}  # fmt: skip
