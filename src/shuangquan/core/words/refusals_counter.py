"""Refusals of halls and the counter: part of `refusals.REFUSALS`."""

from shuangquan.core.words.text import Text

COUNTER: dict[str, Text] = {
    "hall.unknown": Text("没有这个大厅。回到窗口重新选。", "There is no such hall. Go back to the window and choose again."),
    "window.other": Text("这个窗口不归你。换一个你部门的窗口。", "This window is not yours. Choose one of your department."),
    "ticket.queue": Text("请选办哪一种事。", "Choose what it is about."),
    "ticket.unknown": Text("没有这个号。看看号码对不对，是不是今天、这个大厅的。", "There is no such ticket. Check the number, the day and the hall."),
    "ticket.moved": Text("这个号已经不在这一步了，可能刚有人办过。刷新看看。", "The ticket is not at this step now; somebody may just have dealt with it. Look again."),
    "ticket.open": Text("这个窗口还有一位没办完。先点“办完了”或者“没来，过号”。", "Somebody is still being served at this window. Finish or skip them first."),
    "ticket.none": Text("这个窗口现在没有叫着的号。先叫下一位。", "No ticket is called at this window now. Call the next one first."),
    "slot.gone": Text("这个时间不能约了。换一个时间。", "This time can no longer be booked. Choose another."),
    "slot.full": Text("这个时间刚刚约满。换一个时间。", "This time has just filled up. Choose another."),
    "slot.once": Text("你这一天已经约了一个号。要换时间，先取消那一个。", "You have a booking on this day already. Cancel it first to change the time."),
    "collect.none": Text("这件事没有在这里等着领的纸质证件。可能已经领走或者寄出了。", "No papers of this matter wait here. They may have been collected or sent."),
    "collect.proof": Text("不是本人来领。先收下授权委托书（扫描或选文件）。", "It is not the holder. Take the authorisation first (scan it or choose a file)."),
    "collect.sign": Text("请领的人在副屏上签名。", "Who collects them signs on the second screen."),
    "policy.value": Text("“{name}”填得不对，请填整数或从选项里选。", "“{name_en}”: give a whole number, or choose one."),
    "policy.uscc": Text("统一社会信用代码是 18 位，请对照营业执照再看。", "A credit code has 18 characters: compare it with the business licence."),
    "let.over": Text("这个码过了 5 分钟，或者已经答复过了。请窗口重新出一个。", "This code has had its five minutes or its answer. Ask the window for a new one."),
    "roster.none": Text("这件事不能按名单办。", "This matter takes no list."),
    "roster.head": Text("表头要有这些列：{head}。下载空表，照着填。", "The head must have these columns: {head}. Download the empty table."),
    "roster.rows": Text("表里没有人。第一行是表头，从第二行填起。", "The table names nobody. The first row is the head; begin with the second."),
    "roster.blank": Text("这一行没有写号码。", "This row has no number."),
    "roster.twice": Text("和上面一行重复。删掉一行。", "The same as a row above. Delete one."),
    "roster.unknown": Text("部门那里没有这个{who}，或者本人还没同意。请本人先在手机上确认。", "Not on record ({who_en}), or they have not agreed. They confirm by phone first."),
    "scanner.empty": Text("扫描仪里没有纸。放好再点“扫描”。", "The scanner is empty. Put the paper in and scan again."),
    "scanner.down": Text("扫描仪连不上。看看插头，或者选文件上传。", "The scanner does not answer. Check its plug, or upload a file."),
}  # fmt: skip
