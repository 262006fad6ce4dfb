"""Refusals of stations (便民服务站) and of a matter that was taken twice: part of `refusals.REFUSALS`."""

from shuangquan.core.words.text import Text

STATIONS: dict[str, Text] = {
    "station.unknown": Text("没有这个便民服务站。看看列表里的编号。", "There is no such station. Look at the list."),
    "station.over": Text(
        "这个站点的协议不在有效期内（{since} 至 {until}），不能再收件。请群众用手机办，或者到大厅窗口。",
        "The station's agreement is not in force ({since} to {until}): nothing can be taken in. People can go on by phone or at a hall.",
    ),
    "station.theme": Text(
        "这件事不在这个站点的协议里。请群众用手机办，或者到大厅窗口。",
        "This matter is not part of the station's agreement. It can be done by phone or at a hall.",
    ),
    "station.helper": Text(
        "这个账号不是这个站点的帮办人员。请管理员先登记。", "This account is no helper of this station. An administrator adds it first."
    ),
    "station.account": Text("没有这个工作人员账号：{account}。", "There is no such staff account: {account}."),
    "station.place": Text(
        "请写清楚站点在哪里、跟谁签的协议，各 {most} 个字以内。", "Say where it is and with whom, at most {most} characters."
    ),
    "station.site": Text("站点种类只能是：{kinds}。", "The kind of place is one of: {kinds}."),
    "station.region": Text("没有这个地区，或者它不归你管：{region}。", "There is no such region, or it is not yours: {region}."),
    "station.days": Text("协议的结束日期要在开始日期之后。", "The agreement ends after it begins."),
    "station.themes": Text("协议里至少写一件能办的事；没有这件事：{theme}。", "Name at least one matter; there is none called {theme}."),
    "station.code": Text(
        "这个登记码不对，或者已经用过、过了半小时。请管理员再要一个。",
        "This code is wrong, used, or older than half an hour. Ask the administrator for another.",
    ),
    "station.sign": Text(
        "请本人用手指签名。没有本人签名，谁也不能替他办。", "The person signs with their own finger; without it nobody acts for them."
    ),
    "station.authority": Text(
        "这件事还没有本人签的授权。先请本人在平板上签名。",
        "There is no authorisation for this matter yet. The person signs on the tablet first.",
    ),
    "station.why": Text("请选一个理由。", "Choose a reason."),
    "twin.gone": Text("这件已经有人处理过了。回清单看看。", "Somebody has dealt with this already. Look at the list."),
    "twin.running": Text(
        "先有的那件已经提交，不能再往里加。可以选“不带过去”。",
        "The earlier one is submitted: nothing can be added. Choose not to carry it over.",
    ),
    "twin.other": Text("这两件不是同一个主题、同一个地方的，不能并。", "The two are of different themes or places and cannot be merged."),
    "twin.period": Text(
        "这两件是两个时段的，各办各的，不能并。可以选“不是同一件”。",
        "The two are of different periods, each in its own right. Say that they are not the same.",
    ),
    "twin.ended": Text("有一件已经办完或者撤回了，不用再并。回办件看看。", "One of the two has ended meanwhile. Look at the task again."),
    "twin.both": Text(
        "两件都已经有结果了，不能并。先按撤销结果办掉其中一件的，再来看。",
        "Both have results already and cannot be merged. First revoke those of one of them.",
    ),
    "twin.results": Text("另一件已经有结果了，只能让它接着办。", "The other one has results already, so that one has to go on."),
    "twin.both_money": Text(
        "两件都收了钱，不能并。先请申请人撤回一件里收了费的事项，钱退回以后再并。",
        "Both were paid for and cannot be merged. First the applicant takes back what was paid for in one of them.",
    ),
    "twin.money": Text("另一件已经收了钱，只能让它接着办。", "The other one was paid for, so that one has to go on."),
    "twin.party": Text(
        "另一件的申请人没有参加这一件，并过来他就看不到了。让另一件接着办，或者先请他参加这一件。",
        "Whoever applied for the other one takes no part in this one and would lose sight of it. Let the other go on, or have them invited first.",
    ),
    "twin.fixed": Text(
        "有一样不能带过来：已经按现在的办过了，或者刚变了。刷新看看。",
        "Something cannot be carried over: a decision rests on it already, or it has just changed. Reload the page.",
    ),
    "twin.number": Text("没有这个编号的办件，或者它不归你这里办。编号以 SQ 开头。", "No matter here has this number. It begins with SQ."),
    "box.broken": Text(
        "这件在传的时候坏了，或者不是这台平板封的。请在平板上重新收一次。",
        "This package is damaged or was not sealed by this tablet. Take it in again.",
    ),
    "box.other": Text("这个编号已经交过别的内容。请在平板上重新收一次。", "Something else was sent under this number. Take it in again."),
    "box.large": Text("照片太大，一件最多 {most} MB。少拍几张，或者离远一点拍。", "Too large: at most {most} MB. Take fewer photographs."),
    "box.shift": Text(
        "这件是 {days} 天以前登录的人收的，太久了。请本人用手机办，或者重新收一次。",
        "It was taken under a sign-in older than {days} days. The person goes on by phone, or it is taken in again.",
    ),
    "box.form": Text("里面的格式不对。请更新平板上的页面，重新收一次。", "Its form is not right. Update the page and take it in again."),
    "box.who": Text(
        "姓名或者公民身份号码不对。请对照身份证，重新收一次。",
        "Name or ID number is not right. Compare with the card and take it in again.",
    ),
    "box.proof": Text("没有身份证的照片。请拍清楚，重新收一次。", "The photograph of the identity card is missing. Take it in again."),
    "box.changed": Text(
        "这件事或授权书的写法改过了。联网更新平板，再请本人重新签一次。",
        "The matter or the authorisation has changed. Go online, update, and have it signed again.",
    ),
}
