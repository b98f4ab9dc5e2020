#!/usr/bin/env python3
"""Checks one receipt (.tlog-proof) of Zhengming, offline. Shares no code with the product.

    python3 check_proof.py RECEIPT KEY [WITNESS_KEY ...]

KEY is the log's public key as you got it from somebody you trust (name+id+base64), WITNESS_KEY that of a witness which must
have cosigned. Needs Python 3.8 and the openssl program (3.0 or later), which checks Ed25519. Prints what is proved and ends
with 0; or says what does not hold and ends with 2. The forms are those of docs/proof.md: c2sp.org/tlog-proof, tlog-checkpoint,
signed-note, tlog-cosignature, RFC 6962.
"""
import base64, hashlib, json, os, subprocess, sys, tempfile


def sha256(data):
    return hashlib.sha256(data).digest()


def refuse(reason):
    print("DOES NOT HOLD:", reason)
    sys.exit(2)


def read_key(text):
    """name+id+base64(type || 32 bytes) -> name, 4 bytes of id, type, key"""
    name, key_id, data = text.strip().split("+", 2)
    data = base64.b64decode(data)
    if sha256(name.encode() + b"\n" + data)[:4].hex() != key_id:
        refuse("a key is not what its id says")
    return name, bytes.fromhex(key_id), data[0], data[1:]


def ed25519_holds(key, message, signature):
    """Ed25519 by openssl: the key gets the DER heading of RFC 8410."""
    with tempfile.TemporaryDirectory() as folder:
        def put(name, data):
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.write(data)
            return path
        der = put("key", bytes.fromhex("302a300506032b6570032100") + key)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", der, "-rawin",
                   "-in", put("message", message), "-sigfile", put("signature", signature)]
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def signature_by(key, lines):
    """The signature that claims to be by the key, without its 4 bytes of id."""
    for line in lines:
        _, name, data = line.split(" ")
        data = base64.b64decode(data)
        if name == key[0] and data[:4] == key[1]:
            return data[4:]
    refuse("no signature of " + key[0])


def root_of(leaf, index, size, path):
    """RFC 9162, 2.1.3.2: the root that leaf and path give."""
    at, last, made = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            refuse("the path is too long")
        if at % 2 == 1 or at == last:
            made = sha256(b"\x01" + sibling + made)
            while at % 2 == 0 and at != 0:
                at, last = at // 2, last // 2
        else:
            made = sha256(b"\x01" + made + sibling)
        at, last = at // 2, last // 2
    if last != 0:
        refuse("the path is too short")
    return made


def main(receipt, log_key, *witness_keys):
    with open(receipt, encoding="utf-8", newline="") as file:
        head, _, checkpoint = file.read().partition("\n\n")
    heading, extra, index, *path = head.split("\n")
    if heading != "c2sp.org/tlog-proof@v1" or not extra.startswith("extra ") or not index.startswith("index "):
        refuse("this is no receipt")
    index, path = int(index[6:]), [base64.b64decode(line) for line in path]
    opening = json.loads(base64.b64decode(extra[6:]))

    text, _, signatures = checkpoint.rpartition("\n\n")
    text, signatures = text + "\n", signatures.rstrip("\n").split("\n")
    origin, size, root = text.split("\n")[:3]
    key = read_key(log_key)
    if origin != key[0] or not ed25519_holds(key[3], text.encode(), signature_by(key, signatures)):
        refuse("the checkpoint is not signed by that key")
    for witness in map(read_key, witness_keys):
        line = signature_by(witness, signatures)
        time = int.from_bytes(line[:8], "big")
        if not ed25519_holds(witness[3], b"cosignature/v1\ntime %d\n" % time + text.encode(), line[8:]):
            refuse("the cosignature of " + witness[0])
        print("witness:", witness[0], "at", time, "seconds since 1970")

    leaf = sha256(bytes.fromhex(opening["salt"]) + opening["entry"].encode())
    if index >= int(size) or root_of(sha256(b"\x00" + leaf), index, int(size), path) != base64.b64decode(root):
        refuse("the entry is not in that log")
    entry = json.loads(opening["entry"])
    for row in opening["rows"]:
        digest = sha256(bytes.fromhex(opening["rowSalt"]) + row["content"].encode()).hex()
        if [row["source"], row["key"], digest] not in entry["rows"]:
            refuse("the content of " + row["source"])
    print("log:", origin, "position:", index + 1, "of", size)
    print("entry:", opening["entry"])
    for row in opening["rows"]:
        print(row["source"] + ":", row["content"])


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
