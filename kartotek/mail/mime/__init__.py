"""Bytes of an email to values, and values fit to be shown; pure.

raw bytes -> header block -> tree of parts -> bodies and attachments -> fingerprints
(headers.py)  (tree.py)      (bodies.py)                               (fingerprints.py)

The public doors are `parse.parse`, `parse.part`, `parse.read_body`, `quotes.split`,
`folding.fold_html`, `sanitize.clean` and `sanitize.text_to_html`. Nothing in here trusts its
input: each loop over it is linear or cut off by a number of `limits.py`.
"""
