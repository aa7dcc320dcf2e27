#Requires -Version 7.0
#Requires -Modules Microsoft.Graph.Authentication
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Folder,
    [string] $Since = [DateTime]::UtcNow.Date.AddDays(-6).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [cultureinfo]::InvariantCulture),
    [string[]] $Skip = @(),
    [int] $Tries = 6,
    [int] $Wait = 10
)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$context = Get-MgContext
if ($null -eq $context) { throw 'sign in first, with Connect-MgGraph' }
if ($Since -notmatch '^\d{4}-\d\d-\d\dT[0-9:.]+Z$') { throw '-Since is no moment such as 2026-11-01T00:00:00Z' }
# Pages of another day must not mix with these.
if (Test-Path -LiteralPath $Folder) { throw "$Folder must be a new folder" }
$root = [IO.Directory]::CreateDirectory($PSCmdlet.GetUnresolvedProviderPathFromPSPath($Folder)).FullName
$graph = (Get-MgEnvironment -Name $context.Environment).GraphEndpoint.TrimEnd('/')
$now = [DateTime]::UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [cultureinfo]::InvariantCulture)
$collections = [ordered] @{}
$ids = @{}
$script:missing = $false
$domain = $null

function Save-Text([string] $Name, [string] $Text) {
    $path = [IO.Path]::Combine($root, $Name)
    [void] [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($path))
    [IO.File]::WriteAllText($path, $Text, [Text.UTF8Encoding]::new($false))
}

# The status and the text of an answer; status 0 if none came.
function Get-Answer([string] $Uri, [string] $Metadata = 'minimal') {
    $pause = $Wait
    for ($turn = 1; ; $turn++) {
        $status = 0
        $text = ''
        $told = $null
        try {
            $accept = @{ Accept = "application/json;odata.metadata=$Metadata" }
            $response = Invoke-MgGraphRequest -Method GET -Uri $Uri -Headers $accept -OutputType HttpResponseMessage -SkipHttpErrorCheck
            $status = [int] $response.StatusCode
            $text = $response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
            if ($response.Headers.RetryAfter -and $response.Headers.RetryAfter.Delta) {
                $told = [int] $response.Headers.RetryAfter.Delta.TotalSeconds
            }
        }
        catch {
            Write-Warning "$Uri : $_"
        }
        # What a proxy puts in the place of an answer has no context.
        if ($status -lt 300 -and -not $text.Contains('"@odata.context"')) { $status = 0 }
        $isBusy = $status -eq 0 -or $status -eq 408 -or $status -eq 429 -or $status -ge 500
        if (-not $isBusy -or $turn -ge $Tries) {
            if ($isBusy) { $status = 0 }
            return [pscustomobject] @{ Status = $status; Text = $text }
        }
        $seconds = if ($null -ne $told) { $told } else { $pause }
        Start-Sleep -Seconds ([Math]::Min($seconds, 600))
        $pause *= 2
    }
}

function Get-ErrorCode([string] $Text) {
    try { return [string] ($Text | ConvertFrom-Json -AsHashtable).error.code } catch { return 'unknown' }
}

# All pages of an answer: what became of them, for the manifest.
function Save-Pages([string] $Stem, [string] $Url, [string] $Permission, [string] $Metadata = 'minimal') {
    $result = [pscustomobject] @{ Files = [Collections.Generic.List[string]]::new(); Refused = $null; Whole = $false; Objects = [Collections.Generic.List[object]]::new() }
    $uri = "$graph/$Url"
    for ($page = 1; ; $page++) {
        $name = "$Stem-$page.json"
        $answer = Get-Answer $uri $Metadata
        if ($answer.Status -eq 0) {
            Write-Warning "$name : no answer came"
            return $result
        }
        Save-Text $name $answer.Text
        $result.Files.Add($name)
        if ($answer.Status -ge 400) {
            $result.Refused = [ordered] @{ error = (Get-ErrorCode $answer.Text); permission = $Permission }
            Write-Warning "$name : refused with $($result.Refused.error); it needs $Permission"
            return $result
        }
        $body = $answer.Text | ConvertFrom-Json -AsHashtable
        foreach ($object in @($body['value'])) { if ($object -is [Collections.IDictionary]) { $result.Objects.Add($object) } }
        $next = $body['@odata.nextLink']
        if (-not $next) {
            $result.Whole = $true
            return $result
        }
        # The token goes to Graph and to nobody else.
        if ($next -eq $uri -or -not $next.StartsWith("$graph/", [StringComparison]::Ordinal)) {
            Write-Warning "$name : the next page is no other page of $graph"
            return $result
        }
        $uri = $next
    }
}

function Get-Entry($Results) {
    $entry = [ordered] @{}
    $refused = @($Results | Where-Object { $_.Refused } | ForEach-Object { $_.Refused })
    if (@($Results | Where-Object { -not $_.Whole }).Count -eq 0) { $entry.complete = $true }
    elseif ($refused.Count -gt 0) { $entry.refused = $refused[0] }
    else { $entry.complete = $false }
    if (-not $entry['complete']) { $script:missing = $true }
    $entry.files = [string[]] @($Results | ForEach-Object { $_.Files })
    return $entry
}

# A collection; Requests are names of files and URLs in turn.
function Save-Collection([string] $Path, [string] $Permission, [string[]] $Requests, [string[]] $Selected = @(), [string] $Time = '') {
    if ($Skip -contains $Path) { $script:missing = $true; return }
    $results = @(for ($at = 0; $at -lt $Requests.Count; $at += 2) {
        $url = $Requests[$at + 1]
        if ($Time) {
            $joint = if ($url.Contains('?')) { '&' } else { '?' }
            $url = "$url$joint`$filter=$Time%20ge%20$Since%20and%20$Time%20le%20$now"
        }
        # An answer for one kind leaves out what kind its objects are, unless all metadata is asked for.
        Save-Pages $Requests[$at] $url $Permission $(if ($at -eq 0) { 'minimal' } else { 'full' })
    })
    $ids[$Path] = @($results[0].Objects | ForEach-Object { $_['id'] } | Where-Object { $_ -match '^[0-9A-Fa-f-]{36}$' })
    if ($Path -eq 'organization') {
        $domains = @($results[0].Objects | ForEach-Object { $_['verifiedDomains'] } | Where-Object { $_ -and $_['isInitial'] })
        if ($domains.Count -gt 0) { $script:domain = $domains[0]['name'] }
    }
    $entry = Get-Entry $results
    if ($Selected.Count -gt 0) { $entry.selected = $Selected }
    if ($Time) { $entry.window = [ordered] @{ from = $Since; to = $now } }
    $collections[$Path] = $entry
    Write-Host "$Path : $($results[0].Objects.Count) objects"
}

# A list of every object of a collection; the manifest names those that are not whole.
function Save-Lists([string] $Path, [string] $Version, [string] $Name, [string] $Query, [string] $Permission) {
    if ($Skip -contains "$Path/$Name") { $script:missing = $true; return }
    if (-not $ids.ContainsKey($Path)) { return }
    $denied = 0
    foreach ($id in @($ids[$Path])) {
        $result = Save-Pages "$Path/$id/$Name" "$Version/$Path/$id/$Name$Query" $Permission
        if (-not $result.Whole) { $collections["$Path/$id/$Name"] = Get-Entry @($result) }
        $denied = if ($result.Refused) { $denied + 1 } else { 0 }
        # One may be gone; where three in a row are refused, the permission is missing.
        if ($denied -ge 3) { break }
    }
}

# An object Outer/Inner that belongs to every object of a collection, one line for each.
function Save-Parts([string] $Path, [string] $Version, [string] $Outer, [string] $Inner, [string] $Permission) {
    if ($Skip -contains "$Path/$Outer/$Inner") { $script:missing = $true; return }
    if (-not $ids.ContainsKey($Path)) { return }
    $denied = 0
    $lines = [Text.StringBuilder]::new()
    foreach ($id in @($ids[$Path])) {
        $answer = Get-Answer "$graph/$Version/$Path/$id/$Outer/$Inner"
        if ($answer.Status -ge 200 -and $answer.Status -lt 300) {
            $denied = 0
            $one = $answer.Text -replace '[\r\n]', ''
            [void] $lines.Append("{`"id`": `"$id`", `"$Outer`": {`"$Inner`": $one}}`n")
        }
        else {
            $script:missing = $true
            $denied++
            Write-Warning "$Path/$id/$Outer/$Inner : not answered; it needs $Permission"
        }
        if ($denied -ge 3) { break }
    }
    if ($lines.Length -gt 0 -and $collections.Contains($Path)) {
        Save-Text "$Path-$Outer.ndjson" $lines.ToString()
        $collections[$Path].files += "$Path-$Outer.ndjson"
    }
}

