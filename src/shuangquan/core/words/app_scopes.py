"""What a person can allow an app to do for them, a word each: what it reads before saying yes, and what the API asks of a token."""

from datetime import timedelta

from shuangquan.core.words.text import Text

OWN = "app"
"""What an app has by itself, for nobody: its registration, its deliveries, the ids of the matters it opened."""
SCOPES: dict[str, Text] = {
    "case.read": Text("看我让它办的事：填了什么、到哪一步了", "See the matters it handles for me: what is filled in and how far they are"),
    "case.fill": Text("替我开一件事、填表、传材料、请别人同意", "Begin a matter, fill in its form, upload papers and ask others to agree"),
    "case.sign": Text("用我的身份签名，或者答复别人请我同意的事", "Sign in my name, and answer when somebody asks me to agree"),
    "case.submit": Text("交表、缴费、答补正、撤回", "Submit, pay, answer notices and withdraw"),
    "case.recourse": Text("替我对这些事投诉、申请行政复议、请部门改错", "Complain, appeal and ask departments to correct what is wrong"),
    "hall.use": Text(
        "看我在大厅约的号和帮办单，替我约号、改期、取消，请人帮办",
        "See, make and cancel my bookings and orders for help at halls",
    ),
    "certificate.read": Text("下载这些事办出来的文书和证照", "Download the documents and certificates of these matters"),
    "certificate.show": Text(
        "替我亮出这些证照，或者开写明用途的副本", "Show these certificates for me, or make copies for a stated purpose"
    ),
    "register.read": Text(
        "查部门登记的我：社保、医保、公积金、不动产这些", "Look up what registers say of me: insurance, housing fund, real estate"
    ),
    "offer.answer": Text("看部门主动给我的，替我说要不要", "See what is offered to me, and say yes or no"),
    "delegate.read": Text("看谁能替我办事、我能替谁办事", "See who may act for me and for whom I may act"),
    "delegate.change": Text(
        "替我接受、收回授权；能签名的，还能替我授权别人", "Accept and take back permissions to act, and give them where it may sign"
    ),
}
"""In the order in which they are read."""
SIGNING = "case.sign"
SIGNING_LEVEL = 4
"""Who gives SIGNING away has been recognised as a real person, and for SIGNS_FOR after that the app acts at that level."""
SIGNS_FOR = timedelta(hours=24)
"""Ours: a yes of weeks ago is no signature of today. Afterwards the app asks again, or the person signs at the portal."""
LATER_LEVEL = 3


def find_level(given: int, since: timedelta) -> int:
    """At which identity level an app acts so long after it was allowed to at level `given`."""
    return given if since <= SIGNS_FOR else min(given, LATER_LEVEL)


def order_scopes(scopes: frozenset[str]) -> tuple[str, ...]:
    """Those that exist, in the order in which they are read."""
    return tuple(one for one in SCOPES if one in scopes)
