"""OFD (GB/T 33190-2016): written, read, sealed by GB/T 38540, and checked. A room of its own, fit to be released alone.

It imports the standard library only; `drawn.py` alone knows the house's `Drawing`. What needs a key or a digest comes in as a function.

    model.py    what a document is made of, in millimetres     writer.py   model → files of the package
    package.py  files ↔ ZIP, with one spelling per content     xml.py      elements, written and read without DTD or entities
    reader.py   text, metadata, attachments of a hostile file  sealing.py  prepare → digest → (whoever has the key) → assemble
    checking.py signatures found and their references checked  drawn.py    the house's Drawing → model

Anything wrong with a file is an `OfdError(code, where)`; nothing else leaves this room.
"""
