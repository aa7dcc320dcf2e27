#!/bin/sh
here=$(dirname "$0")
if [ "$1" = account ]; then echo 3b9f0c1e-1111-4222-8333-444455556666; exit 0; fi
while [ "$#" -gt 0 ]; do
    case $1 in
    --url) url=$2; shift ;;
    --output-file) file=$2; shift ;;
    --debug) debug=1 ;;
    esac
    shift
done
echo "${debug:+--debug }$url" >>"$here/asked"
graph=https://graph.microsoft.com
answer() { printf '%s' "{\"@odata.context\":\"$graph/v1.0/\$metadata#$1\",$2}" >"$file"; exit 0; }
fails() {
    [ -z "${debug:-}" ] || { echo "cli.azure.cli.core.util: Response status: $1"; echo "cli.azure.cli.core.util:     'Retry-After': '17'"; } >&2
    echo "ERROR: $2($3)" >&2
    exit 1
}
# The service is busy the first two times that it is asked for the second page of users.
case $url in
*skiptoken=2*)
    echo x >>"$here/busy"
    [ "$(wc -l <"$here/busy")" -gt 2 ] || fails 429 'Too Many Requests' '{"error":{"code":"TooManyRequests","message":"slow down, \"@odata.nextLink\":\"no\""}}'
    ;;
esac
one=11111111-aaaa-4bbb-8ccc-000000000001 two=11111111-aaaa-4bbb-8ccc-000000000002
case $url in
*/v1.0/users\?*skiptoken=2*)
    answer users "\"value\":[{\"id\":\"$two\",\"displayName\":\"Bob\",\"department\":null}]" ;;
*/v1.0/users*)
    answer users "\"@odata.nextLink\":\"$graph/v1.0/users?\$skiptoken=2\\u0026x=1\",\"value\":[{\"id\":\"$one\",\"displayName\":\"says \\\"id\\\":\\\"22222222-aaaa-4bbb-8ccc-000000000009\\\"\",\"department\":\"IT\"}]" ;;
*/v1.0/groups/22222222-aaaa-4bbb-8ccc-000000000001/members*)
    answer directoryObjects "\"value\":[{\"@odata.type\":\"#microsoft.graph.user\",\"id\":\"$one\"}]" ;;
*/v1.0/groups/*/members*)
    fails 404 'Not Found' '{
  "error": {
    "code": "Request_ResourceNotFound",
    "message": "Resource (x) does not exist"
  }
}' ;;
*/v1.0/groups*)
    answer groups '"value":[{"id":"22222222-aaaa-4bbb-8ccc-000000000001","displayName":"Staff"},{"id":"22222222-aaaa-4bbb-8ccc-000000000002","displayName":"Gone"}]' ;;
*/authentication/requirements)
    answer users/x '"perUserMfaState":"enforced"' ;;
*/v1.0/devices*)
    fails 403 Forbidden '{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}' ;;
*/v1.0/auditLogs/*)
    answer auditLogs/directoryAudits "\"@odata.nextLink\":\"https://elsewhere.example/v1.0\",\"value\":[]" ;;
*/v1.0/policies/*)
    answer 'policies/identitySecurityDefaultsEnforcementPolicy/$entity' '"id":"p","isEnabled":true' ;;
*) echo "ERROR: HTTPSConnectionPool(host='graph.microsoft.com', port=443): Max retries exceeded" >&2; exit 1 ;;
esac
