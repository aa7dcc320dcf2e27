set -eu
umask 077

az=${TENET_AZ:-az}
graph=${TENET_GRAPH:-https://graph.microsoft.com}
tries=${TENET_TRIES:-6}
pause=${TENET_WAIT:-10}
skip=" ${TENET_SKIP:-} "

if [ "$#" -ne 1 ]; then
    echo "usage: sh $0 FOLDER" >&2
    exit 2
fi
case $1 in
/* | ./*) folder=$1 ;;
*) folder=./$1 ;;
esac

# The first moment of the day that is so many days ago.
days_ago() {
    date -u +'%Y %m %d' | awk -v back="$1" '{
        split("31 28 31 30 31 30 31 31 30 31 30 31", length_of, " ")
        y = $1 + 0; m = $2 + 0; d = $3 - back
        while (d < 1) {
            if (--m < 1) { m = 12; y-- }
            d += length_of[m] + (m == 2 && (y % 4 == 0 && y % 100 != 0 || y % 400 == 0))
        }
        printf "%04d-%02d-%02dT00:00:00Z\n", y, m, d
    }'
}

now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
# Tenants without a licence keep their logs for seven days, and more must not be said than was kept.
since=${TENET_SINCE:-$(days_ago 6)}
case $since in
????-??-??T*Z) ;;
*)
    echo "$0: TENET_SINCE is no moment such as 2026-11-01T00:00:00Z" >&2
    exit 2
    ;;
esac
case $since in
*[!0-9TZ:.-]*)
    echo "$0: TENET_SINCE is no moment such as 2026-11-01T00:00:00Z" >&2
    exit 2
    ;;
esac
# All events of that time are asked for, so that this is no filter.
window="\"window\": {\"from\": \"$since\", \"to\": \"$now\"}, "

if ! tenant=$("$az" account show --query tenantId --output tsv); then
    echo "$0: sign in first, with: az login" >&2
    exit 2
fi
tenant=$(printf '%s' "$tenant" | tr -cd '0-9A-Fa-f-')

# Pages of another day must not mix with these.
if ! mkdir "$folder"; then
    echo "$0: $1 must be a new folder" >&2
    exit 2
fi
work=$folder/.work
mkdir "$work"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM
: >"$work/entries"

# Whether the last answer was that the service is busy, or none at all.
is_busy() {
    words='Too Many Requests|Service Unavailable|Bad Gateway|Gateway Time-?out|Request Time-?out|Internal Server Error'
    codes='TooManyRequests|activityLimitReached|serviceNotAvailable|ServiceUnavailable'
    if grep -Eiq "(^|: )($words)([(]|\$)|\"code\": *\"($codes)\"|Response status: (408|429|5[0-9][0-9])" "$work/log"; then
        return 0
    fi
    ! has_error
}

# Whether the last answer was an error of the service.
has_error() {
    reasons='Bad Request|Unauthorized|Forbidden|Not Found|Gone'
    grep -Eq "(^|: )(($reasons)([(]|\$)|[A-Z][A-Za-z -]*[(][{])|Response status: 4" "$work/log"
}

# The body of the error that the command was answered with: it writes the reason, and the body in brackets.
error_body() {
    awk '
        !on && match($0, /[A-Za-z][(][{]/) { on = 1; $0 = substr($0, RSTART + 2) }
        on && !done { text = text $0 "\n" }
        on && /[}][)][ \r]*$/ { done = 1 }
        END {
            sub(/[)][ \r\n]*$/, "", text)
            print on ? text : "{\"error\": {\"code\": \"noBody\", \"message\": \"the answer had no body\"}}"
        }' "$work/log"
}

# How many seconds the service wants nobody to ask; nothing if it did not say. Only --debug shows it.
retry_after() {
    sed -n "s/.*'[Rr]etry-[Aa]fter': '\([0-9][0-9]*\)'.*/\1/p" "$work/log" | tail -n 1
}

# How much an answer says of the types of its objects.
metadata=minimal

# ask URL FILE: 0: the answer is in the file; 1: it was refused, and the error is in the file; 2: no answer came.
ask() {
    turn=1
    wait=$pause
    rm -f "$2"
    set -- "$1" "$2" --only-show-errors
    while :; do
        if "$az" rest --method get --url "$1" --headers "Accept=application/json;odata.metadata=$metadata" \
            --output-file "$2" "$3" >"$work/out" 2>"$work/log"; then
            # What a proxy puts in the place of an answer has no context.
            ! grep -q '"@odata\.context"' "$2" || return 0
        elif ! is_busy; then
            error_body >"$2"
            return 1
        fi
        [ "$turn" -lt "$tries" ] || return 2
        told=$(retry_after)
        told=${told:-$wait}
        [ "$told" -le 600 ] || told=600
        sleep "$told"
        turn=$((turn + 1))
        wait=$((wait * 2))
        set -- "$1" "$2" --debug
    done
}

# The code of the error in a file.
error_code() {
    code=$(tr ',{}' '\n\n\n' <"$1" | sed -n 's/^[[:space:]]*"code"[[:space:]]*:[[:space:]]*"\([0-9A-Za-z_.-]*\)".*/\1/p' | head -n 1)
    printf '%s' "${code:-unknown}"
}

# The URL of the page after a file; nothing if it is the last.
next_page() {
    tr -d '\r\n' <"$1" |
        sed -n 's/.*"@odata\.nextLink"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p' |
        sed -e 's/\\u0026/\&/g' -e 's|\\/|/|g'
}

# pages STEM URL PERMISSION: the answer in STEM-1.json, STEM-2.json and so on. What became of it is
# added to `files` and `said`, and `whole` is set to nothing if a page is missing.
pages() {
    page=0
    url=$graph/$2
    mkdir -p "$(dirname "$folder/$1")"
    while [ -n "$url" ]; do
        page=$((page + 1))
        file=$1-$page.json
        came=0
        ask "$url" "$folder/$file" || came=$?
        [ "$came" -eq 2 ] || files="$files${files:+, }\"$file\""
        case $came in
        0) ;;
        1)
            whole=
            refused=$(error_code "$folder/$file")
            said="\"refused\": {\"error\": \"$refused\", \"permission\": \"$3\"}, "
            echo "$file: refused with $refused; it needs $3" >&2
            return 1
            ;;
        *)
            whole=
            echo "$file: no answer came" >&2
            return 1
            ;;
        esac
        last=$url
        url=$(next_page "$folder/$file")
        # The token goes to Graph and to nobody else.
        case $url in
        "$last") ;;
        '' | "$graph"/*) continue ;;
        esac
        whole=
        url=
        echo "$file: the next page is no other page of $graph" >&2
    done
}

# entry PATH FIELDS: what the manifest says of a collection or list.
entry() {
    if [ -n "$whole" ]; then
        said='"complete": true, '
    else
        said=${said:-'"complete": false, '}
        missing=1
    fi
    printf '    "%s": {%s%s"files": [%s]}\n' "$1" "$said" "$2" "$files" >>"$work/entries"
}

missing=

is_skipped() {
    case $skip in
    *" $1 "*) return 0 ;;
    *) return 1 ;;
    esac
}

# take PATH PERMISSION FIELDS STEM URL [STEM URL]…: a collection, in one answer or several.
take() {
    if is_skipped "$1"; then
        missing=1
        return 0
    fi
    path=$1 permission=$2 fields=$3
    files='' said='' whole=1
    shift 3
    while [ "$#" -ge 2 ]; do
        pages "$1" "$2" "$permission" || :
        shift 2
        # An answer for one kind leaves out what kind its objects are, unless all metadata is asked for.
        metadata=full
    done
    metadata=minimal
    more "$path"
    entry "$path" "$fields"
    [ -z "$whole" ] || echo "$path: all of it" >&2
}

# More of each object of a collection, which belongs to the collection itself.
more() { :; }

# ids STEM: the ids of the objects in the pages of an answer.
ids() {
    at=1
    while [ -f "$folder/$1-$at.json" ]; do
        tr ',{}' '\n\n\n' <"$folder/$1-$at.json" |
            sed -n 's/^[[:space:]]*"id"[[:space:]]*:[[:space:]]*"\([0-9A-Fa-f-]\{36\}\)"[]}[:space:]]*$/\1/p'
        at=$((at + 1))
    done
}

# lists PATH VERSION NAME QUERY PERMISSION: a list of every object of a collection. The manifest names those that are not whole.
lists() {
    if is_skipped "$1/$3" || is_skipped "$1"; then
        missing=1
        return 0
    fi
    denied=0
    count=0
    for id in $(ids "$1"); do
        files='' said='' whole=1
        if pages "$1/$id/$3" "$2/$1/$id/$3$4" "$5"; then
            denied=0
        else
            denied=$((denied + 1))
        fi
        [ -n "$whole" ] || entry "$1/$id/$3" ''
        count=$((count + 1))
        # One may be gone; where three in a row are refused, the permission is missing.
        [ "$denied" -lt 3 ] || break
    done
    echo "$1/{id}/$3: $count asked for" >&2
}

# parts PATH VERSION OUTER INNER PERMISSION: an object OUTER/INNER that belongs to every object of a collection, one line for each.
parts() {
    if is_skipped "$1/$3/$4"; then
        missing=1
        return 0
    fi
    denied=0
    count=0
    part=$1-$3.ndjson
    for id in $(ids "$1"); do
        came=0
        ask "$graph/$2/$1/$id/$3/$4" "$work/part" || came=$?
        if [ "$came" -eq 0 ]; then
            denied=0
            {
                printf '{"id": "%s", "%s": {"%s": ' "$id" "$3" "$4"
                tr -d '\r\n' <"$work/part"
                printf '}}\n'
            } >>"$folder/$part"
        else
            missing=1
            denied=$((denied + 1))
        fi
        count=$((count + 1))
        [ "$denied" -lt 3 ] || break
    done
    [ ! -f "$folder/$part" ] || files="$files, \"$part\""
    [ "$denied" -eq 0 ] || echo "$1/{id}/$3/$4: not all answered; it needs $5" >&2
    echo "$1/{id}/$3/$4: $count asked for" >&2
}

