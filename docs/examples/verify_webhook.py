import base64, hashlib, hmac, json, time

def verify(headers, body, secret, now=None):
    """The JSON of a message that was sent within five minutes; raises ValueError for anything else."""
    id, at, given = (headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    if not at.isdigit() or abs((time.time() if now is None else now) - int(at)) > 300:
        raise ValueError("too old")
    key = base64.b64decode(secret[6:]) if secret.startswith("whsec_") else secret.encode()
    wanted = b"v1," + base64.b64encode(hmac.new(key, f"{id}.{at}.".encode() + body, hashlib.sha256).digest())
    if not any(hmac.compare_digest(each.encode(), wanted) for each in given.split(" ")):
        raise ValueError("not signed by Hongtou")
    return json.loads(body)
