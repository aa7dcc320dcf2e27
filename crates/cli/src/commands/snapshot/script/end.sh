# The name of the tenant, from the answer that has it.
initial_domain() {
    tr '{' '\n' <"$folder/organization-1.json" | grep '"isInitial"[[:space:]]*:[[:space:]]*true' |
        sed -n 's/.*"name"[[:space:]]*:[[:space:]]*"\([0-9A-Za-z.-]*\)".*/\1/p' | head -n 1
}

domain=
[ ! -f "$folder/organization-1.json" ] || domain=$(initial_domain)
{
    printf '{\n  "tenantId": "%s",\n' "$tenant"
    [ -z "$domain" ] || printf '  "initialDomain": "%s",\n' "$domain"
    printf '  "capturedAt": "%s",\n  "collections": {\n' "$now"
    sed '$!s/$/,/' "$work/entries"
    printf '  }\n}\n'
} >"$folder/tenet-snapshot.json"

if [ -n "$missing" ]; then
    echo "$1 is written, and something is missing in it: tenet snapshot inspect $1" >&2
    exit 1
fi
echo "$1 is written" >&2
