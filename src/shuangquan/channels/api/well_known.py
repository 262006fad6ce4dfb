"""RFC 8414: where an app finds the addresses of authorisation, and what they take."""

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from shuangquan.channels.api.entry import anybody
from shuangquan.core.words.app_scopes import SCOPES


@require_safe
def show_metadata(request: HttpRequest) -> JsonResponse:
    """The authorisation server's metadata."""
    issuer = str(settings.ADDRESS)
    secret = ["client_secret_basic", "client_secret_post"]
    return JsonResponse(
        {
            "issuer": issuer,
            "authorization_endpoint": issuer + reverse("portal:allow"),
            "token_endpoint": issuer + reverse("api-v1:oauth-token"),
            "revocation_endpoint": issuer + reverse("api-v1:oauth-revoke"),
            "scopes_supported": list(SCOPES),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "client_credentials", "refresh_token"],
            "token_endpoint_auth_methods_supported": secret,
            "revocation_endpoint_auth_methods_supported": secret,
            "code_challenge_methods_supported": ["S256"],
            "ui_locales_supported": ["zh-CN", "en"],
        }
    )


urlpatterns = [path("oauth-authorization-server", anybody(show_metadata, "metadata"), name="metadata")]
