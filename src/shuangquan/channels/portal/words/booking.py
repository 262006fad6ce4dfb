"""预约取号, and help by others."""

from shuangquan.core.words.text import Text

BOOKING: dict[str, Text] = {
    "booking.title": Text("预约取号", "Book a time at the hall"),
    "booking.lead": Text(
        "多数事在手机上就能办。要到窗口的，先约个时间，到了就轮到你。",
        "Most things can be done by phone. If you come, book a time and you are served when it begins.",
    ),
    "booking.mine": Text("你约的号", "Your bookings"),
    "booking.code": Text("号码 {code}", "Number {code}"),
    "booking.arrive": Text(
        "到了在取号机上输这个号。晚到半小时以内不用重排。", "Type it at the terminal when you come; half an hour late is still in time."
    ),
    "booking.arrived": Text("已经到了，看屏幕等叫号", "You are here: watch the screen"),
    "booking.over": Text("过号了，到取号机上输号码重排", "Missed: type it at the terminal again"),
    "booking.cancel": Text("取消", "Cancel"),
    "booking.none": Text("{region}还没有登记大厅。换一个地区看看。", "No hall is listed in {region}. Try another region."),
    "booking.hall": Text("哪个大厅", "Which hall"),
    "booking.day": Text("哪一天", "Which day"),
    "booking.look": Text("看这一天", "See this day"),
    "booking.what": Text("办什么", "What for"),
    "booking.slot": Text("什么时间", "What time"),
    "booking.left": Text("还能约 {n} 个", "{n} left"),
    "booking.full": Text("约满了", "full"),
    "booking.slots.none": Text("这一天没有能约的时间了。换一天。", "Nothing is left on this day. Choose another."),
    "policies.title": Text("惠企政策", "Policies for companies"),
    "policies.lead": Text(
        "说几样公司的情况，看看哪些政策可能用得上。每一项都写明凭什么、出处有多可靠。",
        "Say a little about the company and see which policies may fit, by what, and how sure the source is.",
    ),
    "policies.sign_in": Text("登录以后可以直接取登记情况，少填几样。", "Once signed in, the register can be asked and you type less."),
    "let.title": Text("窗口想替你办事", "A window wants to act for you"),
    "let.window": Text("{n} 窗口的窗口人员", "the clerk at window {n}"),
    "let.point1": Text("只在你在窗口的这一会儿，十分钟没动静就停。", "Only while you are there; after ten idle minutes it ends."),
    "let.point2": Text("要签名、要付钱的，还是你自己来。", "Signing and paying stay yours."),
    "let.point3": Text(
        "每一步都记着是谁经手，在“谁看过我的数据”里看得到。", "Every step says whose hands it was; you see it under Who has seen my data."
    ),
    "let.yes": Text("是我在窗口，让窗口办", "I am there: let them"),
    "let.no": Text("不是我", "It is not me"),
    "let.yes.done": Text("好了，看窗口那边", "Done: back to the window"),
    "let.yes.what": Text("这一页可以关了。", "You can close this page."),
    "let.no.done": Text("没有让窗口办", "Nobody acts for you"),
    "let.no.what": Text("窗口那边办不了。你的资料没有给出去。", "The window can do nothing, and has seen nothing."),
    "let.answered": Text("这个码已经答复过了。", "This code has been answered."),
    "help.title": Text("请人帮办", "Ask for help"),
    "help.lead": Text(
        "大厅有帮办的人。说要帮什么，有人会打你登记的电话。", "Halls have helpers. Say what you need and somebody calls your number."
    ),
    "help.kind": Text("要帮什么", "What help"),
    "help.who": Text("接单的人会看到你的姓名和电话，只用来帮你。", "Who takes it sees your name and number, for this only."),
    "help.do": Text("请人帮我", "Ask"),
    "help.go": Text("请人帮办", "Ask for help"),
    "help.none": Text("没有请过帮办。在一件事的页面上可以请。", "None yet. You can ask on the page of a matter."),
    "help.asked": Text("等人接单", "Waiting to be taken"),
    "help.taken": Text("有人接了，在办", "Taken"),
    "help.finished": Text("帮办的人说办好了，你看呢？", "The helper says it is done. Is it?"),
    "help.confirmed": Text("你确认办好了", "You confirmed it"),
    "help.ended": Text("不用帮了", "Called off"),
    "help.confirm": Text("办好了", "It is done"),
    "help.not_yet": Text("还没有", "Not yet"),
    "help.end": Text("不用帮了", "I need no help"),
    "booking.do": Text("约这个时间", "Book it"),
}
