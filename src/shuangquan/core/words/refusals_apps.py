"""Refusals of apps that act for people, and of what the API asks of a call: part of `refusals.REFUSALS`."""

from shuangquan.core.words.text import Text

APPS: dict[str, Text] = {
    "app.token": Text("没有带访问令牌，或者令牌过期、被收回了。重新取一个令牌再来。", "There is no access token, or it has expired or was taken back. Fetch a new one and call again."),
    "app.scope": Text("这个令牌不能做这一步：要 {scope}。请本人在授权页面上允许这一项。", "This token does not allow that: it needs {scope}. Ask the person to allow it on the consent page."),
    "app.person": Text("这一步要本人授权的令牌，应用自己的令牌不行。让本人先在授权页面上同意。", "This needs a token that a person allowed, not the app's own. Send the person to the consent page first."),
    "app.theme": Text("这个应用没有被准许在这里办这件事。请找平台运维加上这个主题或地区。", "This app is not let in for that theme or region. Ask the platform's operator to add it."),
    "app.unknown": Text("没有登记过这个应用，或者它已经停用了。从应用里重新点一次，还不行就告诉应用的运营者。", "No such app is registered, or it was shut out. Start again from the app, or tell whoever runs it."),
    "app.redirect": Text("应用说的“回到哪里”没有登记过，所以不送你过去。请告诉应用的运营者。", "Where the app wants to send you back to is not registered, so you are not sent there. Tell whoever runs the app."),
    "app.request": Text("应用的请求写得不对（{part}）。请告诉应用的运营者。", "The app's request is malformed ({part}). Tell whoever runs the app."),
    "app.until": Text("请选允许多久：1 天、7 天或 30 天。", "Choose for how long: 1, 7 or 30 days."),
    "app.nothing": Text("它要的只有签名这一项。要允许就勾上；不允许就点“不允许”。", "It asks for nothing but signing. Tick it to allow that, or refuse."),
    "app.grant": Text("没有这项授权，或者已经收回了。刷新看看还允许着谁。", "There is no such permission, or you have taken it back. Load the page again to see what still holds."),
    "host.none": Text("这个应用没有登记成宿主，不能带人进来。请找平台运维登记。", "This app is not registered as a host, so it cannot bring people in. Ask the platform's operator."),
    "host.audience": Text("这张票写明的不是这个平台的地址。audience 要写平台对外的地址。", "The ticket is meant for another address. Put this platform's public address into audience."),
    "host.level": Text("宿主担保的身份等级太高，最多 {most} 级。降到这一级，或者请本人到这里再认一次。", "The host may vouch for level {most} at most. Lower it, or let the person be recognised here."),
    "host.user": Text("用户的信息不对：身份证号的校验位、姓名、subject（64 个以内的字母数字）、nonce（16 到 64 个字符），逐个核对。", "The user is not given right: check digit of the ID number, name, subject (at most 64 letters or digits), nonce (16 to 64 characters)."),
    "enter.ticket": Text("这张进门的票用过了、过期了，或者不是给这个应用的。回到应用里重新点一次。", "This ticket was used, is over, or is another app's. Go back to the app and open it again."),
    "enter.other": Text("这里还登录着另一个人。先退出，再从应用里进来。", "Somebody else is signed in here. Sign out first, then come in from the app again."),
    "enter.place": Text("应用要打开的页面这里没有。从下面的“去首页”接着办。", "There is no such page as the app wants to open. Go on from the home page below."),
    "api.key": Text("提交要带 Idempotency-Key：自己起一个 8 到 64 个字符、每次提交不同的号，重发时用同一个。", "Submitting needs an Idempotency-Key: 8 to 64 characters of your own, new for every submission and the same when you send it again."),
    "api.large": Text("请求太大，一次最多 {most} KB。分几次送。", "The request is too large: at most {most} KB at a time. Send it in parts."),
    "api.party": Text("要问的部门或支付方的系统这会儿连不上，什么都没丢。半分钟后再试。", "A department's or the payment side's system cannot be reached just now; nothing is lost. Try again in half a minute."),
    "case.draft": Text("这件事还没提交，没有进度。先填完、签名、提交。", "This matter has not been submitted, so there is no progress yet. Fill it in, sign and submit first."),
    "notice.changed": Text("告知的内容变了。重新取一次告知，给本人看过再同意。", "The notice has changed. Fetch it again, show it to the person, then agree."),
    "callback.address": Text("通知地址现在指向内部或本机地址，没有送。把域名指到公网地址。", "The callback's name leads to an inside address now, so nothing was sent. Point it to a public one."),
    "delivery.unknown": Text("没有这条通知。用 shuangquan app deliveries 看有哪些。", "There is no such delivery. See shuangquan app deliveries."),
}  # fmt: skip
