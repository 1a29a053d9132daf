import hashlib, json, re, sys, zipfile

pack = zipfile.ZipFile(sys.argv[1])
names = pack.namelist()
manifest = json.loads(pack.read("manifest.json"))
sums = dict(reversed(line.split("  ", 1)) for line in pack.read("sha256sums.txt").decode().splitlines())
sha256 = lambda name: hashlib.sha256(pack.read(name)).hexdigest()
squeezed = lambda text: re.sub(r"\s+", "", text)
wrong = [name for name in names if names.count(name) > 1]
wrong += set(names) ^ {*sums, "sha256sums.txt"}
wrong += [name for name in sums if name in names and sha256(name) != sums[name]]
wrong += [f["name"] for f in manifest["files"] if sums.get(f["name"]) != f["sha256"]]
wrong += [name for name in names for h in re.findall(r"^(?:texts|evidence)/(\w{64})(?:\.txt|/body)$", name) if sha256(name) != h]
for document in manifest["documents"]:
    texts = {name: squeezed(pack.read(name).decode()) for name in document["texts"] if name in names}
    for quote in document["quotes"]:
        if "file" in quote and squeezed(quote["quote"]) not in texts.get(quote["file"], ""):
            wrong.append(f'{document["id"]}: {quote["field"]}')
print("\n".join(wrong) or f'{len(manifest["documents"])} documents, {len(names)} files: as they were packed')
sys.exit(1 if wrong else 0)
