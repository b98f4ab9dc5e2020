#!/usr/bin/env python3
"""Checks one receipt of Zhengming (.tlog-proof or .zhengming-answer), offline. Shares no code with the product.

    python3 check.py RECEIPT KEY [WITNESS_KEY ...]

KEY is the log's public key as you got it from somebody you trust (name+id+base64), WITNESS_KEY that of a witness which must have
cosigned. Needs Python 3.8 and openssl 3, which checks Ed25519. Prints what is proved and ends with 0; or says what does not hold
and ends with 2. Forms: docs/proof.md; c2sp.org/tlog-proof, signed-note, RFC 6962.
"""
import base64, hashlib, json, os, subprocess, sys, tempfile

sha256 = lambda data: hashlib.sha256(data).digest()

def refuse(reason):
    print("DOES NOT HOLD:", reason)
    sys.exit(2)

def read_key(text):
    """name+id+base64(type || 32 bytes) -> name, 4 bytes of id, key"""
    name, key_id, data = text.strip().split("+", 2)
    data = base64.b64decode(data)
    if sha256(name.encode() + b"\n" + data)[:4].hex() != key_id:
        refuse("a key is not what its id says")
    return name, bytes.fromhex(key_id), data[1:]

def ed25519_holds(key, message, signature):
    """Ed25519 by openssl: the key gets the DER heading of RFC 8410."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin"]
        der = bytes.fromhex("302a300506032b6570032100") + key
        for option, data in (("-inkey", der), ("-in", message), ("-sigfile", signature)):
            path = os.path.join(folder, option)
            with open(path, "wb") as file:
                file.write(data)
            command += [option, path]
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

def signature_by(key, lines):
    for _, name, data in (line.split(" ") for line in lines):
        data = base64.b64decode(data)
        if name == key[0] and data[:4] == key[1]:
            return data[4:]
    refuse("no signature of " + key[0])

def root_of(leaf, index, size, path):
    """RFC 9162, 2.1.3.2: the root that leaf and path give. In the empty tree no leaf stands, and before the first none."""
    0 <= index < size and all(len(one) == 32 for one in (leaf, *path)) or refuse("no entry is there, or something is no hash")
    at, last, made = index, size - 1, leaf
    for sibling in path:
        last or refuse("the path is too long")
        if at % 2 == 1 or at == last:
            made = sha256(b"\x01" + sibling + made)
            while at % 2 == 0 and at != 0:
                at, last = at // 2, last // 2
        else:
            made = sha256(b"\x01" + made + sibling)
        at, last = at // 2, last // 2
    return made if last == 0 else refuse("the path is too short")

def check_answer(head, text, key):
    """What was answered, word for word: the signed note has its digest, and the checkpoint after which it was given."""
    content = base64.b64decode(head.partition("\ncontent ")[2])
    name, kind, digest, origin, size = text.split("\n")[:5]
    if name != "zhengming answer v1" or origin != key[0] or base64.b64decode(digest) != sha256(content):
        refuse("the answer is another than the one that was signed")
    print("log:", origin, "kind:", kind, "given after entry", size, "\n" + content.decode())

def check_entry(head, text, key):
    """That an entry stands in the log, and which rows belong to it."""
    heading, extra, index, *path = head.split("\n")
    if heading != "c2sp.org/tlog-proof@v1" or not extra.startswith("extra ") or not index.startswith("index "):
        refuse("this is no receipt")
    opening, index, (origin, size, root) = json.loads(base64.b64decode(extra[6:])), int(index[6:]), text.split("\n")[:3]
    leaf = sha256(b"\x00" + sha256(bytes.fromhex(opening["salt"]) + opening["entry"].encode()))
    if origin != key[0] or root_of(leaf, index, int(size), list(map(base64.b64decode, path))) != base64.b64decode(root):
        refuse("the entry is not in that log")
    for row in opening["rows"]:
        digest = sha256(bytes.fromhex(opening["rowSalt"]) + row["content"].encode()).hex()
        if [row["source"], row["key"], digest] not in json.loads(opening["entry"])["rows"]:
            refuse("the content of " + row["source"])
    rows = ["\n%s: %s" % (row["source"], row["content"]) for row in opening["rows"]]
    print("log:", origin, "position:", index + 1, "of", size, "\nentry:", opening["entry"], *rows)

def main(receipt, log_key, *witness_keys):
    with open(receipt, encoding="utf-8", newline="") as file:
        head, _, note = file.read().partition("\n\n")
    text, _, lines = note.rpartition("\n\n")
    text, lines, key = text + "\n", lines.rstrip("\n").split("\n"), read_key(log_key)
    if not ed25519_holds(key[2], text.encode(), signature_by(key, lines)):
        refuse("it is not signed by that key")
    for witness in map(read_key, witness_keys):
        line = signature_by(witness, lines)
        time = int.from_bytes(line[:8], "big")
        if not ed25519_holds(witness[2], b"cosignature/v1\ntime %d\n" % time + text.encode(), line[8:]):
            refuse("the cosignature of " + witness[0])
        print("witness:", witness[0], "at", time, "seconds since 1970")
    (check_answer if head.startswith("zhengming-answer v1\n") else check_entry)(head, text, key)

if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 2 else sys.exit(__doc__)
