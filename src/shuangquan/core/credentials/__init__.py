"""Certificates (证照): identifiers, the payload that is signed, what is shown to whom, verification of a sealed file."""
