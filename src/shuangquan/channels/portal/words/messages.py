"""Sentences of what a person was told, and by which ways."""

from shuangquan.core.words.text import Text

MESSAGES: dict[str, Text] = {
    "messages.title": Text("我的消息", "My messages"),
    "messages.new": Text("{n} 条新的", "{n} new"),
    "messages.lead": Text("发给你的短信、邮件，这里都有。", "Everything sent to you by text or e-mail is here too."),
    "messages.none": Text("还没有消息。你的事有了进展，会写在这里。", "No messages yet. News of your matters will be here."),
    "messages.unread": Text("新", "new"),
    "messages.go": Text("去看这件事", "To the matter"),
    "messages.answer": Text("去答复", "Answer"),
    "messages.ways": Text("怎么告诉我", "How I am told"),
    "ways.title": Text("怎么告诉我", "How I am told"),
    "ways.lead": Text(
        "消息都在“我的消息”里。要不要再发短信、邮件，你来定。",
        "Everything is under My messages. Whether texts and mails come too is up to you.",
    ),
    "ways.sms": Text("进展发短信", "News by text message"),
    "ways.sms.none": Text("没有你的手机号，发不了短信。登录的平台里补上就行。", "No phone number is known. Add it where you sign in."),
    "ways.mail": Text("消息也发邮件", "Messages by e-mail too"),
    "ways.must": Text("这几种一定发短信", "What is texted in any case"),
    "ways.must.why": Text(
        "要你补材料、可以听证、没有受理、没有通过、延期、撤销，还有别人等你同意的：法律要求告知到本人，或者耽误了会误了期限，所以关不掉。",
        "Requests with a time limit, hearings, refusals, extensions, revocations, and somebody waiting for your consent: the law wants you "
        "told, or a time limit would pass. These cannot be switched off.",
    ),
    "ways.keep": Text("就这样", "Keep"),
    "ways.mailbox": Text("发到邮箱", "By e-mail"),
    "ways.address": Text("邮箱地址", "E-mail address"),
    "ways.address.why": Text("先发一个验证码过去，证明是你的。", "A code is sent there first, to show that it is yours."),
    "ways.send": Text("发验证码", "Send the code"),
    "ways.change": Text("换一个邮箱", "Use another address"),
    "ways.proven": Text("{address}，验证过了", "{address}, proven"),
    "ways.waits": Text("验证码发到 {address} 了，10 分钟内填。", "A code went to {address}; enter it within ten minutes."),
    "ways.code": Text("验证码", "Code"),
    "ways.prove": Text("验证", "Prove it"),
    "ways.forget": Text("不用邮箱了", "Forget the address"),
    "ways.done.sent": Text("验证码发出去了，去邮箱看看。", "The code is on its way. Look into your mailbox."),
    "ways.done.proven": Text("邮箱验证好了，往后也发邮件给你。", "Proven; mails will come from now on."),
    "ways.done.forgotten": Text("邮箱删掉了。", "The address is gone."),
    "ways.done.chosen": Text("记下了。", "Kept."),
}
