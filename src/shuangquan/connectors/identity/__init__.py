"""The identity provider (统一身份认证): who signs in, how well identified."""
