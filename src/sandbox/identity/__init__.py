"""The identity provider: OpenID Connect with a login page for demo residents."""
