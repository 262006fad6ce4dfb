"""What is offered to whoever signed in: taken by one tap, or not wanted."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_POST

from shuangquan.actions.offers import confirm_offer, decline_offer
from shuangquan.channels.portal.entry import Visitor, citizen, go


@require_POST
@citizen
def confirm(request: HttpRequest, visitor: Visitor, offer: UUID) -> HttpResponseBase:
    """Take it: the matter is opened, signed and submitted; where something is still to be given, its form comes."""
    who = visitor.who
    case, done = confirm_offer(visitor.actor("take what is offered"), str(offer), who.person, who.index, visitor.region)
    return go("progress" if done else "next", case=case)


@require_POST
@citizen
def decline(request: HttpRequest, visitor: Visitor, offer: UUID) -> HttpResponseBase:
    """Not wanted: it is not offered again."""
    decline_offer(str(offer), visitor.who.index)
    return go("home")
