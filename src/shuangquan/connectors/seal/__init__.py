"""The seal (印章): SM2 signatures over SM3."""
