"""The certificate authority (证书认证机构): certificates over SM2 for keys of the seal, revocation lists."""
