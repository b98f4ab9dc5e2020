#!/usr/bin/env python3
"""Checks the receipt of an answer (.zhengming-answer) of Zhengming, offline. Shares no code with the product.

    python3 check_answer.py RECEIPT KEY

KEY is the log's public key as you got it from somebody you trust (name+id+base64). Needs Python 3.8 and the openssl program
(3.0 or later), which checks Ed25519. Prints the answer and ends with 0; or says what does not hold and ends with 2. The form is
that of docs/proof.md; the note is c2sp.org/signed-note.
"""
import base64, hashlib, sys

from check_proof import ed25519_holds, read_key, refuse, signature_by


def main(receipt, log_key):
    with open(receipt, encoding="utf-8", newline="") as file:
        head, _, note = file.read().partition("\n\n")
    heading, _, content = head.partition("\ncontent ")
    if heading != "zhengming-answer v1":
        refuse("this is no receipt of an answer")
    content = base64.b64decode(content)
    text, _, signatures = note.rpartition("\n\n")
    text += "\n"
    name, kind, digest, origin, size = text.split("\n")[:5]
    key = read_key(log_key)
    if not ed25519_holds(key[3], text.encode(), signature_by(key, signatures.rstrip("\n").split("\n"))):
        refuse("it is not signed by that key")
    if name != "zhengming answer v1" or origin != key[0]:
        refuse("what was signed is no answer of that log")
    if base64.b64decode(digest) != hashlib.sha256(content).digest():
        refuse("the answer is another than the one that was signed")
    print("log:", origin, "kind:", kind, "given after entry", size)
    print(content.decode())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
