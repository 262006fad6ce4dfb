"""What the page for taking in without a network says. Those in SCRIPT are said by its script."""

from shuangquan.core.words.text import Text

SAID: dict[str, Text] = {
    "off.seal": Text("放好，封起来", "Put it away, sealed"),
    "off.more": Text("再收一件", "Take in another"),
    "off.cannot": Text(
        "这台平板的浏览器不能加密，没有网时不能收件。请换一台，或者联网办。",
        "This browser cannot encrypt, so nothing can be taken in without a network. Use another tablet, or go online.",
    ),
    "off.first": Text(
        "先联网登录一次，平板才知道能收哪些事。", "Sign in once with a network: only then does the tablet know what can be taken in."
    ),
    "off.old": Text(
        "超过 {days} 天没有联网登录，先登录一次再收。", "More than {days} days since the last sign-in: sign in with a network first."
    ),
    "off.name.wrong": Text("请写姓名，跟身份证上的一样。", "Give the name as on the card."),
    "off.id.wrong": Text("号码不对。18 位，请对照身份证再看。", "The number is not right: 18 characters, as on the card."),
    "off.proof.wrong": Text("请拍身份证。没有网读不了卡，照片就是凭据。", "Photograph the card: without a network nothing reads it."),
    "off.photo.wrong": Text("这张照片读不了，请重新拍。", "This photograph cannot be read. Take another."),
    "off.sign.wrong": Text("请本人用手指签名。", "They sign with their own finger."),
    "off.ask.wrong": Text("请选一个。", "Choose one."),
    "off.large": Text("照片太多，装不下了。少拍几张。", "Too many photographs. Leave some out."),
    "off.failed": Text("没有封好，还在这一页。再点一次。", "It was not sealed; everything is still here. Press again."),
    "off.photo": Text("拍了照片", "photographed"),
    "off.none": Text("没选", "none"),
    "off.maybe": Text("用得上才填的", "Only if it applies"),
    "box.waiting": Text("存在本机，没提交", "on this tablet, not handed in"),
    "box.received": Text("送到了，正在打开", "sent, being opened"),
    "box.taken": Text("送到了，请本人在手机上接着办", "sent: they go on by phone"),
    "box.twin": Text("送到了，跟别处的是同一件，要人看", "sent: there is one already, somebody looks"),
    "box.merged": Text("合到先有的那件里了", "put into the first one"),
    "box.discarded": Text("没带过去，以先有的那件为准", "left out: the first one counts"),
    "box.refused": Text("没收下", "not taken"),
    "box.left": Text("这几样没填对，请本人在手机上改：{what}", "To be mended by phone: {what}"),
}
"""What only the script says."""

OFFLINE: dict[str, Text] = {
    **SAID,
    "off": Text("没有网时收件", "Taking in without a network"),
    "off.lead": Text(
        "收下来就封在平板里，谁也打不开。有网了自己送。编号、时限都从服务器收到时算起。",
        "What is taken in is sealed at once and opened by nobody here. It is sent once there is a network; numbers and clocks begin then.",
    ),
    "off.kept": Text("这台平板收的", "Taken in on this tablet"),
    "off.back": Text("回首页（要有网）", "First page (needs a network)"),
    "off.script": Text("浏览器没有开脚本，没有网时不能收件。", "Without scripts nothing can be taken in without a network."),
    "off.who": Text("来的是谁？", "Who is it?"),
    "off.who.lead": Text("对着身份证写。", "As on the card."),
    "off.name": Text("姓名", "Name"),
    "off.id": Text("公民身份号码", "ID number"),
    "off.proof": Text("拍身份证", "Photograph the card"),
    "off.proof.why": Text(
        "没有网读不了卡，照片跟这件事存在一起。", "Nothing reads the card without a network; the photograph is kept with the matter."
    ),
    "off.notice": Text(
        "现在还没有取，有网以后才去取。看不清就请人念给你听。", "Nothing is asked before there is a network. Somebody can read it to you."
    ),
    "off.notice.no": Text("先不取，我以后在手机上看", "Not now: I look at it by phone"),
    "off.facts": Text("还要填几样", "A few more"),
    "off.facts.lead": Text("不知道的先空着，本人在手机上补。", "Leave out what is not known; they add it by phone."),
    "off.check": Text("和本人对一遍", "Go through it with them"),
    "off.check.lead": Text("封起来以后，平板上就看不到了。", "Once it is sealed, it is not seen on the tablet any more."),
    "off.sealed": Text("封好了", "Sealed"),
    "off.sealed.h": Text("封好了，没提交", "Sealed, not handed in"),
    "off.sealed.what": Text(
        "有网了自己送。请本人过后登录手机，在“我的事”里核对、签名、提交。",
        "It is sent by itself. They sign in on their phone later, look under My matters, sign and hand it in.",
    ),
    "off.quit": Text("不收了", "Stop"),
}
SCRIPT = (*SAID, "go_on", "choose", "notice.agree", "off.name", "off.id")
